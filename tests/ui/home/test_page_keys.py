"""Home by keyboards of other alphabets, with the search open, and by a remote."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mobility_timer import files
from mobility_timer.library.reading.opening import open_library
from mobility_timer.ui.home.page import HomePage
from mobility_timer.ui.shell.context import Context
from mobility_timer.ui.widgets.paint import shows_focus
from tests.ui.conftest import NotedPages, Show

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
BUNDLED = open_library(files.routines(), None)


@pytest.fixture
def page(context: Context, pages: NotedPages, show: Show) -> HomePage:
    return show(HomePage(context._replace(library=BUNDLED), pages))


def key_event(key: int, text: str, place: int) -> QKeyEvent:
    return QKeyEvent(
        QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, place + 8, 0, 0, text
    )


def test_from_the_search_a_key_leads_to_a_card_that_shows_it_has_the_focus(
    page: HomePage, qtbot: QtBot
) -> None:
    page.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, False)
    page.filters.search.setFocus(Qt.FocusReason.MouseFocusReason)
    page.filters.search.setText("strength")
    assert not shows_focus(page.list)
    qtbot.keyClick(page.filters.search, Qt.Key.Key_Return)
    assert shows_focus(page.list)


def test_while_the_search_is_open_letters_and_digits_are_text(
    page: HomePage, pages: NotedPages
) -> None:
    page.filters.search.setText("hip")
    page.list.setFocus()
    for letter in "press1":
        QApplication.sendEvent(page.list, key_event(ord(letter.upper()), letter, 0))
    assert page.filters.search.text() == "hippress1"
    assert not [call for call in pages.asked if call[0] == "show_preview"]


def test_another_alphabet_gives_commands_by_place(
    page: HomePage, pages: NotedPages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", staticmethod(lambda: "xcb"))
    QApplication.sendEvent(page.cards.chosen, key_event(0x417, "з", 25))
    assert page.filters.search.text() == ""
    assert pages.asked[-1][0] == "show_preview"


def test_other_letters_of_it_search(page: HomePage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", staticmethod(lambda: "xcb"))
    page.filters.everything.setFocus()
    QApplication.sendEvent(page, key_event(0x417, "з", 25))
    assert page.filters.search.text() == ""
    QApplication.sendEvent(page, key_event(0x424, "ф", 30))
    assert page.filters.search.text() == "ф"


def test_the_full_stop_of_a_remote_starts(qtbot: QtBot, page: HomePage, pages: NotedPages) -> None:
    qtbot.keyClick(page.cards.chosen, Qt.Key.Key_Period)
    assert pages.asked[-1][0] == "play"


def test_p_shows_what_the_chosen_card_holds_wherever_the_focus_is(
    qtbot: QtBot, page: HomePage, pages: NotedPages
) -> None:
    page.filters.everything.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_P)
    assert pages.asked[-1][0] == "show_preview"
    assert page.filters.search.text() == ""


def test_tab_goes_from_the_cards_down_to_the_list(page: HomePage) -> None:
    page.head.settings.setFocus()
    seen: list[QWidget | None] = []
    while QApplication.focusWidget() is not page.list and len(seen) < 40:
        QApplication.sendEvent(QApplication.focusWidget(), key_event(Qt.Key.Key_Tab, "\t", 0))
        seen.append(QApplication.focusWidget())
    assert seen == [*page.cards.cards, *page.filters.stops, page.list]


@pytest.mark.parametrize("way", ["settings", "week"])
def test_coming_back_from_a_page_opened_by_keyboard_leads_to_its_button(
    page: HomePage, qtbot: QtBot, way: str
) -> None:
    button = getattr(page.head, way)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(button, Qt.Key.Key_Return)
    page.cards.take_focus()
    page.opened()
    assert button.hasFocus()
    page.opened()
    assert page.cards.chosen.hasFocus()
    page.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, False)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    page.opened()
    assert page.cards.chosen.hasFocus()
