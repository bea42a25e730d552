"""An inset from above: how the feet stand, so that foot angles are told apart at a glance."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform

from mobility_timer.drawing.scene import Scene
from mobility_timer.figure.skeleton import SIDES

_SHARE: Final = 0.23
"""The inset's side as a share of the picture's shorter side."""
_REACH: Final = 0.62
"""Metres that the inset's height shows."""

# Half the outline of a shoe's sole seen from above, heel to toe: (forward, outwards, inwards).
_SOLE: Final = (
    (-0.075, 0.000, 0.000),
    (-0.066, 0.028, 0.028),
    (-0.030, 0.036, 0.034),
    (0.030, 0.036, 0.030),
    (0.085, 0.046, 0.040),
    (0.125, 0.050, 0.047),
    (0.165, 0.040, 0.044),
    (0.195, 0.018, 0.026),
    (0.203, 0.000, 0.000),
)


def shown(scene: Scene) -> bool:
    """Whether the drill turns its feet."""
    return bool({"left", "right"} & set(scene.shot.motion.turns))


def _outline(out: float) -> QPainterPath:
    """A sole in its own frame: x to the toes, y to the figure's left."""
    rows = np.array(_SOLE)
    outer = [(x, out * o) for x, o, _ in rows]
    inner = [(x, -out * i) for x, _, i in rows[::-1]]
    return _smooth(np.array(outer[:-1] + inner[:-1]))


def _smooth(points: NDArray[np.float64]) -> QPainterPath:
    """A closed curve through the middles of the sides of a polygon."""
    middles = (points + np.roll(points, -1, axis=0)) / 2
    path = QPainterPath(QPointF(*map(float, middles[-1])))
    for corner, middle in zip(points, middles, strict=True):
        path.quadTo(QPointF(*map(float, corner)), QPointF(*map(float, middle)))
    path.closeSubpath()
    return path


def paint_footprints(painter: QPainter, scene: Scene) -> None:
    """Paint the inset into the picture's lower corner, in device pixels: forward is up."""
    if not shown(scene):
        return
    pose, palette, side = scene.pose(0.0), scene.palette, scene.shot.side
    size = _SHARE * min(scene.lens.width, scene.lens.height)
    margin = 0.03 * min(scene.lens.width, scene.lens.height)
    card = QRectF(margin, scene.lens.height - margin - size, size, size)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(palette.surface))
    painter.drawRoundedRect(card, 0.12 * size, 0.12 * size)
    feet = {name: pose.origin(f"foot_{name}")[:2] for name in SIDES}
    # The feet are drawn closer together, front to back, than they stand: the angle matters.
    middle = np.mean(list(feet.values()), axis=0)
    scale = size / _REACH
    for name, out in zip(SIDES, (1.0, -1.0), strict=True):
        forward = pose.frame(f"foot_{name}")[:, 0]
        yaw = np.degrees(np.arctan2(forward[1], forward[0]))
        offset = (feet[name] - middle) * (0.42, 1.15)
        place = QTransform()
        place.translate(card.center().x(), card.center().y())
        place.scale(scale, scale)
        # World x is up on the card, world y to the left.
        place.translate(-offset[1], -offset[0])
        place.rotate(-90.0 - yaw)
        place.scale(1.0, -1.0)
        place.translate(-0.06, 0.0)
        works = side is not None and name == side.value
        colour = palette.of_side(side) if works else palette.neutral
        painter.setBrush(QColor(colour))
        painter.drawPath(place.map(_outline(out)))
        if works:
            _paint_angle(painter, place, yaw, scale, QColor(colour))


def _paint_angle(
    painter: QPainter, place: QTransform, yaw: float, scale: float, ink: QColor
) -> None:
    """A dashed line straight ahead from the heel, to compare the foot with."""
    heel = place.map(QPointF(-0.05, 0.0))
    pen = QPen(ink, 0.012 * scale)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([0.1, 2.4])
    painter.setPen(pen)
    painter.drawLine(heel, QPointF(heel.x(), heel.y() - 0.30 * scale))
    painter.setPen(Qt.PenStyle.NoPen)
    del yaw
