from __future__ import annotations

import ctypes
from typing import Any

import pytest
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mobility_timer.app.desktop.ground import keep_ground
from mobility_timer.ui.shell import theme


class Application:
    """One on a platform of the name, whose X server notes what its windows' grounds become."""

    def __init__(self, platform: str) -> None:
        self._platform = platform
        self.grounds: list[str] = []

    def platformName(self) -> str:
        return self._platform

    def nativeInterface(self) -> Any:
        return self if self._platform == "xcb" else None

    def connection(self) -> int:
        return 7

    def xcb_change_window_attributes(self, server: Any, window: Any, mask: Any, at: Any) -> None:
        assert (server.value, mask.value) == (7, 2)
        assert window.value
        self.grounds.append(f"#{at._obj.value:08X}")

    def xcb_flush(self, server: Any) -> None:
        assert server.value == 7


class Window(QWidget):
    look_applied = Signal()


@pytest.mark.parametrize("platform", ["xcb", "wayland"])
def test_an_x_server_shows_the_ground_of_the_theme_where_nothing_is_painted_yet(
    platform: str, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    application: Any = Application(platform)
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: application)
    window: Any = Window()
    qtbot.addWidget(window)
    window.setPalette(theme.palette(theme.DARK))
    keep_ground(application, window)
    window.setPalette(theme.palette(theme.LIGHT))
    window.look_applied.emit()
    shown = [f"#FF{colours.background[1:]}" for colours in (theme.DARK, theme.LIGHT)]
    assert application.grounds == (shown if platform == "xcb" else [])
