/* Soft shadows on flat grounds. */

#include "kernel.h"
#include "lens.h"

#define CELLS 128
#define RADIUS 2
#define STRENGTH 1.35f
#define FAINT 0.01f
#define SEEN (255.0f * 0.006f)

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

/* Shadows of vertices (3, count) in metres, about their middle, to be laid under a premultiplied
 * picture (rows, columns) whose left top corner is at (left, top) of what the lens sees.
 * grid and spare (CELLS, CELLS): room to work in, of cells `cell` metres wide; shades (256): the
 * shadows' colours by opacity. */
typedef struct {
    const float *vertices;
    const v128_t *middle;
    int32_t count;
    const Plane *planes;
    int32_t plane_count;
    const Lens *lens;
    uint32_t *picture;
    int32_t rows, columns, left, top;
    const uint32_t *shades;
    float cell, *grid, *spare;
} Shadows;

/* How dark a ground is, 0..255, on a grid whose corner is at (left, low) along its axes u and v. */
typedef struct {
    const Shadows *of;
    const Plane *plane;
    int32_t u, v;
    float left, low;
} Cast;

#define COUNTED wasm_i32x4_make(0, 1, 2, 3)

/* Of not negative values. */
static inline v128_t whole(v128_t values) {
    v128_t found = wasm_f32x4_add(wasm_f32x4_floor(values), wasm_f32x4_splat(WHOLE));
    return wasm_i32x4_sub(found, wasm_i32x4_splat(WHOLE_BITS));
}

static inline v128_t well_on_grid(v128_t place) {
    return wasm_v128_and(wasm_f32x4_ge(place, wasm_f32x4_splat(2.0f)),
                         wasm_f32x4_lt(place, wasm_f32x4_splat(CELLS - 2.0f)));
}

static inline int32_t least_of(v128_t values) {
    values = wasm_i32x4_min(values, wasm_i32x4_shuffle(values, values, 2, 3, 0, 1));
    return lesser(wasm_i32x4_extract_lane(values, 0), wasm_i32x4_extract_lane(values, 1));
}

/* Have a cell at least so dark: numbers that are not negative are ordered as their bits are. */
static inline void darken(int32_t *cell, int32_t weight) { *cell = greater(*cell, weight); }
#define DARKEN(i) darken(grid + wasm_i32x4_extract_lane(cells, i), wasm_i32x4_extract_lane(weight, i));

static Extent touched(const Cast *job) {
    int32_t *grid = (int32_t *)job->of->grid;
    v128_t lowest[2] = {wasm_i32x4_splat(CELLS), wasm_i32x4_splat(CELLS)};
    v128_t highest[2] = {wasm_i32x4_splat(-1), wasm_i32x4_splat(-1)};
    const Plane *plane = job->plane;
    v128_t farthest = wasm_f32x4_splat(4.7f * plane->falloff), none = wasm_f32x4_splat(0.0f);
    v128_t per_cell = wasm_f32x4_splat(1.0f / job->of->cell);
    int32_t count = job->of->count;
    const float *across = job->of->vertices + plane->axis * count;
    const float *along_u = job->of->vertices + job->u * count;
    const float *along_v = job->of->vertices + job->v * count;
    for (int32_t i = 0; i < count; i += 4) {
        v128_t off = wasm_f32x4_sub(wasm_v128_load(across + i), wasm_f32x4_splat(plane->at));
        v128_t height = wasm_f32x4_pmax(none, wasm_f32x4_mul(off, wasm_f32x4_splat(plane->sign)));
        v128_t near = wasm_v128_and(wasm_f32x4_lt(height, farthest),
                                    wasm_i32x4_lt(COUNTED, wasm_i32x4_splat(count - i)));
        if (!wasm_v128_any_true(near)) continue;
        v128_t weight = decay(wasm_f32x4_mul(height, wasm_f32x4_splat(1.0f / plane->falloff)));
        v128_t u = wasm_f32x4_add(wasm_v128_load(along_u + i),
                                  wasm_f32x4_mul(height, wasm_f32x4_splat(plane->lean_u)));
        v128_t v = wasm_f32x4_add(wasm_v128_load(along_v + i),
                                  wasm_f32x4_mul(height, wasm_f32x4_splat(plane->lean_v)));
        v128_t columns = wasm_f32x4_mul(wasm_f32x4_sub(u, wasm_f32x4_splat(job->left)), per_cell);
        v128_t rows = wasm_f32x4_mul(wasm_f32x4_sub(v, wasm_f32x4_splat(job->low)), per_cell);
        near = wasm_v128_and(near, wasm_f32x4_gt(weight, wasm_f32x4_splat(FAINT)));
        near = wasm_v128_and(near, wasm_v128_and(well_on_grid(columns), well_on_grid(rows)));
        if (!wasm_v128_any_true(near)) continue;
        columns = whole(wasm_v128_and(columns, near));
        rows = whole(wasm_v128_and(rows, near));
        v128_t none_of = wasm_v128_andnot(wasm_i32x4_splat(CELLS), near);
        lowest[0] = wasm_i32x4_min(lowest[0], wasm_v128_or(columns, none_of));
        lowest[1] = wasm_i32x4_min(lowest[1], wasm_v128_or(rows, none_of));
        highest[0] = wasm_i32x4_max(highest[0], wasm_v128_or(columns, wasm_v128_not(near)));
        highest[1] = wasm_i32x4_max(highest[1], wasm_v128_or(rows, wasm_v128_not(near)));
        v128_t cells = wasm_i32x4_add(wasm_i32x4_mul(rows, wasm_i32x4_splat(CELLS)), columns);
        weight = wasm_v128_and(weight, near);
        DARKEN(0) DARKEN(1) DARKEN(2) DARKEN(3)
    }
    return (Extent){least_of(lowest[0]), -least_of(wasm_i32x4_neg(highest[0])), least_of(lowest[1]),
                    -least_of(wasm_i32x4_neg(highest[1]))};
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
            *cell = within(*cell * STRENGTH, 0.0f, 1.0f) * job->plane->dark * 255.0f;
            if (*cell <= SEEN) continue;
            dark.first_column = lesser(dark.first_column, column);
            dark.last_column = greater(dark.last_column, column);
            dark.first_row = lesser(dark.first_row, row);
            dark.last_row = greater(dark.last_row, row);
        }
    return dark;
}

