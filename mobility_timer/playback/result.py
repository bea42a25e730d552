"""What was done in a session, summed up from what was played; skipped parts do not count."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from mobility_timer.playback.transport import State
from mobility_timer.playback.update import Update
from mobility_timer.timeline import Timeline


@dataclass(frozen=True)
class Result:
    """The sum of a session: `drills` the places in the routine of those that were done, `ms` the
    time that was played."""

    drills: frozenset[int] = frozenset()
    reps: int = 0
    hold_seconds: int = 0
    ms: int = 0
    finished: bool = False

    @property
    def minutes(self) -> int:
        return max(1, round(self.ms / 60_000))

    @property
    def nothing(self) -> bool:
        return not self.reps and not self.hold_seconds


class Tally:
    """A follower that adds up reps, holds, drills and time."""

    def __init__(self) -> None:
        self._drills: set[int] = set()
        self._reps = 0
        self._held = 0
        self._played = 0
        self._finished = False

    @property
    def done(self) -> Result:
        drills, held = frozenset(self._drills), self._held // 1000
        return Result(drills, self._reps, held, self._played, self._finished)

    def follow(self, update: Update) -> None:
        at, timeline = update.moment.at, update.timeline
        self._finished = update.state is State.DONE and at >= timeline.length
        if at > update.start:
            self._add(timeline, update.start, at)

    def close(self) -> None:
        """Nothing to end."""

    def _add(self, timeline: Timeline, start: int, end: int) -> None:
        self._played += end - start
        ends = [work.end for work in timeline.sets]
        for work in timeline.sets[bisect_left(ends, start) :]:
            if work.start >= end:
                break
            drill = timeline.drill_of(work)
            if drill.is_hold:
                self._held += min(end, work.end) - max(start, work.start)
            else:
                before = max(0, start - work.start) // drill.rep_ms
                after = min(work.reps, (end - work.start) // drill.rep_ms)
                self._reps += after - before
                if after == before:
                    continue
            self._drills.add(work.drill)
