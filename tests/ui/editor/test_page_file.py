"""The editor and its file: what is changed outside, what is asked of that, what is never lost."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mobility_timer.editing.saving import NotSaved, UserFiles
from mobility_timer.ui.widgets.paint import shows_focus
from mobility_timer.words import editor as words
from tests.ui.conftest import NotedPages
from tests.ui.editor.conftest import ids, press

GO_ON, KEEP, TAKE = range(3)


@pytest.fixture
def own(open_editor: Any, qtbot: QtBot) -> Any:
    """An editor on a file of the user's own."""
    page = open_editor()
    press(qtbot, page.panel.save)
    assert not page.model.session.is_changed
    return page


def test_a_save_by_mouse_shows_no_ring_where_the_focus_goes(open_editor: Any, qtbot: QtBot) -> None:
    page = open_editor()
    page.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, False)
    page.panel.save.setFocus(Qt.FocusReason.MouseFocusReason)
    press(qtbot, page.panel.save)
    assert not page.panel.save.isEnabled()
    page.list.rows[0].setFocus(Qt.FocusReason.TabFocusReason)  # as Qt does it then
    assert not shows_focus(page.list.rows[0])
    page.list.rows[0].clearFocus()
    page.list.rows[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert shows_focus(page.list.rows[0])


def change_outside(page: Any) -> None:
    path = page.model.session.path
    path.write_text(path.read_text().replace("hips, mine", "hips, theirs"))
    page.file.look()


def test_a_change_outside_is_shown_where_nothing_is_unsaved(own: Any, said: Any) -> None:
    change_outside(own)
    assert own.model.routine.name.endswith("theirs")
    assert said()[-1] == words.READ_AGAIN
    assert own.title.endswith("theirs")


def test_it_is_noticed_when_the_page_is_opened(own: Any) -> None:
    path = own.model.session.path
    path.write_text(path.read_text().replace("hips, mine", "hips, theirs"))
    own.opened()
    assert own.model.routine.name.endswith("theirs")


def test_a_change_outside_is_asked_about_where_something_is(own: Any, qtbot: QtBot) -> None:
    path = own.model.session.path
    press(qtbot, own.list.rows[0].dose.more)
    change_outside(own)
    assert own.asking.question.text() == words.CHANGED_ON_DISK
    press(qtbot, own.asking.answers[KEEP])
    assert "theirs" not in path.read_text()
    assert "reps: 9" in path.read_text()


def test_a_question_that_comes_up_does_not_take_over_what_is_typed(own: Any, qtbot: QtBot) -> None:
    press(qtbot, own.list.rows[0].dose.more)
    own.list.rows[1].dose.type()
    field = own.list.rows[1].dose.field
    qtbot.keyClicks(field, "1")
    change_outside(own)
    assert own.asking.isVisible()
    assert QApplication.focusWidget() is field
    qtbot.keyClicks(QApplication.focusWidget(), "4")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert [d.dose.amount for d in own.model.routine.drills[:2]] == [9, 14]
    assert own.asking.isVisible()


def test_no_question_takes_the_place_of_one_that_is_being_answered(own: Any, qtbot: QtBot) -> None:
    press(qtbot, own.list.rows[0].dose.more)
    assert own.back()
    change_outside(own)
    assert own.asking.question.text() == words.ASK_TO_SAVE


def test_the_first_answer_changes_nothing(own: Any, qtbot: QtBot) -> None:
    press(qtbot, own.list.rows[0].dose.more)
    path = own.model.session.path
    path.write_text(path.read_text().replace("hips, mine", "hips, theirs"))
    press(qtbot, own.panel.save)
    assert own.asking.answers[GO_ON].hasFocus()
    qtbot.keyClick(own.asking.answers[GO_ON], Qt.Key.Key_Return)
    assert own.model.routine.drills[0].dose.amount == 9
    assert "theirs" in path.read_text()


def test_what_the_file_says_now_can_be_taken_and_ones_own_brought_back(
    own: Any, qtbot: QtBot, user: Any, pages: NotedPages
) -> None:
    press(qtbot, own.list.rows[0].dose.more)
    change_outside(own)
    press(qtbot, own.asking.answers[TAKE])
    assert own.model.routine.name.endswith("theirs")
    assert own.model.routine.drills[0].dose.amount == 8
    kept = [version.text for version in user.versions.of(own.model.session.path)]
    assert "theirs" in kept[0]
    assert "reps: 9" in kept[1]
    _, line, bring_back = pages.asked[-1]
    assert line == words.YOURS_ARE_KEPT
    bring_back()
    assert own.model.routine.drills[0].dose.amount == 9
    assert own.model.session.is_changed
    press(qtbot, own.panel.save)
    assert "reps: 9" in own.model.session.path.read_text()


def test_a_file_that_is_gone_can_be_saved_again(own: Any, qtbot: QtBot) -> None:
    path = own.model.session.path
    press(qtbot, own.list.rows[0].dose.more)
    path.unlink()
    press(qtbot, own.panel.save)
    assert own.asking.question.text() == words.GONE_FROM_DISK
    press(qtbot, own.asking.answers[KEEP])
    assert "reps: 9" in path.read_text()


def test_a_file_that_cannot_be_read_now_is_told(own: Any, said: Any) -> None:
    before = ids(own)
    own.model.session.path.write_text("name: [")
    own.file.look()
    assert said()[-1] == words.UNREADABLE_NOW
    assert ids(own) == before


def test_a_draft_is_kept_while_one_edits(own: Any, qtbot: QtBot, user: Any) -> None:
    press(qtbot, own.list.rows[0].dose.more)
    own.closing()
    ((_, left),) = user.drafts.left()
    assert "reps: 9" in left.text
    assert left.on_disk == own.model.session.path.read_text()


def test_what_a_new_one_begins_with_is_a_draft_at_once(page: Any, user: Any) -> None:
    page.closing()
    ((_, left),) = user.drafts.left()
    assert left.name == page.model.routine.name


def test_another_editor_leaves_the_draft_of_the_first_alone(
    open_editor: Any, qtbot: QtBot, user: Any
) -> None:
    first, second = open_editor(), open_editor()
    press(qtbot, first.list.rows[0].dose.more)
    first.file.keep_draft()
    press(qtbot, second.panel.save)
    first.closing()
    ((_, left),) = user.drafts.left()
    assert "reps: 9" in left.text


def test_what_is_typed_and_not_entered_is_saved_by_the_key(own: Any, qtbot: QtBot) -> None:
    own.name.setFocus()
    own.name.selectAll()
    qtbot.keyClicks(own.name, "Knees")
    qtbot.keyClick(own.name, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "name: Knees\n" in own.model.session.path.read_text()


def test_a_number_that_is_typed_and_not_entered_is_saved_by_the_key(own: Any, qtbot: QtBot) -> None:
    own.list.rows[1].dose.type("14")
    field = own.list.rows[1].dose.field
    qtbot.keyClick(field, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "reps: 14" in own.model.session.path.read_text()


def test_a_name_in_the_field_gives_way_to_the_one_in_the_file(own: Any) -> None:
    own.name.setFocus()
    change_outside(own)
    own.list.rows[0].setFocus()
    assert own.model.routine.name.endswith("theirs")
    assert not own.model.session.is_changed


def test_leaving_one_without_drills_asks_and_keeps_what_was_written(
    open_editor: Any, editor_context: Any, qtbot: QtBot
) -> None:
    from mobility_timer.ui.editor.own import opening

    page = open_editor(opening.new_session(editor_context))
    assert not page.back()
    page.name.setFocus()
    page.name.selectAll()
    qtbot.keyClicks(page.name, "Knees")
    page.settle_typed()
    assert page.back()
    assert page.asking.question.text() == words.NOT_WITHOUT_DRILLS
    assert page.asking.answers[0].text() == words.GO_ON


def test_that_it_could_not_be_saved_is_taken_back_once_it_is(
    own: Any, pages: NotedPages, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise NotSaved("No space left on device")

    press(qtbot, own.list.rows[0].dose.more)
    with monkeypatch.context() as broken:
        broken.setattr(UserFiles, "save", full)
        press(qtbot, own.panel.save)
    assert pages.asked[-1] == ("say", "No space left on device")
    press(qtbot, own.panel.save)
    asked = [given for given in pages.asked if given[0] in ("take_back", "tell")]
    assert asked[-2:] == [("take_back", "No space left on device"), ("tell", words.SAVED)]
