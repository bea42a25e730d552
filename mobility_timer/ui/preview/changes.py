"""The changes of a routine one below the other, each with a button that takes it back."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mobility_timer.ui.preview.differences import Difference
from mobility_timer.ui.shell.theme import Text
from mobility_timer.ui.widgets.controls.buttons import IconButton
from mobility_timer.ui.widgets.label import Label
from mobility_timer.ui.widgets.scaled import rescale_whole
from mobility_timer.words import preview

_BUTTON_PX = 30


class ChangeList(QWidget):
    """Hidden while there are none. `undone` gives the change that is to go back."""

    undone = Signal(object)

    def __init__(self, heading: str) -> None:
        super().__init__()
        self._shown: tuple[Difference, ...] = ()
        self._scale = 1.0
        self._heading = Label(heading, Text.SMALL_STRONG)
        self.lines: list[ChangeLine] = []
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._heading)
        self.hide()

    def told(self) -> list[str]:
        """The lines that are shown."""
        return [line.text.text() for line in self.lines]

    def show_changes(self, changes: tuple[Difference, ...]) -> None:
        if changes == self._shown:
            return
        self._shown = changes
        for line in self.lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = [ChangeLine(change.told) for change in changes]
        for line, change in zip(self.lines, changes, strict=True):
            line.button.clicked.connect(lambda _on=False, it=change: self.undone.emit(it))
            self._column.addWidget(line)
            rescale_whole(line, self._scale)
        self.setVisible(bool(changes))

    def rescale(self, scale: float) -> None:
        self._scale = scale
        self._column.setContentsMargins(0, round(10 * scale), 0, 0)
        self._column.setSpacing(0)


class ChangeLine(QWidget):
    """One change in words and its button."""

    def __init__(self, told: str) -> None:
        super().__init__()
        self.text = Label(told, Text.SMALL, muted=True, wraps=True)
        self.button = IconButton("undo", preview.undo(told), size=_BUTTON_PX)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.text, 1)
        self._row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)

    def rescale(self, scale: float) -> None:
        self._row.setSpacing(round(8 * scale))
        self.setMinimumSize(QSize(0, round(_BUTTON_PX * scale)))
