/* A body: from the rings that it has in a pose to what is seen of it, four vertices at once. */

#include "bodies.h"
#include "fill.h"
#include "lens.h"

#define NO_LENGTH 1e-12f

/* The axes of a ring's frame and where it is. */
typedef struct {
    v128_t axes[3], origin;
} Ring;

/* An ellipsoid on a bone: the bone's axes, its middle, 1 / the squares of its radii. */
typedef struct {
    v128_t axes[3], middle, per_square;
} Ball;

/* What is to be placed and seen: outlines (3, vertices) in the rings' frames; how much of its ball's
 * roundness each ring borrows (rings); how far what is loose follows the sway of the hair; how much of
 * the light each vertex has, and how much more (2, vertices); of which parts nothing is shown (count),
 * to which those are added that are far away, and where and how far about what is shown reaches,
 * squared, or null; how high what casts a shadow on the floor is at most, and how far the shadow runs
 * off a metre, or null.
 *
 * vertices (3, vertices) in metres and their mean, points (vertices, 4), and the bounds (4) of it all,
 * left, top, right and bottom, are what is found. */
typedef struct {
    const Loft *lofts;
    int32_t count, size;
    const float *outlines, *lent, *loose;
    const Ring *rings;
    const Ball *balls;
    const float *sway;
    float *vertices;
    v128_t *middle;
    const float *lit;
    const Lens *lens;
    uint8_t *hidden;
    const float *shown, *casts;
    v128_t *points;
    float *bounds;
} See;

/* Four places or ways, each axis by itself. */
typedef struct {
    v128_t x, y, z;
} Four;

#define SUM(a, b) wasm_f32x4_add(a, b)
#define LESS(a, b) wasm_f32x4_sub(a, b)
#define TIMES(a, b) wasm_f32x4_mul(a, b)
#define EACH(value) wasm_f32x4_splat(value)

static inline Four read(const float *at, int32_t apart) {
    return (Four){wasm_v128_load(at), wasm_v128_load(at + apart), wasm_v128_load(at + 2 * apart)};
}

static inline void write(float *to, int32_t apart, Four four) {
    wasm_v128_store(to, four.x);
    wasm_v128_store(to + apart, four.y);
    wasm_v128_store(to + 2 * apart, four.z);
}

/* One place or way, four times. */
static inline Four same(v128_t one) { return (Four){ALL(one, 0), ALL(one, 1), ALL(one, 2)}; }

static inline Four sum(Four a, Four b) { return (Four){SUM(a.x, b.x), SUM(a.y, b.y), SUM(a.z, b.z)}; }

static inline Four less(Four a, Four b) {
    return (Four){LESS(a.x, b.x), LESS(a.y, b.y), LESS(a.z, b.z)};
}

static inline Four scaled(Four a, v128_t by) {
    return (Four){TIMES(a.x, by), TIMES(a.y, by), TIMES(a.z, by)};
}

static inline Four cross(Four a, Four b) {
    return (Four){LESS(TIMES(a.y, b.z), TIMES(a.z, b.y)), LESS(TIMES(a.z, b.x), TIMES(a.x, b.z)),
                  LESS(TIMES(a.x, b.y), TIMES(a.y, b.x))};
}

static inline v128_t dot(Four a, Four b) {
    return SUM(SUM(TIMES(a.x, b.x), TIMES(a.y, b.y)), TIMES(a.z, b.z));
}

static inline Four unit(Four a) {
    v128_t length = wasm_f32x4_pmax(EACH(NO_LENGTH), wasm_f32x4_sqrt(dot(a, a)));
    return (Four){wasm_f32x4_div(a.x, length), wasm_f32x4_div(a.y, length),
                  wasm_f32x4_div(a.z, length)};
}

/* Three axes, in columns. */
typedef struct {
    Four columns[3];
} Axes;

static inline Axes axes_of(const v128_t *axes) {
    return (Axes){{same(axes[0]), same(axes[1]), same(axes[2])}};
}

/* What is given along axes. */
static inline Four along_all(const Axes *axes, Four at) {
    const Four *column = axes->columns;
    Four found = sum(scaled(column[0], at.x), scaled(column[1], at.y));
    return sum(found, scaled(column[2], at.z));
}

/* After four vertices of a ring the next ones, or of the last ones those that are left and some that
 * were before. */
static inline int32_t next_four(int32_t j, int32_t points) { return lesser(j + 4, points - 4); }

