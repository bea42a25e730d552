from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from sample_routines import MIXED

from mobility_timer.playback.result import Result
from mobility_timer.routine.model import Occasion
from mobility_timer.ui.player.end_page import DrillList, EndPage
from mobility_timer.ui.widgets.label import Label

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

WHOLE = Result(frozenset(range(4)), 40, 60, 251_000, finished=True)
PART = Result(frozenset({0}), 7, 0, 61_000)


@pytest.fixture
def end(pages, qtbot):
    made = []

    def make(routine=MIXED, done=WHOLE, go_on=None):
        page = EndPage(pages, routine, done, go_on)
        qtbot.addWidget(page)
        page.resize(1280, 800)
        page.show()
        page.opened()
        made.append(page)
        return page

    return make


def texts(page):
    return [label.text() for label in page.findChildren(Label)]


def test_it_sums_up_what_was_done(end):
    said = texts(end())
    assert said[:2] == ["Mixed", "Done"]
    assert [said[2:10][i : i + 2] for i in range(0, 8, 2)] == [
        ["4", "drills"],
        ["40", "reps"],
        ["1:00", "held"],
        ["4", "minutes"],
    ]


def test_a_part_is_told_without_shame(end):
    said = texts(end(done=PART, go_on=lambda: None))
    assert "Stopped here" in said
    assert "1 of 4" in said
    assert not any("!" in text for text in said)


def test_the_farewell_fits_the_occasion(end):
    before = replace(MIXED, occasions=(Occasion.BEFORE_RUN,))
    assert any("run easy" in text for text in texts(end(before)))
    assert not any("run easy" in text for text in texts(end()))


def test_enter_leads_home_or_on(end, pages, qtbot):
    qtbot.keyClick(end().first, Qt.Key.Key_Return)
    assert pages.asked == [("show_home",)]
    went = []
    qtbot.keyClick(end(done=PART, go_on=lambda: went.append(1)).first, Qt.Key.Key_Return)
    assert went == [1]


def test_again_plays_the_same_routine(end, pages, qtbot):
    page = end()
    again = next(b for b in page.findChildren(QAbstractButton) if b.text() == "Again")
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    assert pages.asked == [("play", MIXED)]


def test_the_screen_reader_hears_which_drills_were_done(end):
    told = end(done=PART, go_on=lambda: None).findChild(DrillList).accessibleDescription()
    assert told.startswith("Standing hip circles, done. Hip switches. ")


def test_many_drills_still_fit(end):
    page = end(replace(MIXED, drills=MIXED.drills * 10))
    page.resize(1024, 640)
    assert not page.grab().isNull()
