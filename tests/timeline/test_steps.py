from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from mobility_timer.routine.model import Routine
from mobility_timer.timeline.compiler import compile_routine
from mobility_timer.timeline.cues import SetBegins, SetsUp
from mobility_timer.timeline.steps import LONGEST_STEP_CHARACTERS, pieces
from mobility_timer.timeline.work_cues import Coaches
from tests.sample_routines import MIXED, routines


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Left leg back.", ("Left leg back",)),
        (
            "Stand tall, side-on. Right hand on the wall, left leg moves, forward circles.",
            ("Stand tall, side-on", "Right hand on the wall, left leg moves", "Forward circles"),
        ),
        ("Hold for 2.5 s. Then rest.", ("Hold for 2.5 s", "Then rest")),
        (
            "Lift the outside knee all the way up to hip height in front of you.",
            ("Lift the outside knee all the way", "Up to hip height in front of you"),
        ),
    ],
)
def test_a_line_in_pieces(line: str, found: tuple[str, ...]) -> None:
    assert pieces(line) == found


@given(routines)
def test_steps_are_short_and_in_order_and_stand_in_gaps(routine: Routine) -> None:
    timeline = compile_routine(routine)
    times = [step.at for step in timeline.steps]
    assert times == sorted(times)
    assert all(not timeline.segment_at(at).kind.is_work for at in times)
    for step in timeline.steps:
        assert len(step.text) <= LONGEST_STEP_CHARACTERS or " " not in step.text


def test_the_step_on_screen_is_the_one_that_is_said() -> None:
    timeline = compile_routine(MIXED)
    for cue in timeline.cues:
        if isinstance(cue.meaning, SetsUp | Coaches) and cue.line:
            if timeline.segment_at(cue.at).kind.is_work:
                continue
            step = timeline.step_at(cue.at)
            assert step is not None
            assert cue.line.lower().startswith(step.text.lower())
            assert step.is_how is isinstance(cue.meaning, Coaches)


def test_which_set_comes_is_read_in_figures() -> None:
    drill = replace(MIXED.drills[0], rounds=3, rest_ms=30_000)
    timeline = compile_routine(replace(MIXED, drills=(drill,)))
    cues = [cue for cue in timeline.cues if isinstance(cue.meaning, SetBegins)]
    read = [timeline.step_at(cue.at) for cue in cues]
    assert {step.text for step in read if step} == {"Set 2 of 3", "Set 3 of 3"}
    assert all("two" in cue.line or "three" in cue.line for cue in cues)


def test_at_work_and_at_the_end_there_is_no_step() -> None:
    timeline = compile_routine(MIXED)
    assert timeline.step_at(timeline.sets[0].start) is None
    assert timeline.step_at(timeline.length) is None
