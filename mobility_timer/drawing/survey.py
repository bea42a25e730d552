"""Which phases of a shot need a picture of their own, and where its traced joint goes."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mobility_timer.drawing.scene import Scene
from mobility_timer.drawing.shot import Shot

RATE: Final = 25.0
"""Pictures for each second of movement."""
_MOST: Final = 400
_BREATH: Final = 24
_SAME: Final = 3e-4
_PATH: Final = 72


def phases(shot: Shot) -> tuple[float, ...]:
    """The phases to be pictured, rising: evenly over a repetition; for a hold the way in, then
    the breath from 1 to 2."""
    count = min(_MOST, max(8, ceil(RATE * shot.seconds)))
    way = tuple(i / count for i in range(count))
    if not shot.motion.hold:
        return way
    return way + tuple(1.0 + i / _BREATH for i in range(_BREATH + 1))


def key_phases(shot: Shot) -> tuple[float, ...]:
    """The phases of the still key poses: where the named phases of a repetition meet."""
    if shot.motion.hold:
        return (0.0, 1.0)
    turn = shot.motion.turns.get(shot.turn or "")
    spans = (turn.phases if turn and turn.phases else shot.motion.phases) or {"": (0.0, 0.5)}
    return tuple(sorted({round(end, 4) % 1.0 for span in spans.values() for end in span}))


def coarse_to_fine(count: int) -> list[int]:
    """All numbers below `count`, those first that halve the gaps."""
    step = 1
    while step < count:
        step *= 2
    found = [0] if count else []
    while step > 1:
        step //= 2
        found += range(step, count, 2 * step)
    return found


@dataclass(frozen=True, eq=False)
class Survey:
    """`same[i]` is the first of the phases that looks as the i-th does; `places` (n, 3) is the
    path of the traced joint over a repetition, empty where none is traced."""

    same: tuple[int, ...]
    places: NDArray[np.float64]


def survey(scene: Scene, at: tuple[float, ...]) -> Survey:
    poses = [scene.pose(phase) for phase in at]
    shapes = np.stack(
        [np.concatenate([pose.origins.ravel(), pose.frames.ravel()]) for pose in poses]
    )
    return Survey(tuple(_first_like(shapes, i) for i in range(len(at))), path(scene))


def path(scene: Scene) -> NDArray[np.float64]:
    """Where the traced joint goes over a repetition, (n, 3)."""
    joint = scene.traced
    if joint is None:
        return np.empty((0, 3))
    return np.array([scene.pose(i / _PATH).joint(joint) for i in range(_PATH + 1)])


def _first_like(shapes: NDArray[np.float64], index: int) -> int:
    near = np.abs(shapes[: index + 1] - shapes[index]).max(axis=1) < _SAME
    return int(np.argmax(near))
