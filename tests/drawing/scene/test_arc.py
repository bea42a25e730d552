from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from mobility_timer.drawing.scene.arc import way_out


def bow(count: int) -> NDArray[Any]:
    angles = np.linspace(0.0, 1.5, count)
    return np.column_stack([np.cos(angles), np.zeros(count), np.sin(angles)])


def test_a_slower_way_back_over_the_same_places_is_left_out() -> None:
    out, back = bow(20), bow(45)[::-1]
    found = way_out(np.concatenate([out, back]))
    np.testing.assert_array_equal(found, out)


def test_a_circle_is_kept_whole() -> None:
    angles = np.linspace(0.0, 2 * np.pi, 40)
    circle = np.column_stack([np.cos(angles), np.sin(angles), np.zeros(40)])
    assert len(way_out(circle)) == 40
