"""What was done of a set, told from what was played of it; parts that were skipped do not count."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from mobility_timer.routine import MOST_ROUNDS, Counts, Drill, Side, Variant
from mobility_timer.timeline import Timeline, WorkSet, with_finish

Spans = tuple[tuple[int, int], ...]
SetKey = tuple[int, int, int, str, str]
"""A set by its round, place of the drill in the routine, repeat, side and variant ("" for none):
the same for as long as the routine has it, whatever its dose. Rounds of a block count as repeats,
in tens."""


def set_key(work: WorkSet) -> SetKey:
    side = work.side.value if work.side else ""
    repeat = work.block_round * MOST_ROUNDS + work.repeat
    return (work.round, work.drill, repeat, side, work.variant.id if work.variant else "")


@dataclass(frozen=True)
class FinishedSet:
    """A set that is over, and the parts of it that were played.

    Of a set that lasts until the person stops no more is asked than was done.
    """

    played: PlayedSet

    @property
    def set(self) -> WorkSet:
        return self.played.set

    @property
    def drill(self) -> Drill:
        return self.played.drill

    @property
    def done(self) -> int:
        """Reps, or seconds of a hold, of those that were asked."""
        return min(self.played.done, self.asked)

    @property
    def asked(self) -> int:
        return self.played.asked

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

    @property
    def asked(self) -> int:
        return asked_of(self.set, self.drill, self.done)

    def with_span(self, start: int, end: int) -> PlayedSet:
        """Played from `start` to `end`, in ms of the timeline, cut to the set."""
        first, last = max(start, self.set.start), min(end, self.set.end)
        if first >= last:
            return self
        return replace(
            self, spans=_merged(self.spans, first - self.set.start, last - self.set.start)
        )

    def as_in(self, work: WorkSet, drill: Drill) -> PlayedSet:
        """The same of a set whose dose or tempo is another one now."""
        was, now = self.drill.rep_ms, drill.rep_ms
        if was == now or drill.is_hold:
            return PlayedSet(work, drill, self.spans)
        spans = tuple((start * now // was, end * now // was) for start, end in self.spans)
        return PlayedSet(work, drill, spans)

    def finished(self) -> tuple[FinishedSet, ...]:
        """What to tell of it when it is over: nothing if no rep and no second was done."""
        return (FinishedSet(self),) if self.done else ()

    def ended(self) -> PlayedSet:
        """The same when the person says that it is over: a way is then done as a whole."""
        if self.drill.dose.counts is Counts.METRES:
            return replace(self, spans=((0, self.set.end - self.set.start),))
        return self


def asked_of(work: WorkSet, drill: Drill, done: int) -> int:
    """The reps or seconds that a set asks for, of which `done` are done."""
    return min(done, work.amount) or work.amount if drill.dose.is_open else work.amount


Earlier = Mapping[SetKey, PlayedSet]
"""What was done of sets that were left; going on with one adds to it."""


@dataclass(frozen=True)
class PlayedSets:
    """What was played of a session: the set that is being done, those before, and how many ms."""

    current: PlayedSet | None = None
    earlier: Earlier = field(default_factory=dict)
    ms: int = 0

    def played_on(
        self, timeline: Timeline, start: int, end: int
    ) -> tuple[PlayedSets, tuple[FinishedSet, ...]]:
        """After playing from `start` to `end`, and the sets finished by that."""
        current, finished = played_on(self.current, timeline, start, end, self.earlier)
        earlier = self.earlier
        if finished:
            earlier = {**earlier, **{set_key(one.set): one.played for one in finished}}
        return PlayedSets(current, earlier, self.ms + end - start), finished

    def left(self) -> tuple[PlayedSets, tuple[FinishedSet, ...]]:
        """After the set that is being done was left."""
        if self.current is None:
            return self, ()
        earlier = {**self.earlier, set_key(self.current.set): self.current}
        return replace(self, current=None, earlier=earlier), self.current.finished()

    def ended(self) -> PlayedSets:
        """After the person said that the set is over."""
        return replace(self, current=self.current.ended() if self.current else None)

    def as_in(self, work: WorkSet, drill: Drill) -> PlayedSets:
        """The same where the set that is being done has another dose or tempo now."""
        return replace(self, current=self.current.as_in(work, drill) if self.current else None)

    def told_at_the_end(self, timeline: Timeline, position: int) -> Timeline:
        """The timeline with what it says at its end, where it is played from `position` on."""
        end = timeline.sets[-1].end
        after, _ = self.played_on(timeline, min(position, end), end)
        done = {key: one.done for key, one in after.left()[0].earlier.items()}
        whole = whole_drills(timeline, done)
        return with_finish(timeline, whole, after.ms if any(done.values()) else None)


def whole_drills(timeline: Timeline, done: Mapping[SetKey, int]) -> int:
    """How many drills were done as a whole, with so much done of each set."""
    drills = set(range(len(timeline.routine.drills)))
    for work in timeline.sets:
        amount = done.get(set_key(work), 0)
        if amount < asked_of(work, timeline.drill_of(work), amount):
            drills.discard(work.drill)
    return len(drills)


def earlier_of(timeline: Timeline, done: Mapping[SetKey, int]) -> dict[SetKey, PlayedSet]:
    """Sets of which so many reps, or seconds, were done from their start."""
    found = {}
    for work in timeline.sets:
        drill, amount = timeline.drill_of(work), done.get(set_key(work), 0)
        if amount:
            length = amount * (1000 if drill.is_hold else drill.rep_ms)
            found[set_key(work)] = PlayedSet(work, drill, ((0, length),))
    return found


def played_on(
    played: PlayedSet | None, timeline: Timeline, start: int, end: int, earlier: Earlier
) -> tuple[PlayedSet | None, tuple[FinishedSet, ...]]:
    """What is being done after playing from `start` to `end`, and the sets finished by that."""
    finished: tuple[FinishedSet, ...] = ()
    for work in timeline.sets[bisect_right(timeline.sets, start, key=lambda work: work.end) :]:
        if work.start >= end:
            break
        if played is None or played.set != work:
            finished += played.finished() if played else ()
            played = _begun(work, timeline.drill_of(work), earlier)
        played = played.with_span(start, end)
        if end >= work.end:
            finished += played.finished()
            played = None
    return played, finished


def _begun(work: WorkSet, drill: Drill, earlier: Earlier) -> PlayedSet:
    before = earlier.get(set_key(work))
    return before.as_in(work, drill) if before is not None else PlayedSet(work, drill)


def _merged(spans: Spans, start: int, end: int) -> Spans:
    if spans and spans[-1][1] == start:
        return (*spans[:-1], (spans[-1][0], end))
    before = tuple(span for span in spans if span[1] < start)
    after = tuple(span for span in spans if span[0] > end)
    touched = [span for span in spans if span[0] <= end and span[1] >= start]
    first = min([start, *(span[0] for span in touched)])
    last = max([end, *(span[1] for span in touched)])
    return (*before, (first, last), *after)
