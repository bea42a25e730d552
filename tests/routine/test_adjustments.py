from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mobility_timer import files
from mobility_timer.library.reading.opening import open_library
from mobility_timer.routine.adjustments import (
    Adjustments,
    DrillChange,
    adjust,
    after_fit,
    alternatives,
    keys_of,
    nearest_amount,
    scaled_tempo,
)
from mobility_timer.routine.fitting import fit
from mobility_timer.routine.model import Drill, Origin, Position, Routine, Side, Sides
from mobility_timer.timeline.compiler import length_ms
from tests.sample_drills import drills

DRILLS = drills()
CIRCLES, SWITCHES, STILL, STRETCH = (
    DRILLS[id] for id in ("circles", "switches", "still", "one-sided-hold")
)
MINE = Routine("mine", "Mine", (CIRCLES, SWITCHES, STILL, CIRCLES))
BUNDLED = open_library(files.routines(), None)


def adjusted(changes: Adjustments, routine: Routine = MINE) -> Routine:
    return adjust(routine, changes, DRILLS).routine


def test_a_drill_keeps_its_key_when_another_goes() -> None:
    assert keys_of(MINE) == ("circles", "switches", "still", "circles#2")
    assert keys_of(replace(MINE, drills=MINE.drills[1:])) == ("switches", "still", "circles")


def test_nothing_adjusted_is_the_original() -> None:
    assert not Adjustments()
    assert adjusted(Adjustments()) == MINE


def test_doses_tempo_rounds_and_sides_are_adjusted_in_one_drill() -> None:
    changes = (
        Adjustments()
        .with_amount("circles#2", 7)
        .with_tempo("circles#2", {"lift": 2500})
        .with_rounds("circles#2", 2)
        .with_first_side("circles#2", Side.RIGHT)
    )
    routine = adjusted(changes)
    assert routine.drills[:3] == MINE.drills[:3]
    drill = routine.drills[3]
    assert drill.dose == replace(CIRCLES.dose, amount=7)
    assert [phase.ms for phase in drill.tempo] == [2500, 2000]
    assert (drill.rounds, drill.order) == (2, (Side.RIGHT, Side.LEFT))


def test_the_rounds_of_the_routine_are_adjusted() -> None:
    assert adjusted(Adjustments(rounds=3)).rounds == 3


def test_a_drill_is_left_out_and_comes_back() -> None:
    changes = Adjustments().with_left_out("switches")
    left = adjust(MINE, changes, DRILLS)
    assert left.keys == ("circles", "still", "circles#2")
    assert [drill.id for drill in left.routine.drills] == ["circles", "still", "circles"]
    assert changes.with_left_out("switches", False) == Adjustments()


def test_everything_may_be_left_out() -> None:
    changes = Adjustments()
    for key in keys_of(MINE):
        changes = changes.with_left_out(key)
    assert adjusted(changes).drills == ()


def test_a_drill_is_swapped_and_swapped_back() -> None:
    changes = Adjustments().with_amount("circles", 9).with_swap("circles", "one-sided-hold")
    assert adjusted(changes).drills[0] == STRETCH
    assert changes.with_swap("circles", None) == Adjustments()
    assert adjusted(Adjustments().with_swap("circles", "gone")).drills[0] == CIRCLES


@pytest.mark.parametrize(
    ("drill", "wanted", "amount"),
    [
        (CIRCLES, 7, 7),
        (CIRCLES, 0, 1),
        (CIRCLES, 1000, 100),
        (SWITCHES, 7, 6),
        (SWITCHES, 1, 2),
        (STILL, 1, 5),
        (STILL, 33, 33),
        (STILL, 10_000, 1800),
    ],
)
def test_a_dose_stays_one_that_the_drill_can_have(drill: Drill, wanted: int, amount: int) -> None:
    assert nearest_amount(drill, wanted) == amount


def test_a_tempo_is_scaled_within_bounds() -> None:
    assert scaled_tempo(CIRCLES, 1.5) == {"lift": 1800, "lower": 3000}
    assert scaled_tempo(CIRCLES, 0.01) == {"lift": 200, "lower": 200}
    assert scaled_tempo(CIRCLES, 1000) == {"lift": 300_000, "lower": 300_000}


