"""Lines that are indented with tabs, which YAML forbids, with spaces so that they can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Final

_INDENT: Final = re.compile(r"^ *\t[ \t]*", re.MULTILINE)
_TAB_CHARACTERS: Final = (2, 4, 8, 1)
"""How many spaces a tab may stand for, the likeliest first."""


def with_spaces(text: str) -> Iterator[tuple[str, int]]:
    """The text with spaces for the tabs that indent, and how many stand for one."""
    for width in _TAB_CHARACTERS:
        spaced = partial(_spaced, width)
        yield _INDENT.sub(spaced, text), width


def _spaced(width: int, indent: re.Match[str]) -> str:
    return indent[0].replace("\t", " " * width)


def tabs_by_line(text: str) -> dict[int, int]:
    """How many tabs are in the indent of each line that has any."""
    return {
        text.count("\n", 0, found.start()) + 1: found[0].count("\t")
        for found in _INDENT.finditer(text)
    }


def begins_of_runs(lines: dict[int, int]) -> list[int]:
    """The first of each run of lines, one below the other."""
    return [line for line in lines if line - 1 not in lines]
