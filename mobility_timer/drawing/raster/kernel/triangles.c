/* Faces to tones and depths, by scan lines, four pixels at once. */

#include "kernel.h"
#include "fill.h"

#define LAST_LEVEL 255.0f
#define LEVEL_MASK 0xFF
#define HEAT_MASK 0x1FF

static void clear(const Canvas *on, int32_t line, int32_t begin, int32_t end) {
    uint32_t *tones = on->tones + (size_t)line * on->stride;
    float *depths = on->depths + (size_t)line * on->stride;
    v128_t nothing = wasm_f32x4_splat(NOTHING), empty = wasm_i32x4_splat(0);
    for (int32_t x = begin; x < end; x += 4) {
        wasm_v128_store(tones + x, empty);
        wasm_v128_store(depths + x, nothing);
    }
}

void know(const Canvas *on, int32_t line, int32_t begin, int32_t end) {
    Row *row = on->rows + line;
    begin = greater(begin, 0) & -BLOCK;
    end = lesser((end + BLOCK - 1) & -BLOCK, on->stride);
    if (row->known_begin >= row->known_end) {
        clear(on, line, begin, end);
        row->known_begin = begin;
        row->known_end = end;
        return;
    }
    if (begin < row->known_begin) {
        clear(on, line, begin, row->known_begin);
        row->known_begin = begin;
    }
    if (end > row->known_end) {
        clear(on, line, row->known_end, end);
        row->known_end = end;
    }
}

static void widen(const Canvas *on, int32_t line, int32_t begin, int32_t end) {
    Row *row = on->rows + line;
    know(on, line, begin, end);
    row->begin = row->known_begin;
    row->end = row->known_end;
}

#define ROTATED(v) wasm_i32x4_shuffle(v, v, 1, 2, 3, 0)
#define SWAPPED(v) wasm_i32x4_shuffle(v, v, 1, 0, 3, 2)
#define FAR_SWAPPED(v) wasm_i32x4_shuffle(v, v, 2, 3, 0, 1)

/* Not nearer to any pixel than an end of a row. */
#define OUTSIDE (-1e9f)

/* What runs evenly along a row, at four pixels of it: how near they are, their light and, where a
 * triangle glows, their heat. */
typedef struct {
    v128_t near, level, heat;
} Four;

static inline v128_t warm(v128_t heat) {
    v128_t glowing = wasm_f32x4_gt(heat, wasm_f32x4_splat(GLOWS));
    v128_t share = wasm_f32x4_pmin(wasm_f32x4_splat(1.0f), heat);
    share = wasm_f32x4_mul(share, wasm_f32x4_splat(256.0f));
    share = wasm_f32x4_add(share, wasm_f32x4_splat(WHOLE - 0.5f));
    share = wasm_v128_and(share, wasm_v128_and(glowing, wasm_i32x4_splat(HEAT_MASK)));
    return wasm_i32x4_shl(share, HEAT_SHIFT);
}

/* The four-sided face of the corners, which bulges nowhere inwards and whose last two corners may be
 * one; `heats` are those of the corners, where it glows. */
