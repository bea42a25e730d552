from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility_timer.routine.dose import Dose, Unit
from mobility_timer.routine.model import Drill, Phase, Routine, Side, Sides
from mobility_timer.timeline import compiler
from mobility_timer.timeline.compiler import compile_routine, length_ms
from mobility_timer.timeline.cues import (
    Finishes,
    NamesDrill,
    Rests,
    RoundBegins,
    SideChanges,
    Tone,
    VariantChanges,
)
from mobility_timer.timeline.lines.speaking import speaking_ms
from mobility_timer.timeline.model import Kind
from mobility_timer.timeline.timeline import Timeline
from mobility_timer.timeline.work_cues import (
    Coaches,
    CountsDown,
    CountsRep,
    Halfway,
    Starts,
    TimeLeft,
)
from tests.sample_routines import BOOKS, CIRCLES, HOLD, MIXED, SWITCHES, routines


def of(drill: Drill, **changes: Any) -> Timeline:
    return compile_routine(Routine("one", "One", (replace(drill, **changes),)))


def meanings(timeline: Timeline, kind: Any) -> list[Any]:
    return [cue.meaning for cue in timeline.cues if isinstance(cue.meaning, kind)]


@given(routines)
def test_segments_are_contiguous_and_sum_to_the_length(routine: Routine) -> None:
    timeline = compile_routine(routine)
    assert timeline.segments[0].start == 0
    assert all(a.end == b.start for a, b in pairwise(timeline.segments))
    assert all(s.length > 0 for s in timeline.segments)
    assert sum(s.length for s in timeline.segments) == timeline.length


@given(routines)
def test_both_sides_get_the_same_work(routine: Routine) -> None:
    timeline = compile_routine(routine)
    for number, drill in enumerate(routine.drills):
        if drill.sides is Sides.BOTH:
            continue
        work = {
            side: sum(
                s.length
                for s in timeline.segments
                if s.kind.is_work and timeline.sets[s.set].drill == number and s.side is side
            )
            for side in Side
        }
        assert work[Side.LEFT] == work[Side.RIGHT] > 0


@given(routines)
def test_a_set_is_made_of_its_reps(routine: Routine) -> None:
    timeline = compile_routine(routine)
    for work in timeline.sets:
        drill = timeline.drill_of(work)
        reps = drill.dose.amount * (1000 if drill.is_hold else drill.rep_ms)
        assert work.end - work.start == reps
        assert work.opens < work.start


@given(routines)
def test_a_gap_is_never_shorter_than_what_is_said_in_it(routine: Routine) -> None:
    timeline = compile_routine(routine)
    for segment in timeline.segments:
        if segment.kind in (Kind.LEAD_IN, Kind.SETUP, Kind.CHANGE, Kind.END):
            cues = timeline.cues_between(segment.start, segment.end)
            assert all(cue.at + speaking_ms(cue.line) <= segment.end for cue in cues)


@given(routines)
def test_every_set_is_announced_in_full(routine: Routine) -> None:
    timeline = compile_routine(routine)
    for work in timeline.sets:
        cues = timeline.cues_between(work.opens, work.start)
        changes = [
            c for c in cues if isinstance(c.meaning, NamesDrill | SideChanges | VariantChanges)
        ]
        assert all(cue.line for cue in changes)


@given(routines)
def test_gates_lie_in_the_gap_of_each_set(routine: Routine) -> None:
    timeline = compile_routine(routine)
    assert len(timeline.gates) == len(timeline.sets)
    for gate, work in zip(timeline.gates, timeline.sets, strict=True):
        assert work.opens < gate < work.start


@given(routines)
def test_the_last_cue_is_the_end_and_lies_inside(routine: Routine) -> None:
    timeline = compile_routine(routine)
    last = timeline.cues[-1]
    assert isinstance(last.meaning, Finishes)
    assert last.tone is Tone.END
    assert timeline.segments[-1].start == last.at < timeline.length
    assert timeline.cues_between(0, timeline.length) == timeline.cues


