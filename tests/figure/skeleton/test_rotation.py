from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mobility_timer.figure.skeleton.rotation import (
    IDENTITY,
    Array,
    about,
    about_x,
    about_y,
    about_z,
    angle_between,
    exp,
    frame_about,
    log,
    slerp,
    swing_twist,
    turn_by,
    vector,
)

angle = st.floats(-170.0, 170.0)
turn = st.builds(lambda x, y, z: about_z(z) @ about_y(y) @ about_x(x), angle, angle, angle)


def same(a: Array, b: Array, within: float = 1e-6) -> bool:
    return bool(np.allclose(a, b, atol=within))


@given(turn)
def test_a_rotation_vector_gives_back_its_rotation(rotation: Array) -> None:
    assert same(exp(log(rotation)), rotation, 1e-4)
    assert same(turn_by(log(rotation)), exp(log(rotation)), 1e-9)


@given(turn)
def test_a_frame_is_found_from_its_y_and_z_axes(rotation: Array) -> None:
    assert same(frame_about(rotation[:, 1], rotation[:, 2]), rotation, 1e-12)


@given(turn, turn)
def test_slerp_begins_and_ends_where_it_says(a: Array, b: Array) -> None:
    assert same(slerp(a, b, 0.0), a)
    assert same(slerp(a, b, 1.0), b)
    half = slerp(a, b, 0.5)
    assert abs(angle_between(a, half) - angle_between(half, b)) < 0.05


@given(turn)
def test_swing_and_twist_make_the_turn_again(rotation: Array) -> None:
    if rotation[2, 2] < -0.99:
        return
    swing, twist = swing_twist(rotation)
    assert swing[2] == 0.0
    assert same(exp(np.radians(swing)) @ about_z(twist), rotation)


@given(st.floats(-80.0, 80.0))
def test_pure_turns_are_measured_as_themselves(degrees: float) -> None:
    assert same(swing_twist(about_x(degrees))[0], vector(degrees, 0.0, 0.0))
    assert same(swing_twist(about_y(degrees))[0], vector(0.0, degrees, 0.0))
    assert abs(swing_twist(about_z(degrees))[1] - degrees) < 1e-6


def test_about_turns_round_any_axis() -> None:
    assert same(about(vector(0.0, 1.0, 0.0), 30.0), about_y(30.0))
    assert same(turn_by(vector(0.0, 0.0, 0.0)), IDENTITY)


def test_a_half_turn_has_a_rotation_vector() -> None:
    assert abs(np.linalg.norm(log(about_x(180.0))) - np.pi) < 1e-6
