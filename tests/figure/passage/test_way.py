from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from mobility_timer.figure import Prop
from mobility_timer.figure.motion.mirrored import props_for
from mobility_timer.figure.passage.passage import Passage
from mobility_timer.figure.passage.placement import Placement, placement
from mobility_timer.figure.passage.posture import Posture, posture_of
from mobility_timer.figure.passage.way import Way, way_between
from mobility_timer.figure.skeleton.bones import (
    FOREARM,
    JOINTS,
    SHIN,
    SIDES,
    THIGH,
    UPPER_ARM,
)
from mobility_timer.figure.solving.pose import pose_at
from mobility_timer.routine.model import Side
from tests.figure.passage.conftest import motion_named, passages

PAIRS = [
    ("calf-stretch", "hip-cars"),
    ("hip-cars", "hip-switches"),
    ("kneeling-lunge", "hip-switches"),
    ("hip-switches", "open-books"),
    ("glute-bridges", "lunges"),
]
SUPPORTS = {
    "hip-cars": "stand",
    "kneeling-lunge": "kneel_right",
    "hip-switches": "sit",
    "knee-to-chest": "supine",
    "open-books": "side_left",
}


def position(name: str, side: Side) -> tuple[Posture, tuple[Prop, ...]]:
    motion = motion_named(name)
    on = side if motion.side else None
    phase = 1.0 if motion.hold else 0.0
    found = posture_of(motion, pose_at(motion, phase, on), phase, on)
    return found, props_for(motion, on)


def way(first: str, last: str, sides: tuple[Side, Side] = (Side.RIGHT, Side.LEFT)) -> Way:
    (a, before), (b, after) = position(first, sides[0]), position(last, sides[1])
    place = placement(before, after, a, b)
    return way_between(a, place.position(b), passages(), place, 0.0)


def around(first: str, last: str, sides: tuple[Side, Side]) -> list[Prop]:
    """The things that stand about on the way."""
    (a, before), (b, after) = position(first, sides[0]), position(last, sides[1])
    return [*before, *placement(before, after, a, b).props(after)]


@pytest.mark.parametrize(("name", "support"), SUPPORTS.items())
def test_what_bears_the_weight_in_a_position(name: str, support: str) -> None:
    assert position(name, Side.RIGHT)[0].support == support


@pytest.mark.parametrize(("first", "last"), PAIRS)
def test_a_way_leads_from_one_to_the_other_without_a_jump(first: str, last: str) -> None:
    found = way(first, last)
    assert 1.0 < found.seconds < 14.0
    times = np.linspace(0.0, found.seconds, int(20 * found.seconds))
    poses = [found.pose(float(time)) for time in times]
    for a, b in pairwise(poses):
        assert max(np.linalg.norm(a.joint(j) - b.joint(j)) for j in JOINTS) < 0.25


@pytest.mark.parametrize(("first", "last"), PAIRS)
def test_on_the_way_bones_keep_their_lengths(first: str, last: str) -> None:
    found = way(first, last)
    for share in (0.2, 0.5, 0.8):
        pose = found.pose(share * found.seconds)
        for side in SIDES:
            for a, b, size in (
                ("hip", "knee", THIGH),
                ("knee", "ankle", SHIN),
                ("shoulder", "elbow", UPPER_ARM),
                ("elbow", "wrist", FOREARM),
            ):
                gap = np.linalg.norm(pose.joint(f"{a}_{side}") - pose.joint(f"{b}_{side}"))
                assert gap == pytest.approx(size, abs=1e-3)


def test_a_standing_foot_stays_where_it_is() -> None:
    found = way("ankle-circles", "ankle-circles", (Side.RIGHT, Side.LEFT))
    feet = found.passages[0].passage.feet
    for side in SIDES:
        for time in np.linspace(0.0, found.seconds, 80):
            if not feet[side].moves(time):
                ball = found.pose(float(time)).joint(f"ball_{side}")
                assert np.linalg.norm(ball - feet[side].at(time).ball) < 0.02


def test_shoulders_turn_against_the_foot_that_is_ahead() -> None:
    found = way("calf-stretch", "long-lunges", (Side.RIGHT, Side.LEFT))
    leads, answers = [], []
    for time in np.linspace(0.8, found.seconds - 0.8, 40):
        pose = found.pose(float(time))
        hips, shoulders = pose.frame("pelvis"), pose.frame("thorax")
        gap = (pose.joint("ankle_right") - pose.joint("ankle_left")) @ hips[:, 0]
        leads.append(float(gap))
        answers.append(float(hips[:, 1] @ shoulders[:, 0]))
    ahead, behind = (
        np.mean([turn for gap, turn in zip(leads, answers, strict=True) if gap * sign > 0.1])
        for sign in (1.0, -1.0)
    )
    assert ahead < behind - 0.05


