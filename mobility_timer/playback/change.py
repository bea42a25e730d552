"""What a command changed, and until when it can be taken back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from mobility_timer.timeline import Timeline

TAKE_BACK_MS = 8_000
"""How long a change can be taken back, by the clock that never stops."""


class Changed(Enum):
    DOSE = "dose"
    TEMPO = "tempo"
    SIDE = "side"
    PLACE = "place"
    BROKEN_OFF = "broken-off"

    @property
    def adds_up(self) -> bool:
        """Whether the same thing done again is taken back together with it."""
        return self in (Changed.DOSE, Changed.TEMPO, Changed.PLACE)

    @property
    def moves(self) -> bool:
        """Whether taking it back leads back to where one was."""
        return self in (Changed.SIDE, Changed.PLACE, Changed.BROKEN_OFF)


@dataclass(frozen=True)
class Change:
    """`before` is the timeline that was, `position` the place in it in ms, `drill` a place in the
    routine. `until` is a time of the clock in ms.
    """

    what: Changed
    before: Timeline
    position: int
    drill: int
    until: int

    def with_another(self, later: Change) -> Change:
        """Both together, where the later one only goes further the same way; else the later."""
        same_place = later.what is Changed.PLACE or self.drill == later.drill
        if later.what is self.what and later.what.adds_up and same_place:
            return replace(self, until=later.until)
        return later


class LastChange:
    """What was changed last, as long as it can be taken back."""

    def __init__(self) -> None:
        self._change: Change | None = None

    def note(self, change: Change, now: int) -> None:
        """Remember a change; together with the one before, where both are taken back in one."""
        last = self.open_at(now)
        self._change = change if last is None else last.with_another(change)

    def open_at(self, now: int) -> Change | None:
        """What can be taken back at this time."""
        return self._change if self._change is not None and now <= self._change.until else None

    def take(self, now: int) -> Change | None:
        """What is taken back at this time; after that there is nothing more."""
        change, self._change = self.open_at(now), None
        return change