static void string(const See *job, const Loft *loft, double *sums) {
    int32_t points = loft->points, apart = job->size;
    const float *loose = loft->loose < 0 ? NULL : job->loose + loft->loose;
    Four sway = {EACH(job->sway[0]), EACH(job->sway[1]), EACH(job->sway[2])};
    for (int32_t i = 0; i < loft->rings; i++) {
        const Ring *ring = job->rings + loft->ring + i;
        Axes axes = axes_of(ring->axes);
        Four origin = same(ring->origin);
        const float *outline = job->outlines + loft->vertex + i * points;
        float *vertex = job->vertices + loft->vertex + i * points;
        v128_t none = EACH(0.0f);
        Four all = {none, none, none};
        for (int32_t j = 0, done = 0;; j = next_four(j, points)) {
            Four at = sum(origin, along_all(&axes, read(outline + j, apart)));
            if (loose) at = sum(at, scaled(sway, wasm_v128_load(loose + i * points + j)));
            write(vertex + j, apart, at);
            v128_t anew = wasm_i32x4_ge(wasm_i32x4_make(0, 1, 2, 3), wasm_i32x4_splat(done - j));
            all = sum(all, (Four){wasm_v128_and(at.x, anew), wasm_v128_and(at.y, anew),
                                  wasm_v128_and(at.z, anew)});
            done = j + 4;
            if (done >= points) break;
        }
        v128_t each[3] = {all.x, all.y, all.z};
        for (int32_t axis = 0; axis < 3; axis++)
            sums[axis] += (double)(OF(each[axis], 0) + OF(each[axis], 1)) +
                          (double)(OF(each[axis], 2) + OF(each[axis], 3));
    }
}

/* Normals part of the way to those of a ball, as far as they agree. */
static Four rounded_by(const Ball *ball, Four vertices, Four own, float share) {
    Axes axes = axes_of(ball->axes);
    Four away = less(vertices, same(ball->middle)), per_square = same(ball->per_square);
    Four local = {TIMES(dot(away, axes.columns[0]), per_square.x),
                  TIMES(dot(away, axes.columns[1]), per_square.y),
                  TIMES(dot(away, axes.columns[2]), per_square.z)};
    Four lent = along_all(&axes, unit(local));
    v128_t agree = SUM(TIMES(EACH(1.6f), dot(lent, own)), EACH(0.35f));
    agree = wasm_f32x4_pmax(EACH(0.0f), wasm_f32x4_pmin(EACH(1.0f), agree));
    v128_t weight = TIMES(EACH(share), agree);
    return unit(sum(scaled(own, LESS(EACH(1.0f), weight)), scaled(lent, weight)));
}

#define AFTER(values, last) wasm_i32x4_shuffle(values, wasm_v128_load32_splat(last), 1, 2, 3, 4)
#define BEFORE(first, values) wasm_i32x4_shuffle(wasm_v128_load32_splat(first), values, 0, 4, 5, 6)

/* What is beside four vertices of a ring: the ends of the ring are beside each other. */
static inline Four after(const float *ring, int32_t j, int32_t points, int32_t apart, Four here) {
    if (j + 4 < points) return read(ring + j + 1, apart);
    return (Four){AFTER(here.x, ring), AFTER(here.y, ring + apart), AFTER(here.z, ring + 2 * apart)};
}

static inline Four before(const float *ring, int32_t j, int32_t points, int32_t apart, Four here) {
    if (j > 0) return read(ring + j - 1, apart);
    const float *end = ring + points - 1;
    return (Four){BEFORE(end, here.x), BEFORE(end + apart, here.y), BEFORE(end + 2 * apart, here.z)};
}

/* A lens, its axes four times; what is seen through it, and how far that reaches. */
typedef struct {
    const Lens *lens;
    Axes axes;
    Four target, light;
    v128_t left, top, right, bottom;
} Sight;

static inline Four seen_by(const Sight *sight, Four at) {
    const Lens *lens = sight->lens;
    Four found = along_all(&sight->axes, less(at, sight->target));
    v128_t scale = wasm_f32x4_div(EACH(lens->scale), LESS(EACH(lens->distance), found.z));
    return (Four){SUM(EACH(lens->right), TIMES(found.x, scale)),
                  LESS(EACH(lens->down), TIMES(found.y, scale)), found.z};
}

static inline void reach_to(Sight *sight, Four seen) {
    sight->left = wasm_f32x4_pmin(sight->left, seen.x);
    sight->right = wasm_f32x4_pmax(sight->right, seen.x);
    sight->top = wasm_f32x4_pmin(sight->top, seen.y);
    sight->bottom = wasm_f32x4_pmax(sight->bottom, seen.y);
}

/* Where the shadows of places fall on the floor, of those that are low enough; of the others where
 * they are seen themselves. */
static inline Four shadows_of(const See *job, const Sight *sight, Four at, Four seen) {
    v128_t low = wasm_f32x4_lt(at.z, EACH(job->casts[0]));
    Four under = {SUM(at.x, TIMES(EACH(job->casts[1]), at.z)),
                  SUM(at.y, TIMES(EACH(job->casts[2]), at.z)), EACH(0.0f)};
    under = seen_by(sight, under);
    return (Four){wasm_v128_bitselect(under.x, seen.x, low), wasm_v128_bitselect(under.y, seen.y, low),
                  seen.z};
}

/* What is not shown is nowhere. */
static inline v128_t nowhere(const See *job, Four at) {
    Four place = {EACH(job->shown[0]), EACH(job->shown[1]), EACH(job->shown[2])};
    Four off = less(at, place);
    return wasm_v128_not(wasm_f32x4_lt(dot(off, off), EACH(job->shown[3])));
}

