/* Pictures kept small: the tiles that are not clear, and their pixels as runs of one colour.
 *
 * A run is 16 bits: the number of its colour, and above that its length, where it is at most 3; else
 * nought, and the length is the next of the longer ones. When no more colours have a number, they
 * are counted anew: a picture is one or more parts, each with colours of its own. */

#include "kernel.h"

#define LONGEST 255
#define NUMBER_BITS 14
#define MOST_COLOURS (1 << NUMBER_BITS)
#define SHORT_RUN 3
#define PLACES (2 * MOST_COLOURS)
/* Of red, green and blue all but the last bit, which nobody sees: a sixth fewer runs. */
#define KEPT_BITS 0xfffefefeu
#define HASH_SHIFT (32 - NUMBER_BITS - 1)

typedef struct {
    int32_t left, top, width, height;
} Tile;

typedef struct {
    int32_t runs, lengths, colours;
} Part;

/* What was packed: how much there is of each, then all of it one after the other. */
typedef struct {
    int32_t tiles, parts, colours, runs;
} Packed;

/* Where pixels are written to as runs. `numbers` (PLACES) finds the number, plus one, of a colour
 * of this part. */
typedef struct {
    uint16_t *runs;
    uint8_t *lengths;
    uint32_t *colours;
    uint16_t *numbers;
    Part *part;
    int32_t length;
} Writer;

static void begin_part(Writer *to) {
    to->runs += to->part->runs;
    to->lengths += to->part->lengths;
    to->colours += to->part->colours;
    *++to->part = (Part){0, 0, 0};
    __builtin_memset(to->numbers, 0, PLACES * sizeof *to->numbers);
}

static uint32_t number_of(Writer *to, uint32_t colour) {
    uint32_t place = colour * 2654435769u >> HASH_SHIFT;
    while (to->numbers[place]) {
        uint32_t number = to->numbers[place] - 1u;
        if (to->colours[number] == colour) return number;
        place = (place + 1) % PLACES;
    }
    if (to->part->colours == MOST_COLOURS) {
        begin_part(to);
        place = colour * 2654435769u >> HASH_SHIFT;
    }
    uint32_t number = (uint32_t)to->part->colours++;
    to->colours[number] = colour;
    to->numbers[place] = (uint16_t)(number + 1);
    return number;
}

static void end_run(Writer *to, uint32_t colour) {
    while (to->length > 0) {
        int32_t length = lesser(to->length, LONGEST);
        uint32_t number = number_of(to, colour);
        int is_short = length <= SHORT_RUN;
        to->runs[to->part->runs++] =
            (uint16_t)(number | (is_short ? (uint32_t)length << NUMBER_BITS : 0));
        if (!is_short) to->lengths[to->part->lengths++] = (uint8_t)length;
        to->length -= length;
    }
}

static int is_clear(const uint32_t *line, int32_t first, int32_t last) {
    for (int32_t x = first; x <= last; x++)
        if (line[x]) return 0;
    return 1;
}

/* How many bytes there are, and the box around all tiles. */
typedef struct {
    int32_t bytes, left, top, right, bottom;
} Found;

/* A picture to be cut into bands, and the bands at clear gaps of more than `gap` columns; `left` and
 * `top` are where it lies in a larger one.
 *
 * `used` (width) and `numbers` (32768) are room to work in. `tiles` takes at most
 * (height / band + 1) * (width / gap + 1) tiles; `runs`, `lengths` and `colours` as many as there
 * are pixels, one part after the other; `parts` (pixels / 16384 + 2), from its second on, how many
 * of them each part has; `packed` all of it together. */
