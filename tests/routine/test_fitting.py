from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility_timer import files
from mobility_timer.library.reading.opening import open_library
from mobility_timer.routine.dose import Dose, Unit
from mobility_timer.routine.fitting import (
    CLOSE_ENOUGH_MS,
    FEWEST_MINUTES,
    MOST_MINUTES,
    fit,
)
from mobility_timer.routine.limits import MOST_ROUNDS
from mobility_timer.routine.model import Drill, Phase, Position, Routine, Side, Sides, Variant
from mobility_timer.timeline.compiler import compile_routine, length_ms

BUNDLED = open_library(files.routines(), None).routines


def plain_length(routine: Routine) -> int:
    """15 s for each drill, 5 s for each set, 8 s for the ends, and the work itself."""
    once = 0
    for drill in routine.drills:
        work = drill.dose.amount * (1000 if drill.is_hold else drill.rep_ms)
        once += 15_000 + drill.rounds * drill.sets_per_round * (work + 5_000)
    return 8_000 + routine.rounds * (once + routine.rest_ms)


@st.composite
def doses(draw: Callable[..., Any], unit: Unit, step: int) -> Dose:
    low, high = sorted(draw(st.tuples(st.integers(1, 20), st.integers(1, 20))))
    amount = draw(st.integers(low, high))
    scale = step * (5 if unit is Unit.SECONDS else 1)
    return Dose(unit, amount * scale, low * scale, high * scale)


@st.composite
def some_drills(draw: Callable[..., Any]) -> Drill:
    sides = draw(st.sampled_from(Sides))
    holds = sides is not Sides.ALTERNATE and draw(st.booleans())
    unit = Unit.SECONDS if holds else Unit.REPS
    variant = Variant("a", "A", "a")
    return Drill(
        id="d",
        name="D",
        short="D",
        spoken="d",
        position=draw(st.sampled_from(Position)),
        targets=draw(st.sampled_from([(), ("hips",), ("ankles", "calves"), ("calves",)])),
        dose=draw(doses(unit, 2 if sides is Sides.ALTERNATE else 1)),
        sides=sides,
        variants=(variant,) * draw(st.integers(0, 3)),
        tempo=() if holds else (Phase("lift", draw(st.integers(2, 50)) * 100),),
        rounds=draw(st.integers(1, 2)),
    )


routines = st.builds(
    Routine,
    id=st.just("r"),
    name=st.just("R"),
    drills=st.lists(some_drills(), min_size=1, max_size=6).map(tuple),
    rounds=st.integers(1, 3),
    rest_ms=st.sampled_from([0, 30_000]),
)


@given(routines, st.integers(FEWEST_MINUTES, MOST_MINUTES))
def test_the_time_is_never_exceeded(routine: Routine, minutes: int) -> None:
    fitted = fit(routine, minutes, plain_length)
    assert not fitted.fits or plain_length(fitted.routine) <= minutes * 60_000
    if not fitted.fits:
        assert len(fitted.kept) == 1


@given(routines)
def test_more_minutes_never_give_a_shorter_routine(routine: Routine) -> None:
    lengths = [
        plain_length(fit(routine, m, plain_length).routine) for m in (2, 3, 4, 6, 9, 10, 17, 30)
    ]
    assert all(earlier <= later for earlier, later in pairwise(lengths))


@given(routines, st.integers(FEWEST_MINUTES, MOST_MINUTES))
def test_both_sides_stay_equal_and_doses_in_their_ranges(routine: Routine, minutes: int) -> None:
    fitted = fit(routine, minutes, plain_length)
    for place, drill in zip(fitted.kept, fitted.routine.drills, strict=True):
        assert replace(drill, dose=routine.drills[place].dose) == routine.drills[place]
        assert drill.order == (Side.LEFT, Side.RIGHT)
        assert drill.sides is not Sides.ALTERNATE or drill.dose.amount % 2 == 0
        assert drill.dose.in_range or not fitted.fits or len(fitted.kept) == 1


@given(routines, st.integers(FEWEST_MINUTES, MOST_MINUTES))
def test_drills_go_only_when_one_round_at_the_lowest_doses_is_too_long(
    routine: Routine, minutes: int
) -> None:
    fitted = fit(routine, minutes, plain_length)
    lowest = replace(
        routine,
        rounds=1,
        drills=tuple(
            replace(d, dose=replace(d.dose, amount=d.dose.amount - _way_down(d)))
            for d in routine.drills
        ),
    )
    dropped = len(fitted.kept) < len(routine.drills)
    assert dropped is (plain_length(lowest) > minutes * 60_000 and len(routine.drills) > 1)


def _way_down(drill: Drill) -> int:
    return (drill.dose.amount - drill.dose.low) // drill.dose_step * drill.dose_step


def check_that_it_fills(routine: Routine, every: Iterable[int]) -> None:
    lengths = []
    for minutes in every:
        fitted = fit(routine, minutes, length_ms)
        lengths.append(length_ms(fitted.routine))
        left = minutes * 60_000 - lengths[-1]
        most = all(d.dose.amount + d.dose_step > d.dose.high for d in fitted.routine.drills)
        assert left >= 0
        assert left <= CLOSE_ENOUGH_MS or most
    assert lengths == sorted(lengths)
    assert lengths[-1] == compile_routine(fitted.routine).length


@pytest.mark.parametrize("id", BUNDLED)
def test_a_bundled_routine_fills_the_minutes_and_never_exceeds_them(id: str) -> None:
    check_that_it_fills(BUNDLED[id], (2, 3, 5, 8, 13, 30))


