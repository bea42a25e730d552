"""Two hundred lines of prescriptions: right, or refused with the words that were not understood."""

import pytest
from sample_drills import drills

from mobility_timer.library.prescription import PrescriptionLine, read_prescription
from mobility_timer.library.prescription_draft import draft_prescription
from mobility_timer.library.reader import read_routine
from mobility_timer.routine.model import Origin, Sides

DAILY, TWICE = {"per_day": 1}, {"per_day": 2}
EACH = {"each_side": True}


def reps(low, high=None, **more):
    return {"reps": (low, high or low), **more}


def hold(low, high=None, **more):
    return {"hold_s": (low, high or low), **more}


DOSES = {
    "3x10": reps(10, sets=3),
    "3 x 10": reps(10, sets=3),
    "3 x 10 reps": reps(10, sets=3),
    "3 sets of 10": reps(10, sets=3),
    "3 sets of 10 reps": reps(10, sets=3),
    "3 sets, 10 reps": reps(10, sets=3),
    "three sets of 12": reps(12, sets=3),
    "10 reps x 3 sets": reps(10, sets=3),
    "10 reps, 3 sets": reps(10, sets=3),
    "2x8-10": reps(8, 10, sets=2),
    "10-12 reps": reps(10, 12),
    "10 to 12 reps": reps(10, 12),
    "10x": reps(10),
    "x10": reps(10),
    "15 times": reps(15),
    "20 repetitions": reps(20),
    "10 each side": reps(10, **EACH),
    "10 per leg": reps(10, **EACH),
    "10 each": reps(10, **EACH),
    "12 reps each leg": reps(12, **EACH),
    "3x10 each side, 5 s hold, daily": reps(10, sets=3, rep_hold_s=5, **EACH, **DAILY),
    "3 x 10 (each side)": reps(10, sets=3, **EACH),
    "10 reps, hold 5 s": reps(10, rep_hold_s=5),
    "10 reps, hold each for 5 seconds": None,
    "2x15 twice a day": reps(15, sets=2, **TWICE),
    "3x15, twice daily": reps(15, sets=3, **TWICE),
    "3x15, 2x/day": reps(15, sets=3, **TWICE),
    "3x15 every day": reps(15, sets=3, **DAILY),
    "3x12, 3x/week": reps(12, sets=3, per_week=(3, 3)),
    "3x12, 3 times a week": reps(12, sets=3, per_week=(3, 3)),
    "3x12, 3-4 times per week": reps(12, sets=3, per_week=(3, 4)),
    "3x8 every other day": reps(8, sets=3, per_week=(3, 4)),
    "3x8, rest 60 s": reps(8, sets=3, rest_s=60),
    "3x8 with 90 sec rest": reps(8, sets=3, rest_s=90),
    "4x6, rest 2 min between sets": reps(6, sets=4, rest_s=120),
    "3x10 tempo 3-1-1": reps(10, sets=3, tempo="3-1-1"),
    "30 s": hold(30),
    "30 seconds each side": hold(30, **EACH),
    "hold 30 s": hold(30),
    "hold for 30 seconds": hold(30),
    "hold 20-30 sec": hold(20, 30),
    "2 x 30 s": hold(30, sets=2),
    "2 x 30 sec each side": hold(30, sets=2, **EACH),
    "3 x 45 sec hold": hold(45, sets=3),
    "hold 30 s x 3": hold(30, sets=3),
    "2 min": hold(120),
    "2 minutes per side": hold(120, **EACH),
    "3x1:00": hold(60, sets=3),
    "1:30 each side": hold(90, **EACH),
    "2x15 right leg only": reps(15, sets=2, side="right"),
}
NAMES = (
    "Calf raises",
    "Couch stretch",
    "Heel drops, straight knee",
    "90/90 switches",
)
LINES = [(f"{name} {dose}", name, said) for dose, said in DOSES.items() for name in NAMES]
SHAPES = ("{} {}", "{}: {}", "- {}, {}", "2. {} - {}")
REFUSED = {
    "Plank 60": ("60",),
    "Clamshells 3x10 slow": ("slow",),
    "Squats 3x10 with a band": ("with a band",),
    "Glute bridge until tired": (),
    "Dead bug 3x10x5s": (),
    "3x10": (),
    "Squats 3x10 4x8": ("4x8",),
    "Squats 10 reps 12 reps": ("12 reps",),
    "Lunges 3x10 daily if no pain": ("if no pain",),
    "Heel walks 20 m": ("20",),
}


def said_of(line):
    plain = PrescriptionLine(line.text)
    return {
        key: value
        for key, value in vars(line).items()
        if value != getattr(plain, key) and key not in ("text", "name", "unknown")
    }


def test_there_are_two_hundred_lines():
    assert len({text for text, _, _ in LINES}) == 200


def test_ninety_five_in_a_hundred_are_right_and_none_is_silently_wrong():
    right = 0
    for text, name, expected in LINES:
        (line,) = read_prescription(text)
        if line.is_sure:
            assert (line.name, said_of(line)) == (name, expected), text
            right += 1
    assert right >= 190


@pytest.mark.parametrize("shape", SHAPES)
def test_a_line_may_be_a_list_entry_or_have_a_colon(shape):
    for dose, expected in DOSES.items():
        if expected:
            (line,) = read_prescription(shape.format("Calf raises", dose))
            assert line.is_sure, line
            assert (line.name, said_of(line)) == ("Calf raises", expected)


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_not_understood_is_named_and_gives_no_entry(text):
    (line,) = read_prescription(text)
    assert not line.is_sure
    assert line.unknown == REFUSED[text]


def test_the_dose_may_come_first():
    (line,) = read_prescription("3 sets of 10 squats")
    assert (line.name, line.sets, line.reps) == ("squats", 3, (10, 10))


def test_empty_lines_are_left_out():
    assert read_prescription("\n  \n") == ()


def test_every_sure_line_makes_an_entry_that_can_be_read():
    draft = draft_prescription("\n".join(text for text, _, _ in LINES[:90]), "Mine", {})
    routine = read_routine(draft.text, "mine.yaml", Origin.USER, {})
    sure = [line.said for line in draft.lines if not line.refused]
    assert [drill.name for drill in routine.drills] == [line.name for line in sure]
    for line, drill in zip(sure, routine.drills, strict=True):
        assert (drill.dose.low, drill.dose.high) == (line.reps or line.hold_s)
        assert drill.is_hold is (line.hold_s is not None)
        assert drill.rounds == (line.sets or 1)
        assert (drill.sides is Sides.EACH) is (line.each_side or bool(line.side))


def test_a_drill_at_hand_is_meant_by_its_name_and_the_rest_is_told():
    text = "Long stretch 3 x 40 s each side\nStanding still 3x10\nPlank slow 9x\nSquats 9x soon"
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
        "    position: standing  # not said",
        "    dose: {reps: 9}",
        "    tempo: {lift: 1.5, lower: 1.5}  # not said",
        "  # Squats 9x soon",
        "  # ^ Not understood: “soon”.",
    ]
    assert [bool(line.refused) for line in draft.lines] == [False, True, False, True]
    assert draft.lines[3].said.unknown == ("soon",)
    assert draft.has_entries


def test_a_draft_may_have_no_entry():
    draft = draft_prescription("Once more, with feeling", "Mine", {})
    assert not draft.has_entries
    assert draft.refused == draft.lines
