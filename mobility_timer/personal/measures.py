"""How far a joint goes, measured by oneself, and when a change is more than noise.

Numbers are centimetres or degrees; the best of three trials on each side counts, and the last
measure of a day counts for the day.

Noise is the minimal detectable change of one tester: knee to wall 1.9 cm (Powden 2015, 12 studies),
by the angle of the shin 1.9 cm at 3.6 degrees each, hip rotation 5.4 degrees (Krause).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from mobility_timer.routine import Side

TRIALS = 3
FIRST_DAYS, MOST_FIRST_DAYS = 3, 6
"""The mean of so many days, the last two not among them, is where one begins. Of people who measure
both sides weekly for a year and do not change, one in four would be told of a change from one first
day, one in eighteen from three, one in forty from up to six (tests/personal/test_measures.py)."""
AGREEING_DAYS = 2


class MeasureKind(Enum):
    KNEE_TO_WALL = "knee-to-wall"
    KNEE_TO_WALL_ANGLE = "knee-to-wall-angle"
    HIP_ROTATION = "hip-rotation"

    @property
    def noise(self) -> float:
        return _NOISE[self]

    @property
    def is_angle(self) -> bool:
        return self is not MeasureKind.KNEE_TO_WALL

    @property
    def most(self) -> float:
        """More than that is a slip of the finger."""
        return 90 if self.is_angle else 30


_NOISE = {
    MeasureKind.KNEE_TO_WALL: 1.9,
    MeasureKind.KNEE_TO_WALL_ANGLE: 6.8,
    MeasureKind.HIP_ROTATION: 5.4,
}


@dataclass(frozen=True)
class Measure:
    """The trials of one time, each side's in order."""

    kind: MeasureKind
    day: date
    left: tuple[float, ...]
    right: tuple[float, ...]

    def best(self, side: Side) -> float:
        return max(self.left if side is Side.LEFT else self.right)


class Trend(Enum):
    """What can be said of the last days beside the first ones."""

    BEGINNING = "beginning"
    UNCLEAR = "unclear"
    FURTHER = "further"
    LESS = "less"


@dataclass(frozen=True)
class Reading:
    """`start` is the mean of the first days; None until there are enough. `change` is from there to
    the last days, 0 while nothing can be said; `missing` days are still to be measured at first.
    """

    trend: Trend
    start: float | None = None
    change: float = 0.0
    missing: int = 0


def read(values: Sequence[float], noise: float) -> Reading:
    """What the values of one side, day by day, let one say.

    A change is told once the last two days agree that it is larger than the noise.
    """
    from statistics import fmean  # here: the start does without it

    if len(values) < FIRST_DAYS:
        return Reading(Trend.BEGINNING, missing=FIRST_DAYS - len(values))
    before = len(values) - AGREEING_DAYS
    start = fmean(values[: min(max(before, FIRST_DAYS), MOST_FIRST_DAYS)])
    if before < FIRST_DAYS:
        return Reading(Trend.UNCLEAR, start)
    changes = [value - start for value in values[-AGREEING_DAYS:]]
    if min(changes) > noise:
        return Reading(Trend.FURTHER, start, fmean(changes))
    if max(changes) < -noise:
        return Reading(Trend.LESS, start, fmean(changes))
    return Reading(Trend.UNCLEAR, start)


def further_side(left: Sequence[float], right: Sequence[float], noise: float) -> Side | None:
    """The side that goes further, where the last three days agree that it is more than noise."""
    differences = [a - b for a, b in zip(left, right, strict=True)][-FIRST_DAYS:]
    if len(differences) < FIRST_DAYS:
        return None
    if min(differences) > noise:
        return Side.LEFT
    return Side.RIGHT if max(differences) < -noise else None


def by_day(measures: Iterable[Measure], kind: MeasureKind) -> tuple[Measure, ...]:
    """One kind of measures, oldest first; the last one of each day."""
    days = {measure.day: measure for measure in measures if measure.kind is kind}
    return tuple(days[day] for day in sorted(days))
