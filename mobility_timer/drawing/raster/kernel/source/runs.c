/* Pictures kept small: of each row the spans that are not clear, and their pixels as runs of one colour.
 *
 * A run is 16 bits: the number of its colour, and above that its length less one, of at most 8. When no
 * more colours may have a number, they are counted anew from a row on: a picture is one or more
 * parts, each with colours of its own. */

#include "kernel.h"

#define LONGEST 8
#define NUMBER_BITS 13
#define MOST_COLOURS (1 << NUMBER_BITS)
#define PLACES (2 * MOST_COLOURS)
/* Of red, green and blue all but the last bit, which nobody sees: a sixth fewer runs. */
#define KEPT_BITS 0xfffefefeu
#define HASH_SHIFT (32 - NUMBER_BITS - 1)
/* A span goes on over so many clear pixels. */
#define GAP 8
#define SIXTEEN 16
#define ALL_SIXTEEN 0xFFFFu

/* Colours of their own from a row on. */
typedef struct {
    int32_t row, colours;
} Part;

typedef struct {
    uint16_t left, width;
} Span;

/* What was packed: from which row on, and how much there is of each; then all of it, one after the
 * other: parts, how many spans each row has (an even number of rows), spans, colours and runs. */
typedef struct {
    int32_t top, rows, parts, spans, colours, runs;
} Packed;

/* Where pixels are written to as runs. `numbers` (PLACES) finds the number, plus one, of a colour of
 * this part. */
typedef struct {
    uint16_t *runs;
    uint32_t *colours;
    uint16_t *numbers;
    Part *part;
} Writer;

static void begin_part(Writer *to, int32_t row) {
    to->colours += to->part->colours;
    *++to->part = (Part){row, 0};
    __builtin_memset(to->numbers, 0, PLACES * sizeof *to->numbers);
}

static uint32_t number_of(Writer *to, uint32_t colour) {
    uint32_t place = colour * 2654435769u >> HASH_SHIFT;
    while (to->numbers[place]) {
        uint32_t number = to->numbers[place] - 1u;
        if (to->colours[number] == colour) return number;
        place = (place + 1) % PLACES;
    }
    uint32_t number = (uint32_t)to->part->colours++;
    to->colours[number] = colour;
    to->numbers[place] = (uint16_t)(number + 1);
    return number;
}

/* Sixteen answers, each all bits or none, as bits. */
static inline uint32_t bits_of(v128_t a, v128_t b, v128_t c, v128_t d) {
    return wasm_i8x16_bitmask(wasm_i8x16_narrow_i16x8(wasm_i16x8_narrow_i32x4(a, b),
                                                      wasm_i16x8_narrow_i32x4(c, d)));
}

/* Which of four pixels have the colour of the next one. */
static inline v128_t goes_on(const uint32_t *line) {
    v128_t other = wasm_v128_xor(wasm_v128_load(line), wasm_v128_load(line + 1));
    return wasm_i32x4_eq(wasm_v128_and(other, wasm_u32x4_splat(KEPT_BITS)), wasm_i32x4_splat(0));
}

/* Runs are found by where they end, sixteen pixels at a time: no processor foresees how long the next
 * one is. */
static void write_span(Writer *to, const uint32_t *line, int32_t width) {
    uint16_t *runs = to->runs;
    for (int32_t x = 0, first = 0; x < width; x += SIXTEEN) {
        uint32_t ends = ~bits_of(goes_on(line + x), goes_on(line + x + 4), goes_on(line + x + 8),
                                 goes_on(line + x + 12)) &
                        ALL_SIXTEEN;
        int32_t left = width - x;
        if (left <= SIXTEEN) ends = (ends | 1u << (left - 1)) & ((1u << left) - 1u);
        for (; ends; ends &= ends - 1) {
            int32_t last = x + __builtin_ctz(ends), length = last - first;
            uint32_t number = number_of(to, line[last] & KEPT_BITS);
            first = last + 1;
            for (; length >= LONGEST; length -= LONGEST)
                *runs++ = (uint16_t)(number | (LONGEST - 1) << NUMBER_BITS);
            *runs++ = (uint16_t)(number | (uint32_t)length << NUMBER_BITS);
        }
    }
    to->runs = runs;
}

