"""The window, open on Home."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from mobility_timer.ui.shell.context import Context
from mobility_timer.ui.shell.main_window import MainWindow


@pytest.fixture
def window(context: Context, qtbot: QtBot) -> MainWindow:
    window = MainWindow(context)
    qtbot.addWidget(window)
    window.open()
    return window


def shown(window: MainWindow) -> Any:
    """The page, whichever it is."""
    return window.page
