"""What is on screen at one time of a set: the count, the cue, the word, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence

from mobility_timer.routine import Drill, Routine, Sides
from mobility_timer.timeline.model import Kind, Moment, Segment, WorkSet, pass_of
from mobility_timer.words import player

CUE_MS = 10_000
"""How long a cue of a hold stays on screen."""


def moment_in(
    segment: Segment, work: WorkSet, drill: Drill, at: int, length: int, following: str
) -> Moment:
    """The moment `at` in a segment; `length` is the timeline's, `following` what comes next."""
    rep = 0
    rep_share = phase_share = _share(at, segment.start, segment.end)
    if segment.kind is Kind.MOVE:
        rep_start = work.start + segment.rep * drill.rep_ms
        rep, rep_share = segment.rep + 1, _share(at, rep_start, rep_start + drill.rep_ms)
    return Moment(
        at,
        length,
        segment,
        work,
        drill,
        segment.side,
        rep,
        work.reps,
        -(-(_counted_to(segment, work) - at) // 1000),
        phase_share,
        rep_share,
        _share(at, work.start, work.end),
        _cue_on_screen(drill, segment, work, at),
        _word(segment),
        following,
    )


def next_after(routine: Routine, sets: Sequence[WorkSet], work: WorkSet) -> str:
    """What comes after a set, in a word or two."""
    if work.index + 1 == len(sets):
        return player.THE_END
    after = sets[work.index + 1]
    drill = routine.drills[after.drill]
    if after.opens > work.end:
        return player.REST_NEXT
    if pass_of(after) != pass_of(work):
        moved = drill.position is not routine.drills[work.drill].position
        if moved and drill.position.value not in drill.short.lower():
            return player.drill_and_position(drill.short, drill.position.value)
        return drill.short
    if after.repeat != work.repeat:
        return player.set_of(after.repeat + 1, drill.rounds)
    if after.side is not work.side and after.side is not None:
        return drill.switch
    assert after.variant is not None
    return after.variant.name


def _counted_to(segment: Segment, work: WorkSet) -> int:
    """Where the seconds on screen come to zero."""
    match segment.kind:
        case Kind.HOLD:
            return work.end
        case Kind.MOVE | Kind.END:
            return segment.end
        case _:
            return work.start


def _share(at: int, start: int, end: int) -> float:
    if at >= end:
        return 1.0
    return (at - start) / (end - start) if at > start else 0.0


def _word(segment: Segment) -> str:
    if segment.phase is not None:
        return segment.phase.name.capitalize()
    return player.SEGMENTS[segment.kind.value]


def _cue_on_screen(drill: Drill, segment: Segment, work: WorkSet, at: int) -> str:
    """The cue of at most 24 characters: what changes in a gap, else how to move."""
    if segment.kind.is_work:
        return _cue_at_work(drill, segment, work, at)
    match segment.kind:
        case Kind.CHANGE if work.variant is not None and work.variant is not drill.variants[0]:
            return work.variant.name
        case Kind.CHANGE:
            return drill.switch
        case Kind.NEXT_SET:
            return player.set_of(work.repeat + 1, drill.rounds)
        case Kind.LEAD_IN | Kind.SETUP:
            return drill.short
        case _:
            return player.SEGMENTS[segment.kind.value]


def _cue_at_work(drill: Drill, segment: Segment, work: WorkSet, at: int) -> str:
    if segment.phase is not None and segment.phase.cue:
        return segment.phase.cue
    if not drill.cues:
        return ""
    if segment.kind is Kind.HOLD:
        step = (at - work.start) // CUE_MS
    else:
        step = segment.rep // (4 if drill.sides is Sides.ALTERNATE else 3)
    return drill.cues[step % len(drill.cues)]