def test_the_knees_give_as_a_foot_lands(monkeypatch: pytest.MonkeyPatch) -> None:
    def heights() -> list[float]:
        found = way("calf-stretch", "hip-cars")
        return [float(found.pose(at).origins[0][2]) for at in times]

    found = way("calf-stretch", "hip-cars")
    feet = found.passages[0].passage.feet.values()
    lifts = min(swing.start for path in feet for swing in path.swings)
    times = [float(at) for at in np.linspace(0.0, found.seconds, 40)]
    settled = heights()
    monkeypatch.setattr("mobility_timer.figure.passage.passage._SETTLES_M", 0.0)
    dips = [stiff - soft for stiff, soft in zip(heights(), settled, strict=True)]
    assert 0.005 < max(dips) < 0.02
    assert max(dip for at, dip in zip(times, dips, strict=True) if at < lifts) < 0.001
    assert (abs(dips[0]), abs(dips[-1])) == (0.0, 0.0)


def test_what_is_asked_of_the_legs_is_found_once_for_a_pose(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    walk = way("calf-stretch", "hip-cars")
    first = walk.passages[0].passage
    first.know()
    asked = []
    find = Passage._knee_on_floor

    def told(self: Passage, side: str, seconds: float) -> object:
        asked.append(side)
        return find(self, side, seconds)

    monkeypatch.setattr(Passage, "_knee_on_floor", told)
    first.pose(first.seconds / 2.0)
    assert sorted(asked) == sorted(SIDES)


def test_who_turns_round_faces_the_camera_on_the_way() -> None:
    a, before = position("hip-cars", Side.LEFT)
    b, after = position("hip-cars", Side.RIGHT)
    place = placement(before, after, a, b)
    for facing in (-90.0, 90.0):
        found = way_between(a, place.position(b), passages(), place, facing)
        ahead = found.pose(found.seconds / 2).frame("pelvis")[:, 0]
        assert ahead[1] * np.sin(np.radians(facing)) > 0.3


def test_where_no_way_is_authored_there_is_none() -> None:
    prone, _ = position("hip-switches", Side.LEFT)
    lying = motion_named("open-books")
    down = pose_at(lying, 0.0)
    turned = posture_of(lying, down, 0.0, None)
    frames = down.frames.copy()
    frames[0] = np.array(((0.0, 0.0, -1.0), (0.0, 1.0, 0.0), (-1.0, 0.0, 0.0))).T
    turned = replace(turned, pose=replace(down, frames=frames))
    assert turned.support == "prone"
    assert way_between(prone, turned, passages(), Placement(), 0.0) is None


@pytest.mark.parametrize("last", ["thigh-across", "windscreen-wipers"])
def test_a_hand_that_leaves_the_knee_goes_out_low_and_not_by_the_head(last: str) -> None:
    leads = way("thigh-across", last, (Side.LEFT, Side.RIGHT))
    for look in range(61):
        pose = leads.pose(leads.seconds * look / 60)
        palm, head = pose.joint("palm_right"), pose.joint("head")
        assert np.linalg.norm(palm - head) > 0.4
        assert palm[0] > pose.joint("shoulder_right")[0] - 0.1


@pytest.mark.parametrize("first", ["windscreen-wipers", "hip-switches", "open-books"])
def test_who_rolls_onto_a_side_reaches_out_with_the_lower_arm_and_not_to_the_head(
    first: str,
) -> None:
    rolls = way(first, "open-books").passages[-1]
    for look in range(61):
        pose = rolls.pose(rolls.seconds * look / 60)
        lower = pose.joint("palm_right") - pose.joint("shoulder_right")
        assert float(lower @ pose.frame("thorax")[:, 2]) < 0.0


@pytest.mark.parametrize("first", ["hip-flexor-rocks", "kneeling-lunge"])
def test_no_arm_is_held_out_from_kneeling_to_sitting(first: str) -> None:
    sits = way(first, "hip-switches")
    for look in range(2, 20):
        pose = sits.pose(sits.seconds * look / 60)
        for side in SIDES:
            elbow, wrist = pose.joint(f"elbow_{side}"), pose.joint(f"wrist_{side}")
            assert elbow[2] - wrist[2] > 0.035, (look, side)


@pytest.mark.parametrize("position", ["heel-sitting", "side-sitting"])
def test_the_free_arm_hangs_by_the_body_that_leans_to_the_other_side(position: str) -> None:
    motion = motion_named(position, "passages")
    pose = pose_at(motion, 0.0, Side.RIGHT)
    out = pose.joint("shoulder_right")[1] - pose.joint("palm_right")[1]
    assert out < 0.18
