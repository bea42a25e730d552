"""Sentences of instruction beside a dose: they end the name, are kept, and give no dose."""

from __future__ import annotations

import pytest

from mobility_timer.library.prescription.draft import draft_prescription
from mobility_timer.library.prescription.line import PrescriptionLine
from mobility_timer.library.prescription.reader import read_prescription


def line_of(text: str) -> PrescriptionLine:
    (line,) = read_prescription(text)
    return line


@pytest.mark.parametrize(
    ("text", "name", "notes"),
    [
        ("Clam: lie on your side. Lift the top knee. 3x10", "Clam",
         ("lie on your side", "Lift the top knee")),
        ("Hip hinge \u2013 push your hips back \u2013 3x10", "Hip hinge", ("push your hips back",)),
        ("Heel raise (straight): lean on the wall. 3x10", "Heel raise (straight)",
         ("lean on the wall",)),
        ("Bridge. Bend both knees to 90 degrees. 3x10", "Bridge",
         ("Bend both knees to 90 degrees",)),
        ("Wall squat. Slide down until your knees are bent to about 60 degrees. 3x10", "Wall squat",
         ("Slide down until your knees are bent to about 60 degrees",)),
    ],
)  # fmt: skip
def test_a_name_ends_where_the_instruction_begins(
    text: str, name: str, notes: tuple[str, ...]
) -> None:
    line = line_of(text)
    assert (line.is_sure, line.name, line.notes) == (True, name, notes)


@pytest.mark.parametrize(
    "name",
    ["Squats. Walk outs", "Heel raise: up on two, down on one", "Band: pull apart",
     "Hip stretch \u2013 half kneeling on a mat", "Lie on your back. Lift your hips"],
)  # fmt: skip
def test_another_drill_a_way_of_doing_it_or_what_is_at_hand_ends_no_name(name: str) -> None:
    assert line_of(f"{name} 3 sets of 10 reps").name == name


@pytest.mark.parametrize(
    ("told", "lift_s", "lower_s"),
    [
        ("Lower your heels over 3 seconds", None, 3),
        ("rise onto your toes over 2 seconds, lower the heels over 4 s", 2, 4),
        ("Lower slowly, taking 5 seconds to come down", None, 5),
        ("Press up, taking two seconds to stand up", 2, None),
    ],
)
def test_the_time_of_a_way_is_told_in_a_sentence(
    told: str, lift_s: float | None, lower_s: float | None
) -> None:
    line = line_of(f"Heel drops. {told}. 3 sets of 15")
    assert line.is_sure, line.unknown
    assert (line.sets, line.reps, line.lift_s, line.lower_s) == (3, (15, 15), lift_s, lower_s)


@pytest.mark.parametrize(
    "told",
    [
        "Lift and lower your heels over 3 seconds", "Lower your heels for a while over 3-5 seconds",
        "taking 3 seconds to turn",
    ],
)  # fmt: skip
def test_a_time_of_no_one_way_is_named(told: str) -> None:
    assert not line_of(f"Heel drops. {told}. 3 sets of 15").is_sure


@pytest.mark.parametrize(
    ("text", "side", "hold_s"),
    [
        ("Stand on your right leg for 30 seconds. Repeat 5 times", "right", (30, 30)),
        ("Foam roll left calf 60 s", "left", (60, 60)),
        ("Stretch right hamstring 30 s", "right", (30, 30)),
    ],
)
def test_a_side_in_a_name_stays_in_it_and_is_the_one_that_works(
    text: str, side: str, hold_s: tuple[int, int]
) -> None:
    line = line_of(text)
    assert line.is_sure
    assert (line.side, line.hold_s) == (side, hold_s)
    assert side in line.name


def test_both_legs_that_move_at_once_are_no_sides() -> None:
    line = line_of("Lie on your back and lift both legs 10 times")
    assert (line.name, line.reps) == ("Lie on your back and lift both legs", (10, 10))
    assert not line.each_side
    assert line_of("Foam roll both calves 60 s").each_side
    assert line_of("Bridges 3x10 with both legs").together


