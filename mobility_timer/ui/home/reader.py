"""Reads the user's files again, when asked and when files come or go."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from mobility_timer import files
from mobility_timer.library import Library, installed
from mobility_timer.ui.shell.latest import Latest

_SETTLED_MS = 400


class LibraryReader(QObject):
    """`came` brings the library, read off the UI thread."""

    came = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._has_read = False
        self._reading = Latest(self)
        self._reading.done.connect(self.came)
        self._watcher = QFileSystemWatcher(self)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED_MS)
        self._settled.timeout.connect(self.read)
        self._watcher.directoryChanged.connect(lambda _: self._settled.start())

    def read(self) -> None:
        self._has_read = True
        self._reading.ask(lambda: installed().with_agreement())

    def compare(self, library: Library) -> None:
        """Bring the library with the drills and motions in it that do not agree, unless a newer
        one was asked for."""
        if not self._has_read:
            self._reading.ask(library.with_agreement)

    def watch(self, user: Path | None) -> None:
        """Notice what comes and goes in the user's folders of routines, drills and motions."""
        folders = [] if user is None else [user, user / "drills", files.user_motions()]
        unknown = {str(folder) for folder in folders if folder.is_dir()}
        if unknown := unknown - set(self._watcher.directories()):
            self._watcher.addPaths(sorted(unknown))

    def stop(self) -> None:
        self._settled.stop()
        self._reading.forget()
        self._reading.wait()
