"""A round-cornered surface that is not to be pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QWidget

from mobility_timer.ui.shell.theme import tokens
from mobility_timer.ui.widgets.paint import block, smooth

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class Panel(QWidget):
    """Ground for other widgets."""

    def __init__(self, radius: float = 20, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._radius = radius
        self._scale = 1.0

    def rescale(self, scale: float) -> None:
        self._scale = scale
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with smooth(self) as painter:
            block(painter, QRectF(self.rect()), self._radius * self._scale, tokens(self).surface)
