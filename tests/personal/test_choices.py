from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from mobility_timer.personal.adjustments_store import AdjustmentsStore
from mobility_timer.personal.choices import Choices, TodaysPlan, joined
from mobility_timer.personal.history.history import History
from mobility_timer.personal.hurts import eased
from mobility_timer.routine.adjustments import Adjustments, DrillChange
from mobility_timer.routine.model import Drill, Side
from tests.sample_routines import BOOKS, CIRCLES, MIXED

NOW = datetime.fromisoformat("2026-05-04T07:30:00+02:00")
NONE = Adjustments()
EDITED = replace(MIXED, drills=(CIRCLES.with_amount(8), *MIXED.drills[1:]))


class Day:
    def __init__(self) -> None:
        self.now = NOW


@pytest.fixture
def day() -> Day:
    return Day()


@pytest.fixture
def history(tmp_path: Path, day: Day) -> Iterator[History]:
    made = History(tmp_path / "sessions.db", lambda: day.now)
    yield made
    made.close()


@pytest.fixture
def store(tmp_path: Path) -> AdjustmentsStore:
    return AdjustmentsStore(tmp_path / "adjustments.json")


@pytest.fixture
def choices(store: AdjustmentsStore, history: History) -> Choices:
    return Choices(store, history)


def test_what_is_for_today_is_gone_tomorrow_and_what_is_kept_is_not(
    choices: Choices, day: Day
) -> None:
    kept = NONE.with_amount("circles", 7)
    choices.keep(MIXED, NONE, kept)
    plan = TodaysPlan(kept.with_left_out("books"), 5, kept)
    choices.plan_today(MIXED.id, plan)
    assert choices.now(MIXED) == plan.changes
    assert choices.today(MIXED.id) == plan
    day.now = NOW.replace(day=5)
    assert choices.now(MIXED) == kept
    assert choices.now_for_all([MIXED]) == {MIXED.id: (kept, False)}


def test_a_kept_dose_steps_back_where_the_file_was_changed(
    choices: Choices, store: AdjustmentsStore
) -> None:
    choices.keep(MIXED, NONE, NONE.with_amount("circles", 7))
    assert choices.now(MIXED).of("circles").amount == 7
    assert choices.now(EDITED).of("circles").amount is None
    assert choices.stepped_back(EDITED) == {"circles": DrillChange(amount=7)}
    again = Choices(AdjustmentsStore(store._path), choices._history)
    assert again.stepped_back(EDITED) == {"circles": DrillChange(amount=7)}


@pytest.mark.parametrize(("mine", "amount"), [(True, 7), (False, None)])
def test_one_click_takes_either(choices: Choices, mine: bool, amount: int | None) -> None:
    choices.keep(MIXED, NONE, NONE.with_amount("circles", 7).with_amount("books", 5))
    choices.settle(EDITED, take_mine=mine)
    assert choices.now(EDITED).of("circles").amount == amount
    assert choices.now(EDITED).of("books").amount == 5
    assert choices.stepped_back(EDITED) == {}


SLOW = {"lift": 2000, "out": 2000, "return": 2000}
FIELDS = [
    (DrillChange(amount=7), replace(CIRCLES, dose=replace(CIRCLES.dose, amount=6))),
    (
        DrillChange(tempo=SLOW),
        replace(CIRCLES, tempo=tuple(replace(phase, ms=900) for phase in CIRCLES.tempo)),
    ),
    (DrillChange(rounds=3), replace(CIRCLES, rounds=2)),
    (DrillChange(first_side=Side.RIGHT), replace(CIRCLES, order=(Side.LEFT,))),
]


@pytest.mark.parametrize(("mine", "edited"), FIELDS, ids=["dose", "tempo", "sets", "side"])
@pytest.mark.parametrize("take_mine", [True, False])
def test_each_kind_of_change_steps_back_and_either_is_taken(
    choices: Choices, store: AdjustmentsStore, mine: DrillChange, edited: Drill, take_mine: bool
) -> None:

    choices.keep(MIXED, NONE, NONE.with_drill("circles", mine))
    file = replace(MIXED, drills=(edited, *MIXED.drills[1:]))
    again = Choices(AdjustmentsStore(store._path), choices._history)
    assert again.stepped_back(file) == {"circles": mine}
    assert again.now(file) == NONE
    assert again.now(MIXED).of("circles") == mine
    again.settle(file, take_mine=take_mine)
    assert choices.now(file).of("circles") == (mine if take_mine else DrillChange())
    assert choices.stepped_back(file) == {}