def test_the_tree_is_walked_side_by_variant() -> None:
    timeline = of(CIRCLES)
    order = [(w.side, w.variant.id) for w in timeline.sets if w.variant]
    assert order == [
        (Side.LEFT, "forward"),
        (Side.LEFT, "reverse"),
        (Side.RIGHT, "forward"),
        (Side.RIGHT, "reverse"),
    ]


def test_a_variant_may_go_through_the_phases_in_its_own_order() -> None:
    reverse = replace(CIRCLES.variants[1], phases=("out", "lift", "return"))
    timeline = of(CIRCLES, variants=(CIRCLES.variants[0], reverse))
    words = [timeline.moment_at(timeline.sets[i].start).word for i in (0, 1)]
    assert words == ["Lift", "Out"]


def test_alternating_reps_change_side_with_each() -> None:
    timeline = of(SWITCHES)
    sides = [s.side for s in timeline.segments if s.kind is Kind.MOVE and s.phase.name == "drop"]
    assert sides == [Side.LEFT, Side.RIGHT, Side.LEFT, Side.RIGHT]


def test_gaps_follow_what_changes() -> None:
    timeline = of(CIRCLES)
    angle, side = (s.length for s in timeline.segments if s.kind is Kind.CHANGE and s.set in (1, 2))
    assert angle == 3_000
    assert side >= 5_000


def test_going_to_the_floor_takes_twelve_seconds_or_more() -> None:
    timeline = compile_routine(Routine("two", "Two", (CIRCLES, replace(SWITCHES, stance=""))))
    floor = [s for s in timeline.segments if s.kind is Kind.SETUP][1]
    assert floor.length >= 12_000


def test_a_set_starts_with_three_equal_beeps_and_another_tone_at_zero() -> None:
    timeline = of(BOOKS)
    work = timeline.sets[0]
    beeps = [c for c in timeline.cues if isinstance(c.meaning, CountsDown) and c.at < work.start]
    assert [(work.start - c.at, c.tone) for c in beeps] == [
        (3_000, Tone.COUNTDOWN),
        (2_000, Tone.COUNTDOWN),
        (1_000, Tone.COUNTDOWN),
    ]
    assert [c.line for c in beeps] == ["Three.", "Two.", "One."]
    (start,) = [c for c in timeline.cues_between(work.start, work.start + 1) if c.tone]
    assert start.meaning == Starts()
    assert start.tone is Tone.GO


def test_reps_are_counted_from_the_second_and_the_last_two_said() -> None:
    timeline = of(CIRCLES, sides=Sides.BOTH, variants=())
    counted = [c.line for c in timeline.cues if isinstance(c.meaning, CountsRep)]
    assert counted == ["Two.", "Three.", "Last two.", "Five."]


def test_the_breath_is_said_with_the_count_on_the_beat() -> None:
    timeline = of(BOOKS, sides=Sides.BOTH)
    work = timeline.sets[0]
    second = timeline.cues_between(work.start + 4_000, work.start + 8_000)
    assert [c.line for c in second] == ["Last two, out.", "In."]
    assert [c.at - work.start for c in second] == [4_000, 6_000]


@pytest.mark.parametrize(("seconds", "said"), [(15, 0), (20, 1), (60, 1)])
def test_holds_of_twenty_seconds_say_halfway(seconds: int, said: int) -> None:
    timeline = of(HOLD, sides=Sides.BOTH, dose=Dose(Unit.SECONDS, seconds, 10, 60))
    assert len(meanings(timeline, Halfway)) == said


def test_a_long_hold_says_what_is_left() -> None:
    timeline = of(HOLD, sides=Sides.BOTH, dose=Dose(Unit.SECONDS, 180, 10, 60))
    work = timeline.sets[0]
    left = [(work.end - c.at, c.line) for c in timeline.cues if isinstance(c.meaning, TimeLeft)]
    assert left == [(60_000, "One minute left."), (10_000, "Ten seconds left.")]


