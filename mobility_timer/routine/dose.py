"""How much of a drill is done in one set, and what ends the set."""

from __future__ import annotations

from enum import Enum

from mobility_timer.frozen import frozen


class Unit(Enum):
    REPS = "reps"
    SECONDS = "seconds"


class Ends(Enum):
    """What ends a set: its dose, the person who does it, or the person before its time is over."""

    DOSE = "dose"
    YOU = "you"
    TIME = "time"


class Counts(Enum):
    """What a counted dose counts; a metre is a rep that lasts as long as one takes to walk it."""

    REPS = "reps"
    STEPS = "steps"
    METRES = "metres"


@frozen
class Dose:
    """How much: `amount` reps or seconds for one set, recommended from `low` to `high`.

    A drill that alternates counts left and right together, so its amounts are even; one that is
    held in turn goes through its tempo on one side, then on the other. Where sets differ,
    `offsets` are what each set has more than `amount`, the last one for all that follow, and
    `right_offsets` the same for the right side where that is another one.

    Where the person ends the set (`Ends.YOU`: until you stop; `Ends.TIME`: as many as you can in
    that time), `amount` is the most.
    """

    unit: Unit
    amount: int
    low: int
    high: int
    offsets: tuple[int, ...] = ()
    right_offsets: tuple[int, ...] | None = None
    ends: Ends = Ends.DOSE
    counts: Counts = Counts.REPS

    @property
    def in_range(self) -> bool:
        return self.is_open or self.low <= self.amount <= self.high

    @property
    def is_open(self) -> bool:
        """Whether the person may end a set before all of it is done."""
        return self.ends is not Ends.DOSE

    def amount_of(self, repeat: int, *, right: bool) -> int:
        """The amount of one set; `repeat` counts from 0."""
        has_own = right and self.right_offsets is not None
        offsets = self.right_offsets if has_own else self.offsets
        return self.amount + offsets[min(repeat, len(offsets) - 1)] if offsets else self.amount
