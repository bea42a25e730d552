"""Days as they are written: "16 Feb"."""

from __future__ import annotations

from typing import Protocol

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Day(Protocol):
    """A date of the calendar; `month` counts from 1."""

    @property
    def day(self) -> int: ...

    @property
    def month(self) -> int: ...


def short(date: Day) -> str:
    return f"{date.day} {MONTHS[date.month - 1]}"
