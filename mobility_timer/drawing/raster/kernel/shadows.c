/* Soft shadows on flat grounds. */

#include "kernel.h"
#include "lens.h"

#define CELLS 128
#define RADIUS 2
#define STRENGTH 1.35f
#define FAINT 0.01f
#define SEEN 0.006f

/* Rays whose slopes differ less than this along a row of pixels have one slope. */
#define LEVEL 1e-6f

/* e to the power of -x, for 0 <= x < 5. */
static v128_t decay(v128_t x) {
    v128_t t = wasm_f32x4_mul(x, wasm_f32x4_splat(-0.0625f)), one = wasm_f32x4_splat(1.0f);
    v128_t e = one;
    for (int32_t order = 4; order > 0; order--)
        e = wasm_f32x4_add(
            one, wasm_f32x4_mul(wasm_f32x4_mul(t, wasm_f32x4_splat(1.0f / (float)order)), e));
    for (int32_t i = 0; i < 4; i++) e = wasm_f32x4_mul(e, e);
    return e;
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

/* A flat ground across `axis` at `at` metres, on whose side of `sign` things stand: a shadow fades by
 * e every `falloff` metres above it and runs off by lean_u and lean_v a metre along its axes u and v;
 * it is `dark` at most. */
typedef struct {
    int32_t axis;
    float at, sign, falloff, lean_u, lean_v, dark;
} Plane;

/* Shadows of vertices (count, 4) in metres, about their middle, to be laid under a premultiplied
 * picture (rows, columns) whose left top corner is at (left, top) of what the lens sees.
 *
 * grid and spare (CELLS, CELLS): room to work in, of cells `cell` metres wide; shades (256): the
 * shadows' colours by opacity. */
typedef struct {
    const v128_t *vertices, *middle;
    int32_t count;
    const Plane *planes;
    int32_t plane_count;
    const Lens *lens;
    uint32_t *picture;
    int32_t rows, columns, left, top;
    const uint32_t *shades;
    float cell, *grid, *spare;
} Shadows;

/* How dark a ground is, 0..dark, on a grid whose corner is at (left, low) along its axes u and v. */
typedef struct {
    const Shadows *of;
    const Plane *plane;
    int32_t u, v;
    float left, low;
} Cast;

/* The values of four vertices along one axis; after the last there is none. */
static inline v128_t along_axis(const v128_t *vertices, int32_t left, int32_t axis) {
    const float *at = (const float *)vertices + axis;
    return wasm_f32x4_make(at[0], at[left > 1 ? 4 : 0], at[left > 2 ? 8 : 0], at[left > 3 ? 12 : 0]);
}

static Extent touched(const Cast *job) {
    Extent found = {CELLS, -1, CELLS, -1};
    const Plane *plane = job->plane;
    v128_t farthest = wasm_f32x4_splat(4.7f * plane->falloff), none = wasm_f32x4_splat(0.0f);
    v128_t per_cell = wasm_f32x4_splat(1.0f / job->of->cell);
    for (int32_t i = 0; i < job->of->count; i += 4) {
        const v128_t *four = job->of->vertices + i;
        int32_t left = job->of->count - i;
        v128_t off = wasm_f32x4_sub(along_axis(four, left, plane->axis), wasm_f32x4_splat(plane->at));
        v128_t height = wasm_f32x4_pmax(none, wasm_f32x4_mul(off, wasm_f32x4_splat(plane->sign)));
        v128_t near = wasm_f32x4_lt(height, farthest);
        if (!wasm_v128_any_true(near)) continue;
        v128_t weight = decay(wasm_f32x4_mul(height, wasm_f32x4_splat(1.0f / plane->falloff)));
        v128_t u = wasm_f32x4_add(along_axis(four, left, job->u),
                                  wasm_f32x4_mul(height, wasm_f32x4_splat(plane->lean_u)));
        v128_t v = wasm_f32x4_add(along_axis(four, left, job->v),
                                  wasm_f32x4_mul(height, wasm_f32x4_splat(plane->lean_v)));
        float weights[4], columns[4], rows[4];
        wasm_v128_store(weights, wasm_v128_and(weight, near));
        wasm_v128_store(columns,
                        wasm_f32x4_mul(wasm_f32x4_sub(u, wasm_f32x4_splat(job->left)), per_cell));
        wasm_v128_store(rows, wasm_f32x4_mul(wasm_f32x4_sub(v, wasm_f32x4_splat(job->low)), per_cell));
        for (int32_t k = 0; k < 4; k++) {
            if (weights[k] <= FAINT || !(columns[k] >= 2.0f && columns[k] < CELLS - 2.0f)) continue;
            if (!(rows[k] >= 2.0f && rows[k] < CELLS - 2.0f)) continue;
            int32_t y = (int32_t)rows[k], x = (int32_t)columns[k];
            float *under = job->of->grid + y * CELLS + x;
            *under = most(*under, weights[k]);
            found.first_column = lesser(found.first_column, x);
            found.last_column = greater(found.last_column, x);
            found.first_row = lesser(found.first_row, y);
            found.last_row = greater(found.last_row, y);
        }
    }
    return found;
}

/* The grid of a shadow, and where it is dark. */
static Extent cast(const Cast *job) {
    float *grid = job->of->grid, *spare = job->of->spare;
    __builtin_memset(grid, 0, CELLS * CELLS * sizeof *grid);
    Extent of = touched(job);
    if (of.last_row < 0) return of;
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
            *cell = within(*cell * STRENGTH, 0.0f, 1.0f) * job->plane->dark;
            if (*cell <= SEEN) continue;
            dark.first_column = lesser(dark.first_column, column);
            dark.last_column = greater(dark.last_column, column);
            dark.first_row = lesser(dark.first_row, row);
            dark.last_row = greater(dark.last_row, row);
        }
    return dark;
}

