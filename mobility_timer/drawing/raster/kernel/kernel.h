/* What the parts of the kernel share. Colours are premultiplied 0xAARRGGBB; rows have no padding. */

#ifndef KERNEL_H
#define KERNEL_H

#include <stddef.h>
#include <stdint.h>

#define EXPORT(name) __attribute__((export_name(name)))

#define EVEN 0x00FF00FFu
#define ODD 0xFF00FF00u

/* The depth where nothing is. */
#define NOTHING (-1e3f)

static inline float least(float a, float b) { return a < b ? a : b; }
static inline float most(float a, float b) { return a > b ? a : b; }
static inline int32_t lesser(int32_t a, int32_t b) { return a < b ? a : b; }
static inline int32_t greater(int32_t a, int32_t b) { return a > b ? a : b; }
static inline float within(float value, float low, float high) {
    return most(low, least(high, value));
}

/* From which pixel of a row to which (not itself) something may be; nothing where begin >= end. */
typedef struct {
    int32_t begin, end;
} Span;

/* Two colours in the ratio 256 - share to share. */
static inline uint32_t mixed(uint32_t one, uint32_t other, uint32_t share) {
    uint32_t rest = 256 - share;
    uint32_t even = ((one & EVEN) * rest + (other & EVEN) * share) >> 8;
    uint32_t odd = ((one >> 8) & EVEN) * rest + ((other >> 8) & EVEN) * share;
    return (even & EVEN) | (odd & ODD);
}

#endif
