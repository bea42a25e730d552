"""Files that are dropped on the window, or opened by double click where the desktop says so."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFileOpenEvent

from mobility_timer.files import TAKEN_ENDINGS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class FileDrops(QObject):
    """Lets a window take the files that are dropped on it."""

    def __init__(self, window: QWidget, take: Callable[[Path], object]) -> None:
        super().__init__(window)
        self._take = take
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent):
            if _paths(event):
                event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and event.type() is QEvent.Type.Drop:
            for path in _paths(event)[:1]:
                event.acceptProposedAction()
                self._take(path)
            return True
        return False


class FileOpenings(QObject):
    """Takes the files that macOS tells a program to open."""

    def __init__(self, window: QWidget, take: Callable[[Path], object]) -> None:
        super().__init__(window)
        self._take = take
        if sys.platform == "darwin" and (application := QCoreApplication.instance()):
            application.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent):
            self._take(Path(event.file()))
            return True
        return False


def _paths(event: QDropEvent) -> list[Path]:
    urls = (url for url in event.mimeData().urls() if url.isLocalFile())
    paths = (Path(url.toLocalFile()) for url in urls)
    return [path for path in paths if path.suffix.lower() in TAKEN_ENDINGS]