static inline v128_t is_clear(const uint32_t *line) {
    return wasm_i32x4_eq(wasm_v128_load(line), wasm_i32x4_splat(0));
}

/* Which of the sixteen pixels from x on are not clear, as bits. */
static inline uint32_t seen_at(const uint32_t *line, int32_t x, int32_t width) {
    const uint32_t *at = line + x;
    uint32_t seen =
        ~bits_of(is_clear(at), is_clear(at + 4), is_clear(at + 8), is_clear(at + 12)) & ALL_SIXTEEN;
    return width - x < SIXTEEN ? seen & ((1u << (width - x)) - 1u) : seen;
}

/* The first pixel from x on that is not clear, or the width. */
static int32_t next_seen(const uint32_t *line, int32_t x, int32_t width) {
    for (; x < width; x += SIXTEEN) {
        uint32_t seen = seen_at(line, x, width);
        if (seen) return x + __builtin_ctz(seen);
    }
    return width;
}

/* The last pixel of the span that begins with one. */
static int32_t last_of_span(const uint32_t *line, int32_t begin, int32_t width) {
    int32_t last = begin;
    for (int32_t x = begin; x < width && x - last <= GAP + 1; x += SIXTEEN) {
        uint32_t seen = seen_at(line, x, width);
        if (seen == ALL_SIXTEEN) {
            last = x + SIXTEEN - 1;
            continue;
        }
        for (; seen; seen &= seen - 1) {
            int32_t next = x + __builtin_ctz(seen);
            if (next - last > GAP + 1) return last;
            last = next;
        }
    }
    return last;
}

/* How many bytes there are, and the box around all spans. */
typedef struct {
    int32_t bytes, left, top, right, bottom;
} Found;

static void widen(Found *box, int32_t left, int32_t right, int32_t y) {
    if (box->top >= box->bottom) {
        *box = (Found){0, left, y, right, y + 1};
        return;
    }
    box->left = lesser(box->left, left);
    box->right = greater(box->right, right);
    box->bottom = y + 1;
}

/* A picture to be packed; `left` and `top` are where it lies in a larger one.
 *
 * `numbers` (PLACES) is room to work in, and so are `counts` for a number for each row and one more,
 * `spans` for one for every GAP + 1 pixels of each, `runs` and `colours` for one for each pixel and
 * `parts` for one more than there are rows. `packed` takes all of it together. The
 * picture is at most MOST_COLOURS wide. */
typedef struct {
    const uint32_t *picture;
    int32_t left, top, width, height;
    uint16_t *numbers, *counts;
    Span *spans;
    uint16_t *runs;
    uint32_t *colours;
    Part *parts;
    Packed *packed;
    Found *found;
} Pack;

static uint8_t *put(uint8_t *to, const void *from, size_t bytes) {
    __builtin_memcpy(to, from, bytes);
    return to + bytes;
}

/* All that was written, one after the other; how many bytes that is. */
static int32_t put_together(const Pack *job, const Writer *to, const Span *end) {
    Packed all = {job->top, job->height + (job->height & 1), (int32_t)(to->part - job->parts),
                  (int32_t)(end - job->spans), 0, (int32_t)(to->runs - job->runs)};
    all.colours = (int32_t)(to->colours + to->part->colours - job->colours);
    uint8_t *at = put((uint8_t *)job->packed, &all, sizeof all);
    at = put(at, job->parts + 1, (size_t)all.parts * sizeof *job->parts);
    at = put(at, job->counts, (size_t)all.rows * sizeof *job->counts);
    at = put(at, job->spans, (size_t)all.spans * sizeof *job->spans);
    at = put(at, job->colours, (size_t)all.colours * sizeof *job->colours);
    at = put(at, job->runs, (size_t)all.runs * sizeof *job->runs);
    return (int32_t)(at - (uint8_t *)job->packed);
}

