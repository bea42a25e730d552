from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from mobility_timer.library.drill_files import Broken
from mobility_timer.library.faults import Fault
from mobility_timer.personal.adjustments_store import AdjustmentsStore
from mobility_timer.personal.choices import TodaysPlan
from mobility_timer.personal.history.history import History
from mobility_timer.personal.history.start import SessionStart
from mobility_timer.routine.adjustments import Adjustments
from mobility_timer.routine.model import Occasion
from mobility_timer.timeline.compiler import compile_routine, length_ms
from mobility_timer.timeline.score_text import minutes_seconds
from mobility_timer.ui.home import page as home_page
from mobility_timer.ui.home.page import HomePage
from mobility_timer.ui.shell.context import Context
from mobility_timer.ui.widgets.controls.buttons import Chip
from mobility_timer.words import home as words
from tests.silent_coach import SilentCoach
from tests.ui.conftest import MemoryStore, NotedPages
from tests.ui.hands import press
from tests.ui.home.conftest import BUNDLED

MANY = {
    f"{routine.id}-{number}": replace(routine, id=f"{routine.id}-{number}")
    for number in range(40)
    for routine in BUNDLED.routines.values()
}
FAULT = Fault("/home/me/mine.yaml", 4, 3, 'unknown key "dril"', try_="drill")
BROKEN = Broken(Path("/home/me/mine.yaml"), "mine.yaml", (FAULT,))

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


FOR_A_RUN = SessionStart(Occasion.BEFORE_RUN)


def names(page: HomePage) -> list[str]:
    return [entry.name for entry in page.list.entries]


def test_enter_starts_what_is_proposed_before_a_run(
    home: Callable[..., HomePage], pages: NotedPages, qtbot: QtBot
) -> None:
    home()
    press(qtbot, Qt.Key.Key_Return)
    assert pages.asked[-1] == ("play", BUNDLED.routines["before-a-run"], FOR_A_RUN)


def test_space_starts_the_card_that_the_arrows_chose(
    home: Callable[..., HomePage], pages: NotedPages, qtbot: QtBot
) -> None:
    page = home()
    press(qtbot, Qt.Key.Key_Right)
    assert [card.is_wide for card in page.cards.cards] == [False, True, False, False]
    press(qtbot, Qt.Key.Key_Space)
    assert pages.asked[-1] == (
        "play",
        BUNDLED.routines["after-a-run"],
        SessionStart(Occasion.AFTER_RUN),
    )


@pytest.mark.parametrize("digit", [1, 2, 3, 4])
def test_digits_choose_a_card(home: Callable[..., HomePage], qtbot: QtBot, digit: int) -> None:
    page = home()
    press(qtbot, Qt.Key(Qt.Key.Key_0 + digit))
    assert page.cards.chosen is page.cards.cards[digit - 1]
    assert page.cards.chosen.hasFocus()


def test_p_and_a_click_show_the_drills_first(
    home: Callable[..., HomePage], pages: NotedPages, qtbot: QtBot
) -> None:
    page = home()
    press(qtbot, Qt.Key.Key_P)
    assert pages.asked[-1] == (
        "show_preview",
        BUNDLED.routines["before-a-run"],
        Occasion.BEFORE_RUN,
    )
    qtbot.mouseClick(page.cards.cards[2], Qt.MouseButton.LeftButton)
    assert pages.asked[-1] == (
        "show_preview",
        BUNDLED.routines["ankles-and-hips"],
        Occasion.REST_DAY,
    )


def test_the_button_on_the_card_starts(
    home: Callable[..., HomePage], pages: NotedPages, qtbot: QtBot
) -> None:
    page = home()
    qtbot.mouseClick(page.cards.chosen._start, Qt.MouseButton.LeftButton)
    assert pages.asked == [("play", BUNDLED.routines["before-a-run"], FOR_A_RUN)]


