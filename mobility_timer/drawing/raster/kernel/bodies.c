/* A body on a canvas: which of its faces are seen, and where. */

#include "bodies.h"
#include "fill.h"

/* The tint of what other parts hide in every pose. */
#define COVERED 0xFF

/* A body to be drawn, with the corner of the canvas at (left, top): the points as they are seen, how
 * much they glow (vertices) or null, and the tint of the strip that begins at each ring. How each face
 * is drawn (vertices) and the areas of strips (rings) are found, and of each part in the place of its
 * last ring. */
typedef struct {
    const Loft *lofts;
    int32_t count;
    v128_t *points;
    const float *glow;
    const uint8_t *tints;
    float left, top;
    uint8_t *fronts;
    Area *areas;
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

#define NO_AREA ((Area){(int32_t)FARTHEST, (int32_t)FARTHEST, 0, 0})

static Area area_around(const Point *points, int32_t count) {
    Point low = wasm_f32x4_splat(FARTHEST), high = wasm_f32x4_splat(0.0f);
    for (const Point *point = points; point < points + count; point++) {
        low = wasm_f32x4_pmin(low, *point);
        high = wasm_f32x4_pmax(high, *point);
    }
    return area_of(low, high);
}

static Area both(Area one, Area other) {
    return (Area){lesser(one.left, other.left), lesser(one.top, other.top),
                  greater(one.right, other.right), greater(one.bottom, other.bottom)};
}

/* How the faces of a strip are drawn, and what they reach. */
static Area look_at(const Drawn *job, const Loft *loft, int32_t strip) {
    int32_t first = loft->vertex + strip * loft->points;
    uint32_t any = 0;
    for (int32_t j = 0; j < loft->points; j++) {
        uint32_t found = front(job, loft, first + j, others_of(loft, first, j));
        job->fronts[first + j] = (uint8_t)found;
        any |= found;
    }
    return any ? area_around(job->points + first, 2 * loft->points) : NO_AREA;
}

void draw_body(const void *given) {
    const Drawn *job = given;
    v128_t corner = wasm_f32x4_make(job->left, job->top, 0.0f, 0.0f);
    for (const Loft *loft = job->lofts; loft < job->lofts + job->count; loft++) {
        int32_t last = loft->vertex + loft->rings * loft->points;
        for (int32_t v = loft->vertex; v < last; v++)
            job->points[v] = wasm_f32x4_sub(job->points[v], corner);
        Area all = NO_AREA, *areas = job->areas + loft->ring;
        for (int32_t strip = 0; strip + 1 < loft->rings; strip++) {
            int is_covered = job->tints[loft->ring + strip] == COVERED;
            areas[strip] = is_covered ? NO_AREA : look_at(job, loft, strip);
            all = both(all, areas[strip]);
        }
        areas[loft->rings - 1] = all;
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

static void fill_strip(const Canvas *on, const Drawn *job, const Loft *loft, int32_t strip) {
    uint32_t tint = job->tints[loft->ring + strip];
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

void fill_body(const Canvas *on, const void *given) {
    const Drawn *job = given;
    for (const Loft *loft = job->lofts; loft < job->lofts + job->count; loft++) {
        const Area *areas = job->areas + loft->ring;
        if (!is_on(on, areas + loft->rings - 1)) continue;
        for (int32_t strip = 0; strip + 1 < loft->rings; strip++) {
            if (!is_on(on, areas + strip)) continue;
            uncover(on, areas + strip);
            fill_strip(on, job, loft, strip);
        }
    }
}
