from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility_timer.figure.skeleton.bones import BALL, FOREARM, HEEL, LEG, SHIN, THIGH, UPPER_ARM
from mobility_timer.figure.skeleton.rotation import IDENTITY, about_y, about_z, swing_twist, vector
from mobility_timer.figure.solving import limbs

HIP = vector(0.0, 0.088, 0.90)
ankles = st.builds(vector, st.floats(-0.3, 0.3), st.floats(-0.1, 0.3), st.floats(0.2, 0.5))


@given(ankles)
def test_a_placed_leg_reaches_its_ankle_with_bones_of_their_length(ankle: np.ndarray) -> None:
    place = limbs.FootPlace(ankle, IDENTITY, IDENTITY)
    leg = limbs.placed_leg({}, "left", HIP, place)
    assert leg.ankle == pytest.approx(ankle, abs=1e-9)
    assert np.linalg.norm(leg.knee - leg.hip) == pytest.approx(THIGH)
    assert np.linalg.norm(leg.ankle - leg.knee) == pytest.approx(SHIN)
    assert leg.knee[0] > min(leg.hip[0], ankle[0]) - 0.05


def test_a_leg_that_is_too_short_points_at_its_ankle() -> None:
    place = limbs.FootPlace(vector(0.0, 0.088, -0.5), IDENTITY, IDENTITY)
    leg = limbs.placed_leg({}, "left", HIP, place)
    assert leg.ankle[2] > -0.5
    assert np.linalg.norm(leg.ankle - leg.hip) == pytest.approx(LEG, abs=1e-4)


@pytest.mark.parametrize(("side", "sign"), [("left", 1.0), ("right", -1.0)])
def test_a_swivel_takes_the_knee_outwards(side: str, sign: float) -> None:
    hip = vector(0.0, sign * 0.088, 0.9)
    place = limbs.FootPlace(vector(0.0, sign * 0.088, 0.2), IDENTITY, IDENTITY)
    leg = limbs.placed_leg({f"knee_{side}.swivel": 30.0}, side, hip, place)
    assert sign * leg.knee[1] > sign * hip[1] + 0.05


@given(st.floats(0.0, 60.0), st.floats(-40.0, 40.0))
def test_a_heel_rises_over_a_ball_that_stays(lift: float, yaw: float) -> None:
    flat = limbs.foot_place({"foot_left.x": 0.1, "foot_left.yaw": yaw}, "left")
    raised = limbs.foot_place(
        {"foot_left.x": 0.1, "foot_left.yaw": yaw, "foot_left.lift": lift}, "left"
    )
    assert raised.ankle + raised.foot @ BALL == pytest.approx(flat.ankle + flat.foot @ BALL)
    assert raised.toes == pytest.approx(flat.toes)
    assert raised.ankle[2] >= flat.ankle[2] - 1e-9


def test_toes_rise_over_a_heel_that_stays() -> None:
    flat = limbs.foot_place({}, "left")
    up = limbs.foot_place({"foot_left.pitch": 20.0}, "left")
    assert up.ankle + up.foot @ HEEL == pytest.approx(flat.ankle + flat.foot @ HEEL)
    assert (up.foot @ BALL)[2] > (flat.foot @ BALL)[2]


@pytest.mark.parametrize("swivel", [0.0, 45.0, 85.0, -60.0])
def test_a_leg_on_its_heel_keeps_the_heel_and_its_ankle_within_limits(swivel: float) -> None:
    channels = {
        "foot_left.x": 0.5,
        "foot_left.y": 0.3,
        "foot_left.flatten": 1.0,
        "knee_left.swivel": swivel,
    }
    leg = limbs.heel_leg(channels, "left", vector(0.0, 0.1, 0.1))
    heel = leg.ankle + leg.foot @ HEEL
    assert heel == pytest.approx((0.5, 0.3, 0.036), abs=1e-9)
    swing, twist = swing_twist(leg.shin.T @ leg.foot)
    assert -52.01 <= -swing[1] <= 40.01
    assert -22.01 <= -swing[0] <= 35.01
    assert abs(twist) <= 30.01


def test_a_free_foot_within_the_ankle_is_left_alone() -> None:
    foot = about_y(-10.0) @ about_z(5.0)
    assert limbs.within_ankle(IDENTITY, foot, 1.0) == pytest.approx(foot)


def test_kneeling_bends_the_knee_backwards_only() -> None:
    knee = vector(-0.1, 0.09, 0.056)
    hip = knee + vector(0.05, 0.0, np.sqrt(THIGH**2 - 0.05**2))
    leg = limbs.kneeling_leg({}, "left", hip, knee)
    assert leg.ankle[0] < knee[0] - 0.4
    assert leg.thigh[0, 0] > 0.9
    assert (leg.thigh.T @ leg.shin)[0, 2] > 0


def test_the_hip_rises_until_the_leg_is_straight() -> None:
    ankle = vector(-0.4, 0.09, 0.088)
    rise = limbs.straight_rise(HIP, ankle)
    hip = HIP + vector(0.0, 0.0, rise)
    assert np.linalg.norm(hip - ankle) == pytest.approx(LEG * limbs.STRAIGHT)


def test_a_forward_leg_follows_its_angles() -> None:
    leg = limbs.forward_leg({"hip_left.flex": 90.0, "knee_left.flex": 90.0}, "left", HIP, IDENTITY)
    assert leg.knee == pytest.approx(HIP + vector(THIGH, 0.0, 0.0))
    assert leg.ankle == pytest.approx(HIP + vector(THIGH, 0.0, -SHIN))


@pytest.mark.parametrize(("side", "sign"), [("left", 1.0), ("right", -1.0)])
def test_an_arm_reaches_its_wrist(side: str, sign: float) -> None:
    line = vector(0.0, 0.0, 1.4)
    wrist = vector(0.35, sign * 0.2, 1.3)
    pole = vector(0.0, sign, -1.0)
    arm = limbs.arm_to_wrist({}, side, IDENTITY, line, wrist, IDENTITY, pole)
    assert arm.wrist == pytest.approx(wrist, abs=1e-9)
    assert np.linalg.norm(arm.elbow - arm.shoulder) == pytest.approx(UPPER_ARM)
    assert np.linalg.norm(arm.wrist - arm.elbow) == pytest.approx(FOREARM)
    assert arm.elbow[2] < 1.35


def test_the_shoulder_rises_with_a_raised_arm() -> None:
    line = vector(0.0, 0.0, 1.4)
    hanging = limbs.shoulder_place({}, "left", IDENTITY, line, vector(0.0, 0.0, -1.0))
    raised = limbs.shoulder_place({}, "left", IDENTITY, line, vector(0.0, 0.0, 1.0))
    assert raised[2] > hanging[2] + 0.04


def test_turning_a_limb_keeps_its_root_and_its_lengths() -> None:
    leg = limbs.forward_leg({"knee_left.flex": 40.0}, "left", HIP, IDENTITY)
    turned = limbs.turned_leg(leg, about_y(-30.0))
    assert turned.hip == pytest.approx(leg.hip)
    assert np.linalg.norm(turned.ankle - HIP) == pytest.approx(np.linalg.norm(leg.ankle - HIP))
    arm = limbs.forward_arm({}, "left", IDENTITY, vector(0.0, 0.0, 1.4))
    assert limbs.turned_arm(arm, about_y(-30.0)).shoulder == pytest.approx(arm.shoulder)
