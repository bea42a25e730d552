"""Loose hair stays behind as a head starts, goes on as it stops, and rests when it does."""

from __future__ import annotations

from dataclasses import replace
from math import cos, pi

import numpy as np
import pytest

from mobility_timer.figure.body.build import BUILDS, Build
from mobility_timer.figure.body.mesh import body_of
from mobility_timer.figure.skeleton.bones import Pose, rest_pose
from mobility_timer.figure.skeleton.rotation import vector
from mobility_timer.figure.solving import hair_lag
from mobility_timer.figure.solving.hair_lag import HairLag, WayHairLag
from mobility_timer.routine.model import Side
from tests.figure.passage.conftest import motion_named


def test_it_stays_behind_at_the_start_and_goes_on_at_the_stop() -> None:
    squat = HairLag(motion_named("low-squats"), None, None, 1.0, 3.2)
    starts, stops = squat(0.06), squat(0.40)
    assert starts is not None
    assert stops is not None
    assert starts[2] > 0.003
    assert stops[2] < -0.003


def test_it_is_still_where_the_head_is() -> None:
    squat = motion_named("low-squats")
    assert HairLag(squat, None, None, 1.0, 3.2)(0.53) is None
    assert HairLag(motion_named("glute-bridges"), None, None, 1.0, 3.7)(0.2) is None
    assert HairLag(replace(squat, hold=True), None, None, 1.0, 3.2)(1.0) is None


@pytest.mark.parametrize("name", ["leg-swings-front", "hip-cars", "long-lunges"])
def test_the_other_side_is_the_mirror(name: str) -> None:
    motion = motion_named(name)
    for phase in (0.1, 0.4, 0.9):
        right, left = (
            HairLag(motion, side, None, 1.0, 3.0)(phase) for side in (Side.RIGHT, Side.LEFT)
        )
        if right is None or left is None:
            assert (right, left) == (None, None)
        else:
            assert left == pytest.approx(right * (1.0, -1.0, 1.0))


def test_both_sides_and_any_tempo_have_one_path_of_the_head(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    motion, looked = replace(motion_named("long-lunges")), []
    own = hair_lag._head
    monkeypatch.setattr(hair_lag, "_head", lambda *each: looked.append(each) or own(*each))
    HairLag(motion, Side.RIGHT, None, 1.0, 3.0)
    count = len(looked)
    HairLag(motion, Side.LEFT, None, 1.0, 4.0)
    assert len(looked) == count > 0
    HairLag(motion, Side.LEFT, None, 0.8, 4.0)
    assert len(looked) == 2 * count


@pytest.mark.parametrize("build", BUILDS)
def test_only_hair_sways_and_its_roots_stay(build: Build) -> None:
    body = body_of(build)
    still = rest_pose()
    moved = body.vertices(replace(still, sway=np.array((0.01, 0.0, 0.0)))) - body.vertices(still)
    far = np.linalg.norm(moved, axis=1)
    hair = [name for name, part in body.parts.items() if far[part].max() > 0.002]
    assert hair in (["hair"], ["knot"])
    assert far.max() <= 0.0101
    assert far[body.parts[hair[0]]].min() < 0.001


def test_on_a_way_it_lags_too_and_rests_at_both_ends_and_on_the_floor() -> None:
    def going(share: float) -> Pose:
        """Forward, softly at both ends."""
        return rest_pose().moved(vector(0.5 - 0.5 * cos(pi * share), 0.0, 0.0))

    way = WayHairLag(going, 2.0)
    starts, stops = way(0.15), way(0.85)
    assert starts is not None
    assert stops is not None
    assert starts[0] < -0.003
    assert stops[0] > 0.003
    assert way(0.0) is None
    assert way(1.0) is None
    low = WayHairLag(lambda share: going(share).moved(vector(0.0, 0.0, -1.5)), 2.0)
    assert low(0.15) is None


def test_on_a_way_a_pose_is_found_when_a_picture_near_it_is_asked_for() -> None:
    asked: list[float] = []

    def going(share: float) -> Pose:
        asked.append(share)
        return rest_pose()

    way = WayHairLag(going, 6.0)
    assert asked == []
    way(0.5)
    assert len(asked) <= 4
    assert all(abs(share - 0.5) < 0.07 for share in asked)


def test_on_a_way_it_asks_for_one_pose_a_look() -> None:
    asked: list[float] = []

    def going(share: float) -> Pose:
        asked.append(share)
        return rest_pose()

    way = WayHairLag(going, 4.1)
    for picture in range(101):
        way(picture / 100)
    looks = WayHairLag.looks(4.1)
    assert sorted(asked) == [look / looks for look in range(looks + 1)]
