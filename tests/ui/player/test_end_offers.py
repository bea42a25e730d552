"""Nothing is said to count that could not be kept."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mobility_timer.app.session import SessionParts, open_window_session
from mobility_timer.personal import SessionStart
from mobility_timer.personal.history.history import History
from mobility_timer.ui.player.end_page import EndPage
from mobility_timer.ui.player.page import PlayerPage
from mobility_timer.ui.shell.context import Context
from mobility_timer.ui.shell.main_window import MainWindow
from tests.sample_routines import MIXED, HandClock
from tests.silent_coach import SilentCoach

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def history(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[History]:
    """In a data folder that is a file where the test asks for that."""
    folder = tmp_path / "data"
    if getattr(request, "param", "") == "a file":
        folder.touch()
    made = History(folder / "sessions.db")
    yield made
    made.close()


@pytest.fixture
def window(context: Context, clock: HandClock, history: History, qtbot: QtBot) -> MainWindow:
    parts = SessionParts(SilentCoach(), lambda: clock, lambda _fault: None, history)
    open_session = partial(open_window_session, parts)
    window = MainWindow(context._replace(history=history, open_session=open_session))
    history.store.on_trouble = window.troubled.emit
    qtbot.addWidget(window)
    window.open()
    return window


def playing(window: MainWindow, clock: HandClock, start: SessionStart | None = None) -> PlayerPage:
    """A session that plays and whose first set has begun."""
    window.play(MIXED, start)
    player: Any = window._player
    while player.look().at < 60_000:
        clock.move(1_000)
        player.tick()
    assert isinstance(window.page, PlayerPage)
    return window.page


def stopped(window: MainWindow, clock: HandClock, start: SessionStart | None = None) -> EndPage:
    """The end page of a session that is stopped after its first set began."""
    playing(window, clock, start)
    history: Any = window.context.history
    history.store.read_patiently(lambda _connection: None, None)
    window.back()
    assert isinstance(window.page, EndPage)
    return window.page


def test_what_is_recorded_counts(window: MainWindow, clock: HandClock) -> None:
    page = stopped(window, clock)
    assert page.farewell.text().endswith("What you did counts.")
    assert [question.key for question in page.questions] == ["H"]


def test_what_is_only_tried_counts_nowhere(window: MainWindow, clock: HandClock) -> None:
    page = stopped(window, clock, SessionStart(is_tried=True))
    assert page.farewell.text() == "Resume where you stopped, or leave it here."
    assert page.questions == []


@pytest.mark.parametrize("history", ["a file"], indirect=True)
def test_what_cannot_be_recorded_is_said_on_the_page_too_for_as_long_as_it_is_so(
    window: MainWindow, clock: HandClock, history: History, tmp_path: Path, qtbot: QtBot
) -> None:
    page = stopped(window, clock)
    window.say("Something else.")
    assert page.farewell.text().endswith("What you did could not be recorded.")
    page.questions[0].answer.click()
    assert page.questions[0].text.text().startswith("That could not be recorded")
    (tmp_path / "data").unlink()
    history.open_ahead()
    qtbot.waitUntil(lambda: page.farewell.text().endswith("What you did counts."))
    assert page.questions[0].text.text().startswith("Noted.")


@pytest.mark.parametrize("history", ["a file"], indirect=True)
def test_where_nothing_is_recorded_it_is_not_said_to_be_noted_that_it_hurts(
    window: MainWindow, clock: HandClock, history: History, tmp_path: Path, qtbot: QtBot
) -> None:
    page = playing(window, clock)
    history.store.read_patiently(lambda _connection: None, None)
    qtbot.keyClick(page, Qt.Key.Key_H)
    line = page.undo_line
    qtbot.waitUntil(lambda: line.line == "Couldn't note the pain")
    assert line.accessibleName() == "Couldn't note the pain. Press U to undo."
    runs_ms = line.timer.remainingTime()
    (tmp_path / "data").unlink()
    history.open_ahead()
    qtbot.waitUntil(lambda: line.line == "Noted: it hurts")
    assert line.timer.remainingTime() <= runs_ms
