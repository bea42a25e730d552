/* What the parts of the kernel share. Colours are premultiplied 0xAARRGGBB. What a function is given
 * lies in memory, word by word. */

#ifndef KERNEL_H
#define KERNEL_H

#include <stddef.h>
#include <stdint.h>
#include <wasm_simd128.h>

#define EVEN 0x00FF00FFu
#define ODD 0xFF00FF00u

/* The depth where nothing is. */
#define NOTHING (-1e3f)

/* Rows are cleared, and are as long in memory, by so many pixels. */
#define BLOCK 16

/* What shows at a pixel until it is given its colour: the level of its light, its tint, how much it
 * glows (0..256), and that there is something. */
#define TINT_SHIFT 8
#define HEAT_SHIFT 16
#define THERE 0x40000000u

static inline float least(float a, float b) { return a < b ? a : b; }
static inline float most(float a, float b) { return a > b ? a : b; }
static inline int32_t lesser(int32_t a, int32_t b) { return a < b ? a : b; }
static inline int32_t greater(int32_t a, int32_t b) { return a > b ? a : b; }
static inline float within(float value, float low, float high) {
    return most(low, least(high, value));
}

/* A value 0..2^22 plus this is the nearest whole number, in the lowest bits. */
#define WHOLE 8388608.0f
#define WHOLE_BITS 0x4B000000

static inline int32_t rounded(float value) {
    union {
        float real;
        int32_t bits;
    } shifted = {value + WHOLE};
    return shifted.bits - WHOLE_BITS;
}

/* From which pixel of a row to which (not itself) something may be, and of which the depth is known:
 * the others are as they were in another picture. Both are whole blocks. What shows is known only where
 * something is. */
typedef struct {
    int32_t begin, end, known_begin, known_end;
} Row;

/* A picture while it is drawn: what shows at its pixels, how near that is in metres, its rows; its
 * size in pixels, and how far it is in memory from one row to the next. Of its pixels only those from
 * one row to another are in memory at a time, few enough to stay in a processor's cache. */
typedef struct {
    uint32_t *tones;
    float *depths;
    Row *rows;
    int32_t width, height, stride, first, last;
} Canvas;

/* Where a row's pixels begin. */
static inline size_t row_at(const Canvas *on, int32_t line) {
    return (size_t)(line - on->first) * (size_t)on->stride;
}

/* Two colours in the ratio 256 - share to share. */
static inline uint32_t mixed(uint32_t one, uint32_t other, uint32_t share) {
    uint32_t rest = 256 - share;
    uint32_t even = ((one & EVEN) * rest + (other & EVEN) * share) >> 8;
    uint32_t odd = ((one >> 8) & EVEN) * rest + ((other >> 8) & EVEN) * share;
    return (even & EVEN) | (odd & ODD);
}

/* What the kernel does: each is given a job, which lies in memory. */
void rig_body(const void *job);
void see_body(const void *job);
void draw_body(const void *job);
void draw_whole(const void *job);
void halve(const void *job);
void smooth(const void *job);
void lay_shadows(const void *job);
void paint_ground(const void *job);
void pack_runs(const void *job);
void lay_runs(const void *job);

/* What is to be drawn: how, and a job. */
typedef struct {
    int32_t is_body;
    const void *job;
} Draw;

/* Draw it all on the rows of a canvas that are in memory. */
void fill_body(const Canvas *on, const void *job);
void fill_triangles(const Canvas *on, const void *job);

/* Have at least these pixels of a row known: nothing is where they were not. */
void know(const Canvas *on, int32_t line, int32_t begin, int32_t end);

#endif
