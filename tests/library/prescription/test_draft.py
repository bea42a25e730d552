"""The draft of a routine from a prescription, and what of each line is told."""

from __future__ import annotations

from typing import Any

import pytest

from mobility_timer.library.prescription.draft import draft_prescription
from mobility_timer.library.reading.reader import read_drill, read_routine
from mobility_timer.routine.dose import Counts, Ends
from mobility_timer.routine.model import Origin, Side, Sides
from mobility_timer.routine.remarks import check_routine
from mobility_timer.words import routines
from tests.library.prescription.test_prescription import OF_SEVERAL, UNDERSTOOD, said_of
from tests.sample_drills import drills


def test_every_sure_line_makes_an_entry_that_says_the_same() -> None:
    assert len(OF_SEVERAL) > 5
    for text, *said in [*UNDERSTOOD, *OF_SEVERAL]:
        draft = draft_prescription(text, "Mine", {})
        assert draft.has_entries, (text, draft)
        read = read_routine(draft.text, "mine.yaml", Origin.USER, {}).drills
        for line, drill, name in zip(draft.lines, read, said[::2], strict=True):
            assert drill.name == name
            _agrees(line.said, drill, line.guess)


def _agrees(line: Any, drill: Any, guess: str) -> None:
    dose = drill.dose
    assert drill.rounds == (len(line.pyramid) or line.sets or 1)
    assert drill.rest_ms == 1000 * (line.rest_s or (0,))[0]
    assert (dose.ends is not Ends.DOSE) is (line.until_you_stop or line.metres is not None)
    times = 2 if line.alternates and line.each_side else 1
    if line.reps or (line.hold_s and not line.until_you_stop):
        assert (dose.low, dose.high) == tuple(times * end for end in line.reps or line.hold_s)
    if line.metres:
        assert (dose.counts, dose.amount) == (Counts.METRES, line.metres)
    by_side = line.by_side or line.hold_by_side_s
    if by_side:
        assert (drill.amount_of(0, Side.LEFT), drill.amount_of(0, Side.RIGHT)) == by_side
    sided = line.each_side or bool(line.side) or by_side is not None or "each side" in guess
    assert drill.position.value == (line.position or drill.position.value)
    assert bool(line.position) is not (routines.POSITIONS[drill.position.value] in guess)
    assert (drill.sides is Sides.EACH) is (sided and not line.alternates)
    assert (drill.sides is Sides.ALTERNATE) is line.alternates
    assert len(drill.variants) == (2 if line.each_way else len(line.variants))
    assert drill.pain == line.pain
    assert [note.lower() for note in line.notes] == [
        note.lower() for note in drill.notes[: len(line.notes)]
    ]
    if line.starts:
        assert drill.order[0].value == line.starts
    if line.phases:
        assert [(p.name, p.ms // 1000) for p in drill.tempo] == list(line.phases)
    if line.rep_hold_s:
        assert ("hold", 1000 * line.rep_hold_s) in [(p.name, p.ms) for p in drill.tempo]
    for name, seconds in (("lift", line.lift_s), ("lower", line.lower_s)):
        if seconds:
            assert (name, 1000 * seconds) in [(p.name, p.ms) for p in drill.tempo]


def test_a_drill_at_hand_is_meant_by_its_name_and_the_rest_is_told() -> None:
    text = "Long stretches 3 x 40 s each side\nStanding still 3x10\nPlank slow 9x\nSquats 9x soon"
    draft = draft_prescription(text, "Mine", drills())
    assert draft.text.splitlines() == [
        'name: "Mine"',
        "drills:",
        '  - drill: "one-sided-hold"',
        "    hold: 40",
        "    sets: 3",
        '  - name: "Standing still"',
        "    position: standing",
        "    dose: {reps: 10}",
        "    tempo: {lift: 1.5, lower: 1.5}  # not said",
        "    sets: 3",
        '  - name: "Plank slow"',
        "    position: prone  # not said",
        '    needs: ["mat"]  # not said',
        "    dose: {reps: 9}",
        "    tempo: {lift: 1.5, lower: 1.5}  # not said",
        "  # Squats 9x soon",
        "  # ^ Not understood: “soon”.",
    ]
    assert [bool(line.refused) for line in draft.lines] == [False, False, False, True]
    assert draft.lines[3].said.unknown == ("soon",)


PAUSING = """
name: Slow lifts
position: standing
sides: alternate
side_means: the leg
dose: {reps: 8, range: [6, 20]}
tempo: {lift: 1, hold: 2, lower: 1}
"""
PAUSES = {"slow-lifts": read_drill(PAUSING, "slow-lifts.yaml", Origin.BUNDLED)}


def test_each_side_of_a_drill_that_takes_turns_counts_twice() -> None:
    draft = draft_prescription("slow lifts 2x5-6 each side, hold 4 s", "Mine", PAUSES)
    (drill,) = read_routine(draft.text, "mine.yaml", Origin.USER, PAUSES).drills
    assert (drill.dose.amount, drill.dose.low, drill.dose.high) == (10, 10, 12)
    assert (drill.rounds, drill.tempo[1].ms) == (2, 4000)


def test_how_long_a_way_of_a_rep_takes_is_said_of_the_drill_at_hand() -> None:
    draft = draft_prescription("slow lifts 2x6, 2 s up, 3 s down", "Mine", PAUSES)
    (drill,) = read_routine(draft.text, "mine.yaml", Origin.USER, PAUSES).drills
    assert [phase.ms for phase in drill.tempo] == [2000, 2000, 3000]
    assert draft.lines[0].drill == PAUSES["slow-lifts"]


def test_each_way_of_a_drill_with_two_ways_is_that_drill() -> None:
    ways = PAUSING + "variants: [{id: a, name: A, says: a}, {id: b, name: B, says: b}]\n"
    known = {"slow-lifts": read_drill(ways, "slow-lifts.yaml", Origin.BUNDLED)}
    draft = draft_prescription("slow lifts 6 each way", "Mine", known)
    (drill,) = read_routine(draft.text, "mine.yaml", Origin.USER, known).drills
    assert (drill.dose.amount, len(drill.variants)) == (6, 2)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Standing circles 3x10 tempo 3-1-1", "has a tempo of its own"),
        ("Standing circles 3x10, hold 5 s", "has a tempo of its own"),
        ("Standing circles 30 s", "is counted in reps here"),
        ("Standing circles 20 m", "counts something else"),
        ("Standing still 30 s each side", "has no sides here"),
        ("Knee switches 3x10 right only", "has no sides here"),
        ("Knee switches 3x10 with band", ""),
        ("Squats 3x400", "Reps can be 1 to 100"),
        ("Squats 30x8", "Sets can be 1 to 10"),
        ("Plank 2 s", "A hold in seconds can be 5 to 1800"),
        ("Run 5000 m", "A distance in metres can be 5 to 1000"),
        ("Lunges 7 reps alternating", "an even number"),
        ("Lunges 3x8 each side right only", "One side and both sides"),
        ("Squats 3x10, rest 20 min", "A rest in seconds can be 1 to 600."),
        ("Squats 3x10, rest 6 min", ""),
        ("Squats 3x10, hold 6 min", "A part of a rep in seconds can be 0.2 to 300."),
        ("Squats 3x10, 400 s down", "A part of a rep in seconds can be 0.2 to 300."),
        ("Squats 3x10 tempo 3-1-1, 4 s down", "Two tempos are given."),
        ("Plank 3 x 30 s, 4 s down", "but no reps"),
        ("Squats 0x10", "Sets can be 1 to 10"),
        ("Squats 3x0", "Reps can be 1 to 100"),
        ("Plank 0 s", "A hold in seconds can be 5 to 1800"),
        ("Squats 3x10, rest 0 s", "A rest in seconds can be 1 to 600"),
        ("Squats 3x10 20x a day", "Times a day can be 1 to 10"),
        ("Plank 30 s, tempo 3-1-1-0", "but no reps"),
        ("Squats 3x10 tempo 3-1-1-0, hold 5 s", "Two tempos are given."),
        ("Squats 2 sets 10/8/6", "2 sets are given, and reps for 3."),
        ("Bird dog 3x10 s alternating", "how much of each side"),
        ("Bird dog max hold, alternating", "how much of each side"),
        ("Bird dog 8 left, 12 right, alternating", "One side and both sides"),
        ("Bird dog 20 s left, 30 s right, alternating", "how much of each side"),
        ("Bird dog 20-30 s each side, alternating", "cannot be done in turn"),
        ("Standing circles 10 breaths", "counts something else"),
        ("Standing circles 3x10, 4 s down", ""),
        ("Standing still 30 s each way", "goes one way here"),
        ("Squats daily", "No reps or seconds"),
        ("3x10", "No drill is named"),
        (f"{'Very ' * 20}slow squats 3x10", "too long"),
    ],
)
def test_what_the_format_or_the_drill_cannot_do_is_told(text: Any, why: Any) -> None:
    (line,) = draft_prescription(text, "Mine", drills()).lines
    assert why in line.refused or why in line.apart
    assert bool(line.refused or line.apart) is bool(why)
    assert not (line.apart and line.drill)


