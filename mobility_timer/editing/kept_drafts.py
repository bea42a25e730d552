"""What is being written and not saved yet, kept so that no crash loses it."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock, Timeout

from mobility_timer import files

_LARGEST_BYTES = 4 * 1024 * 1024
_ENDING, _LOCK_ENDING, _HALF_ENDING = ".json", ".lock", ".new"


@dataclass(frozen=True)
class UnsavedDraft:
    """What is being written of a file, under the name that it has there; `on_disk` is what the
    file said when it was opened, None where there was none yet."""

    path: Path
    text: str
    on_disk: str | None
    name: str = ""


@dataclass(frozen=True)
class KeptDraft:
    """The place of one edit's draft. The program that writes it holds it, and so knows those that
    nobody writes any more: the system lets go of what a killed program held."""

    folder: Path
    id: str
    _lock: FileLock = field(repr=False, compare=False)

    def keep(self, draft: UnsavedDraft) -> None:
        """Keep what is being written. Raises OSError."""
        said = {"path": str(draft.path), "text": draft.text, "on_disk": draft.on_disk}
        files.make_folder(self.folder)
        if not self.hold():
            raise OSError(None, "", str(self._file))
        files.write_atomic(self._file, json.dumps({**said, "name": draft.name}))

    def hold(self) -> bool:
        """Take it for this edit; whether no other has it."""
        if self._lock.is_locked:
            return True
        try:
            self._lock.acquire(timeout=0)
        except (Timeout, OSError):
            return False
        return True

    def let_go(self) -> None:
        """The edit ends and the draft stays, for whoever takes it up."""
        self._lock.release()

    def forget(self) -> None:
        """It was saved, or is not wanted."""
        for path in (self._file, Path(self._lock.lock_file)):
            with suppress(OSError):  # Windows removes no lock that is held: it goes below
                path.unlink()
        if self._lock.is_locked:
            self._lock.release()
            with suppress(OSError):
                Path(self._lock.lock_file).unlink()

    def read(self) -> UnsavedDraft | None:
        """What is kept here; None where nothing is, or nothing that can be read."""
        try:
            said = json.loads(files.read_limited(self._file, _LARGEST_BYTES))
            on_disk = None if said["on_disk"] is None else str(said["on_disk"])
            name = str(said.get("name", ""))
            return UnsavedDraft(Path(said["path"]), str(said["text"]), on_disk, name)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    @property
    def _file(self) -> Path:
        return self.folder / f"{self.id}{_ENDING}"


@dataclass(frozen=True)
class KeptDrafts:
    """A folder with a file for each edit that has something unsaved."""

    folder: Path

    def begin(self) -> KeptDraft:
        """The place of a new edit's draft; nothing is written yet."""
        return self._of(os.urandom(8).hex())

    def left(self) -> tuple[tuple[KeptDraft, UnsavedDraft], ...]:
        """The drafts that nobody writes any more, the last written first."""
        self._remove_empty()
        found = [(_written_s(path), self._of(path.stem)) for path in self._paths(_ENDING)]
        left = []
        for _, kept in sorted(found, key=lambda one: one[0], reverse=True):
            if kept.hold():
                draft = kept.read()
                kept.let_go()
                if draft is not None:
                    left.append((kept, draft))
        return tuple(left)

    def has_any(self) -> bool:
        """Whether there is a draft at all, also one that is being written."""
        return bool(self._paths(_ENDING))

    def _of(self, id: str) -> KeptDraft:
        lock = FileLock(self.folder / f"{id}{_LOCK_ENDING}", thread_local=False)
        return KeptDraft(self.folder, id, lock)

    def _paths(self, ending: str) -> list[Path]:
        with suppress(OSError):
            return [path for path in self.folder.iterdir() if path.suffix == ending]
        return []

    def _remove_empty(self) -> None:
        """Remove what programs left that were killed before they had kept anything."""
        kept = {path.stem for path in self._paths(_ENDING)}
        for path in self._paths(_LOCK_ENDING):
            if path.stem not in kept and (empty := self._of(path.stem)).hold():
                empty.forget()
        for path in self._paths(_HALF_ENDING):
            if (written := self._of(path.name[1:].partition(".")[0])).hold():
                with suppress(OSError):
                    path.unlink()
                written.let_go()


def _written_s(path: Path) -> float:
    with suppress(OSError):
        return path.stat().st_mtime
    return 0.0
