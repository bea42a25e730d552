"""Work off the UI thread of which only the latest matters."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import Any

from PySide6.QtCore import QObject, Signal

_FAILED = object()


class Latest(QObject):
    """Runs one piece of work at a time; a newer one replaces the one that waits.

    `done` brings the result to the UI thread, unless something newer was asked for meanwhile.
    """

    done = Signal(object)
    _ran = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._next: Callable[[], Any] | None = None
        self._busy = False
        self._forgotten = False
        # No pool of Qt's: one that goes while work runs waits for it, and the work for Python.
        self._thread: Thread | None = None
        self._ran.connect(self._finish)

    def ask(self, work: Callable[[], Any]) -> None:
        self._forgotten = False
        if self._busy:
            self._next = work
        else:
            self._run(work)

    def forget(self) -> None:
        """No result of what was asked is wanted any more."""
        self._next = None
        self._forgotten = True

    def wait(self) -> None:
        """Until the work at hand has ended."""
        if self._thread is not None:
            self._thread.join()

    def _run(self, work: Callable[[], Any]) -> None:
        self._busy = True
        self._thread = Thread(target=_work, args=(work, self._ran), name="latest", daemon=True)
        self._thread.start()

    def _finish(self, result: object) -> None:
        self._busy = False
        if self._next is not None:
            work, self._next = self._next, None
            self._run(work)
        elif not self._forgotten and result is not _FAILED:
            self.done.emit(result)


def _work(work: Callable[[], Any], ran: Any) -> None:
    result: object = _FAILED
    try:
        result = work()
    finally:
        with suppress(RuntimeError):  # whoever asked is gone
            ran.emit(result)
