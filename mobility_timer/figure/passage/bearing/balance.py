"""Where the weight is, and where the floor may bear it."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import numpy as np

from mobility_timer.figure.skeleton.bones import BONES, JOINTS, SIDES, Pose
from mobility_timer.figure.skeleton.rotation import Array

Point = tuple[float, ...]
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


def centre_of_mass(pose: Pose) -> Array:
    """The body's centre of mass (3,)."""
    moments = np.einsum("nij,nj->i", pose.frames, _MOMENTS)
    return np.asarray(_TRUNK * pose.spine_points[6] + _MASSES @ pose.origins + moments)


def outside(points: Array, place: Array) -> float:
    """How far (metres) a place (2,) is outside the convex hull of points (n, 2); 0 inside."""
    return _outside(hull_of(points), place)


def _outside(hull: Hull, place: Array) -> float:
    x, y = map(float, place[:2])
    if len(hull) > 2 and all(
        (bx - ax) * (y - ay) - (by - ay) * (x - ax) >= 0.0
        for (ax, ay), (bx, by) in zip(hull, [*hull[1:], hull[0]], strict=True)
    ):
        return 0.0
    return min(_distance((x, y), a, b) for a, b in zip(hull, [*hull[1:], hull[0]], strict=True))


def inside(hull: Hull, place: Array) -> Array:
    """The place (2,) itself where it is in a convex hull, else the nearest one in it."""
    if _outside(hull, place) == 0.0:
        return place
    found = [_nearest(place, np.array(a), np.array(b)) for a, b in pairwise((*hull, hull[0]))]
    return min(found, key=lambda point: float(np.linalg.norm(point - place)))


def _nearest(place: Array, a: Array, b: Array) -> Array:
    along = b - a
    share = float(np.clip((place - a) @ along / max(float(along @ along), 1e-12), 0.0, 1.0))
    return np.asarray(a + along * share)


def hull_of(points: Array) -> Hull:
    """The corners of the convex hull of points (n, 2), anticlockwise (Andrew's monotone chain)."""
    ordered = sorted({tuple(map(float, point)) for point in points})
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


def _distance(p: Point, a: Point, b: Point) -> float:
    along = (b[0] - a[0], b[1] - a[1])
    size = along[0] ** 2 + along[1] ** 2
    share = 0.0
    if size > 1e-12:
        share = ((p[0] - a[0]) * along[0] + (p[1] - a[1]) * along[1]) / size
    share = min(max(share, 0.0), 1.0)
    return float(np.hypot(p[0] - a[0] - share * along[0], p[1] - a[1] - share * along[1]))
