"""The ground that passes under a figure that walks somewhere: the joints between boards."""

from __future__ import annotations

from typing import Final

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter

from mobility_timer.drawing.palette import PALETTES
from mobility_timer.drawing.raster.faces import Face
from mobility_timer.drawing.raster.projection import Projection
from mobility_timer.drawing.scene.framing import framed
from mobility_timer.drawing.scene.room.backdrop import paint_faces, panel
from mobility_timer.drawing.scene.room.ground import FLOOR, NEAR_M, depth_of
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.figure import Motion, camera_for, props_for

_A_REP: Final = 2
"""Boards that pass in one rep: a whole number, so that its last picture leads to its first."""
_REACH_M: Final = 4.5
_JOINT_M: Final = 0.018
_ALONG: Final = 1e-3


def joints(motion: Motion, phase: float) -> tuple[float, ...]:
    """Where the joints are along the way (metres), at a phase of the rep."""
    if not motion.travels:
        return ()
    board = motion.travels / _A_REP
    gone = motion.travels * phase % board
    count = int(_REACH_M / board)
    return tuple(i * board - gone for i in range(-count, count + 2))


def paint_passing(
    painter: QPainter, spec: SceneSpec, phase: float, projection: Projection | None = None
) -> None:
    """Paint the joints, in device pixels, as the scene's lens sees them or another."""
    if not spec.motion.travels:
        return
    props = props_for(spec.motion, spec.acts)
    if projection is None:
        camera = framed(camera_for(spec.motion, spec.acts), props, *spec.pixels)
        projection = Projection(camera, *spec.pixels)
    faces = []
    for place in joints(spec.motion, phase):
        near, far = (
            _span(x, projection, depth_of(props, projection.camera))
            for x in (place, place + _JOINT_M)
        )
        if near and far:
            corners = (*((place, y) for y in near), *((place + _JOINT_M, y) for y in far[::-1]))
            outline = np.array([(x, y, FLOOR) for x, y in corners])
            faces.append(Face(outline, PALETTES[spec.theme].joint))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setClipPath(panel(projection))
    paint_faces(painter, faces, projection)
    painter.restore()


def _span(x: float, projection: Projection, depth_m: float) -> tuple[float, float] | None:
    """From where to where a joint runs: from before the picture to the room's end."""
    azimuth = np.radians(projection.camera.azimuth)
    ahead, aside = -float(np.cos(azimuth)), -float(np.sin(azimuth))
    across = (x - projection.camera.target[0]) * ahead
    middle = projection.camera.target[1]
    if abs(aside) < _ALONG:
        return (middle - NEAR_M, middle + NEAR_M) if across < depth_m else None
    low, high = sorted(middle + (limit - across) / aside for limit in (-NEAR_M, depth_m))
    return low, high
