"""The values of a timeline. All times are integer milliseconds; ranges are half open."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import NamedTuple

from mobility_timer.routine import Drill, Phase, Side, Variant
from mobility_timer.timeline.cues import Cue


class Kind(Enum):
    LEAD_IN = "lead-in"
    SETUP = "set-up"
    CHANGE = "change"
    NEXT_SET = "next set"
    MOVE = "move"
    HOLD = "hold"
    REST = "rest"
    END = "end"

    def __init__(self, name: str) -> None:
        self.is_work = name in {"move", "hold"}


class WorkSet(NamedTuple):
    """One side, one variant, its reps or its hold: the unit of next and previous.

    `opens` is where the gap that leads to it begins, [start, end) is the work. `side` is None
    where the reps alternate or both sides work at once. `amount` is its dose, reps or seconds;
    `reps` is 0 for a hold. `block_round` is the round of the block that the drill is in, from 0.
    """

    index: int  # type: ignore[assignment]  # in place of a tuple's own, which nobody asks
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


class Segment(NamedTuple):
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

    def moved(self, later_ms: int, set: int) -> Segment:
        """The same, so much later and of this set."""
        start, end, kind, _, rep, side, phase = self
        return Segment(start + later_ms, end + later_ms, kind, set, rep, side, phase)


@dataclass(frozen=True)
class SetUpStep:
    """A step of a set-up, on screen from `at` until the next one or the work; `is_how` where it
    tells how to move, not where to stand."""

    at: int
    text: str
    is_how: bool = False

    def later(self, ms: int) -> SetUpStep:
        return SetUpStep(self.at + ms, self.text, self.is_how)


@dataclass(frozen=True)
class Section:
    """What happens from the end of one set to the end of the next, in ms from its own beginning.

    Segments are without gap or overlap and belong to set 0. `stops` are those of the gates that
    stop in any case.
    """

    length: int
    segments: tuple[Segment, ...]
    cues: tuple[Cue, ...]
    gates: tuple[int, ...]
    stops: tuple[int, ...]
    steps: tuple[SetUpStep, ...]

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(segment.start for segment in self.segments)

    @cached_property
    def _cue_times(self) -> tuple[int, ...]:
        return tuple(cue.at for cue in self.cues)

    @cached_property
    def _step_times(self) -> tuple[int, ...]:
        return tuple(step.at for step in self.steps)

    def segment_at(self, t: int) -> Segment:
        return self.segments[bisect_right(self._starts, t) - 1]

    def cues_between(self, a: int, b: int) -> tuple[Cue, ...]:
        return self.cues[bisect_left(self._cue_times, a) : bisect_left(self._cue_times, b)]

    def cue_from(self, t: int) -> int | None:
        """When the first cue at or after t is due."""
        place = bisect_left(self._cue_times, t)
        return self._cue_times[place] if place < len(self._cue_times) else None

    def steps_between(self, a: int, b: int) -> tuple[SetUpStep, ...]:
        return self.steps[bisect_left(self._step_times, a) : bisect_left(self._step_times, b)]


class Moment(NamedTuple):
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


def pass_of(of: WorkSet | DrillSpan) -> tuple[int, int, int]:
    """The drill and the round in which it is done."""
    return of.round, of.block_round, of.drill
