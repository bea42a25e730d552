from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mobility_timer.library.drill_files import Broken
from mobility_timer.library.faults import Fault
from mobility_timer.routine.model import Occasion, Origin, Routine
from mobility_timer.ui.home.entries import Filters, HomeEntry, entries, proposals
from tests.sample_routines import CIRCLES, HOLD, MIXED

BEFORE = (Occasion.BEFORE_RUN,)
HIPS = replace(MIXED, drills=(replace(CIRCLES, targets=("hips",)),), id="hips", name="Hips")
BANDS = replace(
    MIXED, drills=(replace(HOLD, targets=("hips", "ankles"), needs=("band",)),), id="bands"
)
OWN = replace(HIPS, id="own", name="My own", origin=Origin.USER)
BROKEN = Broken(Path("mine.yaml"), "mine.yaml", (Fault("mine.yaml", 1, 2, "no"),))


def named(name: str, *occasions: Occasion) -> Routine:
    return replace(MIXED, id=name, name=name, occasions=occasions)


def test_each_occasion_proposes_what_was_used_last_for_it() -> None:
    routines = (named("a", *BEFORE), named("b", *BEFORE), named("c", Occasion.AFTER_RUN))
    found = proposals(routines, {"before a run": "b"}, {})
    assert [(p.occasion, p.routine.id) for p in found] == [
        (Occasion.BEFORE_RUN, "b"),
        (Occasion.AFTER_RUN, "c"),
    ]


@pytest.mark.parametrize("last", ["gone", "c"])
def test_a_routine_that_is_gone_or_meant_for_something_else_is_not_proposed(last: str) -> None:
    routines = (named("a", *BEFORE), named("c", Occasion.AFTER_RUN))
    assert proposals(routines, {"before a run": last}, {})[0].routine.id == "a"


def test_at_first_the_routine_to_begin_with_is_proposed() -> None:
    routines = (named("a", *BEFORE), named("before-a-run", *BEFORE))
    assert proposals(routines, {}, {})[0].routine.id == "before-a-run"


def test_broken_files_come_first_and_routines_by_name_with_numbers_in_order() -> None:
    rows = entries(
        (named("Hips 10"), named("hips 9"), named("Ankles")), (BROKEN,), {"Ankles": "changed"}
    )
    assert [row.name for row in rows] == ["mine.yaml", "Ankles", "hips 9", "Hips 10"]


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        (Filters(), [True, True, True, True, True]),
        (Filters(targets=frozenset({"hips"})), [False, True, True, True, False]),
        (Filters(targets=frozenset({"hips", "ankles"})), [False, False, True, False, False]),
        (Filters(standing=True), [False, True, True, True, False]),
        (Filters(no_equipment=True), [True, True, False, True, False]),
        (Filters(yours=True), [False, False, False, True, True]),
        (Filters(search="hip"), [True, True, True, True, False]),
        (Filters(search="MY ow"), [False, False, False, True, False]),
        (Filters(search="circles quad"), [True, False, False, False, False]),
        (Filters(search="mine"), [False, False, False, False, True]),
        (Filters(minutes=5), [True, True, True, True, False]),
    ],
)
def test_all_filters_must_hold(filters: Filters, kept: list[bool]) -> None:
    rows = [HomeEntry(routine=r) for r in (MIXED, HIPS, BANDS, OWN)] + [HomeEntry(broken=BROKEN)]
    assert [filters.keeps(row) for row in rows] == kept


def test_at_most_ten_minutes_forgives_half_a_minute() -> None:
    filters = Filters(minutes=10)
    assert filters.fits(10 * 60_000 + 30_000)
    assert not filters.fits(10 * 60_000 + 30_001)
    assert Filters().fits(10**9)
