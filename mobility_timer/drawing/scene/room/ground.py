"""What the figure stands on and before: floor, walls and mats. Nothing of it hides the figure."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import copysign, cos, radians, sin
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mobility_timer.drawing.palette import Palette
from mobility_timer.drawing.raster.faces import Face
from mobility_timer.drawing.raster.projection import DISTANCE, Projection
from mobility_timer.drawing.raster.solids import rounded
from mobility_timer.drawing.scene.room.between import Group
from mobility_timer.figure import Camera, Chair, Mat, Prop, Step, Wall

Floats = NDArray[np.float64]
Level: TypeAlias = tuple[float, float]
"""Metres along the floor."""

FLOOR: Final = -0.013
_BACK_M: Final = 1.9
"""How far behind the middle of the picture the room ends."""
_BEHIND_M: Final = 0.25
"""How far the room ends behind the farthest thing that stands in it."""
_FAR_M: Final = 7.0
NEAR_M: Final = 3.4
"""How far away from the lens, and towards it, floor and walls go on: out of the picture."""
_WALL_NEAR_M: Final = 5.2
_HIGH_M: Final = 4.5
_FACES: Final = (0.10, 0.25)
"""A wall whose normal lies so far towards the lens begins to close the room itself, and does."""
_THICK_M: Final = 0.06
_SKIRTING_M: Final = 0.055
_RAIL_M: Final = (1.06, 1.085)
"""The heights between which a rail runs along a wall that is leant on: without it, a wall that
fills the picture is no plane for a hand to rest on."""


def room(depth: float, projection: Projection, palette: Palette) -> list[Face]:
    """The empty room: the wall at its end, `depth` metres behind the middle, and the floor."""
    camera = projection.camera
    x, y, _ = camera.target
    across, away = _level(camera)
    wide = _FAR_M * across[0], _FAR_M * across[1]

    def line(far: float) -> tuple[Level, Level]:
        """The ends of a line across the picture, so far behind its middle."""
        mx, my = x + far * away[0], y + far * away[1]
        return (mx - wide[0], my - wide[1]), (mx + wide[0], my + wide[1])

    (left, right), (near_left, near_right) = line(depth), line(-NEAR_M)

    def behind(high: float) -> Floats:
        return np.array([(*left, FLOOR), (*right, FLOOR), (*right, high), (*left, high)])

    floor = [(*each, FLOOR) for each in (near_left, near_right, right, left)]
    return [
        Face(behind(_HIGH_M), palette.room),
        Face(behind(_SKIRTING_M), palette.skirting),
        Face(np.array(floor), palette.floor),
    ]


def depth_of(props: Iterable[Prop], camera: Camera) -> float:
    """How far (metres) behind the middle of the picture the room ends."""
    _, away = _level(camera)
    middle_x, middle_y, _ = camera.target
    reach = [_BACK_M]
    for prop in props:
        reach += [
            (x - middle_x) * away[0] + (y - middle_y) * away[1] + _BEHIND_M
            for x, y in _corners(prop)
        ]
        if isinstance(prop, Wall):
            begins, does = _FACES
            faces = (abs(away["xy".index(prop.axis)]) - begins) / (does - begins)
            reach.append(_BACK_M + (_FAR_M - _BACK_M) * min(max(faces, 0.0), 1.0))
    return max(reach)


def depth_among(groups: Iterable[Group], camera: Camera) -> float:
    """The same, for groups of things with their opacities: what comes or goes moves the end of
    the room with it."""
    depths = [
        depth_of(props, camera) * share + _BACK_M * (1.0 - share)
        for props, share in groups
        if props and share > 0.0
    ]
    return max([_BACK_M, *depths])


def things(props: Iterable[Prop], projection: Projection, palette: Palette) -> list[Face]:
    """The walls that are leant on, and the mats."""
    found: list[Face] = []
    for prop in props:
        match prop:
            case Wall():
                found += _wall(prop, projection.camera, palette)
            case Mat(x, y):
                found += _mat(x, y, palette)
            case _:
                pass
    return found


def ground(props: tuple[Prop, ...], projection: Projection, palette: Palette) -> list[Face]:
    """The room with its walls and mats, the farthest first."""
    depth = depth_of(props, projection.camera)
    return [*room(depth, projection, palette), *things(props, projection, palette)]


def _level(camera: Camera) -> tuple[Level, Level]:
    """To the right and away from the lens, along the floor."""
    azimuth = radians(camera.azimuth)
    c, s = cos(azimuth), sin(azimuth)
    return (-s, c), (-c, -s)


def _corners(prop: Prop) -> list[Level]:
    """The corners of what stands on the floor."""
    match prop:
        case Mat(x, y) | Step(x, y, _):
            return [(px, py) for px in x for py in y]
        case Chair(at, _):
            return [at]
        case _:
            return []


def _at(outline: Floats, height: float) -> Floats:
    return np.column_stack([outline, np.full(len(outline), height)])


def _wall(wall: Wall, camera: Camera, palette: Palette) -> list[Face]:
    """A wall that runs out of the picture: upwards, away from the lens and, where that does not
    stand behind it, towards it. A wall between lens and figure is cut off where it is authored to
    begin, and its cut is seen."""
    axis = "xy".index(wall.axis)
    elevation, azimuth = radians(camera.elevation), radians(camera.azimuth)
    toward = cos(elevation) * cos(azimuth), cos(elevation) * sin(azimuth)
    lens = camera.target[axis] + DISTANCE * toward[axis]
    cut = (lens - wall.at) * wall.at > 0.0
    sense = -1.0 if toward[1 - axis] < 0.0 else 1.0
    middle = camera.target[1 - axis]
    near = (wall.end if sense > 0 else wall.start) if cut else middle + sense * _WALL_NEAR_M
    far = middle - sense * _FAR_M

    def panel(*corners: tuple[float, float, float]) -> Floats:
        """Corners given as (across the wall, along it, up)."""
        points = np.array(corners)
        return points if axis == 0 else points[:, (1, 0, 2)]

    def front(high: float, low: float = FLOOR) -> Floats:
        return panel(
            (wall.at, near, low), (wall.at, far, low), (wall.at, far, high), (wall.at, near, high)
        )

    low, high = _RAIL_M
    found = [
        Face(front(_HIGH_M), palette.wall),
        Face(front(low), palette.wainscot),
        Face(front(high, low), palette.wall_edge),
        Face(front(_SKIRTING_M), palette.wall_edge),
    ]
    if cut:
        back, low, high = wall.at + copysign(_THICK_M, wall.at), FLOOR, _HIGH_M
        section = panel(
            (wall.at, near, low), (back, near, low), (back, near, high), (wall.at, near, high)
        )
        found.append(Face(section, palette.wall_edge))
    return found


@lru_cache(maxsize=8)
def _mat(x: tuple[float, float], y: tuple[float, float], palette: Palette) -> tuple[Face, ...]:
    def inset(by: float, height: float, colour: str) -> Face:
        outline = rounded((x[0] + by, x[1] - by), (y[0] + by, y[1] - by), 0.06 - by * 0.4)
        return Face(_at(outline, height), colour)

    return (
        inset(0.0, FLOOR, palette.mat_edge),
        inset(0.0, 0.0, palette.mat),
        inset(0.050, 0.0, palette.mat_edge),
        inset(0.0555, 0.0, palette.mat),
    )