def test_alternatives_have_the_same_main_target_and_a_figure() -> None:
    found = [drill.id for drill in alternatives(BUNDLED.drills["hip-switches"], BUNDLED.drills)]
    assert "hip-switches" not in found
    assert {"hip-cars", "windscreen-wipers"} <= set(found)
    assert all(BUNDLED.drills[id].targets[0] == "hips" for id in found)
    assert "warm-water" not in [
        d.id for d in alternatives(BUNDLED.drills["sole-roll"], BUNDLED.drills)
    ]


def test_the_users_own_drills_are_no_alternatives() -> None:
    own = {**DRILLS, "own": replace(SWITCHES, id="own", origin=Origin.USER)}
    assert [drill.id for drill in alternatives(CIRCLES, own)] == ["switches"]


@pytest.mark.parametrize("id", BUNDLED.routines)
def test_standing_only_never_goes_to_the_floor_and_repeats_nothing(id: str) -> None:
    original = BUNDLED.routines[id]
    standing = adjust(original, Adjustments(standing_only=True), BUNDLED.drills).routine
    assert all(drill.position is Position.STANDING for drill in standing.drills)
    ids = [drill.id for drill in standing.drills]
    assert len(ids) == len(set(ids))
    known = {need for drill in original.drills for need in drill.needs} | {"wall", "chair"}
    assert set(standing.needs) <= known
    if not original.on_floor:
        assert standing == original


def test_changes_that_no_longer_fit_are_passed_over() -> None:
    changes = Adjustments(
        drills={
            "circles": DrillChange(amount=7, tempo={"gone": 1000}),
            "gone": DrillChange(amount=5),
            "still": DrillChange(first_side=Side.RIGHT),
        }
    )
    routine = adjusted(changes)
    assert routine.drills[0] == replace(CIRCLES, dose=replace(CIRCLES.dose, amount=7))
    assert routine.drills[1] == SWITCHES
    assert adjusted(changes, replace(MINE, drills=(STRETCH,))).drills == (STRETCH,)


@pytest.mark.parametrize("minutes", [2, 7, 25])
@pytest.mark.parametrize("id", ["ankles-and-hips", "rest-day", "after-a-run-short"])
def test_a_fit_is_kept_as_changes(id: str, minutes: int) -> None:
    original = BUNDLED.routines[id]
    before = Adjustments().with_left_out("hip-switches").with_amount("open-books", 6)
    now = adjust(original, before, BUNDLED.drills)
    fitted = fit(now.routine, minutes, length_ms)
    changes = after_fit(before, now, fitted)
    assert adjust(original, changes, BUNDLED.drills).routine == fitted.routine


def test_rounds_that_would_never_end_are_passed_over() -> None:
    changes = Adjustments(rounds=10).with_rounds("circles", 10).with_amount("circles", 100)
    routine = adjusted(changes)
    assert (routine.rounds, routine.drills[0].rounds) == (1, 1)
    assert routine.drills[0].dose.amount == 100


changes = st.builds(
    DrillChange,
    left_out=st.booleans(),
    swapped_for=st.none() | st.sampled_from([*DRILLS, "gone"]),
    amount=st.none() | st.integers(-5, 5000),
    tempo=st.dictionaries(st.sampled_from(["lift", "drop", "gone"]), st.integers(-5, 10**6)),
    rounds=st.none() | st.integers(-5, 50),
    first_side=st.none() | st.sampled_from(Side),
)


@given(
    st.dictionaries(st.sampled_from([*keys_of(MINE), "gone"]), changes),
    st.none() | st.integers(-5, 50),
    st.booleans(),
)
@settings(max_examples=40)
def test_any_changes_give_a_routine_that_can_be_played(
    by_key: dict[str, DrillChange], rounds: int | None, standing: bool
) -> None:
    routine = adjusted(Adjustments(by_key, rounds, standing_only=standing))
    assert not routine.drills or 0 < length_ms(routine) < 8 * 60 * 60 * 1000
    for drill in routine.drills:
        assert drill.sides is not Sides.ALTERNATE or drill.dose.amount % 2 == 0
        assert all(200 <= phase.ms <= 300_000 for phase in drill.tempo)
        assert 1 <= drill.rounds <= 10
        assert len(drill.order) == 2
