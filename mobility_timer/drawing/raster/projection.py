"""The lens: from the world to the picture and back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import cos, radians, sin
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mobility_timer.figure import Camera

Singles: TypeAlias = NDArray[np.floating[Any]]

DISTANCE: Final = 6.0
"""Metres from the lens to the camera's target: a mild perspective."""


@dataclass(frozen=True)
class Projection:
    """A camera that fills a picture of `width` x `height` pixels: `camera.span` metres at the
    target are the shorter side."""

    camera: Camera
    width: int
    height: int

    @cached_property
    def axes(self) -> Singles:
        """Rows right, up and towards the lens (3, 3)."""
        a, e = radians(self.camera.azimuth), radians(self.camera.elevation)
        x, y, z = cos(e) * cos(a), cos(e) * sin(a), sin(e)
        right, up = (-sin(a), cos(a), 0.0), (-z * cos(a), -z * sin(a), x * cos(a) + y * sin(a))
        return np.array((right, up, (x, y, z)), np.float32)

    @property
    def scale(self) -> float:
        """Pixels per metre at the target."""
        return min(self.width, self.height) / self.camera.span

    def project(self, points: NDArray[np.floating]) -> Singles:
        """Points (n, 3) in the world as (n, 3): pixels right and down, metres towards the lens."""
        target = np.asarray(self.camera.target, np.float32)
        seen = (points.astype(np.float32) - target) @ self.axes.T
        scale = np.float32(self.scale * DISTANCE) / (np.float32(DISTANCE) - seen[:, 2])
        seen[:, 0] = self.width / 2 + seen[:, 0] * scale
        seen[:, 1] = self.height / 2 - seen[:, 1] * scale
        return seen
