"""Media keys that reach the session without the focus, where the desktop has them."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from mobility_timer.app.media_player import Command, MediaPlayer
from mobility_timer.app.one_window import bring_to_front
from mobility_timer.playback import Follower, Player


class UiThread(QObject):
    """Runs on the thread it was made on what is posted from any."""

    posted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.posted.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def post(self, command: Command) -> None:
        self.posted.emit(command)

    def _run(self, command: Command) -> None:
        command()


def media_keys(player: Player) -> Sequence[Follower]:
    """The follower that Linux desktops find; elsewhere media keys need the window's focus."""
    if sys.platform != "linux":
        return ()
    return (MediaPlayer(player, UiThread().post, show_window),)


def show_window() -> None:
    for window in QApplication.topLevelWidgets():
        if window.isWindow() and window.isVisible():
            bring_to_front(window)
            return
