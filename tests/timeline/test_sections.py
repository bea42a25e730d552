from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from unittest.mock import patch

import pytest
from hypothesis import given

from mobility_timer.routine.model import Drill, Routine, Side
from mobility_timer.timeline import compiler, sections
from mobility_timer.timeline.compiler import compile_routine
from mobility_timer.timeline.laying.sets import LaidSet
from mobility_timer.timeline.lines.overlaps import with_lines
from mobility_timer.timeline.timeline import Timeline
from mobility_timer.timeline.work_cues import Coaches
from tests.sample_routines import CIRCLES, HOLD, MIXED, routines


def compiled(routine: Routine) -> tuple[Timeline, Sequence[LaidSet]]:
    """The timeline, and the sets that it was joined of."""
    with patch.object(compiler, "joined", wraps=sections.joined) as joined:
        timeline = compile_routine(routine)
    (laid,) = joined.call_args.args
    return timeline, laid


def hurried(routine: Routine, ms: int = 250) -> Routine:
    """Reps so quick that a count is still being said when the set is over."""
    drills = (replace(d, tempo=tuple(replace(p, ms=ms) for p in d.tempo)) for d in routine.drills)
    return replace(routine, drills=tuple(drills))


def check_that_lines_compete_over_the_whole_routine(routine: Routine) -> None:
    timeline, laid = compiled(routine)
    at_once = with_lines(sections._cues_of(laid), timeline.length)
    assert timeline.cues == at_once


@given(routines)
def test_lines_compete_over_the_whole_routine(routine: Routine) -> None:
    check_that_lines_compete_over_the_whole_routine(routine)
    check_that_lines_compete_over_the_whole_routine(hurried(routine))


@pytest.mark.parametrize("ms", [200, 300, 400])
def test_a_count_that_is_said_into_the_next_gap_competes_there(ms: int) -> None:
    routine = hurried(replace(MIXED, rounds=2), ms)
    _, laid = compiled(routine)
    assert any(len(run.sets) > 1 for run in sections._runs(laid))
    check_that_lines_compete_over_the_whole_routine(routine)


def test_a_set_may_come_twice_in_a_run() -> None:
    routine = hurried(replace(MIXED, drills=(CIRCLES,) * 4), 100)
    _, laid = compiled(routine)
    assert any(len({*map(id, run.sets)}) < len(run.sets) for run in sections._runs(laid))
    check_that_lines_compete_over_the_whole_routine(routine)


def distinct(drills: tuple[Drill, ...], rounds: int = 10) -> tuple[int, int, int]:
    """How many sets there are, and how many of them are laid, and how many sections made."""
    timeline, laid = compiled(replace(MIXED, drills=drills, rounds=rounds))
    return len(laid), len({*map(id, laid)}), len({*map(id, timeline.sections)})


def test_a_set_is_laid_once_however_often_it_comes() -> None:
    drills = (CIRCLES, replace(HOLD, coaching=())) * 25
    few, many = distinct(drills, 1), distinct(drills * 4, 1)
    assert (few[0], many[0]) == (150, 600)
    assert few[1:] == many[1:]
    assert few[1] < 20


def test_drills_that_are_equal_share_their_sets() -> None:
    same = distinct((HOLD,) * 20, 1)
    equal = distinct(tuple(replace(HOLD) for _ in range(20)), 1)
    assert equal == same


def test_what_happens_is_told_at_its_own_time() -> None:
    timeline, laid = compiled(replace(MIXED, rounds=3))
    for work, section, laid_set in zip(timeline.sets, timeline.sections, laid, strict=True):
        begin, _ = timeline.gap_before(work)
        assert work.end == begin + laid_set.end
        assert timeline.cues_between(begin, begin + section.length) == tuple(
            cue.later(begin) for cue in section.cues
        )


def test_sets_that_are_otherwise_alike_take_turns_with_the_form_cues() -> None:
    once = replace(CIRCLES, variants=(), order=(Side.LEFT,))
    timeline = compile_routine(replace(MIXED, drills=(once, replace(HOLD, coaching=())) * 4))
    said = [cue.line for cue in timeline.cues if isinstance(cue.meaning, Coaches)]
    _, second, third = CIRCLES.coaching
    assert [line for line in said if line in (second, third)] == [second, third] * 2