/* The pixels of a row from `begin` to `end` where what grows evenly is not below nought, and one more. */
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

/* How a ray falls towards the ground at the first pixel of a row and each more, and how far the eye is. */
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

#define STEPS wasm_f32x4_make(0.0f, 1.0f, 2.0f, 3.0f)

static inline v128_t evenly(float first, v128_t at, float growth) {
    return wasm_f32x4_add(wasm_f32x4_splat(first), wasm_f32x4_mul(at, wasm_f32x4_splat(growth)));
}

/* A place, or where there is none, on the grid. */
static inline v128_t on_grid(v128_t place) {
    place = wasm_f32x4_pmax(wasm_f32x4_splat(0.0f), place);
    return wasm_f32x4_pmin(wasm_f32x4_splat(CELLS - 1.01f), place);
}

static inline v128_t blended(v128_t one, v128_t other, v128_t share) {
    return wasm_f32x4_add(one, wasm_f32x4_mul(wasm_f32x4_sub(other, one), share));
}

/* A value 0..255, rounded, as an integer. */
static inline v128_t nearest(v128_t value) {
    return wasm_i32x4_sub(wasm_f32x4_add(value, wasm_f32x4_splat(WHOLE)), wasm_i32x4_splat(WHOLE_BITS));
}

/* How dark it is 0..255 at four places of the grid, between its cells. */
static inline v128_t opacities(const float *grid, v128_t column, v128_t row) {
    v128_t cells = wasm_i32x4_add(wasm_i32x4_mul(whole(row), wasm_i32x4_splat(CELLS)), whole(column));
    const float *cell[4] = {
        grid + wasm_i32x4_extract_lane(cells, 0), grid + wasm_i32x4_extract_lane(cells, 1),
        grid + wasm_i32x4_extract_lane(cells, 2), grid + wasm_i32x4_extract_lane(cells, 3)};
    v128_t part_u = wasm_f32x4_sub(column, wasm_f32x4_floor(column));
    v128_t part_v = wasm_f32x4_sub(row, wasm_f32x4_floor(row)), found[2];
#pragma clang loop unroll(full)
    for (int32_t i = 0; i < 2; i++) {
        v128_t low = wasm_i64x2_make(0, 0), high = low;
        low = wasm_v128_load64_lane(cell[0] + i * CELLS, low, 0);
        low = wasm_v128_load64_lane(cell[1] + i * CELLS, low, 1);
        high = wasm_v128_load64_lane(cell[2] + i * CELLS, high, 0);
        high = wasm_v128_load64_lane(cell[3] + i * CELLS, high, 1);
        found[i] = blended(wasm_i32x4_shuffle(low, high, 0, 2, 4, 6),
                           wasm_i32x4_shuffle(low, high, 1, 3, 5, 7), part_u);
    }
    return nearest(blended(found[0], found[1], part_v));
}

