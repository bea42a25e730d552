"""Whoever walks does it as one walks."""

from __future__ import annotations

import pytest

from mobility_timer.figure.passage.posture import Posture, posture_of
from mobility_timer.figure.passage.steps import walk
from mobility_timer.figure.skeleton.bones import SIDES
from mobility_timer.figure.solving.pose import pose_at
from mobility_timer.routine.model import Side
from tests.figure.passage.conftest import motion_named


def posture(name: str, side: Side) -> Posture:
    motion = motion_named(name)
    return posture_of(motion, pose_at(motion, 0.0, side), 0.0, side)


@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT])
def test_arms_that_are_held_out_come_down_while_the_feet_change_places(side: Side) -> None:
    first, last = (posture("lunge-rotation", each) for each in (side, side.other))
    way = walk(first, last, 0.0)
    for time, hangs in ((0.0, False), (way.seconds / 2.0, True), (way.seconds, False)):
        pose = way.pose(time)
        for hand in SIDES:
            palm, shoulder = (pose.joint(f"{part}_{hand}") for part in ("palm", "shoulder"))
            assert bool(palm[2] < shoulder[2] - 0.4) is hangs
