"""What to write instead of what people expect of the format, told at its place."""

from __future__ import annotations

import pytest

from mobility_timer.library.faults import FileFaults
from mobility_timer.library.reading.reader import read_routine
from mobility_timer.routine.model import Origin
from tests.sample_drills import drills


def told_of(entry: str, head: str = "name: Mine") -> list[tuple[int, int, str]]:
    """Line, column and what to write instead, of each fault of a routine with this entry."""
    with pytest.raises(FileFaults) as caught:
        read_routine(f"{head}\ndrills:\n  - {entry}", "mine.yaml", Origin.USER, drills())
    return [(fault.line, fault.column, fault.try_) for fault in caught.value.faults]


OWN = "{name: Own, position: standing, "


@pytest.mark.parametrize(
    ("entry", "column", "try_"),
    [
        (OWN + "reps: 10}", 37, "dose: {reps: 10}"),
        (OWN + "reps: [6, 4, 2]}", 37, "dose: {reps: [6, 4, 2]}"),
        (OWN + "hold: 30}", 37, "dose: {hold: 30}"),
        (OWN + "duration: 30}", 37, "dose: {hold: 30}"),
        (OWN + "repetitions: {left: 8}}", 37, "dose: {reps: …}"),
        (OWN + "dose: {hold: 30}, side: left}", 55, "order: [left]"),
        (OWN + "dose: {hold: 30}, equipment: [mat, band]}", 55, "needs: [mat, band]"),
        (OWN + "dose: {hold: 30}, frequency: daily}", 55, "notes: [daily]"),
        (OWN + "dose: {hold: 30}, sides: left}", 62, "each, and below it order: [left]"),
        (OWN + "dose: {hold: 30}, sides: both legs}", 62, "each"),
        ("{name: Own, position: on all fours, dose: {hold: 30}}", 27, "kneeling"),
        ("{name: Own, position: lying on your side, dose: {hold: 30}}", 27, "side-lying"),
        ("{drill: standing-circles, repetitions: 12}", 31, "reps: 12"),
        ("{drill: standing-circles, pause: 10}", 31, "rest: 10"),
        ("{drill: standing-circles, reps: twelve}", 37, "12"),
        ("{drill: standing-circles, sets: three}", 37, "3"),
        ("{drill: standing-circles, reps:12}", 31, "reps: 12"),
        ("{drill: standing-circles, reps 12}", 31, "reps: 12"),
    ],
)
def test_what_people_expect_is_told_as_the_format_says_it(
    entry: str, column: int, try_: str
) -> None:
    assert (3, column, try_) in told_of(entry)


def test_a_dose_under_another_key_is_not_missing() -> None:
    assert len(told_of(OWN + "reps: 10}")) == 1


def test_how_often_is_told_for_the_routine() -> None:
    told = told_of("standing-circles", "name: Mine\nfrequency: daily")
    assert told[0] == (2, 1, "per_day: 1 or per_week: 3")


def test_a_key_without_its_space_is_told_in_its_own_line() -> None:
    told = told_of("name: Own\n    position:standing\n    dose: {hold: 30}")
    assert told == [(4, 5, "position: standing")]