/* The pixels of a row, of those from `begin` to `end`, at which what grows evenly is not below
 * nought, and no more than one beside them. */
static void clip(float start, float growth, int32_t *begin, int32_t *end) {
    if (growth < 1e-9f && growth > -1e-9f) {
        if (start < 0.0f) *end = *begin;
        return;
    }
    float at = within(-start / growth, -1e6f, 1e6f);
    if (growth > 0.0f)
        *begin = greater(*begin, (int32_t)__builtin_floorf(at));
    else
        *end = lesser(*end, (int32_t)__builtin_ceilf(at) + 1);
}

/* A place or a way along u and v in cells, across the ground in metres. */
typedef struct {
    float column, row, across;
} Along;

static Along in_cells(const Cast *job, v128_t way) {
    const float *axis = (const float *)&way;
    float per_cell = 1.0f / job->of->cell;
    return (Along){axis[job->u] * per_cell, axis[job->v] * per_cell, axis[job->plane->axis]};
}

/* A part (rows, columns) of the picture, whose first pixel is at (left, top) of it. */
typedef struct {
    int32_t left, top, columns, rows;
} Part;

/* The part that the dark cells of a ground are seen on. */
static Part reached(const Cast *job, Extent dark) {
    const Shadows *of = job->of;
    v128_t low = wasm_f32x4_splat(1e6f), high = wasm_f32x4_splat(-1e6f);
    for (int32_t corner = 0; corner < 4; corner++) {
        float place[4] = {job->plane->at, job->plane->at, job->plane->at, 0.0f};
        int32_t column = corner & 1 ? dark.last_column + 2 : dark.first_column;
        int32_t row = corner & 2 ? dark.last_row + 2 : dark.first_row;
        place[job->u] = job->left + of->cell * (float)column;
        place[job->v] = job->low + of->cell * (float)row;
        v128_t seen = projected(of->lens, wasm_v128_load(place));
        low = wasm_f32x4_pmin(low, seen);
        high = wasm_f32x4_pmax(high, seen);
    }
    int32_t left = greater((int32_t)__builtin_floorf(OF(low, RIGHT)) - of->left, 0);
    int32_t top = greater((int32_t)__builtin_floorf(OF(low, DOWN)) - of->top, 0);
    int32_t right = lesser((int32_t)__builtin_ceilf(OF(high, RIGHT)) - of->left, of->columns);
    int32_t bottom = lesser((int32_t)__builtin_ceilf(OF(high, DOWN)) - of->top, of->rows);
    return (Part){left, top, right - left, bottom - top};
}

/* How a ray falls towards the ground at the first pixel of a row, and each pixel more, and how far
 * the eye is from it. */
typedef struct {
    float first, growth, eye;
} Fall;

/* The pixels of a row at which a ray meets the ground between two cells. */
static void between(float eye, float first, float growth, Fall fall, int32_t low, int32_t high,
                    int32_t *begin, int32_t *end) {
    float under = eye - (float)low, over = (float)high - eye;
    clip(under * fall.first + fall.eye * first, under * fall.growth + fall.eye * growth, begin, end);
    clip(over * fall.first - fall.eye * first, over * fall.growth - fall.eye * growth, begin, end);
}

