"""A line to type a measure into."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit

from mobility_timer.ui.shell.theme import Text, font, tokens
from mobility_timer.ui.widgets.paint import block, smooth

_WIDTH_PX, _HEIGHT_PX = 168, 64
_LONGEST_CHARACTERS = 6


class MeasureField(QLineEdit):
    """Large figures on a surface of their own."""

    def __init__(self) -> None:
        super().__init__()
        self._scale = 1.0
        self.setMaxLength(_LONGEST_CHARACTERS)
        self.setFrame(False)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        clear = QPalette()
        clear.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(clear)

    def rescale(self, scale: float) -> None:
        self._scale = scale
        self.setFont(font(Text.TITLE, scale))
        self.setFixedSize(round(_WIDTH_PX * scale), round(_HEIGHT_PX * scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens(self)
        with smooth(self) as painter:
            rect = QRectF(self.rect())
            radius = 16 * self._scale
            block(painter, rect, radius, colours.surface)
            if self.hasFocus():
                painter.setPen(colours.left)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        super().paintEvent(event)
