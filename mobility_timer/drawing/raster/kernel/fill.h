/* One face on a canvas. */

#ifndef FILL_H
#define FILL_H

#include "kernel.h"

#define SLIVER 1e-4f
#define GLOWS 0.01f

/* A face is drawn at once where its diagonals pass each other nearer than half of this. */
#define TWIST_M 0.001f

/* Where a point is in the picture, how near it is, and its light as a level 0..255 less a half. */
typedef v128_t Point;
enum { RIGHT, DOWN, NEAR, LEVEL };
#define OF(point, lane) wasm_f32x4_extract_lane(point, lane)
#define ALL(point, lane) wasm_i32x4_shuffle(point, point, lane, lane, lane, lane)

void fill_plain(const Canvas *on, Point a, Point b, Point c, Point d, uint32_t tint);

void fill_glowing(const Canvas *on, Point a, Point b, Point c, Point d, v128_t heats, uint32_t tint);

static inline void fill_face(const Canvas *on, const Point *points, const float *glow, int32_t first,
                             int32_t second, int32_t third, int32_t fourth, uint32_t tint) {
    Point a = points[first], b = points[second], c = points[third], d = points[fourth];
    if (glow &&
        most(most(glow[first], glow[second]), most(glow[third], glow[fourth])) > GLOWS)
        fill_glowing(on, a, b, c, d,
                     wasm_f32x4_make(glow[first], glow[second], glow[third], glow[fourth]), tint);
    else
        fill_plain(on, a, b, c, d, tint);
}

/* The triangle of three of the points, which glow 0..1 where `glow` is not null, where it is nearest
 * and its corners are anticlockwise as seen. */
static inline void fill(const Canvas *on, const Point *points, const float *glow, int32_t first,
                        int32_t second, int32_t third, uint32_t tint) {
    Point a = points[first], b = points[second], c = points[third];
    v128_t side1 = wasm_f32x4_sub(b, a), side2 = wasm_f32x4_sub(c, a);
    float area = OF(side1, RIGHT) * OF(side2, DOWN) - OF(side2, RIGHT) * OF(side1, DOWN);
    if (area < -SLIVER) fill_face(on, points, glow, first, second, third, third, tint);
}

/* The same for four of the points: at once where they make a face that is almost flat and bulges
 * nowhere inwards, else as two triangles that share the side from the first to the third. */
static inline void fill_four(const Canvas *on, const Point *points, const float *glow, int32_t first,
                             int32_t second, int32_t third, int32_t fourth, uint32_t tint) {
    Point a = points[first], b = points[second], c = points[third], d = points[fourth];
    v128_t ab = wasm_i32x4_shuffle(a, b, RIGHT, 4 + RIGHT, DOWN, 4 + DOWN);
    v128_t cd = wasm_i32x4_shuffle(c, d, RIGHT, 4 + RIGHT, DOWN, 4 + DOWN);
    v128_t rights = wasm_i64x2_shuffle(ab, cd, 0, 2), downs = wasm_i64x2_shuffle(ab, cd, 1, 3);
    rights = wasm_f32x4_sub(wasm_i32x4_shuffle(rights, rights, 1, 2, 3, 0), rights);
    downs = wasm_f32x4_sub(wasm_i32x4_shuffle(downs, downs, 1, 2, 3, 0), downs);
    v128_t turns = wasm_f32x4_sub(
        wasm_f32x4_mul(rights, wasm_i32x4_shuffle(downs, downs, 1, 2, 3, 0)),
        wasm_f32x4_mul(wasm_i32x4_shuffle(rights, rights, 1, 2, 3, 0), downs));
    v128_t front = wasm_f32x4_lt(turns, wasm_f32x4_splat(-SLIVER));
    if (!wasm_v128_any_true(front)) return;
    v128_t twist = wasm_f32x4_abs(wasm_f32x4_sub(wasm_f32x4_add(a, c), wasm_f32x4_add(b, d)));
    if (wasm_i32x4_all_true(front) && OF(twist, NEAR) < TWIST_M) {
        fill_face(on, points, glow, first, second, third, fourth, tint);
        return;
    }
    if (wasm_i32x4_extract_lane(front, 0))
        fill_face(on, points, glow, first, second, third, third, tint);
    if (wasm_i32x4_extract_lane(front, 2))
        fill_face(on, points, glow, first, third, fourth, fourth, tint);
}

#endif
