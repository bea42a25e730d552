"""The lens: from the world to the picture."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Singles = NDArray[np.float32]

DISTANCE = 6.0


@dataclass(frozen=True)
class Camera:
    """A lens `DISTANCE` metres from `target`, `span` metres of which fill the picture's short side.

    `azimuth` 0 looks at the figure from the front, 90 from its left; `elevation` is the height
    above the horizon; both in degrees.
    """

    azimuth: float
    elevation: float
    target: tuple[float, float, float]
    span: float

    @cached_property
    def axes(self) -> Singles:
        """Rows right, up and towards the lens (3, 3)."""
        a, e = np.radians(self.azimuth), np.radians(self.elevation)
        back = np.array([np.cos(e) * np.cos(a), np.cos(e) * np.sin(a), np.sin(e)])
        right = np.array([-np.sin(a), np.cos(a), 0.0])
        return np.stack([right, np.cross(back, right), back]).astype(np.float32)

    def project(self, points: NDArray[np.floating], width: float, height: float) -> Singles:
        """Points (n, 3) in the world as (n, 3): pixels right and down, metres towards the lens."""
        seen = (points - np.asarray(self.target)).astype(np.float32) @ self.axes.T
        scale = min(width, height) / self.span * DISTANCE / (DISTANCE - seen[:, 2])
        seen[:, 0] = width / 2 + seen[:, 0] * scale
        seen[:, 1] = height / 2 - seen[:, 1] * scale
        return seen
