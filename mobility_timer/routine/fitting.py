"""A routine made as long as the time there is.

Doses are trimmed or raised evenly inside their ranges. Where that is not enough, rounds go, then
drills from the end, the last one of a body part only when nothing else is left to go; or a round is
added. What is given up first does not depend on the time, so more minutes never give a shorter
routine.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from operator import mul
from typing import NamedTuple

from mobility_timer.routine.limits import MOST_ROUNDS, dose_bounds
from mobility_timer.routine.model import Drill, Routine
from mobility_timer.words import routines as words

FEWEST_MINUTES, MOST_MINUTES = 2, 30
CLOSE_ENOUGH_MS = 20_000
LITTLE_MS = 12_000

Length = Callable[[Routine], int]


class Fitted(NamedTuple):
    """The routine that fits, what was changed in plain words, and the drills that were kept.

    `kept` are places in the routine it was made from. `fits` is false only where even one drill
    at its least takes longer.
    """

    routine: Routine
    changes: tuple[str, ...]
    kept: tuple[int, ...]
    fits: bool = True


def fit(routine: Routine, minutes: int, length_of: Length) -> Fitted:
    """The longest version of the routine that takes at most `minutes`.

    `length_of` gives the length of a routine in milliseconds. The routine has a drill at least.
    """
    limit = minutes * 60_000
    selection = _fullest(routine, limit, length_of)
    amounts = selection.best(limit)
    whole = selection.routine.rounds == routine.rounds and len(selection.kept) == len(
        routine.drills
    )
    if whole and amounts == selection.chain[-1]:
        selection, amounts = _with_more_rounds(selection, limit)
    fits = selection.length(amounts) <= limit
    return Fitted(
        selection.with_doses(amounts), selection.changes(routine, amounts), selection.kept, fits
    )


def _fullest(routine: Routine, limit: int, length_of: Length) -> _Selection:
    """The most of the routine that fits at its lowest doses."""
    every = tuple(range(len(routine.drills)))
    contents = [(rounds, every) for rounds in range(routine.rounds, 0, -1)]
    contents += [(1, kept) for kept in _fewer_and_fewer(routine.drills)]

    @cache
    def selection(number: int) -> _Selection:
        rounds, kept = contents[number]
        return _Selection(replace(routine, rounds=rounds), kept, length_of)

    def fits(number: int) -> bool:
        return selection(number).shortest <= limit

    first = bisect_left(range(len(contents)), True, key=fits)
    once = replace(routine, rounds=1)
    left = contents[first][1] if first < len(contents) else ()
    of_each_part = _quickest_of_each_part(routine.drills)
    for count in range(len(of_each_part), max(1, len(_parts(routine.drills, left))), -1):
        one_each = _Selection(once, of_each_part[:count], length_of)
        if one_each.shortest <= limit:
            return one_each
    if first < len(contents):
        return selection(first)
    alone = (_Selection(once, (index,), length_of) for index in every)
    quickest = min(alone, key=lambda selection: selection.shortest)
    if quickest.shortest <= limit:
        return quickest
    return _Selection(once, quickest.kept, length_of, below_range=True)


def _part(drill: Drill) -> str:
    """The body part that a drill is about first; empty where that is not said."""
    return drill.targets[0] if drill.targets else ""


def _parts(drills: Sequence[Drill], kept: Sequence[int]) -> set[str]:
    return {_part(drills[place]) for place in kept} - {""}


def _fewer_and_fewer(drills: Sequence[Drill]) -> Iterator[tuple[int, ...]]:
    """One drill less each time: from the end, but the last one of a body part goes last."""
    kept = tuple(range(len(drills)))
    while len(kept) > 1:
        spare = (
            place
            for place in reversed(kept)
            if _part(drills[place]) in {"", *(_part(drills[k]) for k in kept if k != place)}
        )
        out = next(spare, kept[-1])
        kept = tuple(place for place in kept if place != out)
        yield kept


def _quickest_of_each_part(drills: Sequence[Drill]) -> tuple[int, ...]:
    """For each body part the drill with the least work at its lowest dose, in order."""
    quickest: dict[str, int] = {}
    for place, drill in enumerate(drills):
        part = _part(drill)
        if part and (part not in quickest or _least_ms(drill) < _least_ms(drills[quickest[part]])):
            quickest[part] = place
    return tuple(sorted(quickest.values()))


def _least_ms(drill: Drill) -> int:
    return _steps(drill, below_range=False)[0] * _unit_ms(drill)


def _with_more_rounds(selection: _Selection, limit: int) -> tuple[_Selection, tuple[int, ...]]:
    """Rounds added, as long as the highest doses leave time over and one round more fills it."""
    amounts = selection.chain[-1]
    length = selection.length(amounts)
    rounds = selection.routine.rounds
    while rounds < MOST_ROUNDS and limit - length > CLOSE_ENOUGH_MS:
        rounds += 1
        more = _Selection(
            replace(selection.routine, rounds=rounds), selection.kept, selection.length_of
        )
        if more.shortest > limit:
            break
        reached = more.best(limit)
        if more.length(reached) > length:
            selection, amounts, length = more, reached, more.length(reached)
    return selection, amounts


class _Doses(NamedTuple):
    """Doses, the length they give, and how far one of them is ahead of the others."""

    length: int
    lead: float
    amounts: tuple[int, ...]


class _Selection:
    """Some of the drills of a routine, in a number of rounds, at any dose of their ranges.

    `chain` are the doses from lowest to highest, one step of one drill at a time and every drill
    at about the same share of its range.
    """

    def __init__(
        self,
        routine: Routine,
        kept: tuple[int, ...],
        length_of: Length,
        below_range: bool = False,
    ) -> None:
        self.routine = routine
        self.kept = kept
        self.length_of = length_of
        self._lengths: dict[tuple[int, ...], int] = {}
        self._drills = [routine.drills[index] for index in kept]
        self._steps = [_steps(drill, below_range) for drill in self._drills]
        self._units = [_unit_ms(drill) * routine.rounds for drill in self._drills]
        self._shares, self.chain = _chain(self._drills, self._steps)
        self.shortest = self.length(self.chain[0])

    def length(self, amounts: tuple[int, ...]) -> int:
        if amounts not in self._lengths:
            self._lengths[amounts] = self.length_of(self.with_doses(amounts))
        return self._lengths[amounts]

    def with_doses(self, amounts: Sequence[int]) -> Routine:
        drills = map(Drill.with_amount, self._drills, amounts)
        return replace(self.routine, drills=tuple(drills))

    def best(self, limit: int) -> tuple[int, ...]:
        """The most even doses that leave little time over, else those that leave the least."""
        links = self._estimates()
        last = bisect_right(links, limit) - 1
        near = sorted(self._near(links, last, limit), reverse=True)
        filling = [doses for doses in near if limit - doses.length < LITTLE_MS]
        filling.sort(key=lambda doses: (doses.lead, -doses.length))
        for doses in (*filling, *near):
            if self.length(doses.amounts) <= limit:
                return doses.amounts
        return self.chain[0]

    def _estimates(self) -> list[int]:
        """The length at each link, if a dose changes nothing but the work itself."""
        work = [sum(map(mul, self._units, link)) for link in self.chain]
        return [self.shortest + more - work[0] for more in work]

    def _near(self, links: list[int], last: int, limit: int) -> Iterator[_Doses]:
        """Links of the chain, and links with one drill a step or two further, that fit.

        Of the longest of them none is missing.
        """
        widest = max(map(mul, self._units, (drill.dose_step for drill in self._drills)))
        for number in range(last, -1, -1):
            if links[number] + 2 * widest < links[last]:
                return
            link = self.chain[number]
            yield _Doses(links[number], 0.0, link)
            for index, steps in enumerate(self._steps):
                place = bisect_right(steps, link[index])
                for step in steps[place : place + 2]:
                    length = links[number] + (step - link[index]) * self._units[index]
                    if length <= limit:
                        amounts = (*link[:index], step, *link[index + 1 :])
                        lead = _share(step, self._drills[index], steps) - self._shares[number]
                        yield _Doses(length, lead, amounts)

    def changes(self, original: Routine, amounts: Sequence[int]) -> tuple[str, ...]:
        changes = []
        if self.routine.rounds != original.rounds:
            changes.append(words.rounds_instead(self.routine.rounds, original.rounds))
        out = [d.name for i, d in enumerate(original.drills) if i not in self.kept]
        if out:
            changes.append(words.left_out(out))
        for drill, amount in zip(self._drills, amounts, strict=True):
            if amount != drill.dose.amount:
                usual = drill.dose.amount
                changes.append(words.dose_instead(drill.name, amount, usual, is_hold=drill.is_hold))
        return tuple(changes)


def _steps(drill: Drill, below_range: bool) -> list[int]:
    """The doses a drill may have, lowest first, in steps from the one it has."""
    dose, step = drill.dose, drill.dose_step
    least = dose_bounds(drill)[0] if below_range else min(dose.low, dose.amount)
    down = range(dose.amount, least - 1, -step)
    up = range(dose.amount + step, dose.high + 1, step)
    return [*reversed(down), *up]


def _chain(
    drills: Sequence[Drill], steps: Sequence[list[int]]
) -> tuple[list[float], list[tuple[int, ...]]]:
    """Every dose from lowest to highest, one step of one drill at a time, with its share."""
    order = sorted(
        (_share(dose, drill, doses), index, dose)
        for index, (drill, doses) in enumerate(zip(drills, steps, strict=True))
        for dose in doses[1:]
    )
    now = [doses[0] for doses in steps]
    chain = [tuple(now)]
    for _, index, dose in order:
        now[index] = dose
        chain.append(tuple(now))
    return [-1.0, *(share for share, _, _ in order)], chain


def _share(dose: int, drill: Drill, steps: list[int]) -> float:
    """-1 at the drill's lowest dose, 0 at the one it has, 1 at its highest."""
    usual = drill.dose.amount
    reach = usual - steps[0] if dose <= usual else steps[-1] - usual
    return (dose - usual) / reach if reach else 0.0


def _unit_ms(drill: Drill) -> int:
    unit = 1000 if drill.is_hold else drill.rep_ms
    rounds = drill.rounds * (drill.block.rounds if drill.block else 1)
    return unit * drill.sets_per_round * rounds
