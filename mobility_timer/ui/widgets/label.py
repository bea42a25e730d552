"""Text in one of the theme's styles."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from mobility_timer.ui.theme import Text, font


class Label(QLabel):
    """Plain text, in ink or muted; `wraps` lets it take several lines."""

    def __init__(
        self,
        text: str = "",
        style: Text = Text.BODY,
        *,
        muted: bool = False,
        wraps: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._style = style
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        if not wraps:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_muted(muted)
        self.rescale(1.0)

    def rescale(self, scale: float) -> None:
        self.setFont(font(self._style, scale))

    def set_muted(self, muted: bool) -> None:
        role = QPalette.ColorRole
        self.setForegroundRole(role.PlaceholderText if muted else role.WindowText)
