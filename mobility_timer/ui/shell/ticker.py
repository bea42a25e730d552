"""The only timer of playback: a reason to look at the clock, nothing is counted by it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer

from mobility_timer.playback import Player, State, Update
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
    """Ticks the player when something that is shown is due to change; rests while none plays."""

    def __init__(self, player: Player, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(player.tick)

    @property
    def runs(self) -> bool:
        return self._timer.isActive()

    @property
    def wait_ms(self) -> int:
        """How long until the next tick, counted from the last one."""
        return self._timer.interval()

    def follow(self, update: Update) -> None:
        if update.state is State.PLAYING:
            self._timer.start(next_look_ms(update))
        else:
            self._timer.stop()

    def close(self) -> None:
        self._timer.stop()
        self.deleteLater()  # on the UI thread, not on a thread that collects garbage


def next_look_ms(update: Update) -> int:
    """The time until something that is shown changes: a second, a segment or a picture."""
    moment = update.moment
    if update.count_in:
        return min(PICTURE_MS, _to_second(update.count_in))
    to_end = moment.segment.end - moment.at
    stands = moment.kind in _STANDS and moment.at - moment.segment.start > MOVES_MS
    moves = RESTING_MS if stands else PICTURE_MS
    return max(1, min(moves, to_end, _to_second(to_end), _to_second(moment.left)))


def _to_second(left_ms: int) -> int:
    """The time until another whole second is left, rounded up as it is shown."""
    return left_ms % 1000 or 1000
