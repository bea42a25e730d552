"""A prescription becomes a draft; each line that is not understood is named."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mobility_timer.ui.editor.own.own_routines import OwnRoutines
from mobility_timer.ui.editor.own.paste_page import PastePage
from mobility_timer.ui.shell.theme import DARK, LIGHT, palette
from mobility_timer.words import editor as editor_words
from mobility_timer.words import paste_page as words
from tests.ui.conftest import NotedPages

TEXT = "Knee to wall 2x10 each side\nsome zork\nPlank: 3 sets of 45 seconds\n"


@pytest.fixture
def page(editor_context: Any, pages: NotedPages, qtbot: QtBot) -> Any:
    page = PastePage(editor_context, pages)
    qtbot.addWidget(page)
    return page


def test_each_line_is_told_as_it_is_understood(page: Any) -> None:
    assert not page.make.isEnabled()
    page.text.setPlainText(TEXT)
    page.read()
    known, unknown, own = page.told.lines
    assert known.parts == (
        "Knee to wall 2x10 each side",
        "Knee to wall, from the catalogue",
        "2 sets of 10 reps, each side",
    )
    assert (unknown.mark, unknown.line, unknown.drill) == ("\u2717", "some zork", "")
    assert unknown.refused == "Not understood: \u201csome\u201d."
    assert own.parts == (
        "Plank: 3 sets of 45 seconds",
        "Plank, a new drill of your own",
        "3 sets of 45 s",
        "Not given, so guessed: lying face down, on a mat, without sides",
    )
    assert page.make.isEnabled()


def test_words_that_change_no_dose_are_named_and_kept(page: Any) -> None:
    page.text.setPlainText("Plank 3 x 45 s, partner-held")
    page.read()
    (told,) = page.told.lines
    assert not told.refused
    assert told.kept == "Not understood, kept as a note: \u201cpartner-held\u201d"
    assert told.parts[-1] == told.kept


def test_the_draft_opens_in_the_editor(page: Any, pages: NotedPages, qtbot: QtBot) -> None:
    page.text.setPlainText(TEXT)
    page.read()
    qtbot.mouseClick(page.make, Qt.MouseButton.LeftButton)
    session = next(given[0] for name, *given in pages.asked if name == "show_editor")
    assert [drill.id for drill in session.routine.drills] == ["knee-to-wall", "plank"]
    assert session.is_new
    assert "# some zork" in session.written()
    assert pages.asked[-1] == ("say", "1 line left out. It is kept in the file as a comment.")


def test_nothing_understood_makes_nothing(page: Any, pages: NotedPages) -> None:
    page.text.setPlainText("zork")
    page._make()
    assert pages.asked == []


def test_what_was_typed_is_asked_about_before_it_is_left(
    page: Any, pages: NotedPages, qtbot: QtBot, user: Any
) -> None:
    assert not page.back()
    page = PastePage(page._context, pages)
    qtbot.addWidget(page)
    page.text.setPlainText(TEXT)
    assert page.back()
    assert page.asking.question.text() == words.ASK_TO_LEAVE
    answers = [(answer.text(), answer.key) for answer in page.asking.answers]
    stays = editor_words.GO_ON, "Esc"
    assert answers == [(words.MAKE, ""), (words.LEAVE, "Shift Esc"), stays]
    page.asking.answers[1].click()
    assert pages.asked[-1] == ("back",)
    page.closing()
    assert user.drafts.left() == ()


def test_typing_on_answers_the_question_whether_to_leave(page: Any) -> None:
    page.text.setPlainText(TEXT)
    assert page.back()
    page.leave.click()
    assert page.asking.isVisibleTo(page)
    page.text.setPlainText("zork")
    assert not page.asking.isVisibleTo(page)


def test_what_was_typed_is_kept_for_a_crash_and_opened_again(
    page: Any, editor_context: Any, pages: NotedPages, user: Any, qtbot: QtBot
) -> None:
    page.text.setPlainText(TEXT)
    page.closing()
    own = OwnRoutines(editor_context, pages)
    own.offer_drafts()
    _, line, take_up = pages.asked[-1]
    assert line == editor_words.draft_left(words.IN_A_DRAFT)
    take_up()
    again = pages.asked[-1][1]
    qtbot.addWidget(again)
    assert again.text.toPlainText() == TEXT
    again.read()
    again.make.click()
    assert pages.asked[-2][0] == "show_editor"
    assert user.drafts.left() == ()


def test_what_nothing_is_understood_of_stays_unless_it_is_dropped(page: Any) -> None:
    page.text.setPlainText("zork")
    assert page.back()
    assert page.asking.answers[0].text() == editor_words.GO_ON


def test_what_was_typed_is_shown_as_it_is_typed_and_in_the_colours_of_the_theme(page: Any) -> None:
    page.setPalette(palette(LIGHT))
    page.opened()
    page.text.setPlainText("Squats <b>3</b> & 3x10\n")
    page.read()
    assert "&lt;b&gt;" in page.told.text()
    assert LIGHT.ink in page.told.text()
    page.setPalette(palette(DARK))
    assert DARK.ink in page.told.text()
    assert DARK.surface in page.text.styleSheet()
