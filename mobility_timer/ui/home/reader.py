"""Reads the user's files again, when asked and when files come, go or are edited."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from mobility_timer import files
from mobility_timer.library import Library, files_in, installed, routine_folders
from mobility_timer.ui.shell.latest import Latest

_SETTLED_MS = 50
_MOST_ENTRIES = 1_000


class LibraryReader(QObject):
    """`came` brings the library, read off the UI thread."""

    came = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._has_read = False
        self._reading = Latest(self)
        self._reading.done.connect(self.came)
        self._folders: tuple[Path, ...] = ()
        self._every: tuple[Path, ...] = ()
        self._there: frozenset[Path] = frozenset()
        self._watcher = QFileSystemWatcher(self)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED_MS)
        self._settled.timeout.connect(self.read)
        self._watcher.directoryChanged.connect(self._note_change)
        self._watcher.fileChanged.connect(self._note_change)

    def read(self) -> None:
        self._has_read = True
        self._reading.ask(lambda: installed().with_agreement())

    def compare(self, library: Library) -> None:
        """Bring the library with the drills and motions in it that do not agree, unless a newer
        one was asked for."""
        if not self._has_read:
            self._reading.ask(library.with_agreement)

    def watch(self, library: Library) -> None:
        """Notice what comes, goes and is edited in the user's folders of routines, drills and
        motions, and when such a folder is made or deleted; also what came or went since the
        library was read."""
        user = library.user
        self._folders = () if user is None else (user, user / "drills", files.user_motions())
        self._watch_again()
        if user is not None and library.is_whole and _differs(library, user):
            self._settled.start()

    def stop(self) -> None:
        """For good: nothing is noticed any more."""
        self._watcher.blockSignals(True)
        self._settled.stop()
        self._reading.forget()
        self._reading.wait()

    def _note_change(self, path: str) -> None:
        """A change above the folders counts only where one of them came or went."""
        before = self._there
        self._watch_again()
        changed = Path(path)
        if before != self._there or {changed, changed.parent} & {*self._every}:
            self._settled.start()

    def _every_folder(self) -> tuple[Path, ...]:
        """The folders, and those inside the user's folder of routines with their drills."""
        inside = routine_folders(self._folders[0])[1:] if self._folders else []
        drills = [place / "drills" for place in inside if (place / "drills").is_dir()]
        return (*self._folders, *inside, *drills)

    def _watch_again(self) -> None:
        """Watch what there is now: also a file that was replaced, or a folder made again."""
        self._every = self._every_folder()
        self._there = frozenset(folder for folder in self._every if os.path.isdir(folder))
        wanted = {str(path) for folder in self._every for path in _watched(folder)}
        watched = {*self._watcher.directories(), *self._watcher.files()}
        if gone := watched - wanted:
            self._watcher.removePaths(sorted(gone))
        if new := wanted - watched:
            self._watcher.addPaths(sorted(new))


def _differs(library: Library, user: Path) -> bool:
    """Whether there are other routines' files now than those that the library has read."""
    broken = {one.path for one in library.broken}
    read = {path for key, path in library.paths.items() if key.startswith("routine ")} | broken
    known = {path for path in read if path.is_relative_to(user)}
    with suppress(OSError):
        now = {path for folder in routine_folders(user) for path in files_in(folder)}
        return bool(now - known) or any(not path.exists() for path in known - now)
    return False


def _watched(folder: Path) -> Iterator[Path]:
    """The folder with its files, or the nearest folder above it that is there."""
    if not os.path.isdir(folder):
        yield next(above for above in folder.parents if os.path.isdir(above))
        return
    yield folder
    with suppress(OSError):
        entries = (path for path in folder.iterdir() if _is_text(path.name))
        yield from [path for path in entries if os.path.isfile(path)][:_MOST_ENTRIES]


def _is_text(name: str) -> bool:
    return name.lower().endswith((*files.YAML_ENDINGS, *files.HIDDEN_YAML_ENDINGS))
