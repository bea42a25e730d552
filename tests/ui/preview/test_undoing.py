"""Each change goes back by itself, and all of them together; each is kept as it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from mobility_timer.personal.adjustments_store import AdjustmentsStore
from mobility_timer.personal.choices import TodaysPlan
from mobility_timer.routine.adjustments import Adjustments
from mobility_timer.routine.model import Side
from mobility_timer.ui.preview.changes import ChangeList
from mobility_timer.ui.preview.page import PreviewPage
from mobility_timer.ui.shell.context import Context
from tests.sample_routines import MIXED
from tests.ui.conftest import NotedPages, Show
from tests.ui.hands import click

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
QUICK = {"lift": 500, "out": 500, "return": 500}


@pytest.fixture
def preview(context: Context, pages: NotedPages, show: Show) -> Callable[[], PreviewPage]:
    return lambda: show(PreviewPage(context, pages, MIXED))


def undo(qtbot: QtBot, changes: ChangeList, told: str) -> None:
    line = next(line for line in changes.lines if line.text.text().startswith(told))
    click(qtbot, line.button)


def test_each_of_two_changes_of_a_drill_goes_back_by_itself(
    preview: Callable[[], PreviewPage], adjustments: AdjustmentsStore, qtbot: QtBot
) -> None:
    both = Adjustments().with_amount("circles", 7).with_tempo("circles", QUICK)
    adjustments.keep(MIXED.id, both, MIXED)
    page = preview()
    assert page.panel.kept.told() == [
        "Hip circles 7 (was 5)",
        "Hip circles 1.5 s a rep (was 4.0 s a rep)",
    ]
    undo(qtbot, page.panel.kept, "Hip circles 7")
    assert page.panel.kept.told() == ["Hip circles 1.5 s a rep (was 4.0 s a rep)"]
    page.closing()
    assert adjustments.recall(MIXED.id) == Adjustments().with_tempo("circles", QUICK)


@pytest.mark.parametrize("which", range(6))
def test_every_kind_of_change_goes_back_alone(
    preview: Callable[[], PreviewPage], adjustments: AdjustmentsStore, qtbot: QtBot, which: int
) -> None:
    kept = replace(
        Adjustments()
        .with_amount("circles", 7)
        .with_tempo("circles", QUICK)
        .with_rounds("circles", 2)
        .with_first_side("circles", Side.RIGHT),
        rounds=3,
        wait_for_me=True,
    )
    adjustments.keep(MIXED.id, kept, MIXED)
    page = preview()
    told = page.panel.kept.told()
    assert len(told) == 6
    click(qtbot, page.panel.kept.lines[which].button)
    assert page.panel.kept.told() == told[:which] + told[which + 1 :]
    page.closing()
    again = preview()
    assert again.panel.kept.told() == told[:which] + told[which + 1 :]
    click(qtbot, again.undo)
    again.closing()
    assert adjustments.recall(MIXED.id) == Adjustments()


def test_what_is_for_today_goes_back_one_by_one(
    preview: Callable[[], PreviewPage], context: Context, qtbot: QtBot
) -> None:
    first = MIXED.drills[0].name
    plan = replace(Adjustments().with_left_out("circles"), standing_only=True)
    context.adjustments.plan_today(MIXED.id, TodaysPlan(plan))
    page = preview()
    assert page.panel.today.told() == ["standing only", f"without {first}"]
    undo(qtbot, page.panel.today, f"without {first}")
    assert page.panel.today.told() == ["standing only"]
    assert page.model.changes.standing_only
    undo(qtbot, page.panel.today, "standing only")
    assert page.panel.today.isHidden()
    assert page.model.is_original


def test_the_fit_goes_back_and_what_was_chosen_by_hand_stays(
    preview: Callable[[], PreviewPage], qtbot: QtBot
) -> None:
    page = preview()
    click(qtbot, page.rows[0].dose.more)
    page.panel.minutes.setValue(2)
    qtbot.waitUntil(lambda: page.model.minutes == 2)
    undo(qtbot, page.panel.today, "two minutes")
    assert page.model.minutes is None
    assert page.panel.today.told() == []
    assert page.panel.kept.told() == ["Hip circles 6 (was 5)"]


def test_a_kept_dose_goes_back_and_the_minutes_stay(
    preview: Callable[[], PreviewPage], qtbot: QtBot
) -> None:
    page = preview()
    click(qtbot, page.rows[0].dose.more)
    page.panel.minutes.setValue(2)
    qtbot.waitUntil(lambda: page.model.minutes == 2)
    undo(qtbot, page.panel.kept, "Hip circles")
    qtbot.waitUntil(lambda: page.model.minutes == 2)
    assert page.panel.kept.told() == []
    assert page.model.unfitted == Adjustments()


def test_a_dose_that_is_as_written_again_is_no_change(
    preview: Callable[[], PreviewPage], adjustments: AdjustmentsStore, qtbot: QtBot
) -> None:
    page = preview()
    click(qtbot, page.rows[0].dose.more)
    click(qtbot, page.rows[0].dose.less)
    assert page.model.is_original
    page.closing()
    assert adjustments.recall(MIXED.id) == Adjustments()


def test_what_stepped_back_is_no_change_for_today(
    preview: Callable[[], PreviewPage], adjustments: AdjustmentsStore
) -> None:
    before = replace(MIXED, drills=(MIXED.drills[0].with_amount(4), *MIXED.drills[1:]))
    adjustments.keep(MIXED.id, Adjustments().with_amount("circles", 7), before)
    page = preview()
    assert "Hip circles 5 (you had chosen 7)" in page.panel.changed.text()
    assert page.panel.today.told() == []
    assert page.panel.kept.told() == []


def test_what_is_changed_is_kept_while_the_page_stands_open(
    preview: Callable[[], PreviewPage],
    context: Context,
    adjustments: AdjustmentsStore,
    qtbot: QtBot,
) -> None:
    page = preview()
    click(qtbot, page.rows[0].dose.more)
    page.rows[1].left_out.emit(True)
    assert adjustments.recall(MIXED.id) == Adjustments()
    kept = Adjustments().with_amount("circles", 6)
    qtbot.waitUntil(lambda: adjustments.recall(MIXED.id) == kept)
    assert context.adjustments.now(MIXED).of(page.model.rows[1].key).left_out