typedef struct {
    const uint32_t *picture;
    int32_t left, top, width, height, band, gap;
    uint32_t *used;
    uint16_t *numbers;
    Tile *tiles;
    uint16_t *runs;
    uint8_t *lengths;
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
static int32_t put_together(const Pack *job, const Writer *from, int32_t tiles) {
    Packed all = {tiles, (int32_t)(from->part - job->parts), 0, 0};
    size_t lengths = 0;
    for (const Part *part = job->parts + 1; part <= from->part; part++) {
        all.colours += part->colours;
        all.runs += part->runs;
        lengths += (size_t)part->lengths;
    }
    uint8_t *to = put((uint8_t *)job->packed, &all, sizeof all);
    to = put(to, job->tiles, (size_t)tiles * sizeof *job->tiles);
    to = put(to, job->parts + 1, (size_t)all.parts * sizeof *job->parts);
    to = put(to, job->colours, (size_t)all.colours * sizeof *job->colours);
    to = put(to, job->runs, (size_t)all.runs * sizeof *job->runs);
    to = put(to, job->lengths, lengths);
    return (int32_t)(to - (uint8_t *)job->packed);
}

static Found around(const Tile *tile, const Tile *end) {
    if (tile == end) return (Found){0, 0, 0, 0, 0};
    Found box = {0, tile->left, tile->top, tile->left, tile->top};
    for (; tile < end; tile++) {
        box.left = lesser(box.left, tile->left);
        box.top = lesser(box.top, tile->top);
        box.right = greater(box.right, tile->left + tile->width);
        box.bottom = greater(box.bottom, tile->top + tile->height);
    }
    return box;
}

void pack_runs(const void *given) {
    const Pack *job = given;
    const uint32_t *picture = job->picture;
    int32_t width = job->width, height = job->height, band = job->band, gap = job->gap;
    uint32_t *used = job->used;
    Part *parts = job->parts;
    Writer to = {job->runs, job->lengths, job->colours, job->numbers, parts, 0};
    Tile *tile = job->tiles;
    uint32_t colour = 0;
    *parts = (Part){0, 0, 0};
    begin_part(&to);
    for (int32_t top = 0; top < height; top += band) {
        int32_t bottom = lesser(top + band, height);
        __builtin_memset(used, 0, (size_t)width * sizeof *used);
        for (int32_t y = top; y < bottom; y++)
            for (int32_t x = 0; x < width; x++) used[x] |= picture[(size_t)y * width + x];
        for (int32_t first = 0; first < width; first++) {
            if (!used[first]) continue;
            int32_t last = first;
            for (int32_t x = first; x < width && x - last <= gap; x++)
                if (used[x]) last = x;
            int32_t low = top, high = bottom;
            while (is_clear(picture + (size_t)low * width, first, last)) low++;
            while (is_clear(picture + (size_t)(high - 1) * width, first, last)) high--;
            *tile++ = (Tile){job->left + first, job->top + low, last + 1 - first, high - low};
            for (int32_t y = low; y < high; y++) {
                const uint32_t *line = picture + (size_t)y * width;
                for (int32_t x = first; x <= last; x++) {
                    uint32_t next = line[x] & KEPT_BITS;
                    if (next != colour) {
                        end_run(&to, colour);
                        colour = next;
                    }
                    to.length++;
                }
            }
            end_run(&to, colour);
            first = last;
        }
    }
    *job->found = around(job->tiles, tile);
    job->found->bytes = put_together(job, &to, (int32_t)(tile - job->tiles));
}

/* From which pixel of a row to which (not itself) there is something; of an empty one it begins after
 * its end. */
typedef struct {
    int32_t begin, end;
} Extent;

/* Where a picture is laid, of (height, width) pixels: over the still part of its scene, or over
 * nothing where `still` is null. `extents` says, row by row, where the last one lies. `unpacked` is
 * room for the pixels of a tile, and for three more. */
typedef struct {
    const Packed *packed;
    uint32_t *pixels;
    const uint32_t *still;
    Extent *extents;
    uint32_t *unpacked;
    int32_t width, height;
} Lay;

static void take_away(const Lay *job) {
    for (int32_t y = 0; y < job->height; y++) {
        Extent *lies = job->extents + y;
        if (lies->begin >= lies->end) continue;
        size_t first = (size_t)y * job->width + lies->begin;
        size_t size = sizeof *job->pixels * (size_t)(lies->end - lies->begin);
        if (job->still)
            __builtin_memcpy(job->pixels + first, job->still + first, size);
        else
            __builtin_memset(job->pixels + first, 0, size);
        *lies = (Extent){job->width, 0};
    }
}

/* What is left to be read. */
typedef struct {
    const Part *part;
    const uint32_t *colours;
    const uint16_t *runs, *end;
    const uint8_t *lengths;
} Reader;

/* A run is written four pixels at a time, and the next one over what that is too much. */
static void unpack(Reader *from, uint32_t *pixels, const uint32_t *last) {
    while (pixels < last) {
        while (from->runs == from->end) {
            from->colours += from->part->colours;
            from->end += (++from->part)->runs;
        }
        uint32_t run = *from->runs++;
        int32_t length = (int32_t)(run >> NUMBER_BITS);
        v128_t four = wasm_u32x4_splat(from->colours[run % MOST_COLOURS]);
        wasm_v128_store(pixels, four);
        if (!length) {
            length = *from->lengths++;
            for (int32_t x = 4; x < length; x += 4) wasm_v128_store(pixels + x, four);
        }
        pixels += length;
    }
}

/* A half of the products of colours and what is left to be seen of them, divided by 255, rounded. */
static v128_t seen(v128_t products) {
    v128_t sum = wasm_i16x8_add(products, wasm_u16x8_shr(products, 8));
    return wasm_u16x8_shr(wasm_i16x8_add(sum, wasm_i16x8_splat(128)), 8);
}

/* Four premultiplied colours over four others. */
static v128_t over(v128_t colours, v128_t under) {
    v128_t rest = wasm_v128_not(wasm_i8x16_shuffle(colours, colours, 3, 3, 3, 3, 7, 7, 7, 7, 11, 11,
                                                   11, 11, 15, 15, 15, 15));
    v128_t low = wasm_u16x8_extmul_low_u8x16(under, rest);
    v128_t high = wasm_u16x8_extmul_high_u8x16(under, rest);
    return wasm_i8x16_add(colours, wasm_u8x16_narrow_i16x8(seen(low), seen(high)));
}

#define ALPHAS wasm_u32x4_splat(0xff000000u)

/* Lay a row of a tile; from where to where there is something is added to `lies`. */
static void lay_row(const Lay *job, const Tile *tile, int32_t row) {
    int32_t y = tile->top + row, width = tile->width, x = 0, first = width, last = 0;
    uint32_t *to = job->pixels + (size_t)y * job->width + tile->left;
    const uint32_t *from = job->unpacked + (size_t)row * width;
    for (; x <= width - 4; x += 4) {
        v128_t four = wasm_v128_load(from + x);
        if (!wasm_v128_any_true(four)) continue;
        first = lesser(first, x);
        last = x + 4;
        if (!wasm_i32x4_all_true(wasm_u32x4_ge(four, ALPHAS))) four = over(four, wasm_v128_load(to + x));
        wasm_v128_store(to + x, four);
    }
    for (; x < width; x++) {
        if (!from[x]) continue;
        first = lesser(first, x);
        last = x + 1;
        to[x] = wasm_u32x4_extract_lane(over(wasm_u32x4_splat(from[x]), wasm_u32x4_splat(to[x])), 0);
    }
    Extent *lies = job->extents + y;
    if (last) *lies = (Extent){lesser(lies->begin, tile->left + first), greater(lies->end, tile->left + last)};
}

void lay_runs(const void *given) {
    const Lay *job = given;
    const Packed *packed = job->packed;
    const Tile *tile = (const Tile *)(packed + 1), *last = tile + packed->tiles;
    Reader from = {(const Part *)last, 0, 0, 0, 0};
    from.colours = (const uint32_t *)(from.part + packed->parts);
    from.runs = from.end = (const uint16_t *)(from.colours + packed->colours);
    from.lengths = (const uint8_t *)(from.runs + packed->runs);
    take_away(job);
    if (packed->parts) from.end += from.part->runs;
    for (; tile < last; tile++) {
        unpack(&from, job->unpacked, job->unpacked + (size_t)tile->width * tile->height);
        for (int32_t row = 0; row < tile->height; row++) lay_row(job, tile, row);
    }
}
