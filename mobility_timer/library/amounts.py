"""The dose of each set and side as a file writes it, and the dose that it makes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

from mobility_timer.frozen import changed
from mobility_timer.routine import Counts, Dose, Drill, Ends, Phase, Unit

Amounts: TypeAlias = int | Sequence[int] | Mapping[str, int | Sequence[int]]
"""One amount, one a set, or for each side one or one a set."""

UNTIL_YOU_STOP: Final = "max"
"""What stands in place of an amount that the person decides."""
MOST_REPS_WITHOUT_RANGE: Final = 30
LONGEST_HOLD_WITHOUT_RANGE_S: Final = 120
_WALKS_A_METRE_MS: Final = 1000
_COUNTED: Final = {"reps": Counts.REPS, "steps": Counts.STEPS, "distance": Counts.METRES}
_KEY_OF_COUNTS: Final = {counts: key for key, counts in _COUNTED.items()}
DOSE_KEYS: Final = ("reps", "hold", "steps", "distance")


def key_of(keys: Mapping[str, Any]) -> str:
    """Which of its keys gives the amount; empty where none does."""
    return next((key for key in DOSE_KEYS if keys.get(key) is not None), "")


def key_of_drill(drill: Drill) -> str:
    """The key that the doses of a drill are written with."""
    return "hold" if drill.is_hold else _KEY_OF_COUNTS[drill.dose.counts]


def every_amount(amounts: Amounts) -> tuple[int, ...]:
    """All amounts that are written, in their order."""
    if isinstance(amounts, int):
        return (amounts,)
    if isinstance(amounts, Mapping):
        return tuple(one for side in amounts.values() for one in every_amount(side))
    return tuple(amounts)


def sets_of_amounts(amounts: Amounts) -> int:
    """How many sets they list; 0 where they say nothing of it."""
    if isinstance(amounts, Mapping):
        return max(map(sets_of_amounts, amounts.values()))
    return 0 if isinstance(amounts, int) else len(amounts)


def dose_of(keys: Mapping[str, Any]) -> Dose:
    """The dose as `dose` says it; one amount for all sets where it says no more."""
    key = key_of(keys)
    amounts, within = keys[key], keys.get("within")
    if amounts == UNTIL_YOU_STOP:
        return _open_dose(key, keys.get("range"), within)
    every = every_amount(amounts)
    low, high = keys.get("range") or (min(every), max(every))
    unit = Unit.SECONDS if key == "hold" else Unit.REPS
    counts = _COUNTED.get(key, Counts.REPS)
    ends = Ends.YOU if counts is Counts.METRES else Ends.DOSE
    return with_amounts(Dose(unit, every[0], low, high, ends=ends, counts=counts), amounts)


def _open_dose(key: str, range: Sequence[int] | None, within: int | None) -> Dose:
    if within is not None:
        return Dose(Unit.SECONDS, within, within, within, ends=Ends.TIME)
    unit = Unit.SECONDS if key == "hold" else Unit.REPS
    most = LONGEST_HOLD_WITHOUT_RANGE_S if key == "hold" else MOST_REPS_WITHOUT_RANGE
    low, high = range or (most, most)
    return Dose(unit, high, low, high, ends=Ends.YOU, counts=_COUNTED.get(key, Counts.REPS))


def pace_of(dose: Dose, within: int | None) -> tuple[Phase, ...]:
    """The tempo of a way that has none: so many seconds for all of it, or a metre a second."""
    ms = _WALKS_A_METRE_MS if within is None else 1000 * within // dose.amount
    return (Phase("walk", ms),)


def opened(dose: Dose, keys: Mapping[str, Any]) -> Dose:
    """The dose, done until the person stops; its range stays."""
    reach = (dose.low, dose.high) if dose.low < dose.high else None
    return changed(_open_dose(key_of(keys), reach, keys.get("within")), counts=dose.counts)


def with_amounts(dose: Dose, amounts: Amounts) -> Dose:
    """The dose with other amounts; the very same where they are no others."""
    first, *_ = every_amount(amounts)
    if isinstance(amounts, Mapping):
        left, right = (_offsets(amounts[side], first) for side in ("left", "right"))
    else:
        left, right = _offsets(amounts, first), None
    if right == left:
        right = None
    if (first, left, right) == (dose.amount, dose.offsets, dose.right_offsets):
        return dose
    return changed(dose, amount=first, offsets=left, right_offsets=right)


def _offsets(amounts: Amounts, first: int) -> tuple[int, ...]:
    offsets = tuple(amount - first for amount in every_amount(amounts))
    return offsets if any(offsets) else ()
