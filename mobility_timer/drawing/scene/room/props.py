"""The still props of a motion as solids."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mobility_timer.drawing.palette import Palette
from mobility_timer.drawing.raster.solids import Solid, box, lathe, rounded, slab, turned
from mobility_timer.figure import Ball, Chair, Cushion, Pose, Prop, Roller, Step

Floats = NDArray[np.float64]

_LEG: Final = 0.020
_SEAT: Final = 0.45
_SEAT_HALF: Final = 0.21
_BACK: Final = 0.92


_KEPT: Final = 4


def solids(props: Iterable[Prop], palette: Palette) -> list[Solid]:
    """The props that may hide the figure and be hidden by it."""
    return [part for prop in props for part in _parts(prop, palette)]


@lru_cache(maxsize=_KEPT)
def _parts(prop: Prop, palette: Palette) -> tuple[Solid, ...]:
    """Those of one prop: most stand where they stood in the picture before."""
    match prop:
        case Chair(at, yaw):
            return tuple(turned(part, yaw, (*at, 0.0)) for part in _chair(palette))
        case Step(x, y, height):
            return (slab(rounded(x, y, 0.015), 0.0, height, palette.wood),)
        case Cushion(x, y, height):
            return (slab(rounded(x, y, 0.05), 0.0, height, palette.mat_edge),)
        case Roller(at, yaw, radius, length, _):
            return (_roller(at, yaw, radius, length, palette),)
        case Ball(at, radius, _):
            return (_ball(at, radius, palette),)
    return ()


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