void pack_runs(const void *given) {
    const Pack *job = given;
    int32_t width = job->width;
    Writer to = {job->runs, job->colours, job->numbers, job->parts};
    Span *span = job->spans;
    *job->found = (Found){0, 0, 0, 0, 0};
    *to.part = (Part){0, 0};
    begin_part(&to, 0);
    job->counts[job->height] = 0;
    for (int32_t y = 0; y < job->height; y++) {
        const uint32_t *line = job->picture + (size_t)y * width;
        const Span *first = span;
        if (to.part->colours + width > MOST_COLOURS) begin_part(&to, y);
        for (int32_t x = next_seen(line, 0, width); x < width; x = next_seen(line, x, width)) {
            int32_t begin = x;
            x = last_of_span(line, begin, width) + 1;
            *span++ = (Span){(uint16_t)(job->left + begin), (uint16_t)(x - begin)};
            write_span(&to, line + begin, x - begin);
        }
        job->counts[y] = (uint16_t)(span - first);
        if (span > first)
            widen(job->found, first->left, span[-1].left + span[-1].width, job->top + y);
    }
    job->found->bytes = put_together(job, &to, span);
}

/* Of a row: from which pixel to which (not itself) the last picture lies in it, and the next one, and up
 * to where the next one is laid; where a picture is empty it begins after its end. */
typedef struct {
    int32_t begin, end, next_begin, next_end, done;
} Extent;

/* Where a picture is laid, of (height, width) pixels: over the still part of its scene, or over
 * nothing where `still` is null. `extents` (height) says where the last one lies, which is taken away;
 * no pixel is written twice. Where `extents` is null the picture is laid over what was just painted
 * where it is to be, which `still` is then too. `unpacked` is room for a row and for a run. */
typedef struct {
    const Packed *packed;
    uint32_t *pixels;
    const uint32_t *still;
    Extent *extents;
    uint32_t *unpacked;
    int32_t width, height;
} Lay;

/* What is under a row from a pixel on. */
static v128_t under(const Lay *job, size_t at) {
    return job->still ? wasm_v128_load(job->still + at) : wasm_i32x4_splat(0);
}

/* Take the last picture away between two pixels of a row. */
static void take_away(const Lay *job, int32_t y, int32_t begin, int32_t end) {
    begin = greater(begin, job->extents[y].begin);
    end = lesser(end, job->extents[y].end);
    if (begin >= end) return;
    size_t first = (size_t)y * job->width + begin, size = sizeof *job->pixels * (size_t)(end - begin);
    if (job->still)
        __builtin_memcpy(job->pixels + first, job->still + first, size);
    else
        __builtin_memset(job->pixels + first, 0, size);
}

/* A span's pixels. A run is written as if it were the longest, and the next one over what that is too
 * much: to ask how long it is takes longer. Returns the first run after them. */
static const uint16_t *unpack(const uint16_t *runs, const uint32_t *colours, uint32_t *row,
                              int32_t width) {
    for (int32_t x = 0; x < width;) {
        uint32_t run = *runs++;
        v128_t four = wasm_u32x4_splat(colours[run % MOST_COLOURS]);
        wasm_v128_store(row + x, four);
        wasm_v128_store(row + x + 4, four);
        x += (int32_t)(run >> NUMBER_BITS) + 1;
    }
    return runs;
}

/* A half of the products of colours and what is left to be seen of them, divided by 255, rounded. */
static v128_t seen(v128_t products) {
    v128_t sum = wasm_i16x8_add(products, wasm_u16x8_shr(products, 8));
    return wasm_u16x8_shr(wasm_i16x8_add(sum, wasm_i16x8_splat(128)), 8);
}