def test_what_the_drill_at_hand_cannot_do_is_a_drill_of_its_own() -> None:
    draft = draft_prescription("Standing still 3x10 each side", "Mine", drills())
    assert draft.lines[0].apart == "Standing still is held here, not counted in reps."
    (drill,) = read_routine(draft.text, "mine.yaml", Origin.USER, drills()).drills
    assert (drill.name, drill.sides, drill.dose.amount) == ("Standing still", Sides.EACH, 10)


def test_what_has_no_key_stands_in_a_note() -> None:
    text = "Squats 2-3x10, twice a day, rest 60-90 s, after runs\nLunges 3x8 daily"
    draft = draft_prescription(text, "Mine", {})
    squats, lunges = read_routine(draft.text, "mine.yaml", Origin.USER, {}).drills
    assert squats.notes == ("After runs", "2 to 3 sets", "60 to 90 s of rest", "Twice a day")
    assert lunges.notes == ("Daily",)


def test_how_often_is_the_routines_where_all_lines_say_the_same() -> None:
    draft = draft_prescription("Squats 3x10 daily\nLunges 3x8 daily\nzork", "Mine", {})
    routine = read_routine(draft.text, "mine.yaml", Origin.USER, {})
    assert (routine.per_day, routine.per_week) == ((1, 1), (0, 0))
    assert [drill.notes for drill in routine.drills] == [(), ()]
    range = draft_prescription("Squats 3x10 3-4x/week", "Mine", {}).text
    assert read_routine(range, "mine.yaml", Origin.USER, {}).per_week == (3, 4)


