"""Two weeks of a runner's life, played through the real window, and what is there afterwards."""

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mobility_timer import files
from mobility_timer.personal.measures import MeasureKind
from mobility_timer.routine.adjustments import DrillChange
from mobility_timer.routine.model import Occasion, Side
from mobility_timer.ui.measure.page import MeasurePage
from mobility_timer.ui.player.end_page import DrillList
from mobility_timer.ui.progress.page import ProgressPage
from tests.app.life import Life, Start

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

MINE = """\
name: Mine
for: [rest day]
drills:
  - drill: hip-cars
    reps: {hips}
  - drill: calf-stretch
    reps: 4
  - drill: open-books
    reps: 4
"""
KEY = Qt.Key


@pytest.fixture
def life(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Life]:
    monkeypatch.setattr(files, "config_file", lambda: tmp_path / "settings.yaml")
    life = Life(tmp_path, qtbot)
    write_mine(life, 4)
    yield life
    life.end()


def write_mine(life: Life, hips: int) -> None:
    (life.own / "mine.yaml").write_text(MINE.format(hips=hips), encoding="utf-8")


def rows(life: Life, sql: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(life.folder / "sessions.db")
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def test_two_weeks(life: Life) -> None:
    # Monday 16 February. Nothing was done yet; the first card is begun and done as a whole.
    with life.started() as start:
        first = start.cards()
        assert [mark for _, mark in first.values()] == ["", "", "", ""]
        assert not start.home.go_on.isVisible()
        start.start_card(0)
        end = start.play_to_the_end()
        assert end.heading == "Done"
        start.press(KEY.Key_Return)
        assert (
            start.home.head.hint.text() == "One session this week. Three or four keep you moving."
        )
        assert start.home.head.week.days == (True, *[False] * 6)

    # Tuesday. Another routine is looked at and left; one is found by search, and done.
    life.day(2)
    with life.started() as start:
        start.show_preview("strength")
        start.press(KEY.Key_Escape)
        assert start.cards() == first
        start.search("Mine")
        assert start.player._player.timeline.routine.id == "mine"
        start.play_to_the_end()
        start.press(KEY.Key_Return)
        assert start.cards() == first

    # Wednesday. Rest day is fitted to three minutes and left with Esc: that is for today.
    life.day(3)
    with life.started() as start:
        preview = start.show_preview("rest-day")
        preview.panel.minutes.setValue(3)
        life.qtbot.waitUntil(lambda: preview.model.minutes == 3)
        assert {"ankles", "hips"} <= {d.targets[0] for d in preview.model.routine.drills}
        start.press(KEY.Key_Escape)
        assert start.mark("rest-day") == "changed today"
    with life.started() as start:
        assert start.show_preview("rest-day").model.minutes == 3

    # Thursday. It is as usual again. Reps are raised in play and kept with one key.
    life.day(4)
    with life.started() as start:
        assert start.mark("rest-day") == ""
        start.search("Mine")
        start.play_into_set(0, 1.5)
        start.press(KEY.Key_Up, KEY.Key_Up)
        assert (start.player.undo_line.line, start.player.undo_line.key) == ("6 (was 4)", "U")
        end = start.play_to_the_end()
        assert "6 reps next time too?" in end.questions[0].text.text()
        start.press(KEY.Key_K, KEY.Key_Return)
        assert start.mark("mine") == "changed"

    # Friday. The left side is left out by mistake and taken back. A set hurts; H says so.
    life.day(5)
    with life.started() as start:
        start.search("Mine")
        assert start.player._player.timeline.routine.drills[0].dose.amount == 6
        start.play_into_set(0, 2.5)
        start.press(KEY.Key_S)
        assert start.player._player.look().moment.side is Side.RIGHT
        start.press(KEY.Key_U)
        assert start.player._player.look().moment.side is Side.LEFT
        start.play_into_set(4, 1.5)
        start.press(KEY.Key_H)
        assert start.player.undo_line.line == "Noted: it hurts"
        start.play_for(20)
        start.press(KEY.Key_Escape)
        assert start.end.heading == "Stopped early"
        told = start.end.findChild(DrillList).accessibleDescription()
        assert "Standing hip circles, done. Dynamic calf stretch, 1 of 4, left" in told

    # Saturday. What hurt comes easier. The battery is empty in the middle; the day goes on.
    life.day(6)

    def until_the_battery_is_empty(start: Start) -> None:
        start.search("Mine")
        assert start.player._player.timeline.routine.drills[1].dose.amount < 4
        start.play_into_set(2, 3.4)

    life.crash(until_the_battery_is_empty)
    life.day(6, hour=18)
    with life.started() as start:
        assert start.home.go_on.isVisible()
        assert start.home.go_on.text.text().startswith("Mine: resume at")
        assert start.home.go_on.text.text().endswith("right, 4 of 6")
        life.qtbot.mouseClick(start.home.go_on.go_on, Qt.MouseButton.LeftButton)
        assert start.player._player.look().moment.set.index == 2
        end = start.play_to_the_end()
        assert end.heading == "Done"
        told = end.findChild(DrillList).accessibleDescription()
        assert told.count(", done") == 3

    # Sunday passes in silence.
    # Monday 23 February. The file is edited by hand; the kept dose steps back, the file is taken.
    life.day(8)
    write_mine(life, 8)
    with life.started() as start:
        preview = start.show_preview("mine")
        assert preview.model.rows[0].drill.dose.amount == 8
        assert "8 (you had chosen 6)" in preview.panel.changed.text()
        preview.panel.take_file.click()
        assert preview.panel.changed.text() == ""
        start.press(KEY.Key_Escape)
        assert start.adjustments.recall("mine").of("hip-cars") == DrillChange()

    # Tuesday. Two windows change two drills of one routine; neither erases the other's change.
    life.day(9)
    with life.started() as one, life.started() as two:
        here, there = one.show_preview("strength"), two.show_preview("strength")
        here.rows[0].dosed.emit(1)
        there.rows[1].dosed.emit(2)
        one.press(KEY.Key_Escape)
        here.closing()
        there.closing()
        kept = one.adjustments.recall("strength").drills
        assert len(kept) == 2

    # Wednesday. Standing only, for today; done so for its occasion, it is the card of a rest day.
    life.day(10)
    with life.started() as start:
        start.window.show_preview(start.window.context.library.routines["mine"], Occasion.REST_DAY)
        start.preview.panel.standing.click()
        assert not start.preview.model.routine.on_floor
        start.preview.panel.start.click()
        start.play_to_the_end()
        start.press(KEY.Key_Return)
        assert start.cards()["rest day"] == ("mine", "changed today")

    # Thursday. Knee to wall is measured; the goal is set to two.
    life.day(11)
    with life.started() as start:
        start.window.show_measure()
        page = start.window.page
        assert isinstance(page, MeasurePage)
        for number in ("10", "10.5", "10", "12", "12", "12.5"):
            life.qtbot.keyClicks(page.field, number)
            life.qtbot.keyClick(page.field, KEY.Key_Return)
        page.next.click()
        assert "One more day" not in page.chart.said(Side.LEFT)
        start.settings.change(weekly_goal=2)

    # Friday. All is skipped: nothing was done, and it says so without a word of blame.
    life.day(12)
    with life.started() as start:
        start.search("Mine")
        while start.window.in_session:
            start.press(KEY.Key_Right)
        end = start.play_to_the_end()
        assert end.heading == "Nothing this time"
        start.press(KEY.Key_Return)
        assert start.cards()["rest day"] == ("mine", "")

    # Sunday 1 March. What is there afterwards.
    life.day(14)
    with life.started() as start:
        assert start.cards()["rest day"] == ("mine", "")
        assert {o: c for o, c in start.cards().items() if o != "rest day"} == {
            o: c for o, c in first.items() if o != "rest day"
        }
        assert start.home.head.week.days == (False, False, True, *[False] * 4)
        assert start.home.head.hint.text() == "One session this week. Two keep you moving."
        assert not start.home.go_on.isVisible()
        assert start.mark("strength") == "changed"
        assert start.mark("rest-day") == ""
        start.window.show_progress()
        page = start.window.page
        assert isinstance(page, ProgressPage)
        life.qtbot.waitUntil(lambda: bool(page.said.text()))
        weeks = page._history.progress().weeks
        assert [week.sessions for week in weeks[-2:]] == [5, 1]
        assert "left 10.5 cm, right 12.5 cm" in page.chart.accessibleDescription()
        assert start.settings.value.weekly_goal == 2

    assert [row[0] for row in rows(life, "SELECT DISTINCT day FROM sessions ORDER BY day")] == [
        f"2026-02-{day}" for day in (16, 17, 19, 20, 21, 25)
    ]
    assert rows(life, "SELECT state, count(*) FROM sessions GROUP BY state ORDER BY state") == [
        ("finished", 5),
        ("left", 1),
    ]
    assert rows(
        life, "SELECT occasion, routine FROM sessions WHERE occasion <> '' ORDER BY id"
    ) == [
        ("before a run", first["before a run"][0]),
        ("rest day", "mine"),
    ]
    hurt = rows(life, "SELECT day, drill, done, state FROM sets WHERE why = 'hurts'")
    assert hurt == [("2026-02-20", "calf-stretch", 1, "done")]
    assert rows(life, "SELECT count(*) FROM sets WHERE done > asked") == [(0,)]
    crashed = "SELECT drill, side, done, asked FROM sets WHERE day = '2026-02-21' AND done < asked"
    assert rows(life, crashed) == []
    assert (life.own / "mine.yaml").read_text(encoding="utf-8") == MINE.format(hips=8)
    with life.started() as start:
        [measure] = start.history.measures()
        assert (measure.kind, measure.day) == (MeasureKind.KNEE_TO_WALL, date(2026, 2, 26))
