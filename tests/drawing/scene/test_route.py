from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from mobility_timer.drawing.raster.projection import Projection
from mobility_timer.drawing.scene.route import (
    camera_between,
    drawn_back,
    is_behind,
    passages,
    route_of,
    way_round,
)
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.figure.motion.model import Camera
from mobility_timer.figure.motion.props import Mat, Wall
from mobility_timer.figure.skeleton.bones import rest_pose
from mobility_timer.routine.model import Side
from mobility_timer.settings import CoachFigure
from tests.drawing.conftest import motion_named

HERE = Camera(170.0, 10.0, (0.0, 0.0, 1.0), 2.0)
THERE = Camera(-150.0, 30.0, (1.0, 0.0, 0.0), 1.0)


def test_the_camera_turns_the_short_way_round() -> None:
    there = replace(THERE, azimuth=way_round(HERE, THERE, ()))
    halfway = camera_between(HERE, there, 0.5)
    assert halfway.azimuth == pytest.approx(190.0)
    assert (halfway.elevation, halfway.target, halfway.span) == (20.0, (0.5, 0.0, 0.5), 1.5)
    assert camera_between(HERE, there, 0.0) == HERE


def test_the_camera_goes_round_behind_the_figure_and_not_through_its_wall() -> None:
    right, left = (replace(HERE, azimuth=azimuth) for azimuth in (-90.0, 90.0))
    for at in (0.6, -0.6):
        wall = Wall("x", at, -0.5, 0.5, 1.6)
        for a, b in ((right, left), (left, right)):
            halfway = replace(a, azimuth=(a.azimuth + way_round(a, b, (wall,))) / 2.0)
            assert not is_behind(halfway, wall)
            assert is_behind(replace(halfway, azimuth=halfway.azimuth + 180.0), wall)


def test_the_lens_draws_back_from_a_figure_that_stands_up() -> None:
    kneeling = Projection(Camera(-66.0, 10.0, (0.0, 0.0, 0.58), 1.8), 400, 400)
    assert drawn_back(rest_pose(), kneeling) > 1.05
    far = Projection(Camera(-66.0, 10.0, (0.0, 0.0, 0.9), 2.6), 400, 400)
    assert drawn_back(rest_pose(), far) == 1.0


def test_the_knot_of_hair_of_a_head_at_the_edge_stays_in_the_picture() -> None:
    pose = rest_pose()
    x, y, z = (float(each) for each in pose.joint("head"))
    beside = Projection(Camera(-90.0, 0.0, (x + 0.66, y, z), 1.5), 400, 400)
    behind = pose.joint("head") + pose.frame("head") @ (-0.11, 0.0, 0.2)
    column = float(beside.project(behind[None])[0, 0])
    assert column < 0.0
    wider = replace(beside.camera, span=beside.camera.span * drawn_back(pose, beside))
    assert float(Projection(wider, 400, 400).project(behind[None])[0, 0]) > 0.0


def test_the_tip_of_a_foot_at_the_edge_stays_in_the_picture() -> None:
    pose = rest_pose()
    tip = pose.joint("toe_left")
    x, y, z = (float(each) for each in tip)
    beside = Projection(Camera(-90.0, 0.0, (x - 1.3, y, z + 0.9), 2.6), 400, 400)
    ball, toe = beside.project(np.array([pose.joint("ball_left"), tip]))[:, 0]
    assert ball < 390.0 < toe
    wider = replace(beside.camera, span=beside.camera.span * drawn_back(pose, beside))
    assert float(Projection(wider, 400, 400).project(tip[None])[0, 0]) <= 390.1


def test_the_camera_arrives_where_the_next_shot_has_it(spec: SceneSpec) -> None:
    after = replace(spec, side=Side.LEFT)
    route = route_of(spec, 0.0, after, 0.0)
    assert route.placement.turn == 180
    there = route.placement.inverse.camera(route.camera(1.0))
    own = route_of(after, 0.0, spec, 0.0).camera(0.0)
    assert there.azimuth % 360 == pytest.approx(own.azimuth % 360)
    assert there.target == pytest.approx(own.target)
    assert there.span == pytest.approx(own.span)


def test_what_stays_is_shown_all_the_way_and_the_rest_comes_and_goes(spec: SceneSpec) -> None:
    books = replace(spec, motion=motion_named("open-books"), side=Side.LEFT, variant=None)
    switches = replace(books, motion=motion_named("hip-switches"))
    route = route_of(switches, 0.0, books, 0.0)
    for share in (0.0, 0.5, 1.0):
        (_, going), (stays, always), (_, coming), *_ = route.ground(share)
        assert [type(prop) for prop in stays] == [Mat]
        assert (going, always, coming) == (share < 0.5, 1.0, share > 0.5)
    walled = route_of(spec, 0.0, books, 0.0)
    (before, _), (stays, _), _, _, (mats, there) = walled.ground(0.3)
    assert (Wall in map(type, before), stays, list(map(type, mats))) == (True, (), [Mat])
    assert there == 1.0
    back = route_of(books, 0.0, spec, 0.0)
    assert [opacity for _, opacity in back.ground(0.7)][3] == 1.0


def test_a_wall_is_there_as_long_as_a_hand_lies_on_it(spec: SceneSpec) -> None:
    """The lens, which would go behind the wall, waits for the hand."""
    turning = replace(spec, motion=motion_named("hip-rotations"), side=Side.RIGHT, variant=None)
    lunging = replace(spec, motion=motion_named("long-lunges"), side=Side.LEFT, variant=None)
    route = route_of(turning, 0.0, lunging, 0.0)
    (wall,) = (prop for prop in route.props[0] if isinstance(prop, Wall))
    shares = [look / 60 for look in range(61)]
    gaps = [
        abs(float(route.pose(share).joint("palm_left")["xy".index(wall.axis)]) - wall.at)
        for share in shares
    ]
    held = [share for share, gap in zip(shares, gaps, strict=True) if gap < 0.03]
    assert max(held) > 0.2
    for share in held:
        (props, seen), *_ = route.ground(share)
        assert wall in props
        assert seen > 0.8
        assert not is_behind(route.camera(share), wall)


def test_every_authored_position_can_be_read() -> None:
    assert {motion.id for motion in passages().positions.values()} == {
        "arms-aside",
        "heel-sitting",
        "kneeling",
        "rolling",
        "side-sitting",
        "sitting",
        "lying",
        "standing",
    }


def test_another_size_theme_and_coach_take_the_same_way(spec: SceneSpec) -> None:
    """Finding a way takes long, and a window is resized while it is gone."""
    other = replace(spec, side=Side.LEFT)
    way = route_of(spec, 0.0, other, 0.0).way
    assert way is not None
    wider = [replace(each, width=200, dpr=2.0, seconds=2.0) for each in (spec, other)]
    assert route_of(wider[0], 0.0, wider[1], 0.0).way is way
    jonas = [replace(each, theme="dark", coach=CoachFigure.JONAS) for each in (spec, other)]
    assert route_of(jonas[0], 0.0, jonas[1], 0.0).way is way
