from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mobility_timer.ui.shell.first_paint import after_first_paint


class Painted(QWidget):
    def __init__(self, notes: list[Any], name: str, parent: Painted | None = None) -> None:
        super().__init__(parent)
        self._notes, self._name = notes, name

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._notes.append(self._name)


def test_it_comes_once_after_the_window_and_what_is_in_it(qtbot: QtBot) -> None:
    notes: list[Any] = []
    window = Painted(notes, "window")
    qtbot.addWidget(window)
    Painted(notes, "child", window).setGeometry(5, 5, 20, 20)
    after_first_paint(window, lambda: notes.append("then"))
    assert notes == []
    window.show()
    qtbot.waitUntil(lambda: "then" in notes)
    assert notes == ["window", "child", "then"]
    window.repaint()
    qtbot.wait(1)
    assert notes.count("then") == 1


def test_a_window_that_is_gone_is_not_told(qtbot: QtBot, qapp: QApplication) -> None:
    notes: list[Any] = []
    window = Painted(notes, "window")
    after_first_paint(window, lambda: notes.append("then"))
    window.grab()
    assert notes == ["window"]
    window.deleteLater()
    qapp.sendPostedEvents(window, QEvent.Type.DeferredDelete)
    qtbot.wait(1)
    assert notes == ["window"]
