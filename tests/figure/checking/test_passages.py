"""Each check fails on a way that was broken on purpose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, cast

import numpy as np
import pytest
from numpy.typing import NDArray

from mobility_timer.figure.checking.passages import check_way
from mobility_timer.figure.passage.way import Way
from mobility_timer.figure.skeleton.bones import INDEX, Pose, rest_pose
from mobility_timer.figure.skeleton.rotation import about_x, about_y, vector
from mobility_timer.routine.model import Side
from tests.figure.passage.test_way import around, way

GOOD = [
    ("ankle-circles", "ankle-circles", Side.LEFT),
    ("knee-to-wall", "knee-to-wall", Side.LEFT),
    ("single-leg-balance", "single-leg-balance", Side.RIGHT),
]


@dataclass
class Standing:
    """A second of standing still, but for what `breaks` does to it."""

    breaks: Callable[..., Pose]
    seconds: float = 1.0

    def pose(self, seconds: float) -> Pose:
        return self.breaks(rest_pose(), seconds)


def failing(breaks: Callable[..., Pose]) -> set[str]:
    return {
        f.name.split(" at ")[0].split(",")[0]
        for f in check_way(cast(Way, Standing(breaks)))
        if not f.ok
    }


def turned(pose: Pose, bone: str, turn: NDArray[Any]) -> Pose:
    frames = pose.frames.copy()
    frames[INDEX[bone]] = frames[INDEX[bone]] @ turn
    return replace(pose, frames=frames)


def tipped(pose: Pose, _: float) -> Pose:
    return replace(pose, spine_points=pose.spine_points + vector(0.5, 0.0, 0.0))


def jerked(pose: Pose, seconds: float) -> Pose:
    return turned(pose, "forearm_left", about_y(-25.0 if seconds > 0.5 else 0.0))


def crossed(pose: Pose, _: float) -> Pose:
    origins = pose.origins.copy()
    for bone in ("thigh", "shin", "foot", "toes"):
        origins[INDEX[f"{bone}_left"]] = origins[INDEX[f"{bone}_right"]] + vector(0, 0.01, 0)
    return replace(pose, origins=origins)


@pytest.mark.parametrize(
    ("breaks", "name"),
    [
        (lambda pose, _: pose.moved(vector(0.0, 0.0, 0.03)), "nothing bears the weight"),
        (tipped, "weight off its base"),
        (lambda pose, _: pose.moved(vector(0.0, 0.0, -0.02)), "lowest vertex"),
        (lambda pose, t: turned(pose, "foot_left", about_x(70.0 * np.sin(3 * t))), "ankle"),
        (jerked, "fastest joint"),
        (lambda pose, t: pose.moved(vector(0.05 * t, 0.0, 0.0)), "slips"),
        (crossed, "in"),
    ],
)
def test_a_fault_is_found(breaks: Callable[..., Pose], name: str) -> None:
    assert any(name in found.split() or name in found for found in failing(breaks))


def test_standing_still_is_without_fault() -> None:
    assert failing(lambda pose, _: pose) == set()


@pytest.mark.parametrize(("first", "last", "side"), GOOD)
def test_a_way_holds_all_that_is_asked_of_it(first: str, last: str, side: Side) -> None:
    sides = (side, side.other)
    found = check_way(way(first, last, sides), around(first, last, sides))
    assert [f for f in found if not f.ok] == []
