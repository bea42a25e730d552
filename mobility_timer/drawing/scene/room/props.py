"""The still props of a motion as solids."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mobility_timer.drawing.palette import Palette
from mobility_timer.drawing.raster.projection import Projection
from mobility_timer.drawing.raster.solids import Solid, box, disc, lathe, rounded, slab, turned
from mobility_timer.figure import Ball, Camera, Chair, Cushion, Mat, Pose, Prop, Roller, Step, Wall

Floats = NDArray[np.float64]

FLOOR: Final = -0.013
_WIDEST: Final = 0.52
_NARROWEST: Final = 0.40
_SHALLOWEST: Final = 0.25
_WALL_THICKNESS: Final = 0.06
_SKIRTING: Final = 0.055
_LEG: Final = 0.020
_SEAT: Final = 0.45
_SEAT_HALF: Final = 0.21
_BACK: Final = 0.92


@dataclass(frozen=True, eq=False)
class Face:
    """A flat outline (k, 3) in one colour."""

    corners: Floats
    colour: str


def ground(props: Iterable[Prop], projection: Projection, palette: Palette) -> list[Face]:
    """What the figure stands on and before: floor, walls and mat, the farthest first. Nothing of
    it hides the figure."""
    found = [_floor(projection, palette)]
    for prop in props:
        match prop:
            case Wall():
                found += _wall(prop, projection.camera, palette)
            case Mat(x, y):
                found += _mat(x, y, palette)
            case _:
                pass
    return found


def solids(props: Iterable[Prop], palette: Palette) -> list[Solid]:
    """The props that may hide the figure and be hidden by it."""
    found: list[Solid] = []
    for prop in props:
        match prop:
            case Chair(at, yaw):
                found += [turned(part, yaw, (*at, 0.0)) for part in _chair(palette)]
            case Step(x, y, height):
                found.append(slab(rounded(x, y, 0.015), 0.0, height, palette.wood))
            case Cushion(x, y, height):
                found.append(slab(rounded(x, y, 0.05), 0.0, height, palette.mat_edge))
            case Roller(at, yaw, radius, length, _):
                found.append(_roller(at, yaw, radius, length, palette))
            case Ball(at, radius, _):
                found.append(_ball(at, radius, palette))
            case _:
                pass
    return found


def rolls(prop: Prop) -> bool:
    """Whether a prop moves with the figure."""
    return isinstance(prop, Roller | Ball) and prop.under is not None


def rolled(props: Iterable[Prop], start: Pose, pose: Pose) -> list[Prop]:
    """The props that roll, where they are in a pose; in `start` they lie at their places.

    What is under a thing that rolls on the floor goes half as far (no slip above nor below).
    """
    found: list[Prop] = []
    for prop in props:
        if isinstance(prop, Roller | Ball) and prop.under is not None:
            way = 0.5 * (pose.joint(prop.under) - start.joint(prop.under))
            found.append(replace(prop, at=(prop.at[0] + way[0], prop.at[1] + way[1])))
    return found


def _at(outline: Floats, height: float) -> Floats:
    return np.column_stack([outline, np.full(len(outline), height)])


def _floor(projection: Projection, palette: Palette) -> Face:
    camera = projection.camera
    across, toward = (axis[:2] / np.linalg.norm(axis[:2]) for axis in projection.axes[[0, 2]])
    wide = deep = _WIDEST * camera.span

    def outline_of(wide: float, deep: float) -> Floats:
        around = disc((0.0, 0.0), 1.0)
        spread = wide * around[:, :1] * across + deep * around[:, 1:] * toward
        return np.asarray(camera.target[:2] + spread)

    while wide > _NARROWEST * camera.span and not _fits(outline_of(wide, 0.0), projection):
        wide *= 0.97
    deep = wide
    while deep > _SHALLOWEST * camera.span and not _fits(outline_of(wide, deep), projection):
        deep *= 0.97
    return Face(_at(outline_of(wide, deep), FLOOR), palette.floor)


def _fits(outline: Floats, projection: Projection) -> bool:
    """Whether a plate on the floor lies within the picture."""
    seen = projection.project(_at(outline, FLOOR))[:, :2]
    return bool((seen >= 0.0).all() and (seen <= (projection.width, projection.height)).all())


def _wall(wall: Wall, camera: Camera, palette: Palette) -> list[Face]:
    """The side that is turned to the figure, after the edges that can be seen round it."""
    axis = "xy".index(wall.axis)
    back = wall.at + np.copysign(_WALL_THICKNESS, wall.at)

    def panel(*corners: tuple[float, float, float]) -> Floats:
        """Corners given as (across the wall, along it, up)."""
        points = np.array(corners)
        return points if axis == 0 else points[:, (1, 0, 2)]

    def upright(along: float) -> Floats:
        low, high = (FLOOR, wall.height)
        return panel(
            (wall.at, along, low), (back, along, low), (back, along, high), (wall.at, along, high)
        )

    azimuth = np.radians(camera.azimuth)
    toward = (np.cos(azimuth), np.sin(azimuth))[1 - axis]
    a, b, top = wall.start, wall.end, wall.height
    lid = panel((wall.at, a, top), (wall.at, b, top), (back, b, top), (back, a, top))
    front = panel((wall.at, a, FLOOR), (wall.at, b, FLOOR), (wall.at, b, top), (wall.at, a, top))
    skirting = panel(
        (wall.at, a, FLOOR), (wall.at, b, FLOOR), (wall.at, b, _SKIRTING), (wall.at, a, _SKIRTING)
    )
    return [
        Face(upright(b if toward > 0 else a), palette.wall_edge),
        Face(lid, palette.wall_edge),
        Face(front, palette.wall),
        Face(skirting, palette.wall_edge),
    ]


def _mat(x: tuple[float, float], y: tuple[float, float], palette: Palette) -> list[Face]:
    def inset(by: float, height: float, colour: str) -> Face:
        outline = rounded((x[0] + by, x[1] - by), (y[0] + by, y[1] - by), 0.06 - by * 0.4)
        return Face(_at(outline, height), colour)

    return [
        inset(0.0, FLOOR, palette.mat_edge),
        inset(0.0, 0.0, palette.mat),
        inset(0.050, 0.0, palette.mat_edge),
        inset(0.0555, 0.0, palette.mat),
    ]


def _chair(palette: Palette) -> list[Solid]:
    s, leg, wood = _SEAT_HALF, _LEG, palette.wood

    def post(x: float, y: float, top: float) -> Solid:
        return box((x - leg, y - leg, 0.0), (x + leg, y + leg, top), wood)

    return [
        *(post(-s + leg, y, _SEAT) for y in (-s + leg, s - leg)),
        *(post(s - leg, y, _BACK) for y in (-s + leg, s - leg)),
        box((-s, -s, _SEAT), (s, s, _SEAT + 0.03), wood),
        box((s - 1.6 * leg, -s, _BACK - 0.17), (s - 0.4 * leg, s, _BACK), wood),
        box((s - 1.6 * leg, -s, _BACK - 0.36), (s - 0.4 * leg, s, _BACK - 0.26), wood),
    ]


def _roller(
    at: tuple[float, float], yaw: float, radius: float, length: float, palette: Palette
) -> Solid:
    half = length / 2
    edge = 0.25 * radius
    profile = [
        (-half, 0.0),
        (-half, radius - edge),
        (-half + edge * 0.3, radius - edge * 0.3),
        (-half + edge, radius),
        *((z, radius) for z in np.linspace(-half + edge, half - edge, 8)[1:-1]),
        (half - edge, radius),
        (half - edge * 0.3, radius - edge * 0.3),
        (half, radius - edge),
        (half, 0.0),
    ]
    upright = lathe(profile, palette.rubber)
    # The lathe turns about z; the roller lies along y.
    lying = np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, -1.0, 0.0]])
    solid = Solid(
        upright.vertices @ lying.T, upright.normals @ lying.T, upright.triangles, upright.colour
    )
    return turned(solid, yaw, (*at, radius))


def _ball(at: tuple[float, float], radius: float, palette: Palette) -> Solid:
    angle = np.linspace(-np.pi / 2, np.pi / 2, 15)
    profile = [(float(radius * np.sin(a)), float(radius * np.cos(a))) for a in angle]
    return turned(lathe(profile, palette.band, 24), 0.0, (*at, radius))
