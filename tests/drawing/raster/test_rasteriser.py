from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from mobility_timer.drawing.palette import LIGHT
from mobility_timer.drawing.raster.kernel.machine import machine
from mobility_timer.drawing.raster.rasteriser import (
    BLOCK,
    NOTHING,
    Hiding,
    Layer,
    Surface,
    rasterise,
)
from mobility_timer.drawing.raster.shading import Tones

SIZE = 24
ROOM = 1_000_000
NO_STROKE = 0
COLOURS = np.array([(1.0, 0.0, 0.0), (0.0, 0.0, 1.0)], np.float32)
pictures = arrays(np.uint8, (6, 8, 4), elements=st.integers(0, 255))
coordinate = st.floats(-6, SIZE + 6, width=32)
corner = st.tuples(coordinate, coordinate, st.floats(-1, 1, width=32))
triangles = st.lists(st.tuples(corner, corner, corner), min_size=1, max_size=4)


def drawn(
    soup: list[Any],
    light: NDArray[Any] | None = None,
    tints: NDArray[Any] | None = None,
    glow: NDArray[Any] | None = None,
) -> tuple[NDArray[Any], NDArray[Any]]:
    """The picture (height, width, 4) and the depths of a list of triangles."""
    points = np.array(soup, np.float32).reshape(-1, 3)
    faces = np.arange(len(points), dtype=np.int32).reshape(-1, 3)
    shine = np.ones(len(points), np.float32) if light is None else light
    tint = np.zeros(len(faces), np.uint8) if tints is None else tints
    surface = Surface(points, faces, tint, shine, glow)
    with machine().memory(ROOM) as memory:
        layer = rasterise(surface, COLOURS, LIGHT, (SIZE, SIZE), memory)
        depths = layer.whole_depths()
        picture = layer.finished(NO_STROKE, 1).pixels().copy()
        return picture.view(np.uint8).reshape(SIZE, SIZE, 4), depths


def finished(
    picture: NDArray[Any],
    depths: NDArray[Any] | None = None,
    *,
    stroke: int = NO_STROKE,
    fine: int = 1,
    hiding: Hiding | None = None,
    lines: int | None = None,
    glow: float = 0.0,
) -> NDArray[Any]:
    """What becomes of a layer whose pixels would have the colours of a picture (height, width, 4)
    and are so near; where they glow, those from its end to its beginning."""
    height, width = picture.shape[:2]
    colours = np.resize(np.ascontiguousarray(picture).view(np.uint32).ravel(), 256)
    table = Tones(colours, colours[::-1].copy())
    near = np.zeros((height, width)) if depths is None else depths
    with machine().memory(ROOM) as memory:
        layer = Layer.clear((width, height), table, memory, lines)
        if (near > NOTHING).any():
            layer.draw(squares(near, glow))
        shown = layer.finished(stroke, fine, hiding).pixels()
        return shown.copy().view(np.uint8).reshape(*shown.shape, 4)


def squares(near: NDArray[Any], glow: float) -> Surface:
    """Faces of a pixel each that are so near (height, width); the level of their light is their
    number. Every second row of them glows."""
    height, width = near.shape
    rows, columns = (each.ravel() for each in np.indices(near.shape))
    shown = near.ravel() > NOTHING
    corners = np.array([(0, 0), (0, 1), (1, 1), (1, 0)])
    points = np.empty((height * width, 4, 3), np.float32)
    points[..., 0] = columns[:, None] + corners[:, 0]
    points[..., 1] = rows[:, None] + corners[:, 1]
    points[..., 2] = near.reshape(-1, 1)
    firsts = 4 * np.arange(height * width)[shown, None, None]
    faces = (firsts + np.array([(0, 1, 2), (0, 2, 3)])).reshape(-1, 3).astype(np.int32)
    levels = np.arange(height * width).repeat(4)
    light = ((levels + 0.5) / 127.5 - 1.0).astype(np.float32)
    heat = np.where(rows % 2, 0.0, glow).repeat(4).astype(np.float32)
    return Surface(points.reshape(-1, 3), faces, np.zeros(len(faces), np.uint8), light, heat)


def doubled(values: NDArray[Any]) -> NDArray[Any]:
    """Each pixel as 2 x 2."""
    return values.repeat(2, axis=0).repeat(2, axis=1)


def shares(points: NDArray[Any], x: float, y: float) -> tuple[float, float, float] | None:
    """Barycentric shares of (x, y), or None for faces turned away."""
    (ax, ay, _), (bx, by, _), (cx, cy, _) = points.astype(float)
    area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
    if area > -1e-3:
        return None
    b = ((x - ax) * (cy - ay) - (y - ay) * (cx - ax)) / area
    c = ((y - ay) * (bx - ax) - (x - ax) * (by - ay)) / area
    return 1 - b - c, b, c


