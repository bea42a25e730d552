"""Measures in words, and words typed into a field as a measure."""

from __future__ import annotations

from mobility_timer.personal import Measure, MeasureKind, Reading, Trend
from mobility_timer.routine import Side
from mobility_timer.words import dates
from mobility_timer.words import measure as words


def trend(reading: Reading, *, is_angle: bool, inches: bool = False) -> str:
    """What can be said of one side."""
    if reading.trend is Trend.BEGINNING:
        return words.more_days(reading.missing)
    if reading.trend is Trend.UNCLEAR:
        return words.NO_CLEAR_CHANGE
    much = words.amount(abs(reading.change), is_angle=is_angle, inches=inches)
    is_further = reading.trend is Trend.FURTHER
    return words.further(much) if is_further else words.less_far(much)


def of_day(measure: Measure, *, inches: bool) -> str:
    """One line of the log."""
    left, right = (
        words.amount(measure.best(side), is_angle=measure.kind.is_angle, inches=inches)
        for side in Side
    )
    return words.on(dates.short(measure.day), left, right)


def typed(text: str, kind: MeasureKind, *, inches: bool) -> float | None:
    """What was typed, in cm or degrees; None where it is no number or too large to be true."""
    try:
        value = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    if inches and not kind.is_angle:
        value *= words.CM_PER_INCH
    return value if 0 <= value <= kind.most else None
