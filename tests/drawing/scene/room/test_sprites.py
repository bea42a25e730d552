from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility_timer.drawing.scene.room.furniture import Sprite
from mobility_timer.drawing.scene.room.sprites import blended, fade, lay_under


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
    random = np.random.default_rng(3)
    upper, lower = np.zeros((3, 3, 4), np.uint8), random.integers(0, 256, (2, 3, 4), np.uint8)
    lower[..., 3] = 255
    upper[0], upper[1, 1:] = (10, 20, 30, 255), (40, 30, 20, 128)
    expected = upper.astype(float)
    expected[:2] += lower * opacity * (1.0 - upper[:2, :, 3:] / 255.0)
    lay_under(Sprite(4, 5, upper), Sprite(4, 5, lower), opacity)
    assert np.abs(upper - expected).max() < 1.5


@given(st.floats(0.0, 1.0), st.integers(0, 2**32 - 1))
def test_what_fades_goes_part_of_the_way_from_what_was_there(share: float, seed: int) -> None:
    random = np.random.default_rng(seed)
    before, there = (random.integers(0, 256, (4, 5, 4), np.uint8) for _ in range(2))
    here = np.zeros((6, 8, 4), np.uint8)
    part = here[1:5, 2:7]
    part[:] = there
    fade(before, part, share)
    assert np.abs(part - ((1.0 - share) * before + share * there)).max() <= 1.0
    assert not here[0].any()
    assert not here[:, 7].any()


@pytest.mark.parametrize(("share", "kept"), [(0.0, 0), (1.0, 1)])
def test_what_has_not_faded_at_all_or_wholly_is_as_it_was(share: float, kept: int) -> None:
    ends = np.random.default_rng(5).integers(0, 256, (2, 4, 5, 4), np.uint8)
    found = ends[1].copy()
    fade(ends[0], found, share)
    np.testing.assert_array_equal(found, ends[kept])
