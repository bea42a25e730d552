from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from mobility_timer.drawing.scene.room.ground import depth_among, depth_of
from mobility_timer.drawing.scene.route import route_of
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.figure.motion.model import Camera
from mobility_timer.figure.motion.props import Wall
from tests.drawing.conftest import motion_named

LOOKS = 200


@pytest.mark.parametrize("back", [False, True])
def test_the_end_of_the_room_never_leaps_on_a_way(spec: SceneSpec, *, back: bool) -> None:
    standing = replace(spec, motion=motion_named("small-ankle-circles"), variant="inward")
    lying = replace(spec, motion=motion_named("glute-bridges"), side=None, variant=None)
    ends = (lying, standing) if back else (standing, lying)
    route = route_of(ends[0], 0.0, ends[1], 0.0)
    depths = [
        depth_among(list(route.ground(share)), route.camera(share))
        for share in (look / LOOKS for look in range(LOOKS + 1))
    ]
    assert max(depths) - min(depths) > 2.0
    assert max(abs(after - before) for before, after in pairwise(depths)) < 0.25


def test_a_wall_that_turns_into_sight_closes_the_room_little_by_little() -> None:
    wall = Wall("x", 0.6, -0.5, 0.5, 1.6)
    depths = [
        depth_of((wall,), Camera(azimuth / 2, 10.0, (0.0, 0.0, 0.9), 2.0))
        for azimuth in range(-180, 1)
    ]
    assert depths[0] < depths[-1]
    assert max(abs(after - before) for before, after in pairwise(depths)) < 0.4
