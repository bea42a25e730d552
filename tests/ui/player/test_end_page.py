from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from mobility_timer.playback.result import DrillDone, Result, SideDone
from mobility_timer.routine.model import Occasion, Routine, Side
from mobility_timer.ui.player.end_offers import EndOffers
from mobility_timer.ui.player.end_page import DrillList, EndPage, part_of
from mobility_timer.ui.widgets.label import Label
from tests.sample_routines import CIRCLES, MIXED
from tests.ui.conftest import NotedPages

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def drill(
    name: str = "Circles",
    left: tuple[int, int] = (10, 10),
    right: tuple[int, int] = (10, 10),
    amount: int = 5,
    was: int = 5,
    held: bool = False,
) -> DrillDone:
    sides = SideDone(Side.LEFT, *left), SideDone(Side.RIGHT, *right)
    return DrillDone(name, held, sides, amount, was)


ALL = tuple(drill(one.name) for one in MIXED.drills)
NONE = tuple(drill(one.name, (0, 10), (0, 10)) for one in MIXED.drills)
WHOLE = Result(ALL, 40, 60, 251_000, finished=True)
PART = Result((ALL[0], *NONE[1:]), 7, 0, 61_000)


@pytest.fixture
def end(pages: NotedPages, qtbot: QtBot) -> Callable[..., EndPage]:
    made = []

    def make(
        routine: Routine = MIXED,
        done: Result = WHOLE,
        go_on: Callable[..., Any] | None = None,
        **offers: Any,
    ) -> EndPage:
        page = EndPage(pages, routine, done, EndOffers(go_on, **offers))
        qtbot.addWidget(page)
        page.resize(1280, 800)
        page.show()
        page.opened()
        made.append(page)
        return page

    return make


def texts(page: EndPage) -> list[str]:
    return [label.text() for label in page.findChildren(Label)]


def test_it_sums_up_what_was_done(end: Callable[..., EndPage]) -> None:
    said = texts(end())
    assert said[:2] == ["Mixed", "Done"]
    assert [said[2:10][i : i + 2] for i in range(0, 8, 2)] == [
        ["4", "drills"],
        ["40", "reps"],
        ["1:00", "held"],
        ["4", "minutes"],
    ]


def test_a_part_is_told_without_shame(end: Callable[..., EndPage]) -> None:
    said = texts(end(done=PART, go_on=lambda: None))
    assert "Stopped early" in said
    assert "1 of 4" in said
    assert not any("!" in text for text in said)


def moving(*occasions: Occasion) -> Routine:
    """A routine of drills that have a motion."""
    drills = tuple(replace(drill, motion=drill.id) for drill in MIXED.drills)
    return replace(MIXED, drills=drills, occasions=occasions)


@pytest.mark.parametrize(
    ("occasions", "said"),
    [
        ((Occasion.BEFORE_RUN,), "run easy"),
        ((Occasion.AFTER_RUN,), "drink"),
        ((Occasion.SITTING_LONG,), "an hour"),
        ((Occasion.BEFORE_RUN, Occasion.REST_DAY), "Three or four"),
        ((), "Three or four"),
    ],
)
def test_the_farewell_fits_the_occasion(
    end: Callable[..., EndPage], occasions: tuple[Occasion, ...], said: str
) -> None:
    assert any(said in text for text in texts(end(moving(*occasions))))


def test_a_bath_is_no_mobility(end: Callable[..., EndPage]) -> None:
    bath = replace(MIXED, drills=(replace(CIRCLES, motion=None),), occasions=(Occasion.AFTER_RUN,))
    assert "That was the whole routine." in texts(end(bath))


@pytest.mark.parametrize("done", [WHOLE, PART])
def test_what_could_not_be_recorded_is_not_said_to_count(
    end: Callable[..., EndPage], done: Result
) -> None:
    lacking = [False]
    page = end(done=done, go_on=lambda: None, lacks_sessions=lambda: lacking[0])
    assert ("counts" in page.farewell.text()) is not done.finished
    lacking[0] = True
    page.show_kept()
    assert page.farewell.text().endswith("What you did could not be recorded.")
    assert "counts" not in page.farewell.text()


def test_what_was_only_tried_is_not_said_to_count(end: Callable[..., EndPage]) -> None:
    page = end(done=PART, go_on=lambda: None, is_tried=True)
    assert page.farewell.text() == "Resume where you stopped, or leave it here."


