"""The trials of one time: three on the left, then three on the right, one after the other."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mobility_timer.personal import TRIALS
from mobility_timer.routine import Side

_ORDER = (*(TRIALS * [Side.LEFT]), *(TRIALS * [Side.RIGHT]))


@dataclass(frozen=True)
class Trials:
    """What was measured so far, in cm or degrees."""

    values: tuple[float, ...] = ()

    @property
    def complete(self) -> bool:
        return len(self.values) == len(_ORDER)

    @property
    def side(self) -> Side:
        """The side whose turn it is; the last one when all is done."""
        return _ORDER[min(len(self.values), len(_ORDER) - 1)]

    @property
    def number(self) -> int:
        """Which trial of that side, from 1."""
        return min(len(self.values), len(_ORDER) - 1) % TRIALS + 1

    def of(self, side: Side) -> tuple[float, ...]:
        return self.values[:TRIALS] if side is Side.LEFT else self.values[TRIALS:]

    def with_value(self, value: float) -> Trials:
        return self if self.complete else replace(self, values=(*self.values, value))

    def without_last(self) -> Trials:
        return replace(self, values=self.values[:-1])
