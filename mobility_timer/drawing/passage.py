"""The way from one drill's position to the next one's."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from math import ceil
from typing import Final

from mobility_timer.drawing.camera import Lens
from mobility_timer.drawing.furniture import Sprite
from mobility_timer.drawing.plan import RATE
from mobility_timer.drawing.scene import Scene
from mobility_timer.drawing.shot import Shot
from mobility_timer.figure.motion import Camera
from mobility_timer.figure.pose import between

SECONDS: Final = 0.8
"""How long a passage should take."""


@dataclass(frozen=True)
class Passage:
    """The figure moves from a phase of one shot to a phase of another, and the camera with it."""

    before: Shot
    phase_before: float
    after: Shot
    phase_after: float

    def key(self) -> str:
        parts = (self.before.key(), self.phase_before, self.after.key(), self.phase_after)
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]

    @property
    def shares(self) -> tuple[float, ...]:
        count = ceil(RATE * SECONDS)
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


class PassageScene:
    """Draws the pictures of a passage."""

    def __init__(self, passage: Passage, before: Scene, after: Scene) -> None:
        self._after = after
        self._ends = before.pose(passage.phase_before), after.pose(passage.phase_after)
        self._cameras = before.lens.camera, after.lens.camera

    def figure(self, share: float) -> tuple[Sprite, None]:
        eased = share * share * (3.0 - 2.0 * share)
        lens = self._after.lens
        camera = camera_between(*self._cameras, eased)
        pose = between(*self._ends, eased)
        return self._after.posed(pose, Lens(camera, lens.width, lens.height)), None
