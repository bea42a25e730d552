from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mobility_timer.drawing.raster.kernel.machine import machine
from mobility_timer.drawing.raster.projection import Projection
from mobility_timer.drawing.raster.rasteriser import Picture
from mobility_timer.drawing.raster.shading import lens_of
from mobility_timer.drawing.raster.shadows import Plane, lay, planes
from mobility_timer.figure.motion.model import Camera
from mobility_timer.figure.motion.props import Wall

LENS = Projection(Camera(0.0, 40.0, (0.0, 0.0, 0.0), 2.0), 200, 200)
INK = (10, 20, 30)


def cube(height: float, size: float = 0.1) -> NDArray[Any]:
    side = np.linspace(-size, size, 12)
    points = np.stack(np.meshgrid(side, side, side), -1).reshape(-1, 3)
    return (points + np.array((0.0, 0.0, height + size))).astype(np.float32)


def laid(
    vertices: NDArray[Any],
    plane: Plane,
    lens: Projection = LENS,
    picture: NDArray[Any] | None = None,
    corner: tuple[int, int] = (0, 0),
) -> NDArray[Any]:
    """A picture (height, width, 4), empty if not given, with a shadow under it."""
    if picture is None:
        picture = np.zeros((200, 200), np.uint32)
    rows, columns = picture.shape
    with machine().memory(2_000_000) as memory:
        under = Picture(memory.copied(picture), rows, columns, memory)
        places = np.ascontiguousarray(vertices.T, np.float32)
        middle = memory.copied(np.array([*vertices.mean(axis=0), 0.0], np.float32))
        body = memory.copied(places), middle, len(vertices)
        lay(*body, [plane], memory.copied(lens_of(lens)), under, corner, INK)
        return under.pixels().copy().view(np.uint8).reshape(rows, columns, 4)


def darkest(picture: NDArray[Any]) -> float:
    return picture[..., 3].max() / 255


def test_what_touches_the_floor_is_dark_and_what_is_high_pale() -> None:
    (floor,) = planes((), 0.5)
    shades = [darkest(laid(cube(height), floor)) for height in (0.0, 0.3, 3.0)]
    assert shades[0] > 0.4
    assert shades[0] > 1.5 * shades[1] > shades[2]
    assert shades[2] < 0.02


def test_it_lies_where_the_thing_stands() -> None:
    (floor,) = planes((), 0.5)
    found = laid(cube(0.0), floor)
    rows, columns = np.nonzero(found[..., 3] > 0.8 * found[..., 3].max())
    seen = LENS.project(np.zeros((1, 3)))[0]
    assert abs(columns.mean() - seen[0]) < 8
    assert abs(rows.mean() - seen[1]) < 8


def test_a_part_of_the_picture_shows_the_same_shadow() -> None:
    (floor,) = planes((), 0.5)
    whole = laid(cube(0.0), floor)
    part = laid(cube(0.0), floor, picture=np.zeros((90, 70), np.uint32), corner=(60, 50))
    assert part.any()
    assert np.abs(part.astype(int) - whole[50:140, 60:130]).max() <= 1


def test_a_wall_shows_only_what_is_near_it() -> None:
    _, wall = planes((Wall("y", 0.5, -1.0, 1.0, 1.7),), 0.5)
    near, far = cube(0.3) + np.array((0.0, 0.39, 0.0)), cube(0.3)
    side_on = Projection(Camera(-60.0, 20.0, (0.0, 0.0, 0.3), 2.0), 200, 200)
    assert darkest(laid(near.astype(np.float32), wall, side_on)) > 0.08
    assert not laid(far, wall, side_on).any()


def test_a_hand_on_a_wall_has_no_dark_halo() -> None:
    floor, wall = planes((Wall("y", 0.5, -1.0, 1.0, 1.7),), 0.5)
    assert wall.dark < 0.25 * floor.dark


def test_it_lies_under_what_is_drawn() -> None:
    (floor,) = planes((), 0.5)
    opaque, half = 0xFF404040, 0x80404040
    checks: tuple[tuple[int, Callable[[int], bool]], ...] = (
        (opaque, lambda a: a == opaque),
        (half, lambda a: a >> 24 > 0x80),
    )
    for colour, check in checks:
        found = laid(cube(0.0), floor, picture=np.full((200, 200), colour, np.uint32))
        middle = found.view(np.uint32)[100, 100, 0]
        assert check(int(middle))


def test_it_has_the_colour_of_the_ink() -> None:
    (floor,) = planes((), 0.5)
    found = laid(cube(0.0), floor).reshape(-1, 4).astype(int)
    blue, green, red, alpha = found[found[:, 3].argmax()]
    assert alpha > 100
    np.testing.assert_allclose((red, green, blue), np.array(INK) * alpha / 255, atol=1)
