from __future__ import annotations

import numpy as np
import pytest

from mobility_timer.figure.motion.model import Motion
from mobility_timer.figure.skeleton.bones import (
    JOINTS,
)
from mobility_timer.figure.solving.pose import pose_at
from mobility_timer.routine.model import Side


def test_the_other_side_is_the_mirror_image(calf: Motion) -> None:
    right, left = (pose_at(calf, 0.3, side) for side in (Side.RIGHT, Side.LEFT))
    for joint in JOINTS:
        twin = joint.replace("left", "?").replace("right", "left").replace("?", "right")
        assert left.joint(joint) == pytest.approx(right.joint(twin) * (1, -1, 1))


def test_toes_variant_to_the_runners_left_on_either_leg(matrix: Motion) -> None:
    for side in Side:
        pose = pose_at(matrix, 0.0, side, "left")
        toes = pose.frame(f"foot_{side.value}")[:, 0]
        assert 40.0 <= np.degrees(np.arctan2(toes[1], toes[0])) <= 45.0


def test_a_reversed_circle_runs_backwards(circles: Motion) -> None:
    forward = pose_at(circles, 0.3, Side.RIGHT, "forward")
    reverse = pose_at(circles, 0.7, Side.RIGHT, "reverse")
    assert forward.joint("knee_right") == pytest.approx(reverse.joint("knee_right"))


def test_no_side_is_as_authored(calf: Motion) -> None:
    assert np.array_equal(pose_at(calf, 0.2).origins, pose_at(calf, 0.2, Side.RIGHT).origins)
