"""Home offers to go on with what was left today."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mobility_timer.personal.history.history import History
from mobility_timer.personal.history.start import SessionStart
from mobility_timer.playback.player import Player
from mobility_timer.routine.model import Occasion, Routine
from mobility_timer.timeline.compiler import compile_routine
from mobility_timer.ui.home.page import HomePage
from mobility_timer.ui.shell.context import Context
from mobility_timer.words import home as words
from tests.sample_routines import HandClock
from tests.ui.conftest import NotedPages, Show
from tests.ui.hands import press
from tests.ui.home.conftest import BUNDLED

FOR_A_RUN = SessionStart(Occasion.BEFORE_RUN)

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def home(
    context: Context, pages: NotedPages, show: Show, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], HomePage]:
    """Home with the routines that come with the program."""
    monkeypatch.setattr(
        "mobility_timer.library.library.Library.with_agreement", lambda library: library
    )
    return lambda: show(HomePage(context._replace(library=BUNDLED), pages))


def test_what_was_left_today_is_offered_and_goes_on_with_enter(
    home: Callable[..., Any], history: History, pages: NotedPages, qtbot: QtBot
) -> None:
    routine = BUNDLED.routines["before-a-run"]
    left = leave_at(history, routine, set_at=1, rep=4)
    page = home()
    assert page.go_on.isVisible()
    assert "4 of" in page.go_on.text.text()
    press(qtbot, Qt.Key.Key_Return)
    name, played, start = pages.asked[-1]
    assert (name, played) == ("play", routine)
    assert (start.goes_on, start.occasion) == (left, Occasion.BEFORE_RUN)
    assert start.position is not None


def test_only_what_enter_presses_says_so(home: Callable[..., Any], history: History) -> None:
    leave_at(history, BUNDLED.routines["before-a-run"], set_at=1, rep=4)
    page = home()

    def claims() -> tuple[bool, bool]:
        return bool(page.go_on.go_on.key), any(card.enter_shown for card in page.cards.cards)

    assert claims() == (True, False)
    page.cards.take_focus()
    assert claims() == (False, True)
    page.go_on.go_on.setFocus()
    assert claims() == (True, False)
    page.go_on.close_it.click()
    assert claims() == (False, True)


def test_what_was_left_can_be_dismissed(
    home: Callable[..., Any], history: History, qtbot: QtBot
) -> None:
    leave_at(history, BUNDLED.routines["before-a-run"], set_at=1, rep=1)
    page = home()
    qtbot.mouseClick(page.go_on.close_it, Qt.MouseButton.LeftButton)
    assert not page.go_on.isVisible()
    assert page.cards.chosen.hasFocus()
    assert not home().go_on.isVisible()


def test_a_routine_that_was_searched_takes_no_card_over(
    home: Callable[..., Any], pages: NotedPages
) -> None:
    page = home()
    page.filters.search.setText("ankles and hips")
    page.list.started.emit(page.list.entries[0])
    assert pages.asked[-1][2] == SessionStart()


def leave_at(history: History, routine: Routine, set_at: int, rep: int) -> str:
    """Play a routine up to a rep of a set and go; the token of the session."""
    clock = HandClock()
    recorder = history.recorder(FOR_A_RUN)
    player = Player(compile_routine(routine), clock, [recorder])
    player.play()
    work = player.timeline.sets[set_at]
    target = work.start + (rep - 1) * player.timeline.drill_of(work).rep_ms + 100
    while player.tick().at < target:
        clock.move(min(1_000, max(1, target - player.look().at)))
    player.close()
    return recorder.token


def test_the_sessions_of_this_week_are_said(home: Callable[[], HomePage], history: History) -> None:
    assert home().head.hint.text() == words.HINT
    leave_at(history, BUNDLED.routines["before-a-run"], set_at=1, rep=1)
    assert home().head.hint.text().startswith("One session this week.")
