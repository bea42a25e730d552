"""A prescription as it is handed out, line by line, and the draft of a routine that it makes.

Plain rules: a line is a drill's name and its dose. Each word that no rule understands is named, and
a line that holds one, or has no name or no dose, gives no entry: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

Range = tuple[int, int]

_COUNTS = {"once": 1, "twice": 2, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_COUNT = r"\d+|" + "|".join(_COUNTS)
_RANGE = r"(?P<low>\d+)(?: ?(?:-|\u2013|to) ?(?P<high>\d+))?"
_UNIT = r"(?P<unit>s|secs?|seconds?|mins?|minutes?|\"|\u2033)(?![a-z])\.?"
_REPS = r"(?:reps?|repetitions?|times|breaths|cycles|steps)\b"
_EACH = (
    r"(?:on )?(?:each|per|both|every|a|/) ?"
    r"(?:(?:side|leg|arm|foot|hip|direction|way)s?)\b|each\b|e/s\b"
)


@dataclass(frozen=True)
class PrescriptionLine:
    """One line as it was understood. `unknown` are the words that no rule understood.

    `hold_s` is a hold in seconds instead of reps, `rep_hold_s` a hold within each rep.
    """

    text: str
    name: str = ""
    sets: int | None = None
    reps: Range | None = None
    hold_s: Range | None = None
    rep_hold_s: int | None = None
    rest_s: int | None = None
    each_side: bool = False
    side: str = ""
    tempo: str = ""
    per_day: int | None = None
    per_week: Range | None = None
    unknown: tuple[str, ...] = ()

    @property
    def is_sure(self) -> bool:
        """Whether it gives an entry of a routine."""
        return bool(self.name and not self.unknown and (self.reps or self.hold_s))


def read_prescription(text: str) -> tuple[PrescriptionLine, ...]:
    """The lines of a prescription that hold anything."""
    return tuple(_read(line.strip()) for line in text.splitlines() if line.strip())


class _Reader:
    """What has been understood of a line; a thing that is said twice is not understood."""

    def __init__(self, text: str) -> None:
        self.line = PrescriptionLine(text)
        self.unknown: list[str] = []
        self.runs: list[list[str]] = [[]]

    def say(self, found: re.Match[str], **values: object) -> None:
        clash = any(getattr(self.line, name) not in (None, "", False) for name in values)
        if clash:
            self.unknown.append(found[0].strip())
        else:
            self.line = replace(self.line, **values)  # type: ignore[arg-type]
        self.runs.append([])

    def result(self) -> PrescriptionLine:
        name, *others = [" ".join(run) for run in self.runs if run] or [""]
        numbers = [word for word in name.split() if re.fullmatch(r"[\d.,]+", word)]
        line, unknown = self.line, [*self.unknown, *numbers, *others]
        if line.reps is None and line.hold_s is None and line.rep_hold_s:
            line = replace(line, hold_s=(line.rep_hold_s, line.rep_hold_s), rep_hold_s=None)
        return replace(line, name=name.rstrip(","), unknown=tuple(unknown))


def _read(text: str) -> PrescriptionLine:
    reader = _Reader(text)
    rest = re.sub(r"^(?:[-*\u2022]|\d+[.)])\s+", "", text)
    while rest := rest.lstrip(" \t"):
        for pattern, rule in _RULES:
            if found := pattern.match(rest):
                rule(reader, found)
                rest = rest[found.end() :]
                break
        else:
            word = re.match(r"[^\s,;:()]+|.", rest)
            assert word is not None
            reader.runs[-1].append(word[0])
            rest = rest[word.end() :]
    return reader.result()


def _range(found: re.Match[str]) -> Range:
    factor = 60 if (found.groupdict().get("unit") or "s").lower().startswith("m") else 1
    low, high = int(found["low"]), int(found["high"] or found["low"])
    return low * factor, high * factor


def _count(text: str) -> int:
    return _COUNTS.get(text.lower()) or int(text)


def _sets_of(reader: _Reader, found: re.Match[str]) -> None:
    amount = "hold_s" if found["unit"] else "reps"
    reader.say(found, sets=_count(found["sets"]), **{amount: _range(found)})


def _hold(reader: _Reader, found: re.Match[str]) -> None:
    low, high = _range(found)
    if low != high and reader.line.reps is None:
        reader.say(found, hold_s=(low, high))
    elif low != high:
        reader.unknown.append(found[0].strip())
        reader.runs.append([])
    else:
        reader.say(found, rep_hold_s=low)


def _so_often(reader: _Reader, found: re.Match[str]) -> None:
    """How often, after what: sets of a hold, else reps."""
    held = reader.line.hold_s or reader.line.rep_hold_s
    if held and reader.line.reps is None and found["high"] is None:
        reader.say(found, sets=int(found["low"]))
    else:
        reader.say(found, reps=_range(found))


def _clock(reader: _Reader, found: re.Match[str]) -> None:
    seconds = int(found["minutes"]) * 60 + int(found["seconds"])
    sets = {"sets": int(found["sets"])} if found["sets"] else {}
    reader.say(found, hold_s=(seconds, seconds), **sets)


def _rest(reader: _Reader, found: re.Match[str]) -> None:
    low, high = _range(found)
    if low == high:
        reader.say(found, rest_s=low)
    else:
        reader.unknown.append(found[0].strip())


def _week(reader: _Reader, found: re.Match[str]) -> None:
    low = _count(found["low"])
    reader.say(found, per_week=(low, _count(found["high"] or found["low"])))


def _rules() -> Iterator[tuple[re.Pattern[str], Callable[[_Reader, re.Match[str]], None]]]:
    def rule(
        pattern: str, does: Callable[[_Reader, re.Match[str]], None]
    ) -> tuple[re.Pattern[str], Callable[[_Reader, re.Match[str]], None]]:
        return re.compile(pattern, re.IGNORECASE), does

    often = rf"(?P<low>{_COUNT})(?: ?(?:-|\u2013|to) ?(?P<high>{_COUNT}))? ?(?:x|times|days)?"
    yield rule(rf"{often} ?(?:a|per|each|every|/) ?(?:week|wk)\b", _week)
    yield rule(r"weekly\b", lambda r, f: r.say(f, per_week=(1, 1)))
    yield rule(r"every other day\b", lambda r, f: r.say(f, per_week=(3, 4)))
    yield rule(
        rf"(?P<n>{_COUNT}) ?(?:x|times)? ?(?:(?:a|per|each|every|/) ?day\b|daily\b)",
        lambda r, f: r.say(f, per_day=_count(f["n"])),
    )
    yield rule(r"(?:daily|every day|each day|per day)\b", lambda r, f: r.say(f, per_day=1))
    yield rule(r"morning and (?:evening|night)\b|am and pm\b", lambda r, f: r.say(f, per_day=2))
    yield rule(
        rf"(?:rest|pause|break)(?: of| for)? {_RANGE} ?{_UNIT}(?: between(?: sets)?)?", _rest
    )
    yield rule(rf"{_RANGE} ?{_UNIT} (?:of )?(?:rest|break|pause)\b(?: between(?: sets)?)?", _rest)
    yield rule(r"tempo (?P<t>\d(?:[-/]\d){2,3})\b", lambda r, f: r.say(f, tempo=f["t"]))
    yield rule(
        r"(?:(?P<sets>\d+) ?[x\u00d7*] ?)?(?P<minutes>\d{1,2}):(?P<seconds>[0-5]\d)"
        r"(?: ?(?:min|minutes))?(?: hold)?\b",
        _clock,
    )
    yield rule(
        rf"(?P<sets>{_COUNT}) ?(?:[x\u00d7*]|sets? (?:of|x)|sets?,?) ?{_RANGE}"
        rf"(?: ?{_UNIT}(?: holds?\b)?| ?{_REPS})?(?![\w/])",
        _sets_of,
    )
    yield rule(
        rf"{_RANGE} ?{_REPS}[ ,]*(?:x|for|of)? ?(?P<sets>{_COUNT}) sets?\b(?P<unit>(?!))?", _sets_of
    )
    yield rule(rf"(?P<n>{_COUNT}) (?:sets?|rounds?)\b", lambda r, f: r.say(f, sets=_count(f["n"])))
    yield rule(rf"(?:hold|held)(?: for| each)? {_RANGE}(?: ?{_UNIT})?(?![\w/])", _hold)
    yield rule(rf"(?:for )?{_RANGE} ?{_UNIT} holds?\b", _hold)
    yield rule(rf"(?:for )?{_RANGE} ?{_UNIT}", lambda r, f: r.say(f, hold_s=_range(f)))
    yield rule(rf"(?:for )?{_RANGE} ?{_REPS}", lambda r, f: r.say(f, reps=_range(f)))
    yield rule(rf"{_RANGE} ?x(?!\w)", lambda r, f: r.say(f, reps=_range(f)))
    yield rule(rf"x ?{_RANGE}(?: ?{_REPS})?(?![\w/])", _so_often)
    yield rule(rf"{_RANGE} (?={_EACH})", lambda r, f: r.say(f, reps=_range(f)))
    yield rule(rf"\(?(?:{_EACH})\)?", lambda r, f: r.say(f, each_side=True))
    yield rule(
        r"(?P<s>left|right)(?: (?:side|leg|arm|foot|hip))? only\b"
        r"|only (?:the )?(?P<t>left|right)\b",
        lambda r, f: r.say(f, side=(f["s"] or f["t"]).lower()),
    )
    yield rule(r"[,;:()\u2013\u2014.@=+-](?=\s|$|\d)|[,;:()]", _separator)
    yield rule(
        r"(?:of|for|with|then|and|do|x)(?= (?:\d|hold|rest|each|a (?:day|side)))", _separator
    )


def _separator(reader: _Reader, found: re.Match[str]) -> None:
    if found[0] == "," and reader.runs[-1]:
        reader.runs[-1][-1] += ","


_RULES = tuple(_rules())
