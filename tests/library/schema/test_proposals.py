"""What a message proposes instead of a dose that the format does not know."""

from __future__ import annotations

import pytest

from mobility_timer.library.schema.proposals import instead_of


@pytest.mark.parametrize(
    ("text", "key", "proposed"),
    [
        ("3x", "reps", "3 or sets: 3"),
        ("3x", "hold", "sets: 3"),
        ("30x", "reps", "30"),
        ("6/4/2", "reps", "[6, 4, 2]"),
        ("6/4/2", "", "{reps: [6, 4, 2]}"),
        ("6/4/2", "hold", ""),
        ("8/8", "reps", "8 each side"),
        ("30/30", "", "30 each side or 30 s and beside the dose rest: 30"),
        ("8/12", "reps", "8-12 or {left: 8, right: 12}"),
        ("0/8", "reps", ""),
        ("10 ea", "reps", "10 each side"),
        ("8 left 12 right", "", "{reps: {left: 8, right: 12}}"),
        ("20 s left 30 s right", "hold", "{left: 20, right: 30}"),
        ("3 x 30 s e/s", "", "3x30 s each side"),
        ("10 slow", "reps", ""),
        ("soon", "reps", ""),
        ("10 " * 40, "reps", ""),
    ],
)
def test_what_is_meant_is_proposed_in_the_form_of_the_format(
    text: str, key: str, proposed: str
) -> None:
    assert instead_of(text, key) == proposed


def test_each_way_is_proposed_with_its_two_ways() -> None:
    said = instead_of("10 each way", "reps")
    assert said.startswith("10 and beside the dose variants: [{id: one-way,")
