from __future__ import annotations

import numpy as np
import pytest

from mobility_timer.figure.motion.model import Contact
from mobility_timer.figure.motion.props import Wall
from mobility_timer.figure.skeleton.bones import FINGERTIPS, PALM, rest_pose
from mobility_timer.figure.skeleton.rotation import IDENTITY, vector
from mobility_timer.figure.solving.hands import PALM_DEPTH, hand_frame, hand_place, hand_shape

CHANNELS = {
    f"hand_{side}.{axis}": v
    for side in ("left", "right")
    for axis, v in zip("xyz", (0.1, 0.2, 1.3), strict=True)
}


@pytest.mark.parametrize(("side", "out"), [("left", 1.0), ("right", -1.0)])
def test_a_palm_lies_flat_on_the_wall_fingers_up(side: str, out: float) -> None:
    wall = Wall("x", 0.6, -0.5, 0.5, 1.7)
    place = hand_place(Contact(f"palm_{side}", "wall"), CHANNELS, side, rest_pose(), wall)
    palm = place.wrist + place.hand @ PALM
    assert palm == pytest.approx((0.6 - PALM_DEPTH, 0.2, 1.3))
    assert place.hand @ vector(0.0, -out, 0.0) == pytest.approx((1.0, 0.0, 0.0))
    assert (place.wrist + place.hand @ FINGERTIPS)[2] > palm[2] + 0.1


def test_a_wall_at_the_side_is_faced() -> None:
    wall = Wall("y", 0.56, -0.5, 0.5, 1.7)
    place = hand_place(Contact("palm_left", "wall"), CHANNELS, "left", rest_pose(), wall)
    assert (place.wrist + place.hand @ PALM)[1] == pytest.approx(0.56 - PALM_DEPTH)


def test_a_palm_on_the_floor_is_down() -> None:
    contact = Contact("palm_right", "floor", fingers=(-1.0, 0.0, 0.0))
    place = hand_place(contact, CHANNELS, "right", rest_pose(), None)
    palm = place.wrist + place.hand @ PALM
    assert palm == pytest.approx((0.1, 0.2, PALM_DEPTH))
    assert (place.wrist + place.hand @ FINGERTIPS)[0] < palm[0]


def test_a_palm_rides_on_a_bone() -> None:
    pose = rest_pose()
    contact = Contact("palm_left", "thigh_left", at=(0.06, 0.0, -0.3), palm=(-1.0, 0.0, 0.0))
    here = hand_place(contact, {}, "left", pose, None)
    there = hand_place(contact, {}, "left", pose.moved(vector(0.3, 0.0, 0.1)), None)
    assert there.wrist - here.wrist == pytest.approx((0.3, 0.0, 0.1))


@pytest.mark.parametrize("surface", ["hip_left", "hip_right", "chair"])
def test_hands_have_right_handed_frames_everywhere(surface: str) -> None:
    for side in ("left", "right"):
        place = hand_place(Contact(f"palm_{side}", surface), CHANNELS, side, rest_pose(), None)
        assert place.hand.T @ place.hand == pytest.approx(IDENTITY)
        assert np.linalg.det(place.hand) == pytest.approx(1.0)


def test_fingers_and_palm_face_as_told() -> None:
    frame = hand_frame(vector(0.0, 0.0, 1.0), vector(1.0, 0.0, 0.3), 1.0)
    assert -frame[:, 2] == pytest.approx((0.0, 0.0, 1.0))
    assert -frame[:, 1] == pytest.approx((1.0, 0.0, 0.0))


@pytest.mark.parametrize(
    ("surface", "kind"),
    [
        ("wall", "flat"),
        ("floor", "flat"),
        ("head", "flat"),
        ("hip_left", "relaxed"),
        ("chair", "grip"),
        ("foot_left", "grip"),
    ],
)
def test_a_hand_takes_the_shape_of_what_it_touches(surface: str, kind: str) -> None:
    assert hand_shape(Contact("palm_left", surface), None).kind == kind


def test_a_shape_can_be_told() -> None:
    assert hand_shape(Contact("palm_left", "wall", shape="grip"), None).kind == "grip"
    assert hand_shape(Contact("palm_left", "wall"), 0.4).curl == 0.4
    assert hand_shape(None, None).kind == "relaxed"
    assert hand_shape(None, 0.9).curl == 0.9