static inline __attribute__((always_inline)) void rows(const Canvas *on, Point a, Point b, Point c,
                                                       Point d, v128_t heats, uint32_t tint,
                                                       int glows) {
    v128_t ab = wasm_i32x4_shuffle(a, b, RIGHT, 4 + RIGHT, DOWN, 4 + DOWN);
    v128_t cd = wasm_i32x4_shuffle(c, d, RIGHT, 4 + RIGHT, DOWN, 4 + DOWN);
    v128_t rights = wasm_i64x2_shuffle(ab, cd, 0, 2), downs = wasm_i64x2_shuffle(ab, cd, 1, 3);
    v128_t ends_down = ROTATED(downs);
    v128_t uppers = wasm_f32x4_pmin(downs, ends_down);
    v128_t top = wasm_f32x4_pmin(uppers, SWAPPED(uppers));
    v128_t bottom = wasm_f32x4_pmax(downs, SWAPPED(downs));
    top = wasm_f32x4_pmin(top, FAR_SWAPPED(top));
    bottom = wasm_f32x4_pmax(bottom, FAR_SWAPPED(bottom));
    float height = (float)on->height;
    int32_t line = rounded(within(OF(top, 0), 0.0f, height));
    int32_t last = rounded(within(OF(bottom, 0), 0.0f, height));
    if (line >= last) return;

    /* Of a face that is not quite flat, the plane that is as far from one corner as from the next. */
    v128_t side1 = wasm_f32x4_sub(c, a), side2 = wasm_f32x4_sub(d, b);
    float right1 = OF(side1, RIGHT), down1 = OF(side1, DOWN);
    float right2 = OF(side2, RIGHT), down2 = OF(side2, DOWN);
    float inverse = 1.0f / (right1 * down2 - right2 * down1);
    v128_t across = wasm_f32x4_sub(wasm_f32x4_mul(side1, wasm_f32x4_splat(down2 * inverse)),
                                   wasm_f32x4_mul(side2, wasm_f32x4_splat(down1 * inverse)));
    v128_t along = wasm_f32x4_sub(wasm_f32x4_mul(side2, wasm_f32x4_splat(right1 * inverse)),
                                  wasm_f32x4_mul(side1, wasm_f32x4_splat(right2 * inverse)));
    v128_t middle = wasm_f32x4_mul(wasm_f32x4_add(wasm_f32x4_add(a, b), wasm_f32x4_add(c, d)),
                                   wasm_f32x4_splat(0.25f));
    /* In the first pixel of row 0. */
    v128_t origin = wasm_f32x4_add(
        middle, wasm_f32x4_add(wasm_f32x4_mul(across, wasm_f32x4_splat(0.5f - OF(middle, RIGHT))),
                               wasm_f32x4_mul(along, wasm_f32x4_splat(-OF(middle, DOWN)))));
    float heat_across = 0.0f, heat_along = 0.0f, heat_origin = 0.0f;
    if (glows) {
        float heat1 = OF(heats, 2) - OF(heats, 0), heat2 = OF(heats, 3) - OF(heats, 1);
        float heat = 0.25f * (OF(heats, 0) + OF(heats, 1) + OF(heats, 2) + OF(heats, 3));
        heat_across = (heat1 * down2 - heat2 * down1) * inverse;
        heat_along = (heat2 * right1 - heat1 * right2) * inverse;
        heat_origin = heat + (0.5f - OF(middle, RIGHT)) * heat_across - OF(middle, DOWN) * heat_along;
    }
    v128_t steps = wasm_f32x4_make(0.0f, 1.0f, 2.0f, 3.0f);
    Four growth = {wasm_f32x4_mul(ALL(across, NEAR), steps),
                   wasm_f32x4_mul(ALL(across, LEVEL), steps),
                   wasm_f32x4_mul(wasm_f32x4_splat(heat_across), steps)};
    Four next = {wasm_f32x4_mul(ALL(across, NEAR), wasm_f32x4_splat(4.0f)),
                 wasm_f32x4_mul(ALL(across, LEVEL), wasm_f32x4_splat(4.0f)),
                 wasm_f32x4_splat(4.0f * heat_across)};
    v128_t base = wasm_i32x4_splat((int32_t)(THERE | tint << TINT_SHIFT));

    /* The edges, each from its upper end: the same for both faces that share one. Those that go down
     * are on the left; those on the right are taken backwards, so that of both the greatest is the
     * end of a row. A level one is no end of any. */
    v128_t ends_right = ROTATED(rights);
    v128_t on_left = wasm_f32x4_gt(ends_down, downs), on_right = wasm_f32x4_lt(ends_down, downs);
    v128_t edge = wasm_v128_bitselect(rights, ends_right, on_left);
    v128_t lean =
        wasm_f32x4_div(wasm_f32x4_sub(ends_right, rights), wasm_f32x4_sub(ends_down, downs));
    v128_t backwards = wasm_v128_and(on_right, wasm_f32x4_splat(-0.0f));
    edge = wasm_v128_xor(edge, backwards);
    lean = wasm_v128_xor(lean, backwards);
    v128_t turn = wasm_f32x4_make(0.0f, 0.0f, -0.0f, -0.0f);
    v128_t width = wasm_f32x4_splat((float)on->width);
    const Row *row = on->rows + line;
    size_t start = (size_t)line * on->stride;
    v128_t down = wasm_f32x4_splat((float)line + 0.5f);
    for (; line < last; line++, row++, start += on->stride) {
        v128_t each = wasm_f32x4_add(edge, wasm_f32x4_mul(wasm_f32x4_sub(down, uppers), lean));
        v128_t lefts = wasm_v128_bitselect(each, wasm_f32x4_splat(OUTSIDE), on_left);
        v128_t others = wasm_v128_bitselect(each, wasm_f32x4_splat(OUTSIDE), on_right);
        v128_t ends = wasm_f32x4_pmax(wasm_i64x2_shuffle(lefts, others, 0, 2),
                                      wasm_i64x2_shuffle(lefts, others, 1, 3));
        ends = wasm_v128_xor(wasm_f32x4_pmax(ends, SWAPPED(ends)), turn);
        ends = wasm_f32x4_pmin(width, wasm_f32x4_pmax(wasm_f32x4_splat(0.0f), ends));
        ends = wasm_f32x4_add(ends, wasm_f32x4_splat(WHOLE));
        v128_t at = wasm_f32x4_add(origin, wasm_f32x4_mul(down, along));
        float heat = heat_origin + OF(down, 0) * heat_along;
        down = wasm_f32x4_add(down, wasm_f32x4_splat(1.0f));
        int32_t left = wasm_i32x4_extract_lane(ends, 2) - wasm_i32x4_extract_lane(ends, 0);
        if (left <= 0) continue;
        int32_t begin = wasm_i32x4_extract_lane(ends, 0) - WHOLE_BITS;
        if (begin < row->begin || begin + left > row->end) widen(on, line, begin, begin + left);
        v128_t first = wasm_f32x4_sub(ALL(ends, 0), wasm_f32x4_splat(WHOLE));
        at = wasm_f32x4_add(at, wasm_f32x4_mul(first, across));
        Four here = {wasm_f32x4_add(ALL(at, NEAR), growth.near),
                     wasm_f32x4_add(ALL(at, LEVEL), growth.level), growth.heat};
        if (glows)
            here.heat = wasm_f32x4_add(
                growth.heat, wasm_f32x4_splat(heat + OF(first, 0) * heat_across));
        float *depths = on->depths + start + begin;
        uint32_t *tones = on->tones + start + begin;
        for (;;) {
            v128_t there = wasm_v128_load(depths);
            v128_t seen = wasm_v128_and(
                wasm_f32x4_gt(here.near, there),
                wasm_i32x4_lt(wasm_i32x4_make(0, 1, 2, 3), wasm_i32x4_splat(left)));
            if (wasm_v128_any_true(seen)) {
                wasm_v128_store(depths, wasm_v128_bitselect(here.near, there, seen));
                v128_t tone = wasm_f32x4_pmax(wasm_f32x4_splat(0.0f), here.level);
                tone = wasm_f32x4_pmin(wasm_f32x4_splat(LAST_LEVEL), tone);
                tone = wasm_f32x4_add(tone, wasm_f32x4_splat(WHOLE));
                tone = wasm_v128_and(tone, wasm_i32x4_splat(LEVEL_MASK));
                tone = wasm_v128_or(tone, base);
                if (glows) tone = wasm_v128_or(tone, warm(here.heat));
                wasm_v128_store(tones, wasm_v128_bitselect(tone, wasm_v128_load(tones), seen));
            }
            left -= 4;
            if (left <= 0) break;
            here.near = wasm_f32x4_add(here.near, next.near);
            here.level = wasm_f32x4_add(here.level, next.level);
            if (glows) here.heat = wasm_f32x4_add(here.heat, next.heat);
            depths += 4;
            tones += 4;
        }
    }
}

void fill_plain(const Canvas *on, Point a, Point b, Point c, Point d, uint32_t tint) {
    rows(on, a, b, c, d, a, tint, 0);
}

void fill_glowing(const Canvas *on, Point a, Point b, Point c, Point d, v128_t heats,
                  uint32_t tint) {
    rows(on, a, b, c, d, heats, tint, 1);
}

/* What is to be drawn: points (n, 4); how much they glow (n), or null; triangles (count, 3),
 * anticlockwise as seen; tints (count), a row of colours each. */
typedef struct {
    Canvas on;
    const Point *points;
    const float *glow;
    const int32_t *triangles;
    const uint8_t *tints;
    int32_t count;
} Triangles;

/* Draw the nearest front faces. */
void draw_triangles(const void *given) {
    const Triangles *job = given;
    for (int32_t t = 0; t < job->count; t++) {
        const int32_t *corner = job->triangles + 3 * (size_t)t;
        fill(&job->on, job->points, job->glow, corner[0], corner[1], corner[2], job->tints[t]);
    }
}
