"""What is told of measures, and how often people who do not change are told of a change."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from mobility_timer.personal.measures import (
    FIRST_DAYS,
    Measure,
    MeasureKind,
    Trend,
    by_day,
    further_side,
    read,
)
from mobility_timer.routine.model import Side
from mobility_timer.ui.measure.telling import trend as told
from mobility_timer.words.pages import measure as words

PEOPLE, WEEKS = 10_000, 52
NOISE = MeasureKind.KNEE_TO_WALL.noise
ERROR_SD = NOISE / (1.96 * 2**0.5)
"""By the definition of the minimal detectable change: 1.96 times the error of a difference."""
TOLD = (Trend.FURTHER, Trend.LESS)


def people(change_cm: float = 0.0, from_week: int = 0) -> np.ndarray:
    """People by side by week, in cm, to the half centimetre that one reads off a tape."""
    chance = np.random.default_rng(20261126)
    truth = chance.normal(12.0, 2.8, (PEOPLE, 2, 1))
    measured = truth + chance.normal(0.0, ERROR_SD, (PEOPLE, 2, WEEKS))
    measured[:, :, from_week:] += change_cm
    return np.round(measured * 2) / 2


def is_told(values: list[float]) -> bool:
    """Whether the words of some week speak of a change."""
    weeks = range(FIRST_DAYS, len(values) + 1)
    readings = (read(values[:week], NOISE) for week in weeks)
    return any(told(reading, is_angle=False) != words.NO_CLEAR_CHANGE for reading in readings)


def test_fewer_than_one_in_twenty_who_do_not_change_are_told_of_a_change_in_a_year() -> None:
    told = sum(is_told(left) or is_told(right) for left, right in people().tolist())
    assert told < 0.05 * PEOPLE


def test_a_change_of_four_centimetres_is_told_to_nearly_all() -> None:
    values = people(4.0, from_week=10)[:500, 0].tolist()
    assert sum(map(is_told, values)) > 0.95 * len(values)


def test_sides_that_are_alike_are_seldom_called_different() -> None:
    told = 0
    for person in people()[:2_000]:
        sides = person - person.mean(axis=1, keepdims=True)
        told += any(
            further_side(sides[0, w - 3 : w].tolist(), sides[1, w - 3 : w].tolist(), NOISE)
            for w in range(3, WEEKS + 1)
        )
    assert told < 0.02 * 2_000


def test_too_few_days_say_so() -> None:
    assert read([], NOISE).missing == 3
    assert read([12.0, 12.5], NOISE) == read([9.0, 14.0], NOISE)
    assert told(read([12.0], NOISE), is_angle=False).startswith("Two more days")


@pytest.mark.parametrize(
    ("later", "trend"),
    [
        ([], Trend.UNCLEAR),
        ([14.0], Trend.UNCLEAR),
        ([14.0, 13.8], Trend.UNCLEAR),
        ([13.8, 14.0], Trend.UNCLEAR),
        ([14.0, 14.2], Trend.FURTHER),
        ([14.0, 9.0], Trend.UNCLEAR),
        ([10.0, 10.0], Trend.LESS),
        ([14.0, 14.2, 12.0], Trend.UNCLEAR),
        ([12.0, 12.0, 12.0, 14.0, 14.0], Trend.FURTHER),
    ],
)
def test_two_days_must_agree_beyond_the_noise(later: Any, trend: Any) -> None:
    reading = read([12.0, 12.1, 11.9, *later], NOISE)
    assert reading.trend is trend
    if len(later) <= 2:
        assert reading.start == pytest.approx(12.0)
    assert (told(reading, is_angle=False) == words.NO_CLEAR_CHANGE) is (trend not in TOLD)


def test_a_change_is_told_in_numbers() -> None:
    further = read([12.0, 12.0, 12.0, 14.0, 15.0], NOISE)
    assert told(further, is_angle=False) == "2.5 cm further than at first"
    assert told(further, is_angle=False, inches=True) == "1.0 in further than at first"
    less = read([40.0, 40.0, 40.0, 32.0, 32.0], MeasureKind.KNEE_TO_WALL_ANGLE.noise)
    assert told(less, is_angle=True) == "8° less than at first"


def test_the_last_measure_of_a_day_counts_and_the_best_trial() -> None:
    day = date(2026, 2, 16)
    first = Measure(MeasureKind.KNEE_TO_WALL, day, (9.0, 9.5, 9.0), (10.0,))
    again = Measure(MeasureKind.KNEE_TO_WALL, day, (11.0, 10.5), (10.0,))
    angle = Measure(MeasureKind.KNEE_TO_WALL_ANGLE, day, (38.0,), (40.0,))
    later = Measure(MeasureKind.KNEE_TO_WALL, day + timedelta(days=7), (12.0,), (12.0,))
    assert by_day([later, first, again, angle], MeasureKind.KNEE_TO_WALL) == (again, later)
    assert again.best(Side.LEFT) == 11.0
