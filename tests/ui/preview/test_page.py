from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from mobility_timer.personal.adjustments_store import AdjustmentsStore
from mobility_timer.personal.choices import TodaysPlan
from mobility_timer.personal.history.start import SessionStart
from mobility_timer.routine.adjustments import Adjustments
from mobility_timer.routine.model import Routine, Side
from mobility_timer.settings import Count
from mobility_timer.timeline.compiler import compile_routine
from mobility_timer.timeline.score_text import minutes_seconds
from mobility_timer.ui.preview.page import PreviewPage
from mobility_timer.ui.shell.context import Context
from tests.sample_routines import CIRCLES, HOLD, MIXED
from tests.ui.conftest import MemoryStore, NotedPages, Show
from tests.ui.hands import click, press

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def preview(context: Context, pages: NotedPages, show: Show) -> Callable[..., PreviewPage]:
    def preview(routine: Routine = MIXED) -> PreviewPage:
        return show(PreviewPage(context, pages, routine))

    return preview


def exact(page: PreviewPage) -> str:
    return minutes_seconds(compile_routine(page.model.routine).length)


def test_enter_starts_what_is_shown(
    preview: Callable[..., PreviewPage], pages: NotedPages, qtbot: QtBot
) -> None:
    preview()
    press(qtbot, Qt.Key.Key_Return)
    assert pages.asked == [("play", MIXED, SessionStart())]


def test_the_length_is_exact_and_the_drills_add_up_to_it(
    preview: Callable[..., PreviewPage],
) -> None:
    page = preview()
    assert page.panel.length.text() == exact(page)
    lasts = [row.view.length for row in page.rows]
    timeline = compile_routine(MIXED)
    assert sum(lasts) == timeline.sets[-1].end - timeline.sets[0].opens


def test_a_step_of_dose_changes_the_length_at_once(
    preview: Callable[..., PreviewPage], qtbot: QtBot
) -> None:
    page = preview()
    before = page.panel.length.text()
    click(qtbot, page.rows[0].dose.more)
    assert page.model.routine.drills[0].dose.amount == CIRCLES.dose.amount + 1
    assert page.panel.length.text() == exact(page) != before
    assert page.undo.isVisible()


def test_the_keyboard_alone_suffices(
    preview: Callable[..., PreviewPage], pages: NotedPages, qtbot: QtBot
) -> None:
    page = preview()
    press(qtbot, Qt.Key.Key_Down)
    assert page.rows[0].hasFocus()
    press(qtbot, Qt.Key.Key_Right)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Left)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Delete)
    press(qtbot, Qt.Key.Key_Return)
    played = pages.asked[-1][1]
    assert [(d.id, d.dose.amount) for d in played.drills] == [
        ("circles", 6),
        ("switches", 2),
        ("quad", 30),
    ]


def test_what_was_left_out_can_be_put_back(
    preview: Callable[..., PreviewPage], qtbot: QtBot
) -> None:
    page = preview()
    row = page.rows[1]
    row.open(True)
    click(qtbot, row.details.leave)
    assert "left out" in row.accessibleName()
    click(qtbot, row.back)
    assert page.model.routine == MIXED


def test_space_shows_how_a_drill_is_done(preview: Callable[..., PreviewPage], qtbot: QtBot) -> None:
    page = preview()
    press(qtbot, Qt.Key.Key_Down)
    row = page.rows[0]
    closed = row.height()
    press(qtbot, Qt.Key.Key_Space)
    QApplication.processEvents()
    assert row.details.isVisible()
    assert row.height() > closed
    press(qtbot, Qt.Key.Key_Space)
    assert not row.details.isVisible()


def test_an_opened_row_says_which_limb_the_side_is(preview: Callable[..., PreviewPage]) -> None:
    drill = replace(MIXED.drills[0], side_means="the leg that moves")
    page = preview(replace(MIXED, drills=(drill, *MIXED.drills[1:])))
    assert page.rows[0].details.means.text() == "The leg that moves"


def test_tempo_sets_and_first_side_in_the_opened_row(
    preview: Callable[..., PreviewPage], qtbot: QtBot
) -> None:
    page = preview()
    row = page.rows[0]
    row.open(True)
    click(qtbot, row.details.tempo.more)
    click(qtbot, row.details.sets.more)
    qtbot.keyClick(row.details.side, Qt.Key.Key_Right)
    drill = page.model.routine.drills[0]
    assert abs(drill.rep_ms - CIRCLES.rep_ms - 500) <= 100
    assert drill.rounds == 2
    assert drill.order == tuple(reversed(CIRCLES.order))
    assert page.panel.length.text() == exact(page)


def test_a_hold_has_no_tempo(preview: Callable[..., PreviewPage]) -> None:
    page = preview()
    page.rows[3].open(True)
    assert page.model.routine.drills[3] == HOLD
    assert not page.rows[3].details.tempo.isVisible()


