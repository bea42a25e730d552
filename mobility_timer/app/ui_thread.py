"""From any thread to the one that owns the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal


class UiThread(QObject):
    """Runs on the thread it was made on what is posted from any."""

    posted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.posted.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def post(self, command: Callable[[], object]) -> None:
        self.posted.emit(command)

    def _run(self, command: Callable[[], object]) -> None:
        command()
