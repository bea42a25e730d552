from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility_timer.drawing.raster.solids import rounded

side = st.floats(0.2, 3.0)
place = st.floats(-2.0, 2.0)


@given(place, place, side, side, st.floats(0.0, 0.1))
def test_a_rectangle_has_its_corners_rounded(
    x: float, y: float, wide: float, high: float, radius: float
) -> None:
    outline = rounded((x, x + wide), (y, y + high), radius)
    assert outline.min(axis=0) == pytest.approx((x, y))
    assert outline.max(axis=0) == pytest.approx((x + wide, y + high))
    inner = np.clip(outline, (x + radius, y + radius), (x + wide - radius, y + high - radius))
    assert np.linalg.norm(outline - inner, axis=1) == pytest.approx(radius)


def test_it_turns_anticlockwise_seen_from_above() -> None:
    outline = rounded((0.0, 2.0), (0.0, 1.0), 0.1)
    along = np.roll(outline, -1, axis=0) - outline
    turn = along[:, 0] * np.roll(along[:, 1], -1) - along[:, 1] * np.roll(along[:, 0], -1)
    assert (turn > 0.0).all()
