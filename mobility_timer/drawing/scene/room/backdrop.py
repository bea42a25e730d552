"""The still part of a picture: floor, wall and mat, furniture, the arc, the footprints."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPolygonF

from mobility_timer.drawing.scene.arc import paint_arc
from mobility_timer.drawing.scene.card import ROUND
from mobility_timer.drawing.scene.room.footprints import paint_footprints
from mobility_timer.drawing.scene.room.furniture import Sprite
from mobility_timer.drawing.scene.room.props import ground
from mobility_timer.drawing.scene.scene import Scene

NOWHERE: Final = np.empty((0, 3))
"""No path of a joint."""
_NATIVE: Final = QImage.Format.Format_ARGB32_Premultiplied


def polygon(points: NDArray[np.floating]) -> QPolygonF:
    """Rows whose first two columns are pixels."""
    return QPolygonF([QPointF(float(row[0]), float(row[1])) for row in points])


def as_image(sprite: Sprite) -> QImage:
    """A copy of a sprite."""
    rows, columns = sprite.pixels.shape[:2]
    pixels = np.ascontiguousarray(sprite.pixels)
    return QImage(pixels.data, columns, rows, 4 * columns, _NATIVE).copy()


def paint_backdrop(
    painter: QPainter, scene: Scene, places: NDArray[np.float64], *, inset: bool = True
) -> None:
    """Paint everything but the figure, in device pixels, on whatever is there; `places` (n, 3) are
    the path of the traced joint."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for face in ground(scene.props, scene.projection, scene.palette):
        painter.setBrush(QColor(face.colour))
        painter.drawPolygon(polygon(scene.projection.project(face.corners)))
    if scene.furniture is not None:
        sprite = scene.furniture.sprite
        painter.drawImage(sprite.left, sprite.top, as_image(sprite))
    paint_arc(painter, scene, places)
    if inset:
        paint_footprints(painter, scene)
        _paint_card(painter, scene)
    painter.restore()


def _paint_card(painter: QPainter, scene: Scene) -> None:
    """The ground of the close-up, and the floor on it."""
    lens = scene.lens
    if lens is None:
        return
    radius = ROUND * lens.size
    outline = QPainterPath()
    outline.addRoundedRect(QRectF(lens.left, lens.top, lens.size, lens.size), radius, radius)
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillPath(outline, QColor(scene.palette.surface))
    painter.setClipPath(outline)
    painter.translate(lens.left, lens.top)
    painter.setBrush(QColor(scene.palette.floor))
    for face in ground((), lens.projection, scene.palette):
        painter.drawPolygon(polygon(lens.projection.project(face.corners)))
    painter.restore()


def blank(scene: Scene, ground_colour: str | None) -> QImage:
    """An image of the scene's size, filled with a colour or clear."""
    image = QImage(scene.projection.width, scene.projection.height, _NATIVE)
    image.fill(QColor(ground_colour) if ground_colour else Qt.GlobalColor.transparent)
    return image