def test_minutes_fit_the_routine_and_say_what_changed(
    preview: Callable[..., PreviewPage], qtbot: QtBot
) -> None:
    page = preview()
    with qtbot.waitSignal(page._fitting.done):
        page.panel.minutes.setValue(3)
    assert compile_routine(page.model.routine).length <= 3 * 60_000
    assert page.panel.have.text() == "I have three minutes"
    assert page.model.told[0] in page.panel.notes.text()
    assert page.panel.length.text() == exact(page)


def test_the_slider_goes_where_the_pointer_presses(
    preview: Callable[..., PreviewPage], qtbot: QtBot
) -> None:
    page = preview()
    slider = page.panel.minutes
    with qtbot.waitSignal(page._fitting.done):
        qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() - 2, 12))
    assert page.model.minutes == 30


def test_standing_only_leaves_out_what_goes_to_the_floor(
    preview: Callable[..., PreviewPage], qtbot: QtBot
) -> None:
    page = preview()
    assert "Two drills are done on the floor." in page.panel.notes.text()
    click(qtbot, page.panel.standing)
    assert not page.model.routine.on_floor
    assert "floor" not in page.panel.notes.text()
    click(qtbot, page.panel.standing)
    assert page.model.routine == MIXED


def test_standing_only_keeps_to_the_minutes(
    preview: Callable[..., PreviewPage], qtbot: QtBot
) -> None:
    page = preview()
    with qtbot.waitSignal(page._fitting.done):
        page.panel.minutes.setValue(3)
    with qtbot.waitSignal(page._fitting.done):
        click(qtbot, page.panel.standing)
    assert page.model.minutes == 3
    assert not page.model.routine.on_floor
    assert compile_routine(page.model.routine).length <= 3 * 60_000


def test_a_dose_outside_its_range_is_said_and_allowed(
    preview: Callable[..., PreviewPage], pages: NotedPages, qtbot: QtBot
) -> None:
    page = preview()
    for _ in range(3):
        click(qtbot, page.rows[0].dose.less)
    assert "3 to 10" in page.panel.notes.text()
    page.panel.start.click()
    assert pages.asked[-1][1].drills[0].dose.amount == 2


def test_waiting_and_rounds(
    preview: Callable[..., PreviewPage], pages: NotedPages, qtbot: QtBot
) -> None:
    page = preview()
    click(qtbot, page.panel.wait)
    click(qtbot, page.panel.rounds.more)
    page.panel.start.click()
    played = pages.asked[-1][1]
    assert (played.wait_for_me, played.rounds) == (True, 2)


def test_how_reps_are_counted_is_a_setting(
    preview: Callable[..., PreviewPage], pages: NotedPages, store: MemoryStore, qtbot: QtBot
) -> None:
    page = preview()
    page.panel.count.setFocus()
    press(qtbot, Qt.Key.Key_Right)
    assert store.value.count is Count.TICKED
    assert pages.asked[-1] == ("apply_settings",)


def test_changes_are_remembered_and_can_be_taken_back(
    preview: Callable[..., PreviewPage], adjustments: AdjustmentsStore, qtbot: QtBot
) -> None:
    page = preview()
    click(qtbot, page.rows[0].dose.more)
    page.closing()
    again = preview()
    assert again.model.routine.drills[0].dose.amount == CIRCLES.dose.amount + 1
    click(qtbot, again.undo)
    assert again.model.routine == MIXED
    assert not again.undo.isVisible()
    again.closing()
    assert not adjustments.recall(MIXED.id)


def test_what_another_window_changed_stays_where_nothing_was_changed_here(
    preview: Callable[..., PreviewPage], adjustments: AdjustmentsStore
) -> None:
    page = preview()
    other = Adjustments().with_amount("circles", 9)
    AdjustmentsStore(adjustments._path).keep(MIXED.id, other)
    page.closing()
    assert AdjustmentsStore(adjustments._path).recall(MIXED.id) == other


def test_the_settings_count_in_what_is_shown_and_started(
    preview: Callable[..., PreviewPage], store: MemoryStore, pages: NotedPages
) -> None:
    store.change(wait_for_me=True)
    page = preview()
    assert page.panel.wait.isChecked()
    page.panel.start.click()
    assert pages.asked[-1] == ("play", replace(MIXED, wait_for_me=True), SessionStart())


def test_no_button_is_nameless(preview: Callable[..., PreviewPage]) -> None:
    page = preview()
    for row in page.rows:
        row.open(True)
    assert all(button.accessibleName() for button in page.findChildren(QAbstractButton))


@pytest.mark.parametrize("size", [(800, 520), (1024, 640), (2560, 1440)])
def test_start_is_in_sight_at_any_size(
    preview: Callable[..., PreviewPage], size: tuple[int, int]
) -> None:
    page = preview()
    page.resize(*size)
    QApplication.processEvents()
    start = page.panel.start
    corner = start.mapTo(page, QPoint(start.width(), start.height()))
    assert corner.x() <= page.width()
    assert corner.y() <= page.height()
    assert start.height() >= start.sizeHint().height()


