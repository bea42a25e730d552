"""The page of what a file said before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from mobility_timer.words import dates

TITLE = "Earlier versions"
DELETED = "Deleted"
NONE_DELETED = "Nothing was deleted that is kept."
AS_DELETED = "As it was when it was deleted."
NONE = "Nothing else is kept of this file."
BRING_BACK = "Bring it back"
BROUGHT_BACK = "Brought back. What it replaced is kept too."
_MOST_ROWS = 12


class Time(dates.Day, Protocol):
    """A day with its year and the time of day."""

    @property
    def year(self) -> int: ...

    @property
    def hour(self) -> int: ...

    @property
    def minute(self) -> int: ...


def kept(when: Time) -> str:
    return f"{dates.short(when)} {when.year}, {when.hour:02d}:{when.minute:02d}"


def what_was_deleted(when: str, *, is_drill: bool) -> str:
    return f"{'A drill' if is_drill else 'A routine'}, last kept {when}"


def versions_of(name: str) -> str:
    return f"{TITLE} of {name}"


def bring_back(name: str) -> str:
    return f"Bring {name} back"


def is_back(name: str) -> str:
    return f"{name} is back."


def differing(lines: Sequence[str]) -> str:
    """What came and went: "+ reps: 8", "- reps: 10"."""
    shown = [f"{line[:1]} {line[2:].strip()}" for line in lines if line[2:].strip()]
    more = len(shown) - _MOST_ROWS
    tail = [f"and {more} lines more"] if more > 0 else []
    return "\n".join([*shown[:_MOST_ROWS], *tail])
