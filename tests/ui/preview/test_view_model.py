from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility_timer import files
from mobility_timer.library.reading.opening import open_library
from mobility_timer.routine.adjustments import Adjustments
from mobility_timer.routine.fitting import fit
from mobility_timer.routine.model import Routine, Side
from mobility_timer.settings import Settings
from mobility_timer.timeline.compiler import compile_routine
from mobility_timer.ui.preview.view_model import PlanRow, PreviewModel

LIBRARY = open_library(files.routines(), None)
ROUTINE = LIBRARY.routines["ankles-and-hips"]
KEYS = [drill.id for drill in ROUTINE.drills]


@pytest.fixture
def model() -> PreviewModel:
    return PreviewModel(ROUTINE, LIBRARY.drills)


def length_of(routine: Routine) -> int:
    return compile_routine(routine).length


def fitted(model: PreviewModel, minutes: int) -> PreviewModel:
    return model.fitted(minutes, fit(model.to_fit.routine, minutes, length_of))


def row(model: PreviewModel, key: str) -> PlanRow:
    return next(row for row in model.rows if row.key == key)


def test_at_first_it_is_the_original(model: PreviewModel) -> None:
    assert model.routine == ROUTINE
    assert model.is_original
    assert [row.key for row in model.rows] == KEYS


@pytest.mark.parametrize(("key", "amount"), [("ankle-matrix", 9), ("hip-switches", 12)])
def test_a_step_of_dose_keeps_the_sides_equal(model: PreviewModel, key: str, amount: int) -> None:
    changed = model.dosed(key, 1)
    assert row(changed, key).drill.dose.amount == amount
    assert not changed.is_original
    assert changed.dosed(key, -1).routine == ROUTINE


def test_a_dose_never_falls_to_nothing(model: PreviewModel) -> None:
    assert row(model.dosed("ankle-matrix", -50), "ankle-matrix").drill.dose.amount == 1


def test_half_a_second_a_step_is_shared_by_the_phases(model: PreviewModel) -> None:
    before = row(model, "calf-stretch").drill
    after = row(model.slowed("calf-stretch", 1), "calf-stretch").drill
    assert abs(after.rep_ms - before.rep_ms - 500) <= 100
    assert [p.name for p in after.tempo] == [p.name for p in before.tempo]


def test_sets_rounds_and_first_side(model: PreviewModel) -> None:
    changed = model.repeated("calf-stretch", 1).with_rounds(1).starting("calf-stretch", Side.RIGHT)
    drill = row(changed, "calf-stretch").drill
    assert (drill.rounds, changed.routine.rounds, drill.order[0]) == (2, 2, Side.RIGHT)
    assert changed.with_rounds(-5).routine.rounds == 1


def test_what_is_left_out_stays_in_its_row(model: PreviewModel) -> None:
    changed = model.left_out("hip-cars", True)
    assert row(changed, "hip-cars").out
    assert len(changed.rows) == len(KEYS)
    assert len(changed.routine.drills) == len(KEYS) - 1
    assert changed.left_out("hip-cars", False).routine == ROUTINE


def test_the_last_drill_cannot_be_left_out(model: PreviewModel) -> None:
    for key in KEYS:
        model = model.left_out(key, True)
    assert len(model.routine.drills) == 1


def test_a_swap_can_be_taken_back_from_the_same_list(model: PreviewModel) -> None:
    other = model.others("calf-stretch")[0]
    assert set(other.targets) & set(row(model, "calf-stretch").drill.targets)
    changed = model.swapped("calf-stretch", other)
    assert row(changed, "calf-stretch").drill.id == other.id
    back = changed.others("calf-stretch")[0]
    assert changed.swapped("calf-stretch", back).routine == ROUTINE


def test_standing_only_goes_and_comes_back(model: PreviewModel) -> None:
    standing = model.standing(True)
    assert not standing.routine.on_floor
    assert standing.standing(False).routine == ROUTINE


