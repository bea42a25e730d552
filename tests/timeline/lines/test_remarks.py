from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mobility_timer.routine.dose import Dose, Unit
from mobility_timer.routine.model import Phase, Routine, Sides
from mobility_timer.timeline.compiler import compile_routine
from mobility_timer.timeline.lines.remarks import check_lines
from tests.sample_routines import BOOKS, SWITCHES


def found(drill: Any) -> Any:
    return [str(u) for u in check_lines(compile_routine(Routine("one", "One", (drill,))))]


def test_a_drill_that_says_all_its_lines_has_nothing_to_report() -> None:
    assert found(replace(SWITCHES, coaching=("Sit tall.", "Feet wide."))) == []


def test_a_line_that_is_said_four_times_is_reported() -> None:
    sets = replace(SWITCHES, sides=Sides.BOTH, rounds=4, coaching=("Sit tall.", "Feet wide."))
    (line,) = found(sets)
    assert line.startswith("Hip switches: “Feet wide.” is said 4 times: ")
    assert found(replace(sets, rounds=3)) == []
    assert found(replace(sets, coaching=("Sit tall.", "Feet wide.", "Go slow."))) == []


def test_a_line_that_two_drills_say_is_the_same_line() -> None:
    coaching = ("Feet wide.", "Sit tall.")
    one = replace(SWITCHES, coaching=coaching)
    other = replace(one, id="other", name="Other switches")
    timeline = compile_routine(Routine("r", "R", (one, other), rounds=2))
    (line,) = map(str, check_lines(timeline))
    assert line.startswith("Other switches: “Sit tall.” is said 4 times: ")


def test_a_form_cue_without_room_is_reported_with_its_length() -> None:
    drill = replace(SWITCHES, coaching=("Feet wide.", "Keep both of your heels on the floor."))
    (line,) = found(drill)
    assert line.startswith("Hip switches: “Keep both of your heels on the floor.” is never said: ")
    assert "2.4 s" in line


@pytest.mark.parametrize(
    ("ms", "reps", "first"),
    [(400, 8, "Two."), (800, 20, "Eleven."), (800, 10, ""), (1_000, 99, "")],
)
def test_from_where_on_reps_are_too_quick_to_count_is_told(ms: int, reps: int, first: str) -> None:
    quick = replace(
        BOOKS, sides=Sides.BOTH, tempo=(Phase("hop", ms),), dose=Dose(Unit.REPS, reps, reps, reps)
    )
    told = [line for line in found(quick) if "takes longer than a rep" in line]
    assert [line.split("“")[1].split("”")[0] for line in told] == ([first] if first else [])
