"""What can wait until the window has been painted for the first time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


_UNSEEN_MS = 3000


class _FirstPaint(QObject):
    def __init__(self, window: QWidget, then: Callable[[], object]) -> None:
        super().__init__(window)
        self._then = then
        # The children are painted before the event loop comes to this.
        self._painted = QTimer(self)
        self._painted.setSingleShot(True)
        self._painted.timeout.connect(self._tell)
        self._painted.start(_UNSEEN_MS)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self._painted.start(0)
        return False

    def _tell(self) -> None:
        then, self._then = self._then, _nothing
        self.deleteLater()
        then()


def _nothing() -> None:
    """Instead of what was done: that may hold the window, which is not to end with this one."""


def after_first_paint(window: QWidget, then: Callable[[], object]) -> None:
    """Call `then` once, when the window with all that is in it has been painted; one that nobody
    sees is not, and then it is called after three seconds."""
    _FirstPaint(window, then)
