from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mobility_timer.routine.model import Phase, Routine, Variant
from mobility_timer.settings import PhaseCues
from mobility_timer.timeline.compiler import compile_routine
from mobility_timer.timeline.cues import Tone, VariantChanges
from mobility_timer.timeline.laying.tape import Due
from mobility_timer.timeline.lines.overlaps import with_lines
from mobility_timer.timeline.lines.speaking import speaking_ms
from mobility_timer.timeline.work_cues import Coaches, CountsRep, Halfway, PhaseBegins, Starts
from tests.sample_routines import MIXED, routines

LEFT = Variant("left", "45° left", "45 degrees left")
anything = st.one_of(
    st.builds(Coaches, st.sampled_from(["Slow.", "Keep the heel down all the time."])),
    st.builds(CountsRep, st.integers(2, 99), st.just(99)),
    st.just(Halfway()),
    st.just(Starts()),
    st.just(VariantChanges(LEFT)),
)
cue_lists = st.lists(st.builds(Due, st.integers(0, 20_000), anything, st.none()), max_size=12)


@given(cue_lists)
def test_lines_never_overlap(cues: list[Due]) -> None:
    spoken = [c for c in with_lines(cues, 25_000) if c.line]
    for first, second in pairwise(spoken):
        assert first.at + speaking_ms(first.line) <= second.at
        assert first.until == second.at


@given(cue_lists)
def test_nothing_runs_past_the_end(cues: list[Due]) -> None:
    for cue in with_lines(cues, 21_000):
        assert cue.at + speaking_ms(cue.line) <= 21_000 or not cue.line


@given(cue_lists)
def test_a_silent_line_lost_against_a_more_important_one(cues: list[Due]) -> None:
    placed = with_lines(cues, 40_000)
    spoken = [c for c in placed if c.line]
    silent = [c for c in placed if not c.line and isinstance(c.meaning, CountsRep)]
    for cue in silent:
        winners = [c for c in spoken if c.meaning.rank <= CountsRep.rank]
        assert any(c.at - 1_500 <= cue.at <= c.at + 3_000 for c in winners)


def test_the_more_important_line_wins() -> None:
    cues = [Due(0, Coaches("Keep the heel down.")), Due(500, VariantChanges(LEFT))]
    (kept,) = with_lines(cues, 9_000)
    assert kept.line == "45 degrees left."


def test_tones_stay_where_words_fall_silent() -> None:
    cues = [Due(0, VariantChanges(LEFT)), Due(200, Starts())]
    assert [c.tone for c in with_lines(cues, 9_000)] == [None, Tone.GO]


@given(routines)
def test_no_two_voices_in_any_routine(routine: Routine) -> None:
    spoken = [c for c in compile_routine(routine).cues if c.line]
    assert all(a.at + speaking_ms(a.line) <= b.at for a, b in pairwise(spoken))


def test_a_phase_is_not_ticked_while_a_form_cue_is_said() -> None:
    tick = PhaseBegins(Phase("lower", 1500), named=False)
    cues = [Due(0, Coaches("Lower it with control.")), Due(500, tick), Due(5_000, tick)]
    assert [cue.at for cue in with_lines(cues, 9_000)] == [0, 5_000]


@given(routines, st.sampled_from(PhaseCues))
def test_no_tone_but_the_tick_of_a_quick_rep_sounds_over_the_words_of_another_cue(
    routine: Routine, phases: PhaseCues
) -> None:
    cues = compile_routine(replace(routine, phase_cues=phases)).cues
    spoken = [(c.at, c.at + speaking_ms(c.line)) for c in cues if c.line]
    heard = [(c.at, c.tone or (None if c.line else c.meaning.stand_in)) for c in cues]
    beeps = [at for at, tone in heard if tone not in (None, Tone.REP)]
    assert [at for at in beeps if any(begin < at < end for begin, end in spoken)] == []


def test_every_line_ends_by_the_next_one() -> None:
    timeline = compile_routine(MIXED)
    spoken = [c for c in timeline.cues if c.line]
    assert all(a.until == b.at for a, b in pairwise(spoken))
    assert spoken[-1].until == timeline.length


def test_a_line_that_would_run_past_the_end_is_not_said() -> None:
    cue = Due(1_000, Coaches("Keep the heel down all the time."))
    over = cue.at + speaking_ms(cue.meaning.phrasings[-1])
    assert [each.line for each in with_lines([cue], over)] == [cue.meaning.phrasings[-1]]
    assert with_lines([cue], over - 1) == ()
