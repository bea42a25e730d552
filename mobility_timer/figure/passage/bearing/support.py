"""The weight kept over what bears it, while a way is planned: feet, knees and their toes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import ceil
from typing import Final

import numpy as np

from mobility_timer.figure.passage.bearing.balance import Hull, hull_of, inside
from mobility_timer.figure.passage.feet import FootPath, between_times
from mobility_timer.figure.passage.placing import Spot
from mobility_timer.figure.skeleton.bones import SIDES, TOE_TIP
from mobility_timer.figure.skeleton.rotation import Array, vector

RATE: Final = 30
CAUGHT_S: Final = 0.15
"""A step is a fall that is caught: a foot counts so long before it lands and after it left."""
_BEARS_M: Final = 0.03
_HALF_WIDTH_M: Final = 0.025
_HEEL: Final = vector(-0.05, 0.0, -0.085)
_ROUNDS: Final = 8
_SMOOTHED: Final = 4
_KERNEL: Final = np.array((0.25, 0.5, 0.25))

Keys = tuple[tuple[float, Array], ...]
KneeOnFloor = Callable[[str, float], tuple[float, Array]]


def kept_over(
    keys: Keys,
    feet: Mapping[str, FootPath],
    knee_on_floor: KneeOnFloor,
    steadied: Sequence[tuple[float, float]],
    caught_s: float = CAUGHT_S,
) -> Keys:
    """The path of the centre of mass, moved over what bears it but for the times in which a hand
    steadies; the ends stay. `knee_on_floor` tells how far a knee bears at a time, and where."""
    seconds = keys[-1][0]
    count = max(2, ceil(RATE * seconds))
    times = [seconds * i / count for i in range(count + 1)]
    path = np.array([_along(keys, time) for time in times])
    known: dict[frozenset[Spot | tuple[float, ...]], Hull] = {frozenset(): []}
    hulls: list[Hull] = []
    for time in times:
        free = not any(start <= time <= end for start, end in steadied)
        bearing = frozenset(_borne_by(feet, knee_on_floor, time, caught_s) if free else ())
        if bearing not in known:
            points = [point for each in bearing for point in _points_of(each)]
            known[bearing] = hull_of(np.array(points)) if points else []
        hulls.append(known[bearing])
    for _ in range(_ROUNDS):
        for i in range(1, count):
            if hulls[i]:
                path[i] = inside(hulls[i], path[i])
        for _ in range(_SMOOTHED):
            path[1:-1] = sum(share * path[i : len(path) - 2 + i] for i, share in enumerate(_KERNEL))
    return tuple(zip(times, path, strict=True))


def _along(keys: Keys, seconds: float) -> Array:
    after = next((i for i, (time, _) in enumerate(keys) if time >= seconds), len(keys) - 1)
    if after == 0:
        return keys[0][1]
    (start, a), (end, b) = keys[after - 1], keys[after]
    return np.asarray(a + (b - a) * between_times(seconds, start, end))


def _borne_by(
    feet: Mapping[str, FootPath], knee_on_floor: KneeOnFloor, seconds: float, caught_s: float
) -> Iterator[Spot | tuple[float, ...]]:
    """The feet and the knees (x, y, z) that bear, now or soon."""
    for side in SIDES:
        for time in (seconds - caught_s, seconds, seconds + caught_s):
            if not feet[side].moves(time):
                yield feet[side].at(time)
            bears, knee = knee_on_floor(side, time)
            if bears > 0.9:
                yield tuple(knee.tolist())


def _points_of(bearing: Spot | tuple[float, ...]) -> list[Array]:
    """The points (2,) of a foot or a knee that are on the floor."""
    if isinstance(bearing, tuple):
        return [np.array(bearing[:2]) + shift for shift in _AROUND]
    found = []
    ball = bearing.ball
    wide = bearing.foot @ vector(0.0, _HALF_WIDTH_M, 0.0)
    heel, toe = bearing.ankle + bearing.foot @ _HEEL, ball + 0.8 * (bearing.toes @ TOE_TIP)
    for point in (heel, ball, toe):
        if point[2] < _BEARS_M:
            found += [(point + wide)[:2], (point - wide)[:2]]
    return found


_AROUND: Final = 0.02 * np.array(((1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0)))
