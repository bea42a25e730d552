"""The dose of each set and side as a file writes it, and the dose that it makes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from mobility_timer.routine import Dose, Drill, Side, Unit

Amounts: TypeAlias = int | Sequence[int] | Mapping[str, int]
"""One amount, one a set, or one a side."""


def every_amount(amounts: Amounts) -> tuple[int, ...]:
    """All amounts that are written, in their order."""
    if isinstance(amounts, int):
        return (amounts,)
    return tuple(amounts.values()) if isinstance(amounts, Mapping) else tuple(amounts)


def first_amount(amounts: Amounts) -> int:
    return every_amount(amounts)[0]


def dose_of(keys: Mapping[str, Any]) -> Dose:
    """The dose as `dose` says it; one amount for all sets where it says no more."""
    unit = Unit.REPS if "reps" in keys else Unit.SECONDS
    amounts = keys["reps" if unit is Unit.REPS else "hold"]
    low, high = keys["range"] or (min(every_amount(amounts)), max(every_amount(amounts)))
    return _with_amounts(Dose(unit, 0, low, high), amounts)


def with_amounts(drill: Drill, amounts: Amounts) -> Drill:
    """The drill with other amounts; as many sets as there are, where each has its own."""
    drill = replace(drill, dose=_with_amounts(drill.dose, amounts))
    if isinstance(amounts, int | Mapping):
        return drill
    return replace(drill, rounds=len(amounts))


def with_sets(drill: Drill, sets: int | Sequence[int] | None) -> Drill:
    """The drill with so many sets, or with one set of each of these amounts."""
    if sets is None:
        return drill
    if isinstance(sets, int):
        return replace(drill, rounds=sets)
    return with_amounts(drill, sets)


def _with_amounts(dose: Dose, amounts: Amounts) -> Dose:
    first, *_ = every = every_amount(amounts)
    dose = replace(dose, amount=first, set_offsets=(), side_offsets=(0, 0))
    if isinstance(amounts, Mapping):
        left, right = (amounts[side.value] - first for side in Side)
        return replace(dose, side_offsets=(left, right))
    offsets = tuple(amount - first for amount in every)
    return replace(dose, set_offsets=offsets if any(offsets) else ())
