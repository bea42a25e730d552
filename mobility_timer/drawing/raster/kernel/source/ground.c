/* Flat faces of the room to pixels, with smooth edges: of each pixel as much as a face covers. */

#include "kernel.h"

#define WHOLLY 0.9995f
#define HARDLY 0.0005f
#define PART 256.0f

/* A face: its first corner, how many corners it has, its colour, and how opaque it is, 0..1. In each
 * row of pixels it begins and ends once at most. */
typedef struct {
    int32_t first, count;
    uint32_t colour;
    float opacity;
} Face;

/* A colour, and the faces that are painted on it, one over the other: after this come the faces, then
 * their corners, pixels right and down (2 each). */
typedef struct {
    uint32_t colour;
    int32_t faces;
} Ground;

/* The rows in which a face is; `turn` is 1 where its corners are anticlockwise as seen, else -1. */
typedef struct {
    int32_t top, bottom;
    float turn;
} Rows;

/* A picture (height, width) that is filled. `rows` is room for those of all faces, `covered` for a row
 * and two pixels. */
typedef struct {
    const Ground *ground;
    uint32_t *pixels;
    int32_t width, height;
    Rows *rows;
    float *covered;
} Job;

/* The pixels of a row in which the edges on one side of a face lie, both ends included. */
typedef struct {
    int32_t first, last;
} Reach;

/* Add to each pixel of a row how much more of it than of the one before lies to the right of an edge
 * that runs from x to x, over so much of the row's height. */
static void cross_row(float *covered, float one, float other, float height, Reach *reach) {
    float left = least(one, other), right = most(one, other);
    int32_t first = (int32_t)left, last = (int32_t)right;
    reach->first = lesser(reach->first, first);
    reach->last = greater(reach->last, last + 1);
    float middle = 0.5f * (left + right), before = 0.0f;
    if (first < last) {
        float slope = 1.0f / (right - left), begin = (float)(first + 1) - left;
        before = 0.5f * slope * begin * begin;
        covered[first] += height * before;
        for (int32_t x = first + 1; x < last; x++) {
            float here = slope * ((float)x + 0.5f - left);
            covered[x] += height * (here - before);
            before = here;
        }
        float come = (float)last - left;
        middle += 0.5f * slope * come * come;
    }
    float here = (float)(last + 1) - middle;
    covered[last] += height * (here - before);
    covered[last + 1] += height * (1.0f - here);
}

static void paint_run(uint32_t *line, int32_t begin, int32_t end, uint32_t colour, float opacity) {
    if (opacity > WHOLLY) {
        v128_t four = wasm_u32x4_splat(colour);
        for (; begin <= end - 4; begin += 4) wasm_v128_store(line + begin, four);
        for (; begin < end; begin++) line[begin] = colour;
        return;
    }
    uint32_t share = (uint32_t)(opacity * PART + 0.5f);
    if (!share) return;
    v128_t even = wasm_u32x4_splat(EVEN), rest = wasm_u32x4_splat(256 - share);
    v128_t own_even = wasm_u32x4_splat((colour & EVEN) * share);
    v128_t own_odd = wasm_u32x4_splat(((colour >> 8) & EVEN) * share);
    for (; begin <= end - 4; begin += 4) {
        v128_t under = wasm_v128_load(line + begin);
        v128_t one = wasm_i32x4_add(own_even, wasm_i32x4_mul(wasm_v128_and(under, even), rest));
        v128_t other = wasm_v128_and(wasm_u32x4_shr(under, 8), even);
        other = wasm_i32x4_add(own_odd, wasm_i32x4_mul(other, rest));
        one = wasm_v128_and(wasm_u32x4_shr(one, 8), even);
        wasm_v128_store(line + begin, wasm_v128_or(one, wasm_v128_andnot(other, even)));
    }
    for (; begin < end; begin++) line[begin] = mixed(line[begin], colour, share);
}

/* Paint the pixels of a row in which edges lie, and clear what was found for them; how much of the
 * pixels after them is covered is what is returned. */