def test_what_a_drill_at_hand_needs_more_is_noted() -> None:
    draft = draft_prescription("Standing circles 3x10 with red band", "Mine", drills())
    (drill,) = read_routine(draft.text, "mine.yaml", Origin.USER, drills()).drills
    assert drill.notes == ("With red band",)


def test_alternating_by_time_and_by_reps() -> None:
    text = "Bird dog 3 x 10 s each side, alternating\nDead bug 10 each side, alternating"
    draft = draft_prescription(text, "Mine", {})
    held, counted = read_routine(draft.text, "mine.yaml", Origin.USER, {}).drills
    assert (held.sides, held.rounds, held.dose.amount) == (Sides.ALTERNATE, 3, 20)
    assert held.rep_ms == 10_000
    assert (counted.sides, counted.dose.amount) == (Sides.ALTERNATE, 20)


TABLE = """
| Exercise | Sets | Reps | Hold | Rest (s) | Notes |
|----------|:----:|-----:|------|----------|-------|
| Bridge | 3 | 10 | 5 s | 60 | daily |
| Plank | 2 | - | 30 s | | |
Name\tSets\tReps\tFrequency
Squats\t3\t10-12 each side\t3x/wk
"""


def test_a_table_is_read_under_its_heads() -> None:
    lines = draft_prescription(TABLE, "Mine", {}).lines
    assert [line.refused for line in lines] == ["", "", ""]
    assert [(line.said.name, said_of(line.said)) for line in lines] == [
        ("Bridge", "sets=3 reps=10 rep_hold_s=5 rest_s=60 per_day=1"),
        ("Plank", "sets=2 hold_s=30"),
        ("Squats", "sets=3 reps=(10,12) each_side per_week=3"),
    ]
    assert lines[0].said.text.startswith("| Bridge")


