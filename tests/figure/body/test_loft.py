from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from mobility_timer.figure.body.loft import (
    Loft,
    capped,
    ellipses,
    monotone,
    neighbours,
    reflected,
    resample,
    strips,
)

ROWS = ((0.0, 1.0, 2.0, 3.0, 4.0, 0.1, 0.2), (1.0, 2.0, 2.0, 3.0, 5.0, 0.0, 0.0))
values = st.lists(st.floats(-5, 5), min_size=3, max_size=8)


def tube(*, descends: bool = False, outlines: Callable[..., Any] | None = None) -> Loft:
    rings = ellipses(resample(ROWS, 0.25), 12)
    n = len(rings)
    if outlines is not None:
        rings = outlines(rings)
    return Loft(
        "tube", "", 0, np.arange(n, dtype=np.float64), rings, np.zeros(n, np.uint8), descends
    )


def placed(loft: Loft) -> NDArray[Any]:
    points = loft.outlines.copy()
    points[:, :, 2] += (-1.0 if loft.descends else 1.0) * loft.stations[:, None]
    return points.reshape(-1, 3)


def volume(points: NDArray[Any], triangles: NDArray[Any]) -> float:
    a, b, c = (points[triangles[:, i]] for i in range(3))
    return float(np.einsum("ij,ij->i", a, np.cross(b, c)).sum() / 6)


@given(values)
@example([1.1125369292536007e-308, 0.0, -1.0])
def test_between_two_values_nothing_is_outside_of_them(y: list[float]) -> None:
    x = np.arange(len(y), dtype=np.float64)
    at = np.linspace(0.0, len(y) - 1.0, 57)
    found = monotone(x, np.array(y), at)
    low = np.minimum(np.array(y)[np.floor(at).astype(int)], np.array(y)[np.ceil(at).astype(int)])
    high = np.maximum(np.array(y)[np.floor(at).astype(int)], np.array(y)[np.ceil(at).astype(int)])
    assert (found >= low - 1e-9).all()
    assert (found <= high + 1e-9).all()


def test_resampled_rows_are_close_together_and_keep_the_given_ones() -> None:
    rows = resample(ROWS, 0.3)
    assert np.diff(rows[:, 0]).max() <= 0.3
    np.testing.assert_allclose(rows[[0, -1]], ROWS)


def test_rings_have_the_four_radii() -> None:
    ring = ellipses(np.array([ROWS[0]]), 4)[0]
    np.testing.assert_allclose(
        ring, [(1.1, 0.2, 0), (0.1, 3.2, 0), (-1.9, 0.2, 0), (0.1, -3.8, 0)], atol=1e-12
    )


def test_faces_look_outwards_up_down_and_mirrored() -> None:
    for loft in (tube(), tube(descends=True), tube(outlines=reflected)):
        assert volume(placed(capped(loft)), strips(capped(loft), 0)) > 1.0


def test_neighbours_give_outward_normals() -> None:
    for loft in (tube(), tube(descends=True)):
        points = placed(loft)
        around = neighbours(loft, 0)
        normal = np.cross(
            points[around[:, 1]] - points[around[:, 0]], points[around[:, 3]] - points[around[:, 2]]
        )
        assert (np.einsum("ij,ij->i", normal[:, :2], points[:, :2]) > 0).all()
