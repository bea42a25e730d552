"""A time as a file may write it: `90`, `1:30`, `7,5`, `90 s`, `2 min`, `1m30s`, `1m30`, `2'30"`."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

SECONDS: Final = r"(?:s|secs?|seconds?|\"|'')\.?"
MINUTES: Final = r"(?:mins?|minutes?|')\.?"
WHOLE: Final = r"(?:0|[1-9][0-9]{0,5})"
_MS_IN_SECOND, _MS_IN_MINUTE = 1000, 60_000
_PLAIN = re.compile(rf"{WHOLE}(?:\.[0-9]{{1,3}})?")
_CLOCK = re.compile(r"(0?[0-9]|[1-9][0-9]{1,2}):([0-5][0-9])")
_COMMA = re.compile(r"((?:0|[1-9][0-9]{0,3}),[0-9]{1,2})")
_ONE_UNIT = re.compile(rf"({WHOLE}(?:[.,][0-9]{{1,2}})?)[ ]?(?:({MINUTES})|{SECONDS})")
_TWO_UNITS = re.compile(
    rf"({WHOLE})[ ]?(?:(?:m|mins?|minutes?)[ ]?(?:and[ ])?([1-5]?[0-9])[ ]?{SECONDS}"
    r"|'[ ]?([1-5]?[0-9])(?:\"|'')?|m([0-5][0-9]))"
)


def time_ms(text: str) -> int | None:
    """A time as a file may write it, in ms; None for any other text."""
    text = text.lower()
    if found := _CLOCK.fullmatch(text):
        return (int(found[1]) * 60 + int(found[2])) * _MS_IN_SECOND
    if _PLAIN.fullmatch(text):
        return int(Decimal(text) * _MS_IN_SECOND)
    if found := _COMMA.fullmatch(text):
        return int(Decimal(found[1].replace(",", ".")) * _MS_IN_SECOND)
    if found := _ONE_UNIT.fullmatch(text):
        factor = _MS_IN_MINUTE if found[2] else _MS_IN_SECOND
        return int(Decimal(found[1].replace(",", ".")) * factor)
    if found := _TWO_UNITS.fullmatch(text):
        return int(found[1]) * _MS_IN_MINUTE + int(found[2] or found[3] or found[4]) * _MS_IN_SECOND
    return None
