/* From tones to a picture: colours, outlines, what hides the figure, smooth edges. */

#include "kernel.h"

#define STEP 0.045f
#define SHADE 107 /* of 256 */
#define OPACITY 0xFF000000u
#define HEAT_BITS (0x1FF << HEAT_SHIFT)
#define COARSE 0x8000F000u /* of a colour its opacity and its green, roughly */

/* What is to be made of a canvas.
 *
 * draws (count): what is to be drawn on it; plain (tints, 256) and hot (256): colours by level;
 * stroke: how many pixels wide an outline is; hiding (own_height, own_width): how near other things
 * are, with their corner at (left, top), or null; picture: what is made; lines: room for two rows of
 * the canvas. */
typedef struct {
    Canvas on;
    const Draw *draws;
    int32_t count;
    const uint32_t *plain, *hot;
    int32_t stroke;
    const float *hiding;
    int32_t own_width, own_height, left, top;
    uint32_t *picture, *lines;
} Finish;

/* Four colours of a table. */
#define FOUR_OF(table, keys)                                            \
    wasm_i32x4_make((int32_t)(table)[wasm_i32x4_extract_lane(keys, 0)], \
                    (int32_t)(table)[wasm_i32x4_extract_lane(keys, 1)], \
                    (int32_t)(table)[wasm_i32x4_extract_lane(keys, 2)], \
                    (int32_t)(table)[wasm_i32x4_extract_lane(keys, 3)])

/* Four colours in the ratio 256 - share to share with others. */
static inline v128_t warmed(v128_t one, v128_t other, v128_t share) {
    share = wasm_v128_or(share, wasm_i32x4_shl(share, 16));
    v128_t rest = wasm_i16x8_sub(wasm_i16x8_splat(256), share), evens = wasm_i16x8_splat(0xFF);
    v128_t even = wasm_i16x8_add(wasm_i16x8_mul(wasm_v128_and(one, evens), rest),
                                 wasm_i16x8_mul(wasm_v128_and(other, evens), share));
    v128_t odd = wasm_i16x8_add(wasm_i16x8_mul(wasm_u16x8_shr(one, 8), rest),
                                wasm_i16x8_mul(wasm_u16x8_shr(other, 8), share));
    return wasm_v128_or(wasm_u16x8_shr(even, 8), wasm_v128_andnot(odd, evens));
}

/* The colours of four tones, where there is something. */
static inline v128_t colours(const Finish *job, v128_t tones, v128_t there) {
    tones = wasm_v128_and(tones, there);
    v128_t found = FOUR_OF(job->plain, wasm_v128_and(tones, wasm_i32x4_splat(0xFFFF)));
    v128_t heat = wasm_v128_and(tones, wasm_i32x4_splat(HEAT_BITS));
    if (wasm_v128_any_true(heat)) {
        v128_t hot = FOUR_OF(job->hot, wasm_v128_and(tones, wasm_i32x4_splat(0xFF)));
        found = warmed(found, hot, wasm_u32x4_shr(heat, HEAT_SHIFT));
    }
    return wasm_v128_and(found, there);
}

/* An outlined colour. */
static v128_t shaded(v128_t colours) {
    v128_t even = wasm_v128_and(colours, wasm_i32x4_splat(EVEN));
    even = wasm_u32x4_shr(wasm_i32x4_mul(even, wasm_i32x4_splat(SHADE)), 8);
    v128_t odd = wasm_v128_and(wasm_u32x4_shr(colours, 8), wasm_i32x4_splat(0xFF));
    odd = wasm_v128_and(wasm_i32x4_mul(odd, wasm_i32x4_splat(SHADE)), wasm_i32x4_splat(0xFF00));
    v128_t found = wasm_v128_or(wasm_v128_and(even, wasm_i32x4_splat(EVEN)), odd);
    return wasm_v128_or(found, wasm_v128_and(colours, wasm_i32x4_splat((int32_t)OPACITY)));
}

/* The rows of depths at and about a row, a stroke away. */
typedef struct {
    const float *own, *above, *below;
    int32_t stroke;
} Near;

static inline Near near_of(const Finish *job, const Canvas *on, int32_t y) {
    int32_t stroke = job->stroke;
    const float *row = on->depths + row_at(on, y);
    size_t away = (size_t)stroke * on->stride;
    return (Near){row, y >= stroke ? row - away : row,
                  y + stroke < on->height ? row + away : row, stroke};
}

