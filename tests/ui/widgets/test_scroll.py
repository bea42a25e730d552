"""A page that scrolls shows what has the focus, however it came there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mobility_timer.ui.widgets.scroll import Scroll

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def scroll(qtbot: QtBot) -> Scroll:
    """Twenty fields, of which a few fit."""
    content = QWidget()
    column = QVBoxLayout(content)
    for _ in range(20):
        column.addWidget(QLineEdit())
    scroll = Scroll(content)
    qtbot.addWidget(scroll)
    scroll.resize(200, 120)
    with qtbot.waitActive(scroll):
        scroll.show()
        scroll.activateWindow()
    return scroll


def last(scroll: Scroll) -> QLineEdit:
    return scroll.findChildren(QLineEdit)[-1]


def test_what_a_screen_reader_goes_to_comes_into_sight(scroll: Scroll) -> None:
    last(scroll).setFocus(Qt.FocusReason.OtherFocusReason)
    assert not last(scroll).visibleRegion().isEmpty()
    assert scroll.verticalScrollBar().value() > 0


def test_what_the_mouse_presses_stays_under_it(
    scroll: Scroll, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QGuiApplication, "mouseButtons", lambda: Qt.MouseButton.LeftButton)
    last(scroll).setFocus(Qt.FocusReason.MouseFocusReason)
    assert scroll.verticalScrollBar().value() == 0


def test_a_window_that_comes_back_stays_where_it_was_scrolled_to(
    scroll: Scroll, qtbot: QtBot
) -> None:
    first = scroll.findChildren(QLineEdit)[0]
    first.setFocus(Qt.FocusReason.TabFocusReason)
    bar = scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    other = QLineEdit()
    qtbot.addWidget(other)
    for window in (other, scroll):
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
    assert first.hasFocus()
    assert bar.value() == bar.maximum()
    last(scroll).setFocus(Qt.FocusReason.TabFocusReason)
    first.setFocus(Qt.FocusReason.BacktabFocusReason)
    assert bar.value() < bar.maximum()
