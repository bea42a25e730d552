from __future__ import annotations

import numpy as np
import pytest

from mobility_timer.drawing.scene.room.furniture import Sprite
from mobility_timer.drawing.scene.room.sprites import blended, laid_over


def test_what_fades_in_is_mixed_with_what_is_there_without_it() -> None:
    random = np.random.default_rng(7)
    here, there = (random.integers(0, 256, (9, 8, 4)).astype(np.uint8) for _ in range(2))
    there[2:7] = here[1:6]
    mixed = blended(Sprite(4, 3, here), Sprite(4, 2, there), 0.3)
    whole = np.zeros((2, 10, 8, 4))
    whole[0, 1:], whole[1, :9] = here, there
    expected = np.round(0.7 * whole[0] + 0.3 * whole[1])
    assert (mixed.left, mixed.top) == (4, 2)
    assert np.abs(mixed.pixels - expected).max() <= 1.0
    assert (mixed.pixels == expected).mean() > 0.98


def test_one_picture_blends_into_another_that_lies_elsewhere() -> None:
    a = Sprite(2, 3, np.full((2, 2, 4), 200, np.uint8))
    b = Sprite(3, 3, np.full((2, 3, 4), 100, np.uint8))
    found = blended(a, b, 0.25)
    assert (found.left, found.top, found.pixels.shape) == (2, 3, (2, 4, 4))
    assert found.pixels[0, :, 3].tolist() == [150, 175, 25, 25]


@pytest.mark.parametrize("opacity", [0.0, 0.4, 1.0])
def test_what_is_below_is_seen_where_the_upper_one_is_not(opacity: float) -> None:
    upper, lower = np.zeros((3, 2, 4), np.uint8), np.full((2, 3, 4), 255, np.uint8)
    upper[0], upper[1] = (10, 20, 30, 255), (40, 40, 40, 128)
    found = laid_over(Sprite(5, 5, upper), Sprite(4, 5, lower), opacity)
    assert (found.left, found.top) == (4, 5)
    expected = np.zeros((3, 3, 4))
    expected[:, 1:] = upper
    alpha = expected[:2, :, 3:] / 255.0
    expected[:2] += 255.0 * opacity * (1.0 - alpha)
    assert np.abs(found.pixels - expected).max() <= 1.0
