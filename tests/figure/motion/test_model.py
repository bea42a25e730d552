from __future__ import annotations

import pytest

from mobility_timer.figure.motion.mirrored import camera_for, part_for, props_for
from mobility_timer.figure.motion.model import (
    Camera,
    Contact,
    Growth,
    Motion,
    MotionVariant,
    motion_phase,
)
from mobility_timer.figure.motion.props import Ball, Band, Chair, Cushion, Mat, Roller, Step, Wall
from mobility_timer.figure.motion.track import Track
from mobility_timer.routine.model import Side

CAMERA = Camera(-70.0, 10.0, (0.1, 0.2, 0.3), 2.0)


def example(**changes: object) -> Motion:
    values: dict[str, object] = {
        "id": "example",
        "side": Side.RIGHT,
        "camera": CAMERA,
        "keys": {"knee_right.flex": Track((0.0, 0.5), (10.0, 50.0))},
        "base": {"neck.flex": 5.0},
        "phases": {"lift": (0.0, 0.4), "pause": (0.4, 0.4), "lower": (0.4, 1.0)},
    }
    return Motion(**(values | changes))  # type: ignore[arg-type]


def test_tempo_phases_map_to_the_motion() -> None:
    motion = example()
    assert motion_phase(motion, "lift", 0.5) == pytest.approx(0.2)
    assert motion_phase(motion, "pause", 0.7) == pytest.approx(0.4)
    assert motion_phase(motion, "lower", 1.0) == pytest.approx(1.0)
    assert motion_phase(motion, None, 0.3) == pytest.approx(0.3)
    assert motion_phase(motion, "lift", 7.0) == pytest.approx(0.4)


def test_a_variant_may_go_through_the_phases_in_its_own_order() -> None:
    motion = example(
        variants={"reverse": MotionVariant(reverse=True, phases={"lower": (0.0, 0.6)})}
    )
    assert motion_phase(motion, "lower", 0.0, "reverse") == 0.0
    assert motion_phase(motion, "lower", 0.0) == 0.4


def test_channels_join_base_keys_and_variant() -> None:
    motion = example(variants={"left": MotionVariant({"neck.flex": 9.0})})
    assert motion.channels(0.5) == {"neck.flex": 5.0, "knee_right.flex": 50.0}
    assert motion.channels(0.5, "left")["neck.flex"] == 9.0


def test_a_smaller_amplitude_is_scaled_about_the_neutral_phase() -> None:
    motion = example(grows=Growth(0.5, 0.0))
    assert motion.channels(0.5, amplitude=0.5)["knee_right.flex"] == pytest.approx(30.0)
    assert motion.channels(0.0, amplitude=0.5)["knee_right.flex"] == pytest.approx(10.0)
    assert example().channels(0.5, amplitude=0.5)["knee_right.flex"] == pytest.approx(50.0)


def test_the_other_side_is_reflected_with_its_camera() -> None:
    motion = example()
    assert camera_for(motion, Side.RIGHT) == CAMERA
    assert camera_for(motion, None) == CAMERA
    assert camera_for(motion, Side.LEFT) == Camera(70.0, 10.0, (0.1, -0.2, 0.3), 2.0)
    assert part_for(motion, Side.LEFT, "calf_right") == "calf_left"
    assert part_for(motion, Side.LEFT, "calf_left") == "calf_right"
    assert part_for(motion, Side.LEFT, "upper_back") == "upper_back"
    assert part_for(motion, Side.RIGHT, "calf_right") == "calf_right"


def test_alternating_drills_keep_their_camera_and_props() -> None:
    motion = example(alternate=True, props=(Mat((0.0, 1.0), (0.0, 0.4)),))
    assert camera_for(motion, Side.LEFT) == CAMERA
    assert props_for(motion, Side.LEFT) == motion.props


PROPS = (
    Wall("x", 0.6, -0.4, 0.5, 1.7),
    Wall("y", 0.5, -0.4, 0.5, 1.7),
    Mat((0.0, 1.0), (-0.2, 0.4)),
    Chair((0.5, 0.2), 30.0),
    Step((0.0, 0.3), (0.1, 0.4), 0.15),
    Cushion((0.0, 0.3), (0.1, 0.4), 0.08),
    Roller((0.5, 0.2), 10.0, 0.07, 0.4),
    Ball((0.5, 0.2), 0.04, "ankle_right"),
    Band((0.5, 0.2, 0.1), "ankle_right"),
)


def test_props_are_reflected_and_twice_is_nothing() -> None:
    motion = example(props=PROPS)
    once = props_for(motion, Side.LEFT)
    assert once[0] == Wall("x", 0.6, -0.5, 0.4, 1.7)
    assert once[1] == Wall("y", -0.5, -0.4, 0.5, 1.7)
    assert once[2] == Mat((0.0, 1.0), (-0.4, 0.2))
    assert once[-2] == Ball((0.5, -0.2), 0.04, "ankle_left")
    assert once[-1] == Band((0.5, -0.2, 0.1), "ankle_left")
    assert props_for(example(props=once), Side.LEFT) == PROPS


def test_left_and_right_variants_change_places_in_the_mirror() -> None:
    motion = example()
    assert motion.authored_variant(Side.LEFT, "left") == "right"
    assert motion.authored_variant(Side.RIGHT, "left") == "left"
    assert motion.authored_variant(Side.LEFT, "reverse") == "reverse"
    assert motion.authored_variant(Side.LEFT, None) is None


def test_a_contact_knows_when_it_holds() -> None:
    contact = Contact("foot_left", "floor", ((0.0, 0.1), (0.9, 1.0)))
    assert contact.holds(0.05)
    assert not contact.holds(0.5)
    assert not contact.always
    assert Contact("foot_left", "floor").always


def test_what_begins_elsewhere_comes_to_its_place_as_the_set_grows() -> None:
    growth = Growth(0.6, 0.0, {"foot_left.y": 0.15})
    camera = Camera(0.0, 0.0, (0.0, 0.0, 0.0), 2.0)
    motion = Motion("wide", None, camera, {}, {"foot_left.y": 0.24}, {}, grows=growth)
    at = [motion.channels(0.3, None, amplitude)["foot_left.y"] for amplitude in (0.6, 0.8, 1.0)]
    assert at == pytest.approx([0.15, 0.195, 0.24])
