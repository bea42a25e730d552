"""The amounts of a set as they stand in a row: `3 x 10`, `3 sets of 10 reps`, `30 s x 3`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from mobility_timer.library.prescription.grammar.instructions import COUNTED, DRILLS
from mobility_timer.library.prescription.grammar.items import Item
from mobility_timer.library.prescription.grammar.patterns import Saying
from mobility_timer.routine import MOST_ROUNDS, SHORTEST_HOLD_S
from mobility_timer.words import prescription as words

_FEWEST_USUAL_REPS: Final = 8
_STEM_CHARACTERS: Final = 4
_MOST_USUAL_SETS: Final = 6
_FEWEST_HELD_REPS: Final = 5
_LONGEST_USUAL_REP_HOLD_S: Final = 10
_LEAST_OF_NO_SET_S: Final = 300
"""So long no set of held reps is."""
_UNITS = frozenset({"sets", "reps", "steps", "breaths", "times"})
_AMOUNTS = frozenset({"number", "time", "distance", "series", "most", "longest", "fold"})


@dataclass(frozen=True)
class Factor:
    """One number of a row, and the word that says what it counts; empty where none does."""

    item: Item
    unit: str
    end: int
    notes: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        return self.item.kind


def dose_row(
    items: Sequence[Item], at: int, is_free: Callable[[int], bool]
) -> tuple[int, Saying] | None:
    """Where a row of amounts ends that begins there, and what it says.

    `is_free` tells whether the number at a place belongs to nothing else, such as how often.
    """
    leads = _kind(items, at) == "x"
    factors = _factors(items, at + leads, is_free)
    if not factors:
        return None
    end = factors[-1].end
    trails = _kind(items, end) == "x" and not (_joins(items, end) and is_free(end + 1))
    said = _said(factors, leads, trails)
    return None if said is None else (end + trails, said)


def _factors(items: Sequence[Item], at: int, is_free: Callable[[int], bool]) -> list[Factor]:
    factors: list[Factor] = []
    while at < len(items) and is_free(at) and (factor := _factor(items, at)):
        if len(factors) > 1 and factor.kind == "number" and _kind(items, factor.end) == "often":
            break
        factors.append(factor)
        at = factor.end
        if _kind(items, at) in ("x", "of") or (
            factor.unit == "times" and factor.kind == "number" and _kind(items, at) in _AMOUNTS
        ):
            at += (
                2
                if _kind(items, at) == "of" and _kind(items, at + 1) == "x"
                else (_kind(items, at) in ("x", "of"))
            )
        elif factor.unit != "sets" or _kind(items, at) not in _AMOUNTS:
            break
    return factors


def _factor(items: Sequence[Item], at: int) -> Factor | None:
    item = items[at]
    if item.kind not in _AMOUNTS:
        return None
    end = at + 1
    if item.kind == "fold":
        return Factor(item, "times", end)
    counted = ("reps", "steps", "breaths")
    drills = [before.text for before in items[:at]]
    is_named = any(before.kind == "word" and len(before.text) > 2 for before in items[:at])
    manner = _kind(items, end) == "manner" and (
        _kind(items, end + 1) in counted or (is_named and _counts_reps(items, end + 1, drills))
    )
    notes = (items[end].text,) if manner else ()
    end += manner
    if item.kind in ("number", "series") and _kind(items, end) in _UNITS:
        return Factor(item, items[end].kind, end + 1, notes)
    if item.kind == "number" and is_named and _counts_reps(items, end, drills):
        return Factor(item, "reps", end + 1, notes)
    if item.kind == "time" and _kind(items, end) == "hold":
        return Factor(item, "hold", end + 1)
    if item.kind == "most" and _kind(items, end) == "reps":
        return Factor(item, "reps", end + 1)
    return Factor(item, "", end)


def _counts_reps(items: Sequence[Item], at: int, before: Sequence[str]) -> bool:
    """Whether what stands there is a word for reps, and no drill that was not named before it."""
    text = _text(items, at)
    if text not in DRILLS:
        return text in COUNTED
    return any(text[:_STEM_CHARACTERS] in word for word in before)


def _joins(items: Sequence[Item], at: int) -> bool:
    """Whether a cross there leads on to another amount."""
    return _kind(items, at + 1) in _AMOUNTS


def _said(factors: Sequence[Factor], leads: bool, trails: bool) -> Saying | None:
    """What a row says; None where its numbers have no one meaning."""
    notes = tuple(note for factor in factors for note in factor.notes)
    more = {"notes": notes} if notes else {}
    of_sets = [factor for factor in factors if factor.unit == "sets"]
    others = [factor for factor in factors if factor.unit != "sets"]
    if len(of_sets) > 1 or (of_sets and of_sets[0].kind not in ("number", "series")):
        return None
    said: Saying | None
    if not of_sets:
        said = _of_row(others, leads, trails)
    elif of_sets[0].kind == "series":
        said = None
    else:
        within = _within_sets(others)
        said = None if within is None else {**_sets(of_sets[0]), **within}
    return None if said is None else {**said, **more}


def _sets(factor: Factor) -> Saying:
    item = factor.item
    return {"sets": item.low} if item.is_one else {"sets": item.low, "most_sets": item.high}


def _within_sets(factors: Sequence[Factor]) -> Saying | None:
    """What a set has in it, where the number of sets is said."""
    kinds = [factor.kind for factor in factors]
    if not factors:
        return {}
    if len(factors) == 1:
        return _amount(factors[0])
    if sorted(kinds) == ["number", "time"]:
        times = factors[kinds.index("number")]
        return {**_reps(times), **_held(factors[kinds.index("time")])}
    return None


def _of_row(factors: Sequence[Factor], leads: bool, trails: bool) -> Saying | None:
    """What a row says that names no sets."""
    first, *others = factors
    kinds = [factor.kind for factor in factors]
    if len(factors) == 1:
        alone = first.kind == "number" and first.unit in ("", "times")
        if first.kind == "fold" or (alone and (leads or trails or first.unit)):
            return {"times": first.item.range}
        return {"bare": first.item.range} if alone else _amount(first)
    if len(factors) == 2 and not leads:
        return _of_two(first, others[0])
    if kinds == ["number", "number"] and {first.unit, others[0].unit} <= {"", "times"}:
        return {**_reps(first), **_sets(others[0])}
    if kinds == ["time", "number", "number"] and _is_rather_a_hold_of_each(others[0], first):
        sets = others[1]
        known = sets.unit in ("", "times", "sets") and sets.item.is_one
        return {**_reps(others[0]), **_held(first), **_sets(sets)} if known else None
    if kinds == ["number", "number", "time"] and not first.unit:
        if others[0].item.low * others[1].item.low >= _LEAST_OF_NO_SET_S:
            return {"unclear": words.hold_or_rest(others[1].item.low)}
        return {**_sets(first), **_reps(others[0]), **_held(others[1])}
    return None


def _of_two(first: Factor, second: Factor) -> Saying | None:
    """Sets and what is in them, or what is in them and how often."""
    if first.unit == "" and first.kind == "number":
        if _is_a_hold_of_each(first, second):
            return {**_reps(first), **_held(second)}
        if _is_rather_a_hold_of_each(first, second):
            return {**_reps(first), **_held(second), "may_be_sets": True}
        if _are_reps_by_sets(first.item, second):
            return {**_reps(first), **_sets(second)}
        if _may_be_reps_by_sets(first.item, second):
            return {"unclear": words.sets_or_reps_first(first.item.low, second.item.low)}
        said = _amount(second)
        return None if said is None else {**_sets(first), **said}
    if first.unit == "times" and first.kind == "number" and second.kind != "fold":
        said = _amount(second)
        return None if said is None else {**_sets(first), **said}
    if first.kind == "series" and second.kind == "time":
        return {"pyramid": first.item.numbers, **_counting(first), **_held(second)}
    if first.kind == "number" and second.kind == "time":
        return {**_reps(first), **_held(second)}
    counts = second.kind == "fold" or (second.kind == "number" and second.unit in ("", "times"))
    if counts or (second.unit == "reps" and first.kind == "time"):
        if _is_a_hold_of_each(second, first):
            return {**_reps(second), **_held(first)}
        if _is_rather_a_hold_of_each(second, first):
            return {**_reps(second), **_held(first), "may_be_sets": True}
        said = _amount(first)
        return None if said is None else {**said, **_sets(second)}
    return None


def _may_be_reps_by_sets(first: Item, second: Factor) -> bool:
    """Whether `10 x 2` may be ten reps in two sets as well as ten sets of two."""
    is_bare = second.kind == "number" and second.unit == ""
    many = _FEWEST_USUAL_REPS <= first.low <= MOST_ROUNDS
    return is_bare and many and second.item.high <= _MOST_USUAL_SETS


def _are_reps_by_sets(first: Item, second: Factor) -> bool:
    """Whether `15 x 3` can only be fifteen reps in three sets: nothing has so many sets."""
    is_bare = second.kind == "number" and second.unit == ""
    return is_bare and first.low > MOST_ROUNDS and second.item.high <= _MOST_USUAL_SETS


def _is_a_hold_of_each(times: Factor, hold: Factor) -> bool:
    """Whether so many holds are reps: there are too many for sets, or they are too short."""
    is_short = hold.item.high < SHORTEST_HOLD_S
    return hold.kind == "time" and (times.item.low > MOST_ROUNDS or is_short)


def _is_rather_a_hold_of_each(times: Factor, hold: Factor) -> bool:
    """Whether `10 x 5 s` is ten reps, each held: unless it is a movement, or has rests between."""
    is_plain = hold.kind == "time" and times.unit in ("", "times")
    return is_plain and are_short_holds(times.item.range, hold.item.range)


def are_short_holds(times: tuple[int, int], hold_s: tuple[int, int]) -> bool:
    """Whether so many holds are rather reps than sets."""
    return times[0] >= _FEWEST_HELD_REPS and hold_s[1] <= _LONGEST_USUAL_REP_HOLD_S


def _amount(factor: Factor) -> Saying | None:
    """What one amount says of a set."""
    item = factor.item
    if item.kind == "number":
        return {**_reps(factor), **({} if factor.unit in ("reps", "steps", "breaths") else _LOOSE)}
    if item.kind == "time":
        return _held(factor) if factor.unit == "hold" else {"time_s": item.range}
    if item.kind == "distance":
        return {"metres": item.low} if item.is_one else None
    if item.kind == "series":
        loose = {} if factor.unit else _LOOSE
        return {"pyramid": item.numbers, **_counting(factor), **loose}
    if item.kind == "most":
        return {"until_you_stop": True}
    return {"until_you_stop": True, "hold_s": (0, 0)}


_LOOSE: Saying = {"is_loose": True}
"""A number of which no word says what it counts."""


def _reps(factor: Factor) -> Saying:
    return {"reps": factor.item.range, **_counting(factor)}


def _counting(factor: Factor) -> Saying:
    return {factor.unit: True} if factor.unit in ("steps", "breaths") else {}


def _held(factor: Factor) -> Saying:
    return {"held_s": factor.item.range}


def _text(items: Sequence[Item], at: int) -> str:
    return items[at].text if 0 <= at < len(items) else ""


def _kind(items: Sequence[Item], at: int) -> str:
    return items[at].kind if 0 <= at < len(items) else ""
