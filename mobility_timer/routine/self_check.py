"""A few signs that ankles or hips hold a runner back, and the routine that they speak for.

It proposes; it diagnoses nothing. The signs are what runners and coaches look for; no study was
found that ties them to an outcome.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from mobility_timer.words import self_check as words


class Area(Enum):
    ANKLES = "ankles"
    HIPS = "hips"


@dataclass(frozen=True)
class Sign:
    """A question to be answered yes or no; `hint` says how to find out."""

    id: str
    area: Area
    question: str
    hint: str


@dataclass(frozen=True)
class Advice:
    """A routine by its id, why it is proposed, and what else there is to say."""

    routine: str
    because: str
    notes: tuple[str, ...]
    offers_to_measure: bool


SIGNS = tuple(
    Sign(id, area, *words.SIGNS[id])
    for id, area in (
        ("heels-lift", Area.ANKLES),
        ("tight-calves", Area.ANKLES),
        ("pain-below", Area.ANKLES),
        ("short-stride", Area.ANKLES),
        ("same-side", Area.ANKLES),
        ("shoe-wear", Area.ANKLES),
        ("no-push-behind", Area.HIPS),
        ("stiff-turn", Area.HIPS),
        ("back-takes-over", Area.HIPS),
    )
)

_BECAUSE = {
    frozenset[Area](): words.SPEAKS_FOR_NEITHER,
    frozenset({Area.ANKLES}): words.SPEAKS_FOR_ANKLES,
    frozenset({Area.HIPS}): words.SPEAKS_FOR_HIPS,
    frozenset(Area): words.SPEAKS_FOR_BOTH,
}
_ROUTINE = {
    frozenset[Area](): "ankles-and-hips",
    frozenset({Area.ANKLES}): "ankle-focus",
    frozenset({Area.HIPS}): "hip-maintenance",
    frozenset(Area): "ankles-and-hips",
}


_GENTLE = "easy-movement"
"""No drill of it goes to the end of a range, and no stretch is held."""


def advise(yes: Collection[str]) -> Advice:
    """What to do, from the ids of the signs answered with yes."""
    areas = frozenset(sign.area for sign in SIGNS if sign.id in yes)
    notes = []
    hurts = "pain-below" in yes
    if hurts:
        notes.append(words.IF_IT_HURTS)
    if "same-side" in yes:
        notes.append(words.BOTH_SIDES_EQUALLY if hurts else words.BOTH_SIDES_ALIKE)
    routine = _GENTLE if hurts else _ROUTINE[areas]
    because = words.SPEAKS_FOR_GENTLE if hurts else _BECAUSE[areas]
    return Advice(routine, because, tuple(notes), offers_to_measure=not hurts)
