"""Plain values as YAML, the way a person writes it: short things on one line, the rest below."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

LONGEST_LINE_CHARACTERS = 88
_FEWEST_ENTRIES_BELOW = 4
_ALWAYS_BELOW = "drills:"
_PLAIN = re.compile(r"[^\W_](?:[^\n#:,\[\]{}\"\\]|:(?=\S)|(?<=\S)#|,)*")
_IN_BRACKETS = re.compile(r"[^\n,\[\]{}]*")
_MEANS_OTHERWISE = frozenset({"null", "yes", "no", "on", "off", "y", "n"})


def rendered(keys: Mapping[str, Any]) -> str:
    """A document with these keys and plain values."""
    return "".join(f"{line}\n" for line in key_lines(keys))


def key_lines(keys: Mapping[str, Any], indent: int = 0) -> Iterator[str]:
    """The lines of a mapping, each key in a line of its own."""
    for key, value in keys.items():
        yield from after_key(f"{' ' * indent}{scalar(key)}:", value, indent)


def after_key(head: str, value: Any, indent: int) -> Iterator[str]:
    """The lines of a key with its value; `head` is all up to the colon."""
    line = inline(value)
    short = line is not None and len(head) + 1 + len(line) <= LONGEST_LINE_CHARACTERS
    below = head.strip() == _ALWAYS_BELOW
    if not _is_collection(value) or (short and not below and not _reads_better_below(value)):
        yield f"{head} {line}"
        return
    yield head
    if isinstance(value, Mapping):
        yield from key_lines(value, indent + 2)
    else:
        yield from entry_lines(value, indent + 2)


def entry_lines(values: Sequence[Any], indent: int) -> Iterator[str]:
    """The lines of a list, with a dash before each entry."""
    dash = f"{' ' * indent}- "
    for value in values:
        if isinstance(value, Mapping) and value:
            first, *others = key_lines(value, indent + 2)
            yield dash + first.lstrip(" ")
            yield from others
        else:
            yield f"{dash}{inline(value)}"


def inline(value: Any) -> str:
    """A value on one line, lists in brackets and mappings in braces."""
    if isinstance(value, Mapping):
        pairs = (f"{scalar(k, True)}: {_inside(v)}" for k, v in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(map(_inside, value))}]"
    return scalar(value)


def scalar(value: Any, in_brackets: bool = False) -> str:
    """One text or number, in quotes where YAML would read something else without them."""
    text = _number(value) if isinstance(value, float) else str(value)
    if not text.isprintable():
        dumped: str = yaml.safe_dump(text, default_style='"', width=10**9)
        return dumped.rstrip("\n")
    plain = _PLAIN.fullmatch(text) is not None and not text.endswith((" ", ":"))
    fits = not in_brackets or _IN_BRACKETS.fullmatch(text) is not None
    if plain and fits and text.lower() not in _MEANS_OTHERWISE:
        return text
    return json.dumps(text, ensure_ascii=False)


def _inside(value: Any) -> str:
    return inline(value) if _is_collection(value) else scalar(value, True)


def _is_collection(value: Any) -> bool:
    return isinstance(value, Mapping) or (
        isinstance(value, Sequence) and not isinstance(value, str)
    )


def _reads_better_below(value: Any) -> bool:
    """Whether it is a list of mappings, of sentences, or a mapping that holds collections."""
    if isinstance(value, Mapping):
        return any(isinstance(inner, Mapping) for inner in value.values()) and len(value) > 1
    if any(_is_collection(inner) for inner in value):
        return True
    return len(value) >= _FEWEST_ENTRIES_BELOW and any(" " in str(inner) for inner in value)


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else f"{value:.3f}".rstrip("0")


def texts(value: Any) -> Any:
    """Plain values as the reader gives them: every number as a text."""
    if isinstance(value, Mapping):
        return {str(key): texts(inner) for key, inner in value.items()}
    if _is_collection(value):
        return [texts(inner) for inner in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return _number(value) if isinstance(value, float) else str(value)
