"""The path of the traced joint: dots in the side's colour, with an arrow."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from mobility_timer.drawing.scene.scene import Scene

_DOT: Final = 0.0085
_GAP: Final = 0.034
_ARROW: Final = 0.034
_OPACITY: Final = 0.72
_SAME: Final = 0.02
_FINE: Final = 8
_SHORT: Final = 0.14
"""Metres on the picture below which a path is behind the limb that draws it."""


def way_out(places: NDArray[np.float64]) -> NDArray[np.float64]:
    """The path (n, 3) of a whole repetition without a way back that is where the way out was,
    however long either takes."""
    if len(places) <= 4:
        return places
    far = int(np.argmax(np.linalg.norm(places - places[0], axis=1)))
    out, back = places[: far + 1], places[far:]
    marks = np.arange(len(out))
    fine = np.linspace(0, len(out) - 1, _FINE * len(out))
    road = np.column_stack([np.interp(fine, marks, out[:, i]) for i in range(3)])
    nearest = np.linalg.norm(back[:, None] - road[None], axis=2).min(axis=1)
    return out if nearest.max() < _SAME else places


def paint_arc(painter: QPainter, scene: Scene, places: NDArray[np.float64]) -> None:
    """Paint the path (n, 3) of a whole repetition, in device pixels."""
    if not len(places):
        return
    places = way_out(places)
    points = scene.projection.project(places)[:, :2].astype(np.float64)
    scale = scene.projection.scale
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    if along[-1] < _SHORT * scale:
        return
    closed = bool(np.linalg.norm(points[0] - points[-1]) < 0.02 * scale)
    arrows = (0.30, 0.80) if closed else (1.0,)
    ink = QColor(scene.palette.of_side(scene.spec.side))
    ink.setAlphaF(_OPACITY)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    heads = [share * along[-1] for share in arrows]
    count = max(2, round(along[-1] / (_GAP * scale)))
    for mark in np.linspace(0.0, along[-1], count + 1)[: None if not closed else -1]:
        if all(abs(mark - head) > 0.9 * _ARROW * scale for head in heads):
            x, y = (float(np.interp(mark, along, points[:, i])) for i in range(2))
            painter.drawEllipse(QPointF(x, y), _DOT * scale, _DOT * scale)
    for head in heads:
        painter.drawPolygon(_arrow(points, along, head, _ARROW * scale))


def _arrow(
    points: NDArray[np.float64], along: NDArray[np.float64], at: float, size: float
) -> QPolygonF:
    def place(mark: float) -> NDArray[np.float64]:
        return np.array([np.interp(mark, along, points[:, i]) for i in range(2)])

    behind = place(max(0.0, at - 1.5 * size))
    tip = place(at)
    forward = tip - behind
    forward /= max(float(np.linalg.norm(forward)), 1e-9)
    across = np.array([-forward[1], forward[0]])
    corners = (
        tip + forward * 0.45 * size,
        tip - forward * 0.55 * size + across * 0.55 * size,
        tip - forward * 0.55 * size - across * 0.55 * size,
    )
    return QPolygonF([QPointF(float(x), float(y)) for x, y in corners])
