"""The row under the number: what of a set, a hold or a gap is done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from mobility_timer.ui.player.parts import Part
from mobility_timer.ui.player.view_model import Beats, stepwise
from mobility_timer.ui.shell.theme import tokens
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
        self._rows: tuple[float, QPixmap, QPixmap] | None = None

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
            round_px = self.height() / 2 if value.empties else 0.0
            left = int(low - round_px)
            self.update(left, 0, ceil(high) - left, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_anew()
        self.show_later(0)

    def changeEvent(self, event: QEvent) -> None:
        """Another theme."""
        super().changeEvent(event)
        self._lay_anew()

    def paintEvent(self, event: QPaintEvent) -> None:
        value, due = self.value, event.rect()
        if value is None:
            return
        empty, full = self._rows_of(value)
        end, right = self._end, due.x() + due.width()
        with QPainter(self) as painter:  # to what is due Qt clips
            if right > end or value.empties:
                painter.drawPixmap(0, 0, empty)
            if value.empties:
                self._lay_line(painter, full, end, due)
                return
            if right > end:
                painter.setClipRect(QRectF(0, 0, end, self.height()))
            painter.drawPixmap(0, 0, full)

    def _lay_line(self, painter: QPainter, line: QPixmap, end: float, due: QRect) -> None:
        """The line as long as it is still, with both its round ends."""
        shifted = QPointF(end - self.width(), 0)
        if due.x() <= self.height():
            middle, high = end / 2, self.height()
            painter.setClipRect(QRectF(0, 0, middle, high))
            painter.drawPixmap(0, 0, line)
            painter.setClipRect(QRectF(middle, 0, end - middle, high))
        painter.drawPixmap(shifted, line)

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
        ratio, rows = self.devicePixelRatioF(), self._rows
        if rows is None or rows[0] != ratio:
            colours, laid, high = tokens(self), self._laid(value), self.height()
            self._end = laid.end(self._done)
            rects = [QRectF(laid.left(i), 0, laid.width, high) for i in range(laid.count)]
            track, rest = QColor(colours.track), QColor(colours.background)
            if value.empties:
                line = QRectF(0, high * 0.25, self.width(), high * 0.5)
                empty = self._row(ratio, rest, [(line, track)])
                full = self._row(ratio, Qt.GlobalColor.transparent, [(line, QColor(colours.muted))])
            else:
                marks = [(rect, track) for rect in rects]
                last = len(value.sides) - 1
                sides = [colours.side(value.sides[min(i, last)]) for i in range(laid.count)]
                filled = list(zip(rects, sides, strict=True))
                empty, full = self._row(ratio, rest, marks), self._row(ratio, rest, marks + filled)
            self._rows = rows = ratio, empty, full
        return rows[1:]

    def _row(
        self, ratio: float, ground: QColor | Qt.GlobalColor, blocks: list[tuple[QRectF, QColor]]
    ) -> QPixmap:
        """Round blocks, one over the other."""
        row = QPixmap(self.size() * ratio)
        row.setDevicePixelRatio(ratio)
        row.fill(ground)
        with QPainter(row) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for rect, colour in blocks:
                block(painter, rect, min(rect.height(), rect.width()) / 2, colour, self)
        return row


def _kind(value: Beats) -> tuple[object, ...]:
    """What of it does not move."""
    return value.count, value.sides, value.empties
