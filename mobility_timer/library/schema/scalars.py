"""What a text in a file may stand for: words, whole numbers, times, names from a list.

Each maker gives a type for a pydantic model that reads the text as it is written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from functools import partial
from typing import Annotated, Any, TypeAlias

from pydantic import BeforeValidator, WithJsonSchema

from mobility_timer.library.amounts import UNTIL_YOU_STOP
from mobility_timer.library.faults import nearest
from mobility_timer.library.schema import as_json
from mobility_timer.library.schema.times import MINUTES, SECONDS, time_ms
from mobility_timer.library.schema.wrong import every, wrong
from mobility_timer.words import file_faults, one_of
from mobility_timer.words import value_faults as words

_WHOLE = re.compile(r"0|[1-9][0-9]{0,8}")
_SPAN = re.compile(
    r"(?P<low>[0-9]+(?:[.,][0-9]{1,2}|:[0-9]{2})?) ?(?:-|\u2013|to) ?"
    r"(?P<high>[0-9]+(?:[.,][0-9]{1,2}|:[0-9]{2})?)"
    rf"(?P<unit> ?(?:{SECONDS}|{MINUTES}))?",
    re.IGNORECASE,
)
_HOLE = re.compile(r"\{[^{}]*\}|[{}]")

Hint: TypeAlias = Callable[[str], str]
"""What to write instead of a text that is not understood; empty where that is not known."""
HOLES = ("{side}", "{other}")


def line(longest: int) -> Any:
    """One line of text, its white space made single."""

    def read(value: object) -> str:
        text = " ".join(_text(value, words.A_TEXT).split())
        if not text:
            raise wrong(words.A_TEXT, found=words.NOTHING)
        if len(text) > longest:
            raise wrong(
                words.at_most_characters(longest),
                found=words.characters(len(text)),
                try_=words.FEWER_WORDS,
            )
        return text

    return _type(read, str, as_json.text(longest))


def template(longest: int) -> Any:
    """One line in which only {side} and {other} stand for something."""

    def read(value: object) -> str:
        text = " ".join(_text(value, words.A_TEXT).split())
        for hole in _HOLE.findall(text):
            if hole not in HOLES:
                raise wrong(
                    words.only_in_braces(HOLES),
                    found=hole,
                    try_=f"{{{nearest(hole.strip('{}'), ('side', 'other')) or 'side'}}}",
                )
        return text

    read_line = line(longest).__metadata__[0].func
    return _type(lambda value: read_line(read(value)), str, as_json.template(longest, HOLES))


def phase_name(longest: int) -> Any:
    """One word in any script: letters with their marks, and digits after the first letter."""
    expected = words.one_word(longest)

    def read(value: object) -> str:
        text = unicodedata.normalize("NFC", _text(value, expected))
        kinds = [unicodedata.category(sign)[0] for sign in text]
        letters = [kind for kind in kinds if kind != "M"]
        if kinds[:1] != ["L"] or not set(kinds) <= {"L", "M", "N"} or len(letters) > longest:
            raise wrong(expected, try_="lift")
        return text

    return _type(read, str, as_json.one_word(longest))


def word(pattern: str, expected: str, example: str) -> Any:
    """A text of a given form."""

    def read(value: object) -> str:
        text = _text(value, expected)
        if not re.fullmatch(pattern, text):
            raise wrong(expected, try_=example)
        return text

    return _type(read, str, as_json.form(pattern))


def whole(low: int, high: int, units: str = "", hint: Hint | None = None) -> Any:
    """A whole number from `low` to `high`; words of `units`, a pattern, may follow it. `hint` gives
    what to write instead of another text."""
    expected = file_faults.whole_number(low, high)
    unit = re.compile(rf"(\d+) ?(?:{units})", re.IGNORECASE) if units else None

    def read(value: object) -> int:
        text = _text(value, expected)
        if unit and (with_unit := unit.fullmatch(text)):
            text = with_unit[1]
        if not _WHOLE.fullmatch(text):
            plainer = _plainer_number(text)
            fits = plainer and low <= int(plainer) <= high
            raise wrong(expected, try_=plainer if fits else hint(text) if hint else "")
        if not low <= int(text) <= high:
            raise wrong(expected)
        return int(text)

    return _type(read, int, as_json.whole(low, high, units))


def so_often(most: int) -> Any:
    """How many times, 1 to `most`, or from how many to how many: `3`, `3-4` or `[3, 4]`."""
    read_one = whole(1, most, "x|times").__metadata__[0].func
    ends = re.compile(r"(\d+) ?(?:-|\u2013|to) ?(\d+) ?(?:x|times)?", re.IGNORECASE)

    def read(value: object) -> list[int]:
        if isinstance(value, str) and (span := ends.fullmatch(value.strip())):
            value = [span[1], span[2]]
        if not isinstance(value, list):
            value = [value, value]
        if len(value) != 2:
            raise wrong(words.ONE_OR_TWO_NUMBERS, try_="[3, 4]")
        low, high = _each(read_one, value)
        if low > high:
            raise wrong(words.LOWER_FIRST, try_=f"[{high}, {low}]")
        return [low, high]

    return _type(read, list[int], as_json.so_often(most))


def milliseconds(low: float, high: float) -> Any:
    """A time of `low` to `high` seconds, written as seconds or as minutes:seconds."""
    expected = words.seconds(low, high)

    def read(value: object) -> int:
        return _read_time(value, expected, low, high)

    return _type(read, int, as_json.time(low, high))


def whole_seconds(low: int, high: int, hint: Hint | None = None) -> Any:
    """The same in whole seconds; `hint` as of a whole number."""
    expected = words.whole_seconds(low, high)

    def read(value: object) -> int:
        ms = _read_time(value, expected, low, high, hint)
        if ms % 1000:
            raise wrong(expected, try_=str(max(low, ms // 1000)))
        return ms // 1000

    return _type(read, int, as_json.time(low, high, whole=True))


def from_to(kind: Any, key: str) -> Any:
    """The least and the most of a kind: `[20, 60]`, or `20-60`; `key` is that of the dose."""
    read_one = kind.__metadata__[0].func
    hint = "[30, 60]" if key == "hold" else "[5, 15]"

    def read(value: object) -> list[int]:
        value = span(value)
        if not isinstance(value, list):
            raise wrong(words.TWO_NUMBERS, try_=hint)
        if len(value) != 2:
            raise wrong(words.TWO_NUMBERS, found=str(len(value)), try_=hint)
        return _each(read_one, value)

    schema = as_json.span_or_list(kind.__metadata__[1].json_schema, key)
    return _type(read, list[int], schema)


def span(value: object) -> object:
    """The least and the most that a text gives, as a list; any other value as it is."""
    if isinstance(value, str) and (found := _SPAN.fullmatch(value.strip())):
        unit = found["unit"] or ""
        return [found["low"] + unit, found["high"] + unit]
    return value


def by_set_or_side(kind: Any, key: str, most_sets: int) -> Any:
    """One amount of a kind, or `max`; one for each set; or for `left` and `right` one or a list."""
    read_one = kind.__metadata__[0].func

    def read_sets(value: object) -> Any:
        if isinstance(value, list):
            return amounts_of_sets(value, kind, most_sets)
        return read_one(value)

    def read(value: object) -> Any:
        if isinstance(value, str) and value.strip().lower() == UNTIL_YOU_STOP:
            return UNTIL_YOU_STOP
        if not isinstance(value, dict):
            return read_sets(value)
        if sorted(value) != ["left", "right"]:
            raise wrong(words.LEFT_AND_RIGHT, found=", ".join(value), try_="{left: 8, right: 12}")
        read_side = [(side, partial(read_sets, value[side])) for side in ("left", "right")]
        sides = dict(zip(("left", "right"), every(read_side), strict=True))
        if len({len(amounts) for amounts in sides.values() if isinstance(amounts, list)}) > 1:
            raise wrong(words.AS_MANY_LEFT_AS_RIGHT, try_="{left: [8, 6], right: [12, 10]}")
        return sides

    return _type(read, Any, as_json.amounts(kind.__metadata__[1].json_schema, key, most_sets))


def amounts_of_sets(values: list[object], kind: Any, most_sets: int) -> list[int]:
    """The amount of each set."""
    if not 0 < len(values) <= most_sets:
        raise wrong(words.sets(most_sets), found=str(len(values)))
    return _each(kind.__metadata__[0].func, values)


def _each(read: Callable[[object], Any], values: list[object]) -> list[Any]:
    return every((index, partial(read, value)) for index, value in enumerate(values))


def choice(kind: type[Enum] | Iterable[str], meant: Mapping[str, str] | None = None) -> Any:
    """One of a few words; `meant` is what people write instead of one of them."""
    names = [m.value for m in kind] if isinstance(kind, type) else list(kind)

    def read(value: object) -> str:
        text = _text(value, one_of(names))
        if text not in names:
            raise wrong(one_of(names), try_=(meant or {}).get(text.lower()) or nearest(text, names))
        return text

    return _type(read, str, {"enum": names})


def _switch(value: object) -> bool:
    text = _text(value, file_faults.TRUE_OR_FALSE).lower()
    if text not in ("true", "false"):
        meant = {"yes": "true", "on": "true", "no": "false", "off": "false"}
        raise wrong(file_faults.TRUE_OR_FALSE, try_=meant.get(text, ""))
    return text == "true"


def _text(value: object, expected: str) -> str:
    if not isinstance(value, str):
        raise wrong(expected)
    return value.strip()


def _type(read: Callable[[object], Any], result: Any, schema: Any) -> Any:
    return Annotated[result, BeforeValidator(read), WithJsonSchema(schema)]


def leading_number(text: str) -> int:
    """The whole number that a text begins with, as in `3x` or `3 rounds`; 0 where none does."""
    found = re.match(r"[0-9]{1,9}", text)
    return int(found[0]) if found else 0


SWITCH = _type(_switch, bool, {"type": "boolean"})


def _read_time(
    value: object, expected: str, low: float, high: float, hint: Hint | None = None
) -> int:
    text = _text(value, expected)
    ms = time_ms(text)
    if ms is None:
        plainer = _plainer_time(text)
        plainer_ms = time_ms(plainer)
        fits = plainer_ms is not None and low * 1000 <= plainer_ms <= high * 1000
        instead = hint(text) if hint and not fits else ""
        raise wrong(words.as_a_time(expected), try_=plainer if fits else instead or words.A_TIME)
    if not low * 1000 <= ms <= high * 1000:
        raise wrong(expected)
    return ms


def _plainer_number(text: str) -> str:
    """The number that was probably meant."""
    if re.fullmatch(r"\+?0*[0-9]{1,9}(\.0+)?", text):
        return str(int(text.lstrip("+").partition(".")[0]))
    return words.in_digits(text)


def _plainer_time(text: str) -> str:
    text = text.lower()
    if over := re.fullmatch(r"([0-9]{1,2}):([6-9][0-9])", text):
        whole_minutes, rest = divmod(int(over[1]) * 60 + int(over[2]), 60)
        return f"{whole_minutes}:{rest:02d}"
    if over := re.fullmatch(r"([0-9]{1,2}) ?m(?:ins?)?\.?(?: ?([0-9]|[1-5][0-9])s?)?", text):
        return f"{over[1]}:{int(over[2] or 0):02d}"
    if re.fullmatch(r"[0-9]{1,3}:[0-9]", text):
        minutes, _, seconds = text.partition(":")
        return f"{minutes}:0{seconds}"
    if re.fullmatch(r"[0-9]*[.,][0-9]{1,3}", text):
        return text.replace(",", ".") if text[0].isdigit() else f"0{text.replace(',', '.')}"
    return _plainer_number(text)