@given(triangles)
def test_each_pixel_shows_the_nearest_face_at_its_middle(soup: list[Any]) -> None:
    points = np.array(soup, np.float32)
    _, depths = drawn(soup)
    for row in range(0, SIZE, 3):
        for column in range(0, SIZE, 3):
            found = [shares(face, column + 0.5, row + 0.5) for face in points]
            if any(s is not None and min(map(abs, s)) < 1e-3 for s in found):
                continue
            near = [
                float(np.dot(s, face[:, 2]))
                for s, face in zip(found, points, strict=True)
                if s is not None and min(s) > 0
            ]
            if not near:
                assert depths[row, column] == NOTHING
            else:
                assert abs(depths[row, column] - max(near)) < 2e-3


def test_faces_turned_away_are_not_seen() -> None:
    front = [(2, 2, 0), (2, 20, 0), (20, 2, 0)]
    assert drawn([front])[0][..., 3].astype(bool).sum() > 100
    assert not drawn([front[::-1]])[0].any()


def test_depth_runs_evenly_over_a_face() -> None:
    _, depths = drawn([[(0, 0, 0.0), (0, 24, 0.24), (24, 0, 0.48)]])
    rows, columns = np.nonzero(depths > NOTHING)
    expected = 0.02 * (columns + 0.5) + 0.01 * (rows + 0.5)
    np.testing.assert_allclose(depths[rows, columns], expected, atol=1e-5)


def test_upright_and_level_edges_leave_no_gap() -> None:
    square = [[(4, 4, 0), (4, 16, 0), (16, 16, 0)], [(4, 4, 0), (16, 16, 0), (16, 4, 0)]]
    picture, depths = drawn(square, tints=np.array([0, 1], np.uint8))
    assert (depths > NOTHING).sum() == 12 * 12
    assert (picture[4:16, 4:16, 0] != picture[4:16, 4:16, 2]).all()
    assert {bool(blue) for blue in picture[4:16, 4:16, 0].ravel() > 128} == {True, False}


@given(st.lists(st.tuples(coordinate, coordinate), min_size=1, max_size=1), st.integers(3, 9))
def test_faces_round_a_common_corner_leave_no_gap(
    middle: list[tuple[float, float]], count: int
) -> None:
    around = np.linspace(0, 2 * np.pi, count, endpoint=False)
    rim = [(12 + 60 * np.cos(a), 12 - 60 * np.sin(a), 0.0) for a in around]
    (x, y) = np.clip(middle[0], 4, 20)
    fan = [[(x, y, 0.0), rim[i], rim[(i + 1) % count]] for i in range(count)]
    assert (drawn(fan)[1] > NOTHING).all()


def test_only_what_is_near_what_is_drawn_is_cleared() -> None:
    face = np.array([(2, 2, 0), (2, 9, 0), (9, 2, 0)], np.float32)
    surface = Surface(face, np.array([[0, 1, 2]], np.int32), np.zeros(1, np.uint8), face[:, 2])
    with machine().memory(ROOM) as memory:
        layer = rasterise(surface, COLOURS, LIGHT, (4 * BLOCK, SIZE), memory)
        layer.finished(1, 1)
        _, _, begin, end = memory.found(layer.rows, (SIZE, 4), np.int32).T
        assert end[SIZE - 1] == begin[SIZE - 1] == 0
        assert 0 < (end - begin).max() <= 2 * BLOCK


