"""Work off the UI thread of which only the latest matters."""

from __future__ import annotations

import atexit
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from threading import Thread, current_thread
from time import monotonic
from typing import Any
from weakref import ref

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

_FAILED = object()
ENDS_WITHIN_S = 1.0
_running: set[Thread] = set()


class Latest(QObject):
    """Runs one piece of work at a time; a newer one replaces the one that waits.

    `done` brings the result to the UI thread, unless something newer was asked for meanwhile.
    """

    done = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._next: Callable[[], Any] | None = None
        self._busy = False
        self._forgotten = False
        # No pool of Qt's: one that goes while work runs waits for it, and the work for Python.
        self._thread: Thread | None = None
        self._relay = _relay()

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
        asked = (ref(self), [work], self._relay)
        self._thread = Thread(target=_work, args=asked, name="latest", daemon=True)
        _running.add(self._thread)
        self._thread.start()

    def finish(self, result: object) -> None:
        """Called on the UI thread when the work at hand has ended."""
        self._busy = False
        if self._next is not None:
            work, self._next = self._next, None
            self._run(work)
        elif not self._forgotten and result is not _FAILED:
            self.done.emit(result)


class _Relay(QObject):
    """Brings what threads have to say to the UI thread.

    It is never deleted: a thread that emits while another deletes the emitter ends the process.
    """

    ran = Signal(object, object, object)

    def __init__(self) -> None:
        super().__init__()
        self.ran.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def _deliver(self, asker: ref[Latest], work: list[Callable[[], Any]], result: object) -> None:
        work.clear()  # here, for what it holds may be a widget's last reference
        latest = asker()
        if latest is not None and isValid(latest):
            latest.finish(result)


@cache
def _relay() -> _Relay:
    atexit.register(_wait_for_all)
    return _Relay()


def _wait_for_all() -> None:
    """At the end of the program Qt goes, and whoever still works would speak to what is gone."""
    until = monotonic() + ENDS_WITHIN_S
    for thread in tuple(_running):
        thread.join(max(0.0, until - monotonic()))


def _work(asker: ref[Latest], work: list[Callable[[], Any]], relay: _Relay) -> None:
    result: object = _FAILED
    try:
        result = work[0]()
    finally:
        with suppress(RuntimeError):  # the program has ended
            relay.ran.emit(asker, work, result)
        _running.discard(current_thread())