def test_the_dose_of_a_drill_that_stands_in_can_be_changed(model: PreviewModel) -> None:
    standing = model.standing(True)
    swapped = [r for r in standing.rows if not r.out and r.drill.id != r.key]
    for one in swapped:
        after = row(standing.dosed(one.key, 1), one.key).drill
        assert after.id == one.drill.id
        assert after.dose.amount == one.drill.dose.amount + one.drill.dose_step
    assert swapped


def test_putting_a_floor_drill_back_ends_standing_only(model: PreviewModel) -> None:
    standing = model.standing(True)
    out = [r.key for r in standing.rows if r.out]
    for key in out:
        assert not row(standing.left_out(key, False), key).out


@pytest.mark.parametrize("minutes", [2, 5, 8, 12, 20, 30])
@pytest.mark.parametrize("standing", [False, True])
def test_a_fitted_plan_is_what_fit_made(model: PreviewModel, minutes: int, standing: bool) -> None:
    model = model.standing(standing)
    made = fit(model.to_fit.routine, minutes, length_of)
    model = model.fitted(minutes, made)
    assert model.routine == made.routine
    assert length_of(model.routine) <= minutes * 60_000
    assert model.minutes == minutes


def test_fitting_again_begins_from_before_the_first_time(model: PreviewModel) -> None:
    assert fitted(fitted(model, 2), 20).routine == fitted(model, 20).routine


def test_standing_only_after_fitting_begins_from_before_it(model: PreviewModel) -> None:
    assert fitted(model, 5).standing(True).routine == model.standing(True).routine


def test_another_change_ends_the_fitting_but_keeps_its_doses(model: PreviewModel) -> None:
    five = fitted(model, 5)
    changed = five.dosed("calf-stretch", 1)
    assert changed.minutes is None
    assert row(changed, "ankle-matrix").drill == row(five, "ankle-matrix").drill


def test_waiting_leaves_the_fitting_alone(model: PreviewModel) -> None:
    five = fitted(model, 5).waiting(True)
    assert five.minutes == 5
    assert five.routine.wait_for_me
    assert fitted(five, 6).waits


def test_what_is_always_wanted_can_be_left_off_for_one_routine() -> None:
    model = PreviewModel(ROUTINE, LIBRARY.drills, settings=Settings(wait_for_me=True))
    assert model.waits
    assert not model.waiting(False).routine.wait_for_me
    assert model.waiting(False).waiting(True).is_original


def test_back_to_the_original(model: PreviewModel) -> None:
    changed = fitted(model.dosed("hip-cars", -3).standing(True), 4)
    assert changed.as_original().routine == ROUTINE


commands = st.one_of(
    st.tuples(st.just("dosed"), st.sampled_from(KEYS), st.sampled_from([-1, 1])),
    st.tuples(st.just("slowed"), st.sampled_from(KEYS[:3]), st.sampled_from([-1, 1])),
    st.tuples(st.just("repeated"), st.sampled_from(KEYS), st.sampled_from([-1, 1])),
    st.tuples(st.just("left_out"), st.sampled_from(KEYS), st.booleans()),
    st.tuples(st.just("with_rounds"), st.sampled_from([-1, 1])),
    st.tuples(st.just("standing"), st.booleans()),
    st.tuples(st.just("waiting"), st.booleans()),
)


@given(st.lists(commands, max_size=8))
def test_whatever_is_changed_it_can_be_kept_and_started(given: list[tuple[Any, ...]]) -> None:
    model = PreviewModel(ROUTINE, LIBRARY.drills)
    for name, *args in given:
        model = getattr(model, name)(*args)
        assert [r.key for r in model.rows] == KEYS
        assert [r.drill for r in model.rows if not r.out] == list(model.routine.drills)
    kept = PreviewModel(ROUTINE, LIBRARY.drills, replace(model.changes))
    assert kept.routine == model.routine
    assert model.as_original().changes == Adjustments()