def test_what_another_picture_left_does_not_show() -> None:
    with machine().memory(ROOM) as memory:
        memory.found(memory.room(ROOM // 2), (ROOM // 8,), np.float32).fill(0.7)
    shown, depths = drawn([[(0, 0, 0), (0, 3, 0), (3, 0, 0)]])
    assert (depths[4:] == NOTHING).all()
    assert not shown[5:].any()


def test_light_and_glow_colour_a_face() -> None:
    face = [[(0, 0, 0), (0, 48, 0), (48, 0, 0)]]
    lit, dark = (drawn(face, light=np.full(3, level, np.float32))[0] for level in (0.6, -0.6))
    assert lit[5, 5, 2] > 1.2 * dark[5, 5, 2]
    hot = drawn(face, glow=np.array([1.0, 0.0, 0.0], np.float32))[0]
    cold = drawn(face)[0]
    assert hot[0, 0, 1] > cold[0, 0, 1] + 50
    assert hot[0, 0, 1] > hot[10, 10, 1] > cold[10, 10, 1]


def test_points_far_outside_the_picture_are_borne() -> None:
    far = [[(-1e12, -1e12, 0), (-1e12, 1e12, 0), (1e12, 0, 0)]]
    assert np.isfinite(drawn(far)[1]).all()
    assert not drawn([[(np.nan, 0, 0), (0, 20, 0), (20, 0, 0)]])[0].any()


def test_a_small_picture_after_a_large_one_is_as_it_was() -> None:
    small = [[(0, 0, 0), (0, 3, 0), (3, 0, 0)]]
    first = drawn(small)[0]
    drawn([[(0, 0, 0), (0, 24, 0), (24, 0, 0)]])
    np.testing.assert_array_equal(drawn(small)[0], first)


@pytest.mark.parametrize(("fine", "stroke"), [(1, 0), (1, 3), (2, 0), (2, 2)])
def test_a_picture_is_the_same_however_many_of_its_lines_are_drawn_at_a_time(
    fine: int, stroke: int
) -> None:
    random = np.random.default_rng(4)
    picture = random.integers(0, 256, (16, 12, 4), np.uint8)
    depths = random.choice(np.array([0.0, 0.4, NOTHING]), (16, 12))
    depths[9:12] = NOTHING
    hiding = Hiding(np.full((5, 4), 0.2, np.float32), 3, 4)

    def drawn_by(lines: int) -> NDArray[Any]:
        return finished(picture, depths, stroke=stroke, fine=fine, hiding=hiding, lines=lines)

    whole = drawn_by(16)
    assert whole.any()
    for lines in (2 + 2 * (stroke + 1), 11):
        np.testing.assert_array_equal(drawn_by(lines), whole)


def test_the_middle_of_a_picture_is_made_as_its_sides_are() -> None:
    """What is hidden is looked for pixel by pixel, as where a picture ends."""
    random = np.random.default_rng(5)
    picture = random.integers(0, 256, (4, 64, 4), np.uint8)
    depths = random.choice(np.array([0.0, 0.02, 0.4, NOTHING]), (4, 64))
    far = Hiding(np.full((4, 64), -500.0, np.float32), 0, 0)
    found, expected = (
        finished(picture, depths, stroke=2, fine=2, hiding=hiding, glow=0.6)
        for hiding in (None, far)
    )
    assert found[:, 8:24].any()
    np.testing.assert_array_equal(found, expected)


def test_what_glows_is_mixed_with_its_glow() -> None:
    picture = np.random.default_rng(6).integers(0, 256, (16, 16, 4), np.uint8)
    plain = picture.astype(int)
    hot = plain.reshape(-1, 4)[::-1].reshape(plain.shape)
    expected = np.where(np.arange(16)[:, None, None] % 2, plain, (plain * 192 + hot * 64) >> 8)
    found = finished(picture, fine=2, glow=0.2510).astype(float)
    mean = expected.reshape(8, 2, 8, 2, 4).mean(axis=(1, 3))
    assert np.abs(found - mean).max() <= 0.5


@pytest.mark.parametrize("fine", [1, 2])
def test_a_picture_lower_than_its_outlines_is_finished(fine: int) -> None:
    picture = np.full((2, 40, 4), 200, np.uint8)
    found = finished(picture, stroke=3, fine=fine)
    assert (found == 200).all()


def test_a_picture_takes_no_more_memory_than_a_cache_has() -> None:
    with machine().memory(ROOM) as memory:
        before = memory.end
        nothing = np.zeros(0, np.uint32)
        Layer.clear((1_200, 1_300), Tones(nothing, nothing), memory)
        assert memory.end - before < 800_000


@given(pictures)
def test_halved_is_the_mean_of_four(picture: NDArray[Any]) -> None:
    expected = picture.reshape(3, 2, 4, 2, 4).astype(float).mean(axis=(1, 3))
    assert np.abs(finished(picture, fine=2) - expected).max() <= 0.5


@given(pictures)
def test_smoothed_invents_no_colour(picture: NDArray[Any]) -> None:
    found = finished(picture)
    assert (found.max(axis=(0, 1)) <= picture.max(axis=(0, 1))).all()
    assert (found.min(axis=(0, 1)) >= picture.min(axis=(0, 1))).all()


def test_smoothed_mixes_the_two_sides_of_an_edge() -> None:
    picture = np.zeros((5, 6, 4), np.uint8)
    picture[:, 3:] = 240
    found = finished(picture)[2, :, 3]
    assert found[1] == 0
    assert 0 < found[2] < found[3] < 240
    assert found[4] == 240


def test_outline_darkens_the_near_side_of_a_step() -> None:
    picture = np.full((4, 6, 4), 200, np.uint8)
    depths = np.zeros((4, 6))
    depths[:, 3:] = 0.5
    found = finished(doubled(picture), doubled(depths), stroke=2, fine=2)
    assert (found[:, 3, :3] < 100).all()
    assert (found[:, [0, 1, 2, 4, 5], :3] == 200).all()
    assert (found[..., 3] == 200).all()


def test_outline_leaves_what_is_empty() -> None:
    picture = np.zeros((3, 3, 4), np.uint8)
    depths = np.full((3, 3), NOTHING)
    assert not finished(doubled(picture), doubled(depths), stroke=2, fine=2).any()


@pytest.mark.parametrize(("left", "top"), [(-2, -1), (4, 3), (9, 9)])
def test_what_lies_behind_other_things_is_cleared(left: int, top: int) -> None:
    picture = np.full((6, 8, 4), 200, np.uint8)
    other = np.full((4, 5), 0.5, np.float32)
    other[0] = -0.5
    found = finished(doubled(picture), fine=2, hiding=Hiding(doubled(other), 2 * left, 2 * top))
    expected = np.zeros((6, 8), bool)
    for y in range(1, 4):
        for x in range(5):
            if 0 <= y + top < 6 and 0 <= x + left < 8:
                expected[y + top, x + left] = True
    np.testing.assert_array_equal(found[..., 3] == 0, expected)
