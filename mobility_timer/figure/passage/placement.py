"""Where the room of the next drill lies in the room of the one before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import atan2, copysign, degrees
from typing import Final

import numpy as np

from mobility_timer.figure.motion.model import Camera
from mobility_timer.figure.motion.props import (
    Ball,
    Band,
    Chair,
    Cushion,
    Mat,
    Prop,
    Roller,
    Step,
    Wall,
)
from mobility_timer.figure.passage.posture import Posture, carried
from mobility_timer.figure.skeleton.bones import SIDES, Pose
from mobility_timer.figure.skeleton.rotation import Array, about_z, vector

_CLEAR: Final = 0.40
"""Metres that one goes away from a wall which is not needed any more."""

_IN_FRONT: Final = 0.50
"""Metres by which one stands before the place where one will sit."""


@dataclass(frozen=True)
class Placement:
    """A turn in degrees, a multiple of 90, about the upright through the origin, then a move."""

    turn: int = 0
    by: tuple[float, float] = (0.0, 0.0)

    def point(self, x: float, y: float, z: float = 0.0) -> tuple[float, float, float]:
        px, py, pz = about_z(self.turn) @ vector(x, y, z)
        return round(float(px) + self.by[0], 9), round(float(py) + self.by[1], 9), float(pz)

    def position(self, position: Posture) -> Posture:
        return replace(position, pose=self.pose(position.pose))

    @property
    def inverse(self) -> Placement:
        x, y, _ = about_z(-self.turn) @ vector(-self.by[0], -self.by[1], 0.0)
        return Placement(-self.turn, (float(x), float(y)))

    def pose(self, pose: Pose) -> Pose:
        return pose if self == Placement() else carried(pose, self.turn, self.by)

    def camera(self, camera: Camera) -> Camera:
        return replace(
            camera, azimuth=camera.azimuth + self.turn, target=self.point(*camera.target)
        )

    def props(self, props: Iterable[Prop]) -> tuple[Prop, ...]:
        return tuple(self._prop(prop) for prop in props)

    def _area(
        self, x: tuple[float, float], y: tuple[float, float]
    ) -> tuple[tuple[float, float], tuple[float, float]]:
        a, b = self.point(x[0], y[0]), self.point(x[1], y[1])
        return (min(a[0], b[0]), max(a[0], b[0])), (min(a[1], b[1]), max(a[1], b[1]))

    def _prop(self, prop: Prop) -> Prop:
        match prop:
            case Wall():
                return self._wall(prop)
            case Mat(x, y):
                return Mat(*self._area(x, y))
            case Step(x, y, height):
                return Step(*self._area(x, y), height)
            case Cushion(x, y, height):
                return Cushion(*self._area(x, y), height)
            case Chair((x, y), yaw):
                return Chair(self.point(x, y)[:2], yaw + self.turn)
            case Roller((x, y), yaw, radius, length, under):
                return Roller(self.point(x, y)[:2], yaw + self.turn, radius, length, under)
            case Ball((x, y), radius, under):
                return Ball(self.point(x, y)[:2], radius, under)
            case Band((x, y, z), joint):
                return Band(self.point(x, y, z), joint)
        return prop

    def _wall(self, wall: Wall) -> Wall:
        low, high = (
            self.point(*((wall.at, along) if wall.axis == "x" else (along, wall.at)))
            for along in (wall.start, wall.end)
        )
        axis = wall.axis if self.turn % 180 == 0 else "y" if wall.axis == "x" else "x"
        at, other = (0, 1) if axis == "x" else (1, 0)
        start, end = sorted((low[other], high[other]))
        return Wall(axis, low[at], start, end, wall.height)


def placement(
    before: Iterable[Prop], after: Iterable[Prop], first: Posture, last: Posture
) -> Placement:
    """So that a wall stays where it is and the feet go no farther than they must.

    With a wall on one side only, the drill without it is a step away from the wall; between two
    drills on a mat the mat stays.
    """
    before, after = list(before), list(after)
    walls = [_wall_of(props) for props in (before, after)]
    if all(walls):
        return _along_one_wall(walls[0], walls[1])  # type: ignore[arg-type]
    if all(any(isinstance(prop, Mat) for prop in props) for props in (before, after)):
        return Placement()
    start, end = _footing(first), _footing(last)
    clear = np.zeros(2)
    if walls[0] is not None:
        clear = -_CLEAR * _normal(walls[0])
    elif walls[1] is not None:
        clear = _CLEAR * _normal(walls[1])
    by = start - end + clear
    return Placement(0, (round(float(by[0]), 3), round(float(by[1]), 3)))


def _wall_of(props: Iterable[Prop]) -> Wall | None:
    return next((prop for prop in props if isinstance(prop, Wall)), None)


def _normal(wall: Wall) -> Array:
    """From the figure to the wall."""
    way = copysign(1.0, wall.at)
    return np.array((way, 0.0) if wall.axis == "x" else (0.0, way))


def _along_one_wall(first: Wall, last: Wall) -> Placement:
    a, b = _normal(first), _normal(last)
    turn = round(degrees(atan2(b[0] * a[1] - b[1] * a[0], float(a @ b))) / 90) * 90 % 360
    by = a * (abs(first.at) - abs(last.at))
    return Placement(turn, (round(float(by[0]), 3), round(float(by[1]), 3)))


def _footing(position: Posture) -> Array:
    """Where (2,) one stands in a position, or would stand before getting down to it."""
    feet = [position.spot(side).ankle[:2] for side in SIDES if position.on_floor(side)]
    if feet and position.support in ("stand", "kneel_left", "kneel_right"):
        return np.asarray(np.mean(feet, axis=0))
    x, y, _ = position.pose.origins[0]
    return np.array((x + _IN_FRONT, y))
