"""A drill of one's own: edited from the catalogue, its versions, deleted, brought back, left."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mobility_timer.ui.editor.drill.page import DrillPage
from mobility_timer.ui.editor.own.own_drills import OwnDrill
from mobility_timer.ui.editor.own.versions_page import VersionsPage
from mobility_timer.ui.editor.page import EditorPage
from mobility_timer.ui.shell.main_window import MainWindow
from mobility_timer.words import editor as words

DRILL = "name: Towel scrunch\nposition: sitting\ndose: {hold: 40}\n"
EARLIER = DRILL.replace("40", "20")


@pytest.fixture
def window(editor_context: Any, user: Any, qtbot: QtBot) -> Any:
    path = user.folder / "drills" / "towel-scrunch.yaml"
    user.write(path, EARLIER, None)
    user.write(path, DRILL, EARLIER)
    drill = editor_context.library.read_drill_text(DRILL, path)
    library = editor_context.library.with_drill(drill, path)
    window = MainWindow(editor_context._replace(library=library))
    qtbot.addWidget(window)
    window.resize(1280, 800)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def press(qtbot: QtBot, widget: Any) -> None:
    for _ in range(3):
        QApplication.processEvents()
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


@pytest.fixture
def page(window: Any, qtbot: QtBot) -> Any:
    """The page of the drill, opened from its card in the catalogue."""
    press(qtbot, window.page.head.new)
    editor = window.page
    assert isinstance(editor, EditorPage)
    press(qtbot, editor.add)
    editor.catalogue.search.setText("towel scrunch")
    press(qtbot, editor.catalogue.yours)
    (card,) = (card for card in editor.catalogue.cards if card.isVisible())
    press(qtbot, card.edit)
    assert isinstance(window.page, DrillPage)
    return window.page


def own(page: Any, monkeypatch: pytest.MonkeyPatch) -> OwnDrill:
    """What the menu of the page is about."""
    made: list[OwnDrill] = []
    menu = OwnDrill.menu
    monkeypatch.setattr(OwnDrill, "menu", lambda it, *given: (made.append(it), menu(it, *given))[1])
    monkeypatch.setattr("mobility_timer.ui.editor.drill.page.pop_up", lambda *_given: None)
    page.more.click()
    return made[0]


def test_a_version_comes_back_and_the_page_shows_it(
    page: Any, window: Any, monkeypatch: pytest.MonkeyPatch, user: Any
) -> None:
    own(page, monkeypatch).show_versions()
    assert isinstance(window.page, VersionsPage)
    window.page.buttons[0].click()
    shown: Any = window.page
    assert shown is page
    assert (user.folder / "drills" / "towel-scrunch.yaml").read_text() == EARLIER
    assert shown.draft.drill.dose.amount == 20
    assert window.context.library.drills["towel-scrunch"].dose.amount == 20


def test_deleted_it_is_gone_and_a_press_brings_it_back(
    page: Any, window: Any, monkeypatch: pytest.MonkeyPatch, user: Any, qtbot: QtBot
) -> None:
    path = user.folder / "drills" / "towel-scrunch.yaml"
    own(page, monkeypatch).delete()
    assert isinstance(window.page, EditorPage)
    assert not path.exists()
    assert "towel-scrunch" not in window.page.model.drills
    press(qtbot, window.notice)
    assert path.read_text() == DRILL
    assert "towel-scrunch" in window.page.model.drills
    assert "towel-scrunch" in window.context.library.drills


def test_what_a_routine_has_is_not_deleted(
    page: Any, window: Any, monkeypatch: pytest.MonkeyPatch, user: Any
) -> None:
    page._in_use = frozenset({"towel-scrunch"})
    own(page, monkeypatch).delete()
    assert window.page is page
    assert (user.folder / "drills" / "towel-scrunch.yaml").exists()
    assert window.notice.text() == words.still_in_use("Towel scrunch", [words.TITLE])


def test_changes_are_not_left_without_a_question(page: Any, window: Any, qtbot: QtBot) -> None:
    press(qtbot, page.amount.more)
    window.back()
    assert window.page is page
    assert page.asking.isVisible()
    window.back()
    assert not page.asking.isVisible()
    window.back()
    press(qtbot, page.asking.answers[1])
    assert isinstance(window.page, EditorPage)


def test_changes_are_saved_on_the_way_out(page: Any, window: Any, qtbot: QtBot, user: Any) -> None:
    press(qtbot, page.amount.more)
    window.back()
    press(qtbot, page.asking.answers[0])
    assert isinstance(window.page, EditorPage)
    text = (user.folder / "drills" / "towel-scrunch.yaml").read_text()
    assert text == DRILL.replace("40", "45")
