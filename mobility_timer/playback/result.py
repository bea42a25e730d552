"""What was done in a session, summed up from what was played; skipped parts do not count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from mobility_timer.playback.played import PlayedSet, SetKey, asked_of, set_key
from mobility_timer.playback.transport import State
from mobility_timer.playback.update import Update
from mobility_timer.routine import Counts, Drill, Phase, Side
from mobility_timer.timeline import Timeline


@dataclass(frozen=True)
class SideDone:
    """Reps, or seconds of a hold, of one side of a drill; None where there are no sides."""

    side: Side | None
    done: int
    asked: int


@dataclass(frozen=True)
class DrillDone:
    """What was done of one drill.

    `amount` and `tempo` are what they were in the end, `..._before` at the start.
    """

    name: str
    is_hold: bool
    sides: tuple[SideDone, ...]
    amount: int
    amount_before: int
    tempo: tuple[Phase, ...] = ()
    tempo_before: tuple[Phase, ...] = ()
    counts: Counts = Counts.REPS

    @property
    def complete(self) -> bool:
        """Whether all that was asked of each side was done."""
        return all(side.done >= side.asked for side in self.sides)

    @property
    def nothing(self) -> bool:
        return not any(side.done for side in self.sides)

    @property
    def tempo_changed(self) -> bool:
        return self.tempo != self.tempo_before

    @property
    def changed(self) -> bool:
        """Whether its dose or its tempo was changed while playing."""
        return self.amount != self.amount_before or self.tempo_changed

    @property
    def rep_s(self) -> float:
        return sum(phase.ms for phase in self.tempo) / 1000


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
    """A follower that adds up what was done.

    `before` is what was done of it earlier today, `before_ms` how long that was played.
    """

    def __init__(self, before: Mapping[SetKey, int] | None = None, before_ms: int = 0) -> None:
        self._done: dict[SetKey, int] = dict(before or {})
        self._before: tuple[Drill, ...] = ()
        self._timeline: Timeline | None = None
        self._current: PlayedSet | None = None
        self._ms = before_ms
        self._finished = False

    @property
    def done(self) -> Result:
        timeline, current = self._timeline, self._current
        if timeline is None:
            return Result()
        reps, held = self._sums(timeline)
        broken = current is not None and current.done < current.asked
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
        if not self._before:
            self._before = timeline.routine.drills
        self._timeline = timeline
        self._finished = update.state is State.DONE and update.at >= timeline.length
        self._ms += update.at - update.start
        for one in update.finished:
            self._note(one.played)
        self._current = update.played
        if update.played is not None:
            self._note(update.played)

    def close(self) -> None:
        """Nothing to end."""

    def _note(self, played: PlayedSet) -> None:
        key = set_key(played.set)
        self._done[key] = max(played.done, self._done.get(key, 0))

    def _sums(self, timeline: Timeline) -> tuple[int, int]:
        reps = held = 0
        for (_round, place, *_), done in self._done.items():
            drill = timeline.routine.drills[place]
            if drill.is_hold:
                held += done
            elif drill.dose.counts is not Counts.METRES:
                reps += done
        return reps, held

    def _drills(self, timeline: Timeline) -> tuple[DrillDone, ...]:
        asked: Counter[tuple[int, Side | None]] = Counter()
        done: Counter[tuple[int, Side | None]] = Counter()
        for work in timeline.sets:
            was_done = self._done.get(set_key(work), 0)
            amount = asked_of(work, timeline.drill_of(work), was_done)
            asked[work.drill, work.side] += amount
            done[work.drill, work.side] += min(amount, was_done)
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
                before.dose.amount,
                drill.tempo,
                before.tempo,
                drill.dose.counts,
            )
            for place, (drill, before) in enumerate(
                zip(timeline.routine.drills, self._before, strict=True)
            )
        )
