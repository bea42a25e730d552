"""What was done in a session, summed up from what was played; skipped parts do not count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from mobility_timer.playback.played import PlayedSet, played_on
from mobility_timer.playback.transport import State
from mobility_timer.playback.update import Update
from mobility_timer.routine import Side
from mobility_timer.timeline import Timeline, WorkSet

SetKey = tuple[int, int, int, str, str]
"""A set by its round, place of the drill in the routine, repeat, side and variant ("" for none):
the same for as long as the routine has it, whatever its dose."""


def set_key(work: WorkSet) -> SetKey:
    side = work.side.value if work.side else ""
    return (work.round, work.drill, work.repeat, side, work.variant.id if work.variant else "")


@dataclass(frozen=True)
class SideDone:
    """Reps, or seconds of a hold, of one side of a drill; None where there are no sides."""

    side: Side | None
    done: int
    asked: int


@dataclass(frozen=True)
class DrillDone:
    """What was done of one drill. `amount` is its dose in the end, `amount_before` at the start."""

    name: str
    is_hold: bool
    sides: tuple[SideDone, ...]
    amount: int
    amount_before: int

    @property
    def complete(self) -> bool:
        """Whether all that was asked of each side was done."""
        return all(side.done >= side.asked for side in self.sides)

    @property
    def nothing(self) -> bool:
        return not any(side.done for side in self.sides)


@dataclass(frozen=True)
class Result:
    """The sum of a session: its drills in order, `ms` the time that was played.

    `broken_off` is the name of the drill that is left in the middle of a set, else empty.
    """

    drills: tuple[DrillDone, ...] = ()
    reps: int = 0
    hold_seconds: int = 0
    ms: int = 0
    finished: bool = False
    broken_off: str = ""

    @property
    def complete(self) -> int:
        """How many drills were done as a whole."""
        return sum(drill.complete for drill in self.drills)

    @property
    def minutes(self) -> int:
        return max(1, round(self.ms / 60_000))

    @property
    def nothing(self) -> bool:
        return not self.reps and not self.hold_seconds


class Tally:
    """A follower that adds up what was done; `before` is what was done of it earlier today."""

    def __init__(self, before: Mapping[SetKey, int] | None = None) -> None:
        self._done: dict[SetKey, int] = dict(before or {})
        self._amounts: tuple[int, ...] = ()
        self._timeline: Timeline | None = None
        self._current: PlayedSet | None = None
        self._ms = 0
        self._finished = False

    @property
    def done(self) -> Result:
        timeline, current = self._timeline, self._current
        if timeline is None:
            return Result()
        reps, held = self._sums(timeline)
        broken = current is not None and current.done < current.drill.dose.amount
        return Result(
            drills=self._drills(timeline),
            reps=reps,
            hold_seconds=held,
            ms=self._ms,
            finished=self._finished,
            broken_off=current.drill.name if current is not None and broken else "",
        )

    def follow(self, update: Update) -> None:
        timeline = update.timeline
        if not self._amounts:
            self._amounts = _amounts(timeline)
        if timeline is not self._timeline:
            self._timeline = timeline
            self._current = self._same_in(timeline)
        self._finished = update.state is State.DONE and update.at >= timeline.length
        if update.start < update.at:
            self._ms += update.at - update.start
            played, finished = played_on(self._current, timeline, update.start, update.at)
            self._current = played
            for one in finished:
                self._note(one.set, one.done)
            if played is not None:
                self._note(played.set, played.done)
        if update.jumped and self._current and self._current.set != update.moment.set:
            self._current = None

    def close(self) -> None:
        """Nothing to end."""

    def _note(self, work: WorkSet, done: int) -> None:
        key = set_key(work)
        self._done[key] = max(done, self._done.get(key, 0))

    def _same_in(self, timeline: Timeline) -> PlayedSet | None:
        """The set that is being done, in a timeline where its dose may be another one."""
        if self._current is None:
            return None
        key = set_key(self._current.set)
        work = next((work for work in timeline.sets if set_key(work) == key), None)
        if work is None:
            return None
        return replace(self._current, set=work, drill=timeline.drill_of(work))

    def _sums(self, timeline: Timeline) -> tuple[int, int]:
        reps = held = 0
        for (_round, place, *_), done in self._done.items():
            if timeline.routine.drills[place].is_hold:
                held += done
            else:
                reps += done
        return reps, held

    def _drills(self, timeline: Timeline) -> tuple[DrillDone, ...]:
        asked: Counter[tuple[int, Side | None]] = Counter()
        done: Counter[tuple[int, Side | None]] = Counter()
        for work in timeline.sets:
            amount = timeline.drill_of(work).dose.amount
            asked[work.drill, work.side] += amount
            done[work.drill, work.side] += min(amount, self._done.get(set_key(work), 0))
        return tuple(
            DrillDone(
                drill.name,
                drill.is_hold,
                tuple(
                    SideDone(side, done[at, side], number)
                    for (at, side), number in asked.items()
                    if at == place
                ),
                drill.dose.amount,
                before,
            )
            for place, (drill, before) in enumerate(
                zip(timeline.routine.drills, self._amounts, strict=True)
            )
        )


def _amounts(timeline: Timeline) -> tuple[int, ...]:
    return tuple(drill.dose.amount for drill in timeline.routine.drills)
