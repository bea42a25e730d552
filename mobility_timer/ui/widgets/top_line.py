"""The line above a page's title: the way back at its left, what else there is at its right."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpacerItem, QWidget

HANGS_PX = 14
_FIXED = QSizePolicy.Policy.Fixed


class TopLine(QHBoxLayout):
    """The arrow of the way back stands flush with the title: the button hangs out `HANGS_PX` px."""

    def __init__(self, back: QWidget, *others: QWidget) -> None:
        super().__init__()
        self._hang = QSpacerItem(0, 0, _FIXED, _FIXED)
        self.addItem(self._hang)
        self.addWidget(back)
        self.addStretch(1)
        for other in others:
            self.addWidget(other)

    def fill(self) -> None:
        """Let the first widget take all the room there is."""
        self.setStretch(1, 1)
        self.setStretch(2, 0)

    def rescale(self, scale: float) -> None:
        self.hang(round(HANGS_PX * scale))

    def hang(self, by_px: int) -> None:
        """Let the first widget begin so much further left."""
        self._hang.changeSize(-by_px, 0, _FIXED, _FIXED)
        self.invalidate()