/* No part reaches farther from its rings, in metres, its hair's sway and all. */
#define WIDEST 0.3f

/* Whether nothing of a part is shown. */
static int is_away(const See *job, const Loft *loft) {
    if (!job->shown) return 0;
    float reach = __builtin_sqrtf(job->shown[3]) + WIDEST;
    const Ring *ring = job->rings + loft->ring, *end = ring + loft->rings;
    for (; ring < end; ring++) {
        float square = 0.0f;
        for (int32_t axis = 0; axis < 3; axis++) {
            float off = ((const float *)&ring->origin)[axis] - job->shown[axis];
            square += off * off;
        }
        if (square < reach * reach) return 0;
    }
    return 1;
}

static void leave_out(const See *job, const Loft *loft) {
    v128_t *point = job->points + loft->vertex, *end = point + loft->rings * loft->points;
    for (; point < end; point++) *point = EACH(__builtin_nanf(""));
}

static inline void put_points(v128_t *points, Four seen, v128_t level) {
    v128_t low = wasm_i32x4_shuffle(seen.x, seen.y, 0, 4, 1, 5);
    v128_t high = wasm_i32x4_shuffle(seen.x, seen.y, 2, 6, 3, 7);
    v128_t low_rest = wasm_i32x4_shuffle(seen.z, level, 0, 4, 1, 5);
    v128_t high_rest = wasm_i32x4_shuffle(seen.z, level, 2, 6, 3, 7);
    points[0] = wasm_i64x2_shuffle(low, low_rest, 0, 2);
    points[1] = wasm_i64x2_shuffle(low, low_rest, 1, 3);
    points[2] = wasm_i64x2_shuffle(high, high_rest, 0, 2);
    points[3] = wasm_i64x2_shuffle(high, high_rest, 1, 3);
}

static void see_ring(const See *job, const Loft *loft, int32_t i, Sight *sight) {
    int32_t points = loft->points, apart = job->size, first = loft->vertex + i * points;
    const float *ring = job->vertices + first;
    const float *lower = i > 0 ? ring - points : ring;
    const float *upper = i + 1 < loft->rings ? ring + points : ring;
    if (loft->descends) {
        const float *held = lower;
        lower = upper;
        upper = held;
    }
    float share = loft->ball < 0 ? 0.0f : job->lent[loft->ring + i];
    for (int32_t j = 0;; j = next_four(j, points)) {
        Four here = read(ring + j, apart);
        Four round = less(after(ring, j, points, apart, here), before(ring, j, points, apart, here));
        Four normals = unit(cross(round, less(read(upper + j, apart), read(lower + j, apart))));
        if (share > 0.0f) normals = rounded_by(job->balls + loft->ball, here, normals, share);
        const float *lit = job->lit + first + j;
        v128_t light = TIMES(dot(normals, sight->light), wasm_v128_load(lit));
        light = SUM(light, wasm_v128_load(lit + apart));
        v128_t level = LESS(TIMES(SUM(light, EACH(1.0f)), EACH(127.5f)), EACH(0.5f));
        Four seen = seen_by(sight, here);
        reach_to(sight, seen);
        if (job->casts) reach_to(sight, shadows_of(job, sight, here, seen));
        if (job->shown) {
            v128_t none = nowhere(job, here);
            seen = (Four){wasm_v128_or(seen.x, none), wasm_v128_or(seen.y, none),
                          wasm_v128_or(seen.z, none)};
        }
        put_points(job->points + first + j, seen, level);
        if (j + 4 >= points) return;
    }
}

static inline float least_of(v128_t values) {
    values = wasm_f32x4_pmin(values, wasm_i32x4_shuffle(values, values, 2, 3, 0, 1));
    return least(OF(values, 0), OF(values, 1));
}

void see_body(const void *given) {
    const See *job = given;
    const Lens *lens = job->lens;
    v128_t far = EACH(1e9f), near = EACH(-1e9f);
    Sight sight = {lens, axes_of(lens->axes), same(lens->target), same(lens->light),
                   far,  far,                 near,               near};
    double sums[3] = {0.0, 0.0, 0.0}, count = (double)job->size;
    for (int32_t k = 0; k < job->count; k++) {
        const Loft *loft = job->lofts + k;
        if (job->hidden && (job->hidden[k] || is_away(job, loft))) {
            job->hidden[k] = 1;
            leave_out(job, loft);
            continue;
        }
        string(job, loft, sums);
        for (int32_t i = 0; i < loft->rings; i++) see_ring(job, loft, i, &sight);
    }
    *job->middle = wasm_f32x4_make((float)(sums[0] / count), (float)(sums[1] / count),
                                   (float)(sums[2] / count), 0.0f);
    job->bounds[0] = least_of(sight.left);
    job->bounds[1] = least_of(sight.top);
    job->bounds[2] = -least_of(wasm_f32x4_neg(sight.right));
    job->bounds[3] = -least_of(wasm_f32x4_neg(sight.bottom));
}
