"""A routine as text for a message."""

from __future__ import annotations

from mobility_timer.routine import Drill, Routine, Side, Sides
from mobility_timer.words import sharing as words


def as_text(routine: Routine, length: str) -> str:
    """Its name and length, then a line for each drill."""
    lines = [f"{routine.name} ({length})"]
    if routine.summary:
        lines.append(routine.summary)
    lines += ["", *(f"{at}. {_line(drill)}" for at, drill in enumerate(routine.drills, 1))]
    if routine.rounds > 1:
        lines += ["", words.rounds(routine.rounds)]
    if routine.needs:
        lines += ["", words.needs(routine.needs)]
    return "\n".join(lines) + "\n"


def _line(drill: Drill) -> str:
    unit = words.unit(drill.dose.counts.value, held=drill.is_hold)
    if drill.dose.right_offsets is not None and drill.sides is Sides.EACH:
        left, right = (_amounts(drill, side) for side in Side)
        dose = words.by_side(left, right, unit)
    else:
        dose = f"{_amounts(drill, None)} {unit}"
    if drill.sides is Sides.EACH and drill.dose.right_offsets is None:
        only = drill.order[0].value if len(drill.order) == 1 else ""
        dose += words.only(only) if only else words.EACH_SIDE
    rest = words.rest(drill.rest_ms / 1000) if drill.rest_ms else ""
    return f"{drill.name}: {dose}{rest}"


def _amounts(drill: Drill, side: Side | None) -> str:
    """The amount of each set of a side."""
    amounts = [drill.amount_of(at, side) for at in range(drill.rounds)]
    if len(set(amounts)) > 1:
        return ", ".join(map(str, amounts))
    return f"{drill.rounds} x {amounts[0]}" if drill.rounds > 1 else str(amounts[0])
