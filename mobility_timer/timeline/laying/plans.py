"""The sets of a routine in order, still without a time: round, block, drill, set, side, variant."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, groupby, product
from typing import TypeAlias

from mobility_timer.routine import Drill, Routine, Side, Variant
from mobility_timer.timeline.laying.tape import Plan

Set: TypeAlias = tuple[int, int, Side | None, Variant | None]
"""Its place among the sets of its drill, its repeat, side and variant."""


def plans_of(routine: Routine) -> tuple[Plan, ...]:
    """The sets to do; those of drills that are alike have the very same drill."""
    alike: dict[Drill, Drill] = {}
    by_id = {id(drill): drill for drill in routine.drills}
    shared = {key: alike.setdefault(drill, drill) for key, drill in by_id.items()}
    placed = [(place, shared[id(drill)]) for place, drill in enumerate(routine.drills)]
    sets = {id(drill): list(_sets(drill)) for drill in alike.values()}
    runs = [(block, list(run)) for block, run in groupby(placed, key=lambda it: it[1].block)]
    return tuple(
        Plan(number, block_round, place, drill, *work)
        for number in range(routine.rounds)
        for block, run in runs
        for block_round in range(block.rounds if block else 1)
        for place, drill in run
        for work in sets[id(drill)]
    )


def _sets(drill: Drill) -> Iterator[Set]:
    """The sets of a drill in one round."""
    each = product(range(drill.rounds), drill.worked_sides, drill.variants or (None,))
    yield from ((number, *work) for number, work in zip(count(), each, strict=False))
