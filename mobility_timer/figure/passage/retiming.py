"""The pace of a passage, slowed where a joint would turn too fast."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from typing import Final

import numpy as np

from mobility_timer.figure.skeleton.bones import BONES, INDEX, PARENTS, Pose
from mobility_timer.figure.skeleton.rotation import Array

RATE: Final = 30
FASTEST: Final = 225.0
"""Degrees a second that a joint turns at most, where the time of the passage allows it."""
_PARENT: Final = np.array([INDEX[PARENTS[bone]] if bone in PARENTS else -1 for bone in BONES])
_ROUNDS: Final = 24
_QUICK: Final = 0.7 * FASTEST
"""What turns so fast is looked at more closely: it may turn faster still for a moment."""
_FINER: Final = 4
_NEAR: Final = _FINER // 2
_SMOOTH: Final = np.hanning(2 * _FINER + 1)[1:-1] / _FINER


@dataclass(frozen=True, eq=False)
class Pacing:
    """Which time of the authored passage is shown at a time of the real one."""

    shown: Array
    authored: Array

    @classmethod
    def kept(cls, shown: bytes, seconds: float) -> Pacing:
        """The pace of a passage of so many seconds from the bytes of what it has `shown`; raises
        ValueError where there are not as many as there are times."""
        authored, found = _times_of(seconds), np.frombuffer(shown)
        if len(found) != len(authored):
            raise ValueError(f"{len(found)} times for {len(authored)}")
        return cls(found, authored)

    def at(self, seconds: float) -> float:
        return float(np.interp(seconds, self.shown, self.authored))


def pacing_for(pose: Callable[[float], Pose], seconds: float) -> Pacing:
    """A pace that takes the same `seconds` in all: quick parts take longer, slow ones less."""
    fine = _times_of(seconds)
    coarse = fine[::_FINER]
    poses = [pose(float(time)) for time in coarse]
    step_s = seconds / (len(coarse) - 1)
    speeds = np.repeat(_speeds(poses, step_s), _FINER)
    for i in np.flatnonzero(speeds[::_FINER] > _QUICK):
        between = fine[_FINER * i + 1 : _FINER * (i + 1)]
        near = [poses[i], *(pose(float(time)) for time in between), poses[i + 1]]
        speeds[_FINER * i : _FINER * (i + 1)] = _speeds(near, step_s / _FINER)
    return Pacing(_times(speeds, seconds), fine)


def _times_of(seconds: float) -> Array:
    """The times of the authored passage whose pace is told."""
    return np.linspace(0.0, seconds, _FINER * max(2, ceil(RATE * seconds)) + 1)


def _speeds(poses: list[Pose], step_s: float) -> Array:
    """The fastest joint (n,) between each pose and the next, degrees a second."""
    frames = np.array([pose.frames for pose in poses])
    local = np.where(
        (_PARENT >= 0)[None, :, None, None],
        frames[:, _PARENT].transpose(0, 1, 3, 2) @ frames,
        frames,
    )
    turns = local[:-1].transpose(0, 1, 3, 2) @ local[1:]
    cosines = (np.trace(turns, axis1=2, axis2=3) - 1.0) / 2.0
    return np.asarray(np.degrees(np.arccos(np.clip(cosines, -1.0, 1.0))).max(axis=1) / step_s)


def _times(speeds: Array, seconds: float) -> Array:
    """The times (n + 1,) at which the authored pictures are shown."""
    near = np.lib.stride_tricks.sliding_window_view(
        np.pad(speeds, _NEAR, mode="edge"), 2 * _NEAR + 1
    )
    need = near.max(axis=1) / FASTEST
    low, high = 0.0, 1.0
    for _ in range(_ROUNDS):
        middle = (low + high) / 2.0
        if np.maximum(middle, need).mean() > 1.0:
            high = middle
        else:
            low = middle
    lengths = np.maximum(low, need)
    edge = len(_SMOOTH) // 2
    smooth = np.convolve(np.pad(lengths, edge, mode="edge"), _SMOOTH, "valid")
    lengths = np.maximum(smooth, need)
    lengths *= seconds / lengths.sum()
    return np.concatenate([[0.0], np.cumsum(lengths)])