static float paint_edges(const Job *job, uint32_t *line, Reach reach, float before,
                         const Face *face) {
    for (int32_t x = reach.first; x <= reach.last; x++) {
        before += job->covered[x];
        job->covered[x] = 0.0f;
        float opacity = before * face->opacity;
        if (x >= job->width || opacity < HARDLY) continue;
        line[x] = opacity > WHOLLY ? face->colour
                                   : mixed(line[x], face->colour, (uint32_t)(opacity * PART + 0.5f));
    }
    return before;
}

static void paint_row(const Job *job, const Face *face, const float *corners, float turn, int32_t y) {
    float top = (float)y, bottom = top + 1.0f, width = (float)job->width;
    Reach lefts = {job->width + 1, 0}, rights = lefts;
    for (int32_t i = 0; i < face->count; i++) {
        const float *one = corners + 2 * i, *other = corners + 2 * (i + 1 < face->count ? i + 1 : 0);
        float begin = within(one[1], top, bottom), end = within(other[1], top, bottom);
        if (begin == end) continue;
        float slope = (other[0] - one[0]) / (other[1] - one[1]);
        float from = one[0] + (begin - one[1]) * slope, to = one[0] + (end - one[1]) * slope;
        float height = (end - begin) * turn;
        Reach *reach = height > 0.0f ? &lefts : &rights;
        float left = least(from, to), right = most(from, to), whole = right - left;
        /* What lies outside of the picture is as if it ran along its side. */
        float before = most(0.0f, least(right, 0.0f) - left);
        float beyond = most(0.0f, right - most(left, width));
        if (before > 0.0f) cross_row(job->covered, 0.0f, 0.0f, height * (before / whole), reach);
        if (beyond > 0.0f) cross_row(job->covered, width, width, height * (beyond / whole), reach);
        float inside = whole > 0.0f ? 1.0f - (before + beyond) / whole : 1.0f;
        if (inside > 0.0f)
            cross_row(job->covered, within(left, 0.0f, width), within(right, 0.0f, width),
                      height * inside, reach);
    }
    uint32_t *line = job->pixels + (size_t)y * job->width;
    if (lefts.last >= rights.first) {
        Reach both = {lesser(lefts.first, rights.first), greater(lefts.last, rights.last)};
        paint_edges(job, line, both, 0.0f, face);
        return;
    }
    float covered = paint_edges(job, line, lefts, 0.0f, face);
    int32_t begin = lefts.last + 1, end = lesser(rights.first, job->width);
    paint_run(line, begin, end, face->colour, covered * face->opacity);
    paint_edges(job, line, rights, covered, face);
}

static Rows rows_of(const Job *job, const Face *face, const float *corners) {
    float top = corners[1], bottom = top, area = 0.0f;
    for (int32_t i = 0; i < face->count; i++) {
        const float *one = corners + 2 * i, *other = corners + 2 * (i + 1 < face->count ? i + 1 : 0);
        top = least(top, one[1]);
        bottom = most(bottom, one[1]);
        area += (other[1] - one[1]) * (one[0] + other[0]);
    }
    float height = (float)job->height;
    int32_t last = (int32_t)__builtin_ceilf(within(bottom, 0.0f, height));
    return (Rows){(int32_t)within(top, 0.0f, height), last, area < 0.0f ? 1.0f : -1.0f};
}

/* Row by row, so that a row is in the cache until all faces are painted on it. */
void paint_ground(const void *given) {
    const Job *job = given;
    const Face *faces = (const Face *)(job->ground + 1), *end = faces + job->ground->faces;
    const float *corners = (const float *)end;
    for (const Face *face = faces; face < end; face++)
        job->rows[face - faces] = rows_of(job, face, corners + 2 * (size_t)face->first);
    for (int32_t x = 0; x < job->width + 2; x++) job->covered[x] = 0.0f;
    for (int32_t y = 0; y < job->height; y++) {
        uint32_t *line = job->pixels + (size_t)y * job->width;
        paint_run(line, 0, job->width, job->ground->colour, 1.0f);
        const Rows *rows = job->rows;
        for (const Face *face = faces; face < end; face++, rows++)
            if (rows->top <= y && y < rows->bottom)
                paint_row(job, face, corners + 2 * (size_t)face->first, rows->turn, y);
    }
}
