"""Pictures of drills for a page: each is asked for once and kept while the page is there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath
from PySide6.QtWidgets import QWidget

from mobility_timer.routine.model import Drill
from mobility_timer.ui.context import Thumbnails
from mobility_timer.ui.theme import tokens
from mobility_timer.ui.widgets.paint import mixed

_STEP = 24  # px: sizes in between share a picture, so that resizing does not ask for hundreds
_MOST = 400

_Key = tuple[str, str | None, int, int, float, str]


class Pictures:
    """`changed` is called on the UI thread when a picture that was asked for has come."""

    def __init__(
        self, thumbnails: Thumbnails | None, widget: QWidget, changed: Callable[[], None]
    ) -> None:
        self._thumbnails = thumbnails
        self._widget = widget
        self._changed = changed
        self._known: dict[_Key, QImage | None] = {}

    def of(self, drill: Drill, width: int, height: int) -> QImage | None:
        """A picture of about this size in logical pixels, None while there is none."""
        if self._thumbnails is None or width <= 0 or height <= 0:
            return None
        wide, high = (-(-side // _STEP) * _STEP for side in (width, height))
        ratio = self._widget.devicePixelRatioF()
        key = (drill.id, drill.motion, wide, high, ratio, tokens(self._widget).name)
        if key not in self._known:
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[key] = None
            self._known[key] = self._ask(key, drill)
        return self._known[key]

    def _ask(self, key: _Key, drill: Drill) -> QImage | None:
        assert self._thumbnails is not None
        _, _, wide, high, ratio, theme = key

        def came() -> None:
            assert self._thumbnails is not None
            again = lambda: None  # noqa: E731
            self._known[key] = self._thumbnails.picture(drill, wide, high, ratio, theme, again)
            self._changed()

        return self._thumbnails.picture(drill, wide, high, ratio, theme, came)


def paint_picture(
    widget: QWidget,
    painter: QPainter,
    image: QImage | None,
    area: QRectF,
    card: QRectF,
    radius: float,
) -> None:
    """Fill `area` with the picture, or with calm ground, cut by the card's round corners."""
    outline = QPainterPath()
    outline.addRoundedRect(card, radius, radius)
    painter.save()
    painter.setClipPath(outline)
    painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
    if image is None:
        colours = tokens(widget)
        ground = QRectF(0, 0, area.width() * 0.84, min(area.height(), area.width()) * 0.3)
        ground.moveCenter(QPointF(area.center().x(), area.bottom() - area.height() * 0.2))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mixed(colours.surface, colours.track, 0.55))
        painter.drawEllipse(ground)
    else:
        share = max(area.width() / image.width(), area.height() / image.height())
        target = QRectF(0, 0, image.width() * share, image.height() * share)
        target.moveCenter(area.center())
        target.moveBottom(area.bottom())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(target, image, QRectF(image.rect()))
    painter.restore()
