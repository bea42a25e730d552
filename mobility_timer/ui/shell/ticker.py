"""The only timer of playback: a reason to look at the clock, nothing is counted by it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer

from mobility_timer.playback import Player, State, Update, wait_ms


class Ticker:
    """Has the player look when something that is shown is due to change; rests while none plays.

    It is no QObject: the methods of these are looked up by name at each look.
    """

    def __init__(self, player: Player) -> None:
        self._player = player
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._look)
        self._ms = 0

    @property
    def runs(self) -> bool:
        return self._timer.isActive()

    @property
    def wait_ms(self) -> int:
        """How long until the next look, counted from the last one; 0 while it rests."""
        return self._ms

    def follow(self, update: Update) -> None:
        if update.state is State.PLAYING:
            self._wait(wait_ms(update))
        else:
            self._rest()

    def close(self) -> None:
        self._rest()
        self._timer.deleteLater()  # on the UI thread, not on a thread that collects garbage

    def _look(self) -> None:
        ms = self._player.show_next() or self._player.frame()
        if self._ms:
            self._wait(ms)

    def _wait(self, ms: int) -> None:
        if ms != self._ms:
            self._ms = ms
            self._timer.start(ms)

    def _rest(self) -> None:
        self._ms = 0
        self._timer.stop()
