"""The file of what was adjusted in each routine, which several windows may share."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable, Mapping
from enum import Enum, auto
from pathlib import Path
from typing import Any

from mobility_timer import files
from mobility_timer.personal import replaced
from mobility_timer.personal.adjustments_format import (
    drill_from_plain,
    drill_to_plain,
    from_plain,
    merged,
    to_plain,
)
from mobility_timer.routine import UNCHANGED, Adjustments, DrillChange, Routine
from mobility_timer.words import kept

_LARGEST_BYTES = 4 * 1024 * 1024
_LOCK_TIMEOUT_S = 2.0
_REPLACED = "replaced"
_Version = tuple[int, int, int]


class _Trouble(Enum):
    NOT_KEPT = auto()
    NOT_READ = auto()
    SET_ASIDE = auto()


class AdjustmentsStore:
    """The adjustments of every routine by its id.

    What another window wrote is read before anything is answered or written. Fields that only a
    newer version knows are kept. A file that is not understood is set aside, never replaced.
    `trouble` is a line on what could not be read or kept; empty while all is well. `on_trouble` is
    called when there is another one or none any more.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or files.state_file("adjustments.json")
        self._entries: Mapping[str, Any] = {}
        self._version: _Version | None = None
        self._unsaved: dict[str, tuple[Adjustments, Mapping[str, DrillChange]]] = {}
        self._troubles = dict.fromkeys(_Trouble, "")
        self.on_trouble: Callable[[], object] = lambda: None
        self._refresh()

    @property
    def trouble(self) -> str:
        return " ".join(dict.fromkeys(filter(None, self._troubles.values())))

    @property
    def lacks_some(self) -> bool:
        """Whether some changes could not be written so far."""
        return bool(self._unsaved)

    def recall(self, routine_id: str) -> Adjustments:
        """What was adjusted in the routine with this id; nothing, if it never was."""
        self._refresh()
        unsaved = self._unsaved.get(routine_id)
        return from_plain(self._entries.get(routine_id)) if unsaved is None else unsaved[0]

    def standing(self, routine: Routine) -> Adjustments:
        """What is kept for the routine, without what the file has changed since."""
        changes = self.recall(routine.id)
        if not changes.drills:
            return changes
        return replaced.without_changes(changes, self.stepped_back(routine))

    def stepped_back(self, routine: Routine) -> Mapping[str, DrillChange]:
        """Doses, tempi, sets and sides that replaced something else than the file now says."""
        changes, before = self.recall(routine.id), self._replaced(routine.id)
        found = {}
        for key, written in replaced.written_in(routine).items():
            back = replaced.stepped_back(changes.of(key), before.get(key, UNCHANGED), written)
            if back != UNCHANGED:
                found[key] = back
        return found

    def keep(
        self,
        routine_id: str,
        changes: Adjustments,
        written: Routine | None = None,
        *,
        afresh: bool = False,
    ) -> None:
        """Keep the adjustments, or forget them if there are none.

        With the routine as `written` each change of a drill keeps what it replaced: what the file
        said when it was made, unless all are made `afresh`.

        Where they cannot be written `trouble` says so; they hold until this program ends, and the
        next change tries again.
        """
        was = {} if afresh else dict(self._replaced(routine_id))
        if written is not None:
            now = replaced.written_in(written)
            was = replaced.replaced_by(self.recall(routine_id), changes, was, now)
        self._unsaved[routine_id] = changes, was
        self._try_to_save()

    def close(self) -> None:
        """Try once more to write what could not be written."""
        if self._unsaved:
            self._try_to_save()

    def _try_to_save(self) -> None:
        try:
            self._save()
        except OSError as error:
            self._note(_Trouble.NOT_KEPT, self._told(kept.changes_not_kept, error))
        else:
            self._unsaved.clear()
            self._note(_Trouble.NOT_KEPT, "")
            self._note(_Trouble.NOT_READ, "")

    def _told(self, of_the_file: Callable[[str], str], error: OSError) -> str:
        """Of a folder that takes nothing the same as is said of the sessions, which lie in it."""
        of_folder = files.why_not_writable(self._path.parent)
        why = files.why_not_kept(self._path, error)
        return kept.yours_not_kept(of_folder) if of_folder else of_the_file(why)

    def _note(self, which: _Trouble, line: str) -> None:
        if line != self._troubles[which]:
            self._troubles[which] = line
            self.on_trouble()

    def _replaced(self, routine_id: str) -> Mapping[str, DrillChange]:
        self._refresh()
        if routine_id in self._unsaved:
            return self._unsaved[routine_id][1]
        said = self._entries.get(routine_id, {}).get(_REPLACED)
        pairs = said.items() if isinstance(said, dict) else ()
        return {str(key): drill_from_plain(plain) for key, plain in pairs}

    def _save(self) -> None:
        from filelock import FileLock

        files.make_folder(self._path.parent)
        lock = self._path.with_name(f".{self._path.name}.lock")
        with FileLock(lock, timeout=_LOCK_TIMEOUT_S):
            there = self._read()
            entries = _with_changes(there, self._unsaved)
            if entries != there:
                text = json.dumps(entries, indent=1, sort_keys=True)
                files.write_atomic(self._path, text + "\n")
            self._entries, self._version = entries, _version_of(self._path)

    def _refresh(self) -> None:
        """Read the file again if it is another one than at the last look."""
        try:
            version = _version_of(self._path)
            if version != self._version:
                self._entries, self._version = self._read(), version
            self._note(_Trouble.NOT_READ, "")
        except OSError as error:
            self._entries, self._version = {}, None
            self._note(_Trouble.NOT_READ, self._told(kept.changes_not_read, error))

    def _read(self) -> dict[str, Any]:
        """The entries of the file by routine. Raises OSError where there may be some unread."""
        try:
            return _entries_in(files.read_limited(self._path, _LARGEST_BYTES))
        except FileNotFoundError:
            return {}
        except OSError as error:
            if error.errno != errno.EFBIG:
                raise
            return self._set_aside(kept.at_most(_LARGEST_BYTES // 1024))
        except _NotUnderstood as error:
            return self._set_aside(str(error))

    def _set_aside(self, why: str) -> dict[str, Any]:
        aside = files.set_aside(self._path)
        told = kept.changes_set_aside(self._path.name, why, str(aside))
        self._note(_Trouble.SET_ASIDE, told)
        return {}


class _NotUnderstood(Exception):
    """The text says where and why."""


def _entries_in(data: bytes) -> dict[str, Any]:
    try:
        said = json.loads(data.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise _NotUnderstood(kept.at_line(error.lineno, error.colno, error.msg)) from None
    except UnicodeDecodeError:
        raise _NotUnderstood(kept.TEXT_EXPECTED) from None
    except (ValueError, RecursionError):
        raise _NotUnderstood(kept.TOO_DEEP) from None
    if not isinstance(said, dict) or not all(isinstance(entry, dict) for entry in said.values()):
        raise _NotUnderstood(kept.CHANGES_EXPECTED)
    return said


def _with_changes(
    entries: Mapping[str, Any], changes: Mapping[str, tuple[Adjustments, Mapping[str, DrillChange]]]
) -> dict[str, Any]:
    """The entries with those of some routines changed; what is not understood in them stays."""
    result = dict(entries)
    for routine_id, (changed, was) in changes.items():
        said = {k: v for k, v in entries.get(routine_id, {}).items() if k != _REPLACED}
        entry = merged(said, to_plain(from_plain(said)), to_plain(changed))
        if entry and was:
            entry[_REPLACED] = {key: drill_to_plain(change) for key, change in was.items()}
        if entry:
            result[routine_id] = entry
        else:
            result.pop(routine_id, None)
    return result


def _version_of(path: Path) -> _Version | None:
    """What differs once a file was written again; None where there is no file."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