@pytest.mark.parametrize(
    ("text", "dose"),
    [
        ("Squats 3x10 each, 5 s hold, OD", "3 sets of 10 reps, each side, each held 5 s, daily"),
        ("Plank 2 x 30-45 s, rest 1 min", "2 sets of 30 to 45 s, rest 60 s"),
        ("Bridge 8 left / 12 right", "8 reps left, 12 right"),
        ("Calf stretch 20 s left, 40 s right", "20 s left, 40 s right"),
        ("Squats 15/12/9", "3 sets of 15, 12 and 9 reps"),
        ("Calf raises 3x15 right only", "3 sets of 15 reps, right side only"),
        ("Calf raises 3x15 both legs", "3 sets of 15 reps, both sides at once"),
        ("Dead bug 10 each side, alternating", "10 reps, each side, alternating"),
        ("Lunges 20 alternating", "20 reps, alternating sides"),
        ("Carry 2x20 m, RPE 7", "2 sets of 20 m, noted: RPE 7"),
        ("Push-ups 3 x max", "3 sets of as many as you can"),
        ("Push-ups AMRAP in 60 s", "as many as you can in 60 s"),
        ("Plank max hold", "as long as you can"),
        ("Walks 20 steps each way with band", "20 steps, each way, with band"),
        ("Child's pose 1 breath", "1 breath"),
        ("Squats 3x8, 2 s up, 4 s down", "3 sets of 8 reps, 2 s up, 4 s down"),
        ("Squats 3x8 @ 3-1-1-0, no pain", "3 sets of 8 reps, tempo 3-1-1-0, stop if it hurts"),
    ],
)  # fmt: skip
def test_what_was_understood_is_told(text: str, dose: str) -> None:
    (line,) = draft_prescription(text, "Mine", {}).lines
    assert not line.refused
    assert line.dose == dose


def test_the_sides_that_a_drill_at_hand_has_are_told_too() -> None:
    (line,) = draft_prescription("Long stretches 40 s", "Mine", drills()).lines
    assert line.dose == "40 s, each side, as this drill is done"


def test_two_variants_of_each_side_are_each_held() -> None:
    text = "Calf stretch, straight leg and bent leg, 30s each, each side"
    draft = draft_prescription(text, "Mine", {})
    (drill,) = read_routine(draft.text, "mine.yaml", Origin.USER, {}).drills
    assert [variant.name for variant in drill.variants] == ["Straight leg", "Bent leg"]
    assert drill.sides is Sides.EACH
    assert draft.lines[0].dose == "30 s, each side, straight leg, then bent leg"


def test_a_drill_at_hand_has_no_variants_that_a_line_says() -> None:
    text = "Long stretches, straight leg and bent leg, 40 s each side"
    (line,) = draft_prescription(text, "Mine", drills()).lines
    assert (line.drill, line.apart) == (None, "Long stretch has no such variants here.")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Calf raises straight leg and bent leg 3x15 each", "each"),
        ("Calf raises 3x15 straight and bent leg", "straight and bent leg"),
        ("Calf raise toes in and toes out 3x10 each side", "Calf raise toes in and toes out"),
        ("Gastroc and soleus stretch 30 s each, each side", "each"),
        ("Lunges 21 total", "total"),
        ("Bird dog each side 20 total", "total"),
        ("Back raises 10 x 2", "10 x 2: 10 sets of 2, or 2 sets of 10?"),
        ("Squats 3x10, 1:1 rest", "rest as long as the work"),
    ],
)
def test_what_may_be_of_each_or_of_both_is_named(text: str, named: str) -> None:
    (line,) = draft_prescription(text, "Mine", {}).lines
    assert line.refused == f"Not understood: “{named}”."


@pytest.mark.parametrize(
    ("text", "needs", "guess"),
    [
        ("Supine marches 2x10", ("mat",), "on a mat"),
        ("Quadruped rocks 2x10", ("mat",), "on a mat"),
        ("Prone leg curls with band 2x10", ("mat", "band"), "on a mat"),
        ("Seated marches 2x10", ("chair",), "on a chair"),
        ("Standing marches 2x10", (), ""),
    ],
)
def test_what_a_drill_is_done_on_is_listed(text: str, needs: tuple[str, ...], guess: str) -> None:
    draft = draft_prescription(text, "Mine", {})
    routine = read_routine(draft.text, "mine.yaml", Origin.USER, {})
    assert routine.drills[0].needs == needs
    assert guess in draft.lines[0].guess
    assert not [remark for remark in check_routine(routine) if "not listed" in remark.text]
