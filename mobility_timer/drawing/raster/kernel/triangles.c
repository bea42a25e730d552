/* Triangles to colours and depths, by scan lines. */

#include "kernel.h"

#define SLIVER 1e-4f
#define LEVELS 256
#define GLOWS 0.01f

typedef struct {
    const float *points, *light, *glow;
    const uint32_t *plain, *hot;
    uint32_t *picture;
    float *depths;
    Span *spans;
    int32_t width, height;
} Canvas;

/* A value at a triangle's first corner, and its growth a pixel right and a pixel down. */
typedef struct {
    float start, across, along;
} Slope;

/* The sides of a triangle from its first corner, divided by its area. */
typedef struct {
    float right1, down1, right2, down2;
} Sides;

static Slope slope(float a, float b, float c, Sides side) {
    Slope found = {a, side.down2 * (b - a) - side.down1 * (c - a),
                   side.right1 * (c - a) - side.right2 * (b - a)};
    return found;
}

static float at(Slope value, float right, float down) {
    return value.start + right * value.across + down * value.along;
}

static uint32_t tone(float light) {
    return (uint32_t)((within(light, -1.0f, 1.0f) + 1.0f) * 127.5f);
}

/* An edge from its upper to its lower end: the same for both triangles that share it. */
typedef struct {
    float x, y, lean;
} Edge;

static Edge edge(const float *upper, const float *lower) {
    float fall = lower[1] - upper[1];
    Edge found = {upper[0], upper[1], fall > 0.0f ? (lower[0] - upper[0]) / fall : 0.0f};
    return found;
}

static float crossing(Edge side, float y) { return side.x + (y - side.y) * side.lean; }

static void swap(const float **one, const float **other) {
    const float *held = *one;
    *one = *other;
    *other = held;
}

static void fill(const Canvas *on, const int32_t *corner, uint32_t tint) {
    const float *a = on->points + 3 * corner[0];
    const float *b = on->points + 3 * corner[1];
    const float *c = on->points + 3 * corner[2];
    float area = (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]);
    if (!(area < -SLIVER)) return;
    const float *top = a, *middle = b, *bottom = c;
    if (top[1] > middle[1]) swap(&top, &middle);
    if (middle[1] > bottom[1]) swap(&middle, &bottom);
    if (top[1] > middle[1]) swap(&top, &middle);
    int32_t first = greater((int32_t)__builtin_ceilf(top[1] - 0.5f), 0);
    int32_t last = lesser((int32_t)__builtin_floorf(bottom[1] - 0.5f), on->height - 1);
    if (first > last) return;

    float inverse = 1.0f / area;
    Sides side = {(b[0] - a[0]) * inverse, (b[1] - a[1]) * inverse, (c[0] - a[0]) * inverse,
                  (c[1] - a[1]) * inverse};
    Slope depth = slope(a[2], b[2], c[2], side);
    const float *light = on->light, *glow = on->glow;
    Slope shine = slope(light[corner[0]], light[corner[1]], light[corner[2]], side);
    Slope warm = {0.0f, 0.0f, 0.0f};
    int glows = glow && most(most(glow[corner[0]], glow[corner[1]]), glow[corner[2]]) > GLOWS;
    if (glows) warm = slope(glow[corner[0]], glow[corner[1]], glow[corner[2]], side);
    const uint32_t *tones = on->plain + LEVELS * tint;
    Edge whole = edge(top, bottom), upper = edge(top, middle), lower = edge(middle, bottom);

    for (int32_t line = first; line <= last; line++) {
        float y = (float)line + 0.5f;
        float one = crossing(whole, y), two = crossing(y < middle[1] ? upper : lower, y);
        int32_t begin = greater((int32_t)__builtin_ceilf(least(one, two) - 0.5f), 0);
        int32_t end = lesser((int32_t)__builtin_ceilf(most(one, two) - 0.5f), on->width);
        if (begin >= end) continue;
        Span *span = on->spans + line;
        span->begin = lesser(span->begin, begin);
        span->end = greater(span->end, end);
        float right = (float)begin + 0.5f - a[0], down = y - a[1];
        float near = at(depth, right, down), lit = at(shine, right, down);
        float heat = at(warm, right, down);
        size_t row = (size_t)line * on->width;
        for (size_t i = row + begin; i < row + end; i++) {
            if (near > on->depths[i]) {
                on->depths[i] = near;
                uint32_t level = tone(lit);
                on->picture[i] =
                    glows && heat > GLOWS
                        ? mixed(tones[level], on->hot[level], (uint32_t)(least(heat, 1.0f) * 256.0f))
                        : tones[level];
            }
            near += depth.across;
            lit += shine.across;
            heat += warm.across;
        }
    }
}

/* Draw the nearest front faces on a clear picture.
 *
 * points (n, 3): pixels right, pixels down, metres towards the lens; light (n): -1..1;
 * glow (n): 0..1, or null; triangles (count, 3): anticlockwise as seen; tints (count): a row of
 * `plain` each; plain (tints, LEVELS) and hot (LEVELS): opaque colours by light;
 * picture and depths (height, width): what is drawn; spans (height): where something is in a row. */
EXPORT("draw_triangles")
void draw_triangles(const float *points, const float *light, const float *glow,
                    const int32_t *triangles, const uint8_t *tints, int32_t count,
                    const uint32_t *plain, const uint32_t *hot, uint32_t *picture, float *depths,
                    Span *spans, int32_t width, int32_t height) {
    Canvas canvas = {points, light, glow, plain, hot, picture, depths, spans, width, height};
    size_t size = (size_t)width * height;
    for (size_t i = 0; i < size; i++) depths[i] = NOTHING;
    __builtin_memset(picture, 0, size * sizeof *picture);
    for (int32_t line = 0; line < height; line++) spans[line] = (Span){width, 0};
    for (int32_t t = 0; t < count; t++) fill(&canvas, triangles + 3 * t, tints[t]);
}