@given(
    st.integers(20, 180),
    st.lists(st.integers(1, 15), min_size=2, max_size=3),
    st.sampled_from(["", "let it sink into the floor"]),
)
def test_the_time_that_is_left_is_told_at_that_time_or_not_at_all(
    seconds: int, lengths: list[int], cue: str
) -> None:
    tempo = tuple(Phase(f"phase {n}", 1000 * s, None, cue) for n, s in enumerate(lengths))
    hold = replace(HOLD, sides=Sides.BOTH, dose=Dose(Unit.SECONDS, seconds, 10, 60), tempo=tempo)
    timeline = of(hold)
    work = timeline.sets[0]
    for told in timeline.cues:
        if isinstance(told.meaning, TimeLeft):
            assert work.end - told.at == 1000 * told.meaning.seconds
        elif isinstance(told.meaning, Halfway):
            assert told.at - work.start == work.end - told.at


def test_the_last_seconds_of_a_hold_are_counted() -> None:
    timeline = of(HOLD, sides=Sides.BOTH)
    work = timeline.sets[0]
    last = timeline.cues_between(work.end - 3_000, work.end)
    assert [c.meaning.seconds for c in last if isinstance(c.meaning, CountsDown)] == [3, 2, 1]


def test_form_cues_fill_the_long_reps_only() -> None:
    slow = of(CIRCLES, sides=Sides.BOTH, variants=())
    quick = of(SWITCHES, coaching=("Feet planted.", "Keep both heels where they are."))
    assert [m.text for m in meanings(slow, Coaches)] == [
        "Slow and smooth.",
        "Keep your chest tall.",
    ]
    assert len(meanings(quick, Coaches)) == 1


def test_rounds_rest_and_say_which_one_begins() -> None:
    routine = Routine("r", "R", (CIRCLES, HOLD), rounds=2, rest_ms=20_000)
    timeline = compile_routine(routine)
    assert [m.seconds for m in meanings(timeline, Rests)] == [20]
    assert [(m.number, m.of) for m in meanings(timeline, RoundBegins)] == [(2, 2)]
    assert len(timeline.spans) == 4


@pytest.mark.parametrize(
    ("drills", "rounds", "rested"), [(8_000, 20_000, 20), (40_000, 20_000, 40)]
)
def test_between_rounds_the_longer_rest_is_taken(drills: int, rounds: int, rested: int) -> None:
    last = replace(HOLD, rest_ms=drills)
    timeline = compile_routine(Routine("r", "R", (CIRCLES, last), rounds=2, rest_ms=rounds))
    assert [m.seconds for m in meanings(timeline, Rests)] == [rested]


def test_more_time_to_get_ready_moves_everything_by_as_much() -> None:
    usual, longer = compile_routine(MIXED), compile_routine(replace(MIXED, get_ready_ms=30_000))
    moved = 30_000 - usual.segments[0].end
    assert longer.segments[0].end == 30_000
    assert longer.length == usual.length + moved
    assert [s.start for s in longer.sets] == [s.start + moved for s in usual.sets]


def test_the_welcome_is_never_cut_by_a_short_time_to_get_ready() -> None:
    timeline = compile_routine(replace(MIXED, get_ready_ms=0))
    assert timeline.segments[0].end >= speaking_ms(timeline.cues[0].line)


def test_what_is_new_is_brought_and_the_wall_is_not() -> None:
    timeline = compile_routine(MIXED)
    named = {m.drill.id: m for m in meanings(timeline, NamesDrill)}
    assert named["circles"].brings == ()
    assert named["switches"].brings == ("mat",)
    assert named["books"].brings == ()


@pytest.mark.parametrize("reps", [1, 100])
def test_extreme_doses_compile(reps: int) -> None:
    timeline = of(CIRCLES, dose=Dose(Unit.REPS, reps, 1, 100))
    assert len(timeline.sets) == 4


@given(routines)
def test_the_length_alone_is_the_timeline_s(routine: Routine) -> None:
    assert length_ms(routine) == compile_routine(routine).length


def test_the_length_alone_lays_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    length = compile_routine(MIXED).length
    monkeypatch.setattr(compiler, "lay_sets", None)
    assert length_ms(MIXED) == length
