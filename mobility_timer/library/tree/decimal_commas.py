"""Numbers with a decimal comma in braces, where YAML takes the comma for the next key."""

from __future__ import annotations

import re

from mobility_timer.library.faults import Fault, quoted
from mobility_timer.words import value_faults as words

_COMMA = re.compile(r"(?<=:)\s+(?P<number>[0-9]{1,4},[0-9]{1,2})(?=\s*[,}])")


def decimal_commas(text: str, file: str) -> tuple[str, tuple[Fault, ...]]:
    """The text with points for such commas, at the same places, and a fault for each line
    that has one."""
    faults: list[Fault] = []
    lines = text.splitlines(keepends=True)
    for place, line in enumerate(lines):
        brace = line.find("{")
        found = list(_COMMA.finditer(line, brace)) if brace >= 0 else []
        if found and '"' not in line and "'" not in line and "#" not in line[: found[-1].start()]:
            faults.append(_fault(file, place + 1, found[0]))
            lines[place] = line[:brace] + _COMMA.sub(_pointed, line[brace:])
    return "".join(lines), tuple(faults)


def _pointed(found: re.Match[str]) -> str:
    return found[0].replace(",", ".")


def _fault(file: str, line: int, found: re.Match[str]) -> Fault:
    comma, column = found["number"], found.start("number") + 1
    point = comma.replace(",", ".")
    return Fault(file, line, column, words.DECIMAL_COMMA, words.DECIMAL_POINT, quoted(comma), point)
