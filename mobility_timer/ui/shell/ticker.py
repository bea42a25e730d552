"""The only timer of playback: a reason to look at the clock, nothing is counted by it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer

from mobility_timer.playback import Player, State, Update

EVERY_MS = 16


class Ticker(QObject):
    """Ticks the player while it plays, and rests while it does not."""

    def __init__(self, player: Player, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(player.tick)

    @property
    def runs(self) -> bool:
        return self._timer.isActive()

    def follow(self, update: Update) -> None:
        playing = update.state is State.PLAYING
        if playing and not self._timer.isActive():
            self._timer.start()
        elif not playing:
            self._timer.stop()

    def close(self) -> None:
        self._timer.stop()
        self.deleteLater()  # on the UI thread, not on a thread that collects garbage
