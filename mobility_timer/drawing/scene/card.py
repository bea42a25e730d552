"""The card in an upper corner of a picture, on which something is seen in another way."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF

from mobility_timer.drawing.raster.projection import Projection
from mobility_timer.figure import Pose, Prop, Wall

MARGIN = 0.03
ROUND = 0.12
"""The radius of its corners as a share of its side."""


def card_at(projection: Projection, props: tuple[Prop, ...], share: float, pose: Pose) -> QRectF:
    """A square whose side is a `share` of the picture's shorter side, away from a wall that the
    hands are on, else from the head of the figure in `pose`."""
    short = min(projection.width, projection.height)
    size, margin = share * short, MARGIN * short
    walls = [prop for prop in props if isinstance(prop, Wall) and prop.axis == "x"]
    avoided = np.array([walls[0].at, 0.0, 1.0]) if walls else pose.joint("head")
    to_right = float(projection.project(avoided[None])[0, 0]) < 0.52 * projection.width
    return QRectF(projection.width - margin - size if to_right else margin, margin, size, size)
