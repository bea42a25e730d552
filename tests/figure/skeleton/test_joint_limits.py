from __future__ import annotations

import pytest

from mobility_timer.figure.skeleton.bones import INDEX, Pose, rest_pose
from mobility_timer.figure.skeleton.joint_limits import LIMITS, angles, excess
from mobility_timer.figure.skeleton.rotation import IDENTITY, about_y
from mobility_timer.figure.solving import limbs


def bent(channels: dict[str, float]) -> Pose:
    """The rest pose with legs and arms by their angles."""
    pose = rest_pose()
    for side in ("left", "right"):
        hip = pose.joint(f"hip_{side}")
        leg = limbs.forward_leg(channels, side, hip, IDENTITY)
        arm = limbs.forward_arm(channels, side, IDENTITY, pose.joint("thorax"))
        for bone, frame in (
            ("thigh", leg.thigh), ("shin", leg.shin), ("foot", leg.foot), ("toes", leg.toes),
            ("upper_arm", arm.upper), ("forearm", arm.fore), ("hand", arm.hand),
        ):  # fmt: skip
            pose.frames[INDEX[f"{bone}_{side}"]] = frame
    return pose


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize(
    ("channel", "name"),
    [
        ("hip_{}.flex", "hip flexion"),
        ("knee_{}.flex", "knee flexion"),
        ("ankle_{}.dorsi", "ankle dorsiflexion"),
        ("ankle_{}.invert", "ankle inversion"),
        ("ankle_{}.turn", "ankle turn"),
        ("toes_{}.bend", "toe extension"),
        ("elbow_{}.flex", "elbow flexion"),
        ("forearm_{}.pronate", "forearm rotation"),
        ("wrist_{}.flex", "wrist flexion"),
    ],
)
def test_a_joint_is_measured_as_it_was_bent(channel: str, name: str, side: str) -> None:
    pose = bent({f"forearm_{side}.pronate": 0.0, channel.format(side): 25.0})
    assert angles(pose)[name, side] == pytest.approx(25.0, abs=0.01)


@pytest.mark.parametrize("side", ["left", "right"])
def test_hip_rotation_is_external_and_abduction_out_on_both_sides(side: str) -> None:
    seated = {f"hip_{side}.flex": 45.0}
    assert angles(bent(seated | {f"hip_{side}.rotate": 30.0}))["hip rotation", side] == (
        pytest.approx(30.0)
    )
    assert angles(bent(seated | {f"hip_{side}.abduct": 30.0}))["hip abduction", side] > 20.0


def test_a_knee_that_bends_the_wrong_way_is_negative() -> None:
    assert angles(bent({"knee_left.flex": -8.0}))["knee flexion", "left"] == pytest.approx(-8.0)
    assert excess("knee flexion", -8.0) == pytest.approx(7.0)


def test_the_trunk_and_neck_are_measured() -> None:
    pose = rest_pose()
    for bone in ("neck", "head", "thorax"):
        pose.frames[INDEX[bone]] = about_y(20.0)
    found = angles(pose)
    assert found["trunk flexion", ""] == pytest.approx(20.0)
    assert found["neck flexion", ""] == pytest.approx(0.0)


def test_the_rest_pose_is_within_every_limit() -> None:
    found = angles(rest_pose())
    assert {name for name, _ in found} == set(LIMITS)
    assert all(excess(name, angle) == 0.0 for (name, _), angle in found.items())


def test_excess_counts_from_the_nearer_limit() -> None:
    low, high = LIMITS["elbow flexion"]
    assert excess("elbow flexion", high + 4.0) == pytest.approx(4.0)
    assert excess("elbow flexion", low - 3.0) == pytest.approx(3.0)
    assert excess("elbow flexion", 90.0) == 0.0