def test_an_answer_that_could_not_be_kept_is_not_said_to_be(
    end: Callable[..., EndPage], qtbot: QtBot
) -> None:
    changed = replace(PART, drills=(drill(amount=6), *NONE[1:]), broken_off="Circles")
    lacking = [False]

    def lacks() -> bool:
        return lacking[0]

    page = end(
        done=changed,
        keep=lambda: None,
        note_hurt=lambda: None,
        lacks_sessions=lacks,
        lacks_changes=lacks,
    )
    keep, hurt = page.questions
    page.show_kept()
    assert keep.text.text() == "Circles: 6 reps next time too?"
    for key in (Qt.Key.Key_K, Qt.Key.Key_H):
        qtbot.keyClick(page, key)
    assert keep.text.text() == "Kept for next time."
    assert hurt.text.text().startswith("Noted. It will be easier next time.")
    lacking[0] = True
    page.show_kept()
    assert keep.text.text().startswith("That could not be saved.")
    assert hurt.text.text().startswith("That could not be recorded")


def test_enter_leads_home_or_on(
    end: Callable[..., EndPage], pages: NotedPages, qtbot: QtBot
) -> None:
    qtbot.keyClick(end().first, Qt.Key.Key_Return)
    assert pages.asked == [("show_home",)]
    went = []
    qtbot.keyClick(end(done=PART, go_on=lambda: went.append(1)).first, Qt.Key.Key_Return)
    assert went == [1]


def test_again_plays_the_same_routine(
    end: Callable[..., EndPage], pages: NotedPages, qtbot: QtBot
) -> None:
    page = end()
    again = next(b for b in page.findChildren(QAbstractButton) if b.text() == "Again")
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    assert pages.asked == [("play", MIXED)]


def test_the_screen_reader_hears_which_drills_were_done(end: Callable[..., EndPage]) -> None:
    told = end(done=PART, go_on=lambda: None).findChild(DrillList).accessibleDescription()
    assert told.startswith("Standing hip circles, done. Hip switches. ")


def test_many_drills_still_fit(end: Callable[..., EndPage]) -> None:
    page = end(replace(MIXED, drills=MIXED.drills * 10))
    page.resize(1024, 640)
    assert not page.grab().isNull()


@pytest.mark.parametrize(
    ("left", "right", "said"),
    [
        ((12, 12), (12, 12), ""),
        ((0, 12), (0, 12), ""),
        ((6, 12), (0, 12), "6 of 12, left"),
        ((12, 12), (0, 12), "left only"),
        ((12, 12), (3, 12), "3 of 12, right"),
        ((6, 12), (3, 12), "6 of 12, left · 3 of 12, right"),
    ],
)
def test_a_drill_that_was_begun_says_how_far_it_came(
    left: tuple[int, int], right: tuple[int, int], said: str
) -> None:
    assert part_of(drill(left=left, right=right)) == said


def test_nothing_done_is_not_called_done(end: Callable[..., EndPage]) -> None:
    said = texts(end(done=Result(NONE, finished=True, ms=2_000)))
    assert said[1] == "Nothing this time"
    assert "minute" not in " ".join(said)


def test_reps_changed_while_playing_are_kept_with_one_key(
    end: Callable[..., EndPage], qtbot: QtBot
) -> None:
    kept = []
    done = replace(WHOLE, drills=(drill(amount=15), *ALL[1:]))
    page = end(done=done, keep=lambda: kept.append(1))
    assert "Circles: 15 reps next time too?" in texts(page)
    qtbot.keyClick(page, Qt.Key.Key_K)
    assert kept == [1]
    assert "Kept for next time." in texts(page)
    qtbot.keyClick(page, Qt.Key.Key_K)
    assert kept == [1]


def test_it_hurts_is_asked_only_where_a_set_was_broken_off(
    end: Callable[..., EndPage], qtbot: QtBot
) -> None:
    hurt = []
    quiet = end(done=PART, go_on=lambda: None, note_hurt=lambda: hurt.append(1))
    qtbot.keyClick(quiet, Qt.Key.Key_H)
    assert hurt == []
    broken = replace(PART, broken_off="Standing hip circles")
    page = end(done=broken, go_on=lambda: None, note_hurt=lambda: hurt.append(1))
    assert "Did Standing hip circles hurt?" in texts(page)
    qtbot.keyClick(page, Qt.Key.Key_H)
    assert hurt == [1]
    assert any("physiotherapist" in text for text in texts(page))
