"""What stands in the line of the window, and when it goes."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mobility_timer.personal.adjustments_store import _Trouble
from mobility_timer.ui.editor.own.paste_page import PastePage
from mobility_timer.ui.home.page import HomePage
from mobility_timer.ui.player.page import PlayerPage
from mobility_timer.ui.shell.main_window import MainWindow
from tests.sample_routines import MIXED

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

IN_SETTINGS = ["settings.yaml:1:1: wrong", "settings.yaml:2:1: wrong"]


def test_all_that_is_wrong_with_files_at_the_start_is_told_at_once(window: MainWindow) -> None:
    context: Any = window.context
    context.history.store._note(passing="No record: Not a directory.")
    window.notice.say_faults([*IN_SETTINGS, "No changes: Not a directory."])
    window.troubled.emit()
    assert window.notice.text().split("\n") == [
        *IN_SETTINGS,
        "No changes: Not a directory.",
        "No record: Not a directory.",
    ]
    window.notice.click()
    assert not window.notice.isVisible()
    window.troubled.emit()
    assert not window.notice.isVisible()


def test_what_is_so_of_changes_and_sessions_is_told_once_for_as_long_as_it_is_so_of_one(
    window: MainWindow,
) -> None:
    context: Any = window.context
    stores = context.adjustments._store, context.history.store
    line = "Nothing can be kept."
    stores[0]._note(_Trouble.NOT_KEPT, line)
    stores[1]._note(passing=line)
    window.troubled.emit()
    assert window.notice.text() == line
    stores[0]._note(_Trouble.NOT_KEPT, "")
    window.troubled.emit()
    assert window.notice.text() == line
    stores[1]._note(passing="")
    window.troubled.emit()
    assert not window.notice.isVisible()


def test_a_fault_that_finds_no_room_beside_the_others_comes_before_them(
    window: MainWindow,
) -> None:
    window.notice.say_faults(["1", "2", "3", "4"])
    window.notice.say_faults(["5"])
    assert window.notice.text() == "5"
    window.notice.click()
    assert window.notice.text() == "1\n2\n3\n4"


def test_faults_stand_apart_from_what_else_is_said(window: MainWindow) -> None:
    window.notice.say_faults(["1"])
    window.say("Not taken.")
    window.notice.say_faults(["2"])
    assert window.notice.text() == "2"
    window.take_back("2")
    assert window.notice.text() == "Not taken."


def test_of_faults_told_together_the_one_that_holds_no_more_goes(window: MainWindow) -> None:
    window.notice.say_faults(["1", "2", "1"])
    window.take_back("1")
    assert window.notice.text() == "2"
    window.notice.say_faults(["1"])
    assert window.notice.text() == "2\n1"


@pytest.mark.parametrize("size", [(1024, 640), (1440, 900)])
def test_while_a_routine_plays_faults_take_one_line_and_are_listed_when_it_is_left(
    window: MainWindow, size: tuple[int, int]
) -> None:
    window.resize(*size)
    window.notice.say_faults(IN_SETTINGS)
    window.play(MIXED)
    QApplication.processEvents()
    page = window.page
    assert isinstance(page, PlayerPage)
    assert window.notice.text() == "2 problems with your files. They are listed when you leave."
    assert window.notice.geometry().bottom() <= page.figure_view.geometry().top() + 2
    window.notice.click()
    assert not window.notice.isVisible()
    window.show_home()
    assert window.notice.text().split("\n") == IN_SETTINGS
    window.notice.click()
    assert not window.notice.isVisible()


def test_while_a_routine_plays_a_line_that_stood_for_long_enough_waits_for_the_next_page(
    window: MainWindow,
) -> None:
    window.play(MIXED)
    window.notice.say_faults(["No record: disk full."])
    window.say("Not taken.")
    for told in ("Not taken.", "No record: disk full."):
        assert window.notice.text() == told
        assert window.notice.focusPolicy() is Qt.FocusPolicy.NoFocus
        window.notice._reads.timeout.emit()
    assert not window.notice.isVisible()
    window.notice.say_faults(["No settings: disk full."])
    assert window.notice.text() == "No settings: disk full."
    window.take_back("No record: disk full.")
    window.notice.say_faults(["No record: disk full."])
    assert window.notice.text() == "2 problems with your files. They are listed when you leave."
    window.notice._reads.timeout.emit()
    window.show_home()
    assert window.notice.text() == "No settings: disk full.\nNo record: disk full."


def test_while_a_routine_plays_all_faults_are_counted_and_step_aside_together(
    window: MainWindow,
) -> None:
    faults = [str(number) for number in range(8)]
    window.notice.say_faults(faults)
    window.play(MIXED)
    assert window.notice.text() == "8 problems with your files. They are listed when you leave."
    window.notice._reads.timeout.emit()
    assert not window.notice.isVisible()
    window.show_home()
    assert window.notice.text().split("\n") == faults[:4]
    window.notice.click()
    assert window.notice.text().split("\n") == faults[4:]


@pytest.mark.parametrize("size", [(1024, 640), (1440, 900)])
def test_no_routine_on_home_lies_under_a_notice(
    window: MainWindow, qtbot: QtBot, size: tuple[int, int]
) -> None:
    window.resize(*size)
    home, notice = window.page, window.notice
    assert isinstance(home, HomePage)
    QApplication.processEvents()
    whole = home.scroller.height()
    assert whole == home.height()
    for again in ("", " Still."):
        notice.say_faults([f"Nothing can be kept: {'/folder' * 20} is not a folder.{again}"])
        QApplication.processEvents()
        assert notice.y() - home.scroller.height() == home.height() - notice.geometry().bottom() - 1
        if not again:
            window.show_settings()
            window.back()
    qtbot.mouseClick(notice, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert home.scroller.height() == whole


def test_why_a_routine_is_paused_stands_until_it_goes_on(window: MainWindow) -> None:
    window.play(MIXED)
    window.hold("Your computer was asleep.")
    window.notice._reads.timeout.emit()
    assert window.notice.text() == "Your computer was asleep."
    window.take_back("Your computer was asleep.")
    assert not window.notice.isVisible()


def test_what_is_covered_is_not_read(window: MainWindow) -> None:
    window.play(MIXED)
    window.say("Not taken.")
    window.notice.set_aside(True)
    assert not window.notice._reads.isActive()
    window.notice.set_aside(False)
    assert window.notice._reads.isActive()


def test_esc_takes_a_notice_away_before_it_leaves_the_page(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.show_settings()
    window.say("Not saved.")
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.notice.isVisible()
    assert not isinstance(window.page, HomePage)
    window.say("Not saved.")  # it was read
    assert not window.notice.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert isinstance(window.page, HomePage)


def test_esc_closes_what_the_page_has_open_before_a_notice(
    window: MainWindow, qtbot: QtBot
) -> None:
    home = window.page
    assert isinstance(home, HomePage)
    home.filters.search.setText("ankle")
    window.notice.say_faults(IN_SETTINGS)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert home.filters.filters.is_empty
    assert window.notice.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.notice.isVisible()


def test_esc_stops_a_session_at_once_whatever_is_told(window: MainWindow, qtbot: QtBot) -> None:
    window.play(MIXED)
    window.say("Not taken.")
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.in_session
    assert window.notice.text() == "Not taken."


def test_esc_leaves_an_offer_alone_and_is_not_held_up_by_what_goes_by_itself(
    window: MainWindow, qtbot: QtBot
) -> None:
    pressed: list[str] = []
    window.say("A draft was left.", lambda: pressed.append("draft"))
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert (window.notice.isVisible(), pressed) == (False, [])
    window.say("A draft was left.", lambda: pressed.append("draft"))
    window.notice.click()
    assert pressed == ["draft"]
    window.show_settings()
    window.tell("Copied.")
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert isinstance(window.page, HomePage)
    assert not window.notice.isVisible()


def test_the_way_back_is_no_answer_to_a_notice(window: MainWindow) -> None:
    window.show_settings()
    window.say("Not saved.")
    window.back()
    assert isinstance(window.page, HomePage)
    assert window.notice.text() == "Not saved."


def test_esc_takes_a_notice_away_before_it_asks_whether_to_leave(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = PastePage(window.context, window)
    window.show_own_page(page)
    page.text.setPlainText("Calf stretch 3x30 s")
    window.say("Not saved.")
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.notice.isVisible()
    assert not page.asking.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert page.asking.isVisible()
    window.say("Not saved either.")
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not page.asking.isVisible()
    assert window.notice.isVisible()
