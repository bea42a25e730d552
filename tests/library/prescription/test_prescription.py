"""Two hundred lines of prescriptions: right, or refused with the words that were not understood.

`lines.tsv` holds a line, the drill's name and what is said of it; a line without a name is one that
is refused, with the words that are named.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility_timer.library.prescription.draft import draft_prescription
from mobility_timer.library.prescription.line import PrescriptionLine
from mobility_timer.library.prescription.reader import read_prescription
from mobility_timer.library.reading.reader import read_drill, read_routine
from mobility_timer.routine.dose import Counts, Ends
from mobility_timer.routine.model import Origin, Sides
from tests.sample_drills import drills

ROWS = [
    tuple(row.split("\t"))
    for row in Path(__file__).with_name("lines.tsv").read_text(encoding="utf-8").splitlines()
]
UNDERSTOOD = [row for row in ROWS if row[1]]
NAMED_FIRST = [row for row in UNDERSTOOD if row[0].startswith(row[1])]
REFUSED = [row for row in ROWS if not row[1]]


def line_of(text: Any) -> Any:
    (line,) = read_prescription(text)
    return line


def said_of(line: Any) -> Any:
    """The fields that differ from those of an empty line: `sets=3 reps=10 each_side`."""
    plain = PrescriptionLine(line.text)
    said = []
    for field, value in vars(line).items():
        if value != getattr(plain, field) and field not in ("text", "name", "unknown"):
            said.append(field if value is True else f"{field}={_shown(value)}")
    return " ".join(said)


def _shown(value: Any) -> Any:
    if isinstance(value, tuple) and len(set(value)) == 1:
        value = value[0]
    return str(value).replace(" ", "").replace("'", "")


def test_ninety_five_in_a_hundred_of_two_hundred_are_right() -> None:
    right = sum(line_of(text).is_sure for text, *_ in ROWS)
    assert len({text for text, *_ in ROWS}) == len(ROWS) >= 200
    assert right / len(ROWS) >= 0.95


@pytest.mark.parametrize(("text", "name", "said"), UNDERSTOOD, ids=[row[0] for row in UNDERSTOOD])
def test_a_line_is_understood_as_it_is_meant(text: Any, name: Any, said: Any) -> None:
    line = line_of(text)
    assert line.is_sure
    assert (line.name, said_of(line)) == (name, said)


@pytest.mark.parametrize(("text", "_name", "words"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_is_not_understood_is_named_and_gives_no_entry(
    text: str, _name: Any, words: Any
) -> None:
    line = line_of(text)
    assert not line.is_sure
    assert "; ".join(line.unknown) == words
    assert not draft_prescription(text, "Mine", {}).has_entries


SHAPES = ("- {}", "\u2022 {}", "2. {}", "b) {}", "[ ] {}", "  {}  ")


@pytest.mark.parametrize("shape", SHAPES)
def test_a_line_may_be_an_entry_of_a_list(shape: Any) -> None:
    for text, name, said in NAMED_FIRST[::7]:
        line = line_of(shape.format(text))
        assert (line.is_sure, line.name, said_of(line)) == (True, name, said)


@given(st.sampled_from(NAMED_FIRST), st.sampled_from(["not", "unless", "odd", "maybe", "sofa"]))
def test_a_word_more_is_named(row: Any, word: Any) -> None:
    line = line_of(f"{row[0]} {word}")
    assert not line.is_sure
    assert line.unknown


@given(st.sampled_from(UNDERSTOOD), st.integers(1, 60))
def test_a_second_dose_is_named(row: Any, number: Any) -> None:
    assert not line_of(f"{row[0]}, {number} reps {number + 1} reps").is_sure


@given(st.text(alphabet="3x 10s-/,.:each side hold rest min Lunges()@", max_size=50))
def test_any_text_gives_lines_and_what_is_sure_can_be_read(text: Any) -> None:
    draft = draft_prescription(text, "Mine", {})
    assert len(draft.lines) == bool(text.strip())
    if draft.has_entries:
        read_routine(draft.text, "mine.yaml", Origin.USER, {})


def test_every_sure_line_makes_an_entry_that_says_the_same() -> None:
    for text, name, _ in UNDERSTOOD:
        draft = draft_prescription(text, "Mine", {})
        assert draft.has_entries, (text, draft)
        (drill,) = read_routine(draft.text, "mine.yaml", Origin.USER, {}).drills
        assert drill.name == name
        _agrees(draft.lines[0].said, drill)


def _agrees(line: Any, drill: Any) -> None:
    dose = drill.dose
    assert drill.rounds == (len(line.pyramid) or line.sets or 1)
    assert drill.rest_ms == 1000 * (line.rest_s or (0,))[0]
    assert (dose.ends is not Ends.DOSE) is (line.until_you_stop or line.metres is not None)
    if line.reps or (line.hold_s and not line.until_you_stop):
        assert (dose.low, dose.high) == (line.reps or line.hold_s)
    if line.metres:
        assert (dose.counts, dose.amount) == (Counts.METRES, line.metres)
    sided = line.each_side or bool(line.side) or line.by_side is not None
    assert (drill.sides is Sides.EACH) is sided
    assert (drill.sides is Sides.ALTERNATE) is line.alternates
    assert len(drill.variants) == (2 if line.each_way else 0)
    assert drill.pain == line.pain
    assert len(drill.notes) == len(line.notes)
    if line.rep_hold_s:
        assert ("hold", 1000 * line.rep_hold_s) in [(p.name, p.ms) for p in drill.tempo]
    for name, seconds in (("lift", line.lift_s), ("lower", line.lower_s)):
        if seconds:
            assert (name, 1000 * seconds) in [(p.name, p.ms) for p in drill.tempo]


def test_empty_lines_are_left_out() -> None:
    assert read_prescription("\n  \n") == ()


def test_a_drill_at_hand_is_meant_by_its_name_and_the_rest_is_told() -> None:
    text = "Long stretches 3 x 40 s each side\nStanding still 3x10\nPlank slow 9x\nSquats 9x soon"
    draft = draft_prescription(text, "Mine", drills())
    assert draft.text.splitlines() == [
        'name: "Mine"',
        "drills:",
        '  - drill: "one-sided-hold"',
        "    hold: 40",
        "    sets: 3",
        "  # Standing still 3x10",
        "  # ^ Standing still is held here, not counted in reps.",
        '  - name: "Plank slow"',
        "    position: kneeling",
        "    dose: {reps: 9}",
        "    tempo: {lift: 1.5, lower: 1.5}  # not said",
        "  # Squats 9x soon",
        "  # ^ Not understood: “soon”.",
    ]
    assert [bool(line.refused) for line in draft.lines] == [False, True, False, True]
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
        ("Squats 30x4", "Sets can be 1 to 10"),
        ("Plank 2 s", "A hold in seconds can be 5 to 1800"),
        ("Run 5000 m", "A distance in metres can be 5 to 1000"),
        ("Lunges 7 reps alternating", "an even number"),
        ("Lunges 3x8 each side right only", "One side and both sides"),
        ("Squats 3x10, rest 20 min", "A rest in seconds can be 1 to 600."),
        ("Squats 3x10, rest 6 min", ""),
        ("Squats 3x10, hold 6 min", "A part of a rep in seconds can be 1 to 300."),
        ("Squats 3x10, 400 s down", "A part of a rep in seconds can be 1 to 300."),
        ("Squats 3x10 tempo 3-1-1, 4 s down", "Two tempos are said."),
        ("Plank 3 x 30 s, 4 s down", "but no reps"),
        ("Standing circles 3x10, 4 s down", ""),
        ("Standing still 30 s each way", "goes one way here"),
        ("Squats daily", "No reps or seconds"),
        ("3x10", "No drill is named"),
        (f"{'Very ' * 20}slow squats 3x10", "too long"),
    ],
)
def test_what_the_format_or_the_drill_cannot_do_is_told(text: Any, why: Any) -> None:
    (line,) = draft_prescription(text, "Mine", drills()).lines
    assert why in line.refused
    assert bool(line.refused) is bool(why)


def test_how_often_stands_in_a_comment_and_a_draft_may_have_no_entry() -> None:
    draft = draft_prescription("Squats 3x10, twice a day, rest 60-90 s", "Mine", {})
    assert "  # Twice a day" in draft.text
    assert "  # 60 to 90 s of rest" in draft.text
    assert not draft_prescription("Once more, with feeling", "Mine", {}).has_entries
    assert re.search("^drills:$", draft.text, re.MULTILINE)
