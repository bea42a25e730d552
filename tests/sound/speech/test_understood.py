"""How the benchmarks of the voice count what was misunderstood."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.voice.understood import in_order, plain_words, wrong_words
from benchmarks.voice.word_errors import every_line


@pytest.mark.parametrize(
    ("said", "heard", "wrong"),
    [
        ("Toes 45 degrees left.", "Toes forty-five degrees left", 0),
        ("Two.", "To", 0),
        ("Switch legs.", "Switch ads.", 1),
        ("Five drills.", "5 reals", 1),
        ("Heel down.", "", 2),
    ],
)
def test_wrong_words(said: Any, heard: Any, wrong: Any) -> None:
    assert wrong_words(said, heard) == wrong


def test_lines_are_found_in_what_was_heard_of_all_in_their_order() -> None:
    assert in_order(["Two.", "Heel down.", "Three."], "2, heal down, three") == [0, 1, 0]
    assert in_order(["Two.", "Three."], "three two") in ([0, 1], [1, 0])


def test_numbers_are_words() -> None:
    assert plain_words("45° left, 3-2-1") == [
        *["forty", "five", "degrees", "left", "three", "two", "one"]
    ]


def test_all_lines_of_all_routines_are_measured() -> None:
    lines = every_line()
    assert len(lines) > 235
    assert {"Stop if anything hurts." in line for line in lines} == {True, False}
    assert {"Out.", "Two, out.", "Three."} <= set(lines)
