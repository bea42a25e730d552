/* Pictures kept small: the tiles that are not clear, and their pixels as runs of one colour. */

#include "kernel.h"

#define LONGEST 255

typedef struct {
    int32_t left, top, width, height;
} Tile;

typedef struct {
    int32_t tiles, runs;
} Found;

/* Where pixels are written to as runs; `colours` and `counts` point behind the last one. */
typedef struct {
    uint32_t *colours;
    uint8_t *counts;
    int32_t length;
} Runs;

static void end_run(Runs *to, uint32_t colour) {
    while (to->length > 0) {
        int32_t part = lesser(to->length, LONGEST);
        *to->colours++ = colour;
        *to->counts++ = (uint8_t)part;
        to->length -= part;
    }
}

static int is_clear(const uint32_t *line, int32_t first, int32_t last) {
    for (int32_t x = first; x <= last; x++)
        if (line[x]) return 0;
    return 1;
}

/* Cut a picture (height, width) into bands, and the bands at clear gaps of more than `gap` columns.
 *
 * `used` (width) is room to work in. `tiles`, `colours` and `counts` take what is found, which is
 * at most (height / band + 1) * (width / gap + 1) tiles and a run a pixel; `found` says how many. */
EXPORT("pack_runs")
void pack_runs(const uint32_t *picture, int32_t width, int32_t height, int32_t band, int32_t gap,
               uint32_t *used, Tile *tiles, uint32_t *colours, uint8_t *counts, Found *found) {
    Runs runs = {colours, counts, 0};
    Tile *tile = tiles;
    uint32_t colour = 0;
    for (int32_t top = 0; top < height; top += band) {
        int32_t bottom = lesser(top + band, height);
        __builtin_memset(used, 0, (size_t)width * sizeof *used);
        for (int32_t y = top; y < bottom; y++)
            for (int32_t x = 0; x < width; x++) used[x] |= picture[(size_t)y * width + x];
        for (int32_t first = 0; first < width; first++) {
            if (!used[first]) continue;
            int32_t last = first;
            for (int32_t x = first; x < width && x - last <= gap; x++)
                if (used[x]) last = x;
            int32_t low = top, high = bottom;
            while (is_clear(picture + (size_t)low * width, first, last)) low++;
            while (is_clear(picture + (size_t)(high - 1) * width, first, last)) high--;
            *tile++ = (Tile){first, low, last + 1 - first, high - low};
            for (int32_t y = low; y < high; y++) {
                const uint32_t *line = picture + (size_t)y * width;
                for (int32_t x = first; x <= last; x++) {
                    if (line[x] != colour) {
                        end_run(&runs, colour);
                        colour = line[x];
                    }
                    runs.length++;
                }
            }
            first = last;
        }
    }
    end_run(&runs, colour);
    *found = (Found){(int32_t)(tile - tiles), (int32_t)(runs.colours - colours)};
}
