"""Reads a prescription line by line.

Plain rules: a line is a drill's name and its dose. Each word that no rule understands is named, and
a line that holds one, or has no name or no dose, gives no entry: nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import replace

from mobility_timer.library.prescription.line import PrescriptionLine
from mobility_timer.library.prescription.rules import RULES
from mobility_timer.library.prescription.sayings import Saying

_BULLET = re.compile(
    r"^\s*(?:[-*\u2022\u2013>]+|\[ ?\]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+", re.IGNORECASE
)
_WORD = re.compile(r"[^\s,;:()]+|.")
_BESIDE_NAME = re.compile(r"\(([a-z][a-z -]*)\)", re.IGNORECASE)
_HELD = re.compile(
    r"\b(?:plank|stretch(?:es)?|hold|(?:wall|v|l)[- ]?sits?|balance|hang|pose|isometrics?)\b",
    re.IGNORECASE,
)
"""What is rather held: of this, `3x30` may mean reps or seconds."""
_NUMBERED = re.compile(r"\d+/\d+|\d+-[a-z]{2,}", re.IGNORECASE)
"""Numbers that belong to a name: 90/90, 3-way."""
_IN_A_NAME = (",", "-", "\u2013", "\u2014")
_SPELLINGS = str.maketrans(
    {"\u2019": "'", "\u2032": "'", "\u2033": '"', "\u201d": '"', "\u00d7": "x", "\u00a0": " "}
)


def read_prescription(text: str) -> tuple[PrescriptionLine, ...]:
    """The lines of a prescription that hold anything."""
    return tuple(_read(line.strip()) for line in text.splitlines() if line.strip())


def _read(text: str) -> PrescriptionLine:
    reader = _Reader(text)
    rest = _BULLET.sub("", text).translate(_SPELLINGS)
    while rest := rest.lstrip(" \t"):
        rest = rest[reader.take(rest) :]
    return reader.result()


class _Reader:
    """What has been understood of a line; a thing that is said twice is not understood."""

    def __init__(self, text: str) -> None:
        self.line = PrescriptionLine(text)
        self.unknown: list[str] = []
        self.runs: list[list[str]] = [[]]
        self.bare = ""

    def take(self, rest: str) -> int:
        """Take what stands first; how many characters that is."""
        beside = _BESIDE_NAME.match(rest)
        if (
            beside
            and self.line == PrescriptionLine(self.line.text)
            and self._next(beside[1]) is None
        ):
            self.runs[-1].append(beside[0])
            return beside.end()
        if step := self._next(rest):
            found, said = step
            self._say(found[0].strip(), said)
            return found.end()
        word = _WORD.match(rest)
        assert word is not None
        self.runs[-1].append(word[0])
        return word.end()

    def _next(self, rest: str) -> tuple[re.Match[str], Saying] | None:
        """The first rule that understands what stands next, and what it says."""
        for pattern, rule in RULES:
            found = pattern.match(rest)
            if found and (said := rule(self.line, found)) is not None:
                return found, said
        return None

    def result(self) -> PrescriptionLine:
        name, *others = [" ".join(run) for run in self.runs if run] or [""]
        numbers = [w for w in name.split() if w[0].isdigit() and not _NUMBERED.fullmatch(w)]
        line = self.line
        if line.rep_hold_s and not line.has_dose:
            held = (line.rep_hold_s, line.rep_hold_s)
            line = replace(line, hold_s=held, rep_hold_s=None)
        bare = [self.bare] if self.bare and _HELD.search(name) else []
        unknown = (*self.unknown, *numbers, *others, *bare)
        return replace(line, name=_name(name), unknown=unknown)

    def _say(self, text: str, said: Saying) -> None:
        if said.get("reps") and said.get("sets") and not re.search(r"[a-z]{2}", text.lower()):
            self.bare = text
        if not said and text in _IN_A_NAME and self.runs[-1] and not self.line.has_dose:
            self.runs[-1].append(text)
            return
        added = {key: value for key, value in said.items() if key in ("needs", "notes")}
        clash = any(getattr(self.line, key) for key in said.keys() - added.keys())
        if clash or (_dose_of(said) and _dose_of(vars(self.line))):
            self.unknown.append(text)
        else:
            more = {key: (*getattr(self.line, key), value) for key, value in added.items()}
            self.line = replace(self.line, **{**said, **more})
        self.runs.append([])


def _name(text: str) -> str:
    """The name without what stands between its parts and after it."""
    return re.sub(r" (?=,)", "", text.strip(" ,-\u2013\u2014"))


def _dose_of(said: Saying) -> bool:
    """Whether it gives the amount of a set, which a line does once."""
    amounts = ("reps", "pyramid", "by_side", "hold_s", "until_you_stop", "metres")
    return any(said.get(key) for key in amounts)
