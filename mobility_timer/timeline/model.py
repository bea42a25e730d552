"""A compiled routine, and the two questions it answers.

`moment_at(t)` says what is on screen at t; `cues_between(a, b)` what sounds from a up to b.
All times are integer milliseconds from the start; ranges are half open.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property

from mobility_timer.routine import Drill, Phase, Routine, Side, Sides, Variant
from mobility_timer.timeline.cues import Cue
from mobility_timer.words import player


class Kind(Enum):
    LEAD_IN = "lead-in"
    SETUP = "set-up"
    CHANGE = "change"
    NEXT_SET = "next set"
    MOVE = "move"
    HOLD = "hold"
    REST = "rest"
    END = "end"

    @property
    def is_work(self) -> bool:
        return self in (Kind.MOVE, Kind.HOLD)


@dataclass(frozen=True)
class WorkSet:
    """One side, one variant, its reps or its hold: the unit of next and previous.

    `opens` is where the gap that leads to it begins, [start, end) is the work. `side` is None
    where the reps alternate or both sides work at once. `amount` is its dose, reps or seconds;
    `reps` is 0 for a hold. `block_round` is the round of the block that the drill is in, from 0.
    """

    index: int
    round: int
    block_round: int
    drill: int
    repeat: int
    side: Side | None
    variant: Variant | None
    amount: int
    reps: int
    opens: int
    start: int
    end: int


@dataclass(frozen=True)
class Segment:
    """A stretch of time in which one thing happens.

    `set` is the index of the set that it belongs or leads to; `rep` counts from 0, in a hold the
    times that its phases have come round.
    """

    start: int
    end: int
    kind: Kind
    set: int
    rep: int = 0
    side: Side | None = None
    phase: Phase | None = None

    @property
    def length(self) -> int:
        return self.end - self.start


@dataclass(frozen=True)
class SetUpStep:
    """A step of a set-up, on screen from `at` until the next one or the work; `is_how` where it
    tells how to move, not where to stand."""

    at: int
    text: str
    is_how: bool = False


@dataclass(frozen=True)
class Moment:
    """What is on screen at one time.

    `rep` counts from 1 and is 0 outside of reps; `seconds_left` is of the whole gap
    or hold, rounded up; shares run from 0 to 1. `side` is the side of this very rep (or of the
    first rep of the set that a gap leads to).
    """

    at: int
    length: int
    segment: Segment
    set: WorkSet
    drill: Drill
    side: Side | None
    rep: int
    reps: int
    seconds_left: int
    phase_share: float
    rep_share: float
    set_share: float
    cue: str
    word: str
    next: str

    @property
    def kind(self) -> Kind:
        return self.segment.kind

    @property
    def variant(self) -> Variant | None:
        return self.set.variant

    @property
    def is_open(self) -> bool:
        """Whether what is being done lasts until the person stops, or its time is over."""
        return self.kind.is_work and self.drill.dose.is_open

    @property
    def left(self) -> int:
        """Milliseconds to the end of the routine."""
        return self.length - self.at


@dataclass(frozen=True)
class DrillSpan:
    """One bar of the overview: a drill in one round, from the gap before it to its last rep."""

    round: int
    block_round: int
    drill: int
    start: int
    end: int


CUE_MS = 10_000
"""How long a cue of a hold stays on screen."""


@dataclass(frozen=True)
class Timeline:
    """Segments without gap or overlap, the sets, the cues in order, and the gates.

    A gate is a time at which "wait for me" stops until told to go on. `stops` are those gates that
    stop in any case, because something takes as long as it takes to set up. `steps` are those of
    all set-ups, in order of time.
    """

    routine: Routine
    segments: tuple[Segment, ...]
    sets: tuple[WorkSet, ...]
    cues: tuple[Cue, ...]
    gates: tuple[int, ...]
    steps: tuple[SetUpStep, ...] = ()
    stops: tuple[int, ...] = ()

    @property
    def length(self) -> int:
        return self.segments[-1].end

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(segment.start for segment in self.segments)

    @cached_property
    def _cue_times(self) -> tuple[int, ...]:
        return tuple(cue.at for cue in self.cues)

    @cached_property
    def _step_times(self) -> tuple[int, ...]:
        return tuple(step.at for step in self.steps)

    @cached_property
    def spans(self) -> tuple[DrillSpan, ...]:
        """The drills in the order in which they are done, one span a drill and round."""
        spans: list[DrillSpan] = []
        for work in self.sets:
            if spans and _pass(spans[-1]) == _pass(work):
                spans[-1] = replace(spans[-1], end=work.end)
            else:
                spans.append(DrillSpan(*_pass(work), work.opens, work.end))
        return tuple(spans)

    def drill_of(self, work: WorkSet) -> Drill:
        return self.routine.drills[work.drill]

    def segment_at(self, t: int) -> Segment:
        """The segment that holds t, clamped to the timeline."""
        clamped = min(max(t, 0), self.length - 1)
        return self.segments[bisect_right(self._starts, clamped) - 1]

    def span_at(self, t: int) -> int:
        """Index of the span of the set that t belongs or leads to."""
        work = self.sets[self.segment_at(t).set]
        return list(map(_pass, self.spans)).index(_pass(work))

    def cues_between(self, a: int, b: int) -> tuple[Cue, ...]:
        """The cues at or after a and before b."""
        return self.cues[bisect_left(self._cue_times, a) : bisect_left(self._cue_times, b)]

    def step_at(self, t: int) -> SetUpStep | None:
        """The step of the set-up that is to be read at t; None at work and where none has begun."""
        segment = self.segment_at(t)
        if segment.kind.is_work or segment.kind is Kind.END:
            return None
        opens, _ = self.gap_before(self.sets[segment.set])
        begun = self.steps_between(opens, t + 1)
        return begun[-1] if begun else None

    def steps_between(self, a: int, b: int) -> tuple[SetUpStep, ...]:
        """The steps that begin at or after a and before b."""
        return self.steps[bisect_left(self._step_times, a) : bisect_left(self._step_times, b)]

    def gap_before(self, work: WorkSet) -> tuple[int, int]:
        """From when to when the time before a set's work is, its rest included."""
        return self.sets[work.index - 1].end if work.index else 0, work.start

    def gate_after(self, t: int, *, waits: bool = True) -> int | None:
        """The first gate later than t at which playback stops, with or without "wait for me"."""
        gates = self.gates if waits else self.stops
        index = bisect_right(gates, t)
        return gates[index] if index < len(gates) else None

    def rep_start(self, t: int) -> int:
        """Where the rep begins in which t lies; t itself outside of reps."""
        segment = self.segment_at(t)
        if segment.kind is not Kind.MOVE:
            return min(max(t, 0), self.length)
        work = self.sets[segment.set]
        return work.start + segment.rep * self.drill_of(work).rep_ms

    def moment_at(self, t: int) -> Moment:
        """What is on screen at t; after the end the last moment stays."""
        at = min(max(t, 0), self.length)
        segment = self.segment_at(at)
        work = self.sets[segment.set]
        drill = self.drill_of(work)
        moving = segment.kind is Kind.MOVE
        rep_start = self.rep_start(at) if moving else segment.start
        rep_ms = drill.rep_ms if moving else segment.length
        return Moment(
            at=at,
            length=self.length,
            segment=segment,
            set=work,
            drill=drill,
            side=segment.side,
            rep=segment.rep + 1 if moving else 0,
            reps=work.reps,
            seconds_left=-(-(_counted_to(segment, work) - at) // 1000),
            phase_share=_share(at, segment.start, segment.end),
            rep_share=_share(at, rep_start, rep_start + rep_ms),
            set_share=_share(at, work.start, work.end),
            cue=_cue_on_screen(drill, segment, work, at),
            word=_word(segment),
            next=self._next_after(work, segment),
        )

    def _next_after(self, work: WorkSet, segment: Segment) -> str:
        if segment.kind is Kind.END:
            return ""
        if not segment.kind.is_work:
            return ""
        if work.index + 1 == len(self.sets):
            return player.THE_END
        return _leads_to(self, work, self.sets[work.index + 1])


def _leads_to(timeline: Timeline, work: WorkSet, after: WorkSet) -> str:
    drill = timeline.drill_of(after)
    if after.opens > work.end:
        return player.REST_NEXT
    if _pass(after) != _pass(work):
        moved = drill.position is not timeline.drill_of(work).position
        if moved and drill.position.value not in drill.short.lower():
            return player.drill_and_position(drill.short, drill.position.value)
        return drill.short
    if after.repeat != work.repeat:
        return player.set_of(after.repeat + 1, drill.rounds)
    if after.side is not work.side and after.side is not None:
        return drill.switch
    assert after.variant is not None
    return after.variant.name


def _pass(of: WorkSet | DrillSpan) -> tuple[int, int, int]:
    """The drill and the round in which it is done."""
    return of.round, of.block_round, of.drill


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
    return min(1.0, max(0.0, (at - start) / (end - start))) if end > start else 1.0


def _word(segment: Segment) -> str:
    if segment.phase is not None:
        return segment.phase.name.capitalize()
    return player.SEGMENTS[segment.kind.value]


def _cue_on_screen(drill: Drill, segment: Segment, work: WorkSet, at: int) -> str:
    """The cue of at most 24 characters: what changes in a gap, else how to move."""
    match segment.kind:
        case Kind.CHANGE if work.variant is not None and work.variant is not drill.variants[0]:
            return work.variant.name
        case Kind.CHANGE:
            return drill.switch
        case Kind.NEXT_SET:
            return player.set_of(work.repeat + 1, drill.rounds)
        case Kind.LEAD_IN | Kind.SETUP:
            return drill.short
        case Kind.REST | Kind.END:
            return player.SEGMENTS[segment.kind.value]
        case _ if segment.phase is not None and segment.phase.cue:
            return segment.phase.cue
        case Kind.HOLD:
            step = (at - work.start) // CUE_MS
        case Kind.MOVE:
            step = segment.rep // (4 if drill.sides is Sides.ALTERNATE else 3)
    return drill.cues[step % len(drill.cues)] if drill.cues else ""