def test_minutes_and_left_out_drills_are_for_today_and_doses_are_kept(
    preview: Callable[..., PreviewPage],
    context: Context,
    adjustments: AdjustmentsStore,
    qtbot: QtBot,
) -> None:
    page = preview()
    click(qtbot, page.rows[0].dose.more)
    page.rows[1].left_out.emit(True)
    assert page.panel.today.told() == [f"without {page.model.rows[1].drill.name}"]
    assert page.panel.kept.told() == ["Hip circles 6 (was 5)"]
    page.closing()
    assert adjustments.recall(MIXED.id) == Adjustments().with_amount("circles", 6)
    assert context.adjustments.now(MIXED).of(page.model.rows[1].key).left_out
    again = preview()
    assert again.model.rows[1].out
    click(qtbot, again.panel.keep)
    again.closing()
    assert adjustments.recall(MIXED.id).of(page.model.rows[1].key).left_out
    assert context.adjustments.today(MIXED.id) is None


def test_one_fit_and_esc_change_nothing_for_good(
    preview: Callable[..., PreviewPage], adjustments: AdjustmentsStore, qtbot: QtBot
) -> None:
    page = preview()
    page.panel.minutes.setValue(2)
    qtbot.waitUntil(lambda: page.model.minutes == 2)
    assert page.panel.today.told()[0].startswith("two minutes")
    page.closing()
    assert adjustments.recall(MIXED.id) == Adjustments()
    assert preview().model.minutes == 2


def test_one_drill_goes_back_to_what_is_written(
    preview: Callable[..., PreviewPage], qtbot: QtBot
) -> None:
    page = preview()
    page.rows[0].open(True)
    assert not page.rows[0].details.restore.isVisible()
    click(qtbot, page.rows[0].dose.more)
    click(qtbot, page.rows[2].dose.more)
    click(qtbot, page.rows[0].details.restore)
    assert page.model.rows[0].drill == MIXED.drills[0]
    assert page.model.rows[2].drill != MIXED.drills[2]


def test_all_that_is_kept_is_said_with_what_it_replaced(
    preview: Callable[..., PreviewPage],
) -> None:
    page = preview()
    row = page.rows[0]
    row.slowed.emit(1)
    row.repeated.emit(2)
    row.first_side.emit(Side.RIGHT)
    assert page.panel.kept.told() == [
        "Hip circles 4.6 s a rep (was 4.0 s a rep)",
        "Hip circles 3 sets (was 1 set)",
        "Hip circles right first (was left first)",
    ]


def test_a_changed_tempo_in_the_file_is_said_and_the_file_is_taken(
    preview: Callable[..., PreviewPage], adjustments: AdjustmentsStore, qtbot: QtBot
) -> None:
    quick = tuple(replace(phase, ms=500) for phase in MIXED.drills[0].tempo)
    before = replace(MIXED, drills=(replace(MIXED.drills[0], tempo=quick), *MIXED.drills[1:]))
    mine = {"lift": 1000, "out": 1000, "return": 1000}
    adjustments.keep(MIXED.id, Adjustments().with_tempo("circles", mine), before)
    page = preview()
    assert "Hip circles 4.0 s a rep (you had chosen 3.0 s a rep)" in page.panel.changed.text()
    click(qtbot, page.panel.take_file)
    assert page.panel.changed.text() == ""
    assert adjustments.recall(MIXED.id) == Adjustments()


def test_a_file_that_was_changed_is_said_with_one_click_for_either(
    preview: Callable[..., PreviewPage], adjustments: AdjustmentsStore, qtbot: QtBot
) -> None:
    before = replace(MIXED, drills=(MIXED.drills[0].with_amount(4), *MIXED.drills[1:]))
    adjustments.keep(MIXED.id, Adjustments().with_amount("circles", 7), before)
    page = preview()
    assert page.model.rows[0].drill.dose.amount == 5
    assert "Hip circles 5 (you had chosen 7)" in page.panel.changed.text()
    click(qtbot, page.panel.take_mine)
    assert page.model.rows[0].drill.dose.amount == 7
    assert not page.panel.changed.isVisible()


def test_the_file_or_mine_is_taken_for_today_too(
    preview: Callable[..., PreviewPage],
    context: Context,
    adjustments: AdjustmentsStore,
    qtbot: QtBot,
) -> None:
    before = replace(MIXED, drills=(MIXED.drills[0].with_amount(4), *MIXED.drills[1:]))
    adjustments.keep(MIXED.id, Adjustments().with_amount("circles", 7), before)
    context.adjustments.plan_today(MIXED.id, TodaysPlan(Adjustments().with_amount("circles", 9)))
    page = preview()
    click(qtbot, page.panel.take_mine)
    assert context.adjustments.today(MIXED.id) is None
    page.closing()
    assert context.adjustments.today(MIXED.id) is None


def test_rounds_end_at_both_ends(preview: Callable[..., PreviewPage], qtbot: QtBot) -> None:
    page = preview()
    assert not page.panel.rounds.less.isEnabled()
    for _ in range(9):
        click(qtbot, page.panel.rounds.more)
    assert page.model.routine.rounds == 10
    assert not page.panel.rounds.more.isEnabled()
