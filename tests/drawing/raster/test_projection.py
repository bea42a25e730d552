from __future__ import annotations

import numpy as np
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
