"""The page Progress, with a record of one session."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeAlias

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mobility_timer.library.library import Library
from mobility_timer.personal.history.history import History
from mobility_timer.personal.history.progress import Progress, Week
from mobility_timer.personal.measures import MeasureKind
from mobility_timer.playback.player import Player
from mobility_timer.timeline.compiler import compile_routine
from mobility_timer.ui.progress.page import ProgressPage
from mobility_timer.ui.shell.context import Context
from tests.sample_routines import MIXED, HandClock
from tests.ui.conftest import MemoryStore, NotedPages

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def page(
    context: Context, pages: NotedPages, qtbot: QtBot
) -> Iterator[Callable[..., ProgressPage]]:
    made = []

    def open_it(library: Library | None = None) -> ProgressPage:
        page = ProgressPage(context._replace(library=library or context.library), pages)
        qtbot.addWidget(page)
        page.resize(1280, 800)
        page.show()
        page.opened()
        qtbot.waitUntil(lambda: bool(page.said.text()))
        made.append(page)
        return page

    yield open_it
    for one in made:
        one.closing()


@pytest.fixture
def exchange(qtbot: QtBot) -> Callable[[ProgressPage, str, Path], None]:
    """Save or add a file, and wait until that is done."""

    def exchange(page: ProgressPage, what: str, path: Path) -> None:
        with qtbot.waitSignal(page.exchanged):
            {"save": page.save, "add": page.add}[what](path)

    return exchange


Exchange: TypeAlias = Callable[[ProgressPage, str, Path], None]


@pytest.fixture
def done(history: History) -> None:
    clock = HandClock()
    player = Player(compile_routine(MIXED), clock, [history.recorder()])
    player.play()
    while player.tick().at < player.timeline.length:
        clock.move(1_000)
    player.close()


def test_nothing_done_is_said_without_shame(page: Callable[..., ProgressPage]) -> None:
    shown = page()
    assert shown.said.text() == "Your first session will show up here."
    assert not shown._details.isVisible()


@pytest.mark.usefixtures("done")
def test_a_session_stands_there(page: Callable[..., ProgressPage]) -> None:
    shown = page()
    assert shown.said.text().startswith("One session this week.")
    assert "Left, 13" in shown.sides.accessibleDescription()
    assert sum(shown.week.days) == 1


@pytest.mark.usefixtures("done")
def test_the_numbers_are_saved_deleted_and_read_back(
    page: Callable[..., ProgressPage],
    pages: NotedPages,
    history: History,
    tmp_path: Path,
    qtbot: QtBot,
    exchange: Exchange,
) -> None:
    shown = page()
    before = history.as_json()
    for name in ("mine.json", "mine.csv"):
        exchange(shown, "save", tmp_path / name)
    assert (tmp_path / "mine.csv").read_text(encoding="utf-8") == history.as_csv()
    assert not shown.really.isVisible()
    qtbot.mouseClick(shown.delete, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(shown.really, Qt.MouseButton.LeftButton)
    assert history.as_json() != before
    exchange(shown, "add", tmp_path / "mine.json")
    assert pages.asked[-1] == ("say", "1 session added.")
    assert history.as_json() == before
    exchange(shown, "add", tmp_path / "mine.csv")
    assert pages.asked[-1][1].startswith("This file is not a record of sessions")


def test_where_it_lies_is_said(page: Callable[..., ProgressPage], history: History) -> None:
    assert str(history.path) in page().lies._whole


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with a name")
def test_a_pipe_is_not_waited_for(
    page: Callable[..., ProgressPage], pages: NotedPages, tmp_path: Path, exchange: Exchange
) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    exchange(page(), "add", tmp_path / "pipe.json")
    assert pages.asked[-1] == ("say", f"{tmp_path / 'pipe.json'}: not a file")


@pytest.mark.usefixtures("done")
def test_what_was_deleted_and_what_was_added_is_seen_at_once(
    page: Callable[[], ProgressPage], tmp_path: Path, qtbot: QtBot, exchange: Exchange
) -> None:
    shown = page()
    exchange(shown, "save", tmp_path / "mine.json")
    qtbot.mouseClick(shown.delete, Qt.MouseButton.LeftButton)
    assert shown.really.isVisible()
    qtbot.mouseClick(shown.really, Qt.MouseButton.LeftButton)
    assert not shown.really.isVisible()
    qtbot.waitUntil(lambda: shown.said.text() == "Your first session will show up here.")
    exchange(shown, "add", tmp_path / "mine.json")
    qtbot.waitUntil(lambda: shown.said.text().startswith("One session this week."))


@pytest.mark.usefixtures("done")
def test_a_record_from_another_editor_is_read_and_what_is_no_text_is_said(
    page: Callable[[], ProgressPage],
    pages: NotedPages,
    history: History,
    tmp_path: Path,
    exchange: Exchange,
) -> None:
    shown = page()
    (tmp_path / "marked.json").write_text(history.as_json(), encoding="utf-8-sig")
    exchange(shown, "add", tmp_path / "marked.json")
    assert pages.asked[-1] == ("say", "0 sessions added.")
    (tmp_path / "other.json").write_bytes(b"\xff\xfe\x00")
    exchange(shown, "add", tmp_path / "other.json")
    assert pages.asked[-1][1].startswith("This file is not a record of sessions")


def test_the_ending_says_the_form_in_any_letters(
    page: Callable[[], ProgressPage], history: History, tmp_path: Path, exchange: Exchange
) -> None:
    exchange(page(), "save", tmp_path / "MINE.CSV")
    assert (tmp_path / "MINE.CSV").read_text(encoding="utf-8") == history.as_csv()


def test_what_cannot_be_saved_is_said(
    page: Callable[[], ProgressPage], pages: NotedPages, tmp_path: Path, exchange: Exchange
) -> None:
    (tmp_path / "file").touch()
    exchange(page(), "save", tmp_path / "file" / "mine.json")
    name, said = pages.asked[-1]
    assert name == "say"
    assert said.startswith(f"{tmp_path / 'file' / 'mine.json'}: ")


@pytest.mark.usefixtures("done")
def test_a_drill_that_was_done_is_not_among_those_never_done(
    page: Callable[[Library], ProgressPage], context: Context
) -> None:
    moved = {d.id: replace(d, motion="calf-stretch") for d in context.library.drills.values()}
    unseen = replace(MIXED.drills[0], id="unseen", short="Unseen", motion="calf-stretch")
    assert page(Library({**moved, "unseen": unseen}, {})).never._whole == "Unseen"


@pytest.mark.usefixtures("done")
@pytest.mark.parametrize(
    ("goal", "said"),
    [
        (3, "One session this week. Three or four keep you moving."),
        (5, "One session this week. Five keep you moving."),
        (1, "One session this week. That keeps you moving."),
    ],
)
def test_the_goal_is_said_as_it_was_set(
    page: Callable[..., ProgressPage], store: MemoryStore, goal: int, said: str
) -> None:
    store.change(weekly_goal=goal)
    assert page().said.text() == said


def test_days_are_english(page: Callable[..., ProgressPage]) -> None:
    told = page().bars.accessibleDescription()
    assert re.match(r"\d{1,2} [A-Z][a-z]{2}: 0 minutes, 0 sessions\.", told)


def test_a_measure_is_drawn_and_one_can_be_taken(
    page: Callable[..., ProgressPage], history: History, pages: NotedPages, qtbot: QtBot
) -> None:
    assert "How far do your ankles bend?" in page().band.text()
    history.add_measure(MeasureKind.KNEE_TO_WALL, (10.0,), (12.0,))
    shown = page()
    assert "left 10.0 cm, right 12.0 cm" in shown.chart.accessibleDescription()
    qtbot.mouseClick(shown.measure, Qt.MouseButton.LeftButton)
    assert pages.asked == [("show_measure",)]


def test_the_drills_done_most_are_no_more_than_there_is_room_for(
    page: Callable[[], ProgressPage],
) -> None:
    shown = page()
    week = Week(date(2026, 1, 5), 1, 600_000)
    drills = tuple((f"d{n}", f"Drill {n}", 20 - n) for n in range(9))
    shown.show_progress(Progress(date(2026, 1, 6), (week,), 1, 1, drills))
    assert shown.most.accessibleDescription().count("Drill") == 6
