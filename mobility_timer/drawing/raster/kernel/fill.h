/* One triangle on a canvas. */

#ifndef FILL_H
#define FILL_H

#include "kernel.h"

#define SLIVER 1e-4f
#define GLOWS 0.01f

/* Where a point is in the picture, how near it is, and its light as a level 0..255 less a half. */
typedef v128_t Point;
enum { RIGHT, DOWN, NEAR, LEVEL };
#define OF(point, lane) wasm_f32x4_extract_lane(point, lane)
#define ALL(point, lane) wasm_i32x4_shuffle(point, point, lane, lane, lane, lane)

void fill_plain(const Canvas *on, Point a, Point b, Point c, uint32_t tint);

void fill_glowing(const Canvas *on, Point a, Point b, Point c, v128_t heats, uint32_t tint);

/* The triangle of three of the points, which glow 0..1 where `glow` is not null, where it is nearest
 * and its corners are anticlockwise as seen. */
static inline void fill(const Canvas *on, const Point *points, const float *glow, int32_t first,
                        int32_t second, int32_t third, uint32_t tint) {
    Point a = points[first], b = points[second], c = points[third];
    v128_t side1 = wasm_f32x4_sub(b, a), side2 = wasm_f32x4_sub(c, a);
    float area = OF(side1, RIGHT) * OF(side2, DOWN) - OF(side2, RIGHT) * OF(side1, DOWN);
    if (!(area < -SLIVER)) return;
    if (glow && most(most(glow[first], glow[second]), glow[third]) > GLOWS)
        fill_glowing(on, a, b, c, wasm_f32x4_make(glow[first], glow[second], glow[third], 0.0f), tint);
    else
        fill_plain(on, a, b, c, tint);
}

#endif
