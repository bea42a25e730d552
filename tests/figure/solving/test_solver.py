from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from mobility_timer.figure.body.mesh import posed_vertices
from mobility_timer.figure.motion.model import Contact, Motion
from mobility_timer.figure.motion.track import Track
from mobility_timer.figure.solving.solver import solve


def test_a_keyed_foot_does_not_slide_while_it_is_down(calf: Motion) -> None:
    keys = dict(calf.keys) | {"foot_left.x": Track((0.0, 0.5), (0.03, 0.07))}
    contacts = tuple(
        replace(c, spans=((0.0, 0.2), (0.8, 1.0))) if c.part == "foot_left" else c
        for c in calf.contacts
    )
    motion = replace(calf, keys=keys, contacts=contacts)
    down = [solve(motion, p, None, 1.0, 0.0).joint("ball_left") for p in (0.0, 0.1, 0.2, 0.9)]
    assert np.ptp(down, axis=0).max() < 1e-9
    up = solve(motion, 0.5, None, 1.0, 0.0).joint("ball_left")
    assert up[0] - down[0][0] == pytest.approx(0.04)


def test_the_straight_leg_fixes_the_height_of_the_pelvis(calf: Motion) -> None:
    low, high = (solve(calf, p, None, 1.0, 0.0).joint("pelvis")[2] for p in (0.0, 0.36))
    assert high > low + 0.03


def test_parts_that_rest_lie_on_the_floor(books: Motion) -> None:
    for phase in (0.0, 0.21, 0.42):
        pose = solve(books, phase, None, 1.0, 0.0)
        for part in ("top", "leg_right"):
            assert abs(posed_vertices(pose, (part,))[:, 2].min()) < 0.035
        lowest = posed_vertices(pose)[:, 2].min()
        assert abs(lowest) < 0.005


def test_the_head_rests_on_its_cushion(books: Motion) -> None:
    pose = solve(books, 0.42, None, 1.0, 0.0)
    head = posed_vertices(pose, ("head", "hair", "knot", "ear_left", "ear_right"))
    assert head[:, 2].min() == pytest.approx(0.065, abs=0.002)


def test_breath_fills_the_chest_and_leaves_the_feet(update: Motion) -> None:
    out, full = (solve(update, 1.0, None, 1.0, breath) for breath in (0.0, 1.0))
    assert full.breath == 1.0
    assert full.joint("ball_left") == pytest.approx(out.joint("ball_left"))
    assert 0.001 < np.linalg.norm(full.joint("shoulder_left") - out.joint("shoulder_left")) < 0.03


def test_a_hand_comes_to_its_contact_by_and_by(update: Motion) -> None:
    gaps = []
    for phase in (0.5, 0.7, 0.85, 0.95, 1.0):
        pose = solve(update, phase, None, 1.0, 0.0)
        gaps.append(float(np.linalg.norm(pose.joint("palm_right") - pose.joint("ankle_right"))))
    assert gaps[0] > gaps[-1]
    assert gaps[-2] == pytest.approx(gaps[-1], abs=1e-3)
    assert solve(update, 0.0, None, 1.0, 0.0).hand("right").kind == "relaxed"
    assert solve(update, 1.0, None, 1.0, 0.0).hand("right").kind == "grip"
    assert solve(update, 1.0, None, 1.0, 0.0).hand("left").kind == "flat"


def test_a_hand_on_a_missing_wall_is_refused(calf: Motion) -> None:
    with pytest.raises(ValueError, match="no wall"):
        solve(replace(calf, props=()), 0.0, None, 1.0, 0.0)


def test_a_kneeling_figure_lies_its_shin_on_the_floor(calf: Motion) -> None:
    motion = replace(
        calf,
        straight=None,
        base={"knee_right.x": -0.1, "knee_right.y": -0.09, "ankle_right.dorsi": -45.0}
        | {"foot_left.x": 0.4, "foot_left.y": 0.1},
        keys={},
        contacts=(Contact("knee_right", "floor"), Contact("foot_left", "floor")),
    )
    pose = solve(motion, 0.0, None, 1.0, 0.0)
    leg = posed_vertices(pose, ("leg_right", "sole_right", "shoe_right"))
    assert abs(leg[:, 2].min()) < 0.005
    assert pose.joint("ankle_right")[0] < pose.joint("knee_right")[0] - 0.4
