/* Soft shadows on flat grounds. */

#include "kernel.h"

#define CELLS 128
#define RADIUS 2
#define STRENGTH 1.35f
#define FAINT 0.01f
#define SEEN 0.006f

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

/* The cells of a grid from which to which (themselves) something is; nothing where first > last. */
typedef struct {
    int32_t first_column, last_column, first_row, last_row;
} Extent;

static Extent spread(Extent of, int32_t by) {
    return (Extent){greater(of.first_column - by, 0), lesser(of.last_column + by, CELLS - 1),
                    greater(of.first_row - by, 0), lesser(of.last_row + by, CELLS - 1)};
}

/* The means of five cells, one over the other. */
static void blur_down(const float *from, float *to, Extent of) {
    for (int32_t row = of.first_row; row <= of.last_row; row++)
        for (int32_t column = of.first_column & -4; column <= of.last_column; column += 4) {
            v128_t sum = wasm_f32x4_splat(0.0f);
            for (int32_t near = greater(row - RADIUS, 0); near <= lesser(row + RADIUS, CELLS - 1);
                 near++)
                sum = wasm_f32x4_add(sum, wasm_v128_load(from + near * CELLS + column));
            sum = wasm_f32x4_mul(sum, wasm_f32x4_splat(1.0f / (2 * RADIUS + 1)));
            wasm_v128_store(to + row * CELLS + column, sum);
        }
}

/* The means of five cells side by side. */
static void blur_across(const float *from, float *to, Extent of) {
    for (int32_t row = of.first_row; row <= of.last_row; row++) {
        float line[CELLS + 2 * RADIUS] = {0.0f};
        __builtin_memcpy(line + RADIUS, from + row * CELLS, CELLS * sizeof *line);
        for (int32_t column = of.first_column & -4; column <= of.last_column; column += 4) {
            v128_t sum = wasm_f32x4_splat(0.0f);
            for (int32_t near = 0; near <= 2 * RADIUS; near++)
                sum = wasm_f32x4_add(sum, wasm_v128_load(line + column + near));
            sum = wasm_f32x4_mul(sum, wasm_f32x4_splat(1.0f / (2 * RADIUS + 1)));
            wasm_v128_store(to + row * CELLS + column, sum);
        }
    }
}

/* How dark a ground is, 0..dark, on a grid (CELLS, CELLS) of cells `cell` metres wide whose corner
 * is at (left, low) along its axes u and v.
 *
 * `vertices` (count, 3 or `stride`) are metres; the ground lies across `axis` at `ground`, on whose side of
 * `sign` things stand; a shadow fades by e every `falloff` metres above it and runs off by lean_u
 * and lean_v a metre. `spare` is a grid to work in. `found` is where the ground is dark. */
typedef struct {
    const float *vertices;
    int32_t count, stride, axis;
    float ground, sign, falloff, lean_u, lean_v, left, low, cell, dark;
    float *grid, *spare;
    Extent *found;
} Cast;

static Extent touched(const Cast *job) {
    Extent found = {CELLS, -1, CELLS, -1};
    int32_t u = job->axis == 0 ? 1 : 0, v = job->axis == 2 ? 1 : 2;
    float per_falloff = 1.0f / job->falloff, per_cell = 1.0f / job->cell;
    for (int32_t i = 0; i < job->count; i++) {
        const float *at = job->vertices + job->stride * (size_t)i;
        float height = most((at[job->axis] - job->ground) * job->sign, 0.0f);
        if (height >= 4.7f * job->falloff) continue;
        float weight = decay(height * per_falloff);
        float column = (at[u] + height * job->lean_u - job->left) * per_cell;
        float row = (at[v] + height * job->lean_v - job->low) * per_cell;
        if (weight <= FAINT || !(column >= 2.0f && column < CELLS - 2.0f)) continue;
        if (!(row >= 2.0f && row < CELLS - 2.0f)) continue;
        int32_t y = (int32_t)row, x = (int32_t)column;
        float *under = job->grid + y * CELLS + x;
        *under = most(*under, weight);
        found.first_column = lesser(found.first_column, x);
        found.last_column = greater(found.last_column, x);
        found.first_row = lesser(found.first_row, y);
        found.last_row = greater(found.last_row, y);
    }
    return found;
}

