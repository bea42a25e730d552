"""The file of a page that edits one: saved, looked after while it is open, drafts kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from mobility_timer import editing
from mobility_timer.editing import (
    ChangedElsewhere,
    Edited,
    KeptDraft,
    NotSaved,
    UnsavedDraft,
    UserFiles,
)
from mobility_timer.library import FileFaults
from mobility_timer.ui.editor.asking import AskBar
from mobility_timer.ui.editor.refusals import Refusals
from mobility_timer.words import editor as words

_DRAFT_AFTER_MS, _SETTLED_MS = 500, 300


class FileKeeper(QObject):
    """`replaced` brings what is edited from now on: what was saved, or what the file now says;
    `saved` tells that the file was written.

    `said` brings a line for the user, `confirmed` one that says what was done and needs no answer,
    `over` one that holds no more, `offered` one with what a press on it does. Questions are asked
    in the page's own bar.
    """

    replaced = Signal(object)
    saved = Signal()
    said = Signal(str)
    confirmed = Signal(str)
    over = Signal(str)
    offered = Signal(str, object)

    def __init__(
        self,
        files: UserFiles,
        asking: AskBar,
        present: Callable[[], Any],
        new_path: Callable[[], Path],
        parent: QObject,
        kept: KeptDraft | None = None,
    ) -> None:
        """`present` gives what is edited now, an `Edited`; `new_path` a file for what has none;
        `kept` is the draft that it began as."""
        super().__init__(parent)
        self._files = files
        self._asking = asking
        self._present: Callable[[], Edited] = present
        self._new_path = new_path
        self._kept = kept or files.drafts.begin()
        self.was_saved = False
        self._trouble = Refusals(self.said.emit, self.over.emit)
        self._draft = _once(self, _DRAFT_AFTER_MS, self.keep_draft)
        self._settled = _once(self, _SETTLED_MS, self.look)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(lambda _: self._settled.start())
        self._watcher.directoryChanged.connect(lambda _: self._settled.start())
        self._watch()
        if present().is_changed:
            self._draft.start()

    def note_change(self) -> None:
        """Something was changed: keep a draft of it in a moment."""
        self._asking.note_edit()
        self._draft.start()

    def stop(self) -> None:
        """The page goes: what is not saved stays as a draft."""
        self._trouble.clear()
        self._settled.stop()
        if self._draft.isActive():
            self._draft.stop()
            self.keep_draft()
        self._kept.let_go()

    def save(self, *, over: bool = False) -> bool:
        """Write the file, or say why it cannot be; whether it was."""
        edited = self._present()
        if not edited.is_sound:
            return False
        if edited.on_disk is None:
            edited = edited.at(self._new_path())
        try:
            saved = self._files.save(edited, over=over)
        except ChangedElsewhere as changed:
            self._ask(changed.text, takes_focus=True)
            return False
        except NotSaved as error:
            self._trouble.say(str(error))
            return False
        self.forget_draft()
        self._asking.dismiss()
        self.was_saved = True
        self._trouble.clear()
        self.replaced.emit(saved)
        self._watch()
        self.confirmed.emit(words.SAVED)
        self.saved.emit()
        return True

    def forget_draft(self) -> None:
        """There is nothing unsaved any more, or it is not wanted."""
        self._draft.stop()
        self._kept.forget()

    def keep_draft(self) -> None:
        """Keep what is not saved, so that no crash loses it."""
        edited = self._present()
        if not edited.is_changed:
            self._kept.forget()
            return
        draft = UnsavedDraft(edited.path, edited.written(), edited.on_disk, edited.name)
        try:
            self._kept.keep(draft)
        except OSError as error:
            self._trouble.say(editing.why_not(edited.path, error))

    def look(self) -> None:
        """Notice what was changed in the file outside: show it, or ask where there is more here."""
        edited = self._present()
        self._watch()
        try:
            now = editing.text_on_disk(edited.path)
        except OSError:
            return
        if now is None or edited.on_disk is None or now == edited.on_disk:
            return
        if edited.is_changed:
            self._ask(now, takes_focus=False)
        else:
            self._take(now)

    def _ask(self, now: str | None, *, takes_focus: bool) -> None:
        """The answer that changes nothing comes first."""
        answers: list[tuple[str, Callable[[], object]]] = [
            (words.GO_ON, _nothing),
            (words.KEEP_MINE, lambda: self.save(over=True)),
        ]
        if now is not None:
            answers.append((words.TAKE_THEIRS, lambda: self._take(now)))
        for line in (words.READ_AGAIN, words.SAVED):
            self.over.emit(line)
        question = words.CHANGED_ON_DISK if now is not None else words.GONE_FROM_DISK
        self._asking.ask(question, *answers, takes_focus=takes_focus)

    def _take(self, now: str) -> None:
        """Show what the file now says; what was not saved stays as a version of it."""
        edited = self._present()
        try:
            new = edited.reopened(now)
            if edited.is_changed:
                self._files.keep_beside(edited, now)
        except FileFaults:
            self._trouble.say(words.UNREADABLE_NOW)
            return
        except NotSaved as error:
            self._trouble.say(str(error))
            return
        self.forget_draft()
        self._trouble.clear()
        self.replaced.emit(new)
        if edited.is_changed:
            self.offered.emit(words.YOURS_ARE_KEPT, lambda: self._bring_back(edited.seen(now)))
        else:
            self.confirmed.emit(words.READ_AGAIN)

    def _bring_back(self, edited: Edited) -> None:
        self.replaced.emit(edited)
        self.note_change()

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
