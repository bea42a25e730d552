"""An edit session: a draft that is always sound, what it was before, and the text it makes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self, TypeAlias

from mobility_timer.editing.draft import RoutineDraft, draft_of
from mobility_timer.editing.kept_drafts import UnsavedDraft
from mobility_timer.library import FileFaults, rewritten
from mobility_timer.routine import Routine

Read: TypeAlias = Callable[[str, Path], Routine]
"""The routine that a file would hold with a text; raises FileFaults."""

_MOST_KEPT = 1_000


class Refused(Exception):
    """A change that the routine cannot have; the text says why."""


@dataclass(frozen=True)
class EditSession:
    """A routine being edited. Every command gives another session; nothing is written to a file.

    `path` is its file, where it is not new; `text` the text of that file when it was opened, and
    `on_disk` as it was last seen there. `routine` is None while there is no drill in it.
    """

    read: Read = field(repr=False, compare=False)
    path: Path
    text: str = ""
    on_disk: str | None = None
    draft: RoutineDraft = field(default_factory=RoutineDraft)
    saved: RoutineDraft | None = None
    routine: Routine | None = None
    done: tuple[RoutineDraft, ...] = ()
    undone: tuple[RoutineDraft, ...] = ()
    merging: str = ""

    @property
    def is_new(self) -> bool:
        """Whether it was never saved to a file."""
        return self.on_disk is None

    @property
    def is_changed(self) -> bool:
        """Whether there is something in it that is not saved: of a new one also what it begins
        with, unless it is empty."""
        return self.draft != self.saved and (self.is_sound or bool(self.done))

    def written(self) -> str:
        """What its file would say."""
        return rewritten(self.text, self.draft.wanted())

    def changed(self, draft: RoutineDraft, merging: str = "") -> Self:
        """With another draft, which can be undone; changes in a row that bear the same name in
        `merging` are undone as one. Raises Refused."""
        if draft == self.draft:
            return self
        together = bool(merging) and merging == self.merging
        done = self.done if together else (*self.done, self.draft)[-_MOST_KEPT:]
        return replace(self._with(draft), done=done, undone=(), merging=merging)

    def undo(self) -> Self:
        if not self.done:
            return self
        undone = (*self.undone, self.draft)
        return replace(self._with(self.done[-1]), done=self.done[:-1], undone=undone, merging="")

    def redo(self) -> Self:
        if not self.undone:
            return self
        done = (*self.done, self.draft)
        return replace(self._with(self.undone[-1]), done=done, undone=self.undone[:-1], merging="")

    @property
    def name(self) -> str:
        return self.draft.name

    @property
    def is_sound(self) -> bool:
        return self.routine is not None

    def at(self, path: Path) -> Self:
        """The same for another file."""
        return replace(self, path=path)

    def seen(self, on_disk: str) -> Self:
        """The same beside what the file now says."""
        return replace(self, on_disk=on_disk)

    def was_saved(self, text: str) -> Self:
        """As it is once this text stands in its file."""
        return replace(self, on_disk=text, saved=self.draft, merging="")

    def reopened(self, text: str) -> Self:
        """Begun again with what the file now says. Raises FileFaults."""
        routine, draft = self.read(text, self.path), draft_of(text)
        return replace(
            self,
            text=text,
            on_disk=text,
            draft=draft,
            saved=draft,
            routine=routine,
            done=(),
            undone=(),
            merging="",
        )

    def reading(self, read: Read) -> Self:
        """The same, read with the drills that are there now. Raises Refused."""
        return replace(self, read=read)._with(self.draft)

    def _with(self, draft: RoutineDraft) -> Self:
        if not draft.drill_steps():
            return replace(self, draft=draft, routine=None)
        text = rewritten(self.text, draft.wanted())
        try:
            routine = self.read(text, self.path)
        except FileFaults as faults:
            raise Refused(faults.faults[0].message) from None
        return replace(self, draft=draft, routine=routine)


def opened(read: Read, path: Path, text: str) -> EditSession:
    """A session on the text of a file. Raises FileFaults where it is no routine."""
    return EditSession(read, path).reopened(text)


def begun(read: Read, path: Path, name: str) -> EditSession:
    """A session on a new routine without drills; there is no file at `path` yet."""
    return EditSession(read, path, draft=RoutineDraft({"name": name}))


def begun_from(read: Read, path: Path, text: str, name: str = "") -> EditSession:
    """A session on a new routine that begins as another one, or as a draft. Raises FileFaults."""
    read(text, path)
    draft = draft_of(text)
    draft = draft.with_key("name", name) if name else draft
    routine = read(rewritten(text, draft.wanted()), path)
    return EditSession(read, path, text, None, draft, None, routine)


def recovered(read: Read, left: UnsavedDraft) -> EditSession:
    """The session as it was left: what its file would have said. Raises FileFaults."""
    draft = draft_of(left.text)
    routine = read(left.text, left.path) if draft.drill_steps() else None
    before = RoutineDraft({"name": draft.name})
    done = () if routine else (before,)
    return EditSession(read, left.path, left.text, left.on_disk, draft, None, routine, done)