def test_what_was_done_last_is_proposed(
    home: Callable[..., HomePage], history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = {"before a run": "ankles-and-hips-standing"}
    monkeypatch.setattr(history, "last_routines", lambda: done)
    assert home().cards.cards[0].proposal.routine.id == "ankles-and-hips-standing"


def test_what_was_adjusted_is_shown_and_started_adjusted(
    home: Callable[..., HomePage], adjustments: AdjustmentsStore, pages: NotedPages, qtbot: QtBot
) -> None:
    adjustments.keep("before-a-run", Adjustments().with_left_out("low-squats"))
    home()
    press(qtbot, Qt.Key.Key_Return)
    assert "low-squats" not in [drill.id for drill in pages.asked[-1][1].drills]
    press(qtbot, Qt.Key.Key_P)
    assert pages.asked[-1] == (
        "show_preview",
        BUNDLED.routines["before-a-run"],
        Occasion.BEFORE_RUN,
    )


def test_it_waits_for_the_user_where_that_is_always_wanted(
    home: Callable[..., HomePage], pages: NotedPages, store: MemoryStore, qtbot: QtBot
) -> None:
    store.change(wait_for_me=True)
    home()
    press(qtbot, Qt.Key.Key_Return)
    assert pages.asked[-1][1].wait_for_me


def test_exact_lengths_come_to_the_cards(
    home: Callable[..., HomePage], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(home_page, "exact_length_ms", length_ms)
    page = home()
    qtbot.waitUntil(lambda: not page._lengths.busy)
    exact = minutes_seconds(compile_routine(BUNDLED.routines["before-a-run"]).length)
    assert exact in page.cards.cards[0].accessibleName()
    model = page.list.model()
    names = [
        model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in range(model.rowCount())
    ]
    (row,) = [name for name in names if name.startswith("Loosen up, standing")]
    assert exact in row


def test_the_arrows_lead_into_the_list_and_back(
    home: Callable[..., HomePage], pages: NotedPages, qtbot: QtBot
) -> None:
    page = home()
    press(qtbot, Qt.Key.Key_Down)
    assert page.list.hasFocus()
    press(qtbot, Qt.Key.Key_Right)
    press(qtbot, Qt.Key.Key_Down)
    assert page.list.currentIndex().row() == 4
    name = names(page)[4]
    press(qtbot, Qt.Key.Key_P)
    assert pages.asked[-1][1].name == name
    press(qtbot, Qt.Key.Key_Return)
    assert (pages.asked[-1][0], pages.asked[-1][1].name) == ("play", name)
    press(qtbot, Qt.Key.Key_Up)
    press(qtbot, Qt.Key.Key_Up)
    assert page.cards.chosen.hasFocus()


def test_a_click_on_a_row_shows_its_drills(
    home: Callable[..., HomePage], pages: NotedPages, qtbot: QtBot
) -> None:
    page = home()
    at = page.list.visualRect(page.list.model().index(2, 0)).center()
    qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    routine = page.list.entries[2].routine
    assert pages.asked[-1] == ("show_preview", routine, routine.occasions[0])


def test_coming_back_from_a_row_leads_to_that_row(
    home: Callable[..., HomePage], qtbot: QtBot
) -> None:
    page = home()
    at = page.list.visualRect(page.list.model().index(2, 0)).center()
    qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    page.head.settings.setFocus()
    page.opened()
    assert page.list.hasFocus()
    assert page.list.currentIndex().row() == 2
    qtbot.mouseClick(page.cards.cards[1], Qt.MouseButton.LeftButton)
    page.opened()
    assert page.cards.cards[1].hasFocus()


def test_a_click_between_the_rows_does_nothing(
    home: Callable[..., HomePage], pages: NotedPages, qtbot: QtBot
) -> None:
    page = home()
    at = page.list.visualRect(page.list.model().index(0, 0)).bottomLeft() + QPoint(40, -2)
    qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert pages.asked == []


def test_typing_searches_and_the_cards_make_room(
    home: Callable[..., HomePage], qtbot: QtBot
) -> None:
    page = home()
    for key in (Qt.Key.Key_S, Qt.Key.Key_T, Qt.Key.Key_R, Qt.Key.Key_E):
        press(qtbot, key)
    assert page.filters.search.text() == "stre"
    assert "Strength" in names(page)
    assert not page.cards.isVisible()
    press(qtbot, Qt.Key.Key_Down)
    assert page.list.hasFocus()
    assert page.close_open()
    assert page.cards.isVisible()
    assert len(names(page)) == len(BUNDLED.routines)
    assert not page.close_open()


def test_esc_leaves_a_search_that_is_still_empty(
    home: Callable[..., HomePage], qtbot: QtBot
) -> None:
    page = home()
    press(qtbot, Qt.Key.Key_Slash)
    assert page.filters.search.hasFocus()
    assert page.close_open()
    assert not page.filters.search.hasFocus()
    assert not page.close_open()


def test_the_chips_narrow_the_list_together(home: Callable[..., HomePage], qtbot: QtBot) -> None:
    page = home()
    qtbot.mouseClick(page.filters.hips, Qt.MouseButton.LeftButton)
    hips = set(names(page))
    qtbot.mouseClick(page.filters.flags["standing"], Qt.MouseButton.LeftButton)
    both = set(names(page))
    assert both < hips < {routine.name for routine in BUNDLED.routines.values()}
    assert not page.filters.everything.isChecked()
    qtbot.mouseClick(page.filters.everything, Qt.MouseButton.LeftButton)
    assert len(names(page)) == len(BUNDLED.routines)
    assert page.filters.everything.isChecked()


def test_at_most_so_many_minutes(home: Callable[..., HomePage], qtbot: QtBot) -> None:
    page = home()
    page.filters.minutes.menu().actions()[1].trigger()
    qtbot.waitUntil(lambda: not page._lengths.busy)
    assert "Desk break" in names(page)
    assert "Strength" not in names(page)
    assert page.filters.minutes.accessibleName() == "At most 5 min"


def test_nothing_found_says_so_and_shows_all_again(
    home: Callable[..., HomePage], qtbot: QtBot
) -> None:
    page = home()
    page.filters.search.setText("zzz")
    assert page.nothing.isVisible()
    assert page.nothing.text() == "No routines match."
    qtbot.mouseClick(page.show_all, Qt.MouseButton.LeftButton)
    assert names(page)


def test_yours_leads_into_the_editor(
    home: Callable[..., HomePage], qtbot: QtBot, pages: NotedPages
) -> None:
    page = home(replace(BUNDLED, user=Path("/home/me/routines")))
    qtbot.mouseClick(page.filters.flags["yours"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.begin, Qt.MouseButton.LeftButton)
    name, session = pages.asked[-1]
    assert (name, session.routine) == ("show_editor", None)


def test_a_broken_file_is_a_card_with_its_message(
    home: Callable[..., HomePage], qtbot: QtBot
) -> None:
    page = home(replace(BUNDLED, broken=(BROKEN,)))
    assert names(page)[0] == "mine.yaml"
    page.list.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert page.broken.text.toPlainText() == f"Line 4, column 3: {FAULT.message}"
    qtbot.mouseClick(page.broken.copy, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == str(FAULT)
    assert page.close_open()
    assert page.broken is None


def test_only_what_is_on_screen_of_five_hundred_is_made(
    home: Callable[..., HomePage], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = home(replace(BUNDLED, routines=MANY))
    painted = []
    paint = page.list._painter._paint_words
    monkeypatch.setattr(
        page.list._painter,
        "_paint_words",
        lambda *given: (painted.append(given[-1]), paint(*given)),
    )
    page.grab()
    assert len(MANY) > 500
    assert 3 <= len(painted) <= 12
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_End)
    painted.clear()
    page.grab()
    assert page.list.entries[-1] in painted
    assert len(painted) <= 30


def test_no_button_is_nameless(home: Callable[..., HomePage]) -> None:
    page = home(replace(BUNDLED, broken=(BROKEN,)))
    page._open_entry(page.list.entries[0])
    assert all(button.accessibleName() for button in page.findChildren(QAbstractButton))


@pytest.mark.parametrize("size", [(800, 520), (1024, 640), (1280, 800), (2560, 1440), (900, 1200)])
def test_nothing_is_cut_at_any_size(home: Callable[..., HomePage], size: tuple[int, int]) -> None:
    page = home()
    page.resize(*size)
    QApplication.processEvents()
    right = page.width()
    for widget in (page.head.settings, page.filters.search, *page.cards.cards):
        assert widget.mapTo(page, QPoint(widget.width(), 0)).x() <= right
    chips = page.filters.findChildren(Chip)
    assert all(chip.width() >= chip.sizeHint().width() for chip in chips)


def test_what_is_proposed_is_rehearsed_once_home_is_painted(
    home: Callable[..., HomePage], coach: SilentCoach, qtbot: QtBot
) -> None:
    page = home()
    assert coach.rendered_ahead == []
    page.grab()
    qtbot.waitUntil(lambda: coach.rendered_ahead == ["before-a-run"])
    others = {entry.routine.id for entry in page.list.entries if entry.routine}
    assert set(coach.openings) == others - {"before-a-run"}
    assert len(coach.openings) == len(others) - 1


def test_once_closed_home_does_no_work_ahead(
    home: Callable[..., HomePage], coach: SilentCoach, qtbot: QtBot
) -> None:
    page = home()
    page.grab()
    page.closing()
    qtbot.wait(1)
    assert coach.rendered_ahead == []


def test_while_lengths_are_worked_out_it_says_so(
    home: Callable[..., HomePage], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = home()
    monkeypatch.setattr(page._lengths, "of", lambda _routine: None)
    monkeypatch.setattr(type(page._lengths), "busy", True)
    page.filters.minutes.menu().actions()[1].trigger()
    assert page.nothing.text() == words.READING


def test_leaving_the_list_upwards_shows_the_top(home: Callable[..., HomePage]) -> None:
    page = home()
    page.resize(800, 520)
    QApplication.processEvents()
    bar = page.scroller.verticalScrollBar()
    bar.setValue(200)
    assert bar.value() == 200
    page.list.left_upwards.emit()
    assert bar.value() == 0


def test_what_is_changed_and_what_is_changed_today_are_marked(
    home: Callable[..., HomePage], context: Context, adjustments: AdjustmentsStore
) -> None:
    adjustments.keep("before-a-run", Adjustments().with_left_out("low-squats"))
    context.adjustments.plan_today("after-a-run", TodaysPlan(Adjustments(rounds=2)))
    marks = {entry.routine.id: entry.mark for entry in home().list.entries if entry.routine}
    assert {id: mark for id, mark in marks.items() if mark} == {
        "before-a-run": words.CHANGED,
        "after-a-run": words.CHANGED_TODAY,
    }
