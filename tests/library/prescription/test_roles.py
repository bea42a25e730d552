"""Roles of words: where one holds, how one is, one leg or both; and what is taken as a guess."""

from __future__ import annotations

import pytest

from mobility_timer.library.prescription.draft import draft_prescription
from mobility_timer.library.reading.reader import read_routine
from mobility_timer.routine.model import Origin, Sides
from mobility_timer.words import routines
from tests.library.prescription.test_draft import PAUSES
from tests.sample_drills import drills


@pytest.mark.parametrize(
    ("text", "phases"),
    [
        ("Squats 3x8, hold 5 s at the bottom", ["lower", "hold", "lift"]),
        ("Squats 3x8, 5 s hold at the top", ["lower", "lift", "hold"]),
        ("Squats 3x8, 5 s holds", ["lower", "hold", "lift"]),
        ("Calf raises 3x8, hold 5 s at the top", ["lift", "hold", "lower"]),
        ("Calf raises 3x8, pause 5 s at the bottom", ["lower", "hold", "lift"]),
        ("Wrist bends 3x8, 5 s hold at end range", ["lift", "hold", "lower"]),
        ("Calf raises 3x8, 5 s hold", ["lift", "hold", "lower"]),
        ("Push-ups 3x8", ["lower", "lift"]),
    ],
)
def test_a_hold_is_where_the_words_say(text: str, phases: list[str]) -> None:
    draft = draft_prescription(text, "Mine", {})
    (drill,) = read_routine(draft.text, "mine.yaml", Origin.USER, {}).drills
    assert [phase.name for phase in drill.tempo] == phases


@pytest.mark.parametrize("where", ["in the middle", "halfway", "at the top and at the bottom"])
def test_a_hold_elsewhere_is_named(where: str) -> None:
    (line,) = draft_prescription(f"Squats 3x8, hold 5 s {where}", "Mine", {}).lines
    assert line.said.unknown
    assert line.refused


def test_a_hold_at_the_other_end_is_no_drill_at_hand() -> None:
    (top,) = draft_prescription("slow lifts 2x6, hold 4 s at the top", "Mine", PAUSES).lines
    (bottom,) = draft_prescription("slow lifts 2x6, hold 4 s at the bottom", "Mine", PAUSES).lines
    assert top.drill is PAUSES["slow-lifts"]
    assert bottom.apart == "Slow lifts has a tempo of its own here."


@pytest.mark.parametrize(
    ("text", "position", "guess"),
    [
        ("Prone knee bends 3x10", "prone", ""),
        ("Knee bends, face down, 3x10", "prone", ""),
        ("Knee bends 3x10, lying on your front", "prone", ""),
        ("Lying hamstring curls 3x10", "prone", "lying face down"),
        ("Superman 3x10", "prone", "lying face down"),
        ("Lying knee hugs 3x10", "lying", "lying on your back"),
        ("Supine knee hugs 3x10", "lying", ""),
        ("Bridge 3x10", "lying", "lying on your back"),
        ("Side plank 3x30 s", "side-lying", "lying on your side"),
        ("Hip opener in half kneeling 30 s", "kneeling", ""),
        ("Rolls 3x10", "standing", "standing"),
    ],
)
def test_how_one_is_is_what_is_said_or_told_as_a_guess(
    text: str, position: str, guess: str
) -> None:
    draft = draft_prescription(text, "Mine", {})
    (drill,) = read_routine(draft.text, "mine.yaml", Origin.USER, {}).drills
    assert drill.position.value == position
    told = draft.lines[0].guess
    assert (guess in told) if guess else not any(p in told for p in routines.POSITIONS.values())


@pytest.mark.parametrize(
    "text",
    [
        "Single leg bridge 3x8",
        "Bridge 3x8 single leg",
        "One-legged bridge 3x8",
        "SL bridge 3x8",
        "Bridge, one leg at a time, 3x8",
        "Unilateral bridge 3x8",
        "Bridge 3x8 per leg",
        "Bridge 3x8 unilaterally",
        "Bridge on one leg 3x8",
        "Clamshells 3x8",
        "Bridge 3 x 8/8",
    ],
)
def test_one_leg_at_a_time_is_for_each_side(text: str) -> None:
    draft = draft_prescription(text, "Mine", {})
    (drill,) = read_routine(draft.text, "mine.yaml", Origin.USER, {}).drills
    assert (drill.sides, drill.dose.amount, drill.rounds) == (Sides.EACH, 8, 3)
    assert "each side" in f"{draft.lines[0].dose} {draft.lines[0].guess}"


