"""Files that are dropped on the window, or opened by double click where the desktop says so, and
the look into them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFileOpenEvent
from PySide6.QtWidgets import QWidget

from mobility_timer.files import TAKEN_ENDINGS
from mobility_timer.ui.shell.latest import Latest
from mobility_timer.words import window as words

if TYPE_CHECKING:
    from mobility_timer.sharing import Incoming
    from mobility_timer.ui.shell.context import Context
    from mobility_timer.ui.shell.notice import Notice


class TakesFiles(QWidget):
    """A window that takes the files that are dropped on it. It is no event filter: that would be
    asked about each picture too."""

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)

    def show_file(self, path: Path) -> None:
        raise NotImplementedError

    def say(self, line: str) -> None:
        raise NotImplementedError

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _paths(event):
            _accept_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if not event.mimeData().urls():  # there were some when it was taken
            self.say(words.NOTHING_CAME)
        for path in _paths(event)[:1]:
            _accept_copy(event)
            self.show_file(path)


def _accept_copy(event: QDropEvent) -> None:
    """Take a copy, whatever was proposed: whoever is told that a file was moved may delete it."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


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


class FileLooking(QObject):
    """Looks into a file off the UI thread; the line of the window says so meanwhile. `found` brings
    its path and what it holds; why nothing of it is taken is said."""

    found = Signal(object, object)

    def __init__(self, parent: QObject, notice: Notice) -> None:
        super().__init__(parent)
        self._notice = notice
        self._said = ""
        self._reading = Latest(self)
        self._reading.done.connect(self._show)

    def look(self, path: Path, context: Context) -> None:
        from mobility_timer.sharing import looked_into

        library, user = context.library, context.user_files()
        self._notice.take_back(self._said)
        self._said = words.looking_into(path.name)
        self._notice.tell(self._said)
        self._reading.ask(lambda: (path, looked_into(path, library, user)))

    def stop(self) -> None:
        """Nothing that was found is wanted any more."""
        self._reading.forget()

    def _show(self, read: tuple[Path, Incoming | str]) -> None:
        path, incoming = read
        self._notice.take_back(self._said)
        if isinstance(incoming, str):
            self._notice.say(incoming)
        else:
            self.found.emit(path, incoming)


def _paths(event: QDropEvent) -> list[Path]:
    """What can be taken, of files that may be copied."""
    if not event.possibleActions() & Qt.DropAction.CopyAction:
        return []
    urls = (url for url in event.mimeData().urls() if url.isLocalFile())
    paths = (Path(url.toLocalFile()) for url in urls)
    return [path for path in paths if path.suffix.lower() in TAKEN_ENDINGS]
