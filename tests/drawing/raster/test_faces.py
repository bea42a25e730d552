from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from mobility_timer.drawing.raster.faces import Face, packed_faces
from mobility_timer.drawing.raster.faces import painted as painted_by_kernel
from mobility_timer.drawing.raster.projection import Projection
from mobility_timer.figure import Camera

WIDTH, HEIGHT = 37, 29
FINE = 32
LENS = Projection(Camera(20.0, 10.0, (0.0, 0.0, 0.0), 2.0), WIDTH, HEIGHT)
WHITE, BLACK, RED = "#FFFFFF", "#000000", "#FF0000"
coordinate = st.floats(-30, 60, width=32)


def flat(corners: Any) -> NDArray[np.float64]:
    points = np.asarray(corners, float)
    return np.column_stack([points[:, :2], np.zeros(len(points))])


def painted(ground: str, groups: Any, frame: Any, lens: Projection) -> NDArray[np.uint32]:
    packed = packed_faces(ground, groups, frame, lens)
    return painted_by_kernel(packed, lens.width, lens.height)


def shown(*frame: Face, groups: Any = ()) -> NDArray[np.int64]:
    """The blue of each pixel, of what is painted on black."""
    return (painted(BLACK, groups, frame, LENS) & 0xFF).astype(np.int64)


def covered(corners: NDArray[np.float64]) -> NDArray[np.float64]:
    """How much of each pixel is in a face whose corners are clockwise as seen, by samples."""
    y, x = (np.arange(FINE * most) / FINE + 0.5 / FINE for most in (HEIGHT, WIDTH))
    inside = np.ones((len(y), len(x)), bool)
    for one, other in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        along, across = other[0] - one[0], other[1] - one[1]
        inside &= along * (y[:, None] - one[1]) >= across * (x[None, :] - one[0])
    return inside.reshape(HEIGHT, FINE, WIDTH, FINE).mean(axis=(1, 3))


@settings(max_examples=200)
@given(st.tuples(*[st.tuples(coordinate, coordinate)] * 3), st.booleans())
def test_a_pixel_has_as_much_of_a_face_as_it_covers(corners: Any, turned: bool) -> None:
    outline = np.array(corners, float)
    (ax, ay), (bx, by) = outline[1] - outline[0], outline[2] - outline[0]
    area = ax * by - ay * bx
    if abs(area) < 1.0:
        return
    clockwise = outline if area > 0.0 else outline[::-1]
    found = shown(Face(flat(clockwise[::-1] if turned else clockwise), WHITE))
    assert np.abs(found / 255.0 - covered(clockwise)).max() < 0.06


def test_a_face_within_the_picture_ends_where_it_should() -> None:
    found = shown(Face(flat([(2.25, 3.5), (10.0, 3.5), (10.0, 20.0), (2.25, 20.0)]), WHITE))
    np.testing.assert_allclose(found[3:5, 1:4], [[0, 96, 128], [0, 191, 255]], atol=2)
    assert found[19, 9] == 255
    assert found[20].max() == found[:, 10].max() == 0


def test_places_are_seen_through_the_lens_and_a_frame_is_not() -> None:
    square = np.array([(0.0, 0.0, 0.0), (0.0, 0.6, 0.0), (0.0, 0.6, 0.5), (0.0, 0.0, 0.5)])
    seen = Face(flat(LENS.project(square)), WHITE)
    np.testing.assert_array_equal(shown(groups=[([Face(square, WHITE)], 1.0)]), shown(seen))
    assert shown(seen).max() == 255


@pytest.mark.parametrize("opacity", [0.0, 0.25, 0.5, 1.0])
def test_a_group_is_as_opaque_as_it_is_told(opacity: float) -> None:
    wall = np.array([(0.0, -9.0, -9.0), (0.0, 9.0, -9.0), (0.0, 9.0, 9.0), (0.0, -9.0, 9.0)])
    pixels = painted(WHITE, [([Face(wall, RED)], opacity)], (), LENS)
    blue, red = pixels & 0xFF, pixels >> 16 & 0xFF
    assert np.abs(blue - 255.0 * (1.0 - opacity)).max() <= 1.0
    assert (red >= 254).all()
    assert (pixels >> 24 == 255).all()


def test_later_faces_lie_over_those_before() -> None:
    whole = [(-5, -5), (90, -5), (90, 90), (-5, 90)]
    found = painted(RED, (), (Face(flat(whole), BLACK), Face(flat(whole), WHITE)), LENS)
    assert (found == 0xFFFFFFFF).all()
