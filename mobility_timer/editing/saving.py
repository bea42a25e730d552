"""The user's files as the editor writes them: whole or not at all, never over another's change."""

from __future__ import annotations

import errno
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self, TypeVar

from filelock import FileLock, Timeout

from mobility_timer import files
from mobility_timer.editing.kept_drafts import KeptDrafts, UnsavedDraft
from mobility_timer.editing.versions import Versions
from mobility_timer.routine import LARGEST_FILE_BYTES
from mobility_timer.words import editing as words

_LOCK_S = 2.0
_LARGEST_BYTES = 4 * 1024 * 1024
_LONGEST_NAME_CHARACTERS = 60
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
_NOT_ALLOWED = (errno.EACCES, errno.EPERM, errno.EROFS)


class NotSaved(Exception):
    """A file that could not be written, with one line that says why. Nothing was changed."""


class ChangedElsewhere(NotSaved):
    """The file says something else than when it was opened: `text`, None where it is gone."""

    def __init__(self, text: str | None) -> None:
        super().__init__(words.CHANGED_ELSEWHERE if text is not None else words.GONE)
        self.text = text


class Edited(Protocol):
    """A file as it is being edited; every change gives another one."""

    @property
    def path(self) -> Path: ...

    @property
    def on_disk(self) -> str | None:
        """What the file said when it was last seen; None where it was never saved."""

    @property
    def name(self) -> str:
        """What it is called as it now is."""

    @property
    def is_changed(self) -> bool:
        """Whether there is something in it that is not saved."""

    @property
    def is_sound(self) -> bool:
        """Whether what it says can be used, and so be saved."""

    def written(self) -> str:
        """What its file would say."""

    def at(self, path: Path) -> Self:
        """The same for another file."""

    def seen(self, on_disk: str) -> Self:
        """The same beside what the file now says."""

    def was_saved(self, text: str) -> Self:
        """As it is once this text stands in its file."""

    def reopened(self, text: str) -> Self:
        """Begun again with what the file now says. Raises FileFaults."""


_E = TypeVar("_E", bound=Edited)


@dataclass(frozen=True)
class UserFiles:
    """The folder of the user's routines with its subfolder of drills, their versions, and drafts.

    `lock` is a file that two programs take turns by; `known` are ids that are in use elsewhere,
    those of the bundled routines and drills.
    """

    folder: Path
    versions: Versions
    lock: Path
    drafts: KeptDrafts

    def new_path(self, name: str, *, taken: frozenset[str] = frozenset(), of: str = "") -> Path:
        """A file for something new of this name, which neither is there nor hides another id."""
        stem, number = _file_name(name), 1
        folder = self.folder / of if of else self.folder
        while True:
            id = stem if number == 1 else f"{stem}-{number}"
            if id not in taken and not any(folder.glob(f"{id}.y*ml")):
                return folder / f"{id}.yaml"
            number += 1

    def save(self, edited: _E, *, over: bool = False) -> _E:
        """It once its file says what it does; `over` replaces what another wrote.

        Raises NotSaved, and ChangedElsewhere where the file was changed meanwhile.
        """
        text = edited.written()
        self.write(edited.path, text, edited.on_disk, over=over)
        return edited.was_saved(text)

    def write(self, path: Path, text: str, on_disk: str | None, *, over: bool = False) -> None:
        """Let a file say `text`, where it still says `on_disk`. Raises NotSaved."""
        with self._writing(path):
            now = text_on_disk(path)
            if now != on_disk and now != text and not over:
                raise ChangedElsewhere(now)
            if now is not None:
                self.versions.keep(path, now)
            files.write_atomic(path, text)
            self.versions.keep(path, text)

    def write_data(self, path: Path, data: bytes, *, most_bytes: int) -> None:
        """Let a file that is no text, of at most so many bytes, hold `data`; what it held is kept
        as a version. Raises NotSaved."""
        with self._writing(path):
            with suppress(FileNotFoundError):
                self.versions.keep(path, files.read_limited(path, most_bytes))
            files.write_atomic(path, data)
            self.versions.keep(path, data)

    def delete(self, path: Path) -> str:
        """Delete a file; what it said is kept as a version, and returned. Raises NotSaved."""
        with self._writing(path):
            data = files.read_limited(path, _LARGEST_BYTES)
            self.versions.keep(path, data)
            path.unlink()
            return data.decode(errors="replace").removeprefix("\ufeff")

    def sweep(self) -> None:
        """Remove what a program that was killed while it saved left in the user's folders."""
        drills = self.folder / "drills"
        folders = [self.folder, drills, drills / "pictures", files.user_motions()]
        with suppress(OSError, Timeout), FileLock(self.lock, timeout=0):
            for folder in (*folders, *self.versions.folders()):
                with suppress(OSError):
                    files.remove_left_overs(folder, none_is_written=True)

    def set_aside(self, left: UnsavedDraft) -> None:
        """Keep a draft that cannot be opened any more as a version of its file, before what that
        says. Raises NotSaved."""
        try:
            self.versions.keep(left.path, left.text)
            if (now := text_on_disk(left.path)) is not None:
                self.versions.keep(left.path, now)
        except OSError as error:
            raise NotSaved(why_not(left.path, error)) from None

    @contextmanager
    def _writing(self, path: Path) -> Iterator[None]:
        """The turn of this program. Raises NotSaved for what goes wrong meanwhile."""
        try:
            files.make_folder(self.lock.parent)
            with FileLock(self.lock, timeout=_LOCK_S):
                yield
        except (OSError, Timeout) as error:
            raise NotSaved(why_not(path, error)) from None

    def keep_beside(self, edited: Edited, now: str) -> None:
        """Keep what is not saved as a version of the file, before what that now says. Raises
        NotSaved."""
        try:
            self.versions.keep(edited.path, edited.written())
            self.versions.keep(edited.path, now)
        except OSError as error:
            raise NotSaved(why_not(edited.path, error)) from None


def installed_user_files() -> UserFiles:
    """The files of this computer's user."""
    folder = files.user_routines()
    versions = Versions(files.versions(), folder)
    drafts = KeptDrafts(files.drafts())
    return UserFiles(folder, versions, files.state_file("editing.lock"), drafts)


def text_on_disk(path: Path) -> str | None:
    """What a file says; None where there is none. Raises OSError."""
    try:
        data = files.read_limited(path, LARGEST_FILE_BYTES)
    except FileNotFoundError:
        return None
    return data.decode(errors="replace").removeprefix("\ufeff")


def why_not(path: Path, error: OSError | Timeout) -> str:
    """One plain line on why a file was not written."""
    if isinstance(error, Timeout):
        return words.BUSY
    if error.errno in _FULL:
        return words.DISK_FULL
    if error.errno in _NOT_ALLOWED:
        return words.read_only(path.parent)
    if why_folder := files.why_not_writable(path.parent):
        return words.no_folder(why_folder)
    return words.not_saved(path, error.strerror or "")


def _file_name(name: str) -> str:
    letters = unicodedata.normalize("NFC", name.lower())
    stem = re.sub(r"[\W_]+", "-", letters).strip("-")[:_LONGEST_NAME_CHARACTERS]
    return files.free_of_reserved(stem.strip("-") or "routine")
