from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.strategies._internal.core import DataObject

from mobility_timer.playback.jumps import next_set
from mobility_timer.playback.remap import remap
from mobility_timer.routine.model import Phase, Routine, Side
from mobility_timer.timeline.compiler import compile_routine
from mobility_timer.timeline.model import Kind
from mobility_timer.timeline.timeline import Timeline
from tests.sample_routines import CIRCLES, MIXED, routines


def with_reps(routine: Routine, index: int, reps: int) -> Routine:
    drill = routine.drills[index]
    changed = replace(drill, dose=replace(drill.dose, amount=reps))
    return replace(routine, drills=(*routine.drills[:index], changed, *routine.drills[index + 1 :]))


def place(timeline: Timeline, t: int) -> tuple[tuple[Any, ...], Kind, int, Phase | None]:
    moment = timeline.moment_at(t)
    work = moment.set
    key = (work.round, work.drill, work.repeat, work.side, work.variant)
    return (key, moment.kind, moment.rep, moment.segment.phase)


@given(routines, st.data())
def test_the_same_routine_maps_every_place_to_itself(routine: Routine, data: DataObject) -> None:
    timeline = compile_routine(routine)
    t = data.draw(st.integers(0, timeline.length))
    assert remap(timeline, timeline, t) == t


@given(routines, st.data())
def test_a_larger_dose_keeps_drill_set_rep_and_phase(routine: Routine, data: DataObject) -> None:
    old = compile_routine(routine)
    index = data.draw(st.integers(0, len(routine.drills) - 1))
    drill = routine.drills[index]
    new = compile_routine(with_reps(routine, index, drill.dose.amount + drill.dose_step))
    t = data.draw(st.integers(0, old.length - 1))
    before, after = place(old, t), place(new, remap(old, new, t))
    if Kind.LEAD_IN in (before[1], after[1]):
        return
    assert after == before


@given(routines, st.data())
def test_mapping_never_changes_the_order_of_places(routine: Routine, data: DataObject) -> None:
    old = compile_routine(routine)
    index = data.draw(st.integers(0, len(routine.drills) - 1))
    step = routine.drills[index].dose_step
    new = compile_routine(with_reps(routine, index, max(step, 2)))
    times = st.integers(0, old.length)
    a, b = sorted((data.draw(times), data.draw(times)))
    assert remap(old, new, a) <= remap(old, new, b)


@given(st.data())
def test_a_dropped_side_leads_to_what_comes_next(data: DataObject) -> None:
    old = compile_routine(MIXED)
    new = compile_routine(
        replace(MIXED, drills=(replace(CIRCLES, order=(Side.RIGHT,)), *MIXED.drills[1:]))
    )
    left = [w for w in old.sets if w.drill == 0 and w.side is Side.LEFT]
    t = data.draw(st.integers(left[0].opens, left[-1].end - 1))
    assert remap(old, new, t) == new.sets[0].opens


def test_a_rep_that_is_gone_ends_its_set() -> None:
    old = compile_routine(MIXED)
    new = compile_routine(with_reps(MIXED, 0, 2))
    last_rep = old.sets[0].end - 10
    assert remap(old, new, last_rep) == new.sets[0].end - 1


@given(st.integers(0, 8_000))
def test_another_tempo_keeps_the_share_of_the_rep(offset: int) -> None:
    old = compile_routine(MIXED)
    slow = tuple(replace(p, ms=p.ms * 2) for p in CIRCLES.tempo)
    new = compile_routine(replace(MIXED, drills=(replace(CIRCLES, tempo=slow), *MIXED.drills[1:])))
    start = old.sets[0].start
    assume(start + offset < old.sets[0].end)
    assert remap(old, new, start + offset) == new.sets[0].start + 2 * offset


def test_jumping_and_remapping_do_not_lay_out_the_whole_routine() -> None:
    old, new = compile_routine(MIXED), compile_routine(replace(MIXED, rounds=2))
    assert next_set(old, old.sets[-1].end - 1) == old.sets[-1].end
    assert remap(old, new, old.length - 1) == new.length - 1
    assert "segments" not in {**vars(old), **vars(new)}
