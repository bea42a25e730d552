"""Single values as JSON Schema, for editors that complete and check a file while it is typed.

An editor reads YAML with numbers and switches, where our reader reads every value as text; so each
value may be the one or the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, TypeAlias

Schema: TypeAlias = dict[str, Any]

_UNITS = r"[ ]?(?:s|secs?|seconds?|mins?|minutes?)\.?"
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
    with_unit = rf"^(?:{_up_to(high)})(?:[ ]?(?:{_any_case(units)}))?$" if units else ""
    return {"anyOf": [number, {"type": "string", "pattern": with_unit}]} if units else number


def time(low: float, high: float, *, whole: bool = False) -> Schema:
    number = {"type": "integer" if whole else "number", "minimum": low, "maximum": high}
    minutes = _up_to(int(high // 60)) if high >= 60 else "0"
    clock = rf"^(?:0|{minutes}):[0-5][0-9]$"
    with_unit = rf"^[0-9]+(?:[.,][0-9]{{1,2}})?{_any_case(_UNITS)}$"
    comma = "^[0-9]{1,4},[0-9]{1,2}$"
    texts = [clock, with_unit, *(() if whole else (comma,))]
    return {"anyOf": [number, *({"type": "string", "pattern": it} for it in texts)]}


def so_often(most: int) -> Schema:
    number = {"type": "integer", "minimum": 1, "maximum": most}
    span = rf"^(?:{_up_to(most)})(?:[ ]?(?:-|to)[ ]?(?:{_up_to(most)}))?(?:[ ]?(?:x|times))?$"
    pair = {"type": "array", "items": number, "minItems": 2, "maxItems": 2}
    return {"anyOf": [number, {"type": "string", "pattern": span}, pair]}


def amounts(kind: Schema, most_sets: int) -> Schema:
    """One amount, `max`, one a set, or one or several a side."""
    several = {"type": "array", "items": kind, "minItems": 1, "maxItems": most_sets}
    side = {"anyOf": [kind, several]}
    sides = {
        "type": "object",
        "properties": {"left": side, "right": side},
        "required": ["left", "right"],
        "additionalProperties": False,
    }
    return {"anyOf": [kind, {"enum": ["max"]}, several, sides, typed_dose()]}


def typed_dose() -> Schema:
    """A dose in one text: `3x10`, `10-12`, `3 x 30 s`, `as many as you can in 60 s`."""
    number = r"[0-9]+(?:[.,][0-9])?|[0-9]{1,2}:[0-9]{2}"
    counted = rf"(?:{number})(?:[ ]?(?:-|to)[ ]?(?:{number}))?"
    noun = r"(?:[ ]?(?:s|secs?|seconds?|mins?|minutes?|steps?|m|metres?|meters?|reps?|times|x))?"
    each = r"(?:,?[ ](?:each(?:[ ](?:side|leg|arm))?|per[ ](?:side|leg|arm)|a[ ]side))?"
    most = (
        r"(?:max|amrap|as[ ]many(?:[ ]reps)?[ ]as[ ](?:you[ ]can|possible)|until[ ]you[ ]stop)"
        rf"(?:(?:[ ]reps)?[ ]in[ ](?:{number})(?:[ ]?(?:s|secs?|seconds?|mins?|minutes?))?)?"
        r"|(?:hold[ ])?as[ ]long[ ]as[ ](?:you[ ]can|possible)"
    )
    sets = r"(?:[0-9]+[ ]?(?:x|\*|sets?[ ]of)[ ]?)?"
    pattern = rf"^{sets}(?:{counted}{noun}{each}|{most})$"
    return {"type": "string", "pattern": _any_case(pattern)}


def typed_tempo() -> Schema:
    number = r"[0-9]+(?:\.[0-9])?"
    return {"type": "string", "pattern": f"^{number}(?:[-/]{number}){{2,3}}$"}


def _up_to(most: int) -> str:
    """A pattern for the whole numbers from 1 to `most`."""
    digits = str(most)
    shorter = [rf"[1-9][0-9]{{{length}}}" for length in range(len(digits) - 1)]
    same = []
    for place, digit in enumerate(digits):
        low = 1 if place == 0 else 0
        if int(digit) > low:
            rest = len(digits) - place - 1
            same.append(rf"{digits[:place]}[{low}-{int(digit) - 1}][0-9]{{{rest}}}")
    return "|".join([*shorter, *same, digits])


def _any_case(pattern: str) -> str:
    """The pattern for small and capital letters alike; it has no letter after a backslash."""
    return re.sub(r"[a-z]", lambda letter: f"[{letter[0]}{letter[0].upper()}]", pattern)
