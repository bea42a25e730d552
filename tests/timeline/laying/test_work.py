"""The work of a set, phase by phase."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility_timer.routine.dose import Dose, Unit
from mobility_timer.routine.model import Breath, Drill, Phase, Routine, Side, Sides
from mobility_timer.settings import PhaseCues
from mobility_timer.timeline.compiler import compile_routine
from mobility_timer.timeline.model import Kind, Segment, WorkSet
from mobility_timer.timeline.timeline import Timeline
from mobility_timer.timeline.work_cues import (
    Breathes,
    Coaches,
    CountsLastTwo,
    CountsRep,
    PhaseBegins,
)
from mobility_timer.words import spoken
from tests.sample_routines import BOOKS, HOLD, SWITCHES

RELAX, PRESS = Phase("relax", 10_000, cue="Let it sink"), Phase("press", 5_000)


def work_of(drill: Drill) -> tuple[Timeline, WorkSet, list[Segment]]:
    timeline = compile_routine(Routine("r", "R", (drill,)))
    work = timeline.sets[0]
    segments = [s for s in timeline.segments if work.start <= s.start < work.end]
    return timeline, work, segments


def told(timeline: Timeline, kind: type[Any]) -> list[tuple[int, str]]:
    return [
        (c.at - timeline.sets[0].start, c.line)
        for c in timeline.cues_between(timeline.sets[0].start, timeline.sets[0].end)
        if isinstance(c.meaning, kind)
    ]


def test_the_phases_of_a_hold_come_round_until_its_time_is_over() -> None:
    drill = replace(HOLD, tempo=(RELAX, PRESS), coaching=(), dose=Dose(Unit.SECONDS, 40, 40, 40))
    timeline, work, segments = work_of(drill)
    assert [(s.phase.name, s.length // 1000) for s in segments] == [
        ("relax", 10),
        ("press", 5),
        ("relax", 10),
        ("press", 5),
        ("relax", 10),
    ]
    assert told(timeline, PhaseBegins) == [
        (250, "Relax. Let it sink."),
        (10_000, "Press."),
        (15_000, "Relax."),
        (25_000, "Press."),
        (30_000, "Relax."),
    ]
    moment = timeline.moment_at(work.start + 12_000)
    assert (moment.word, moment.seconds_left, moment.kind) == ("Press", 28, Kind.HOLD)
    assert timeline.moment_at(work.start + 1_000).cue == "Let it sink"


@given(st.lists(st.integers(200, 9_000), min_size=2, max_size=4), st.integers(5, 200))
def test_they_fill_it_exactly(lengths: list[int], seconds: int) -> None:
    tempo = tuple(Phase(f"p{n}", ms) for n, ms in enumerate(lengths))
    drill = replace(HOLD, tempo=tempo, dose=Dose(Unit.SECONDS, seconds, 5, 200))
    _, work, segments = work_of(drill)
    assert sum(s.length for s in segments) == seconds * 1000 == work.end - work.start
    assert all(s.length <= s.phase.ms for s in segments)


def test_a_hold_may_go_from_side_to_side() -> None:
    drill = replace(
        HOLD,
        sides=Sides.ALTERNATE,
        order=(Side.LEFT, Side.RIGHT),
        tempo=(Phase("reach", 10_000),),
        dose=Dose(Unit.SECONDS, 40, 40, 40),
        coaching=(),
    )
    timeline, _, segments = work_of(drill)
    assert [s.side for s in segments] == [Side.LEFT, Side.RIGHT] * 2
    lines = [line for _, line in told(timeline, PhaseBegins)]
    assert lines == ["Left, reach.", "Right, reach.", "Left, reach.", "Right, reach."]
    assert drill.dose_step == 20


def test_a_long_phase_of_a_rep_is_heard_where_it_begins_and_ends() -> None:
    tempo = (Phase("lift", 1_000), Phase("hold", 10_000), Phase("lower", 1_000))
    timeline, _, _ = work_of(replace(SWITCHES, tempo=tempo, sides=Sides.BOTH))
    assert told(timeline, PhaseBegins)[:3] == [
        (250, "Lift up."),
        (1_082, "Hold."),
        (11_000, "Lower."),
    ]


def test_a_rep_of_one_long_phase_is_told_by_its_number_alone() -> None:
    circles = replace(SWITCHES, tempo=(Phase("circle", 3_000),), coaching=())
    timeline, _, _ = work_of(circles)
    assert told(timeline, PhaseBegins) == []
    assert told(timeline, CountsRep)[0] == (3_000, "Two.")
    cued, _, _ = work_of(replace(circles, tempo=(Phase("circle", 3_000, cue="Toes wide"),)))
    assert told(cued, PhaseBegins)[0] == (250, "Circle. Toes wide.")


def test_form_cues_that_another_drill_has_said_come_last() -> None:
    first = replace(SWITCHES, coaching=("A.", "Sit tall."), dose=Dose(Unit.REPS, 4, 4, 4))
    then = replace(first, id="then", coaching=("B.", "Sit tall.", "Breathe."))
    timeline = compile_routine(Routine("r", "R", (first, then)))
    said = [c.line for c in timeline.cues if isinstance(c.meaning, Coaches)]
    assert said == ["A.", "Sit tall.", "B.", "Breathe."]


def test_after_one_that_is_not_so_long_there_is_a_tick() -> None:
    tempo = (Phase("up", 1_500), Phase("lower", 4_000), Phase("change", 1_000))
    timeline, _, _ = work_of(replace(SWITCHES, tempo=tempo, sides=Sides.BOTH))
    second = [cue for cue in told(timeline, PhaseBegins) if cue[0] >= 6_500]
    assert second[:2] == [(8_000, "Lower."), (12_000, "")]


@pytest.mark.parametrize(("ms", "in_full"), [(2_900, 1), (3_000, 6)])
def test_a_breath_is_led_in_every_rep_and_a_slow_one_in_full(ms: Any, in_full: Any) -> None:
    tempo = (
        Phase("inhale", ms, Breath.IN),
        Phase("hold", ms, Breath.HOLD),
        Phase("exhale", ms, Breath.OUT),
    )
    drill = replace(BOOKS, tempo=tempo, dose=Dose(Unit.REPS, 6, 6, 6))
    timeline = work_of(drill)[0]
    lines = [line for _, line in told(timeline, Breathes)]
    assert lines.count("Hold your breath.") == lines.count("Breathe out.") == in_full
    assert lines.count("Hold.") == lines.count("Out.") == 6 - in_full
    counted = [line for _, line in told(timeline, CountsRep) if line]
    assert counted == ["Two, in.", "Three, in.", "Four, in.", "Last two, in.", "Six, in."]


CALF = (Phase("lift", 1_200, cue="High"), Phase("pause", 1_000), Phase("lower", 1_500))


@pytest.mark.parametrize(
    ("phases", "first", "second"),
    [
        (PhaseCues.NONE, [], []),
        (PhaseCues.TONES, ["Lift up.", "Hold.", "Lower."], ["", ""]),
        (PhaseCues.WORDS, ["Lift up.", "Hold.", "Lower."], ["Hold.", "Lower."]),
    ],
)
def test_the_parts_of_a_rep_are_told_as_the_person_wants(
    phases: Any, first: Any, second: Any
) -> None:
    drill = replace(SWITCHES, sides=Sides.BOTH, tempo=CALF, dose=Dose(Unit.REPS, 2, 2, 2))
    timeline = compile_routine(Routine("r", "R", (drill,), phase_cues=phases))
    said = told(timeline, PhaseBegins)
    assert [line for at, line in said if at < 3_700] == first
    assert [line for at, line in said if at >= 3_700] == second
    assert timeline.length == compile_routine(Routine("r", "R", (drill,))).length


def test_words_are_told_beside_a_breath_too() -> None:
    bridge = (Phase("lift", 1_200, Breath.OUT), *CALF[1:])
    drill = replace(SWITCHES, sides=Sides.BOTH, tempo=bridge, dose=Dose(Unit.REPS, 3, 3, 3))
    timeline = compile_routine(Routine("r", "R", (drill,), phase_cues=PhaseCues.WORDS))
    second = [c for c in told(timeline, PhaseBegins) if 3_700 <= c[0] < 7_400]
    assert [line for _, line in second] == ["Hold.", "Lower."]
    tones = compile_routine(Routine("r", "R", (drill,), phase_cues=PhaseCues.TONES))
    assert {line for _, line in told(tones, PhaseBegins)} == {""}


def test_parts_that_are_hurried_and_circles_are_not_ticked() -> None:
    quick = replace(SWITCHES, sides=Sides.BOTH, tempo=(CALF[0], Phase("pause", 500), CALF[2]))
    assert told(work_of(quick)[0], PhaseBegins) == []
    circle = tuple(Phase(name, 1_200) for name in ("lift", "out", "behind", "return"))
    round_ = replace(SWITCHES, sides=Sides.BOTH, tempo=circle)
    assert [line for _, line in told(work_of(round_)[0], PhaseBegins)] == [
        "Lift up.",
        "Out.",
        "Behind.",
        "Come back.",
    ]


@given(st.integers(3, 99), st.integers(500, 3_000))
def test_the_last_two_are_said_however_quick_the_reps_are(reps: Any, ms: Any) -> None:
    drill = replace(
        SWITCHES, sides=Sides.BOTH, tempo=(Phase("hop", ms),), dose=Dose(Unit.REPS, reps, 3, 99)
    )
    timeline, work, _ = work_of(drill)
    said = [cue for cue in timeline.cues if isinstance(cue.meaning, CountsLastTwo)]
    assert [cue.at for cue in said] == [work.start + (reps - 2) * ms]
    assert said[0].line == "Last two."


def test_ninety_nine_reps_of_a_second_are_all_counted() -> None:
    drill = replace(
        SWITCHES, sides=Sides.BOTH, tempo=(Phase("hop", 1_000),), dose=Dose(Unit.REPS, 99, 3, 99)
    )
    lines = [line for _, line in told(work_of(drill)[0], CountsRep)]
    assert len(lines) == 98
    assert all(lines)


def test_of_reps_too_quick_for_every_number_only_the_tens_are_said_from_there_on() -> None:
    hops = (Phase("hop", 800),)
    drill = replace(SWITCHES, sides=Sides.BOTH, tempo=hops, dose=Dose(Unit.REPS, 40, 3, 99))
    lines = [line for _, line in told(work_of(drill)[0], CountsRep)]
    said = [spoken.count(number) for number in (*range(2, 11), 20, 30)]
    assert [line for line in lines if line] == [*said[:-1], "Thirty.", "Last two."]
    assert len(lines) == 39


@given(st.integers(1, 30), st.lists(st.sampled_from("ABCDEF"), min_size=2, max_size=6, unique=True))
def test_no_form_cue_comes_twice_in_a_set_and_all_take_turns(reps: Any, letters: Any) -> None:
    drill = replace(
        SWITCHES,
        tempo=(Phase("drop", 2_000), Phase("lift", 2_000)),
        sides=Sides.BOTH,
        rounds=4,
        coaching=("First.", *(f"{letter}." for letter in letters)),
        dose=Dose(Unit.REPS, reps, 1, 30),
    )
    timeline = compile_routine(Routine("r", "R", (drill,)))
    counts: Counter[Any] = Counter()
    for work in timeline.sets:
        cues = timeline.cues_between(work.start, work.end)
        lines = [cue.line for cue in cues if isinstance(cue.meaning, Coaches)]
        assert len(set(lines)) == len(lines)
        counts.update(lines)
    assert not counts or max(counts.values()) - min(counts[f"{it}."] for it in letters) <= 1