/* At which of four pixels the near side of a step in depth is. */
static inline v128_t edges_at(const Near *near, int32_t x) {
    v128_t level = wasm_f32x4_pmin(wasm_v128_load(near->own + x - near->stroke),
                                   wasm_v128_load(near->own + x + near->stroke));
    v128_t upright = wasm_f32x4_pmin(wasm_v128_load(near->above + x), wasm_v128_load(near->below + x));
    v128_t step = wasm_f32x4_sub(wasm_v128_load(near->own + x), wasm_f32x4_pmin(level, upright));
    return wasm_f32x4_gt(step, wasm_f32x4_splat(STEP));
}

static inline void outline(uint32_t *line, v128_t edges) {
    v128_t own = wasm_v128_load(line);
    wasm_v128_store(line, wasm_v128_bitselect(shaded(own), own, edges));
}

/* The same near the sides of the picture, where there is no left or no right. */
static void outline_end(const Near *near, int32_t width, uint32_t *line, int32_t begin,
                        int32_t end) {
    const float *row = near->own;
    int32_t stroke = near->stroke;
    for (int32_t x = begin; x < end; x++) {
        float left = row[x >= stroke ? x - stroke : x];
        float right = row[x + stroke < width ? x + stroke : x];
        float farthest = least(least(left, right), least(near->above[x], near->below[x]));
        if (row[x] - farthest <= STEP) continue;
        line[x] = (uint32_t)wasm_i32x4_extract_lane(shaded(wasm_i32x4_splat((int32_t)line[x])), 0);
    }
}

/* From where to where in a row there is a left and a right, in whole blocks. */
static inline int32_t first_within(const Finish *job) { return (job->stroke + BLOCK - 1) & -BLOCK; }

static inline int32_t last_within(const Finish *job, const Canvas *on) {
    return job->stroke ? (on->width - job->stroke) & -BLOCK : 0;
}

/* The colours of one row of a canvas from `begin` to `end`, whole blocks. */
static void colour_row(const Finish *job, const Canvas *on, int32_t y, uint32_t *line, int32_t begin,
                       int32_t end) {
    int32_t stroke = job->stroke;
    const uint32_t *tones = on->tones + row_at(on, y);
    const float *row = on->depths + row_at(on, y);
    Near near = near_of(job, on, y);
    int32_t first = greater(begin, first_within(job)), last = lesser(end, last_within(job, on));
    for (int32_t x = begin; x < end; x += 4) {
        v128_t there = wasm_f32x4_gt(wasm_v128_load(row + x), wasm_f32x4_splat(NOTHING));
        if (!wasm_v128_any_true(there)) {
            wasm_v128_store(line + x, there);
            continue;
        }
        wasm_v128_store(line + x, colours(job, wasm_v128_load(tones + x), there));
    }
    for (int32_t x = first; x < last; x += 8) {
        v128_t left = edges_at(&near, x), right = edges_at(&near, x + 4);
        if (!wasm_v128_any_true(wasm_v128_or(left, right))) continue;
        outline(line + x, left);
        outline(line + x + 4, right);
    }
    if (stroke) {
        int32_t width = on->width, most = lesser(end, width);
        if (first >= last) {
            outline_end(&near, width, line, begin, most);
        } else {
            outline_end(&near, width, line, begin, first);
            outline_end(&near, width, line, last, most);
        }
    }
    if (!job->hiding || y < job->top || y >= job->top + job->own_height) return;
    const float *hiding = job->hiding + (size_t)(y - job->top) * job->own_width - job->left;
    int32_t until = lesser(end, job->left + job->own_width);
    for (int32_t x = greater(begin, job->left); x < until; x++)
        if (hiding[x] > row[x]) line[x] = 0;
}

/* Have known what is so far about what there is. */
static void know_around(const Canvas *on, int32_t far) {
    for (int32_t y = on->first; y < on->last; y++) {
        const Row *above = on->rows + greater(y - far, on->first), *row = on->rows + y;
        const Row *below = on->rows + lesser(y + far, on->last - 1);
        /* Of a row where nothing is, both ends are nought. */
        int32_t end = greater(row->end, greater(above->end, below->end)), begin = end;
        if (!end) continue;
        if (above->end) begin = lesser(begin, above->begin);
        if (row->end) begin = lesser(begin, row->begin);
        if (below->end) begin = lesser(begin, below->begin);
        know(on, y, begin - far, end + far);
    }
}

