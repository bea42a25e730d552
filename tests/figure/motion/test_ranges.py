"""The figure shows no range that a stiff runner does not reach."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mobility_timer import files
from mobility_timer.figure import Motion, Pose, pose_at
from mobility_timer.figure.skeleton.bones import SIDES
from mobility_timer.figure.skeleton.joint_limits import angles
from mobility_timer.library.motion.reader import read_motion

NAMES = sorted(path.stem for path in (files.assets() / "motions").glob("*.yaml"))
STRAIGHT_KNEE_DEG = 20.0
PHASES = 40


def motion_named(name: str) -> Motion:
    path = files.assets() / "motions" / f"{name}.yaml"
    return read_motion(path.read_text(encoding="utf-8"), path.name)


def poses(motion: Motion) -> Iterator[Pose]:
    for variant in motion.variants or (None,):
        for phase in range(PHASES + 1):
            yield pose_at(motion, phase / PHASES, motion.side, variant)


@pytest.mark.parametrize("name", NAMES)
def test_a_stiff_runner_can_follow(name: str) -> None:
    for pose in poses(motion_named(name)):
        found = angles(pose)
        for side in SIDES:
            straight = found["knee flexion", side] < STRAIGHT_KNEE_DEG
            assert found["ankle dorsiflexion", side] <= (31.0 if straight else 38.0)
            assert found["hip flexion", side] >= -20.5


def test_the_squat_is_straight_at_the_top() -> None:
    top = angles(pose_at(motion_named("low-squats"), 0.0, None, None))
    assert all(top["knee flexion", side] < 13.0 for side in SIDES)


def test_the_feet_of_the_wipers_creep_wider() -> None:
    wipers = motion_named("windscreen-wipers")

    def between(amplitude: float) -> float:
        pose = pose_at(wipers, 0.0, wipers.side, None, amplitude)
        return float(pose.joint("ankle_left")[1] - pose.joint("ankle_right")[1])

    assert wipers.grows is not None
    assert between(1.0) - between(wipers.grows.start) > 0.12
