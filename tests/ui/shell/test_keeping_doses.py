"""What is changed while playing is offered on the end page, by the keys that a runner presses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mobility_timer.personal.adjustments_store import AdjustmentsStore
from mobility_timer.routine.adjustments import Adjustments
from mobility_timer.routine.model import Drill, Routine
from mobility_timer.ui.player.end_page import EndPage
from mobility_timer.ui.shell.main_window import MainWindow
from tests.sample_routines import BOOKS, CIRCLES, HOLD, MIXED, HandClock

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def stop_after(window: MainWindow, clock: HandClock, qtbot: QtBot) -> Callable[..., EndPage]:
    """Plays a drill alone, presses the keys one rep into its first set, and stops with Esc."""

    def stop_after(drill: Drill, *keys: Qt.Key) -> EndPage:
        routine = Routine(MIXED.id, "One", (drill,))
        library = window.context.library
        window.use_library(replace(library, routines={routine.id: routine}))
        window.play(routine)
        player: Any = window._player
        end = player.timeline.sets[0].start + 4_500
        while player.look().at < end:
            clock.move(500)
            player.tick()
        for key in keys:
            qtbot.keyClick(window.page, key)
        qtbot.keyClick(window.page, Qt.Key.Key_Escape)
        assert isinstance(window.page, EndPage)
        return window.page

    return stop_after


def asked(page: EndPage) -> list[str]:
    return [question.text.text() for question in page.questions if question.key == "K"]


@pytest.mark.parametrize(
    ("drill", "keys", "line", "kept"),
    [
        (
            CIRCLES,
            [Qt.Key.Key_Up, Qt.Key.Key_Up],
            "Standing hip circles: 7 reps next time too?",
            Adjustments().with_amount("circles", 7),
        ),
        (
            CIRCLES,
            [Qt.Key.Key_Down],
            "Standing hip circles: 4 reps next time too?",
            Adjustments().with_amount("circles", 4),
        ),
        (
            HOLD,
            [Qt.Key.Key_Up],
            "Quad stretch: 35 s next time too?",
            Adjustments().with_amount("quad", 35),
        ),
        (
            BOOKS,
            [Qt.Key.Key_BracketLeft],
            "Open books: 4.4 s a rep next time too?",
            Adjustments().with_tempo("books", {"open": 2200, "close": 2200}),
        ),
        (
            BOOKS,
            [Qt.Key.Key_Up, Qt.Key.Key_BracketRight],
            "Open books: 4 reps, 3.6 s a rep next time too?",
            Adjustments()
            .with_amount("books", 4)
            .with_tempo("books", {"open": 1800, "close": 1800}),
        ),
    ],
)
def test_each_kind_of_change_is_offered_and_kept_with_one_key(
    stop_after: Callable[..., EndPage],
    adjustments: AdjustmentsStore,
    window: MainWindow,
    qtbot: QtBot,
    drill: Drill,
    keys: list[Qt.Key],
    line: str,
    kept: Adjustments,
) -> None:
    page = stop_after(drill, *keys)
    assert asked(page) == [line]
    assert adjustments.recall(MIXED.id) == Adjustments()
    qtbot.keyClick(window.page, Qt.Key.Key_K)
    assert adjustments.recall(MIXED.id) == kept
    assert "Kept for next time." in asked(page)


@pytest.mark.parametrize("keys", [[Qt.Key.Key_Up, Qt.Key.Key_Down], [Qt.Key.Key_S], []])
def test_what_is_as_before_or_for_this_once_is_not_offered(
    stop_after: Callable[..., EndPage], keys: list[Qt.Key]
) -> None:
    assert asked(stop_after(CIRCLES, *keys)) == []
