"""Supersets and circuits: in one line, below a heading, or labelled; whole or not at all."""

from __future__ import annotations

from typing import Any

import pytest

from mobility_timer.library.prescription.draft import draft_prescription
from mobility_timer.library.reading.reader import read_routine
from mobility_timer.routine import Origin
from mobility_timer.words import prescription as words


def blocks_of(text: str) -> list[tuple[str, int, int]]:
    """The drills of the routine with their rounds and the seconds between these."""
    draft = draft_prescription(text, "Mine", {})
    assert not draft.refused
    routine = read_routine(draft.text, "mine.yaml", Origin.USER, {})
    return [
        (drill.name, drill.block.rounds, drill.block.rest_ms // 1000)
        if drill.block
        else (drill.name, 0, 0)
        for drill in routine.drills
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Superset: squats 8, planks 30 s, 3 rounds, rest 2 min between rounds",
        "3 x (squats 8 + planks 30 s), 120 s rest",
        "A1/A2 squats 8, planks 30 s x 3, 2 min rest between sets",
        "Circuit x 3:\n- squats 8\n- planks 30 s\nRest 2 min between rounds",
        "Circuit:\n\nsquats 8\n\nplanks 30 s\n\n3 rounds, rest 2 min",
        "A1 squats 3x8\nA2 planks 3x30 s, rest 120 s",
    ],
)
def test_the_rounds_of_several_drills_are_a_block(text: str) -> None:
    assert blocks_of(text) == [("squats", 3, 120), ("planks", 3, 120)]


def test_what_stands_in_another_paragraph_is_of_no_block() -> None:
    two, three = "Circuit x 2:\nlunges 8\nplanks 30 s", "Circuit x 3:\nrows 8\ncurls 8"
    text = "\n\n".join(("Squats 5", two, "bridges 8", three))
    assert [rounds for _, rounds, _ in blocks_of(text)] == [0, 2, 2, 0, 3, 3]


def test_two_blocks_that_are_alike_stay_two() -> None:
    line = "Superset: squats 8, planks 30 s, 3 rounds"
    draft = draft_prescription(f"{line}\n{line}", "Mine", {})
    assert draft.text.count("rounds: 3") == len(draft.lines) // 2


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Circuit x3:\nsquats 8\nplanks maybe 30 s", "maybe"),
        ("Circuit x3:\nsquats 8\nplanks 500 reps", "1 to 100"),
        ("Circuit:\nsquats 8\nplanks 30 s", "Circuit:"),
        ("Circuit x3:\nsquats 2x8\nplanks 30 s", "Circuit x3:"),
        ("Circuit x12:\nsquats 8\nplanks 30 s", "Rounds can be 1 to 10"),
        ("A1 squats 3x8\nA2 planks 2x30 s", words.IN_TURN_BUT_NOT_AS_OFTEN),
    ],
)
def test_none_of_its_drills_is_taken_where_one_is_not(text: str, why: Any) -> None:
    draft = draft_prescription(text, "Mine", {})
    assert not draft.has_entries
    assert any(why in line.refused for line in draft.lines)


def test_a_page_says_how_often_they_are_done() -> None:
    line = draft_prescription("2 rounds: squats 8, planks 30 s, rest 60 s", "Mine", {}).lines[0]
    assert line.dose == "8 reps, in 2 rounds with the others, 60 s between rounds"


def test_a_rest_between_all_drills_stands_between_them() -> None:
    text = "Squats 2x10\nLunges 10 each\nPlank 30 s\nRest 15 s between exercises"
    draft = draft_prescription(text, "Mine", {})
    assert [line.refused for line in draft.lines] == ["", "", ""]
    entries = [line.strip() for line in draft.text.splitlines() if line.startswith("  - ")]
    assert [entry.split(":")[0] for entry in entries] == [
        *("- name", "- rest", "- name", "- rest", "- name"),
    ]


def test_a_rest_between_the_drills_of_a_circuit_is_in_its_block() -> None:
    text = "Circuit x3: squats 10, plank 40 s, lunges 10 each. 15 s between exercises"
    draft = draft_prescription(text, "Mine", {})
    assert draft.text.count("      - rest: 15\n") == 2
    assert all("then rest 15 s" in line.dose for line in draft.lines[:2])


@pytest.mark.parametrize(
    ("text", "rests"),
    [
        ("Squats 10\nRest 30 s\nLunges 10 each", ["Squats"]),
        ("Squats 3x10\nRest 60 s\nLunges 3x10", []),  # perhaps after each set
        ("Squats 10\nRest 60 s", []),
    ],
)
def test_a_rest_of_its_own_line_is_between_two_drills(text: str, rests: list[str]) -> None:
    draft = draft_prescription(text, "Mine", {})
    assert [line.said.name for line in draft.lines if line.said.then_rest_s] == rests
    assert len(draft.refused) == (not rests)
