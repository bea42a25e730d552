"""In every set-up the figure shows what is to be done, and is ready, or in the hold, at GO."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from mobility_timer.drawing.demonstration import QUICKEST, SETTLES_MS, is_entered
from mobility_timer.drawing.figure_state import Viewport, figure_at
from mobility_timer.library import installed
from mobility_timer.library.library import Library
from mobility_timer.timeline import COUNT_IN_MS, Kind
from mobility_timer.timeline.compiler import compile_routine

FRAME = Viewport(320, 320, 1.0, "light")
CALM = replace(FRAME, calm=True)
LOOK_MS = 100


@dataclass(frozen=True)
class Shown:
    """What the figure does in a gap after it has come to its place."""

    name: str
    kind: Kind
    held: bool
    known: bool
    """Whether the drill was done in a round before."""
    rep_ms: int
    states: list[Any]
    steps: list[Any]


@pytest.fixture(scope="module")
def library() -> Library:
    return installed()


def gaps(library: Library, routine_id: str, viewport: Viewport = FRAME) -> Iterator[Shown]:
    timeline = compile_routine(library.routines[routine_id])
    for work in timeline.sets:
        drill = timeline.drill_of(work)
        motion = library.motion_of(drill)
        if motion is None:
            continue
        opens, start = timeline.gap_before(work)
        states = [
            (at - start, figure_at(timeline, at, library.motion_of, viewport))
            for at in (*range(opens, start, LOOK_MS), start - 1)
        ]
        steps = [(step.at - start, step.is_how) for step in timeline.steps_between(opens, start)]
        kind = timeline.segment_at(start - 1).kind
        name = f"{routine_id} {drill.id} {work.side} {work.variant and work.variant.id}"
        held, known = is_entered(drill, motion), bool(work.round or work.block_round)
        yield Shown(name, kind, held, known, drill.rep_ms, states, steps)


def judge(gap: Shown) -> None:
    phases = [(at, state.phase) for at, state in gap.states if state.before is None]
    moving = [at for at, phase in phases if phase > 0]
    assert not any(state.counts for _, state in gap.states), gap.name
    assert moving or gap.known, f"{gap.name}: nothing is shown"
    if gap.held:
        assert phases[-1][1] >= 1.0, f"{gap.name}: not in the hold at GO"
        return
    room = -phases[0][0] - 2 * SETTLES_MS
    if gap.known and gap.kind is not Kind.CHANGE:
        assert {phase for at, phase in phases if at >= -COUNT_IN_MS} == {0.0}, gap.name
    elif gap.kind is not Kind.CHANGE or room > QUICKEST * gap.rep_ms + LOOK_MS:
        assert max(phase for _, phase in phases) > 0.9, f"{gap.name}: no whole rep is shown"
    else:
        assert max(phase for _, phase in phases) > 0.2, f"{gap.name}: nothing of it is shown"
    assert phases[-1][1] == 0.0, f"{gap.name}: not ready at GO"
    told_of = gap.kind is Kind.SETUP and gap.steps[-1][1] and not gap.known
    if told_of and moving[0] > -12_000:
        told = next(at for at, is_how in gap.steps if is_how)
        assert moving[0] <= told + 3_500, f"{gap.name}: said long before it is shown"
        assert moving[-1] >= told, f"{gap.name}: shown before it is said"


def test_every_set_up_of_the_desk_break_shows_what_comes(library: Library) -> None:
    for gap in gaps(library, "desk-break"):
        judge(gap)


@pytest.mark.slow
@pytest.mark.parametrize("routine_id", sorted(installed().routines))
def test_every_set_up_shows_what_comes(library: Library, routine_id: Any) -> None:
    for gap in gaps(library, routine_id):
        judge(gap)


def test_what_is_shown_flows_without_a_leap(library: Library) -> None:
    for gap in gaps(library, "desk-break"):
        phases = [state.phase for _, state in gap.states if state.before is None]
        leaps = [abs((b - a + 0.5) % 1.0 - 0.5) for a, b in itertools.pairwise(phases)]
        assert max(leaps, default=0.0) < 0.12, gap.name


def test_in_a_long_set_up_it_is_shown_twice(library: Library) -> None:
    """Once as it is said, and once more before the work."""
    gap = next(
        gap for gap in gaps(library, "ankle-focus") if "band-dorsiflexion Side.L" in gap.name
    )
    moving = [at for at, state in gap.states if state.before is None and state.phase > 0.0]
    pauses = [b - a for a, b in itertools.pairwise(moving) if b - a > 5 * LOOK_MS]
    assert len(pauses) == 1
    assert moving[0] < -15_000
    assert moving[-1] > -5_000


def moved_ms(gap: Shown) -> int:
    """How long the figure moves, once it is in its place."""
    return LOOK_MS * sum(0.0 < state.phase < 1.0 for _, state in gap.states if state.before is None)


def is_shown_twice(gap: Shown) -> bool:
    moving = [at for at, state in gap.states if state.before is None and state.phase > 0.0]
    return any(b - a > 5 * LOOK_MS for a, b in itertools.pairwise(moving))


@pytest.mark.parametrize("routine_id", ["desk-break", "ankle-focus"])
def test_with_less_motion_it_is_shown_once_and_slower(library: Library, routine_id: str) -> None:
    took, takes = 0, 0
    usual, calm = gaps(library, routine_id), gaps(library, routine_id, CALM)
    for gap, calmly in zip(usual, calm, strict=True):
        judge(calmly)
        ways = [state.way_s for _, state in calmly.states if state.before is not None]
        assert set(ways) <= {0.0}, f"{gap.name}: it travels"
        assert not is_shown_twice(calmly), gap.name
        if not is_shown_twice(gap):
            took, takes = took + moved_ms(gap), takes + moved_ms(calmly)
    assert takes > 1.25 * took


def test_the_countdown_finds_the_figure_ready(library: Library) -> None:
    """Where a set-up has time enough, nothing moves from the countdown on."""
    found = [gap for gap in gaps(library, "strength") if "calf-raises" in gap.name]
    assert [gap.known for gap in found] == [False, True]
    for gap in found:
        assert {state.phase for at, state in gap.states if at >= -COUNT_IN_MS} == {0.0}


def test_work_counts(library: Library) -> None:
    timeline = compile_routine(library.routines["desk-break"])
    for work in timeline.sets:
        assert figure_at(timeline, work.start, library.motion_of, FRAME).counts