EXPORT("cast_shadow")
void cast_shadow(const Cast *job) {
    float *grid = job->grid, *spare = job->spare;
    __builtin_memset(grid, 0, CELLS * CELLS * sizeof *grid);
    Extent of = *job->found = touched(job);
    if (of.last_row < 0) return;
    __builtin_memset(spare, 0, CELLS * CELLS * sizeof *spare);
    for (int32_t i = 0; i < 2; i++) {
        of = spread(of, RADIUS);
        blur_down(grid, spare, of);
        blur_across(spare, grid, of);
    }
    Extent dark = {CELLS, -1, CELLS, -1};
    for (int32_t row = of.first_row; row <= of.last_row; row++)
        for (int32_t column = of.first_column & -4; column <= of.last_column; column++) {
            float *cell = grid + row * CELLS + column;
            *cell = within(*cell * STRENGTH, 0.0f, 1.0f) * job->dark;
            if (*cell <= SEEN) continue;
            dark.first_column = lesser(dark.first_column, column);
            dark.last_column = greater(dark.last_column, column);
            dark.first_row = lesser(dark.first_row, row);
            dark.last_row = greater(dark.last_row, row);
        }
    *job->found = dark;
}

/* A shadow to be laid under a part (rows, columns) of a premultiplied picture `width` pixels wide.
 *
 * `rays` (4, 3) are along u and v in cells, across the ground in metres: from the grid to the eye,
 * where the last is from the eye to the ground; the ray through the part's first pixel; its growth
 * a pixel right; its growth a pixel down. `shades` (256) are the shadow's colours by opacity;
 * `dark` is where the ground is dark. */
typedef struct {
    uint32_t *picture;
    int32_t width, rows, columns;
    const float *grid, *rays;
    const uint32_t *shades;
    const Extent *dark;
} Lay;

/* The pixels of a row, of those from `begin` to `end`, at which a value that grows evenly from pixel
 * to pixel is within two limits, and no more than one beside them. */
static void clip(float start, float growth, float low, float high, int32_t *begin, int32_t *end) {
    if (growth < 1e-9f && growth > -1e-9f) {
        if (start < low || start > high) *end = *begin;
        return;
    }
    float one = (low - start) / growth, other = (high - start) / growth;
    float first = within(least(one, other), -1e6f, 1e6f), last = within(most(one, other), -1e6f, 1e6f);
    *begin = greater(*begin, (int32_t)__builtin_floorf(first));
    *end = lesser(*end, (int32_t)__builtin_ceilf(last) + 1);
}

EXPORT("lay_shadow")
void lay_shadow(const Lay *job) {
    const float *eye = job->rays, *first = eye + 3, *right = eye + 6, *down = eye + 9;
    const Extent dark = spread(*job->dark, 1);
    int is_level = (right[2] < 0.0f ? -right[2] : right[2]) * (float)job->columns < LEVEL;
    for (int32_t y = 0; y < job->rows; y++) {
        uint32_t *line = job->picture + (size_t)y * job->width;
        float level = first[2] + (float)y * down[2], reach = eye[2] / level;
        int32_t begin = 0, end = job->columns;
        if (is_level) {
            if (!(reach > 0.0f)) continue;
            float column = eye[0] + reach * (first[0] + (float)y * down[0]);
            float row = eye[1] + reach * (first[1] + (float)y * down[1]);
            clip(column, reach * right[0], (float)dark.first_column, (float)dark.last_column,
                 &begin, &end);
            clip(row, reach * right[1], (float)dark.first_row, (float)dark.last_row, &begin, &end);
        }
        for (int32_t x = begin; x < end; x++) {
            uint32_t over = line[x], clear = 255u - (over >> 24);
            if (!clear) continue;
            if (!is_level) reach = eye[2] / (level + (float)x * right[2]);
            if (!(reach > 0.0f)) continue;
            float column = eye[0] + reach * (first[0] + (float)x * right[0] + (float)y * down[0]);
            float row = eye[1] + reach * (first[1] + (float)x * right[1] + (float)y * down[1]);
            if (!(column >= 0.0f && column < CELLS - 1 && row >= 0.0f && row < CELLS - 1)) continue;
            int32_t across = (int32_t)column, along = (int32_t)row;
            const float *cell = job->grid + along * CELLS + across;
            float part_u = column - (float)across, part_v = row - (float)along;
            float above = cell[0] + (cell[1] - cell[0]) * part_u;
            float below = cell[CELLS] + (cell[CELLS + 1] - cell[CELLS]) * part_u;
            uint32_t dark_here = (uint32_t)((above + (below - above) * part_v) * 255.0f + 0.5f);
            if (dark_here <= 1) continue;
            uint32_t shade = job->shades[dark_here];
            line[x] = clear == 255u ? shade : over + mixed(0, shade, clear + (clear >> 7));
        }
    }
}
