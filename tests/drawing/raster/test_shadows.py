import numpy as np

from mobility_timer.drawing.raster.projection import Projection
from mobility_timer.drawing.raster.shadows import cast, planes
from mobility_timer.figure.motion.model import Camera, Wall

LENS = Projection(Camera(0.0, 40.0, (0.0, 0.0, 0.0), 2.0), 200, 200)
WHOLE = (0, 0, 200, 200)


def cube(height, size=0.1):
    side = np.linspace(-size, size, 12)
    points = np.stack(np.meshgrid(side, side, side), -1).reshape(-1, 3)
    return (points + np.array((0.0, 0.0, height + size))).astype(np.float32)


def darkest(shadow):
    return 0.0 if shadow is None else float(shadow.alpha.max())


def test_what_touches_the_floor_is_dark_and_what_is_high_pale():
    (floor,) = planes((), 0.5)
    shades = [darkest(cast(cube(height), floor, LENS, WHOLE, 1)) for height in (0.0, 0.3, 3.0)]
    assert shades[0] > 0.4
    assert shades[0] > 1.5 * shades[1] > shades[2]
    assert shades[2] < 0.02


def test_it_lies_where_the_thing_stands():
    (floor,) = planes((), 0.5)
    shadow = cast(cube(0.0), floor, LENS, WHOLE, 2)
    row, column = np.unravel_index(np.argmax(shadow.alpha), shadow.alpha.shape)
    seen = LENS.project(np.zeros((1, 3)))[0]
    assert abs(column + shadow.left - seen[0]) < 12
    assert abs(row + shadow.top - seen[1]) < 12


def test_a_wall_shows_only_what_is_near_it():
    _, wall = planes((Wall("y", 0.5, -1.0, 1.0, 1.7),), 0.5)
    near, far = cube(0.3) + np.array((0.0, 0.39, 0.0)), cube(0.3)
    side_on = Projection(Camera(-60.0, 20.0, (0.0, 0.0, 0.3), 2.0), 200, 200)
    assert darkest(cast(near.astype(np.float32), wall, side_on, WHOLE, 1)) > 0.2
    assert cast(far, wall, side_on, WHOLE, 1) is None
