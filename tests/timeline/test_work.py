"""The work of a set, phase by phase."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_routines import BOOKS, HOLD, SWITCHES

from mobility_timer.routine.model import Breath, Dose, Phase, Routine, Side, Sides, Unit
from mobility_timer.timeline.compiler import compile_routine
from mobility_timer.timeline.cues import Breathes, PhaseBegins
from mobility_timer.timeline.model import Kind

RELAX, PRESS = Phase("relax", 10_000, cue="Let it sink"), Phase("press", 5_000)


def work_of(drill):
    timeline = compile_routine(Routine("r", "R", (drill,)))
    work = timeline.sets[0]
    segments = [s for s in timeline.segments if work.start <= s.start < work.end]
    return timeline, work, segments


def told(timeline, kind):
    return [
        (c.at - timeline.sets[0].start, c.line)
        for c in timeline.cues_between(timeline.sets[0].start, timeline.sets[0].end)
        if isinstance(c.meaning, kind)
    ]


def test_the_phases_of_a_hold_come_round_until_its_time_is_over():
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
        (0, "Relax. Let it sink."),
        (10_000, "Press."),
        (15_000, "Relax."),
        (25_000, "Press."),
        (30_000, "Relax."),
    ]
    moment = timeline.moment_at(work.start + 12_000)
    assert (moment.word, moment.seconds_left, moment.kind) == ("Press", 28, Kind.HOLD)
    assert timeline.moment_at(work.start + 1_000).cue == "Let it sink"


@given(st.lists(st.integers(200, 9_000), min_size=2, max_size=4), st.integers(5, 200))
def test_they_fill_it_exactly(lengths, seconds):
    tempo = tuple(Phase(f"p{n}", ms) for n, ms in enumerate(lengths))
    drill = replace(HOLD, tempo=tempo, dose=Dose(Unit.SECONDS, seconds, 5, 200))
    _, work, segments = work_of(drill)
    assert sum(s.length for s in segments) == seconds * 1000 == work.end - work.start
    assert all(s.length <= s.phase.ms for s in segments)


def test_a_hold_may_go_from_side_to_side():
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


def test_a_long_phase_of_a_rep_is_heard_where_it_begins_and_ends():
    tempo = (Phase("lift", 1_000), Phase("hold", 10_000), Phase("lower", 1_000))
    timeline, _, _ = work_of(replace(SWITCHES, tempo=tempo, sides=Sides.BOTH))
    assert told(timeline, PhaseBegins)[:2] == [(1_000, "Hold."), (11_000, "Lower.")]


def test_after_one_that_is_not_so_long_there_is_a_tick():
    tempo = (Phase("up", 1_500), Phase("lower", 4_000), Phase("change", 1_000))
    timeline, _, _ = work_of(replace(SWITCHES, tempo=tempo, sides=Sides.BOTH))
    assert told(timeline, PhaseBegins)[:2] == [(1_500, "Lower."), (5_500, "")]


@pytest.mark.parametrize(("ms", "reps_led"), [(2_900, 3), (3_000, 6)])
def test_a_slow_breath_is_led_in_every_rep(ms, reps_led):
    tempo = (
        Phase("inhale", ms, Breath.IN),
        Phase("hold", ms, Breath.HOLD),
        Phase("exhale", ms, Breath.OUT),
    )
    drill = replace(BOOKS, tempo=tempo, dose=Dose(Unit.REPS, 6, 6, 6))
    lines = [line for _, line in told(work_of(drill)[0], Breathes)]
    assert lines.count("Hold your breath.") == reps_led
    assert lines.count("Breathe in.") == lines.count("Breathe out.") == reps_led
