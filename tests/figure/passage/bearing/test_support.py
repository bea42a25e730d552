from __future__ import annotations

from typing import Any

import numpy as np

from mobility_timer.figure.passage.bearing.balance import hull_of, inside, outside
from mobility_timer.figure.passage.bearing.support import kept_over
from mobility_timer.figure.passage.feet import FootPath, Swing
from mobility_timer.figure.passage.placing import flat_spot

SQUARE = np.array(((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)))


def test_the_nearest_place_in_a_base() -> None:
    square = hull_of(SQUARE)
    assert np.allclose(inside(square, np.array((0.5, 0.5))), (0.5, 0.5))
    assert np.allclose(inside(square, np.array((2.0, 0.5))), (1.0, 0.5))
    assert np.allclose(inside(square, np.array((2.0, 2.0))), (1.0, 1.0))


def standing() -> Any:
    """The right foot steps a little ahead, the left one stands."""
    left, right = flat_spot(0.0, 0.12, 0.0), flat_spot(0.0, -0.12, 0.0)
    swing = Swing("right", 0.8, 1.6, flat_spot(0.3, -0.12, 0.0), 0.05)
    return {"left": FootPath(left, ()), "right": FootPath(right, (swing,))}


def no_knees(_side: Any, _seconds: Any) -> Any:
    return 0.0, np.zeros(3)


def path(steadied: Any = ()) -> Any:
    keys = ((0.0, np.array((0.0, 0.0))), (2.4, np.array((0.15, 0.0))))
    return kept_over(keys, standing(), no_knees, steadied)


def sole() -> Any:
    return np.array(((-0.05, 0.09), (-0.05, 0.15), (0.18, 0.09), (0.18, 0.15)))


def test_on_one_foot_the_weight_is_over_it() -> None:
    alone = [place for time, place in path() if 1.1 < time < 1.3]
    assert max(outside(sole(), place) for place in alone) < 0.02


def test_the_ends_stay_and_nothing_leaps() -> None:
    found = path()
    assert np.allclose(found[0][1], (0.0, 0.0))
    assert np.allclose(found[-1][1], (0.15, 0.0))
    places = np.array([place for _, place in found])
    assert np.linalg.norm(np.diff(places, axis=0), axis=1).max() < 0.03


def test_a_hand_that_steadies_lets_the_weight_be_where_it_is() -> None:
    alone = [place for time, place in path(((0.0, 2.4),)) if 1.1 < time < 1.3]
    assert max(outside(sole(), place) for place in alone) > 0.05
