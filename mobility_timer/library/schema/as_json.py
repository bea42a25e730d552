"""Single values as JSON Schema, for editors that complete and check a file while it is typed.

An editor reads YAML with numbers and switches, where our reader reads every value as text; so each
value may be the one or the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, TypeAlias

from mobility_timer.library.schema.dose_patterns import TO, dose_of, span_of
from mobility_timer.library.schema.time_patterns import between, times_within

Schema: TypeAlias = dict[str, Any]

_PUNCTUATION = r"""\s_.,:;!?/|()\[\]{}<>"'+*=&%$#@~^`\\-"""


def text(longest: int) -> Schema:
    return {"type": ["string", "number", "boolean"], "minLength": 1, "maxLength": longest}


def template(longest: int, holes: Sequence[str]) -> Schema:
    allowed = "|".join(re.escape(hole) for hole in holes)
    return {**text(longest), "pattern": rf"^(?:[^{{}}]|{allowed})*$"}


def one_word(longest: int) -> Schema:
    """A word in any script; its marks are not told from its letters, so it may be twice as long."""
    form = rf"^[^\d{_PUNCTUATION}][^{_PUNCTUATION}]*$"
    return {"type": "string", "maxLength": 2 * longest, "pattern": form}


def form(pattern: str) -> Schema:
    return {"type": ["string", "number"], "pattern": f"^(?:{pattern})$"}


def whole(low: int, high: int, units: str) -> Schema:
    number: Schema = {"type": "integer", "minimum": low, "maximum": high}
    unit = rf"(?:[ ]?(?:{units}))?" if units else ""
    return {"anyOf": [number, _text(rf"(?:{between(low, high)}){unit}")]}


def time(low: float, high: float, *, whole: bool = False) -> Schema:
    number = {"type": "integer" if whole else "number", "minimum": low, "maximum": high}
    return {"anyOf": [number, *map(_text, times_within(low, high, whole=whole))]}


def so_often(most: int) -> Schema:
    one = whole(1, most, "x|times")
    number = rf"(?:{between(1, most)})"
    span = rf"{number}[ ]?{TO}[ ]?{number}(?:[ ]?(?:x|times))?"
    pair = {"type": "array", "items": one, "minItems": 2, "maxItems": 2}
    return {"anyOf": [*one["anyOf"], _text(span), pair]}


def span_or_list(item: Schema, kind: str) -> Schema:
    """From the least to the most, of a kind of dose: two of them in a list, or one text."""
    pair = {"type": "array", "items": item, "minItems": 2, "maxItems": 2}
    return {"anyOf": [pair, _text(span_of(kind))]}


def amounts(kind: Schema, key: str, most_sets: int) -> Schema:
    """One amount, `max`, one a set, or one or several a side; `key` is that of the dose."""
    several = {"type": "array", "items": kind, "minItems": 1, "maxItems": most_sets}
    side = {"anyOf": [kind, several]}
    sides = {
        "type": "object",
        "properties": {"left": side, "right": side},
        "required": ["left", "right"],
        "additionalProperties": False,
    }
    return {"anyOf": [kind, several, sides, typed_dose(key)]}


def typed_dose(key: str = "") -> Schema:
    """A dose in one text: `3x10`, `10-12`, `3 x 30 s`, `as many as you can in 60 s`."""
    return _text(dose_of(key))


def typed_tempo() -> Schema:
    number = r"[0-9]+(?:\.[0-9])?"
    return {"type": "string", "pattern": f"^{number}(?:[-/]{number}){{2,3}}$"}


def _text(pattern: str) -> Schema:
    return {"type": "string", "pattern": f"^(?:{_any_case(pattern)})$"}


def _any_case(pattern: str) -> str:
    """The pattern for small and capital letters alike; a letter after a backslash stays."""
    return re.sub(
        r"\\.|[a-z]", lambda it: it[0] if it[0][0] == "\\" else f"[{it[0]}{it[0].upper()}]", pattern
    )
