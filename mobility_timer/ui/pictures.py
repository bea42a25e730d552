"""Pictures of drills for a page: each is asked for once and kept while the page is there."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QMarginsF, QObject, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPainterPath
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from mobility_timer.routine import Drill, Side
from mobility_timer.settings import CoachFigure
from mobility_timer.ui.shell.context import ThumbnailSource
from mobility_timer.ui.shell.theme import tokens
from mobility_timer.ui.widgets import icons
from mobility_timer.ui.widgets.paint import block, mixed

if TYPE_CHECKING:
    from mobility_timer.drawing import Theme

_STEP_PX = 8  # px: sizes in between share a picture
_CALM_MS = 150
_MOST_PICTURES = 300

STILL = "timer"  # the icon of a drill that no figure shows


def symbol_of(drill: Drill) -> str:
    """The icon that stands for a drill; empty where its picture does."""
    return "" if _has_picture(drill) else STILL


def _has_picture(drill: Drill) -> bool:
    return bool(drill.motion or drill.pictures)


class _Wanted(NamedTuple):
    """A picture as it is asked for."""

    drill: str
    motion: str | None
    side: Side
    width: int
    height: int
    ratio: float
    theme: Theme
    coach: CoachFigure

    def resembles(self, other: _Wanted) -> bool:
        """Whether it shows the same, only in another size."""
        mine = (self.drill, self.motion, self.side, self.theme, self.coach)
        return mine == (other.drill, other.motion, other.side, other.theme, other.coach)


class Pictures(QObject):
    """`changed` is called on the UI thread when pictures that were asked for have come.

    They are asked for one at a time between two frames. Where the same is known in another size
    that one serves until the page has kept its size for a moment.
    """

    def __init__(
        self, thumbnails: ThumbnailSource, page: QWidget, changed: Callable[[], None]
    ) -> None:
        super().__init__(page)
        self._thumbnails = thumbnails
        self._page = page
        self._changed = changed
        self._known: dict[_Wanted, QImage | None] = {}
        self._queue: dict[_Wanted, Drill] = {}
        self._queued_at = page.size()
        self._stopped = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._ask_next)

    def of(self, drill: Drill, width: float, height: float) -> QImage | None:
        """A picture of about this size in logical pixels, None while there is none."""
        if width <= 0 or height <= 0:
            return None
        wide = math.ceil(width / _STEP_PX) * _STEP_PX
        high = round(height * wide / width)
        ratio = self._page.devicePixelRatioF()
        theme: Theme = tokens(self._page).name
        coach = self._thumbnails.coach
        wanted = _Wanted(drill.id, drill.motion, drill.order[0], wide, high, ratio, theme, coach)
        found = self._known.get(wanted)
        if found is not None:
            return found
        other = self._in_another_size(wanted)
        if wanted not in self._known:
            self._queue_up(wanted, drill, 0 if other is None else _CALM_MS)
        return other

    def of_drill(self, drill: Drill, width: float, height: float) -> QImage | None:
        """The same, and None without asking for a drill that has no picture."""
        return self.of(drill, width, height) if _has_picture(drill) else None

    def forget(self) -> None:
        """Ask again for each picture that is shown: what it shows may have changed."""
        self._known.clear()

    def stop(self) -> None:
        """Ask for nothing more, and tell of nothing that comes later."""
        self._stopped = True
        self._timer.stop()
        self._queue.clear()

    def _in_another_size(self, wanted: _Wanted) -> QImage | None:
        sizes = (
            (key.width * key.height, image)
            for key, image in self._known.items()
            if image is not None and key.resembles(wanted)
        )
        return max(sizes, key=lambda size: size[0], default=(0, None))[1]

    def _queue_up(self, wanted: _Wanted, drill: Drill, wait: int) -> None:
        if self._queued_at != self._page.size():
            self._queue.clear()
            self._queued_at = self._page.size()
            self._timer.stop()
        if wanted not in self._queue:
            self._queue[wanted] = drill
            if not self._timer.isActive() or wait < self._timer.interval():
                self._timer.start(wait)

    def _ask_next(self) -> None:
        self._timer.setInterval(0)
        if not self._queue:
            self._timer.stop()
            return
        wanted = next(iter(self._queue))
        drill = self._queue.pop(wanted)
        while len(self._known) >= _MOST_PICTURES:
            self._known.pop(next(iter(self._known)))
        self._known[wanted] = None
        self._take(wanted, drill, lambda: self._take_later(wanted, drill))

    def _take_later(self, wanted: _Wanted, drill: Drill) -> None:
        """A picture may come when the page that asked for it is closed or gone."""
        if not self._stopped and isValid(self):
            self._take(wanted, drill, _nothing)

    def _take(self, wanted: _Wanted, drill: Drill, then: Callable[[], None]) -> None:
        size = (wanted.width, wanted.height)
        image = self._thumbnails.picture(drill, *size, wanted.ratio, wanted.theme, then)
        if image is not None:
            self._known[wanted] = image
            self._changed()


def _nothing() -> None:
    return


def paint_picture(
    widget: QWidget,
    painter: QPainter,
    image: QImage | None,
    area: QRectF,
    card: QRectF,
    radius: float,
    symbol: str = "",
) -> None:
    """Fill `area` with the picture, cut by the card's round corners.

    Without one it is calm ground, or the icon `symbol` on a disc where none will come.
    """
    outline = QPainterPath()
    outline.addRoundedRect(card, radius, radius)
    painter.save()
    painter.setClipPath(outline)
    painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
    colours = tokens(widget)
    if image is None and symbol:
        side = min(area.width(), area.height(), 2.2 * radius + 64) * 0.62
        disc = QRectF(0, 0, side, side)
        disc.moveCenter(area.center())
        block(painter, disc, side / 2, mixed(colours.surface, colours.track, 0.55))
        margin = side * 0.27
        inner = disc.marginsRemoved(QMarginsF(margin, margin, margin, margin))
        icons.paint(painter, inner, symbol, colours.muted)
    elif image is None:
        ground = QRectF(0, 0, area.width() * 0.84, min(area.height(), area.width()) * 0.3)
        ground.moveCenter(QPointF(area.center().x(), area.bottom() - area.height() * 0.2))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mixed(colours.surface, colours.track, 0.55))
        painter.drawEllipse(ground)
    else:
        wide, high = area.width() / image.width(), area.height() / image.height()
        alike = max(wide, high) < 1.2 * min(wide, high)
        share = max(wide, high) if alike else min(wide, high)
        target = QRectF(0, 0, image.width() * share, image.height() * share)
        target.moveCenter(area.center())
        target.moveBottom(area.bottom())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(target, image, QRectF(image.rect()))
    painter.restore()
