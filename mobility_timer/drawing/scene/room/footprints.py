"""An inset from above: how the feet stand, so that foot angles are told apart at a glance."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform

from mobility_timer.drawing.scene.card import ROUND
from mobility_timer.drawing.scene.scene import Scene
from mobility_timer.figure import SIDES, Motion, Wall

_REACH: Final = 0.95
"""Metres that the inset's height shows."""

_ASIDE: Final = 0.05
"""How far the feet are moved away from the wall, as a share of the card's side."""
_PIVOT: Final = (-0.03, 0.0)
"""The foot turns about a point near its heel."""

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


def turns_feet(motion: Motion) -> bool:
    """Whether a drill turns its feet: then the inset is shown."""
    return bool({"left", "right"} & set(motion.variants))


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
    """Paint the inset into an upper corner, in device pixels. It is seen from above, and what is on
    the right of the scene is on its right."""
    if not turns_feet(scene.spec.motion):
        return
    pose, palette, side = scene.start, scene.palette, scene.spec.side
    card = scene.footprints_card
    size = card.width()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(palette.surface))
    painter.drawRoundedRect(card, ROUND * size, ROUND * size)
    ground = _from_above(scene.projection.camera.azimuth)
    walls = [prop for prop in scene.props if isinstance(prop, Wall) and prop.axis == "x"]
    ahead = np.sign(walls[0].at) if walls else 0.0
    to_wall = ground.map(QPointF(float(ahead), 0.0))
    if walls:
        painter.setBrush(QColor(palette.wall_edge))
        painter.drawRoundedRect(_bar(card, to_wall), 0.0225 * size, 0.0225 * size)
    feet = {name: pose.origin(f"foot_{name}")[:2] for name in SIDES}
    middle = np.mean(list(feet.values()), axis=0)
    scale = size / _REACH
    for name, out in zip(SIDES, (1.0, -1.0), strict=True):
        forward = pose.frame(f"foot_{name}")[:, 0]
        yaw = float(np.degrees(np.arctan2(forward[1], forward[0])))
        offset = feet[name] - middle
        place = ground * QTransform.fromScale(scale, scale)
        place *= QTransform.fromTranslate(
            card.center().x() - _ASIDE * size * to_wall.x(),
            card.center().y() - _ASIDE * size * to_wall.y(),
        )
        place.translate(float(offset[0]), float(offset[1]))
        works = scene.spec.acts is not None and name == scene.spec.acts.value
        ink = QColor(palette.of_side(side) if works and side else palette.neutral)
        if works:
            _paint_ahead(painter, place, scale, ink)
        place.rotate(yaw)
        place.translate(*_PIVOT)
        if not works:
            ink.setAlphaF(0.55)
        painter.setBrush(ink)
        painter.drawPath(place.map(_outline(out)))


def _from_above(azimuth: float) -> QTransform:
    """From world x and y, in metres, to right and down on the card: as the lens has them, in
    quarter turns."""
    turn = np.radians(90.0 * round(azimuth / 90.0))
    c, s = float(np.cos(turn)), float(np.sin(turn))
    return QTransform(-s, c, c, s, 0.0, 0.0)


def _bar(card: QRectF, to_wall: QPointF) -> QRectF:
    """The foot of a wall that lies along one side of the card."""
    size = card.width()
    middle = card.center() + to_wall * (0.39 * size)
    along, across = 0.68 * size, 0.045 * size
    wide, high = (across, along) if abs(to_wall.x()) > abs(to_wall.y()) else (along, across)
    return QRectF(middle.x() - wide / 2, middle.y() - high / 2, wide, high)


def _paint_ahead(painter: QPainter, place: QTransform, scale: float, ink: QColor) -> None:
    """A dotted line straight ahead through the heel, to compare the foot with."""
    pen = QPen(ink, 0.013 * scale)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([0.01, 2.2])
    painter.setPen(pen)
    painter.drawLine(place.map(QPointF(0.0, 0.0)), place.map(QPointF(0.25, 0.0)))
    painter.setPen(Qt.PenStyle.NoPen)
