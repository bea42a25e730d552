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

typedef struct {
    int32_t tiles, parts;
} Found;

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

/* A picture (height, width) to be cut into bands, and the bands at clear gaps of more than `gap`
 * columns.
 *
 * `used` (width) and `numbers` (32768) are room to work in. `tiles` takes at most
 * (height / band + 1) * (width / gap + 1) tiles; `runs`, `lengths` and `colours` as many as there
 * are pixels, one part after the other; `parts` (pixels / 16384 + 2), from its second on, how many
 * of them each part has. `found` says how many tiles and parts there are. */
typedef struct {
    const uint32_t *picture;
    int32_t width, height, band, gap;
    uint32_t *used;
    uint16_t *numbers;
    Tile *tiles;
    uint16_t *runs;
    uint8_t *lengths;
    uint32_t *colours;
    Part *parts;
    Found *found;
} Pack;

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
            *tile++ = (Tile){first, low, last + 1 - first, high - low};
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
            first = last;
        }
    }
    end_run(&to, colour);
    *job->found = (Found){(int32_t)(tile - job->tiles), (int32_t)(to.part - parts)};
}

/* What was packed: how much there is of each, then all of it one after the other. */
typedef struct {
    int32_t parts, colours, runs;
} Packed;

/* Where its pixels go, with room for three more: a run is written four pixels at a time, and the
 * next one over what that is too much. */
typedef struct {
    const Packed *packed;
    uint32_t *pixels;
} Unpack;

void unpack_runs(const void *given) {
    const Unpack *job = given;
    const Packed *packed = job->packed;
    const Part *part = (const Part *)(packed + 1), *last = part + packed->parts;
    const uint32_t *colours = (const uint32_t *)last;
    const uint16_t *runs = (const uint16_t *)(colours + packed->colours);
    const uint8_t *lengths = (const uint8_t *)(runs + packed->runs);
    uint32_t *pixels = job->pixels;
    for (; part < last; part++) {
        for (const uint16_t *end = runs + part->runs; runs < end; runs++) {
            int32_t length = *runs >> NUMBER_BITS;
            v128_t four = wasm_u32x4_splat(colours[*runs % MOST_COLOURS]);
            wasm_v128_store(pixels, four);
            if (!length) {
                length = *lengths++;
                for (int32_t x = 4; x < length; x += 4) wasm_v128_store(pixels + x, four);
            }
            pixels += length;
        }
        colours += part->colours;
    }
}
