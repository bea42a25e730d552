"""The only timer of playback: a reason to look at the clock, nothing is counted by it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer

from mobility_timer.playback import Player, State, Update, due_ms
from mobility_timer.timeline import Kind

PICTURE_MS: Final = 40
"""As long as a picture of the figure stands."""
RESTING_MS: Final = 80
"""As long as nothing moves but a line that empties."""
MOVES_MS: Final = 2_500
"""At the start of a rest the figure goes to where the next set begins, and stands there."""
_STANDS: Final = (Kind.REST, Kind.NEXT_SET)
"""In the other gaps it walks to its next place and shows what is to come."""


class Ticker(QObject):
    """Has the player look when something that is shown is due to change; rests while none plays."""

    def __init__(self, player: Player, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._due_at, self._picture_ms = 0, PICTURE_MS
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(player.frame)

    @property
    def runs(self) -> bool:
        return self._timer.isActive()

    @property
    def wait_ms(self) -> int:
        """How long until the next look, counted from the last one."""
        return self._timer.interval()

    def follow(self, update: Update) -> None:
        if update.state is State.PLAYING:
            self._due_at, self._picture_ms = update.at + due_ms(update), picture_ms(update)
            self.frame(update.at)
        else:
            self._timer.stop()

    def frame(self, at: int) -> None:
        wait_ms = max(1, min(self._picture_ms, self._due_at - at))
        if wait_ms != self._timer.interval() or not self._timer.isActive():
            self._timer.start(wait_ms)

    def close(self) -> None:
        self._timer.stop()
        self.deleteLater()  # on the UI thread, not on a thread that collects garbage


def picture_ms(update: Update) -> int:
    """How long a picture of the movement stands."""
    moment = update.moment
    stands = moment.kind in _STANDS and moment.at - moment.segment.start > MOVES_MS
    return RESTING_MS if stands and not update.count_in else PICTURE_MS
