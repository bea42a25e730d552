/* Bodies as they lie in memory. */

#ifndef BODIES_H
#define BODIES_H

#include "kernel.h"

/* One part of a body, as rings of points strung along a path: its first vertex and its first ring,
 * how many rings of how many points; whether the path runs against the rings' z axis; the ball whose
 * roundness it borrows, and where its looseness begins, -1 for none. */
typedef struct {
    int32_t vertex, ring, rings, points, descends, ball, loose;
} Loft;

#endif
