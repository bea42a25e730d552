"""The tokens of a line: numbers, words and marks, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_CROSSES = "\u00d7\u2715\u2716\u2a09\u2a2f\u22c5\u2217\uff38\uff58"
_SINGLE_PRIMES, _DOUBLE_PRIMES = "\u2019\u2032\u02b9\u00b4\u2018", "\u2033\u201d\u201c\u02ba"
_SPACES = "\u00a0\u2007\u2009\u200a\u202f\u3000\t"
_ARROWS = dict.fromkeys("\u2192\u27a1\u279c\u27a4\u27f6\u21d2", ";")
_FULLWIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_SPELLINGS = str.maketrans(
    _FULLWIDTH
    | dict.fromkeys(_DASHES, "-")
    | dict.fromkeys(_CROSSES, "x")
    | dict.fromkeys(_SINGLE_PRIMES, "'")
    | dict.fromkeys(_DOUBLE_PRIMES, '"')
    | dict.fromkeys(_SPACES, " ")
    | _ARROWS
    | {"\u2044": "/", "\u2215": "/", "\u2265": ">", "\u2266": "\u2264"}
)
_PICTURES = re.compile(
    "[\u2300-\u23ff\u25a0-\u26d3\u26d5-\u2714\u2719-\u274b\u274d-\u2793\u27b0\u27bf"
    "\u2b50-\u2bff\U0001f000-\U0001f6aa\U0001f6ac-\U0001faff\ufe0f\u200d\u20e3]"
)
"""Signs that say nothing of a dose; what forbids and arrows up and down may."""
_FRACTIONS = {"\u00bd": 0.5, "\u00bc": 0.25, "\u00be": 0.75}
_UNIT_AFTER = r"(?=\s?(?:s|secs?|seconds?|m|mins?|minutes?|kgs?)\b)"
_TOKEN = re.compile(
    r"(?P<clock>(?:\d{1,2}|(?<=[\sx])):\d{2}(?![\d:]))"
    rf"|(?P<number>\d+(?:\.\d+|,\d{{1,2}}{_UNIT_AFTER}| ?[{''.join(_FRACTIONS)}])?"
    rf"|[{''.join(_FRACTIONS)}])"
    r"|(?P<word>[^\W\d_]+(?:(?:['-]|\.(?=[^\W\d_]{2}))[^\W\d_]+)*(?:'(?=s?\b))?)"
    r"|(?P<mark>\S)"
)
_BY = re.compile(r"(\d|\breps?|\bsets?) by(?= \d)", re.IGNORECASE)
_AFTER_X = re.compile(
    r"x(?=(?:days?|daily|weeks?|weekly|wks?|max|amrap|sets?|reps?|each|ea)\b)", re.IGNORECASE
)
"""A cross that is written together with the word after it."""
_BEFORE_X = re.compile(r"(s|secs?|seconds?|mins?|minutes?|reps?)x", re.IGNORECASE)
_HYPHENATED_UNIT = re.compile(
    r"(?:s|secs?|seconds?|mins?|minutes?|reps?)-(?=(?:holds?|rest|pause)\b)", re.IGNORECASE
)


@dataclass(frozen=True)
class Token:
    """A part of a line from `start` to `end`; `value` is that of a number, of a clock in
    seconds."""

    kind: str
    text: str
    start: int
    end: int
    value: float = 0


def plainly_spelled(text: str) -> str:
    """The text with the usual signs for dashes, crosses and primes, each in its old place."""
    spelled = _PICTURES.sub(",", text.translate(_SPELLINGS))
    return _BY.sub(lambda found: f"{found[1]} x ", spelled)


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text that is spelled plainly."""
    return [part for found in _TOKEN.finditer(text) for part in _parts(found)]


def _parts(found: re.Match[str]) -> Iterator[Token]:
    kind, text, start = str(found.lastgroup), found[0], found.start()
    if kind != "word":
        yield Token(kind, text.lower(), start, found.end(), _value(kind, text))
        return
    if before := _BEFORE_X.fullmatch(text):
        middle = start + before.end(1)
        yield Token("word", before[1].lower(), start, middle)
        yield Token("word", "x", middle, found.end())
        return
    cut = _AFTER_X.match(text)
    unit = _HYPHENATED_UNIT.match(text)
    if cut or unit:
        first = cut.end() if cut else unit.end() - 1 if unit else 0
        after = first if cut else first + 1
        yield Token("word", text[:first].lower(), start, start + first)
        yield Token("word", text[after:].lower(), start + after, found.end())
    else:
        yield Token("word", text.lower(), start, found.end())


def _value(kind: str, text: str) -> float:
    if kind == "clock":
        minutes, _, seconds = text.partition(":")
        return int(minutes or 0) * 60 + int(seconds)
    if kind == "mark":
        return 0
    parts = _FRACTIONS.get(text[-1], 0)
    whole = text.rstrip("".join(_FRACTIONS)).strip().replace(",", ".")
    return float(whole or 0) + parts
