"""The still part of a picture: floor, wall and mat, furniture, the arc, the footprints."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF

from mobility_timer.drawing.raster.faces import Face
from mobility_timer.drawing.raster.projection import Projection
from mobility_timer.drawing.scene.arc import paint_arc
from mobility_timer.drawing.scene.card import ROUND
from mobility_timer.drawing.scene.close_up import Lens
from mobility_timer.drawing.scene.room.footprints import (
    paint_footprints,
    turns_feet,
)
from mobility_timer.drawing.scene.room.furniture import Sprite
from mobility_timer.drawing.scene.room.ground import depth_of, ground, room
from mobility_timer.drawing.scene.scene import Scene
from mobility_timer.drawing.scene.spec import SceneSpec

NOWHERE: Final = np.empty((0, 3))
"""No path of a joint."""
_ROUND: Final = 0.045
"""The radius of the room's corners as a share of the picture's shorter side."""
_CORNER_POINTS: Final = 16
_NATIVE: Final = QImage.Format.Format_ARGB32_Premultiplied


def polygon(points: NDArray[np.floating]) -> QPolygonF:
    """Rows whose first two columns are pixels."""
    return QPolygonF([QPointF(float(row[0]), float(row[1])) for row in points])


def as_image(sprite: Sprite) -> QImage:
    """A copy of a sprite."""
    rows, columns = sprite.pixels.shape[:2]
    pixels = np.ascontiguousarray(sprite.pixels)
    return QImage(pixels.data, columns, rows, 4 * columns, _NATIVE).copy()


_CARD_FLOOR: Final = 0.8
"""How strong the floor is on a card, which is to stand out from the room behind it."""
_STRIP: Final = 0.1
"""Where less of a card than this share would be left above its floor, the floor fills it: so thin a
strip looks like a torn edge."""
_RIM: Final = 0.008
"""As wide as this share of the card's side: it stands out from a wall of its own colour."""


def panel(projection: Projection) -> QPainterPath:
    """The part of a picture, in device pixels, in which the room is seen."""
    path = QPainterPath()
    radius = _ROUND * min(projection.width, projection.height)
    path.addRoundedRect(0, 0, projection.width, projection.height, radius, radius)
    return path


@lru_cache(maxsize=2)
def corners(width: int, height: int, colour: str) -> tuple[Face, ...]:
    """What of a picture is not the panel, corner by corner, in device pixels."""
    radius = _ROUND * min(width, height)
    turns = np.linspace(0.0, np.pi / 2, _CORNER_POINTS)
    arc = radius * (1.0 - np.column_stack([np.sin(turns), np.cos(turns)]))
    outline = np.column_stack([np.vstack([(0.0, 0.0), arc]), np.zeros(len(arc) + 1)])
    return tuple(
        Face(np.abs(np.array((x, y, 0.0)) - outline), colour)
        for x in (0, width)
        for y in (0, height)
    )


def paint_faces(painter: QPainter, faces: Iterable[Face], projection: Projection) -> None:
    for face in faces:
        painter.setBrush(QColor(face.colour))
        painter.drawPolygon(polygon(projection.project(face.corners)))


def paint_backdrop(
    painter: QPainter, scene: Scene, places: NDArray[np.float64], *, inset: bool = True
) -> None:
    """Paint everything but the figure, in device pixels, on whatever is there; `places` (n, 3) are
    the path of the traced joint. Without `inset` it is the room alone, to its corners."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.save()
    if inset:
        painter.setClipPath(panel(scene.projection))
    paint_faces(painter, ground(scene.props, scene.projection, scene.palette), scene.projection)
    painter.restore()
    if scene.furniture is not None:
        sprite = scene.furniture.sprite
        painter.drawImage(sprite.left, sprite.top, as_image(sprite))
    if inset:
        paint_footprints(painter, scene)
        _paint_card(painter, scene)
    if len(places):
        _paint_arc(painter, scene, places, behind_cards=inset)
    painter.restore()


def still_of(scene: Scene) -> QImage:
    """All of that but the path, on the theme's ground."""
    width, height = scene.projection.width, scene.projection.height
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(scene.palette.background))
    painter = QPainter(image)
    paint_backdrop(painter, scene, NOWHERE)
    painter.end()
    return image


def with_arc(still: QImage, scene: Scene, places: NDArray[np.float64]) -> QImage:
    """A copy of it with the path."""
    image = still.copy()
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_arc(painter, scene, places, behind_cards=True)
    painter.end()
    return image


def _paint_arc(
    painter: QPainter, scene: Scene, places: NDArray[np.float64], *, behind_cards: bool
) -> None:
    if behind_cards and has_cards(scene.spec):
        painter.setClipPath(_beside_cards(scene))
    paint_arc(painter, scene, places)


def _beside_cards(scene: Scene) -> QPainterPath:
    path = QPainterPath()
    path.addRect(0, 0, scene.projection.width, scene.projection.height)
    if turns_feet(scene.spec.motion):
        card = scene.footprints_card
        inset = QPainterPath()
        inset.addRoundedRect(card, ROUND * card.width(), ROUND * card.width())
        path -= inset
    if scene.lens is not None:
        path -= _card(scene.lens)
    return path


def _paint_card(painter: QPainter, scene: Scene) -> None:
    """The ground of the close-up, and the floor on it."""
    lens = scene.lens
    if lens is None:
        return
    outline = _card(lens)
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillPath(outline, QColor(scene.palette.surface))
    painter.setClipPath(outline)
    painter.translate(lens.left, lens.top)
    painter.setOpacity(_CARD_FLOOR)
    depth = depth_of((), lens.projection.camera)
    floor = room(depth, lens.projection, scene.palette)[-1]
    above = lens.projection.project(floor.corners)[:, 1].min()
    if 0.0 < above < _STRIP * lens.size:
        painter.fillRect(0, 0, lens.size, lens.size, QColor(floor.colour))
    else:
        paint_faces(painter, [floor], lens.projection)
    painter.restore()
    rim = QColor(scene.palette.skirting)
    painter.strokePath(outline, QPen(rim, _RIM * lens.size))


def _card(lens: Lens) -> QPainterPath:
    radius = ROUND * lens.size
    outline = QPainterPath()
    outline.addRoundedRect(lens.card, radius, radius)
    return outline


def has_cards(spec: SceneSpec) -> bool:
    """Whether there is a close-up or an inset of the feet over the room of a scene."""
    return spec.motion.close_up is not None or turns_feet(spec.motion)


def cards(scene: Scene) -> Sprite:
    """Both, clear around them."""
    image = blank(scene, None)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_footprints(painter, scene)
    _paint_card(painter, scene)
    painter.end()
    place = QRectF()
    if turns_feet(scene.spec.motion):
        place = scene.footprints_card
    if scene.lens is not None:
        rim = _RIM * scene.lens.size
        place = place.united(scene.lens.card.adjusted(-rim, -rim, rim, rim))
    box = place.toAlignedRect() & image.rect()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)
    seen = rows[box.top() : box.bottom() + 1, box.left() : box.right() + 1]
    return Sprite(box.left(), box.top(), seen.copy())


def blank(scene: Scene, ground_colour: str | None) -> QImage:
    """An image of the scene's size, filled with a colour or clear."""
    image = QImage(scene.projection.width, scene.projection.height, _NATIVE)
    image.fill(QColor(ground_colour) if ground_colour else Qt.GlobalColor.transparent)
    return image