static void draw_all(const Canvas *on, const Draw *draws, int32_t count) {
    __builtin_memset(on->rows + on->first, 0, (size_t)(on->last - on->first) * sizeof *on->rows);
    for (const Draw *draw = draws; draw < draws + count; draw++)
        (draw->is_body ? fill_body : fill_triangles)(on, draw->job);
}

/* The canvas with the rows from `begin` on in memory, as many as there is room for, and drawn: so
 * are `beside` rows on either side. Returns up to which row it is. */
static int32_t draw_from(const Finish *job, Canvas *on, int32_t begin, int32_t beside) {
    int32_t room = job->on.last - job->on.first, height = job->on.height;
    int32_t end = room < height ? lesser(begin + ((room - 2 * beside) & -2), height) : height;
    on->first = greater(begin - beside, 0);
    on->last = lesser(end + beside, job->on.height);
    draw_all(on, job->draws, job->count);
    know_around(on, job->stroke);
    return end;
}

static v128_t sums(v128_t one, v128_t other) {
    v128_t low = wasm_i16x8_add(wasm_u16x8_extend_low_u8x16(one), wasm_u16x8_extend_low_u8x16(other));
    v128_t high =
        wasm_i16x8_add(wasm_u16x8_extend_high_u8x16(one), wasm_u16x8_extend_high_u8x16(other));
    v128_t sum = wasm_i16x8_add(wasm_i64x2_shuffle(low, high, 0, 2),
                                wasm_i64x2_shuffle(low, high, 1, 3));
    return wasm_u16x8_shr(wasm_i16x8_add(sum, wasm_i16x8_splat(2)), 2);
}

/* The mean of each 2 x 2 pixels, of the first and the next four of two rows. */
static inline v128_t mean(v128_t one, v128_t two, v128_t next, v128_t next_two) {
    return wasm_u8x16_narrow_i16x8(sums(one, two), sums(next, next_two));
}

/* Two rows of a canvas. */
typedef struct {
    const uint32_t *tones[2];
    Near near[2];
} Pair;

/* Four pixels of one of the rows, outlined. */
static inline v128_t outlined(const Finish *job, const Pair *pair, int32_t i, int32_t x) {
    v128_t there = wasm_f32x4_gt(wasm_v128_load(pair->near[i].own + x), wasm_f32x4_splat(NOTHING));
    if (!wasm_v128_any_true(there)) return there;
    v128_t own = colours(job, wasm_v128_load(pair->tones[i] + x), there);
    v128_t edges = edges_at(pair->near + i, x);
    return wasm_v128_any_true(edges) ? wasm_v128_bitselect(shaded(own), own, edges) : own;
}

/* From `begin` to `end`, where all have a left and a right, without a row in between. */
static void halve_within(const Finish *job, const Canvas *on, int32_t y, uint32_t *half,
                         int32_t begin, int32_t end) {
    Pair pair;
    for (int32_t i = 0; i < 2; i++) {
        pair.tones[i] = on->tones + row_at(on, y + i);
        pair.near[i] = near_of(job, on, y + i);
    }
    for (int32_t x = begin; x < end; x += 8)
        wasm_v128_store(half + x / 2,
                        mean(outlined(job, &pair, 0, x), outlined(job, &pair, 1, x),
                             outlined(job, &pair, 0, x + 4), outlined(job, &pair, 1, x + 4)));
}

/* The same anywhere, also where other things hide the figure, by way of both rows. */
static void halve_anywhere(const Finish *job, const Canvas *on, int32_t y, uint32_t *half,
                           int32_t begin, int32_t end) {
    if (begin >= end) return;
    uint32_t *one = job->lines, *two = job->lines + on->stride;
    colour_row(job, on, y, one, begin, end);
    colour_row(job, on, y + 1, two, begin, end);
    for (int32_t x = begin; x < end; x += 8)
        wasm_v128_store(half + x / 2,
                        mean(wasm_v128_load(one + x), wasm_v128_load(two + x),
                             wasm_v128_load(one + x + 4), wasm_v128_load(two + x + 4)));
}

