/* A body: from the rings that it has in a pose to what is seen of it. */

#include "kernel.h"
#include "fill.h"
#include "lens.h"

#define NO_LENGTH 1e-12f

/* One part of a body, as rings of points strung along a path: its first vertex and its first ring,
 * how many rings of how many points; whether the path runs against the rings' z axis; the ball whose
 * roundness it borrows, and where its looseness begins, -1 for none. */
typedef struct {
    int32_t vertex, ring, rings, points, descends, ball, loose;
} Loft;

/* The axes of a ring's frame and where it is. */
typedef struct {
    v128_t axes[3], origin;
} Ring;

/* An ellipsoid on a bone: the bone's axes, its middle, 1 / the squares of its radii. */
typedef struct {
    v128_t axes[3], middle, per_square;
} Ball;

/* What is to be placed: outlines (vertices, 3) in the rings' frames; how much of its ball's
 * roundness each ring borrows (rings); how far what is loose follows the sway of the hair.
 * vertices and normals (vertices, 4), in metres and of length one, and the mean of the vertices are
 * what is found. */
typedef struct {
    const Loft *lofts;
    int32_t count;
    const float *outlines, *lent, *loose;
    const Ring *rings;
    const Ball *balls;
    const v128_t *sway;
    v128_t *vertices, *normals, *middle;
} Place;

#define TURNED(v) wasm_i32x4_shuffle(v, v, 1, 2, 0, 3)

static inline v128_t cross(v128_t a, v128_t b) {
    v128_t found = wasm_f32x4_sub(wasm_f32x4_mul(a, TURNED(b)), wasm_f32x4_mul(TURNED(a), b));
    return TURNED(found);
}

/* In all lanes. */
static inline v128_t dot(v128_t a, v128_t b) {
    v128_t each = wasm_f32x4_mul(a, b);
    v128_t sum = wasm_f32x4_add(ALL(each, 0), ALL(each, 1));
    return wasm_f32x4_add(sum, ALL(each, 2));
}

static inline v128_t unit(v128_t vector) {
    v128_t length = wasm_f32x4_sqrt(dot(vector, vector));
    return wasm_f32x4_div(vector, wasm_f32x4_pmax(wasm_f32x4_splat(NO_LENGTH), length));
}

static inline v128_t scaled(v128_t vector, float by) {
    return wasm_f32x4_mul(vector, wasm_f32x4_splat(by));
}

static void string(const Place *job, const Loft *loft, double *sums) {
    const float *outline = job->outlines + 3 * (size_t)loft->vertex;
    v128_t *vertex = job->vertices + loft->vertex;
    const float *loose = loft->loose < 0 ? NULL : job->loose + loft->loose;
    for (int32_t i = 0; i < loft->rings; i++) {
        const Ring *ring = job->rings + loft->ring + i;
        v128_t sum = wasm_f32x4_splat(0.0f);
        for (int32_t j = 0; j < loft->points; j++, outline += 3, vertex++) {
            v128_t at = along(ring->axes, wasm_v128_load32_splat(outline),
                              wasm_v128_load32_splat(outline + 1),
                              wasm_v128_load32_splat(outline + 2));
            at = wasm_f32x4_add(ring->origin, at);
            if (loose) at = wasm_f32x4_add(at, scaled(*job->sway, *loose++));
            *vertex = at;
            sum = wasm_f32x4_add(sum, at);
        }
        sums[0] += (double)OF(sum, 0);
        sums[1] += (double)OF(sum, 1);
        sums[2] += (double)OF(sum, 2);
    }
}

/* A normal part of the way to that of a ball, as far as they agree. */
static v128_t rounded_by(const Ball *ball, v128_t vertex, v128_t own, float share) {
    v128_t away = wasm_f32x4_sub(vertex, ball->middle);
    v128_t local = wasm_f32x4_make(OF(dot(away, ball->axes[0]), 0), OF(dot(away, ball->axes[1]), 0),
                                   OF(dot(away, ball->axes[2]), 0), 0.0f);
    local = unit(wasm_f32x4_mul(local, ball->per_square));
    v128_t lent = along(ball->axes, ALL(local, 0), ALL(local, 1), ALL(local, 2));
    float weight = share * within(1.6f * OF(dot(lent, own), 0) + 0.35f, 0.0f, 1.0f);
    return unit(wasm_f32x4_add(scaled(own, 1.0f - weight), scaled(lent, weight)));
}

