"""What stands in for the computer around the program: time, timers, threads, disk faults.

Nothing here waits: time is moved by the simulation, and what is due by then is called.
"""

from __future__ import annotations

import errno
import os
import sys
import weakref
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid


class Clock:
    """Both clocks of a computer in ms: `wall` runs on in a sleep, `now` stands still."""

    speed = 1.0

    def __init__(self) -> None:
        self.now_ms = 1_000_000
        self.slept_ms = 0

    def now(self) -> int:
        return self.now_ms

    def wall(self) -> int:
        return self.now_ms + self.slept_ms

    def seconds(self) -> float:
        return self.now_ms / 1000


class Timers:
    """Every timer of the program, called in the order in which they are due."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.made: weakref.WeakSet[Any] = weakref.WeakSet()
        self.serial = 0
        self.kept: deque[Any] = deque(maxlen=50)

    def run_due(self) -> None:
        due = [t for t in self.made if t.due_ms is not None and t.due_ms <= self.clock.now_ms]
        for timer in sorted(due, key=lambda timer: (timer.due_ms, timer.serial)):
            if isValid(timer):
                timer.fire()

    def next_ms(self) -> int | None:
        """When the next one is due; None where none is started."""
        return min((t.due_ms for t in list(self.made) if t.due_ms is not None), default=None)

    def timer_class(self) -> type[QObject]:
        timers = self

        class SimulatedTimer(QObject):
            timeout = Signal()

            def __init__(self, parent: QObject | None = None) -> None:
                super().__init__(parent)
                timers.serial += 1
                self.serial = timers.serial
                self.due_ms: int | None = None
                self._interval_ms = 0
                self._once = False
                timers.made.add(self)

            def fire(self) -> None:
                self.due_ms = None if self._once else timers.clock.now_ms + self._interval_ms
                self.timeout.emit()

            def start(self, interval_ms: int | None = None) -> None:
                if interval_ms is not None:
                    self._interval_ms = interval_ms
                self.due_ms = timers.clock.now_ms + self._interval_ms

            def stop(self) -> None:
                self.due_ms = None

            def isActive(self) -> bool:
                return self.due_ms is not None

            def interval(self) -> int:
                return self._interval_ms

            def setInterval(self, interval_ms: int) -> None:
                self._interval_ms = interval_ms

            def setSingleShot(self, once: bool) -> None:
                self._once = once

            def isSingleShot(self) -> bool:
                return self._once

            def setTimerType(self, _kind: object) -> None: ...

            @staticmethod
            def singleShot(interval_ms: int, *given: Any) -> None:
                timer = SimulatedTimer(given[0] if isinstance(given[0], QObject) else None)
                timers.kept.append(timer)
                timer.setSingleShot(True)
                timer.timeout.connect(given[-1])
                timer.start(interval_ms)

        return SimulatedTimer


class Executor:
    """A thread's queue without the thread: done at once, or piece by piece when it is told to."""

    def __init__(self, at_once: bool) -> None:
        self._at_once = at_once
        self.waiting: deque[tuple[Future[Any], Callable[[], Any]]] = deque()
        self.closed = False

    def submit(self, work: Callable[..., Any], *given: Any) -> Future[Any]:
        if self.closed:
            raise RuntimeError("cannot schedule new futures after shutdown")
        future: Future[Any] = Future()
        self.waiting.append((future, lambda: work(*given)))
        if self._at_once:
            self.run(len(self.waiting))
        return future

    def run(self, most: int) -> None:
        for _ in range(most):
            if not self.waiting:
                return
            future, work = self.waiting.popleft()
            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(work())
                except BaseException as error:
                    future.set_exception(error)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        while cancel_futures and self.waiting:
            self.waiting.popleft()[0].cancel()
        if wait:
            self.run(len(self.waiting))
        self.closed = True


class Threads:
    """Threads that run when they are told to, or are waited for."""

    def __init__(self) -> None:
        self.waiting: deque[Any] = deque()

    def run(self) -> None:
        while self.waiting:
            self.waiting[0].join()

    def thread_class(self) -> type:
        threads = self

        class SimulatedThread:
            def __init__(self, target: Any, args: tuple[Any, ...] = (), **_named: Any) -> None:
                self._work = lambda: target(*args)

            def start(self) -> None:
                threads.waiting.append(self)

            def join(self, _timeout_s: float | None = None) -> None:
                if self not in threads.waiting:
                    return
                threads.waiting.remove(self)
                try:
                    self._work()  # type: ignore[no-untyped-call]
                except Exception:  # as a thread's would: told, not raised
                    kind, error, trace = sys.exc_info()
                    assert kind is not None
                    assert error is not None
                    sys.excepthook(kind, error, trace)

        return SimulatedThread


class Disk:
    """Faults of the disk, for what is written in `writing` and read by `read_limited`."""

    def __init__(self) -> None:
        self.refuses: int | None = None
        self.unreadable: set[str] = set()
        self._fsync, self._open, self._listdir = os.fsync, os.open, os.listdir

    def fsync(self, _handle: int) -> None:
        if self.refuses is not None:
            raise OSError(self.refuses, os.strerror(self.refuses))

    def open(self, path: Any, flags: int, *given: Any, **named: Any) -> int:
        self._look(path)
        return self._open(path, flags, *given, **named)

    def listdir(self, path: Any = ".") -> list[str]:
        self._look(path)
        return self._listdir(path)

    def _look(self, path: Any) -> None:
        if str(path) in self.unreadable:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