/* Four premultiplied colours over four others. */
static v128_t over(v128_t colours, v128_t others) {
    v128_t rest = wasm_v128_not(wasm_i8x16_shuffle(colours, colours, 3, 3, 3, 3, 7, 7, 7, 7, 11, 11,
                                                   11, 11, 15, 15, 15, 15));
    v128_t low = wasm_u16x8_extmul_low_u8x16(others, rest);
    v128_t high = wasm_u16x8_extmul_high_u8x16(others, rest);
    return wasm_i8x16_add(colours, wasm_u8x16_narrow_i16x8(seen(low), seen(high)));
}

#define ALPHAS wasm_u32x4_splat(0xff000000u)

/* Lay a span of a row; nothing is written but what is seen now or was before. */
static void lay_span(const Lay *job, const Span *span, int32_t y) {
    int32_t width = span->width, left = span->left;
    size_t start = (size_t)y * job->width + left;
    uint32_t *to = job->pixels + start;
    const uint32_t *from = job->unpacked;
    if (job->extents) {
        Extent *lies = job->extents + y;
        take_away(job, y, lies->done, left);
        lies->done = left + width;
        lies->next_begin = lesser(lies->next_begin, left);
        lies->next_end = left + width;
    }
    int32_t x = 0;
    for (; x <= width - 4; x += 4) {
        v128_t four = wasm_v128_load(from + x);
        if (!wasm_i32x4_all_true(wasm_u32x4_ge(four, ALPHAS))) four = over(four, under(job, start + x));
        wasm_v128_store(to + x, four);
    }
    for (; x < width; x++) {
        v128_t below = wasm_u32x4_splat(job->still ? job->still[start + x] : 0);
        to[x] = wasm_u32x4_extract_lane(over(wasm_u32x4_splat(from[x]), below), 0);
    }
}

#define FETCHED 32
#define LINE (64 / (int32_t)sizeof(uint32_t))

/* Read a pixel of each line of memory where the last picture lies in some rows from y on, which is
 * nearly where the next one will. After two pictures' time all of it has left the caches, and it comes
 * back sooner when it is asked for at once: a sixth of what laying takes. */
static void fetch(const Lay *job, int32_t y) {
    if (!job->still || !job->extents) return;
    uint32_t sum = 0;
    for (int32_t last = lesser(y + FETCHED, job->height); y < last; y++) {
        const Extent *lies = job->extents + y;
        size_t row = (size_t)y * job->width;
        for (int32_t x = lies->begin; x < lies->end; x += LINE)
            sum += job->pixels[row + x] + job->still[row + x];
    }
    *job->unpacked = sum;
}

void lay_runs(const void *given) {
    const Lay *job = given;
    const Packed *packed = job->packed;
    const Part *part = (const Part *)(packed + 1);
    const uint16_t *counts = (const uint16_t *)(part + packed->parts);
    const Span *span = (const Span *)(counts + packed->rows);
    const uint32_t *colours = (const uint32_t *)(span + packed->spans);
    const uint16_t *runs = (const uint16_t *)(colours + packed->colours);
    const Part *last = part + packed->parts - 1;
    for (int32_t row = 0; row < packed->rows; row++) {
        if (row % FETCHED == 0) fetch(job, packed->top + row);
        if (part < last && part[1].row == row) colours += part++->colours;
        for (const Span *end = span + counts[row]; span < end; span++) {
            runs = unpack(runs, colours, job->unpacked, span->width);
            lay_span(job, span, packed->top + row);
        }
    }
    for (int32_t y = 0; job->extents && y < job->height; y++) {
        Extent *lies = job->extents + y;
        take_away(job, y, lies->done, job->width);
        *lies = (Extent){lies->next_begin, lies->next_end, job->width, 0, 0};
    }
}
