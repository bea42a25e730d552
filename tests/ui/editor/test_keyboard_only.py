"""The same prescription by keys alone: three drills, one of one's own, one side sore."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
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


def test_tab_goes_round_in_the_catalogue_and_never_to_what_it_covers(
    page: Any, qtbot: QtBot
) -> None:
    page.open_catalogue()
    catalogue = page.catalogue
    keys = Keys(qtbot)
    catalogue.search.setText("90/90")
    seen = [QApplication.focusWidget()]
    for _ in range(20):
        keys.press(Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
        assert catalogue.isAncestorOf(seen[-1])
    assert seen[-1] in seen[:-1]
    places = [one.mapTo(catalogue, one.rect().center()).y() for one in seen]
    first_card = next(at for at, one in enumerate(seen) if one in catalogue.cards)
    assert places[: first_card + 1] == sorted(places[: first_card + 1])
    catalogue.search.setFocus()
    keys.press(Qt.Key.Key_Backtab)
    assert catalogue.done.hasFocus()
    keys.press(Qt.Key.Key_Backtab)
    assert catalogue.write_own.hasFocus()


def test_where_a_row_goes_its_neighbour_takes_the_focus(page: Any, qtbot: QtBot) -> None:
    keys = Keys(qtbot)
    page.list.rows[1].setFocus()
    below = page.list.rows[2]
    keys.press(Qt.Key.Key_Delete)
    assert below.hasFocus()
    for _ in range(len(page.list.rows)):
        keys.press(Qt.Key.Key_Delete)
    assert not page.list.rows
    assert page.add.hasFocus()
    keys.press(Qt.Key.Key_Z, _CTRL)
    row = page.list.rows[0]
    row.setFocus()
    keys.press(Qt.Key.Key_D, _CTRL)
    page.list.rows[1].setFocus()
    keys.press(Qt.Key.Key_Z, _CTRL)
    assert page.list.rows[0].hasFocus()


def test_tab_and_a_screen_reader_meet_the_steps_in_the_order_they_were_moved_to(
    page: Any, qtbot: QtBot
) -> None:
    keys, last = Keys(qtbot), page.list.rows[-1]
    last.setFocus()
    keys.press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    rows = page.list.rows
    assert rows[-2] is last
    assert [child for child in page.list.children() if child in rows] == list(rows)
    rows[0].setFocus()
    met = [rows[0]]
    for _ in range(100):
        keys.press(Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        row = next((row for row in rows if row is focus or row.isAncestorOf(focus)), None)
        if row is None:
            break
        if met[-1] is not row:
            met.append(row)
    assert met == list(rows)


def test_undo_redo_and_save_on_a_keyboard_without_latin_letters(
    page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", staticmethod(lambda: "xcb"))
    z, y, s = (0x42F, 44), (0x41D, 21), (0x42B, 31)

    def press(key: int, place: int) -> None:
        event = QKeyEvent(QEvent.Type.KeyPress, key, _CTRL, place + 8, 0, 0, "")
        QApplication.sendEvent(page, event)

    before = page.model.routine
    page.list.rows[0].dose.more.click()
    changed = page.model.routine
    press(*z)
    assert page.model.routine == before != changed
    press(*y)
    assert page.model.routine == changed
    press(*s)
    assert not page.model.session.is_changed
