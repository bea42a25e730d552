from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from mobility_timer import files
from mobility_timer.library.reading.opening import open_library
from mobility_timer.personal.adjustments_store import AdjustmentsStore
from mobility_timer.personal.history.history import History
from mobility_timer.routine.adjustments import Adjustments
from mobility_timer.routine.self_check import SIGNS, Area
from mobility_timer.timeline.compiler import length_ms
from mobility_timer.timeline.score_text import minutes_seconds
from mobility_timer.ui.self_check_page import SelfCheckPage
from mobility_timer.ui.shell.context import Context
from mobility_timer.words.language.dates import short
from mobility_timer.words.pages.self_check import NOT_ADVICE
from tests.ui.conftest import MemoryStore, NotedPages, Show
from tests.ui.hands import press

BUNDLED = open_library(files.routines(), None)

ANKLES = {sign.id for sign in SIGNS if sign.area is Area.ANKLES} - {"pain-below"}

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def page(context: Context, pages: NotedPages, show: Show) -> SelfCheckPage:
    return show(SelfCheckPage(context._replace(library=BUNDLED), pages))


def test_eight_keys_and_enter_start_a_routine(
    page: SelfCheckPage, pages: NotedPages, qtbot: QtBot
) -> None:
    for sign in SIGNS:
        press(qtbot, Qt.Key.Key_Y if sign.id in ANKLES else Qt.Key.Key_N)
    assert page.name.text() == BUNDLED.routines["ankle-focus"].name
    press(qtbot, Qt.Key.Key_Return)
    assert pages.asked[-1] == ("play", BUNDLED.routines["ankle-focus"])


def test_what_is_proposed_is_shown_and_started_as_adjusted(
    page: SelfCheckPage,
    pages: NotedPages,
    adjustments: AdjustmentsStore,
    store: MemoryStore,
    qtbot: QtBot,
) -> None:
    adjustments.keep("ankle-focus", Adjustments(rounds=3))
    store.change(wait_for_me=True)
    for sign in SIGNS:
        press(qtbot, Qt.Key.Key_Y if sign.id in ANKLES else Qt.Key.Key_N)
    asked = replace(BUNDLED.routines["ankle-focus"], rounds=3, wait_for_me=True)
    assert minutes_seconds(length_ms(asked)) in page.facts.text()
    press(qtbot, Qt.Key.Key_Return)
    assert pages.asked[-1] == ("play", asked)


def test_nothing_is_proposed_before_all_is_answered(
    page: SelfCheckPage, pages: NotedPages, qtbot: QtBot
) -> None:
    for _ in SIGNS[:-1]:
        press(qtbot, Qt.Key.Key_N)
    press(qtbot, Qt.Key.Key_Return)
    assert pages.asked == []
    assert not page.start.isVisible()
    assert page.told.text().startswith("1 question to go")


def test_signs_of_the_hips_lead_to_the_hips(
    page: SelfCheckPage, pages: NotedPages, qtbot: QtBot
) -> None:
    for row in page.rows:
        chip = row.yes if row.sign.area is Area.HIPS else row.no
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.look, Qt.MouseButton.LeftButton)
    assert pages.asked == [("show_preview", BUNDLED.routines["hip-maintenance"])]


def test_it_ends_in_the_measure(page: SelfCheckPage, pages: NotedPages, qtbot: QtBot) -> None:
    for _ in SIGNS:
        press(qtbot, Qt.Key.Key_N)
    qtbot.mouseClick(page.measure, Qt.MouseButton.LeftButton)
    assert pages.asked == [("show_measure",)]


def test_pain_leads_to_the_gentle_routine_and_not_to_measuring(
    page: SelfCheckPage, pages: NotedPages, qtbot: QtBot
) -> None:
    for _ in SIGNS:
        press(qtbot, Qt.Key.Key_Y)
    assert "physiotherapist" in page.notes.text()
    assert not page.measure.isVisible()
    press(qtbot, Qt.Key.Key_Return)
    assert pages.asked == [("play", BUNDLED.routines["easy-movement"])]


def test_the_answers_are_kept_with_their_day(
    page: SelfCheckPage,
    qtbot: QtBot,
    history: History,
    context: Context,
    pages: NotedPages,
    show: Show,
) -> None:
    assert not page.last.isVisible()
    for sign in SIGNS[:-1]:
        press(qtbot, Qt.Key.Key_Y if sign.id in ANKLES else Qt.Key.Key_N)
    press(qtbot, Qt.Key.Key_N)
    kept = history.last_self_check()
    assert kept.day.isoformat() == history.today
    assert {id for id, yes in kept.answers.items() if yes} == ANKLES
    again = show(SelfCheckPage(context._replace(library=BUNDLED), pages))
    assert again.answers == {}
    assert again.last.text() == (
        f"Last time, on {short(kept.day)}: your answers point to your ankles."
    )


def test_answers_are_there_again_after_esc(
    page: SelfCheckPage,
    qtbot: QtBot,
    context: Context,
    pages: NotedPages,
    show: Show,
) -> None:
    press(qtbot, Qt.Key.Key_Y)
    press(qtbot, Qt.Key.Key_N)
    again = show(SelfCheckPage(context._replace(library=BUNDLED), pages))
    assert again.answers == page.answers
    assert again.rows[2].hasFocus()
    assert not again.last.isVisible()


@pytest.mark.parametrize("size", [(1024, 640), (1280, 800), (1440, 900)])
def test_every_question_is_in_sight(page: SelfCheckPage, size: tuple[int, int]) -> None:
    page.resize(*size)
    QApplication.processEvents()
    bar = page.scroller.verticalScrollBar()
    assert bar.maximum() == 0


def test_an_answer_can_be_changed(page: SelfCheckPage, qtbot: QtBot) -> None:
    for _ in SIGNS:
        press(qtbot, Qt.Key.Key_N)
    before = page.told.text()
    page.rows[0].setFocus()
    press(qtbot, Qt.Key.Key_Y)
    assert page.rows[0].yes.isChecked()
    assert not page.rows[0].no.isChecked()
    assert page.told.text() != before


def test_it_says_that_it_is_no_diagnosis(page: SelfCheckPage) -> None:
    assert page._quiet.text() == NOT_ADVICE
    assert page._quiet.isVisible()


def test_no_button_is_nameless(page: SelfCheckPage) -> None:
    assert all(button.accessibleName() for button in page.findChildren(QAbstractButton))
