from __future__ import annotations

from typing import Any

import pytest

from mobility_timer.figure.motion.mirrored import props_for
from mobility_timer.figure.motion.model import Camera
from mobility_timer.figure.motion.props import Mat, Wall
from mobility_timer.figure.passage.placement import Placement, placement
from mobility_timer.figure.passage.posture import Posture, posture_of
from mobility_timer.figure.solving.pose import pose_at
from mobility_timer.routine.model import Side
from tests.figure.passage.conftest import motion_named

TURNED = Placement(90, (1.0, -2.0))


def position(
    name: str, side: Side = Side.RIGHT, phase: float = 0.0
) -> tuple[Posture, tuple[Any, ...]]:
    motion = motion_named(name)
    side = side if motion.side else None
    return posture_of(motion, pose_at(motion, phase, side), phase, side), props_for(motion, side)


def placed(
    first: tuple[Posture, tuple[Any, ...]], last: tuple[Posture, tuple[Any, ...]]
) -> tuple[Placement, Posture, Posture]:
    (a, before), (b, after) = first, last
    return placement(before, after, a, b), a, b


def test_there_and_back_again() -> None:
    back = TURNED.inverse
    for point in ((0.3, -0.7, 1.1), (0.0, 0.0, 0.0)):
        assert back.point(*TURNED.point(*point)) == pytest.approx(point)
    camera = Camera(-30.0, 10.0, (0.1, 0.2, 0.9), 2.0)
    assert back.camera(TURNED.camera(camera)).target == pytest.approx(camera.target)


def test_a_wall_and_a_mat_are_turned() -> None:
    wall: Any
    wall, mat = TURNED.props([Wall("x", 0.6, -0.4, 0.5, 1.6), Mat((0.0, 2.0), (-1.0, 1.0))])
    assert (wall.axis, wall.at, wall.start, wall.end) == pytest.approx(("y", -1.4, 0.5, 1.4))
    assert mat == Mat((0.0, 2.0), (-2.0, 0.0))


def test_the_other_side_at_a_wall_is_a_turn_round_at_the_same_wall() -> None:
    place, *_ = placed(position("hip-cars", Side.LEFT), position("hip-cars", Side.RIGHT))
    wall: Any
    (wall,) = place.props(position("hip-cars", Side.RIGHT)[1])
    (own,) = position("hip-cars", Side.LEFT)[1]
    assert place.turn == 180
    assert (wall.axis, wall.at) == (own.axis, pytest.approx(own.at))


def test_between_two_drills_on_a_mat_the_mat_stays() -> None:
    assert placed(position("hip-switches"), position("open-books"))[0] == Placement()


def test_one_goes_away_from_a_wall_that_is_not_needed_any_more() -> None:
    place, a, b = placed(position("leg-swings-side"), position("long-lunges"))
    assert place.turn == 0
    assert a.pose.origins[0][0] - place.position(b).pose.origins[0][0] > 0.2
