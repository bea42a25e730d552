"""What is wrong with a file of the user's, as text to read and to copy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QUrl, Signal
from PySide6.QtGui import QColor, QDesktopServices, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from mobility_timer.ui.shell.theme import Text, font, tokens
from mobility_timer.ui.widgets.controls.buttons import PillButton, Weight
from mobility_timer.ui.widgets.label import Label
from mobility_timer.ui.widgets.panel import Panel
from mobility_timer.words import buttons, home

if TYPE_CHECKING:
    from mobility_timer.library import Broken, Fault


class FaultText(QPlainTextEdit):
    """Read-only lines that can be marked and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setAccessibleName(home.WHAT_IS_WRONG)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)

    def rescale(self, scale: float) -> None:
        self.setFont(font(Text.SMALL, scale))


class BrokenPanel(QWidget):
    """Over the whole page: the faults of one file, and ways to mend it."""

    closed = Signal()
    read_again = Signal()

    def __init__(self, broken: Broken, parent: QWidget) -> None:
        super().__init__(parent)
        self._path = Path(broken.path)
        self._count = len(broken.faults)
        self.panel = Panel(parent=self)
        self.title = Label(self._path.name, Text.HEADING)
        said = home.faults(len(broken.faults), still_used=broken.still_used)
        self._told = Label(said, muted=True, wraps=True)
        self.text = FaultText()
        self.text.setPlainText("\n\n".join(_told(fault, self._path) for fault in broken.faults))
        self.again = PillButton(home.READ_AGAIN)
        self.open = PillButton(home.OPEN_THE_FILE, weight=Weight.QUIET)
        self.copy = PillButton(home.COPY, weight=Weight.QUIET)
        self.close_button = PillButton(buttons.CLOSE, buttons.ESC, Weight.BARE)
        self._column = QVBoxLayout(self.panel)
        self._column.addWidget(self.title)
        self._column.addWidget(self._told)
        self._column.addWidget(self.text, 1)
        self._buttons = QHBoxLayout()
        for button in (self.again, self.open, self.copy):
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        self._buttons.addWidget(self.close_button)
        self._column.addLayout(self._buttons)
        self.again.clicked.connect(self.read_again)
        self.open.clicked.connect(
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path)))
        )
        told = "\n".join(str(fault) for fault in broken.faults)
        self.copy.clicked.connect(lambda: QApplication.clipboard().setText(told))
        self.close_button.clicked.connect(self.closed)

    def rescale(self, scale: float) -> None:
        pad = round(32 * scale)
        self._column.setContentsMargins(pad, pad, pad, pad)
        self._column.setSpacing(round(14 * scale))
        self._buttons.setSpacing(round(10 * scale))
        width = min(round(820 * scale), self.width() - 2 * pad)
        lines = min(self._count, 7)
        height = min(round((230 + 56 * lines) * scale), self.height() - 2 * pad)
        self.panel.setGeometry(
            (self.width() - width) // 2, (self.height() - height) // 2, width, height
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()  # the page below does not hear its keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.closed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        veil = QColor(tokens(self).background)
        veil.setAlphaF(0.86)
        with QPainter(self) as painter:
            painter.fillRect(QRectF(self.rect()), veil)


def _told(fault: Fault, path: Path) -> str:
    """Where in the file, and what; with its place where the fault lies in another file."""
    if Path(fault.file) != path:
        return str(fault)
    return home.at_line(fault.line, fault.column, fault.message)
