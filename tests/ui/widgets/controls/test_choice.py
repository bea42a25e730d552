from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from mobility_timer.ui.widgets.controls.choice import Choice


@pytest.fixture
def choice(qtbot: QtBot) -> Choice:
    choice = Choice("Size", ((1, "small"), (2, "middle"), (3, "large")))
    qtbot.addWidget(choice)
    choice.show()
    return choice


def test_the_arrows_step_through_and_stop_at_the_ends(choice: Choice, qtbot: QtBot) -> None:
    picked: list[Any] = []
    choice.picked.connect(picked.append)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right):
        qtbot.keyClick(choice, key)
    assert picked == [2, 3]
    assert choice.accessibleName() == "Size: large"


def test_the_menu_marks_what_is_chosen_and_picks(choice: Choice, qtbot: QtBot) -> None:
    choice.show_value(2)
    marks = [not action.icon().isNull() for action in choice.menu().actions()]
    assert marks == [False, True, False]
    with qtbot.waitSignal(choice.picked):
        choice.menu().actions()[0].trigger()
    assert choice.value == 1


@pytest.mark.qt_log_ignore("grabbing the", "propagateSizeHints", "raise")
def test_the_menu_opens_at_what_is_chosen(choice: Choice, qtbot: QtBot) -> None:
    choice.show_value(2)
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    menu = choice.findChild(QMenu)
    assert menu.activeAction().text() == "middle"
    menu.close()


def test_showing_a_value_tells_nobody_and_an_unknown_one_is_the_first(
    choice: Choice, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(choice.picked):
        choice.show_value(3)
        choice.show_value("gone")
    assert choice.value == 1
