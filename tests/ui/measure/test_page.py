"""Measuring through the page: six numbers, kept, drawn and told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mobility_timer import files
from mobility_timer.library.reading.opening import open_library
from mobility_timer.personal.history.history import History
from mobility_timer.personal.measures import MeasureKind
from mobility_timer.routine.model import Side
from mobility_timer.ui.measure.page import MeasurePage
from mobility_timer.ui.measure.telling import typed
from mobility_timer.ui.shell.context import Context
from tests.ui.conftest import MemoryStore, NotedPages

BUNDLED = open_library(files.routines(), None)
START = datetime.fromisoformat("2026-02-16T07:30:00+01:00")

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


class Day:
    now = START


@pytest.fixture
def day() -> Any:
    return Day()


@pytest.fixture
def history(tmp_path: Path, day: Any) -> Iterator[Any]:
    made = History(tmp_path / "sessions.db", lambda: day.now)
    yield made
    made.close()


@pytest.fixture
def page(context: Context, pages: NotedPages, qtbot: QtBot) -> Any:
    page = MeasurePage(context._replace(library=BUNDLED), pages)
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.show()
    page.opened()
    return page


def type_in(qtbot: Any, page: Any, *numbers: Any) -> None:
    for number in numbers:
        qtbot.keyClicks(page.field, number)
        qtbot.keyClick(page.field, Qt.Key.Key_Return)


def measure(qtbot: Any, page: Any, left: Any, right: Any) -> None:
    type_in(qtbot, page, *3 * [left], *3 * [right])
    qtbot.keyClick(page.next, Qt.Key.Key_Return)


def test_three_trials_a_side_are_asked_for_and_kept(qtbot: QtBot, page: Any, history: Any) -> None:
    assert page.turn.accessibleName() == "Left, one of three"
    assert "Big toe" in page.steps.text()
    type_in(qtbot, page, "9.5", "10", "10,0")
    assert page.turn.accessibleName() == "Right, one of three"
    type_in(qtbot, page, "12", "12.5", "12")
    assert not page.field.isVisible()
    assert history.measures() == ()
    qtbot.mouseClick(page.next, Qt.MouseButton.LeftButton)
    [kept] = history.measures()
    assert (kept.left, kept.right) == ((9.5, 10.0, 10.0), (12.0, 12.5, 12.0))
    assert (kept.day, kept.kind) == (START.date(), MeasureKind.KNEE_TO_WALL)
    assert page.told.text() == "Kept."
    assert page.turn.accessibleName() == "Left, one of three"


@pytest.mark.usefixtures("expected_log")
def test_what_could_not_be_recorded_is_not_said_to_be_kept(
    context: Context, pages: NotedPages, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "data").touch()
    history = History(tmp_path / "data" / "sessions.db")
    page = MeasurePage(context._replace(library=BUNDLED, history=history), pages)
    qtbot.addWidget(page)
    page.show()
    page.opened()
    type_in(qtbot, page, "9", "10", "10", "12", "12", "12")
    page.next.click()
    assert page.told.text() == "That could not be recorded."
    history.close()


def test_what_is_no_measure_is_said_and_can_be_typed_again(qtbot: QtBot, page: Any) -> None:
    type_in(qtbot, page, "ten")
    assert page.told.text() == "Enter a number up to 30.0 cm."
    page.field.clear()
    type_in(qtbot, page, "300")
    assert page.trials.values == ()
    page.field.clear()
    type_in(qtbot, page, "10")
    assert page.trials.values == (10.0,)
    assert page.told.text() == ""


def test_the_last_trial_is_taken_back_by_backspace_and_all_by_starting_over(
    qtbot: QtBot, page: Any
) -> None:
    type_in(qtbot, page, "10", "11")
    qtbot.keyClick(page, Qt.Key.Key_Backspace)
    assert page.trials.values == (10.0,)
    qtbot.mouseClick(page.again, Qt.MouseButton.LeftButton)
    assert page.trials.values == ()


def test_inches_are_kept_as_centimetres_and_the_unit_is_remembered(
    qtbot: QtBot, page: Any, history: Any, store: MemoryStore
) -> None:
    page.way._pick(1)
    assert store.value.inches
    measure(qtbot, page, "4", "5")
    [kept] = history.measures()
    assert kept.best(Side.LEFT) == pytest.approx(10.2)
    assert "4.0 in" in page.chart.accessibleDescription()


def test_what_was_measured_last_is_measured_next_in_the_same_unit(
    context: Context, store: MemoryStore, history: Any, pages: NotedPages, qtbot: QtBot
) -> None:
    store.change(inches=True)
    page = MeasurePage(context._replace(library=BUNDLED), pages)
    qtbot.addWidget(page)
    assert page.way.value == (MeasureKind.KNEE_TO_WALL, True)
    assert page.unit.text() == "in"
    history.add_measure(MeasureKind.HIP_ROTATION, (30.0,), (31.0,))
    page = MeasurePage(context._replace(library=BUNDLED), pages)
    qtbot.addWidget(page)
    assert page.way.value == (MeasureKind.HIP_ROTATION, False)
    assert page.unit.text() == "°"


def test_an_angle_is_a_series_of_its_own(qtbot: QtBot, page: Any, history: Any) -> None:
    measure(qtbot, page, "10", "11")
    page.way._pick(2)
    assert page.chart.accessibleDescription() == ""
    assert "level app" in page.steps.text()
    measure(qtbot, page, "38", "41")
    assert history.measures()[-1].kind is MeasureKind.KNEE_TO_WALL_ANGLE
    assert "38°" in page.chart.accessibleDescription()


def test_no_clear_change_until_two_days_agree(qtbot: QtBot, page: Any, day: Any) -> None:
    for week, left in enumerate(("10", "10.5", "10", "13", "13.5")):
        day.now = START + timedelta(weeks=week)
        measure(qtbot, page, left, "12")
        said = page.chart.said(Side.LEFT)
        if week < 2:
            assert "more day" in said
        elif week < 4:
            assert said == "No clear change yet"
    assert said == "3.1 cm further than at first"
    assert page.chart.said(Side.RIGHT) == "No clear change yet"
    told = page.chart.accessibleDescription()
    assert "16 Feb: left 10.0 cm, right 12.0 cm" in told
    assert "16 Mar: left 13.5 cm" in told


def test_the_log_tells_each_day_and_the_last_one_of_today_can_be_taken_back(
    qtbot: QtBot, page: Any, day: Any, history: Any
) -> None:
    measure(qtbot, page, "10", "12")
    day.now = START + timedelta(weeks=1)
    measure(qtbot, page, "16", "12")
    assert page.log.text().split("\n") == [
        "23 Feb: left 16.0 cm, right 12.0 cm",
        "16 Feb: left 10.0 cm, right 12.0 cm",
    ]
    qtbot.mouseClick(page.forget, Qt.MouseButton.LeftButton)
    assert page.log.text() == "16 Feb: left 10.0 cm, right 12.0 cm"
    assert not page.forget.isVisible()  # what is of another day stays
    day.now = START
    page.show_way(MeasureKind.KNEE_TO_WALL)
    qtbot.mouseClick(page.forget, Qt.MouseButton.LeftButton)
    assert history.measures() == ()
    assert not page.log.isVisible()
    assert not page.forget.isVisible()


@pytest.mark.parametrize(
    ("text", "kind", "inches", "value"),
    [
        ("12", MeasureKind.KNEE_TO_WALL, False, 12.0),
        (" 12,5 ", MeasureKind.KNEE_TO_WALL, False, 12.5),
        ("5", MeasureKind.KNEE_TO_WALL, True, 12.7),
        ("40", MeasureKind.KNEE_TO_WALL_ANGLE, True, 40.0),
        ("-1", MeasureKind.KNEE_TO_WALL, False, None),
        ("31", MeasureKind.KNEE_TO_WALL, False, None),
        ("nan", MeasureKind.KNEE_TO_WALL, False, None),
        ("", MeasureKind.KNEE_TO_WALL, False, None),
    ],
)
def test_typed(text: Any, kind: Any, inches: Any, value: Any) -> None:
    assert typed(text, kind, inches=inches) == value


def test_what_was_entered_is_there_again_after_esc(
    qtbot: QtBot, page: Any, context: Context, pages: NotedPages, history: Any, day: Any
) -> None:
    page.way._pick(3)
    type_in(qtbot, page, "30", "31")
    page.way._pick(0)
    assert page.trials.values == ()
    page.closing()
    again = MeasurePage(context._replace(library=BUNDLED), pages)
    qtbot.addWidget(again)
    assert again.way.value == (MeasureKind.HIP_ROTATION, False)
    assert again.trials.values == (30.0, 31.0)
    assert again.told.text() == "You were here. Carry on, or start over."
    again.again.click()
    assert history.measure_begun(MeasureKind.HIP_ROTATION) == ()
    history.note_measure_begun(MeasureKind.HIP_ROTATION, (30.0,))
    day.now += timedelta(days=1)
    assert history.measure_begun(MeasureKind.HIP_ROTATION) == ()


def test_a_measure_that_is_kept_is_begun_no_more(qtbot: QtBot, page: Any, history: Any) -> None:
    measure(qtbot, page, "10", "11")
    assert history.measure_begun(MeasureKind.KNEE_TO_WALL) == ()


def test_with_very_large_text_the_steps_keep_their_width(page: Any, qtbot: QtBot) -> None:
    assert page.steps.x() > page.picture.geometry().right()
    assert page.turn.x() > page.steps.geometry().right()
    page.resize(675, 352)  # 1366x768 at 200 %
    qtbot.waitUntil(lambda: page.steps.y() > page.picture.geometry().bottom())
    assert page.turn.y() > page.steps.geometry().bottom()
    assert page.steps.width() > 400
