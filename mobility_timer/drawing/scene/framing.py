"""A camera moved a little, so that the whole mat is in the picture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import numpy as np

from mobility_timer.drawing.raster.projection import Projection
from mobility_timer.figure import Camera, Mat, Prop

_MARGIN: Final = 0.012
_FARTHEST: Final = 1.12
"""How much wider the picture may become."""


def framed(camera: Camera, props: Iterable[Prop], width: int, height: int) -> Camera:
    """The camera, widened and moved sideways as far as the mats ask for it."""
    corners = [
        (x, y, 0.0) for prop in props if isinstance(prop, Mat) for x in prop.x for y in prop.y
    ]
    if not corners:
        return camera
    margin = _MARGIN * width
    left, right = _across(corners, Projection(camera, width, height))
    wider = min(_FARTHEST, max(1.0, (right - left) / (width - 2 * margin)))
    projection = Projection(replace(camera, span=camera.span * wider), width, height)
    left, right = _across(corners, projection)
    move = max(0.0, margin - left) - max(0.0, right - (width - margin))
    if left < margin and right > width - margin:
        move = (width - left - right) / 2
    target = np.asarray(camera.target) - projection.axes[0] * (move / projection.scale)
    x, y, z = (float(each) for each in target)
    return replace(projection.camera, target=(x, y, z))


def _across(
    corners: list[tuple[float, float, float]], projection: Projection
) -> tuple[float, float]:
    seen = projection.project(np.array(corners))[:, 0]
    return float(seen.min()), float(seen.max())
