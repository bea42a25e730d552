"""The entry of a routine, in YAML, that a line of a prescription makes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TypeAlias

from mobility_timer.library.prescription.grammar.phases import BREATHS, BREATHS_HELD, Phases
from mobility_timer.library.prescription.line import PrescriptionLine
from mobility_timer.library.prescription.usual import (
    A_STEP_S,
    A_WAY_S,
    IN_S,
    OUT_S,
    Usual,
    usual,
)
from mobility_timer.routine import Drill, Sides
from mobility_timer.words import prescription as words

Often: TypeAlias = tuple[tuple[int, int] | None, tuple[int, int] | None]
"""How often a day and a week; None where it is not said."""

_BREATHING = (
    f"{{inhale: {{seconds: {IN_S}, breath: in}}, exhale: {{seconds: {OUT_S}, breath: out}}}}"
)
_HOLDING = ("hold", "pause")
_LIFTING = ("lift", "up", "rise", "raise")
_LOWERING = ("lower", "down", "sink")


_BEFORE_A_HOLD = {"top": _LIFTING, "bottom": _LOWERING}


def tempo_of(line: PrescriptionLine, drill: Drill) -> Iterator[tuple[str, float]]:
    """The phase of a drill at hand for each time that the line says, and that time in seconds; an
    empty name where the drill has no such phase."""
    names = [phase.name for phase in drill.tempo]
    for wanted, seconds in ((_LIFTING, line.lift_s), (_LOWERING, line.lower_s)):
        if seconds:
            yield next((name for name in names if name in wanted), ""), seconds
    if line.rep_hold_s:
        after = _BEFORE_A_HOLD.get(line.hold_at)
        befores = [*names[-1:], *names[:-1]]
        holds = (
            name
            for name, before in zip(names, befores, strict=True)
            if name in _HOLDING and (after is None or before in after)
        )
        yield next(holds, ""), line.rep_hold_s


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
    tempo = [f"{name}: {seconds}" for name, seconds in tempo_of(line, drill)]
    if tempo:
        yield f"    tempo: {{{', '.join(tempo)}}}"
    yield from _order(line)


def _order(line: PrescriptionLine) -> Iterator[str]:
    """The one side that is done, or which comes first."""
    if line.side:
        yield f"    order: [{line.side}]"
    elif line.starts:
        others = {"left": "right", "right": "left"}
        yield f"    order: [{line.starts}, {others[line.starts]}]"


def _own(line: PrescriptionLine) -> Iterator[str]:
    """A drill that is written out."""
    way = usual(line)
    yield f"  - name: {_quoted(line.name)}"
    yield f"    position: {way.position}{'' if way.is_said else words.NOT_SAID}"
    if needs := [*filter(None, (way.ground,)), *line.needs]:
        guess = words.NOT_SAID if way.ground else ""
        yield f"    needs: [{', '.join(map(_quoted, needs))}]{guess}"
    twice = line.alternates and line.each_side
    amounts = ", ".join(f"{key}: {value}" for key, value in _amounts(line, 2 if twice else 1))
    if way.has_sides:
        shape = "alternate" if line.alternates else "each"
        yield f"    sides: {shape}{'' if way.sides_are_said else words.NOT_SAID}"
        yield f"    side_means: {words.WORKING_SIDE}"
    yield from _order(line)
    yield f"    dose: {{{amounts}}}"
    if line.has_phases or line.phases:
        yield f"    tempo: {_tempo(line, way)}"
    elif line.alternates and line.hold_s:
        yield f"    tempo: {{hold: {line.hold_s[0]}}}"
    if names := tuple(words.WAYS.values()) if line.each_way else line.variants:
        yield f"    variants: [{', '.join(map(_variant, names))}]"


def _variant(name: str) -> str:
    id = "-".join(name.lower().removeprefix("the ").split())
    return f"{{id: {id}, name: {name}, says: {name.lower()}}}"


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
    for rest_s in (line.rest_s, line.then_rest_s):
        if rest_s and rest_s[0] < rest_s[1]:
            yield words.rest(*rest_s)
    for times, what in zip(often, ("day", "week"), strict=True):
        if times:
            yield words.so_often(times, what)


def _tempo(line: PrescriptionLine, way: Usual) -> str:
    if line.tempo:
        return line.tempo
    if line.phases:
        return f"{{{', '.join(_parts(line.phases))}}}"
    if line.steps:
        return f"{{step: {A_STEP_S}}}{words.NOT_SAID}"
    if line.breaths:
        return f"{_BREATHING}{words.NOT_SAID}"
    said = f"{{{', '.join(f'{name}: {seconds}' for name, seconds in _phases(line, way))}}}"
    return said if line.lift_s and line.lower_s else f"{said}{words.NOT_SAID}"


def _parts(phases: Phases) -> Iterator[str]:
    """The parts of a rep as they are said; between in and out the breath is held."""
    names = {name for name, _ in phases}
    is_breath = BREATHS.keys() & names and names <= BREATHS.keys() | BREATHS_HELD
    for name, seconds in phases:
        breath = BREATHS.get(name) or ("hold" if is_breath else "")
        how = f"{{seconds: {seconds}, breath: {breath}}}" if breath else seconds
        yield f"{name}: {how}"


def _phases(line: PrescriptionLine, way: Usual) -> Iterator[tuple[str, float]]:
    """Up and down, or down and up, with a hold at the end of it that is meant."""
    up, down = ("lift", line.lift_s or A_WAY_S), ("lower", line.lower_s or A_WAY_S)
    first, second = (down, up) if way.goes_down_first else (up, down)
    turns = {"top": up, "bottom": down}.get(line.hold_at, first)
    for phase in (first, second):
        yield phase
        if line.rep_hold_s and phase == turns:
            yield "hold", line.rep_hold_s


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
