"""How a preview is left: started for its occasion, walked by arrows, beside another window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mobility_timer.personal.choices import Choices, TodaysPlan
from mobility_timer.personal.history.start import SessionStart
from mobility_timer.routine.adjustments import Adjustments
from mobility_timer.routine.model import Occasion, Routine
from mobility_timer.ui.preview.page import PreviewPage
from mobility_timer.ui.shell.context import Context
from mobility_timer.words import preview as words
from tests.sample_routines import CIRCLES, MIXED
from tests.ui.conftest import NotedPages, Show
from tests.ui.hands import click, press

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def preview(context: Context, pages: NotedPages, show: Show) -> Callable[..., PreviewPage]:
    def preview(routine: Routine = MIXED) -> PreviewPage:
        return show(PreviewPage(context, pages, routine))

    return preview


def test_with_nothing_left_it_cannot_be_started(
    preview: Callable[..., PreviewPage], pages: NotedPages, qtbot: QtBot
) -> None:
    page = preview(replace(MIXED, drills=tuple(d for d in MIXED.drills if d.on_floor)))
    click(qtbot, page.panel.standing)
    assert not page.model.routine.drills
    assert words.NOTHING_LEFT in page.panel.notes.text()
    assert not page.panel.start.isEnabled()
    press(qtbot, Qt.Key.Key_Return)
    assert pages.asked == []


def test_a_drill_that_hurt_is_said(
    preview: Callable[..., PreviewPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Choices, "hurting", lambda *_given: {"circles": 1})
    assert words.hurt_lately(CIRCLES.name, 1) in preview().heed.text()


def test_the_arrows_go_down_and_up_the_drills(
    preview: Callable[..., PreviewPage], qtbot: QtBot
) -> None:
    page = preview()
    focused = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up):
        qtbot.keyClick(page, key)
        focused.append([row.hasFocus() for row in page.rows].index(True))
    assert focused == [0, 1, 0, 0]


def test_it_is_started_for_the_occasion_it_was_opened_for(
    context: Context, pages: NotedPages, show: Show
) -> None:
    page = show(PreviewPage(context, pages, MIXED, Occasion.REST_DAY))
    page.panel.start.click()
    assert pages.asked == [("play", MIXED, SessionStart(Occasion.REST_DAY))]


def test_what_another_window_plans_for_today_stays_where_nothing_was_changed_here(
    preview: Callable[..., PreviewPage], context: Context
) -> None:
    page = preview()
    other = TodaysPlan(Adjustments().with_amount("circles", 9))
    context.adjustments.plan_today(MIXED.id, other)
    page.closing()
    assert context.adjustments.today(MIXED.id) == other


@pytest.mark.parametrize("size", [(675, 352), (1024, 640)])
def test_no_two_names_are_shortened_to_the_same(
    preview: Callable[..., PreviewPage], size: tuple[int, int]
) -> None:
    swings = [
        replace(drill, name=f"Leg swings, {way}")
        for drill, way in zip(MIXED.drills, ("front to back", "side to side"), strict=False)
    ]
    page = preview(replace(MIXED, drills=(*swings, *MIXED.drills[2:])))
    page.resize(*size)
    QApplication.processEvents()
    shown = [row.name.text() for row in page.rows]
    assert len(set(shown)) == len(shown)
    assert shown[:2] == [drill.name for drill in swings]
    for row in page.rows:
        assert row.name.geometry().bottom() <= row.how.geometry().top() <= row.height()
        assert row.rect().contains(row.how.geometry())


@pytest.mark.parametrize("key", [Qt.Key.Key_Left, Qt.Key.Key_Right])
def test_an_arrow_to_the_side_does_not_lead_enter_astray(
    preview: Callable[..., PreviewPage], pages: NotedPages, qtbot: QtBot, key: Qt.Key
) -> None:
    start = preview().panel.start
    start.setFocus()
    qtbot.keyClick(start, key)
    assert start.hasFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert [asked[0] for asked in pages.asked] == ["play"]
