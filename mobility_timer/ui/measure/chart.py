"""Both sides day by day, each with the band of noise around where it began."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from mobility_timer.personal import Measure, MeasureKind, Reading, read
from mobility_timer.routine import Side
from mobility_timer.ui.measure.telling import of_day, trend
from mobility_timer.ui.shell.theme import Text, font, tokens
from mobility_timer.ui.widgets.paint import block, smooth
from mobility_timer.words import dates
from mobility_timer.words import measure as words

_HEIGHT_PX = 268
_GAP_PX = 48
_SMALL_POINT_PX, _POINT_PX = 3, 5
_MANY_POINTS = 40
_USUAL = {
    MeasureKind.KNEE_TO_WALL: (7.0, 17.0),
    MeasureKind.KNEE_TO_WALL_ANGLE: (25.0, 55.0),
    MeasureKind.HIP_ROTATION: (15.0, 65.0),
}
"""What the scale goes from and to while nothing was measured."""


class MeasureChart(QWidget):
    """The left side at the left, the right one at the right, on one scale."""

    def __init__(self) -> None:
        super().__init__()
        self._days: tuple[Measure, ...] = ()
        self._kind = MeasureKind.KNEE_TO_WALL
        self._inches = False
        self._scale = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words.LOG)

    def show_days(self, days: Sequence[Measure], kind: MeasureKind, *, inches: bool) -> None:
        """Show one kind of measures, one a day, oldest first."""
        self._days, self._kind, self._inches = tuple(days), kind, inches
        said = [words.of_side(side.value, self.said(side)) for side in Side] if days else []
        said += [of_day(day, inches=inches) for day in self._days[-12:]]
        self.setAccessibleDescription(" ".join(said))
        self.update()

    def said(self, side: Side) -> str:
        """What can be said of a side."""
        return trend(self._reading(side), is_angle=self._kind.is_angle, inches=self._inches)

    def rescale(self, scale: float) -> None:
        self._scale = scale
        self.setFixedHeight(round(_HEIGHT_PX * scale))

    def _values(self, side: Side) -> list[float]:
        return [day.best(side) for day in self._days]

    def _reading(self, side: Side) -> Reading:
        return read(self._values(side), self._kind.noise)

    def paintEvent(self, _event: QPaintEvent) -> None:
        s = self._scale
        width = (self.width() - _GAP_PX * s) / 2
        with smooth(self) as painter:
            for place, side in enumerate(Side):
                self._side(
                    painter, side, QRectF(place * (width + _GAP_PX * s), 0, width, self.height())
                )

    def _side(self, painter: QPainter, side: Side, rect: QRectF) -> None:
        s, colours = self._scale, tokens(self)
        heading, small = font(Text.SUBHEADING, s), font(Text.SMALL, s)
        painter.setFont(heading)
        painter.setPen(colours.side(side))
        last = self._amount(self._values(side)[-1]) if self._days else ""
        name = words.SIDES[side.value]
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.drawText(rect, flags, name)
        painter.setPen(QColor(colours.ink))
        after = QFontMetricsF(heading).horizontalAdvance(name) + 12 * s
        painter.drawText(rect.adjusted(after, 0, 0, 0), flags, last)
        painter.setFont(small)
        painter.setPen(QColor(colours.muted))
        said = self.said(side) if self._days else words.NOT_YET
        painter.drawText(rect.adjusted(0, 30 * s, 0, 0), flags, said)
        self._plot(painter, side, rect.adjusted(44 * s, 66 * s, -8 * s, -26 * s))

    def _plot(self, painter: QPainter, side: Side, area: QRectF) -> None:
        s, colours = self._scale, tokens(self)
        low, high = self._span()

        def y(value: float) -> float:
            return area.bottom() - area.height() * (value - low) / (high - low)

        start = self._reading(side).start
        if start is not None:
            noise = self._kind.noise
            top, bottom = max(area.top(), y(start + noise)), min(area.bottom(), y(start - noise))
            band = QRectF(area.left(), top, area.width(), bottom - top)
            block(painter, band, 6 * s, colours.ground(side))
        painter.setFont(font(Text.TINY, s))
        for tick in _ticks(low, high, inches=self._inches and not self._kind.is_angle):
            painter.setPen(QPen(QColor(colours.line), 1))
            painter.drawLine(QPointF(area.left(), y(tick)), QPointF(area.right(), y(tick)))
            painter.setPen(QColor(colours.muted))
            box = QRectF(area.left() - 46 * s, y(tick) - 10 * s, 38 * s, 20 * s)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, right, self._number(tick))
        if self._days:
            self._line(painter, side, area, y)

    def _line(
        self, painter: QPainter, side: Side, area: QRectF, y: Callable[[float], float]
    ) -> None:
        s, colours = self._scale, tokens(self)
        first, last = self._days[0].day, self._days[-1].day
        length = max(1, (last - first).days)
        points = [
            QPointF(area.left() + area.width() * (day.day - first).days / length, y(day.best(side)))
            if last > first
            else QPointF(area.center().x(), y(day.best(side)))
            for day in self._days
        ]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colours.side(side), 2 * s))
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.side(side))
        for point in points:
            radius = (_SMALL_POINT_PX if len(points) > _MANY_POINTS else _POINT_PX) * s
            painter.drawEllipse(point, radius, radius)
        painter.setPen(QColor(colours.muted))
        below = QRectF(area.left(), area.bottom() + 6 * s, area.width(), 20 * s)
        if last > first:
            painter.drawText(below, Qt.AlignmentFlag.AlignLeft, dates.short(first))
            painter.drawText(below, Qt.AlignmentFlag.AlignRight, dates.short(last))
        else:
            painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, dates.short(first))

    def _span(self) -> tuple[float, float]:
        """The scale of both sides, with room for the noise."""
        if not self._days:
            return _USUAL[self._kind]
        values = [*self._values(Side.LEFT), *self._values(Side.RIGHT)]
        noise = self._kind.noise
        starts = [start for side in Side if (start := self._reading(side).start) is not None]
        low = min([*values, *(start - noise for start in starts)])
        high = max([*values, *(start + noise for start in starts)])
        spare = max(noise, high - low) * 0.15
        return max(0.0, low - spare), high + spare

    def _amount(self, value: float) -> str:
        return words.amount(value, is_angle=self._kind.is_angle, inches=self._inches)

    def _number(self, value: float) -> str:
        inches = self._inches and not self._kind.is_angle
        return f"{value / words.CM_PER_INCH if inches else value:g}"


def _ticks(low: float, high: float, *, inches: bool) -> list[float]:
    """Two to five round numbers between the ends."""
    unit = words.CM_PER_INCH if inches else 1.0
    for step in (0.5, 1, 2, 5, 10, 20):
        first = -(-low // (step * unit)) * step * unit
        count = int((high - first) // (step * unit)) + 1
        if count <= 5:
            return [first + number * step * unit for number in range(count)]
    return []
