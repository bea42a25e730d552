"""How a body moves as a whole: legs that swing, shoulders that answer, ground that passes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from mobility_timer.figure.checking.finding import Finding
from mobility_timer.figure.motion.model import Motion
from mobility_timer.figure.skeleton.bones import SIDES, Pose
from mobility_timer.figure.skeleton.rotation import Array, unit
from mobility_timer.words import findings as words

_FASTEST: Final = (0.35, 0.65)
_TWIST_DEG: Final = 6.0
_SLIP_M: Final = 0.020
_DOWN_M: Final = 0.004
"""What is no higher than this over its lowest is on the ground."""


def pendulum(part: str, poses: Sequence[Pose]) -> Iterator[Finding]:
    """How far a limb has come, as a share of the way between its ends, where it is fastest."""
    root = "hip" + part[part.index("_") :]
    ways = [unit(pose.joint(part) - pose.joint(root)) for pose in poses]
    far = int(np.argmin([float(way @ ways[0]) for way in ways]))
    if far == 0:
        return
    steps = np.array([np.arccos(np.clip(a @ b, -1.0, 1.0)) for a, b in pairwise(ways[: far + 1])])
    fastest = int(steps.argmax())
    share = float((steps[:fastest].sum() + steps[fastest] / 2.0) / max(steps.sum(), 1e-9))
    low, high = _FASTEST
    limit = words.shares(100 * low, 100 * high)
    yield Finding(words.swings(part), 100 * share, limit, "%", low <= share <= high)


def shoulders_answer(poses: Sequence[Pose]) -> Iterator[Finding]:
    """By how many degrees the shoulders turn against the hips; below 0 where they go along."""
    hips = np.unwrap([_heading(pose.frame("pelvis")) for pose in poses])
    shoulders = np.unwrap([_heading(pose.frame("thorax")) for pose in poses])
    twist = np.degrees(shoulders - hips)
    along = float((twist - twist.mean()) @ (hips - hips.mean()))
    turned = float(np.ptp(twist)) * (1.0 if along < 0.0 else -1.0)
    least = words.at_least(_TWIST_DEG, "deg")
    yield Finding(words.SHOULDERS_ANSWER, turned, least, "deg", turned >= _TWIST_DEG)


def ground_passes(
    motion: Motion, phases: Sequence[float], poses: Sequence[Pose]
) -> Iterator[Finding]:
    """How far the foot that stands slides on the ground that passes."""
    if not motion.travels:
        return
    gone = motion.travels * np.asarray(phases)
    worst = 0.0
    for side in SIDES:
        balls = np.array([pose.joint(f"ball_{side}") for pose in poses])
        flat = np.array([pose.frame(f"foot_{side}")[2, 2] for pose in poses]) > 0.999
        down = flat & (balls[:, 2] < balls[flat, 2].min(initial=1.0) + _DOWN_M)
        places = balls[down, 0] + gone[down]
        worst = max(worst, float(np.ptp(places)) if len(places) else 1.0)
    most = words.at_most(1000 * _SLIP_M, "mm")
    yield Finding(words.GROUND_PASSES, 1000 * worst, most, "mm", worst <= _SLIP_M)


def _heading(frame: Array) -> float:
    return float(np.arctan2(frame[1, 0], frame[0, 0]))
