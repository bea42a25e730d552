from __future__ import annotations

import numpy as np
import pytest

from mobility_timer.figure.skeleton.bones import (
    BONES,
    FOREARM,
    JOINTS,
    PARENTS,
    SHIN,
    SIDES,
    STATURE,
    THIGH,
    UPPER_ARM,
    mirrored,
    rest_pose,
)
from mobility_timer.figure.skeleton.rotation import about_y


def test_every_bone_but_the_pelvis_has_a_parent_that_comes_before_it() -> None:
    assert set(BONES) - set(PARENTS) == {"pelvis"}
    assert all(BONES.index(parent) < BONES.index(bone) for bone, parent in PARENTS.items())


@pytest.mark.parametrize("side", SIDES)
def test_bones_have_their_lengths_at_rest(side: str) -> None:
    pose = rest_pose()
    for start, end, length in (
        ("hip", "knee", THIGH),
        ("knee", "ankle", SHIN),
        ("shoulder", "elbow", UPPER_ARM),
        ("elbow", "wrist", FOREARM),
    ):
        gap = pose.joint(f"{start}_{side}") - pose.joint(f"{end}_{side}")
        assert np.linalg.norm(gap) == pytest.approx(length)


def test_at_rest_the_figure_stands_on_the_floor_at_its_height() -> None:
    pose = rest_pose()
    assert pose.joint("ankle_left")[2] == pytest.approx(0.088)
    assert 1.70 < pose.joint("crown")[2] < STATURE


def test_a_mirror_swaps_the_sides_and_twice_is_nothing() -> None:
    pose = rest_pose().moved(np.array((0.1, 0.2, 0.0)))
    twin = mirrored(pose)
    assert twin.joint("knee_left") == pytest.approx(pose.joint("knee_right") * (1, -1, 1))
    again = mirrored(twin)
    assert np.array_equal(again.origins, pose.origins)
    assert np.array_equal(again.frames, pose.frames)
    assert all(np.linalg.det(frame) == pytest.approx(1.0) for frame in twin.frames)


def test_toes_bent_up_are_counted_positive() -> None:
    pose = rest_pose()
    toes = BONES.index("toes_left")
    pose.frames[toes] = pose.frame("foot_left") @ about_y(-30.0)
    assert pose.toe_bend("left") == pytest.approx(30.0)
    assert pose.toe_bend("right") == pytest.approx(0.0)


def test_every_joint_can_be_asked_for() -> None:
    pose = rest_pose()
    assert all(pose.joint(name).shape == (3,) for name in JOINTS)
