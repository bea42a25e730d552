from __future__ import annotations

from dataclasses import replace

import pytest

from mobility_timer.playback.player import Player
from mobility_timer.routine.adjustments import nearest_amount
from mobility_timer.routine.fitting import fit
from mobility_timer.routine.limits import (
    LONGEST_HOLD_S,
    MOST_REPS,
    SHORTEST_HOLD_S,
    dose_bounds,
    too_long,
)
from mobility_timer.routine.model import Drill
from mobility_timer.timeline.compiler import compile_routine, length_ms
from tests.sample_routines import CIRCLES, HOLD, MIXED, SWITCHES, HandClock

BOUNDS = [
    (CIRCLES, 1, MOST_REPS),
    (SWITCHES, 2, MOST_REPS),
    (HOLD, SHORTEST_HOLD_S, LONGEST_HOLD_S),
]


@pytest.mark.parametrize(("drill", "least", "most"), BOUNDS)
def test_adjusting_fitting_and_playing_keep_to_the_same_bounds(
    drill: Drill, least: int, most: int
) -> None:
    assert dose_bounds(drill) == (least, most)
    assert (nearest_amount(drill, -9), nearest_amount(drill, 10**6)) == (least, most)
    once = replace(MIXED, drills=(replace(drill, rounds=10, variants=()),))
    assert fit(once, 1, length_ms).routine.drills[0].dose.amount == least
    for amount, change in ((least, "fewer"), (most, "more")):
        routine = replace(MIXED, drills=(drill.with_amount(amount),))
        player = Player(compile_routine(routine), HandClock())
        getattr(player, change)()
        assert player.timeline.routine.drills[0].dose.amount == amount


def test_rests_between_rounds_count_towards_the_longest_routine() -> None:
    routine = replace(MIXED, rounds=9, rest_ms=30 * 60_000)
    assert too_long(replace(routine, rest_ms=0)) is None
    assert too_long(routine) is not None
