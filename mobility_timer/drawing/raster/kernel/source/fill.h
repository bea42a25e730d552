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

/* Right of and below every canvas. */
#define FARTHEST 4194304.0f

/* The box of pixels that faces reach: from `left` and `top` to `right` and `bottom`, not themselves,
 * and a pixel on either side, for an edge's place in a row is rounded. */
typedef struct {
    int32_t left, top, right, bottom;
} Area;

static inline int32_t pixel(float place) { return rounded(within(place, 0.0f, FARTHEST)); }

static inline Area area_of(Point low, Point high) {
    return (Area){pixel(OF(low, RIGHT) - 1.0f), pixel(OF(low, DOWN)), pixel(OF(high, RIGHT) + 1.0f),
                  pixel(OF(high, DOWN))};
}

static inline int is_on(const Canvas *on, const Area *area) {
    return area->bottom > on->first && area->top < on->last;
}

/* Have what faces reach cleared where nothing is. */
void uncover(const Canvas *on, const Area *area);

void fill_plain(const Canvas *on, Point a, Point b, Point c, Point d, uint32_t tint);

void fill_glowing(const Canvas *on, Point a, Point b, Point c, Point d, v128_t heats, uint32_t tint);

#endif