static void face(const Place *job, const Loft *loft) {
    int32_t rings = loft->rings, points = loft->points;
    const Ball *ball = loft->ball < 0 ? NULL : job->balls + loft->ball;
    for (int32_t i = 0; i < rings; i++) {
        int32_t first = loft->vertex + i * points;
        const v128_t *ring = job->vertices + first;
        const v128_t *lower = i > 0 ? ring - points : ring;
        const v128_t *upper = i + 1 < rings ? ring + points : ring;
        if (loft->descends) {
            const v128_t *held = lower;
            lower = upper;
            upper = held;
        }
        float share = ball ? job->lent[loft->ring + i] : 0.0f;
        for (int32_t j = 0; j < points; j++) {
            v128_t before = ring[j > 0 ? j - 1 : points - 1];
            v128_t after = ring[j + 1 < points ? j + 1 : 0];
            v128_t own = unit(cross(wasm_f32x4_sub(after, before), wasm_f32x4_sub(upper[j], lower[j])));
            job->normals[first + j] = share > 0.0f ? rounded_by(ball, ring[j], own, share) : own;
        }
    }
}

static void place(const Place *job) {
    double sums[3] = {0.0, 0.0, 0.0}, count = 0.0;
    for (const Loft *loft = job->lofts; loft < job->lofts + job->count; loft++) {
        string(job, loft, sums);
        face(job, loft);
        count += (double)(loft->rings * loft->points);
    }
    *job->middle = wasm_f32x4_make((float)(sums[0] / count), (float)(sums[1] / count),
                                   (float)(sums[2] / count), 0.0f);
}

/* What is to be placed and seen: how much of the light each vertex has, and how much more (vertices, 2); of
 * which parts nothing is shown (count), and where and how far about what is shown reaches, squared,
 * or null; how high what casts a shadow on the floor is at most, and how far the shadow runs off a
 * metre, or null. points (vertices, 4) and the bounds (4) of it all, left, top, right and bottom, are
 * what is found. */
typedef struct {
    Place of;
    const float *lit;
    const Lens *lens;
    const uint8_t *hidden;
    const float *shown, *casts;
    v128_t *points;
    float *bounds;
} See;

#define SPARSE 5

void see_body(const void *given) {
    const See *job = given;
    const Lens *lens = job->lens;
    place(&job->of);
    v128_t least4 = wasm_f32x4_splat(1e9f), most4 = wasm_f32x4_splat(-1e9f);
    for (int32_t i = 0; i < job->of.count; i++) {
        const Loft *loft = job->of.lofts + i;
        int32_t last = loft->vertex + loft->rings * loft->points;
        int is_hidden = job->hidden && job->hidden[i];
        for (int32_t v = loft->vertex; v < last; v++) {
            v128_t at = job->of.vertices[v];
            v128_t seen = projected(lens, at);
            least4 = wasm_f32x4_pmin(least4, seen);
            most4 = wasm_f32x4_pmax(most4, seen);
            float light = OF(dot(job->of.normals[v], lens->light), 0);
            light = light * job->lit[2 * v] + job->lit[2 * v + 1];
            seen = wasm_f32x4_replace_lane(seen, LEVEL, (light + 1.0f) * 127.5f - 0.5f);
            if (job->shown) {
                v128_t off = wasm_f32x4_sub(at, wasm_f32x4_make(job->shown[0], job->shown[1],
                                                                   job->shown[2], 0.0f));
                if (is_hidden || !(OF(dot(off, off), 0) < job->shown[3]))
                    seen = wasm_f32x4_splat(__builtin_nanf(""));
            }
            job->points[v] = seen;
            if (!job->casts || v % SPARSE || !(OF(at, 2) < job->casts[0])) continue;
            float high = OF(at, 2);
            v128_t under = wasm_f32x4_make(OF(at, 0) + job->casts[1] * high,
                                           OF(at, 1) + job->casts[2] * high, 0.0f, 0.0f);
            seen = projected(lens, under);
            least4 = wasm_f32x4_pmin(least4, seen);
            most4 = wasm_f32x4_pmax(most4, seen);
        }
    }
    job->bounds[0] = OF(least4, RIGHT);
    job->bounds[1] = OF(least4, DOWN);
    job->bounds[2] = OF(most4, RIGHT);
    job->bounds[3] = OF(most4, DOWN);
}

/* Below every canvas. */
#define HIGHEST 4e6f

/* The tint of what other parts hide in every pose. */
#define COVERED 0xFF

/* The box around the points of a strip of faces, of which one at least is seen. */
typedef struct {
    Point low, high;
} Box;

/* A body to be drawn, with the corner of the canvas at (left, top): the points as they are seen, how
 * much they glow (vertices) or null, and the tint of the strip that begins at each ring. How each face
 * is drawn (vertices) and the box around each strip (rings) is found. */
typedef struct {
    const Loft *lofts;
    int32_t count;
    v128_t *points;
    const float *glow;
    const uint8_t *tints;
    float left, top;
    uint8_t *fronts;
    Box *boxes;
} Drawn;

