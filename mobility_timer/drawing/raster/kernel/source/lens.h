/* How a lens sees places of the world. */

#ifndef LENS_H
#define LENS_H

#include "fill.h"

/* A point given along three axes. */
static inline v128_t along(const v128_t *axes, v128_t x, v128_t y, v128_t z) {
    v128_t found = wasm_f32x4_add(wasm_f32x4_mul(axes[0], x), wasm_f32x4_mul(axes[1], y));
    return wasm_f32x4_add(found, wasm_f32x4_mul(axes[2], z));
}

/* A lens: the axes right, up and towards it in columns, its target, pixels a metre at the target
 * times its distance, that distance, the middle of the picture in pixels, where light comes from. */
typedef struct {
    v128_t axes[3], target;
    float scale, distance, right, down;
    v128_t light;
} Lens;

static inline v128_t projected(const Lens *lens, v128_t place) {
    v128_t away = wasm_f32x4_sub(place, lens->target);
    v128_t seen = along(lens->axes, ALL(away, 0), ALL(away, 1), ALL(away, 2));
    float near = OF(seen, 2), scale = lens->scale / (lens->distance - near);
    return wasm_f32x4_make(lens->right + OF(seen, 0) * scale, lens->down - OF(seen, 1) * scale, near,
                           0.0f);
}

#endif
