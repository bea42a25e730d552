"""Exact lengths of many routines, worked out between two frames."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal
from shiboken6 import isValid

if TYPE_CHECKING:
    from mobility_timer.routine import Routine

_SLICE_MS = 6


class Lengths(QObject):
    """What is asked for is answered at once if known, else `came` tells when more is.

    The latest question is answered first: it is about what is on screen now. One that `waits`
    works nothing out before `begin`.
    """

    came = Signal()

    def __init__(
        self,
        length_of: Callable[[Routine], int],
        parent: QObject | None = None,
        *,
        waits: bool = False,
    ) -> None:
        super().__init__(parent)
        self._length_of = length_of
        self._waits = waits
        self._asked_early: list[Routine] = []
        self._known: dict[Routine, int] = {}
        self._asked: dict[Routine, None] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._work)

    def of(self, routine: Routine) -> int | None:
        """Milliseconds, or None for now."""
        if self._waits:
            self._asked_early.append(routine)  # a routine's hash is that of all that is in it
            return self._known.get(routine) if self._known else None
        known = self._known.get(routine)
        if known is None:
            self._ask(routine)
            self._timer.start()
        return known

    def _ask(self, routine: Routine) -> None:
        self._asked.pop(routine, None)
        self._asked[routine] = None

    def begin(self) -> None:
        """Work out what was asked for until now, and what will be."""
        self._waits = False
        for routine in self._asked_early:
            self._ask(routine)
        self._asked_early.clear()
        if self._asked:
            self._timer.start()

    def now(self, routine: Routine) -> int:
        """Milliseconds, worked out here and now where they are not known."""
        if routine not in self._known:
            self._known[routine] = self._length_of(routine)
            self._asked.pop(routine, None)
        return self._known[routine]

    @property
    def busy(self) -> bool:
        return bool(self._asked or self._asked_early)

    def stop(self) -> None:
        self._timer.stop()
        self._asked_early.clear()
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


def exact_length_ms(routine: Routine) -> int:
    """As it is compiled, which is imported when the first length is asked for."""
    from mobility_timer.timeline import length_ms

    return length_ms(routine)
