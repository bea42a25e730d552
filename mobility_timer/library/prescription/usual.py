"""What a line does not say and its drill needs: as is usual for its name, told as a guess."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mobility_timer.library.prescription.grammar.movements import (
    goes_down_first,
    is_on_the_floor,
    is_one_sided,
    usual_position,
)
from mobility_timer.library.prescription.line import PrescriptionLine
from mobility_timer.routine import Position
from mobility_timer.words import prescription as words

A_WAY_S = 1.5
A_STEP_S = 1
IN_S, OUT_S = 3, 4
_SEATS = ("chair", "bench", "stool", "bed", "sofa", "couch", "ball", "box", "bike")


@dataclass(frozen=True)
class Usual:
    """How a drill of one's own is done; what of it the line does not say is a guess.

    `ground` is what one sits or lies on, empty where the line says it, or for the feet.
    """

    position: str
    is_said: bool
    ground: str
    has_sides: bool
    sides_are_said: bool
    goes_down_first: bool


def usual(line: PrescriptionLine) -> Usual:
    told = " ".join((line.name, *line.notes))
    position = line.position or usual_position(line.name, lies=line.lies)
    sits = position in (Position.SITTING.value, "seated")
    on_floor = is_on_the_floor(told)
    known = any(seat in f"{told} {' '.join(line.needs)}".lower() for seat in _SEATS)
    at_chair = sits and not on_floor and (not known or "chair" in told.lower())
    by_side = line.by_side or line.hold_by_side_s
    said = bool(line.each_side or line.side or by_side or line.alternates)
    return Usual(
        position=Position.SITTING.value if sits else position or Position.STANDING.value,
        is_said=bool(line.position),
        ground=_ground(line, position, known=known, at_chair=at_chair),
        has_sides=said
        or (not (line.together or line.on_one_side) and (line.one_limb or is_one_sided(line.name))),
        sides_are_said=said or line.together or line.on_one_side,
        goes_down_first=line.hold_at == "bottom" or goes_down_first(line.name),
    )


def _ground(line: PrescriptionLine, position: str, *, known: bool, at_chair: bool) -> str:
    needed = " ".join(line.needs).lower()
    if at_chair:
        return "" if "chair" in needed else "chair"
    if position in ("", Position.STANDING.value) or known or "mat" in needed:
        return ""
    return "mat"


def guesses(line: PrescriptionLine) -> Iterator[str]:
    """In words, what a drill of one's own takes that the line does not say."""
    way = usual(line)
    if not way.is_said:
        yield words.POSITIONS[way.position]
    if way.ground:
        yield words.on_a(way.ground)
    if not way.sides_are_said:
        yield words.EACH_SIDE if way.has_sides else words.NO_SIDES
    if not line.has_phases or line.tempo or line.phases:
        return
    if line.steps:
        yield words.a_step(A_STEP_S)
    elif line.breaths:
        yield words.a_breath(IN_S, OUT_S)
    else:
        if not line.lift_s:
            yield words.up_in(A_WAY_S)
        if not line.lower_s:
            yield words.down_in(A_WAY_S)
