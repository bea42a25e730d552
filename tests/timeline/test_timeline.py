from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies._internal.core import DataObject

from mobility_timer.routine.model import Routine, Side
from mobility_timer.timeline.compiler import compile_routine
from mobility_timer.timeline.model import Kind, WorkSet
from tests.sample_routines import MIXED, routines

TIMELINE = compile_routine(MIXED)


def set_of(drill: str, side: Side | None = None, variant: str | None = None) -> WorkSet:
    return next(
        w
        for w in TIMELINE.sets
        if TIMELINE.drill_of(w).id == drill
        and (side is None or w.side is side)
        and (variant is None or (w.variant and w.variant.id == variant))
    )


@given(routines, st.data())
def test_any_time_has_a_moment(routine: Routine, data: DataObject) -> None:
    timeline = compile_routine(routine)
    t = data.draw(st.integers(-1000, timeline.length + 1000))
    moment = timeline.moment_at(t)
    assert 0 <= moment.at <= timeline.length
    assert moment.left == timeline.length - moment.at
    for share in (moment.phase_share, moment.rep_share, moment.set_share):
        assert 0 <= share <= 1
    assert len(moment.cue) <= 24


@given(routines, st.data())
def test_windows_of_cues_join_without_gap_or_overlap(routine: Routine, data: DataObject) -> None:
    timeline = compile_routine(routine)
    cuts = sorted(data.draw(st.lists(st.integers(0, timeline.length), max_size=6)))
    edges = [0, *cuts, timeline.length]
    parts = [timeline.cues_between(a, b) for a, b in pairwise(edges)]
    assert sum(parts, ()) == timeline.cues


@given(routines, st.data())
def test_the_next_cue_is_the_first_that_is_not_over(routine: Routine, data: DataObject) -> None:
    timeline = compile_routine(routine)
    t = data.draw(st.integers(-1000, timeline.length + 1000))
    assert timeline.cue_from(t) == next((cue.at for cue in timeline.cues if cue.at >= t), None)


def test_a_rep_is_counted_from_its_first_to_its_last_millisecond() -> None:
    work = set_of("circles")
    assert TIMELINE.moment_at(work.start).rep == 1
    assert TIMELINE.moment_at(work.start + 3_999).rep == 1
    assert TIMELINE.moment_at(work.start + 4_000).rep == 2
    assert TIMELINE.moment_at(work.end - 1).rep == 5
    assert TIMELINE.moment_at(work.end).rep == 0


def test_seconds_left_are_rounded_up() -> None:
    work = set_of("quad")
    assert TIMELINE.moment_at(work.start).seconds_left == 30
    assert TIMELINE.moment_at(work.start + 1).seconds_left == 30
    assert TIMELINE.moment_at(work.start + 1_000).seconds_left == 29
    assert TIMELINE.moment_at(work.end - 1).seconds_left == 1


def test_the_next_line_says_what_changes() -> None:
    def following(work: WorkSet) -> str:
        return TIMELINE.moment_at(work.start).next

    assert following(set_of("circles", Side.LEFT, "forward")) == "Reverse the circle"
    assert following(set_of("circles", Side.LEFT, "reverse")) == "Switch legs"
    assert following(set_of("circles", Side.RIGHT, "reverse")) == "Switches, sitting"
    assert following(set_of("quad", Side.LEFT)) == "Last set"


def test_words_differ_by_what_happens() -> None:
    work = set_of("circles")
    assert TIMELINE.moment_at(0).word == "Get ready"
    assert TIMELINE.moment_at(work.start).word == "Lift"
    assert TIMELINE.moment_at(set_of("quad").start).word == "Hold"
    assert TIMELINE.moment_at(work.end).word == "Switch"
    assert TIMELINE.moment_at(TIMELINE.length).word == "Done"


def test_screen_cues_take_variants() -> None:
    work = set_of("circles")
    assert TIMELINE.moment_at(work.start).cue == "Knee out, then back"
    assert TIMELINE.moment_at(work.start + 3 * 4_000).cue == "Chest tall"


def test_a_gap_shows_the_side_that_comes() -> None:
    right = set_of("circles", Side.RIGHT)
    gap = TIMELINE.moment_at(right.opens)
    assert gap.kind is Kind.CHANGE
    assert gap.side is Side.RIGHT
    assert gap.cue == "Switch legs"


@given(st.integers(0, TIMELINE.length))
def test_rep_start_is_a_start_and_not_later(t: int) -> None:
    start = TIMELINE.rep_start(t)
    assert start <= t
    moment = TIMELINE.moment_at(start)
    if moment.kind is Kind.MOVE:
        assert moment.rep_share == 0


@pytest.mark.parametrize("index", range(4))
def test_spans_cover_the_drills_in_order(index: int) -> None:
    span = TIMELINE.spans[index]
    assert span.drill == index
    assert TIMELINE.span_at(span.start) == index
    assert TIMELINE.span_at(span.end - 1) == index


def test_questions_at_one_time_do_not_lay_out_the_whole_routine() -> None:
    timeline = compile_routine(MIXED)
    for t in range(0, timeline.length, 5_000):
        timeline.moment_at(t)
        timeline.cues_between(t, t + 5_000)
        timeline.step_at(t)
    assert not {"segments", "cues", "steps"} & vars(timeline).keys()
