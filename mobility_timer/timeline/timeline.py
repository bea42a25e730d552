"""A compiled routine, and the two questions it answers.

`moment_at(t)` says what is on screen at t; `cues_between(a, b)` what sounds from a up to b.
All times are integer milliseconds from the start; ranges are half open.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, groupby

from mobility_timer.routine import Drill, Routine
from mobility_timer.timeline.cues import Cue
from mobility_timer.timeline.model import (
    DrillSpan,
    Kind,
    Moment,
    Section,
    Segment,
    SetUpStep,
    WorkSet,
    pass_of,
)
from mobility_timer.timeline.on_screen import moment_in, next_after


@dataclass(frozen=True)
class Timeline:
    """The sets, and a section for each: its gap and its work, from the end of the set before.

    The first section begins with the time to get ready, the last one ends with the end. Sections
    have their own times, so that sets in which the same happens share one; what they hold is
    found at its time of the timeline here.
    """

    routine: Routine
    sets: tuple[WorkSet, ...]
    sections: tuple[Section, ...]

    @cached_property
    def length(self) -> int:
        return self._begins[-1] + self.sections[-1].length

    @cached_property
    def _begins(self) -> tuple[int, ...]:
        lengths = (section.length for section in self.sections[:-1])
        return tuple(accumulate(lengths, initial=0))

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """All of them, without gap or overlap."""
        return tuple(
            segment.moved(begin, place)
            for place, (begin, section) in enumerate(self._placed())
            for segment in section.segments
        )

    @cached_property
    def cues(self) -> tuple[Cue, ...]:
        """All of them, in order of time."""
        return self.cues_between(0, self.length + 1)

    @cached_property
    def steps(self) -> tuple[SetUpStep, ...]:
        """Those of all set-ups, in order of time."""
        return self.steps_between(0, self.length + 1)

    @cached_property
    def gates(self) -> tuple[int, ...]:
        """The times at which "wait for me" stops until told to go on."""
        return tuple(begin + gate for begin, it in self._placed() for gate in it.gates)

    @cached_property
    def stops(self) -> tuple[int, ...]:
        """Those gates that stop in any case, because something takes as long as it takes to set
        up."""
        return tuple(begin + stop for begin, it in self._placed() for stop in it.stops)

    @cached_property
    def spans(self) -> tuple[DrillSpan, ...]:
        """The drills in the order in which they are done, one span a drill and round."""
        passes = (list(sets) for _, sets in groupby(self.sets, key=pass_of))
        return tuple(DrillSpan(*pass_of(sets[0]), sets[0].opens, sets[-1].end) for sets in passes)

    @cached_property
    def _span_places(self) -> dict[tuple[int, int, int], int]:
        return {pass_of(span): place for place, span in enumerate(self.spans)}

    def drill_of(self, work: WorkSet) -> Drill:
        return self.routine.drills[work.drill]

    def segment_at(self, t: int) -> Segment:
        """The segment that holds t, clamped to the timeline."""
        clamped = min(max(t, 0), self.length - 1)
        place = bisect_right(self._begins, clamped) - 1
        begin = self._begins[place]
        return self.sections[place].segment_at(clamped - begin).moved(begin, place)

    def span_at(self, t: int) -> int:
        """Index of the span of the set that t belongs or leads to."""
        return self._span_places[pass_of(self.sets[self.segment_at(t).set])]

    def cues_between(self, a: int, b: int) -> tuple[Cue, ...]:
        """The cues at or after a and before b."""
        return tuple(
            cue.later(begin)
            for begin, section in self._placed(a, b)
            for cue in section.cues_between(a - begin, b - begin)
        )

    def cue_from(self, t: int) -> int | None:
        """When the first cue at or after t is due."""
        for begin, section in self._placed(t):
            at = section.cue_from(t - begin)
            if at is not None:
                return begin + at
        return None

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
        return tuple(
            step.later(begin)
            for begin, section in self._placed(a, b)
            for step in section.steps_between(a - begin, b - begin)
        )

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
        following = next_after(self.routine, self.sets, work) if segment.kind.is_work else ""
        return moment_in(segment, work, self.drill_of(work), at, self.length, following)

    def _placed(self, a: int = 0, b: int | None = None) -> Iterator[tuple[int, Section]]:
        """The sections in which something may be at or after a and before b, and their begins."""
        first = max(0, bisect_right(self._begins, a) - 1)
        last = len(self.sections) if b is None else bisect_right(self._begins, b)
        yield from zip(self._begins[first:last], self.sections[first:last], strict=True)
