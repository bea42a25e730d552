"""One line of a page or panel of settings."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mobility_timer.ui.shell.theme import tokens
from mobility_timer.ui.widgets.label import Label
from mobility_timer.ui.widgets.paint import smooth


class Setting(QWidget):
    """A name, or a label with one, and what sets it, under a line."""

    def __init__(self, name: str | QWidget, control: QWidget) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        said = Label(name) if isinstance(name, str) else name
        self._row.addWidget(said, 1)
        self._row.addWidget(control)

    def rescale(self, scale: float) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self.setFixedHeight(round(54 * scale))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with smooth(self) as painter:
            painter.fillRect(QRectF(0, 0, self.width(), 1), QColor(tokens(self).line))
