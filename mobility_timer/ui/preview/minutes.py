"""The slider of "I have N minutes"."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from mobility_timer.routine import FEWEST_MINUTES, MOST_MINUTES
from mobility_timer.ui.shell.theme import Text, font, tokens
from mobility_timer.ui.widgets.paint import block, shows_focus, smooth
from mobility_timer.words import preview

_MARKS_MINUTES = (2, 10, 20, 30)


class MinutesSlider(QSlider):
    """Two to thirty minutes. Hollow while the routine is not fitted to a time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._scale = 1.0
        self._fitted = False
        self.setRange(FEWEST_MINUTES, MOST_MINUTES)
        self.setPageStep(5)
        self.setAccessibleName(preview.MINUTES)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_fitted(self, fitted: bool) -> None:
        self._fitted = fitted
        self.update()

    def rescale(self, scale: float) -> None:
        self._scale = scale
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(200 * self._scale), round(62 * self._scale))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._follow(event)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self.setSliderDown(False)

    def paintEvent(self, _event: QPaintEvent) -> None:
        s = self._scale
        colours = tokens(self)
        with smooth(self) as painter:
            y, thick = 13 * s, 6 * s
            knob = QPointF(self._x(self.value()), y)
            block(painter, QRectF(0, y - thick / 2, self.width(), thick), thick / 2, colours.track)
            ink = QColor(colours.ink if self._fitted else colours.muted)
            if self._fitted:
                done = QRectF(0, y - thick / 2, knob.x(), thick)
                block(painter, done, thick / 2, ink)
            painter.setPen(QPen(ink, 3 * s))
            painter.setBrush(ink if self._fitted else QColor(colours.background))
            painter.drawEllipse(knob, 10 * s, 10 * s)
            if shows_focus(self):
                painter.setPen(QPen(QColor(colours.left), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(knob, 12 * s, 12 * s)
            painter.setFont(font(Text.TINY, s))
            painter.setPen(QColor(colours.muted))
            for mark in _MARKS_MINUTES:
                box = QRectF(self._x(mark) - 20 * s, 28 * s, 40 * s, 20 * s)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(mark))

    def _x(self, minutes: float) -> float:
        inset = 13 * self._scale
        share = (minutes - FEWEST_MINUTES) / (MOST_MINUTES - FEWEST_MINUTES)
        return inset + share * (self.width() - 2 * inset)

    def _follow(self, event: QMouseEvent) -> None:
        inset = 13 * self._scale
        share = (event.position().x() - inset) / max(1.0, self.width() - 2 * inset)
        self.setValue(round(FEWEST_MINUTES + share * (MOST_MINUTES - FEWEST_MINUTES)))
