"""Media keys that reach the session without the focus, where the desktop has them."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from PySide6.QtWidgets import QApplication

from mobility_timer.app.desktop.media_player import MediaPlayer
from mobility_timer.app.desktop.one_window import bring_to_front
from mobility_timer.app.ui_thread import UiThread
from mobility_timer.playback import Follower, Player


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
