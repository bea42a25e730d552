from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mobility_timer.routine.dose import Dose, Unit
from mobility_timer.routine.model import Drill, Origin, Phase, Routine, Sides
from mobility_timer.timeline.compiler import compile_routine
from mobility_timer.timeline.lines.remarks import check_lines
from tests.sample_routines import BOOKS, SWITCHES

LONG = Dose(Unit.REPS, 20, 20, 20)


def found(drill: Any) -> Any:
    return [str(u) for u in check_lines(compile_routine(Routine("one", "One", (drill,))))]


def test_a_drill_that_says_all_its_lines_has_nothing_to_report() -> None:
    assert found(replace(SWITCHES, coaching=("Sit tall.", "Feet wide."))) == []


def mine(**changes: Any) -> Drill:
    coaching = ("Sit tall.", "Feet wide.")
    return replace(
        SWITCHES, **{"origin": Origin.USER, "sides": Sides.BOTH, "coaching": coaching, **changes}
    )


def test_a_line_that_would_be_said_four_times_is_a_fault() -> None:
    (line,) = found(mine(rounds=4))
    assert line.startswith("Hip switches: “Feet wide.” would be said 4 times; 3 is the most")
    assert found(mine(rounds=3)) == []
    assert found(mine(rounds=4, coaching=("Sit tall.", "Feet wide.", "Go slow."))) == []


def test_only_what_is_said_too_often_is_a_fault() -> None:
    drill = mine(rounds=4, coaching=("Sit tall.", "Feet wide.", "Keep both heels on the floor."))
    remarks = check_lines(compile_routine(Routine("one", "One", (drill,))))
    assert [remark.is_fault for remark in remarks] == [False, True]


def test_a_bundled_drill_falls_silent_and_its_author_is_not_asked_for_lines() -> None:
    drill = mine(rounds=6, origin=Origin.BUNDLED)
    assert found(drill) == []
    timeline = compile_routine(Routine("one", "One", (drill,)))
    assert [cue.line for cue in timeline.cues].count("Feet wide.") == 3


def test_a_line_that_two_drills_say_is_the_same_line() -> None:
    one = mine(coaching=("Feet wide.", "Sit tall."))
    other = replace(one, id="other", name="Other switches")
    timeline = compile_routine(Routine("r", "R", (one, other), rounds=2))
    (line,) = map(str, check_lines(timeline))
    assert line.startswith("Other switches: “Sit tall.” would be said 4 times")
    assert [cue.line for cue in timeline.cues].count("Sit tall.") == 3


@pytest.mark.parametrize("written", ["Sit tall", "sit tall!", "SIT, TALL.", "“Sit tall.”"])
def test_lines_that_sound_alike_are_the_same_line(written: str) -> None:
    """The ear hears neither capitals nor marks."""
    one = mine(coaching=("Feet wide.", "Sit tall."))
    other = replace(one, id="other", name="Other switches", coaching=("Feet wide.", written))
    timeline = compile_routine(Routine("r", "R", (one, other), rounds=2))
    (line,) = map(str, check_lines(timeline))
    assert line.startswith(f"Other switches: “{written}” would be said 4 times")
    said = [cue.line for cue in timeline.cues]
    assert said.count("Sit tall.") + said.count(written) == 3


def test_lines_of_one_drill_that_sound_alike_are_not_said_twice_in_a_set() -> None:
    drill = mine(coaching=("Feet wide.", "Sit tall.", "sit tall!"), dose=LONG)
    timeline = compile_routine(Routine("one", "One", (drill,)))
    said = [cue.line.lower().strip(".!") for cue in timeline.cues]
    assert said.count("sit tall") == 1


def test_a_set_that_is_not_announced_for_its_rest_is_too_short_is_told() -> None:
    remarks = found(replace(SWITCHES, rounds=2, rest_ms=1_000))
    assert remarks == [
        "Hip switches: “Set two of two. Left first.” takes 2.1 s and does not fit into the 1 s"
        " before the set: is not said."
    ]
    assert found(replace(SWITCHES, rounds=2, rest_ms=10_000)) == []


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
