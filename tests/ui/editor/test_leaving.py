"""What was typed and not entered is kept, however one leaves."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mobility_timer.playback import Result
from mobility_timer.ui.editor.drill.drafts import new_drill
from mobility_timer.ui.editor.drill.page import DrillPage
from mobility_timer.ui.editor.own import opening
from mobility_timer.words import editor as words


@pytest.fixture
def editor(window: Any, editor_context: Any) -> Any:
    routine = editor_context.library.routines["ankles-and-hips"]
    window.show_editor(opening.copy_session(editor_context, routine))
    QApplication.processEvents()
    return window.page


def type_name(qtbot: QtBot, page: Any, name: str) -> None:
    page.name.setFocus()
    page.name.selectAll()
    qtbot.keyClicks(page.name, name)


def test_esc_keeps_the_name_and_asks(editor: Any, qtbot: QtBot) -> None:
    type_name(qtbot, editor, "Knees")
    qtbot.keyClick(editor.name, Qt.Key.Key_Escape)
    assert editor.model.routine.name == "Knees"
    assert editor.asking.question.text() == words.ASK_TO_SAVE


@pytest.fixture
def without_drills(window: Any, editor_context: Any, qtbot: QtBot) -> Any:
    """A new routine that has a name and cannot be saved."""
    window.show_editor(opening.new_session(editor_context))
    QApplication.processEvents()
    type_name(qtbot, window.page, "Knees")
    return window.page


def test_at_the_question_esc_stays_and_says_so(
    window: Any, without_drills: Any, qtbot: QtBot
) -> None:
    asking = without_drills.asking
    for _ in range(3):
        qtbot.keyClick(window, Qt.Key.Key_Escape)
        assert asking.question.text() == words.NOT_WITHOUT_DRILLS
        assert [answer.key for answer in asking.answers] == ["Esc", "Shift Esc"]
        assert asking.answers[0].hasFocus()
        qtbot.keyClick(window, Qt.Key.Key_Escape)
        assert not asking.isVisible()
    assert window.page is without_drills
    assert without_drills.model.draft.name == "Knees"


@pytest.mark.parametrize("can_be_saved", [False, True])
def test_shift_and_esc_leave_and_only_while_that_is_asked(
    window: Any, editor: Any, request: pytest.FixtureRequest, qtbot: QtBot, can_be_saved: bool
) -> None:
    page = editor if can_be_saved else request.getfixturevalue("without_drills")
    type_name(qtbot, page, "Knees")
    shift = Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_Escape, shift)
    assert window.page is page
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    qtbot.keyClick(window, Qt.Key.Key_Escape, shift)
    assert window.page is not page


def test_pressing_back_again_neither_leaves_nor_takes_the_question_back(
    window: Any, without_drills: Any, qtbot: QtBot
) -> None:
    for _ in range(3):
        qtbot.mouseClick(without_drills.leave, Qt.MouseButton.LeftButton)
        assert without_drills.asking.isVisible()
        assert without_drills.asking.answers[0].hasFocus()
    qtbot.mouseClick(without_drills.asking.answers[1], Qt.MouseButton.LeftButton)
    assert window.page is not without_drills


def test_esc_keeps_a_number(editor: Any, qtbot: QtBot) -> None:
    editor.list.rows[1].dose.type("14")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert editor.model.routine.drills[1].dose.amount == 14
    assert editor.asking.isVisible()


def test_closing_the_window_keeps_it_as_a_draft(
    window: Any, editor: Any, qtbot: QtBot, user: Any
) -> None:
    type_name(qtbot, editor, "Knees")
    window.close()
    ((_, left),) = user.drafts.left()
    assert left.name == "Knees"
    assert "name: Knees\n" in left.text


def test_closing_the_window_keeps_a_drill_beside_the_routine(
    window: Any, editor: Any, editor_context: Any, qtbot: QtBot, user: Any
) -> None:
    drill = DrillPage(editor_context, window, new_drill(editor_context), lambda *_: None)
    window.show_own_page(drill)
    type_name(qtbot, drill, "Pinky press")
    window.close()
    assert {left.name for _, left in user.drafts.left()} == {
        editor.model.routine.name,
        "Pinky press",
    }


def test_the_window_is_called_by_the_name_of_now(window: Any, editor: Any, qtbot: QtBot) -> None:
    type_name(qtbot, editor, "Knees")
    qtbot.keyClick(editor.name, Qt.Key.Key_Return)
    assert window.windowTitle().startswith("Knees")


def test_a_draft_that_another_page_closed_is_offered_on_home(
    window: Any, editor: Any, qtbot: QtBot
) -> None:
    type_name(qtbot, editor, "Knees")
    window.show_home()
    qtbot.waitUntil(lambda: window.notice.text() == words.draft_left("Knees"))


def test_a_draft_that_esc_took_away_is_offered_again_only_once_it_has_changed(
    window: Any, editor: Any, user: Any, qtbot: QtBot
) -> None:
    type_name(qtbot, editor, "Knees")
    window.show_home()
    qtbot.waitUntil(lambda: window.notice.text() == words.draft_left("Knees"))
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.notice.text() == ""
    window.show_settings()
    window.back()
    assert window.notice.text() == ""
    [(kept, left)] = user.drafts.left()
    kept.keep(replace(left, text=left.text.replace("Knees", "Knees ")))
    kept.let_go()
    window.show_settings()
    window.back()
    assert window.notice.text() == words.draft_left("Knees")


@pytest.mark.parametrize("what", ["routine", "drill"])
def test_esc_after_what_was_played_from_it_leads_back_to_what_is_edited(
    window: Any, editor: Any, editor_context: Any, qtbot: QtBot, what: str
) -> None:
    page = editor
    if what == "drill":
        page = DrillPage(editor_context, window, new_drill(editor_context), lambda *_: None)
        window.show_own_page(page)
        type_name(qtbot, page, "Plank")
        page.settle_typed()
        page.panel.hear.click()
    else:
        page._play_from(page.list.rows[0].number)
    assert window.in_session
    window.show_end(page.model.routine if what == "routine" else page.draft.alone, Result(), None)
    window.back()
    QApplication.processEvents()
    assert window.page is page
    if what == "drill":
        assert page.draft.name == "Plank"


def test_what_is_begun_after_leaving_what_was_saved_is_not_closed_by_it(
    window: Any, editor: Any
) -> None:
    routine = editor.model.routine
    assert editor.save()
    window.back()
    window.play(routine)
    for _ in range(3):
        QApplication.processEvents()
    assert window.in_session
    window.back()
