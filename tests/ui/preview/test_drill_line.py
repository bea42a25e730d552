"""What a row shows of a dose."""

from dataclasses import replace

import pytest

from mobility_timer.routine.dose import Dose, Unit
from mobility_timer.routine.model import Drill, Side, Sides
from mobility_timer.ui.preview.drill_line import dose_shown
from tests.sample_routines import HOLD

DOSE = Dose(Unit.REPS, 6, 6, 6)
DRILL = replace(HOLD, sides=Sides.EACH, order=(Side.LEFT, Side.RIGHT), dose=DOSE)
LESS_RIGHT = replace(DOSE, right_offsets=(-2,))


@pytest.mark.parametrize(
    ("drill", "number"),
    [
        (DRILL, "6"),
        (replace(DRILL, rounds=3), "6"),
        (replace(DRILL, rounds=3, dose=replace(DOSE, offsets=(0, -2, -4))), "6, 4, 2"),
        (replace(DRILL, rounds=4, dose=replace(DOSE, offsets=(0, -1, -2, -3))), "3\N{EN DASH}6"),
        (replace(DRILL, dose=LESS_RIGHT), "4\N{EN DASH}6"),
        (replace(DRILL, dose=LESS_RIGHT, order=(Side.RIGHT,)), "4"),
    ],
)
def test_the_number_is_that_of_each_set(drill: Drill, number: str) -> None:
    assert dose_shown(drill)[0] == number
