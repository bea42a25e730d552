"""Drills that hurt lately: offered easier, then not at all."""

from __future__ import annotations

from collections.abc import Mapping

from mobility_timer.routine import Adjustments, Drill, Routine, keys_of

LEFT_OUT_FROM_TIMES = 2
"""So many times in a row, and it is left out."""


def eased(routine: Routine, changes: Adjustments, hurts: Mapping[str, int]) -> Adjustments:
    """The changes, with drills that hurt last time at a smaller dose, and left out after more.

    `hurts` gives by a drill's id how often in a row it hurt. One drill of the routine stays.
    """
    left = [key for key in keys_of(routine) if not changes.of(key).left_out]
    for key, drill in zip(keys_of(routine), routine.drills, strict=True):
        times = hurts.get(drill.id, 0)
        if not times or changes.of(key).swapped_for is not None:
            continue
        if times >= LEFT_OUT_FROM_TIMES and left != [key]:
            changes = changes.with_left_out(key)
            left = [other for other in left if other != key]
        else:
            amount = changes.of(key).amount or drill.dose.amount
            changes = changes.with_amount(key, easier(drill, amount))
    return changes


def easier(drill: Drill, amount: int) -> int:
    """The least that is recommended; half of that where it is no less."""
    from mobility_timer.routine import nearest_amount

    return nearest_amount(drill, drill.dose.low if drill.dose.low < amount else amount // 2)
