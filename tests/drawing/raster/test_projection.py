from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility_timer.drawing.raster.projection import Projection
from mobility_timer.figure.motion.model import Camera

angles = st.floats(-170, 170)


def projection(azimuth: float = 0.0, elevation: float = 0.0) -> Projection:
    return Projection(Camera(azimuth, elevation, (0.0, 0.0, 0.0), 2.0), 400, 300)


def test_target_is_in_the_middle_and_the_span_fills_the_shorter_side() -> None:
    seen = projection().project(np.array([(0.0, 0.0, 0.0), (0.0, 0.0, 1.0), (0.0, 1.0, 0.0)]))
    np.testing.assert_allclose(seen[:, :2], [(200, 150), (200, 0), (350, 150)], atol=1e-3)


def test_what_is_nearer_is_larger_and_deeper() -> None:
    near, far = projection().project(np.array([(0.5, 0.5, 0.0), (-0.5, 0.5, 0.0)]))
    assert near[0] > far[0]
    assert near[2] > far[2]


@given(azimuth=angles, elevation=st.floats(-10, 80), x=st.integers(0, 399), y=st.integers(0, 299))
def test_the_ray_through_a_pixel_meets_what_is_seen_there(
    azimuth: float, elevation: float, x: int, y: int
) -> None:
    view = projection(azimuth, elevation)
    eye, rays = view.rays((x, y, x + 1, y + 1))
    for reach in (0.8, 1.2):
        seen = view.project((eye + reach * rays[0, 0])[None])[0]
        assert seen[:2] == pytest.approx((x + 0.5, y + 0.5), abs=0.02)
