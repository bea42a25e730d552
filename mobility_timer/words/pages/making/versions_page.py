"""The page of what a file said before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from mobility_timer.words import dates

TITLE = "Earlier versions"
DELETED = "Deleted"
NONE_DELETED = "No deleted files are kept."
AS_DELETED = "As it was when it was deleted."
NONE = "There are no earlier versions of this file."
BRING_BACK = "Bring it back"
BROUGHT_BACK = "Brought back. What it replaced is kept too."
_MOST_ROWS = 12
_FIRM_SPACE = "\u00a0"
_SIGNS = {"+": "+", "-": "\u2212"}
_DASH = re.compile(r"^(.. *)- ")


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


KINDS = {
    "routine": "A routine",
    "drill": "A drill",
    "motion": "A movement",
    "picture": "A picture",
}


def what_was_deleted(when: str, kind: str) -> str:
    return f"{KINDS[kind]}, last kept {when}"


def versions_of(name: str) -> str:
    return f"{TITLE} of {name}"


def bring_back(name: str) -> str:
    return f"Bring {name} back"


def is_back(name: str) -> str:
    return f"{name} is back."


def of_file(name: str, when: str) -> str:
    """A version of a file that goes with the one that the page is about."""
    return f"{name}, {when}"


def legend(name: str) -> str:
    return f"{name}: what goes (\u2212) and what comes back (+) with each version"


def differing(lines: Sequence[str]) -> str:
    """What comes and goes, each line with its indent beside the others' and without the dash of a
    list: "+ reps: 8". The minus is one as wide as the plus."""
    shown = [_DASH.sub(r"\1  ", line) for line in lines if line[2:].strip(" -")]
    least = min(map(_indent, shown), default=0)
    told = [
        f"{_SIGNS[line[:1]]} {_FIRM_SPACE * (_indent(line) - least)}{line[2:].strip()}"
        for line in shown
    ]
    more = len(told) - _MOST_ROWS
    tail = [f"and {more} more lines"] if more > 0 else []
    return "\n".join([*told[:_MOST_ROWS], *tail])


def _indent(line: str) -> int:
    return len(line[2:]) - len(line[2:].lstrip())
