"""A new user prescribes three drills, one of their own, one side sore, in the window alone."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mobility_timer.editing.kept_drafts import UnsavedDraft
from mobility_timer.routine import Side
from mobility_timer.ui.editor.drill.page import DrillPage
from mobility_timer.ui.editor.page import EditorPage
from mobility_timer.ui.preview.page import PreviewPage


def test_three_drills_one_own_one_side_sore(window: Any, qtbot: QtBot, user: Any) -> None:
    clicks = []

    def click(widget: Any) -> None:
        QApplication.processEvents()
        clicks.append(widget)
        qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    def search(text: Any) -> None:
        field = window.page.catalogue.search
        field.selectAll()
        qtbot.keyClicks(field, text)
        qtbot.keyClick(field, Qt.Key.Key_Return)

    click(window.page.head.new)
    editor = window.page
    assert isinstance(editor, EditorPage)
    click(editor.add)
    search("knee to wall")
    search("calf stretch")
    click(editor.catalogue.write_own)
    drill = window.page
    assert isinstance(drill, DrillPage)
    drill.opened()
    qtbot.keyClicks(drill.name, "Towel scrunch")
    qtbot.keyClick(drill.name, Qt.Key.Key_Return)
    click(drill.panel.save)
    assert window.page is editor
    row = editor.list.rows[1]
    click(row.more)
    for _ in range(4):
        click(row.details.right.less)
    editor.name.setFocus()
    editor.name.selectAll()
    qtbot.keyClicks(editor.name, "Achilles")
    qtbot.keyClick(editor.name, Qt.Key.Key_Return)
    click(editor.panel.save)
    click(editor.leave)
    QApplication.processEvents()
    assert isinstance(window.page, PreviewPage)
    routine = window.page.model.original
    assert [drill.id for drill in routine.drills] == [
        "knee-to-wall",
        "calf-stretch",
        "towel-scrunch",
    ]
    assert [routine.drills[1].amount_of(0, side) for side in Side] == [10, 6]
    assert routine.drills[2].dose.amount == 8
    assert (user.folder / "achilles.yaml").read_text() == (
        "name: Achilles\ndrills:\n  - knee-to-wall\n  - drill: calf-stretch\n"
        "    reps: {left: 10, right: 6}\n  - towel-scrunch\n"
    )
    assert len(clicks) <= 12


def test_after_a_crash_a_press_opens_the_draft(window: Any, qtbot: QtBot, user: Any) -> None:
    text = "name: Left\ndrills:\n  - hip-cars\n"
    kept = user.drafts.begin()
    kept.keep(UnsavedDraft(user.folder / "left.yaml", text, None, "Left"))
    kept.let_go()
    window.page._own_routines().offer_drafts()
    assert window.notice.isVisible()
    qtbot.mouseClick(window.notice, Qt.MouseButton.LeftButton)
    assert isinstance(window.page, EditorPage)
    assert window.page.model.routine.name == "Left"
    assert not window.notice.isVisible()
