"""The way from one drill's position to the next one's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import Final

import numpy as np

from mobility_timer.drawing.frames.sampling import PICTURES_PER_S
from mobility_timer.drawing.raster.projection import Projection
from mobility_timer.drawing.scene.furniture import Sprite
from mobility_timer.drawing.scene.scene import Scene
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.figure import Camera, Pose, between

SECONDS: Final = 0.8
"""How long a passage should take."""
_CROWN: Final = 0.25
"""Metres from the head's joint to the top of the knot of hair, and a little air."""
_WITHIN: Final = 0.97


@dataclass(frozen=True)
class Transition:
    """The figure moves from a phase of one shot to a phase of another, and the camera with it."""

    before: SceneSpec
    phase_before: float
    after: SceneSpec
    phase_after: float

    @property
    def shares(self) -> tuple[float, ...]:
        count = ceil(PICTURES_PER_S * SECONDS)
        return tuple(i / count for i in range(count + 1))


def _mix(a: float, b: float, share: float) -> float:
    return a + (b - a) * share


def _turn(a: float, b: float, share: float) -> float:
    """From one azimuth to another the short way round."""
    return a + ((b - a + 180.0) % 360.0 - 180.0) * share


def camera_between(a: Camera, b: Camera, share: float) -> Camera:
    x, y, z = (_mix(p, q, share) for p, q in zip(a.target, b.target, strict=True))
    return Camera(
        _turn(a.azimuth, b.azimuth, share),
        _mix(a.elevation, b.elevation, share),
        (x, y, z),
        _mix(a.span, b.span, share),
    )


def whole(pose: Pose, projection: Projection) -> Projection:
    """The lens, drawn back so far that the figure is in the picture."""
    crown = pose.origin("head") + _CROWN * pose.frame("head")[:, 2]
    seen = projection.project(np.vstack([pose.origins, crown]))[:, :2]
    middle = np.array((projection.width, projection.height)) / 2.0
    farthest = float((np.abs(seen - middle) / (middle * _WITHIN)).max())
    if farthest <= 1.0:
        return projection
    return replace(
        projection, camera=replace(projection.camera, span=projection.camera.span * farthest)
    )


class TransitionScene:
    """Draws the pictures of a passage."""

    def __init__(self, transition: Transition, before: Scene, after: Scene) -> None:
        self._after = after
        self._ends = before.pose(transition.phase_before), after.pose(transition.phase_after)
        self._cameras = before.projection.camera, after.projection.camera

    def figure(self, share: float) -> tuple[Sprite, None]:
        eased = share * share * (3.0 - 2.0 * share)
        end = self._after.projection
        pose = between(*self._ends, eased)
        projection = Projection(camera_between(*self._cameras, eased), end.width, end.height)
        return self._after.posed(
            pose, whole(pose, projection) if 0.0 < share < 1.0 else projection
        ), None