@pytest.mark.slow
@pytest.mark.parametrize("id", BUNDLED)
def test_a_bundled_routine_fills_any_minutes(id: Any) -> None:
    check_that_it_fills(BUNDLED[id], range(FEWEST_MINUTES, MOST_MINUTES + 1))


@pytest.mark.parametrize("id", BUNDLED)
def test_a_fit_measures_few_routines(id: str) -> None:
    measured = []

    def counted(routine: Routine) -> int:
        measured.append(routine)
        return length_ms(routine)

    for minutes in (FEWEST_MINUTES, 7, 12, 20, MOST_MINUTES):
        measured.clear()
        fit(BUNDLED[id], minutes, counted)
        assert len(measured) <= 4 + 3 * MOST_ROUNDS


def test_its_own_length_changes_nothing() -> None:
    routine = BUNDLED["rest-day"]
    over = length_ms(routine) - 20 * 60_000
    fitted = fit(routine, 20, lambda other: length_ms(other) - over)
    assert fitted.routine == routine
    assert fitted.changes == ()
    assert fitted.kept == (0, 1, 2, 3, 4)


def test_doses_are_trimmed_evenly() -> None:
    fitted = fit(BUNDLED["ankles-and-hips"], 8, length_ms)
    shares = [
        (d.dose.amount - d.dose.low) / (b.dose.amount - b.dose.low)
        for d, b in zip(fitted.routine.drills, BUNDLED["ankles-and-hips"].drills, strict=True)
    ]
    assert max(shares) - min(shares) < 0.5
    assert fitted.routine.rounds == 1


def test_what_was_changed_is_said_in_plain_words() -> None:
    short = fit(BUNDLED["rest-day"], 4, length_ms)
    assert short.changes[:2] == (
        "1 round (was 2)",
        "Left out: Straight-leg ankle matrix, Standing hip circles",
    )
    assert short.changes[2].startswith("Dynamic calf stretch: 8 reps (was 10)")
    long = fit(BUNDLED["before-a-run"], 20, length_ms)
    assert long.changes[0] == f"{long.routine.rounds} rounds (was 1)"


def test_a_drill_that_is_too_long_at_its_lowest_goes_below_its_range() -> None:
    hold = Drill("h", "Hold", "Hold", "hold", Position.STANDING, Dose(Unit.SECONDS, 600, 300, 900))
    fitted = fit(Routine("r", "R", (hold, hold)), 2, plain_length)
    assert fitted.fits
    assert len(fitted.kept) == 1
    assert 110_000 <= plain_length(fitted.routine) <= 120_000


def test_what_can_never_fit_is_told() -> None:
    slow = Drill(
        id="s",
        name="Slow",
        short="Slow",
        spoken="slow",
        position=Position.STANDING,
        dose=Dose(Unit.REPS, 2, 2, 4),
        sides=Sides.EACH,
        tempo=tuple(Phase(name, 60_000) for name in "abc"),
    )
    fitted = fit(Routine("r", "R", (slow,)), 2, plain_length)
    assert not fitted.fits
    assert fitted.routine.drills[0].dose.amount == 1


def test_the_dose_that_is_outside_its_range_may_stay_there() -> None:
    hold = Drill("h", "Hold", "Hold", "hold", Position.STANDING, Dose(Unit.SECONDS, 97, 20, 60))
    fitted = fit(Routine("r", "R", (hold,)), 2, plain_length)
    assert fitted.routine.drills[0].dose.amount <= 97
    assert fitted.routine.drills[0].dose.amount >= 87


def _about(drills: tuple[Drill, ...]) -> set[str]:
    return {drill.targets[0] for drill in drills if drill.targets}


@given(routines, st.integers(FEWEST_MINUTES, MOST_MINUTES))
def test_a_body_part_goes_only_when_every_spare_drill_is_out(
    routine: Routine, minutes: int
) -> None:
    fitted = fit(routine, minutes, plain_length)
    if _about(fitted.routine.drills) < _about(routine.drills):
        parts = [drill.targets[0] for drill in fitted.routine.drills if drill.targets]
        assert len(parts) == len(set(parts))


@pytest.mark.parametrize("id", BUNDLED)
def test_each_body_part_is_kept_as_long_as_the_minutes_allow(id: str) -> None:
    """Against a search through every choice of one drill for each part."""
    routine = BUNDLED[id]
    by_part: dict[str, list[Drill]] = {}
    for drill in routine.drills:
        if drill.targets:
            by_part.setdefault(drill.targets[0], []).append(drill)
    for minutes in (2, 3, 4, 5):
        fitted = fit(routine, minutes, length_ms)
        if _about(fitted.routine.drills) == set(by_part):
            continue
        for chosen in product(*by_part.values()):
            lowest = tuple(
                replace(d, dose=replace(d.dose, amount=d.dose.amount - _way_down(d)))
                for d in routine.drills
                if d in chosen
            )
            assert length_ms(replace(routine, rounds=1, drills=lowest)) > minutes * 60_000


@pytest.mark.parametrize("minutes", [2, 3, 4])
def test_a_rest_day_in_few_minutes_keeps_ankles_and_hips(minutes: int) -> None:
    """Fitted to three minutes it once lost all hip drills."""
    fitted = fit(BUNDLED["rest-day"], minutes, length_ms)
    assert {"ankles", "hips"} <= _about(fitted.routine.drills)
