"""What was done of a set, told from what was played of it; parts that were skipped do not count."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace

from mobility_timer.routine import Drill, Side, Variant
from mobility_timer.timeline import Timeline, WorkSet

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class FinishedSet:
    """A set that is over: `done` of the reps, or of the seconds of a hold, that were asked."""

    set: WorkSet
    drill: Drill
    done: int

    @property
    def asked(self) -> int:
        return self.set.amount

    @property
    def side(self) -> Side | None:
        return self.set.side

    @property
    def variant(self) -> Variant | None:
        return self.set.variant


@dataclass(frozen=True)
class PlayedSet:
    """A set and the parts of it that were played, in ms from its start, in order and apart."""

    set: WorkSet
    drill: Drill
    spans: Spans = ()

    @property
    def done(self) -> int:
        """Whole reps, or seconds of a hold; what is done again counts once."""
        if self.drill.is_hold:
            return sum(end - start for start, end in self.spans) // 1000
        rep_ms = self.drill.rep_ms
        whole = (end // rep_ms - -(-start // rep_ms) for start, end in self.spans)
        return sum(max(0, reps) for reps in whole)

    def with_span(self, start: int, end: int) -> PlayedSet:
        """Played from `start` to `end`, in ms of the timeline, cut to the set."""
        first, last = max(start, self.set.start), min(end, self.set.end)
        if first >= last:
            return self
        return replace(
            self, spans=_merged(self.spans, first - self.set.start, last - self.set.start)
        )

    def finished(self) -> tuple[FinishedSet, ...]:
        """What to tell of it when it is over: nothing if no rep and no second was done."""
        return (FinishedSet(self.set, self.drill, self.done),) if self.done else ()


def played_on(
    played: PlayedSet | None, timeline: Timeline, start: int, end: int
) -> tuple[PlayedSet | None, tuple[FinishedSet, ...]]:
    """What is being done after playing from `start` to `end`, and the sets finished by that."""
    finished: tuple[FinishedSet, ...] = ()
    for work in timeline.sets[bisect_right(timeline.sets, start, key=lambda work: work.end) :]:
        if work.start >= end:
            break
        if played is None or played.set != work:
            finished += played.finished() if played else ()
            played = PlayedSet(work, timeline.drill_of(work))
        played = played.with_span(start, end)
        if end >= work.end:
            finished += played.finished()
            played = None
    return played, finished


def _merged(spans: Spans, start: int, end: int) -> Spans:
    before = tuple(span for span in spans if span[1] < start)
    after = tuple(span for span in spans if span[0] > end)
    touched = [span for span in spans if span[0] <= end and span[1] >= start]
    first = min([start, *(span[0] for span in touched)])
    last = max([end, *(span[1] for span in touched)])
    return (*before, (first, last), *after)
