"""Where the weight is, and where the floor may bear it."""

from __future__ import annotations

from itertools import pairwise
from math import dist, hypot
from typing import Final

import numpy as np

from mobility_timer.figure.skeleton.bones import BONES, JOINTS, SIDES, Pose
from mobility_timer.figure.skeleton.rotation import Array

Point = tuple[float, float]
Hull = list[Point]

# Shares of the body's mass, and how far down the passage each one's centre lies (Winter,
# Biomechanics and Motor Control, table 4.1).
_HEAD: Final = 0.081
_TRUNK: Final = 0.497
_LIMBS: Final = (
    ("shoulder", "elbow", 0.028, 0.436),
    ("elbow", "wrist", 0.016, 0.430),
    ("wrist", "fingertips", 0.006, 0.506),
    ("hip", "knee", 0.100, 0.433),
    ("knee", "ankle", 0.0465, 0.433),
    ("heel", "toe", 0.0145, 0.5),
)


def _masses() -> tuple[Array, Array]:
    """The share of the body's mass (18,) at the origin of each bone, and its moment (18, 3) in the
    bone's frame."""
    masses, moments = np.zeros(len(BONES)), np.zeros((len(BONES), 3))

    def add(joint: str, mass: float) -> None:
        bone, point = JOINTS[joint]
        masses[bone] += mass
        if point is not None:
            moments[bone] += mass * point

    add("head", _HEAD)
    for side in SIDES:
        for start, end, mass, share in _LIMBS:
            add(f"{start}_{side}", mass * (1.0 - share))
            add(f"{end}_{side}", mass * share)
    return masses, moments


_MASSES, _MOMENTS = _masses()
_ALL_MOMENTS: Final = _MOMENTS.ravel()


def centre_of_mass(pose: Pose) -> Array:
    """The body's centre of mass (3,)."""
    moments = pose.frames.transpose(1, 0, 2).reshape(3, -1) @ _ALL_MOMENTS
    return np.asarray(_TRUNK * pose.spine_points[6] + _MASSES @ pose.origins + moments)


def outside(points: Array, place: Array) -> float:
    """How far (metres) a place (2,) is outside the convex hull of points (n, 2); 0 inside."""
    return dist(place, inside(hull_of(points), place))


def inside(hull: Hull, place: Array) -> Array:
    """The place (2,) itself where it is in a convex hull, else the nearest one in it."""
    x, y = place.tolist()
    sides = list(pairwise((*hull, hull[0])))
    if len(hull) > 2 and all(
        (bx - ax) * (y - ay) - (by - ay) * (x - ax) >= 0.0 for (ax, ay), (bx, by) in sides
    ):
        return place
    nearest = [_nearest(x, y, *a, *b) for a, b in sides]
    return np.array(min(nearest, key=lambda point: hypot(point[0] - x, point[1] - y)))


def _nearest(x: float, y: float, ax: float, ay: float, bx: float, by: float) -> Point:
    """The place on the line from a to b that is nearest to (x, y)."""
    along_x, along_y = bx - ax, by - ay
    size = max(along_x * along_x + along_y * along_y, 1e-12)
    share = min(max(((x - ax) * along_x + (y - ay) * along_y) / size, 0.0), 1.0)
    return ax + along_x * share, ay + along_y * share


def hull_of(points: Array) -> Hull:
    """The corners of the convex hull of points (n, 2), anticlockwise (Andrew's monotone chain)."""
    ordered: Hull = sorted({(x, y) for x, y in points.tolist()})
    if len(ordered) < 3:
        return ordered

    def half(row: list[Point]) -> list[Point]:
        found: list[Point] = []
        for c in row:
            while len(found) > 1 and _turn(found[-2], found[-1], c) <= 0.0:
                found.pop()
            found.append(c)
        return found[:-1]

    return half(ordered) + half(ordered[::-1])


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