@pytest.mark.parametrize("lead", ["After that do", "Then do", "Finish with", "Lastly,", "Next:"])
def test_how_a_sheet_goes_on_is_no_name(lead: str) -> None:
    assert line_of(f"{lead} side planks for 30 seconds each side").name == "side planks"


@pytest.mark.parametrize("often", ["3x", "3 or 4 times", "x 3"])
def test_so_few_times_alone_may_be_sets_or_days(often: str) -> None:
    assert "days a week" in line_of(f"Step-ups {often}").unknown[0]
    assert line_of(f"Step-ups {often.replace('3', '12').replace('4', '15')}").is_sure
    assert line_of("Sun salutation x 3").reps == (3, 3)
    assert line_of("Eccentric heel drop: 3 secs down, x 4").reps == (4, 4)


def test_a_row_of_a_table_without_its_head_says_how_to_name_the_columns() -> None:
    refused = draft_prescription("Pogo hops | 3 | 20 | 1 min", "Mine", {}).lines[0].refused
    assert "Sets | Reps | Rest" in refused
    headed = "Drill | Sets | Reps | Rest\nPogo hops | 3 | 20 | 1 min"
    line = draft_prescription(headed, "Mine", {}).lines[0].said
    assert (line.sets, line.reps, line.rest_s) == (3, (20, 20), (60, 60))
    assert "Rest" not in draft_prescription("Hops 3 | quickly odd", "Mine", {}).lines[0].refused


@pytest.mark.parametrize(
    "other",
    ["step ups", "press ups", "walk outs", "roll downs", "step down", "side plank", "heel drops",
     "calf stretch", "heel raise"],
)  # fmt: skip
def test_another_drill_behind_a_dose_is_no_instruction(other: str) -> None:
    assert line_of(f"Squats 3x10, {other}").unknown == (other,)
    for told in ("squeeze glutes", "slight knee bend", "chest up"):
        assert line_of(f"Squats 3x10, {told}").notes == (told,)


def test_a_band_around_both_feet_says_nothing_of_sides() -> None:
    line = line_of("Ankle eversion. Loop the band around both feet. 3 x 15 right foot")
    assert (line.is_sure, line.each_side, line.side) == (True, False, "right")


def test_a_way_that_is_pressed_is_held() -> None:
    line = line_of("Quad set: press the back of your knee down for 5 seconds, 10 times")
    assert (line.reps, line.rep_hold_s, line.lower_s) == ((10, 10), 5, None)
    assert line_of("Squats: lower down for 5 seconds, 10 times").lower_s == 5


def test_both_sides_in_an_instruction_are_no_side() -> None:
    told = "Hip stretch: cross your left foot over your right knee. 30 s"
    line = line_of(f"{told} each side")
    assert (line.is_sure, line.each_side, line.side) == (True, True, "")
    assert line_of(told).unknown == ("left", "right")


def test_breath_in_an_instruction_counts_no_breaths() -> None:
    line = line_of("Dead bug: breathe out as you lower the other leg. 8 each side")
    assert (line.reps, line.breaths) == ((8, 8), False)
    assert line_of("Belly breathing 10 reps").breaths


def test_a_sentence_may_begin_with_its_position() -> None:
    assert line_of("Hip stretch: kneel on one knee. 30 s each side").position == "kneeling"
    assert line_of("Sit to stand 3x10").position == ""
    assert line_of("Squats 3x10. Sit on a chair after them").position == ""


@pytest.mark.parametrize(
    "text",
    [
        "Wall sit 3 x 45 sec, 45 sec rest between sets. Neck rolls 5 each direction",
        "Sit to stand x 10 x 3 a day. Ankle circles 10 each way, each foot",
        "Wall sit. Slide down. Hold 30 s. Then 10 squats.",
        "Downward dog 5 breaths. Hip thrusts 12/10/8/8, rest 2 min",
    ],
)
def test_the_dose_of_another_drill_is_not_taken_for_the_first(text: str) -> None:
    assert all(len(lines) > 1 or not lines[0].is_sure for lines in [read_prescription(text)])
