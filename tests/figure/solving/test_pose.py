from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mobility_timer.figure.body.mesh import posed_vertices
from mobility_timer.figure.motion.model import Motion
from mobility_timer.figure.skeleton.bones import (
    BONES,
    FOREARM,
    JOINTS,
    SHIN,
    SIDES,
    THIGH,
    Pose,
    rest_pose,
)
from mobility_timer.figure.skeleton.rotation import angle_between
from mobility_timer.figure.solving.pose import between, pose_at
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


def lengths(pose: Pose) -> list[float]:
    return [
        float(np.linalg.norm(pose.joint(f"{a}_{side}") - pose.joint(f"{b}_{side}")))
        for side in SIDES
        for a, b in (("hip", "knee"), ("knee", "ankle"), ("elbow", "wrist"))
    ]


@given(st.floats(0.0, 1.0))
@settings(max_examples=12)
def test_between_two_poses_bones_keep_their_lengths(share: float) -> None:
    lying = _lying()
    pose = between(rest_pose(), lying, share)
    assert lengths(pose) == pytest.approx([THIGH, SHIN, FOREARM] * 2)


def _start_of(name: str, side: Side | None = None) -> Pose:
    from pathlib import Path

    from mobility_timer.library.motion.reader import read_motion

    path = Path(__file__).parents[3] / "assets" / "motions" / f"{name}.yaml"
    return pose_at(read_motion(path.read_text(encoding="utf-8"), path.name), 0.0, side)


def _lying() -> Pose:
    return _start_of("open-books")


def test_the_way_from_standing_to_lying_stays_on_the_floor_and_has_no_jump() -> None:
    standing, lying = rest_pose(), _lying()
    poses = [between(standing, lying, i / 12) for i in range(13)]
    for pose in poses[1:-1]:
        assert posed_vertices(pose)[:, 2].min() == pytest.approx(0.0, abs=0.008)
    for a, b in pairwise(poses):
        assert max(angle_between(a.frame(bone), b.frame(bone)) for bone in BONES) < 90.0
        assert np.linalg.norm(a.joint("pelvis") - b.joint("pelvis")) < 0.2


@pytest.mark.parametrize("after", ["hip-flexor-rocks", "hip-switches"])
def test_from_kneeling_it_does_not_stand_up_first(after: str) -> None:
    kneeling, low = _start_of("hip-flexor-rocks", Side.RIGHT), _start_of(after, Side.LEFT)
    highest = max(pose.origins[0][2] for pose in (kneeling, low))
    poses = [between(kneeling, low, i / 12) for i in range(13)]
    for pose in poses:
        assert pose.origins[0][2] <= highest + 0.01
        assert posed_vertices(pose)[:, 2].min() == pytest.approx(0.0, abs=0.01)
    for a, b in pairwise(poses):
        assert max(angle_between(a.frame(bone), b.frame(bone)) for bone in BONES) < 60.0


def test_between_begins_and_ends_with_its_poses() -> None:
    standing, lying = rest_pose(), _lying()
    assert between(standing, lying, 0.0) is standing
    assert between(standing, lying, 1.0) is lying
    near = between(standing, lying, 1.0 - 1e-6)
    assert near.origins == pytest.approx(lying.origins, abs=0.006)


def test_a_grip_opens_by_and_by(update: Motion) -> None:
    held = pose_at(update, 1.0)
    half = between(held, rest_pose(), 0.5)
    assert half.hand("right").curl == pytest.approx(
        (held.hand("right").curl + rest_pose().hand("right").curl) / 2
    )
