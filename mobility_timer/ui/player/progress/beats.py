"""The row under the number: what of a set, a hold or a gap is done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from math import ceil

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from mobility_timer.routine import Side
from mobility_timer.ui.player.parts import Part
from mobility_timer.ui.player.view_model import Beats, stepwise
from mobility_timer.ui.shell.theme import Tokens, tokens
from mobility_timer.ui.widgets.paint import block


@dataclass(frozen=True)
class Marks:
    """Where `count` marks stand, in logical pixels, at `ratio` of the screen's to one."""

    count: int
    width: float
    gap: float
    ratio: float

    def left(self, index: int) -> float:
        return min(index, self.count - 1) * (self.width + self.gap)

    def end(self, done: float) -> float:
        """How far they are filled, in whole pixels of the screen."""
        index = min(int(done), self.count - 1)
        share = min(1.0, done - index)
        return round((self.left(index) + self.width * share) * self.ratio) / self.ratio


class BeatsPart(Part[Beats]):
    """One mark a rep; a hold is one long mark; a gap is a thin line that empties.

    What fills or empties does so by whole pixels, and only these are painted again.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._is_stepwise = False
        self._done = self._end = 0.0
        self._marks: Marks | None = None
        self._rows: tuple[Tokens, QPixmap, QPixmap] | None = None

    @property
    def shown(self) -> Beats | None:
        """The value as far as it has come since it was shown."""
        return self.value and replace(self.value, done=self._done)

    def set_stepwise(self, is_stepwise: bool) -> None:
        """Whether the marks fill one by one, where motion is reduced."""
        self._is_stepwise = is_stepwise

    def show_value(self, value: Beats) -> None:
        before, self.value = self.value, value
        if before is None or _kind(before) != _kind(value):
            self._lay_anew()
        self.show_later(0)

    def show_later(self, ms: int) -> None:
        """What fills or empties, so long after the value was shown."""
        value = self.value
        if value is None:
            return
        done = value.done + value.per_ms * ms
        self._done = stepwise(value.count, done) if self._is_stepwise else done
        end, before = (self._marks or self._laid(value)).end(self._done), self._end
        if end != before:
            self._end = end
            low, high = (end, before) if end < before else (before, end)
            round_px = self._thin().height() / 2 + 1 if value.empties else 0.0
            left = int(low - round_px)
            self.update(left, 0, ceil(high) - left, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_anew()
        self.show_later(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.value is None:
            return
        empty, full = self._rows_of(self.value)
        end, due = self._end, QRectF(event.rect())
        with QPainter(self) as painter:
            if self.value.empties:
                _lay(painter, due, empty)
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                left = self._thin()
                left.setWidth(end)
                block(painter, left, left.height() / 2, tokens(self).muted)
                return
            if due.right() > end:
                _lay(painter, due, empty)
                due.setRight(end)
            if due.left() < end:
                _lay(painter, due, full)

    def _lay_anew(self) -> None:
        self._marks = self._rows = None
        self.update()

    def _laid(self, value: Beats) -> Marks:
        width, height, count = self.width(), self.height(), value.count
        gap = min(8 * height / 12, width / count / 4) if count > 1 else 0.0
        each = (width - gap * (count - 1)) / count
        self._marks = marks = Marks(count, each, gap, self.devicePixelRatioF())
        return marks

    def _rows_of(self, value: Beats) -> tuple[QPixmap, QPixmap]:
        """All marks empty, and all of them full: made once, then laid piece by piece."""
        colours, rows = tokens(self), self._rows
        if (
            rows is None
            or rows[0] != colours
            or rows[1].devicePixelRatio() != self.devicePixelRatioF()
        ):
            marks = self._laid(value)
            self._end = marks.end(self._done)
            full = None if value.empties else value.sides
            row = partial(self._row, value, marks, colours)
            self._rows = rows = colours, row(None), row(full)
        return rows[1:]

    def _row(
        self,
        value: Beats,
        marks: Marks,
        colours: Tokens,
        sides: tuple[Side | None, ...] | None,
    ) -> QPixmap:
        """The marks, with `sides` in their colours."""
        row = QPixmap(self.size() * marks.ratio)
        row.setDevicePixelRatio(marks.ratio)
        row.fill(QColor(colours.background))
        high = self.height()
        rects = [QRectF(marks.left(i), 0, marks.width, high) for i in range(marks.count)]
        with QPainter(row) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for number, rect in enumerate([self._thin()] if value.empties else rects):
                radius = min(rect.height(), rect.width()) / 2
                block(painter, rect, radius, colours.track, self)
                if sides is not None:
                    side = sides[min(number, len(sides) - 1)]
                    block(painter, rect, radius, colours.side(side), self)
        return row

    def _thin(self) -> QRectF:
        return QRectF(0, self.height() * 0.25, self.width(), self.height() * 0.5)


def _kind(value: Beats) -> tuple[object, ...]:
    """What of it does not move."""
    return value.count, value.sides, value.empties


def _lay(painter: QPainter, rect: QRectF, row: QPixmap) -> None:
    ratio = row.devicePixelRatio()
    painter.drawPixmap(rect, row, QRectF(rect.topLeft() * ratio, rect.size() * ratio))
