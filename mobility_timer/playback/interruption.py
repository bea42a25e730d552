"""Notices that nobody looked at the clock for too long."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from mobility_timer.playback.clock import Clock

INTERRUPTED_AFTER_MS = 2_000
ASLEEP_FROM_MS = 1_000
"""With less sleep than that it was the computer that was too busy to look."""


class Interruption(Enum):
    """Why nobody looked at the clock for a while."""

    ASLEEP = "asleep"
    BUSY = "busy"


@dataclass(frozen=True)
class Look:
    """A look at the clock: its time in ms, that of the look before, how long nobody looked, asleep
    included, and why where that was too long.
    """

    now: int
    before: int
    away_ms: int
    why: Interruption | None


class Looks:
    """Looks at a clock and remembers the last time."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._now, self._wall = clock.now(), clock.wall()

    def awake(self) -> int | None:
        """The clock's time; None, and nothing is noted, where nobody looked for too long."""
        clock = self._clock
        now, wall, most = clock.now(), clock.wall(), INTERRUPTED_AFTER_MS * clock.speed
        if now - self._now > most or wall - self._wall > most:
            return None
        self._now, self._wall = now, wall
        return now

    def look(self) -> Look:
        now, wall, speed = self._clock.now(), self._clock.wall(), self._clock.speed
        passed, passed_asleep_too = now - self._now, wall - self._wall
        away = max(passed, passed_asleep_too)
        why = None
        if away > INTERRUPTED_AFTER_MS * speed:
            is_asleep = passed_asleep_too - passed > ASLEEP_FROM_MS * speed
            why = Interruption.ASLEEP if is_asleep else Interruption.BUSY
        before, self._now, self._wall = self._now, now, wall
        return Look(now, before, away, why)
