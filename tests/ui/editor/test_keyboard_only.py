"""The same prescription by keys alone: three drills, one of one's own, one side sore."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mobility_timer.routine import Side
from mobility_timer.ui.editor.drill.page import DrillPage
from mobility_timer.ui.editor.page import EditorPage
from mobility_timer.ui.preview.page import PreviewPage

_CTRL = Qt.KeyboardModifier.ControlModifier


class Keys:
    """Presses keys where the focus is, and goes by Tab to what is wanted."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot

    def press(self, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
        QApplication.processEvents()
        self._qtbot.keyClick(QApplication.focusWidget(), key, modifier)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        self._qtbot.keyClicks(QApplication.focusWidget(), text)
        self.press(Qt.Key.Key_Return)

    def go_to(self, widget: Any) -> None:
        for _ in range(200):
            if widget.hasFocus():
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not lead to {widget.accessibleName()}")


def test_three_drills_one_own_one_side_sore(window: Any, qtbot: QtBot, user: Any) -> None:
    home: Any = window.page
    home.opened()
    keys = Keys(qtbot)
    keys.go_to(home.head.new)
    keys.press(Qt.Key.Key_Return)
    editor: Any = window.page
    assert isinstance(editor, EditorPage)
    keys.press(Qt.Key.Key_Return)
    for name in ("knee to wall", "calf stretch"):
        keys.type(name)
    keys.go_to(editor.catalogue.write_own)
    keys.press(Qt.Key.Key_Return)
    assert isinstance(window.page, DrillPage)
    keys.type("Towel scrunch")
    keys.press(Qt.Key.Key_S, _CTRL)
    assert window.page is editor
    row: Any = editor.list.rows[1]
    row.setFocus()
    keys.press(Qt.Key.Key_Space)
    keys.go_to(row.details.right.less)
    for _ in range(4):
        keys.press(Qt.Key.Key_Space)
    keys.go_to(editor.name)
    keys.press(Qt.Key.Key_A, _CTRL)
    keys.type("Achilles")
    keys.press(Qt.Key.Key_S, _CTRL)
    keys.press(Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert isinstance(window.page, PreviewPage)
    routine = window.page.model.original
    assert [drill.id for drill in routine.drills] == [
        "knee-to-wall",
        "calf-stretch",
        "towel-scrunch",
    ]
    assert [routine.drills[1].amount_of(0, side) for side in Side] == [10, 6]
    assert (user.folder / "achilles.yaml").exists()
