"""A number between a minus and a plus."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mobility_timer.ui.shell.theme import Text
from mobility_timer.ui.widgets.buttons import IconButton
from mobility_timer.ui.widgets.label import Label
from mobility_timer.words import buttons


class Stepper(QWidget):
    """Shows what it is told and signals `stepped(-1)` or `stepped(+1)`.

    `what` names it for the screen reader ("Reps of hip circles"). Up, Down, plus and minus step
    wherever in it the focus is.
    """

    stepped = Signal(int)

    def __init__(self, what: str, *, filled: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.less = IconButton("minus", buttons.less_of(what), size=36, filled=filled)
        self.more = IconButton("plus", buttons.more_of(what), size=36, filled=filled)
        self._number = Label("", Text.STRONG if not filled else Text.SUBHEADING)
        self._caption = Label("", Text.TINY, muted=True)
        for text in (self._number, self._caption):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._caption.hide()
        self._middle = QVBoxLayout()
        self._middle.setSpacing(0)
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.addStretch()
        self._middle.addWidget(self._number)
        self._middle.addWidget(self._caption)
        self._middle.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.less)
        row.addLayout(self._middle, 1)
        row.addWidget(self.more)
        self.less.clicked.connect(lambda: self.stepped.emit(-1))
        self.more.clicked.connect(lambda: self.stepped.emit(1))
        self.rescale(1.0)

    def call(self, what: str) -> None:
        """Name it anew for the screen reader."""
        self.less.setAccessibleName(buttons.less_of(what))
        self.more.setAccessibleName(buttons.more_of(what))

    def show_value(self, number: str, caption: str = "") -> None:
        self._number.setText(number)
        self._caption.setText(caption)
        self._caption.setVisible(bool(caption))
        self.rescale(self._scale)

    def set_ends(self, *, can_fall: bool, can_rise: bool) -> None:
        """Which ways there still are to go."""
        self.less.setEnabled(can_fall)
        self.more.setEnabled(can_rise)

    def rescale(self, scale: float) -> None:
        self._scale = scale
        width = 42 * scale
        if self._caption.text():
            self._caption.rescale(scale)
            width = max(94 * scale, self._caption.sizeHint().width() + 12 * scale)
        self._number.setMinimumWidth(round(width))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Plus) and self.more.isEnabled():
            self.stepped.emit(1)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Minus) and self.less.isEnabled():
            self.stepped.emit(-1)
        else:
            super().keyPressEvent(event)
