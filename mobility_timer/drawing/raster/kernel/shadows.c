/* Soft shadows on flat grounds. */

#include "kernel.h"

#define CELLS 128
#define RADIUS 2
#define STRENGTH 1.35f
#define FAINT 0.01f

/* Rays whose slopes differ less than this along a row of pixels have one slope. */
#define LEVEL 1e-6f

/* e to the power of -x, for 0 <= x < 5. */
static float decay(float x) {
    float t = x * -0.0625f;
    float e = 1.0f + t * (1.0f + t * (0.5f + t * (1.0f / 6.0f + t * (1.0f / 24.0f))));
    e *= e;
    e *= e;
    e *= e;
    return e * e;
}

static void blur(const float *from, float *to, int32_t along, int32_t across) {
    for (int32_t line = 0; line < CELLS; line++) {
        const float *in = from + (size_t)line * across;
        float *out = to + (size_t)line * across, sum = 0.0f;
        for (int32_t i = 0; i < RADIUS; i++) sum += in[i * along];
        for (int32_t i = 0; i < CELLS; i++) {
            if (i + RADIUS < CELLS) sum += in[(i + RADIUS) * along];
            if (i > RADIUS) sum -= in[(i - RADIUS - 1) * along];
            out[i * along] = sum / (2 * RADIUS + 1);
        }
    }
}

/* How dark a ground is, 0..dark, on a grid (CELLS, CELLS) of cells `cell` metres wide whose corner
 * is at (left, low) along its axes u and v.
 *
 * `vertices` (count, 3) are metres; the ground lies across `axis` at `ground`, on whose side of
 * `sign` things stand; a shadow fades by e every `falloff` metres above it and runs off by lean_u
 * and lean_v a metre. `spare` is a grid to work in. */
EXPORT("cast_shadow")
void cast_shadow(const float *vertices, int32_t count, int32_t axis, float ground, float sign,
                 float falloff, float lean_u, float lean_v, float left, float low, float cell,
                 float dark, float *grid, float *spare) {
    int32_t u = axis == 0 ? 1 : 0, v = axis == 2 ? 1 : 2;
    for (int32_t i = 0; i < CELLS * CELLS; i++) grid[i] = 0.0f;
    for (int32_t i = 0; i < count; i++) {
        const float *at = vertices + 3 * (size_t)i;
        float height = most((at[axis] - ground) * sign, 0.0f);
        if (height >= 4.7f * falloff) continue;
        float weight = decay(height / falloff);
        float column = (at[u] + height * lean_u - left) / cell;
        float row = (at[v] + height * lean_v - low) / cell;
        if (weight <= FAINT || !(column >= 2.0f && column < CELLS - 2.0f)) continue;
        if (!(row >= 2.0f && row < CELLS - 2.0f)) continue;
        float *under = grid + (int32_t)row * CELLS + (int32_t)column;
        *under = most(*under, weight);
    }
    blur(grid, spare, CELLS, 1);
    blur(spare, grid, 1, CELLS);
    blur(grid, spare, CELLS, 1);
    blur(spare, grid, 1, CELLS);
    for (int32_t i = 0; i < CELLS * CELLS; i++)
        grid[i] = within(grid[i] * STRENGTH, 0.0f, 1.0f) * dark;
}

/* Lay a shadow under a part (rows, columns) of a premultiplied picture `width` pixels wide.
 *
 * `rays` (4, 3) are along u and v in cells, across the ground in metres: from the grid to the eye,
 * where the last is from the eye to the ground; the ray through the part's first pixel; its growth
 * a pixel right; its growth a pixel down. `shades` (256) are the shadow's colours by opacity. */
EXPORT("lay_shadow")
void lay_shadow(uint32_t *picture, int32_t width, int32_t rows, int32_t columns, const float *grid,
                const float *rays, const uint32_t *shades) {
    const float *eye = rays, *first = rays + 3, *right = rays + 6, *down = rays + 9;
    int is_level = (right[2] < 0.0f ? -right[2] : right[2]) * (float)columns < LEVEL;
    for (int32_t y = 0; y < rows; y++) {
        uint32_t *line = picture + (size_t)y * width;
        float level = first[2] + (float)y * down[2], reach = eye[2] / level;
        for (int32_t x = 0; x < columns; x++) {
            uint32_t over = line[x], clear = 255u - (over >> 24);
            if (!clear) continue;
            if (!is_level) reach = eye[2] / (level + (float)x * right[2]);
            if (!(reach > 0.0f)) continue;
            float column = eye[0] + reach * (first[0] + (float)x * right[0] + (float)y * down[0]);
            float row = eye[1] + reach * (first[1] + (float)x * right[1] + (float)y * down[1]);
            if (!(column >= 0.0f && column < CELLS - 1 && row >= 0.0f && row < CELLS - 1)) continue;
            const float *cell = grid + (int32_t)row * CELLS + (int32_t)column;
            float part_u = column - __builtin_floorf(column), part_v = row - __builtin_floorf(row);
            float above = cell[0] + (cell[1] - cell[0]) * part_u;
            float below = cell[CELLS] + (cell[CELLS + 1] - cell[CELLS]) * part_u;
            uint32_t dark = (uint32_t)((above + (below - above) * part_v) * 255.0f + 0.5f);
            if (dark <= 1) continue;
            line[x] = clear == 255u ? shades[dark] : over + mixed(0, shades[dark], clear + (clear >> 7));
        }
    }
}