/* The shades of four opacities, as far as they are seen beside what lies over them. */
static inline v128_t shaded(const uint32_t *shades, v128_t opacity, v128_t clear) {
    v128_t shade = wasm_u32x4_make(
        shades[wasm_i32x4_extract_lane(opacity, 0)], shades[wasm_i32x4_extract_lane(opacity, 1)],
        shades[wasm_i32x4_extract_lane(opacity, 2)], shades[wasm_i32x4_extract_lane(opacity, 3)]);
    v128_t share = wasm_i32x4_add(clear, wasm_u32x4_shr(clear, 7));
    v128_t even = wasm_i32x4_mul(wasm_v128_and(shade, wasm_i32x4_splat(EVEN)), share);
    v128_t odd = wasm_v128_and(wasm_u32x4_shr(shade, 8), wasm_i32x4_splat(EVEN));
    even = wasm_v128_and(wasm_u32x4_shr(even, 8), wasm_i32x4_splat(EVEN));
    odd = wasm_v128_and(wasm_i32x4_mul(odd, share), wasm_i32x4_splat((int32_t)ODD));
    return wasm_v128_or(even, odd);
}

/* Pixels of a row, and how steeply a ray falls at the first pixel of the part and where it goes. */
typedef struct {
    uint32_t *line;
    int32_t begin, end;
    float level, column, row;
} Ray;

static inline __attribute__((always_inline)) void lay_row(const Cast *job, const Ray *ray,
                                                          const Along *eye, const Along *right,
                                                          int is_level) {
    float reach = eye->across / ray->level;
    float level_column = eye->column + reach * ray->column, level_row = eye->row + reach * ray->row;
    v128_t at = wasm_f32x4_add(wasm_f32x4_splat((float)ray->begin), STEPS);
    v128_t end = wasm_f32x4_splat((float)ray->end);
    for (int32_t x = ray->begin; x < ray->end; x += 4, at = wasm_f32x4_add(at, wasm_f32x4_splat(4.0f))) {
        v128_t over = wasm_v128_load(ray->line + x);
        v128_t clear = wasm_i32x4_sub(wasm_i32x4_splat(255), wasm_u32x4_shr(over, 24));
        if (!wasm_v128_any_true(clear)) continue;
        v128_t seen = wasm_f32x4_lt(at, end), column, row;
        if (is_level) {
            column = evenly(level_column, at, reach * right->column);
            row = evenly(level_row, at, reach * right->row);
        } else {
            v128_t far = wasm_f32x4_div(wasm_f32x4_splat(eye->across),
                                        evenly(ray->level, at, right->across));
            column = wasm_f32x4_mul(far, evenly(ray->column, at, right->column));
            row = wasm_f32x4_mul(far, evenly(ray->row, at, right->row));
            column = wasm_f32x4_add(wasm_f32x4_splat(eye->column), column);
            row = wasm_f32x4_add(wasm_f32x4_splat(eye->row), row);
            seen = wasm_v128_and(seen, wasm_f32x4_gt(far, wasm_f32x4_splat(0.0f)));
        }
        v128_t opacity = opacities(job->of->grid, on_grid(column), on_grid(row));
        if (!wasm_v128_any_true(wasm_i32x4_gt(opacity, wasm_i32x4_splat(1)))) continue;
        v128_t under = shaded(job->of->shades, opacity, clear);
        wasm_v128_store(ray->line + x, wasm_i32x4_add(over, wasm_v128_and(under, seen)));
    }
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
        float level = first.across + (float)y * down.across;
        float first_column = first.column + (float)y * down.column;
        float first_row = first.row + (float)y * down.row;
        /* Where the ray meets the ground before the eye, on dark cells: all grows evenly along the row
         * once it is multiplied by the ray's fall. */
        float ahead = eye.across < 0.0f ? -1.0f : 1.0f;
        Fall fall = {ahead * level, ahead * right.across, ahead * eye.across};
        int32_t begin = 0, end = part.columns;
        clip(fall.first, fall.growth, &begin, &end);
        between(eye.column, first_column, right.column, fall, dark.first_column, dark.last_column,
                &begin, &end);
        between(eye.row, first_row, right.row, fall, dark.first_row, dark.last_row, &begin, &end);
        Ray ray = {line, begin, end, level, first_column, first_row};
        is_level ? lay_row(job, &ray, &eye, &right, 1) : lay_row(job, &ray, &eye, &right, 0);
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
