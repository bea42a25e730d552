from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from mobility_timer.figure.body.mesh import BodyMesh
from mobility_timer.figure.passage.placing import Parts, lowest_of
from mobility_timer.figure.skeleton.bones import SIDES, Pose
from mobility_timer.figure.skeleton.rotation import vector
from mobility_timer.figure.solving.pose import pose_at
from tests.figure.passage.conftest import motion_named

POSITIONS = ("standing", "kneeling", "heel-sitting", "side-sitting", "sitting", "lying", "rolling")


def position(name: str, up: float) -> Pose:
    return pose_at(motion_named(name, "passages"), 0.0).moved(vector(0.0, 0.0, up))


@pytest.mark.parametrize("name", POSITIONS)
def test_what_is_taken_to_be_clear_of_the_floor_is(name: str) -> None:
    cleared = 0
    for up in np.linspace(-0.1, 0.6, 29):
        pose = position(name, float(up))
        for side in SIDES:
            if Parts.of(pose).foot_is_clear(side, 0.0):
                cleared += 1
                assert lowest_of(pose, (f"sole_{side}", f"shoe_{side}")) > 0.0
    assert cleared


def test_an_arm_that_is_up_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[Any] = []
    monkeypatch.setattr(BodyMesh, "lowest_vertex", lambda *each: looked.append(each))
    parts = Parts.of(position("standing", 0.0))
    for side in SIDES:
        parts.arm_above_floor(side)
    assert not looked
