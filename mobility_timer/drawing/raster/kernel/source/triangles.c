/* Faces to tones and depths, by scan lines, four pixels at once. */

#include "kernel.h"
#include "fill.h"

#define LAST_LEVEL 255.0f
#define PIXEL_SHIFT 2
#define HEAT_MASK 0x1FF

static inline void clear(const Canvas *on, int32_t line, int32_t begin, int32_t end) {
    float *depths = on->depths + row_at(on, line);
    v128_t nothing = wasm_f32x4_splat(NOTHING);
    for (int32_t x = begin; x < end; x += BLOCK) {
        wasm_v128_store(depths + x, nothing);
        wasm_v128_store(depths + x + 4, nothing);
        wasm_v128_store(depths + x + 8, nothing);
        wasm_v128_store(depths + x + 12, nothing);
    }
}

/* Returns what is known then. What is written is not read at once: a processor waits with that until
 * all that was written before it, a row in memory that no cache has, is there. */
static inline Row known(const Canvas *on, int32_t line, int32_t begin, int32_t end) {
    Row row = on->rows[line];
    begin = greater(begin, 0) & -BLOCK;
    end = lesser((end + BLOCK - 1) & -BLOCK, on->stride);
    if (row.known_begin >= row.known_end) {
        clear(on, line, begin, end);
        row.known_begin = begin;
        row.known_end = end;
        return row;
    }
    if (begin < row.known_begin) {
        clear(on, line, begin, row.known_begin);
        row.known_begin = begin;
    }
    if (end > row.known_end) {
        clear(on, line, row.known_end, end);
        row.known_end = end;
    }
    return row;
}

void know(const Canvas *on, int32_t line, int32_t begin, int32_t end) {
    on->rows[line] = known(on, line, begin, end);
}

void uncover(const Canvas *on, const Area *area) {
    int32_t left = area->left, right = lesser(area->right, on->width);
    if (left >= right) return;
    int32_t last = lesser(area->bottom, on->last);
    for (int32_t line = greater(area->top, on->first); line < last; line++) {
        const Row *row = on->rows + line;
        if (left >= row->begin && right <= row->end) continue;
        Row found = known(on, line, left, right);
        on->rows[line] =
            (Row){found.known_begin, found.known_end, found.known_begin, found.known_end};
    }
}

#define ROTATED(v) wasm_i32x4_shuffle(v, v, 1, 2, 3, 0)
#define FAR_SWAPPED(v) wasm_i32x4_shuffle(v, v, 2, 3, 0, 1)

/* One edge of a face, the same in all lanes: how far down its upper end is and how far right, and how
 * far right it goes with each row. */
typedef struct {
    v128_t upper, right, lean;
} Edge;

#define EDGE(i) {ALL(uppers, i), ALL(edge, i), ALL(lean, i)}

static inline v128_t at_rows(const Edge *edge, v128_t down) {
    v128_t way = wasm_f32x4_mul(wasm_f32x4_sub(down, edge->upper), edge->lean);
    return wasm_f32x4_add(edge->right, way);
}

/* Of four edges the first two that a mask has, as places of bytes; one alone is taken twice. */
#define WORD(i) 4 * (i), 4 * (i) + 1, 4 * (i) + 2, 4 * (i) + 3
#define TWO(i, j) {WORD(i), WORD(j)}
static const uint8_t TWO_OF[16][8] = {TWO(0, 0), TWO(0, 0), TWO(1, 1), TWO(0, 1),
                                      TWO(2, 2), TWO(0, 2), TWO(1, 2), TWO(0, 1),
                                      TWO(3, 3), TWO(0, 3), TWO(1, 3), TWO(0, 1),
                                      TWO(2, 3), TWO(0, 2), TWO(1, 2), TWO(0, 1)};

/* Of four rows how many pixels, also in bits as integers, and from which byte on, and what runs evenly
 * along them at the first. */
typedef struct {
    float counts[4];
    int32_t lefts[4], begins[4];
    float nears[4], levels[4], heats[4];
} Rows;

#define AT_ROWS(origin, along, across)                                     \
    wasm_f32x4_add(wasm_f32x4_add(origin, wasm_f32x4_mul(down, along)), \
                   wasm_f32x4_mul(firsts, across))

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

static inline Four after(Four here, Four next, int glows) {
    here.near = wasm_f32x4_add(here.near, next.near);
    here.level = wasm_f32x4_add(here.level, next.level);
    if (glows) here.heat = wasm_f32x4_add(here.heat, next.heat);
    return here;
}

#define COUNTED(from) wasm_f32x4_make((from) + 0.0f, (from) + 1.0f, (from) + 2.0f, (from) + 3.0f)