static void lay(const Cast *job, Extent of_dark) {
    const Shadows *of = job->of;
    const Lens *lens = of->lens;
    Part part = reached(job, of_dark);
    /* The axes of the lens, in rows: those of its struct are in columns. */
    v128_t back = wasm_f32x4_make(OF(lens->axes[0], 2), OF(lens->axes[1], 2), OF(lens->axes[2], 2), 0.0f);
    v128_t up = wasm_f32x4_make(OF(lens->axes[0], 1), OF(lens->axes[1], 1), OF(lens->axes[2], 1), 0.0f);
    v128_t side = wasm_f32x4_make(OF(lens->axes[0], 0), OF(lens->axes[1], 0), OF(lens->axes[2], 0), 0.0f);
    v128_t away = wasm_f32x4_mul(back, wasm_f32x4_splat(lens->distance));
    float per_pixel = lens->distance / lens->scale;
    float x = ((float)(part.left + of->left) + 0.5f - lens->right) * per_pixel;
    float y = (lens->down - 0.5f - (float)(part.top + of->top)) * per_pixel;
    v128_t ray = wasm_f32x4_add(wasm_f32x4_mul(side, wasm_f32x4_splat(x)),
                                wasm_f32x4_mul(up, wasm_f32x4_splat(y)));
    Along first = in_cells(job, wasm_f32x4_sub(ray, away));
    Along right = in_cells(job, wasm_f32x4_mul(side, wasm_f32x4_splat(per_pixel)));
    Along down = in_cells(job, wasm_f32x4_mul(up, wasm_f32x4_splat(-per_pixel)));
    v128_t corner = wasm_f32x4_splat(job->plane->at);
    ((float *)&corner)[job->u] = job->left;
    ((float *)&corner)[job->v] = job->low;
    Along eye = in_cells(job, wasm_f32x4_sub(wasm_f32x4_add(lens->target, away), corner));
    eye.across = -eye.across;
    eye.column -= 0.5f;
    eye.row -= 0.5f;

    const Extent dark = spread(of_dark, 1);
    int is_level = (right.across < 0.0f ? -right.across : right.across) * (float)part.columns < LEVEL;
    uint32_t *line = of->picture + (size_t)part.top * of->columns + part.left;
    for (int32_t y = 0; y < part.rows; y++, line += of->columns) {
        float level = first.across + (float)y * down.across, reach = eye.across / level;
        float first_column = first.column + (float)y * down.column;
        float first_row = first.row + (float)y * down.row;
        /* Where the ray meets the ground before the eye, on dark cells: each is a matter of what
         * grows evenly along the row, once it is multiplied by the ray's fall. */
        float ahead = eye.across < 0.0f ? -1.0f : 1.0f;
        Fall fall = {ahead * level, ahead * right.across, ahead * eye.across};
        int32_t begin = 0, end = part.columns;
        clip(fall.first, fall.growth, &begin, &end);
        between(eye.column, first_column, right.column, fall, dark.first_column, dark.last_column,
                &begin, &end);
        between(eye.row, first_row, right.row, fall, dark.first_row, dark.last_row, &begin, &end);
        for (int32_t x = begin; x < end; x++) {
            uint32_t over = line[x], clear = 255u - (over >> 24);
            if (!clear) continue;
            if (!is_level) reach = eye.across / (level + (float)x * right.across);
            if (!(reach > 0.0f)) continue;
            float column = eye.column + reach * (first_column + (float)x * right.column);
            float row = eye.row + reach * (first_row + (float)x * right.row);
            if (!(column >= 0.0f && column < CELLS - 1 && row >= 0.0f && row < CELLS - 1)) continue;
            int32_t across = (int32_t)column, along = (int32_t)row;
            const float *cell = of->grid + along * CELLS + across;
            float part_u = column - (float)across, part_v = row - (float)along;
            float above = cell[0] + (cell[1] - cell[0]) * part_u;
            float below = cell[CELLS] + (cell[CELLS + 1] - cell[CELLS]) * part_u;
            uint32_t opacity = (uint32_t)((above + (below - above) * part_v) * 255.0f + 0.5f);
            if (opacity <= 1) continue;
            uint32_t shade = of->shades[opacity];
            line[x] = clear == 255u ? shade : over + mixed(0, shade, clear + (clear >> 7));
        }
    }
}

void lay_shadows(const void *given) {
    const Shadows *job = given;
    for (int32_t i = 0; i < job->plane_count; i++) {
        const Plane *plane = job->planes + i;
        int32_t u = plane->axis == 0 ? 1 : 0, v = plane->axis == 2 ? 1 : 2;
        const float *middle = (const float *)job->middle;
        float half = job->cell * CELLS / 2;
        Cast one = {job, plane, u, v, middle[u] - half, middle[v] - half};
        Extent dark = cast(&one);
        if (dark.first_column <= dark.last_column) lay(&one, dark);
    }
}
