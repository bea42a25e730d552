"""The file of the editor: saved, looked after while it is open, drafts kept for a crash."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from mobility_timer import editing
from mobility_timer.editing import ChangedElsewhere, EditSession, NotSaved, UserFiles
from mobility_timer.library import FileFaults
from mobility_timer.ui.editor.asking import AskBar
from mobility_timer.words import editor as words

_DRAFT_AFTER_MS, _SETTLED_MS = 1_000, 300


class FileKeeper(QObject):
    """`replaced` brings another session: the one that was saved, or what the file now says.

    `said` brings a line for the user, `confirmed` one that says what was done and needs no answer.
    Questions are asked in the page's own bar.
    """

    replaced = Signal(object)
    said = Signal(str)
    confirmed = Signal(str)

    def __init__(
        self,
        files: UserFiles,
        asking: AskBar,
        present: Callable[[], EditSession],
        taken: Callable[[], frozenset[str]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._files = files
        self._asking = asking
        self._present = present
        self._taken = taken
        self.was_saved = False
        self._draft = _once(self, _DRAFT_AFTER_MS, self.keep_draft)
        self._settled = _once(self, _SETTLED_MS, self.look)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(lambda _: self._settled.start())
        self._watcher.directoryChanged.connect(lambda _: self._settled.start())
        self._watch()

    def note_change(self) -> None:
        """Something was changed: keep a draft of it in a moment."""
        self._draft.start()

    def stop(self) -> None:
        self._settled.stop()
        if self._draft.isActive():
            self._draft.stop()
            self.keep_draft()

    def save(self, *, over: bool = False) -> bool:
        """Write the file, or say why it cannot be; whether it was."""
        session = self._present()
        if session.routine is None:
            self.said.emit(words.NOTHING_YET)
            return False
        if session.is_new:
            path = self._files.new_path(session.draft.name, taken=self._taken())
            session = replace(session, path=path)
        try:
            saved = self._files.save(session, over=over)
        except ChangedElsewhere as changed:
            self._ask(changed.text)
            return False
        except NotSaved as error:
            self.said.emit(str(error))
            return False
        self._draft.stop()
        self._asking.hide()
        self.was_saved = True
        self.replaced.emit(saved)
        self._watch()
        self.confirmed.emit(words.SAVED)
        return True

    def forget_draft(self) -> None:
        """Leave without what is not saved."""
        self._draft.stop()
        self._files.versions.forget_draft()

    def keep_draft(self) -> None:
        session = self._present()
        if not session.is_changed or session.routine is None:
            self._files.versions.forget_draft()
            return
        try:
            self._files.keep_draft(session)
        except NotSaved as error:
            self.said.emit(str(error))

    def look(self) -> None:
        """Notice what was changed in the file outside: show it, or ask where there is more here."""
        session = self._present()
        self._watch()
        try:
            now = editing.text_on_disk(session.path)
        except OSError:
            return
        if now is None or session.on_disk is None or now == session.on_disk:
            return
        if session.is_changed:
            self._ask(now)
        else:
            self._take(now)

    def _ask(self, text: str | None) -> None:
        keep = (words.KEEP_MINE, lambda: self.save(over=True))
        go_on = (words.GO_ON, _nothing)
        if text is None:
            self._asking.ask(words.CHANGED_ON_DISK, keep, go_on)
        else:
            take = (words.TAKE_THEIRS, lambda: self._take(text))
            self._asking.ask(words.CHANGED_ON_DISK, take, keep, go_on)

    def _take(self, text: str) -> None:
        session = self._present()
        try:
            new = editing.opened(session.read, session.path, text)
        except FileFaults:
            self.said.emit(words.UNREADABLE_NOW)
            return
        self.forget_draft()
        self.replaced.emit(new)
        self.confirmed.emit(words.READ_AGAIN)

    def _watch(self) -> None:
        path = self._present().path
        watched = {*self._watcher.files(), *self._watcher.directories()}
        wanted = {str(one) for one in (path, path.parent) if one.exists()}
        if gone := watched - wanted:
            self._watcher.removePaths(sorted(gone))
        if new := wanted - watched:
            self._watcher.addPaths(sorted(new))


def _once(parent: QObject, after_ms: int, then: Callable[[], object]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(after_ms)
    timer.timeout.connect(then)
    return timer


def _nothing() -> None:
    return
