"""Numbers with a decimal comma in braces, where YAML takes the comma for the next key."""

from __future__ import annotations

import re

from mobility_timer.library.faults import Fault, quoted
from mobility_timer.words import value_faults as words

_COMMA = re.compile(r"(?<=:)\s+(?P<number>[0-9]{1,4},[0-9]{1,2})(?=\s*[,}])")


def decimal_commas(text: str, file: str) -> tuple[Fault, ...]:
    """One fault for each line with such a number; told alone, as all else follows from it."""
    faults = []
    for number, line in enumerate(text.splitlines(), start=1):
        brace = line.find("{")
        found = _COMMA.search(line, brace) if brace >= 0 else None
        if found and '"' not in line and "'" not in line and "#" not in line[: found.start()]:
            comma = found["number"]
            faults.append(
                Fault(
                    file,
                    number,
                    found.start("number") + 1,
                    words.DECIMAL_COMMA,
                    words.DECIMAL_POINT,
                    quoted(comma),
                    comma.replace(",", "."),
                )
            )
    return tuple(faults)