/* A row of half the canvas's size: the mean of each 2 x 2 pixels. */
static void halve_rows(const Finish *job, const Canvas *on, int32_t y) {
    int32_t width = on->width / 2;
    const Row *rows = on->rows + y;
    uint32_t *half = job->picture + (size_t)(y / 2) * width;
    int32_t begin = on->stride, end = 0;
    for (int32_t i = 0; i < 2; i++) {
        if (rows[i].begin >= rows[i].end) continue;
        begin = lesser(begin, rows[i].begin);
        end = greater(end, rows[i].end);
    }
    if (begin >= end) {
        __builtin_memset(half, 0, (size_t)width * sizeof *half);
        return;
    }
    for (int32_t i = 0; i < 2; i++) know(on, y + i, begin, end);
    __builtin_memset(half, 0, (size_t)(begin / 2) * sizeof *half);
    int is_hidden = job->hiding && y + 1 >= job->top && y < job->top + job->own_height;
    int32_t first = is_hidden ? end : lesser(end, greater(begin, first_within(job)));
    int32_t last = greater(first, lesser(end, last_within(job, on)));
    halve_anywhere(job, on, y, half, begin, first);
    halve_within(job, on, y, half, first, last);
    halve_anywhere(job, on, y, half, last, end);
    int32_t to = end / 2;
    if (to < width) __builtin_memset(half + to, 0, (size_t)(width - to) * sizeof *half);
}

/* The picture of half the canvas's size. It needs room for a block more. */
void halve(const void *given) {
    const Finish *job = given;
    Canvas on = job->on;
    int32_t last = on.height & -2;
    for (int32_t begin = 0; begin < last;) {
        int32_t end = draw_from(job, &on, begin, job->stroke);
        for (int32_t y = begin; y < lesser(end, last); y += 2) halve_rows(job, &on, y);
        begin = end;
    }
}

static uint32_t tent(const uint32_t *here, int32_t stride) {
    uint32_t even = 0x00080008u, odd = 0x00080008u;
    for (int32_t y = -1; y <= 1; y++)
        for (int32_t x = -1; x <= 1; x++) {
            uint32_t near = here[y * stride + x], weight = (2u >> (x & 1)) * (2u >> (y & 1));
            even += weight * (near & EVEN);
            odd += weight * ((near >> 8) & EVEN);
        }
    return ((even >> 4) & EVEN) | ((odd << 4) & ODD);
}

/* A row in which each pixel that differs much from a neighbour is mixed with all eight. */
static void smooth_row(const Finish *job, const Canvas *on, int32_t y) {
    int32_t width = on->width, height = on->height, stride = on->stride;
    uint32_t *found = job->picture + (size_t)y * width;
    const uint32_t *line = on->tones + row_at(on, y);
    __builtin_memset(found, 0, (size_t)width * sizeof *found);
    int32_t begin = stride, end = 0;
    for (int32_t near = greater(y - 1, 0); near <= lesser(y + 1, height - 1); near++) {
        const Row *row = on->rows + near;
        if (row->begin >= row->end) continue;
        begin = lesser(begin, row->begin - 1);
        end = greater(end, row->end + 1);
    }
    begin = greater(begin, 0);
    end = lesser(end, width);
    if (begin >= end) return;
    int is_side = y == 0 || y == height - 1;
    for (int32_t x = begin; x < end; x++) {
        const uint32_t *here = line + x;
        found[x] = *here;
        if (is_side || x == 0 || x == width - 1) continue;
        uint32_t differs = (*here ^ here[-1]) | (*here ^ here[1]) | (*here ^ here[-stride]) |
                           (*here ^ here[stride]);
        if (differs & COARSE) found[x] = tent(here, stride);
    }
}

/* The picture of the canvas's size. */
void smooth(const void *given) {
    const Finish *job = given;
    Canvas on = job->on;
    for (int32_t begin = 0; begin < on.height;) {
        int32_t end = draw_from(job, &on, begin, job->stroke + 1);
        /* What a row is mixed with lies as far as the rows beside it reach, and those beside them. */
        know_around(&on, 1);
        know_around(&on, 2);
        for (int32_t y = greater(begin - 1, 0); y < lesser(end + 1, on.height); y++) {
            const Row *row = on.rows + y;
            if (row->known_begin < row->known_end)
                colour_row(job, &on, y, on.tones + row_at(&on, y), row->known_begin, row->known_end);
        }
        for (int32_t y = begin; y < end; y++) smooth_row(job, &on, y);
        begin = end;
    }
}

/* What is to be drawn on a canvas that is all in memory. */
typedef struct {
    Canvas on;
    const Draw *draws;
    int32_t count;
} Whole;

/* Draw it, and have all of the canvas known. */
void draw_whole(const void *given) {
    const Whole *job = given;
    draw_all(&job->on, job->draws, job->count);
    for (int32_t y = 0; y < job->on.height; y++) know(&job->on, y, 0, job->on.stride);
}
