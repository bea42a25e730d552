"""What stands in the line of the window, and when it goes."""

from __future__ import annotations

from typing import Any

import pytest

from mobility_timer.ui.shell.main_window import MainWindow

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
