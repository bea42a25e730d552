/* Outlines, what hides the figure, and smooth edges. */

#include "kernel.h"

#define STEP 0.045f
#define SHADE 107 /* of 256 */
#define COARSE 0x8000F000u /* of a colour its opacity and its green, roughly */

/* Darken a line of `stroke` pixels on the near side of every step in depth. */
EXPORT("draw_outlines")
void draw_outlines(uint32_t *picture, const float *depths, const Span *spans, int32_t width,
                   int32_t height, int32_t stroke) {
    for (int32_t y = 0; y < height; y++) {
        const float *row = depths + (size_t)y * width;
        const float *above = y >= stroke ? row - (size_t)stroke * width : row;
        const float *below = y + stroke < height ? row + (size_t)stroke * width : row;
        uint32_t *line = picture + (size_t)y * width;
        for (int32_t x = spans[y].begin; x < spans[y].end; x++) {
            float left = row[x >= stroke ? x - stroke : x];
            float right = row[x + stroke < width ? x + stroke : x];
            float farthest = least(least(left, right), least(above[x], below[x]));
            if (row[x] - farthest <= STEP) continue;
            uint32_t even = ((line[x] & EVEN) * SHADE) >> 8, green = (line[x] >> 8) & 0xFFu;
            line[x] = (even & EVEN) | ((green * SHADE) & 0xFF00u) | (line[x] & 0xFF000000u);
        }
    }
}

/* Clear what of a part (rows, columns) of a picture lies behind other things. Both parts lie in
 * larger pictures, `width` and `own_width` pixels wide. */
EXPORT("hide")
void hide(uint32_t *picture, const float *depths, int32_t width, const float *own,
          int32_t own_width, int32_t rows, int32_t columns) {
    for (int32_t y = 0; y < rows; y++)
        for (int32_t x = 0; x < columns; x++)
            if (own[(size_t)y * own_width + x] > depths[(size_t)y * width + x])
                picture[(size_t)y * width + x] = 0;
}

/* The mean of each 2 x 2 pixels; `width` and `height` are those of the half. */
EXPORT("halve")
void halve(const uint32_t *picture, const Span *spans, uint32_t *half, int32_t width,
           int32_t height) {
    __builtin_memset(half, 0, (size_t)width * height * sizeof *half);
    for (int32_t y = 0; y < height; y++) {
        const uint32_t *one = picture + (size_t)4 * y * width, *two = one + 2 * width;
        int32_t begin = lesser(spans[2 * y].begin, spans[2 * y + 1].begin) / 2;
        int32_t end = (greater(spans[2 * y].end, spans[2 * y + 1].end) + 1) / 2;
        for (int32_t x = begin; x < end; x++) {
            uint32_t even = 0x00020002u, odd = 0x00020002u;
            for (int32_t i = 2 * x; i < 2 * x + 2; i++) {
                even += (one[i] & EVEN) + (two[i] & EVEN);
                odd += ((one[i] >> 8) & EVEN) + ((two[i] >> 8) & EVEN);
            }
            half[(size_t)y * width + x] = ((even >> 2) & EVEN) | ((odd << 6) & ODD);
        }
    }
}

static uint32_t tent(const uint32_t *here, int32_t width) {
    uint32_t even = 0x00080008u, odd = 0x00080008u;
    for (int32_t y = -1; y <= 1; y++)
        for (int32_t x = -1; x <= 1; x++) {
            uint32_t near = here[y * width + x], weight = (2u >> (x & 1)) * (2u >> (y & 1));
            even += weight * (near & EVEN);
            odd += weight * ((near >> 8) & EVEN);
        }
    return ((even >> 4) & EVEN) | ((odd << 4) & ODD);
}

/* A copy in which each pixel that differs much from a neighbour is mixed with all eight. */
EXPORT("smooth")
void smooth(const uint32_t *picture, const Span *spans, uint32_t *found, int32_t width,
            int32_t height) {
    __builtin_memcpy(found, picture, (size_t)width * height * sizeof *found);
    for (int32_t y = 1; y + 1 < height; y++) {
        const Span *near = spans + y;
        int32_t begin = lesser(lesser(near[-1].begin, near[0].begin), near[1].begin);
        int32_t end = greater(greater(near[-1].end, near[0].end), near[1].end);
        begin = greater(begin - 1, 1);
        end = lesser(end + 1, width - 1);
        for (int32_t x = begin; x < end; x++) {
            const uint32_t *here = picture + (size_t)y * width + x;
            uint32_t differs = (*here ^ here[-1]) | (*here ^ here[1]) | (*here ^ here[-width]) |
                               (*here ^ here[width]);
            if (differs & COARSE) found[(size_t)y * width + x] = tent(here, width);
        }
    }
}
