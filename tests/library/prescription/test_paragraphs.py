"""A name with its dose in the lines below, and how often said once for all."""

from __future__ import annotations

import pytest

from mobility_timer.library.prescription.draft import draft_prescription
from mobility_timer.library.prescription.reader import read_prescription
from tests.library.prescription.test_prescription import said_of


def read(text: str) -> list[tuple[str, str]]:
    return [(line.name, said_of(line)) for line in read_prescription(text)]


def test_the_dose_below_a_name_is_its_own() -> None:
    assert read("Calf raises\n3 sets of 12 reps\nHold 2 seconds at the top\nTwice daily") == [
        ("Calf raises", "sets=3 reps=12 rep_hold_s=2 hold_at=top per_day=2")
    ]
    assert read("Exercise: Heel slides\nReps: 10\nSets: 3") == [("Heel slides", "sets=3 reps=10")]
    assert read("Calf raises\n3x12\n\nClams\n2x15 each side") == [
        ("Calf raises", "sets=3 reps=12"),
        ("Clams", "sets=2 reps=15 each_side"),
    ]


def test_a_line_that_was_joined_is_shown_whole() -> None:
    (line,) = draft_prescription("Side plank\n30 s\neach side\nx 3", "Mine", {}).lines
    assert line.said.text == "Side plank, 30 s, each side, x 3"
    assert not line.refused


@pytest.mark.parametrize(
    "text", ["Squats\nClams 3x10\n3 sets", "Squats\nrest 60 s\nLunges 3x8", "Squats\n\n3x10"]
)
def test_a_dose_that_may_be_of_another_is_not_joined(text: str) -> None:
    lines = draft_prescription(text, "Mine", {}).lines
    assert lines[0].said.name == "Squats"
    assert lines[0].refused


@pytest.mark.parametrize("often", ["Do these every other day.", "Every other day"])
def test_how_often_in_a_line_of_its_own_is_of_all(often: str) -> None:
    for text in (f"Clams 2x15\nBridges 3x12\n{often}", f"{often}\nClams 2x15\nBridges 3x12"):
        draft = draft_prescription(text, "Mine", {})
        assert [line.said.per_week for line in draft.lines] == [(3, 4), (3, 4)]
        assert not draft.refused


def test_what_says_its_own_how_often_keeps_it() -> None:
    lines = read_prescription("Clams 2x15 twice a day\nBridges 3x12\nDaily")
    assert [line.per_day for line in lines] == [(2, 2), (1, 1)]
