"""Exact lengths of many routines, worked out between two frames."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal
from shiboken6 import isValid

from mobility_timer.routine import Routine

_SLICE_MS = 6


class Lengths(QObject):
    """What is asked for is answered at once if known, else `came` tells when more is.

    The latest question is answered first: it is about what is on screen now.
    """

    came = Signal()

    def __init__(self, length_of: Callable[[Routine], int], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._length_of = length_of
        self._known: dict[Routine, int] = {}
        self._asked: dict[Routine, None] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._work)

    def of(self, routine: Routine) -> int | None:
        """Milliseconds, or None for now."""
        known = self._known.get(routine)
        if known is None:
            self._asked.pop(routine, None)
            self._asked[routine] = None
            self._timer.start()
        return known

    def now(self, routine: Routine) -> int:
        """Milliseconds, worked out here and now where they are not known."""
        if routine not in self._known:
            self._known[routine] = self._length_of(routine)
            self._asked.pop(routine, None)
        return self._known[routine]

    @property
    def busy(self) -> bool:
        return self._timer.isActive()

    def stop(self) -> None:
        self._timer.stop()
        self._asked.clear()

    def _work(self) -> None:
        spent = QElapsedTimer()
        spent.start()
        while self._asked and spent.elapsed() < _SLICE_MS:
            self.now(next(reversed(self._asked)))
        if not isValid(self):  # the page went away meanwhile
            return
        if not self._asked:
            self._timer.stop()
        self.came.emit()