@pytest.mark.parametrize("text", ["Double leg bridge 3x8", "Bridge 3x8", "Bridge 3x8 on two legs"])
def test_both_legs_have_no_sides(text: str) -> None:
    draft = draft_prescription(text, "Mine", {})
    (drill,) = read_routine(draft.text, "mine.yaml", Origin.USER, {}).drills
    assert drill.sides is Sides.BOTH


def test_who_sits_sits_on_a_chair_or_on_the_floor() -> None:
    text = "Seated calf raises 3x15\nSeated forward fold 30 s\nSeated twist 30 s, on a bench"
    draft = draft_prescription(text, "Mine", {})
    chair, floor, bench = read_routine(draft.text, "mine.yaml", Origin.USER, {}).drills
    assert (chair.on_floor, chair.needs) == (False, ("chair",))
    assert "on a chair" in draft.lines[0].guess
    assert (floor.on_floor, floor.needs) == (True, ("mat",))
    assert bench.needs == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Squats x 10 (5 each side)", "5 reps, each side"),
        ("Squats 2 x 20 (10 each)", "2 sets of 10 reps, each side"),
        ("Prone curls 3x10 R", "3 sets of 10 reps, right side only, lying face down"),
        ("Walking 15 mins, x2 per day", "900 s, twice a day"),
        ("Walking 15 mins, x3 weekly", "900 s, 3 times a week"),
        ("Squats 3x10, x2 daily", "3 sets of 10 reps, twice a day"),
        ("Squats x10 daily", "10 reps, daily"),
        ("Squats 30 s at the bottom", "30 s, noted: at the bottom"),
        ("Shin circles 10 cw, 10 ccw", "10 reps, each way"),
        ("Squats 3x8, 60 s jog recovery", "3 sets of 8 reps, rest 60 s, noted: jog recovery"),
        ("Calf stretch, 30 s, 3 reps", "3 reps, each held 30 s"),
        ("Squats 3x8, keep your heels on the floor", "noted: keep your heels on the floor"),
    ],
)
def test_what_belongs_together_is_told_together(text: str, said: str) -> None:
    (line,) = draft_prescription(text, "Mine", {}).lines
    assert not line.refused
    assert said in line.dose


@pytest.mark.parametrize(
    "text",
    [
        "Squats x 10, 5 each side",
        "Walking, 15 mins, x2 daily",
        "Squats 3x10, left leg forward",
        "Calf stretch 30 s, both hips",
        "Squats 3x10 (15 each side)",
        "Bridge 3x5 - 10 s hold",
        "Squats 3x10 total",
        "Squats 3x10 at the bottom",
        "Squats 30 s, 10 reps",
        "Squats 3x10, keep going to 20",
        "Squats 10 forwards, 5 backwards",
    ],
)
def test_what_may_mean_two_things_is_refused(text: str) -> None:
    (line,) = draft_prescription(text, "Mine", {}).lines
    assert line.refused


def test_one_leg_and_two_do_not_go_together() -> None:
    (line,) = draft_prescription("Single leg bridge 3x8, both legs together", "Mine", {}).lines
    assert line.refused == "One side and both sides are given."


def test_a_drill_at_hand_in_another_position_is_not_meant() -> None:
    (line,) = draft_prescription("Standing still 30 s, on your back", "Mine", drills()).lines
    assert line.drill is None
    (line,) = draft_prescription("Prone slow lifts 2x6", "Mine", PAUSES).lines
    assert line.drill is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Squats 20/20", "20 each side, or 20 s on and 20 s off?"),
        ("Squats 8/12", "8-12, or 8 left and 12 right?"),
    ],
)
def test_two_numbers_that_may_be_two_things_are_asked(text: str, why: str) -> None:
    (line,) = draft_prescription(text, "Mine", {}).lines
    assert why in line.refused