/* Four pixels where they are nearest, but not the `others`: they are as if they were nowhere. */
static inline void put(uint8_t *tones, ptrdiff_t depths, Four here, v128_t others, v128_t base,
                       int glows) {
    v128_t there = wasm_v128_load(tones + depths);
    v128_t near = wasm_v128_or(here.near, others);
    wasm_v128_store(tones + depths, wasm_f32x4_pmax(there, near));
    v128_t tone = wasm_f32x4_pmax(wasm_f32x4_splat(0.0f), here.level);
    tone = wasm_f32x4_pmin(wasm_f32x4_splat(LAST_LEVEL), tone);
    tone = wasm_i32x4_add(wasm_f32x4_add(tone, wasm_f32x4_splat(WHOLE)), base);
    if (glows) tone = wasm_v128_or(tone, warm(here.heat));
    wasm_v128_store(tones,
                    wasm_v128_bitselect(tone, wasm_v128_load(tones), wasm_f32x4_lt(there, near)));
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
    v128_t lowers = wasm_f32x4_pmax(downs, ends_down);
    v128_t top = wasm_f32x4_pmin(uppers, FAR_SWAPPED(uppers));
    v128_t bottom = wasm_f32x4_pmax(lowers, FAR_SWAPPED(lowers));
    v128_t limits = wasm_f32x4_convert_i32x4(wasm_v128_load64_zero(&on->first));
    v128_t ends = wasm_i32x4_shuffle(top, bottom, 0, 4, 0, 4);
    ends = wasm_f32x4_pmax(wasm_f32x4_pmin(ends, ALL(limits, 1)), ALL(limits, 0));
    ends = wasm_i32x4_sub(wasm_f32x4_add(ends, wasm_f32x4_splat(WHOLE)), wasm_i32x4_splat(WHOLE_BITS));
    int32_t line = wasm_i32x4_extract_lane(ends, 0), last = wasm_i32x4_extract_lane(ends, 1);
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
    v128_t base = wasm_i32x4_splat((int32_t)(THERE | tint << TINT_SHIFT) - WHOLE_BITS);

    /* The edges, each from its upper end: the same for both faces that share one. Those that go down
     * are on the left; those on the right are taken backwards, so that of both the greatest is the
     * end of a row. A level one is no end of any. Most faces
     * have two on either side; few have three on one. */
    v128_t ends_right = ROTATED(rights);
    v128_t on_left = wasm_f32x4_gt(ends_down, downs), on_right = wasm_f32x4_lt(ends_down, downs);
    v128_t edge = wasm_v128_bitselect(rights, ends_right, on_left);
    v128_t lean =
        wasm_f32x4_div(wasm_f32x4_sub(ends_right, rights), wasm_f32x4_sub(ends_down, downs));
    v128_t backwards = wasm_v128_and(on_right, wasm_f32x4_splat(-0.0f));
    edge = wasm_v128_xor(edge, backwards);
    lean = wasm_v128_xor(lean, backwards);
    uint32_t on_lefts = wasm_i32x4_bitmask(on_left), on_rights = wasm_i32x4_bitmask(on_right);
    v128_t order = wasm_v128_load64_zero(TWO_OF[on_lefts]);
    order = wasm_v128_load64_lane(TWO_OF[on_rights], order, 1);
    uint32_t three = __builtin_popcount(on_lefts) == 3 ? on_lefts : on_rights;
    int has_three = __builtin_popcount(three) == 3;
    Edge third = {top, top, top};
    if (has_three) {
        v128_t which = wasm_i32x4_splat(three == 7 ? 0x0B0A0908 : 0x0F0E0D0C);
        third = (Edge){wasm_i8x16_swizzle(uppers, which), wasm_i8x16_swizzle(edge, which),
                       wasm_i8x16_swizzle(lean, which)};
    }
    uppers = wasm_i8x16_swizzle(uppers, order);
    edge = wasm_i8x16_swizzle(edge, order);
    lean = wasm_i8x16_swizzle(lean, order);
    Edge edges[4] = {EDGE(0), EDGE(1), EDGE(2), EDGE(3)};
    v128_t none = wasm_f32x4_splat(0.0f), width = wasm_f32x4_splat((float)on->width);
    v128_t down = wasm_f32x4_add(steps, wasm_f32x4_splat((float)line + 0.5f));
    uint8_t *row = (uint8_t *)(on->tones + row_at(on, line));
    ptrdiff_t depths = (uint8_t *)on->depths - (uint8_t *)on->tones, stride = on->stride << PIXEL_SHIFT;
    for (; line < last; line += 4, down = wasm_f32x4_add(down, wasm_f32x4_splat(4.0f))) {
        v128_t left = wasm_f32x4_pmax(at_rows(edges, down), at_rows(edges + 1, down));
        v128_t right = wasm_f32x4_pmax(at_rows(edges + 2, down), at_rows(edges + 3, down));
        if (has_three) {
            v128_t more = at_rows(&third, down);
            if (three == on_lefts)
                left = wasm_f32x4_pmax(left, more);
            else
                right = wasm_f32x4_pmax(right, more);
        }
        v128_t firsts = wasm_f32x4_pmin(width, wasm_f32x4_pmax(none, left));
        ends = wasm_f32x4_pmin(width, wasm_f32x4_pmax(none, wasm_f32x4_neg(right)));
        firsts = wasm_f32x4_add(firsts, wasm_f32x4_splat(WHOLE));
        ends = wasm_f32x4_add(ends, wasm_f32x4_splat(WHOLE));
        Rows four;
        wasm_v128_store(four.counts, wasm_f32x4_sub(ends, firsts));
        wasm_v128_store(four.lefts, wasm_i32x4_sub(ends, firsts));
        v128_t begins = wasm_i32x4_sub(firsts, wasm_i32x4_splat(WHOLE_BITS));
        wasm_v128_store(four.begins, wasm_i32x4_shl(begins, PIXEL_SHIFT));
        firsts = wasm_f32x4_sub(firsts, wasm_f32x4_splat(WHOLE));
        wasm_v128_store(four.nears, AT_ROWS(ALL(origin, NEAR), ALL(along, NEAR), ALL(across, NEAR)));
        wasm_v128_store(four.levels,
                        AT_ROWS(ALL(origin, LEVEL), ALL(along, LEVEL), ALL(across, LEVEL)));
        if (glows)
            wasm_v128_store(four.heats, AT_ROWS(wasm_f32x4_splat(heat_origin), wasm_f32x4_splat(heat_along),
                                                wasm_f32x4_splat(heat_across)));
        int32_t count = lesser(last - line, 4);
        for (int32_t i = 0; i < count; i++, row += stride) {
            v128_t left = wasm_v128_load32_splat(four.counts + i);
            Four here = {wasm_f32x4_add(wasm_v128_load32_splat(four.nears + i), growth.near),
                         wasm_f32x4_add(wasm_v128_load32_splat(four.levels + i), growth.level),
                         growth.heat};
            if (glows) here.heat = wasm_f32x4_add(wasm_v128_load32_splat(four.heats + i), growth.heat);
            uint8_t *tones = row + four.begins[i];
            /* Most rows have eight pixels at most: to ask how many takes longer than to do all. */
            put(tones, depths, here, wasm_f32x4_le(left, COUNTED(0.0f)), base, glows);
            here = after(here, next, glows);
            put(tones + 16, depths, here, wasm_f32x4_le(left, COUNTED(4.0f)), base, glows);
            for (int32_t rest = four.lefts[i] - 8; rest > 0; rest -= 4) {
                left = wasm_f32x4_sub(left, wasm_f32x4_splat(4.0f));
                here = after(here, next, glows);
                tones += 16;
                put(tones + 16, depths, here, wasm_f32x4_le(left, COUNTED(4.0f)), base, glows);
            }
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
    const Point *points;
    const float *glow;
    const int32_t *triangles;
    const uint8_t *tints;
    int32_t count;
} Triangles;

/* Draw the nearest front faces. */
void fill_triangles(const Canvas *on, const void *given) {
    const Triangles *job = given;
    for (int32_t t = 0; t < job->count; t++) {
        const int32_t *corner = job->triangles + 3 * (size_t)t;
        Point a = job->points[corner[0]], b = job->points[corner[1]], c = job->points[corner[2]];
        v128_t side1 = wasm_f32x4_sub(b, a), side2 = wasm_f32x4_sub(c, a);
        float turn = OF(side1, RIGHT) * OF(side2, DOWN) - OF(side2, RIGHT) * OF(side1, DOWN);
        if (!(turn < -SLIVER)) continue;
        Area area = area_of(wasm_f32x4_pmin(a, wasm_f32x4_pmin(b, c)),
                            wasm_f32x4_pmax(a, wasm_f32x4_pmax(b, c)));
        if (!is_on(on, &area)) continue;
        uncover(on, &area);
        const float *glow = job->glow;
        v128_t heats = wasm_f32x4_splat(0.0f);
        if (glow)
            heats = wasm_f32x4_make(glow[corner[0]], glow[corner[1]], glow[corner[2]], glow[corner[2]]);
        if (glow && most(most(OF(heats, 0), OF(heats, 1)), OF(heats, 2)) > GLOWS)
            fill_glowing(on, a, b, c, c, heats, job->tints[t]);
        else
            fill_plain(on, a, b, c, c, job->tints[t]);
    }
}