/* Of the face that begins at a vertex the others. */
typedef struct {
    int32_t there, far_here, far_there;
} Others;

static inline Others others_of(const Loft *loft, int32_t first, int32_t j) {
    int32_t there = first + (j + 1 < loft->points ? j + 1 : 0), far_here = first + j + loft->points;
    return (Others){there, far_here, there + loft->points};
}

static inline uint32_t front(const Drawn *job, const Loft *loft, int32_t here, Others of) {
    const Point *points = job->points;
    Point next = points[of.there], last = points[of.far_here];
    uint32_t found = loft->descends ? front_of(points[here], last, points[of.far_there], next)
                                    : front_of(points[here], next, points[of.far_there], last);
    if (!found || !job->glow) return found;
    const float *glow = job->glow;
    float hottest = most(most(glow[here], glow[of.there]), most(glow[of.far_here], glow[of.far_there]));
    return hottest > GLOWS ? found | GLOWING : found;
}

static Box box_of(const Point *strip, int32_t count) {
    Box found = {wasm_f32x4_splat(HIGHEST), wasm_f32x4_splat(-HIGHEST)};
    for (const Point *point = strip; point < strip + count; point++) {
        found.low = wasm_f32x4_pmin(found.low, *point);
        found.high = wasm_f32x4_pmax(found.high, *point);
    }
    return found;
}

void draw_body(const void *given) {
    const Drawn *job = given;
    v128_t corner = wasm_f32x4_make(job->left, job->top, 0.0f, 0.0f);
    for (const Loft *loft = job->lofts; loft < job->lofts + job->count; loft++) {
        int32_t points = loft->points, last = loft->vertex + loft->rings * points;
        for (int32_t v = loft->vertex; v < last; v++)
            job->points[v] = wasm_f32x4_sub(job->points[v], corner);
        for (int32_t strip = 0; strip + 1 < loft->rings; strip++) {
            int32_t first = loft->vertex + strip * points;
            if (job->tints[loft->ring + strip] == COVERED) continue;
            uint32_t any = 0;
            for (int32_t j = 0; j < points; j++) {
                uint32_t found = front(job, loft, first + j, others_of(loft, first, j));
                job->fronts[first + j] = (uint8_t)found;
                any |= found;
            }
            Box nothing = {wasm_f32x4_splat(0.0f), wasm_f32x4_splat(0.0f)};
            job->boxes[loft->ring + strip] = any ? box_of(job->points + first, 2 * points) : nothing;
        }
    }
}

static void fill_face(const Canvas *on, const Drawn *job, uint32_t tint, uint32_t how, int32_t first,
                      int32_t second, int32_t third, int32_t fourth) {
    Point a = job->points[first], b = job->points[second], c = job->points[third];
    Point d = job->points[fourth];
    if (!(how & GLOWING)) {
        if (how & WHOLE_FACE) fill_plain(on, a, b, c, d, tint);
        if (how & FIRST_HALF) fill_plain(on, a, b, c, c, tint);
        if (how & SECOND_HALF) fill_plain(on, a, c, d, d, tint);
        return;
    }
    const float *glow = job->glow;
    v128_t heats = wasm_f32x4_make(glow[first], glow[second], glow[third], glow[fourth]);
    if (how & WHOLE_FACE) fill_glowing(on, a, b, c, d, heats, tint);
    if (how & FIRST_HALF)
        fill_glowing(on, a, b, c, c, wasm_i32x4_shuffle(heats, heats, 0, 1, 2, 2), tint);
    if (how & SECOND_HALF)
        fill_glowing(on, a, c, d, d, wasm_i32x4_shuffle(heats, heats, 0, 2, 3, 3), tint);
}

void fill_body(const Canvas *on, const void *given) {
    const Drawn *job = given;
    for (const Loft *loft = job->lofts; loft < job->lofts + job->count; loft++) {
        for (int32_t strip = 0; strip + 1 < loft->rings; strip++) {
            uint32_t tint = job->tints[loft->ring + strip];
            if (tint == COVERED) continue;
            const Box *box = job->boxes + loft->ring + strip;
            Area of = area_of(on, box->low, box->high);
            if (of.bottom <= on->first || of.top >= on->last) continue;
            uncover(on, of);
            int32_t first = loft->vertex + strip * loft->points;
            for (int32_t j = 0; j < loft->points; j++) {
                uint32_t how = job->fronts[first + j];
                if (!how) continue;
                Others of = others_of(loft, first, j);
                int32_t next = loft->descends ? of.far_here : of.there;
                int32_t last = loft->descends ? of.there : of.far_here;
                fill_face(on, job, tint, how, first + j, next, of.far_there, last);
            }
        }
    }
}
