"""The database behind one thread: written in order, read without holding anything up."""

from __future__ import annotations

import logging
import sqlite3
import weakref
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooSlow
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from mobility_timer import files
from mobility_timer.personal.history.database import (
    NewerDatabase,
    is_damaged,
    open_database,
    set_damaged_aside,
)
from mobility_timer.words import kept

log = logging.getLogger(__name__)

PATIENCE_S = 0.5
_T = TypeVar("_T")
_Work = Callable[[sqlite3.Connection], Any]


class HistoryStore:
    """Runs work on the database, one piece after the other, off the thread that asks.

    Each write is one transaction. What cannot be written waits in memory and is tried again with
    the next write and at the end. `trouble` is a line on what could not be read or kept; empty
    while all is well. `on_trouble` is called, in any thread, when there is another one or none any
    more. Who asks after `close` opens the file once more; at the latest it is let go of with the
    store.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._thread: ThreadPoolExecutor | None = None
        self._asking = Lock()
        self._connection: sqlite3.Connection | None = None
        self._let_go: Callable[[], object] = lambda: None
        self._waiting: list[_Work] = []
        self._refused = False
        self._lasting = ""
        self._passing = ""
        self.on_trouble: Callable[[], object] = lambda: None

    @property
    def trouble(self) -> str:
        return " ".join(filter(None, (self._lasting, self._passing)))

    @property
    def lacks_some(self) -> bool:
        """Whether some of what was to be written could not be, so far."""
        return bool(self._waiting) and bool(self._passing or self._refused)

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self._path or files.state_file("sessions.db")

    def write(self, work: _Work) -> Future[None]:
        """Have `work` done in a transaction of its own; the future ends once it is on the disk."""
        written = self._submit(lambda: self._write(work))
        written.add_done_callback(_log_fault)
        return written

    def read(self, work: Callable[[sqlite3.Connection], _T], default: _T) -> _T:
        """What `work` reads, all writes before it included; `default` where it cannot be had.

        Waits half a second at most.
        """
        try:
            return self._submit(lambda: self._read(work, default)).result(PATIENCE_S)
        except TooSlow:
            self._note(passing=kept.SESSIONS_SLOW)
            return default

    def read_patiently(self, work: Callable[[sqlite3.Connection], _T], default: _T) -> _T:
        """The same however long it takes: not for the UI thread."""
        return self._submit(lambda: self._read(work, default)).result()

    def close(self) -> None:
        """Wait until all is written."""
        if self._thread is None:
            return
        self._submit(self._close).result()
        self._thread.shutdown(wait=True)
        self._thread = None

    def _submit(self, job: Callable[[], _T]) -> Future[_T]:
        with (
            self._asking
        ):  # pages ask from threads of their own: two executors would be two threads
            if self._thread is None:
                self._thread = ThreadPoolExecutor(1, "history")
            return self._thread.submit(job)

    def _write(self, work: _Work) -> None:
        self._waiting.append(work)
        self._write_waiting()

    def _write_waiting(self) -> None:
        connection = self._open()
        while connection is not None and self._waiting:
            try:
                _in_transaction(connection, self._waiting[0])
            except sqlite3.Error as error:
                if not self._mended(error):
                    return
                connection = self._open()
            except BaseException as error:
                del self._waiting[0]
                self._note(passing=kept.sessions_not_kept(str(error)))
                raise
            else:
                del self._waiting[0]
                self._note(passing="")

    def _read(self, work: Callable[[sqlite3.Connection], _T], default: _T) -> _T:
        connection = self._open()
        if connection is None:
            return default
        try:
            return work(connection)
        except sqlite3.Error as error:
            self._mended(error)
        except Exception as error:  # whatever a damaged row may lead to
            self._note(passing=kept.sessions_not_read(str(error)))
            log.error("a read failed", exc_info=error)
        return default

    def _open(self) -> sqlite3.Connection | None:
        if self._connection is not None or self._refused:
            return self._connection
        try:
            self._connection = open_database(self.path)
            self._let_go = weakref.finalize(self, self._connection.close)
        except NewerDatabase as error:
            self._refused = True
            self._note(lasting=str(error))
        except (sqlite3.Error, UnicodeDecodeError) as error:
            if self._mended(error):
                return self._open()
        except OSError as error:
            why = files.why_not_kept(self.path, error)
            self._tell_of_folder(kept.sessions_not_opened(why))
        return self._connection

    def _mended(self, error: sqlite3.Error | UnicodeDecodeError) -> bool:
        """Whether to try again: after a damaged file was set aside."""
        if not is_damaged(error):
            self._tell_of_folder(kept.sessions_not_kept(str(error)))
            return False
        self._let_go()
        self._connection = None
        try:
            aside = set_damaged_aside(self.path)
        except OSError as failed:
            self._refused = True
            self._tell(kept.sessions_not_kept(failed.strerror or str(failed)))
            return False
        self._note(lasting=kept.sessions_set_aside(str(aside)))
        log.warning("%s", self._lasting)
        return True

    def _tell_of_folder(self, otherwise: str) -> None:
        """Of a folder that takes nothing, tell the same as is said of the changes, also in it."""
        why = files.why_not_writable(self.path.parent)
        self._tell(kept.yours_not_kept(why) if why else otherwise)

    def _tell(self, trouble: str) -> None:
        """Log what was not known a moment ago: whoever asks ten times is told once."""
        if trouble != self._passing:
            log.warning("%s", trouble)
        self._note(passing=trouble)

    def _note(self, passing: str | None = None, lasting: str | None = None) -> None:
        before = self.trouble
        self._passing = self._passing if passing is None else passing
        self._lasting = self._lasting if lasting is None else lasting
        if self.trouble != before:
            self.on_trouble()

    def _close(self) -> None:
        if self._waiting:
            self._write_waiting()
        self._let_go()
        self._connection = None


def _log_fault(written: Future[None]) -> None:
    fault = written.exception()
    if fault is not None:
        log.error("a write failed", exc_info=fault)


def _in_transaction(connection: sqlite3.Connection, work: _Work) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        work(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
