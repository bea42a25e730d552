from __future__ import annotations

import numpy as np
import pytest

from mobility_timer.figure.passage.bearing.balance import centre_of_mass, outside
from mobility_timer.figure.skeleton.bones import STATURE, rest_pose

SQUARE = np.array([(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)])


def test_standing_the_weight_is_over_the_feet_at_half_the_height() -> None:
    x, y, z = centre_of_mass(rest_pose())
    assert (x, y) == pytest.approx((0.0, 0.0), abs=0.03)
    assert 0.50 < z / STATURE < 0.60


@pytest.mark.parametrize(
    ("place", "far"),
    [((0.5, 0.5), 0.0), ((0.0, 0.5), 0.0), ((1.3, 0.5), 0.3), ((2.0, 2.0), 2**0.5)],
)
def test_how_far_a_place_is_outside_its_base(place: tuple[float, float], far: float) -> None:
    assert outside(SQUARE, np.array(place)) == pytest.approx(far)


def test_a_base_that_is_a_line_or_a_point() -> None:
    assert outside(SQUARE[:2], np.array((0.5, 0.2))) == pytest.approx(0.2)
    assert outside(SQUARE[:1], np.array((0.0, 0.2))) == pytest.approx(0.2)
