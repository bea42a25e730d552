/* A body on a canvas: which of its faces are seen, and where. */

#include "bodies.h"
#include "fill.h"

/* The tint of what other parts hide in every pose. */
#define COVERED 0xFF

/* A body to be drawn, with the corner of the canvas at (left, top): the points as they are seen, how
 * much they glow (vertices) or null, the tint of the strip that begins at each ring, and of which parts
 * nothing is shown (count), or null. How each face is drawn (vertices) and the areas of strips (rings)
 * are found, and of each part in the place of its last ring. */
typedef struct {
    const Loft *lofts;
    int32_t count;
    v128_t *points;
    const float *glow;
    const uint8_t *tints, *hidden;
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

/* How a face with four corners is drawn: at once where it is almost flat and bulges nowhere inwards,
 * else as the triangles of its first three corners and of its last two and the first, where their
 * corners are anticlockwise as seen; and whether it glows. */
enum { WHOLE_FACE = 1, FIRST_HALF = 2, SECOND_HALF = 4, GLOWING = 8 };

/* Where four points of a ring are, each axis by itself. */
typedef struct {
    v128_t right, down, near;
} Corners;

static inline Corners corners_at(const Point *points) {
    Point a = points[0], b = points[1], c = points[2], d = points[3];
    v128_t ab = wasm_i32x4_shuffle(a, b, RIGHT, 4 + RIGHT, DOWN, 4 + DOWN);
    v128_t cd = wasm_i32x4_shuffle(c, d, RIGHT, 4 + RIGHT, DOWN, 4 + DOWN);
    return (Corners){wasm_i64x2_shuffle(ab, cd, 0, 2), wasm_i64x2_shuffle(ab, cd, 1, 3),
                     wasm_i32x4_shuffle(wasm_i32x4_shuffle(a, b, NEAR, 4 + NEAR, NEAR, 4 + NEAR),
                                        wasm_i32x4_shuffle(c, d, NEAR, 4 + NEAR, NEAR, 4 + NEAR), 0,
                                        1, 4, 5)};
}

/* The next ones of the ring, up to a point. */
static inline Corners next_to(Corners four, Point last) {
    return (Corners){wasm_i32x4_shuffle(four.right, ALL(last, RIGHT), 1, 2, 3, 4),
                     wasm_i32x4_shuffle(four.down, ALL(last, DOWN), 1, 2, 3, 4),
                     wasm_i32x4_shuffle(four.near, ALL(last, NEAR), 1, 2, 3, 4)};
}

static inline Corners way(Corners from, Corners to) {
    return (Corners){wasm_f32x4_sub(to.right, from.right), wasm_f32x4_sub(to.down, from.down),
                     to.near};
}

/* Whether one side turns to the next as those of a front face do, which is to the left or, where the
 * corners are in the other order, to the right. */
static inline v128_t is_front(Corners side, Corners next, v128_t backwards) {
    v128_t turn = wasm_f32x4_sub(wasm_f32x4_mul(side.right, next.down),
                                 wasm_f32x4_mul(next.right, side.down));
    return wasm_f32x4_lt(wasm_v128_xor(turn, backwards), wasm_f32x4_splat(-SLIVER));
}

/* How four faces of a strip are drawn, of the corners of each in the order of the ring: here, beside
 * it, beside that on the other ring, and back. */
static inline v128_t fronts_of(Corners a, Corners b, Corners c, Corners d, int descends) {
    v128_t backwards = wasm_f32x4_splat(descends ? -0.0f : 0.0f);
    Corners ab = way(a, b), bc = way(b, c), cd = way(c, d), da = way(d, a);
    v128_t at_b = is_front(ab, bc, backwards), at_c = is_front(bc, cd, backwards);
    v128_t at_d = is_front(cd, da, backwards), at_a = is_front(da, ab, backwards);
    v128_t twist = wasm_f32x4_sub(wasm_f32x4_add(a.near, c.near), wasm_f32x4_add(b.near, d.near));
    v128_t whole = wasm_f32x4_lt(wasm_f32x4_abs(twist), wasm_f32x4_splat(TWIST_M));
    whole = wasm_v128_and(whole, wasm_v128_and(at_b, wasm_v128_and(at_c, wasm_v128_and(at_d, at_a))));
    v128_t first = descends ? at_d : at_b, second = descends ? at_b : at_d;
    v128_t halves = wasm_v128_or(wasm_v128_and(first, wasm_i32x4_splat(FIRST_HALF)),
                                 wasm_v128_and(second, wasm_i32x4_splat(SECOND_HALF)));
    return wasm_v128_bitselect(wasm_i32x4_splat(WHOLE_FACE), halves, whole);
}

/* The hottest of four points of a ring and of those beside them. */
static inline v128_t hottest(const float *ring, int32_t j, int32_t next) {
    v128_t here = wasm_v128_load(ring + j);
    v128_t beside = wasm_i32x4_shuffle(here, wasm_v128_load32_splat(ring + next), 1, 2, 3, 4);
    return wasm_f32x4_pmax(here, beside);
}

/* Find how the faces of a strip are drawn; whether any is. */
static int look_at(const Drawn *job, const Loft *loft, int32_t strip) {
    int32_t count = loft->points, first = loft->vertex + strip * count;
    const Point *ring = job->points + first, *far = ring + count;
    v128_t any = wasm_i32x4_splat(0);
    for (int32_t j = 0;; j = lesser(j + 4, count - 4)) {
        int32_t next = j + 4 < count ? j + 4 : 0;
        Corners here = corners_at(ring + j), back = corners_at(far + j);
        v128_t found = fronts_of(here, next_to(here, ring[next]), next_to(back, far[next]), back,
                                 loft->descends);
        any = wasm_v128_or(any, found);
        if (job->glow) {
            const float *glow = job->glow + first;
            v128_t heat = wasm_f32x4_pmax(hottest(glow, j, next), hottest(glow + count, j, next));
            v128_t glows = wasm_v128_and(wasm_f32x4_gt(heat, wasm_f32x4_splat(GLOWS)),
                                         wasm_i32x4_ne(found, wasm_i32x4_splat(0)));
            found = wasm_v128_or(found, wasm_v128_and(glows, wasm_i32x4_splat(GLOWING)));
        }
        found = wasm_i8x16_shuffle(found, found, 0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12);
        wasm_v128_store32_lane(job->fronts + first + j, found, 0);
        if (j + 4 >= count) return wasm_v128_any_true(any);
    }
}

#define NO_AREA ((Area){(int32_t)FARTHEST, (int32_t)FARTHEST, 0, 0})

static Area both(Area one, Area other) {
    return (Area){lesser(one.left, other.left), lesser(one.top, other.top),
                  greater(one.right, other.right), greater(one.bottom, other.bottom)};
}

/* Move a ring to where the canvas is; the area around it. */
static Area move(Point *ring, int32_t count, Point corner) {
    Point low = wasm_f32x4_splat(FARTHEST), high = wasm_f32x4_splat(0.0f);
    for (Point *point = ring; point < ring + count; point++) {
        *point = wasm_f32x4_sub(*point, corner);
        low = wasm_f32x4_pmin(low, *point);
        high = wasm_f32x4_pmax(high, *point);
    }
    return area_of(low, high);
}

void draw_body(const void *given) {
    const Drawn *job = given;
    Point corner = wasm_f32x4_make(job->left, job->top, 0.0f, 0.0f);
    for (int32_t k = 0; k < job->count; k++) {
        const Loft *loft = job->lofts + k;
        Area all = NO_AREA, *areas = job->areas + loft->ring;
        areas[loft->rings - 1] = NO_AREA;
        if (job->hidden && job->hidden[k]) continue;
        Point *ring = job->points + loft->vertex;
        Area here = move(ring, loft->points, corner);
        for (int32_t strip = 0; strip + 1 < loft->rings; strip++) {
            ring += loft->points;
            Area next = move(ring, loft->points, corner);
            int is_covered = job->tints[loft->ring + strip] == COVERED;
            areas[strip] = !is_covered && look_at(job, loft, strip) ? both(here, next) : NO_AREA;
            all = both(all, areas[strip]);
            here = next;
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
