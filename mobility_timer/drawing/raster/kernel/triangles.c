/* Triangles to tones and depths, by scan lines, four pixels at once. */

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

static inline void sort(Point *upper, Point *lower) {
    Point one = *upper, other = *lower;
    v128_t turned = wasm_f32x4_gt(ALL(one, DOWN), ALL(other, DOWN));
    *upper = wasm_v128_bitselect(other, one, turned);
    *lower = wasm_v128_bitselect(one, other, turned);
}

static inline int32_t line_of(Point point, float height) {
    return rounded(within(OF(point, DOWN), 0.0f, height));
}

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

/* The whole edge and one of the others, the left one first. Without a branch: nothing foretells which
 * side it is, and a guess that fails costs as much as a row. */
#define PAIR(values, other)                                                \
    wasm_v128_bitselect(wasm_i32x4_shuffle(values, values, 0, other, 0, 0), \
                        wasm_i32x4_shuffle(values, values, other, 0, 0, 0), to_right)

/* `heats` are those of the corners, where the triangle glows. */
static inline __attribute__((always_inline)) void rows(const Canvas *on, Point a, Point b, Point c,
                                                       v128_t heats, uint32_t tint, int glows) {
    v128_t side1 = wasm_f32x4_sub(b, a), side2 = wasm_f32x4_sub(c, a);
    float right1 = OF(side1, RIGHT), down1 = OF(side1, DOWN);
    float right2 = OF(side2, RIGHT), down2 = OF(side2, DOWN);
    float area = right1 * down2 - right2 * down1;
    Point top = a, middle = b, bottom = c;
    sort(&top, &middle);
    sort(&middle, &bottom);
    sort(&top, &middle);
    float height = (float)on->height;
    int32_t line = line_of(top, height), last = line_of(bottom, height);
    if (line >= last) return;
    int32_t bend = line_of(middle, height);

    float inverse = 1.0f / area;
    v128_t across = wasm_f32x4_sub(wasm_f32x4_mul(side1, wasm_f32x4_splat(down2 * inverse)),
                                   wasm_f32x4_mul(side2, wasm_f32x4_splat(down1 * inverse)));
    v128_t along = wasm_f32x4_sub(wasm_f32x4_mul(side2, wasm_f32x4_splat(right1 * inverse)),
                                  wasm_f32x4_mul(side1, wasm_f32x4_splat(right2 * inverse)));
    /* In the first pixel of row 0. */
    v128_t origin = wasm_f32x4_add(
        a, wasm_f32x4_add(wasm_f32x4_mul(across, wasm_f32x4_splat(0.5f - OF(a, RIGHT))),
                          wasm_f32x4_mul(along, wasm_f32x4_splat(-OF(a, DOWN)))));
    float heat_across = 0.0f, heat_along = 0.0f, heat_origin = 0.0f;
    if (glows) {
        float heat = OF(heats, 0), heat1 = OF(heats, 1) - heat, heat2 = OF(heats, 2) - heat;
        heat_across = (heat1 * down2 - heat2 * down1) * inverse;
        heat_along = (heat2 * right1 - heat1 * right2) * inverse;
        heat_origin = heat + (0.5f - OF(a, RIGHT)) * heat_across - OF(a, DOWN) * heat_along;
    }
    v128_t steps = wasm_f32x4_make(0.0f, 1.0f, 2.0f, 3.0f);
    Four growth = {wasm_f32x4_mul(ALL(across, NEAR), steps),
                   wasm_f32x4_mul(ALL(across, LEVEL), steps),
                   wasm_f32x4_mul(wasm_f32x4_splat(heat_across), steps)};
    Four next = {wasm_f32x4_mul(ALL(across, NEAR), wasm_f32x4_splat(4.0f)),
                 wasm_f32x4_mul(ALL(across, LEVEL), wasm_f32x4_splat(4.0f)),
                 wasm_f32x4_splat(4.0f * heat_across)};
    v128_t base = wasm_i32x4_splat((int32_t)(THERE | tint << TINT_SHIFT));

    /* The edges from top to bottom, from top to middle, from middle to bottom, and how far each
     * leans to the right a pixel down: the same for both triangles that share one. */
    v128_t ups = wasm_i32x4_shuffle(top, middle, RIGHT, RIGHT, 4 + RIGHT, RIGHT);
    v128_t up_downs = wasm_i32x4_shuffle(top, middle, DOWN, DOWN, 4 + DOWN, DOWN);
    v128_t lows = wasm_i32x4_shuffle(bottom, middle, RIGHT, 4 + RIGHT, RIGHT, RIGHT);
    v128_t low_downs = wasm_i32x4_shuffle(bottom, middle, DOWN, 4 + DOWN, DOWN, DOWN);
    v128_t leans = wasm_f32x4_div(wasm_f32x4_sub(lows, ups), wasm_f32x4_sub(low_downs, up_downs));
    float aside = OF(middle, RIGHT) - OF(top, RIGHT), fall = OF(middle, DOWN) - OF(top, DOWN);
    int bends_right = aside * (OF(bottom, DOWN) - OF(top, DOWN)) >
                      (OF(bottom, RIGHT) - OF(top, RIGHT)) * fall;
    v128_t to_right = wasm_i32x4_splat(-bends_right);
    v128_t width = wasm_f32x4_splat((float)on->width);
    v128_t edge = PAIR(ups, 1), edge_down = PAIR(up_downs, 1), lean = PAIR(leans, 1);
    const Row *row = on->rows + line;
    size_t start = (size_t)line * on->stride;
    v128_t down = wasm_f32x4_splat((float)line + 0.5f);
    for (; line < last; line++, row++, start += on->stride) {
        if (line == bend) {
            edge = PAIR(ups, 2);
            edge_down = PAIR(up_downs, 2);
            lean = PAIR(leans, 2);
        }
        v128_t ends = wasm_f32x4_add(edge, wasm_f32x4_mul(wasm_f32x4_sub(down, edge_down), lean));
        ends = wasm_f32x4_pmin(width, wasm_f32x4_pmax(wasm_f32x4_splat(0.0f), ends));
        ends = wasm_f32x4_add(ends, wasm_f32x4_splat(WHOLE));
        v128_t at = wasm_f32x4_add(origin, wasm_f32x4_mul(down, along));
        float heat = heat_origin + OF(down, 0) * heat_along;
        down = wasm_f32x4_add(down, wasm_f32x4_splat(1.0f));
        int32_t left = wasm_i32x4_extract_lane(ends, 1) - wasm_i32x4_extract_lane(ends, 0);
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

void fill_plain(const Canvas *on, Point a, Point b, Point c, uint32_t tint) {
    rows(on, a, b, c, a, tint, 0);
}

void fill_glowing(const Canvas *on, Point a, Point b, Point c, v128_t heats, uint32_t tint) {
    rows(on, a, b, c, heats, tint, 1);
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
