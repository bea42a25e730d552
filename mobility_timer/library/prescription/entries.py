"""The entry of a routine, in YAML, that a line of a prescription makes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from mobility_timer.library.prescription.line import PrescriptionLine
from mobility_timer.routine import Drill, Sides
from mobility_timer.words import prescription as words

Often: TypeAlias = tuple[tuple[int, int] | None, tuple[int, int] | None]
"""How often a day and a week; None where it is not said."""

_POSITIONS = {
    "side-lying": r"side[- ]?lying|\bside ?plank|clam ?shells?|clams?|open books?",
    "lying": r"\bsupine|prone|lying|bridges?|dead ?bugs?|curl-ups?",
    "kneeling": (
        r"(?:half|tall)?[- ]?kneeling|quadruped|all[- ]fours|bird[- ]?dogs?"
        r"|cat[- /]?c(?:ow|amel)s?|planks?"
    ),
    "sitting": r"\bseated|sitting|long ?sit",
    "standing": r"standing|squats?|lunges?|calf raises?|heel (?:drops?|raises?)|wall ?sits?",
}
_WAYS = ", ".join(
    f"{{id: {id}, name: {name}, says: {name.lower()}}}" for id, name in words.WAYS.items()
)
_BREATHING = "{inhale: {seconds: 3, breath: in}, exhale: {seconds: 4, breath: out}}"
_HOLDING = ("hold", "pause")
_LIFTING = ("lift", "up", "rise", "raise")
_LOWERING = ("lower", "down", "sink")


def phases_of(line: PrescriptionLine) -> Iterator[tuple[Sequence[str], int | None]]:
    """What the phases may be called of which the line says how long they take, in seconds."""
    yield _LIFTING, line.lift_s
    yield _HOLDING, line.rep_hold_s
    yield _LOWERING, line.lower_s


def entry_rows(line: PrescriptionLine, drill: Drill | None, often: Often) -> list[str]:
    """The rows of an entry of a drill that is at hand, or of one of its own.

    `often` stands in its notes.
    """
    rows = _own(line) if drill is None else _known(line, drill)
    return [*rows, *_ends(line, drill, often)]


def _known(line: PrescriptionLine, drill: Drill) -> Iterator[str]:
    yield f"  - drill: {_quoted(drill.id)}"
    twice = line.each_side and drill.sides is Sides.ALTERNATE
    for key, value in _amounts(line, 2 if twice else 1):
        yield f"    {key}: {value}"
    names = [phase.name for phase in drill.tempo]
    tempo = [
        f"{next(name for name in names if name in known)}: {seconds}"
        for known, seconds in phases_of(line)
        if seconds
    ]
    if tempo:
        yield f"    tempo: {{{', '.join(tempo)}}}"
    if line.side:
        yield f"    order: [{line.side}]"


def _own(line: PrescriptionLine) -> Iterator[str]:
    """A drill that is written out."""
    position = next((p for p, form in _POSITIONS.items() if _has(line.name, form)), "")
    yield f"  - name: {_quoted(line.name)}"
    yield f"    position: {position or f'standing{words.NOT_SAID}'}"
    if line.needs:
        yield f"    needs: [{', '.join(map(_quoted, line.needs))}]"
    twice = line.alternates and line.each_side
    amounts = ", ".join(f"{key}: {value}" for key, value in _amounts(line, 2 if twice else 1))
    if _has_sides(line):
        yield f"    sides: {'alternate' if line.alternates else 'each'}"
        yield f"    side_means: {words.WORKING_SIDE}"
    if line.side:
        yield f"    order: [{line.side}]"
    yield f"    dose: {{{amounts}}}"
    if line.has_phases:
        yield f"    tempo: {_tempo(line)}"
    elif line.alternates and line.hold_s:
        yield f"    tempo: {{hold: {line.hold_s[0]}}}"
    if line.each_way:
        yield f"    variants: [{_WAYS}]"


def _has_sides(line: PrescriptionLine) -> bool:
    by_side = line.by_side or line.hold_by_side_s
    return bool(line.each_side or line.side or by_side or line.alternates)


def _amounts(line: PrescriptionLine, times: int) -> Iterator[tuple[str, str]]:
    """The keys of a dose; `times` where the drill counts both sides together."""
    by_side = line.by_side or line.hold_by_side_s
    if line.until_you_stop:
        yield ("reps" if line.hold_s is None else "hold"), "max"
        if line.within_s:
            yield "in", str(line.within_s)
    elif line.metres:
        yield "distance", str(line.metres)
    elif line.pyramid:
        yield "reps", f"[{', '.join(str(times * reps) for reps in line.pyramid)}]"
    elif by_side:
        key = "reps" if line.by_side else "hold"
        yield key, f"{{left: {by_side[0]}, right: {by_side[1]}}}"
    else:
        key = "hold" if line.reps is None else "steps" if line.steps else "reps"
        low, high = (times * end for end in line.reps or line.hold_s or (0, 0))
        yield key, str(low)
        if low < high:
            yield "range", f"[{low}, {high}]"


def _ends(line: PrescriptionLine, drill: Drill | None, often: Often) -> Iterator[str]:
    """The keys that any entry may have."""
    if line.sets and not line.pyramid:
        yield f"    sets: {line.sets}"
    if line.rest_s:
        yield f"    rest: {line.rest_s[0]}"
    if notes := [*_notes(line, drill, often)]:
        yield f"    notes: [{', '.join(_quoted(_sentence(note)) for note in notes)}]"
    if line.pain:
        yield f"    pain: {_quoted(line.pain)}"


def _notes(line: PrescriptionLine, drill: Drill | None, often: Often) -> Iterator[str]:
    """What is only for reading: its own notes, and what there is no key for."""
    yield from line.notes
    if drill is not None:
        yield from map(words.with_need, line.needs)
    if line.together:
        yield words.TOGETHER
    if line.rest_s and line.rest_s[0] < line.rest_s[1]:
        yield words.rest(*line.rest_s)
    for times, what in zip(often, ("day", "week"), strict=True):
        if times:
            yield words.so_often(times, what)


def _tempo(line: PrescriptionLine) -> str:
    if line.tempo:
        return line.tempo
    if line.steps:
        return f"{{step: 1}}{words.NOT_SAID}"
    if line.breaths:
        return f"{_BREATHING}{words.NOT_SAID}"
    hold = f"hold: {line.rep_hold_s}, " if line.rep_hold_s else ""
    said = f"{{lift: {line.lift_s or 1.5}, {hold}lower: {line.lower_s or 1.5}}}"
    return said if line.lift_s and line.lower_s else f"{said}{words.NOT_SAID}"


def _has(name: str, form: str) -> bool:
    return re.search(rf"\b(?:{form})\b", name, re.IGNORECASE) is not None


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