def test_only_what_the_file_changed_steps_back(choices: Choices) -> None:
    choices.keep(MIXED, NONE, NONE.with_drill("circles", DrillChange(amount=7, rounds=3)))
    assert choices.stepped_back(EDITED) == {"circles": DrillChange(amount=7)}
    assert choices.now(EDITED).of("circles") == DrillChange(rounds=3)


def test_a_change_made_after_the_file_was_edited_replaced_what_it_says_now(
    choices: Choices,
) -> None:
    choices.keep(MIXED, NONE, NONE.with_amount("circles", 7))
    choices.keep(EDITED, NONE.with_amount("circles", 7), NONE.with_amount("circles", 8))
    assert choices.stepped_back(EDITED) == {}
    assert choices.now(EDITED).of("circles").amount == 8


def test_two_windows_one_settles_what_the_other_shows(
    choices: Choices, store: AdjustmentsStore, history: History
) -> None:
    other = Choices(AdjustmentsStore(store._path), history)
    choices.keep(MIXED, NONE, NONE.with_tempo("circles", SLOW).with_rounds("books", 2))
    assert other.now(MIXED) == choices.now(MIXED)
    file = replace(MIXED, drills=(FIELDS[1][1], *MIXED.drills[1:]))
    other.settle(file, take_mine=False)
    assert choices.stepped_back(file) == {}
    assert choices.recall(MIXED.id) == NONE.with_rounds("books", 2)


def test_a_change_that_was_kept_before_it_said_what_it_replaced_still_counts(
    choices: Choices, store: AdjustmentsStore
) -> None:
    store.keep(MIXED.id, NONE.with_amount("circles", 7))
    assert choices.now(EDITED).of("circles").amount == 7


def test_two_windows_do_not_erase_each_others_changes(
    choices: Choices, store: AdjustmentsStore, history: History
) -> None:
    other = Choices(AdjustmentsStore(store._path), history)
    choices.keep(MIXED, NONE, NONE.with_amount("circles", 7))
    other.keep(MIXED, NONE, NONE.with_amount("books", 5))
    assert choices.recall(MIXED.id) == NONE.with_amount("circles", 7).with_amount("books", 5)


def test_what_one_takes_back_is_taken_back_and_no_more() -> None:
    before = NONE.with_amount("circles", 7)
    theirs = before.with_rounds("books", 2)
    assert joined(before, NONE, theirs) == NONE.with_rounds("books", 2)
    assert joined(before, replace(before, rounds=2), theirs) == replace(theirs, rounds=2)


def test_doses_of_a_session_are_kept_for_today_as_well(choices: Choices) -> None:
    choices.plan_today(MIXED.id, TodaysPlan(NONE.with_left_out("books"), 5, NONE))
    choices.keep_doses(MIXED, {"circles": DrillChange(amount=9)})
    assert choices.recall(MIXED.id) == NONE.with_amount("circles", 9)
    assert choices.now(MIXED) == NONE.with_left_out("books").with_amount("circles", 9)


def test_what_hurt_is_offered_easier_and_then_not_at_all() -> None:
    assert eased(MIXED, NONE, {}) == NONE
    assert eased(MIXED, NONE, {"circles": 1}).of("circles").amount == CIRCLES.dose.low
    assert eased(MIXED, NONE, {"circles": 2}).of("circles").left_out
    least = NONE.with_amount("books", BOOKS.dose.low)
    assert eased(MIXED, least, {"books": 1}).of("books").amount < BOOKS.dose.low


def test_one_drill_stays_however_much_hurts() -> None:
    alone = replace(MIXED, drills=(CIRCLES,))
    assert not eased(alone, NONE, {"circles": 3}).of("circles").left_out


def test_today_with_nonsense_in_it_is_as_usual(choices: Choices, history: History) -> None:
    sql = "INSERT INTO today (routine, day, changes) VALUES (?, '2026-05-04', '{]')"
    history.store.write(lambda connection: connection.execute(sql, (MIXED.id,))).result()
    assert choices.now(MIXED) == NONE
