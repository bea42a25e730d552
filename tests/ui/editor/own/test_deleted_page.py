"""What was deleted stands in a list and comes back, as it was or as an earlier version said."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mobility_timer.ui.editor.own.deleted_page import DeletedPage
from mobility_timer.ui.editor.own.versions_page import VersionsPage
from mobility_timer.ui.home.deleted import DeletedButton
from mobility_timer.ui.widgets.label import Label
from mobility_timer.words import editor
from mobility_timer.words import versions_page as words
from tests.ui.conftest import NotedPages

ROUTINE = "name: Mine\ndrills:\n  - hip-cars\n"
EARLIER = "name: Mine\ndrills:\n  - open-books\n"
DRILL = "name: Towel scrunch\nposition: sitting\ndose: {hold: 30}\n"


@pytest.fixture
def open_page(editor_context: Any, pages: NotedPages, qtbot: QtBot) -> Any:
    def open_page() -> DeletedPage:
        page = DeletedPage(editor_context, pages)
        qtbot.addWidget(page)
        return page

    return open_page


@pytest.fixture
def page(open_page: Any, user: Any) -> DeletedPage:
    """A routine with an earlier version, and a drill, both deleted."""
    routine, drill = user.folder / "mine.yaml", user.folder / "drills" / "towel-scrunch.yaml"
    user.write(routine, EARLIER, None)
    user.write(routine, ROUTINE, EARLIER)
    user.write(drill, DRILL, None)
    for path in (drill, routine):
        user.delete(path)
    page: DeletedPage = open_page()
    return page


def _place(page: Any, name: str) -> int:
    names = [button.accessibleName() for button in page.back_buttons]
    return names.index(words.bring_back(name))


def test_routines_and_drills_are_shown_by_their_names(page: Any) -> None:
    text = "\n".join(label.text() for label in page.findChildren(Label))
    assert "Mine" in text
    assert "A routine, last kept" in text
    assert "Towel scrunch" in text
    assert "A drill, last kept" in text


def test_a_routine_comes_back_and_is_shown(
    page: Any, user: Any, pages: NotedPages, qtbot: QtBot
) -> None:
    qtbot.mouseClick(page.back_buttons[_place(page, "Mine")], Qt.MouseButton.LeftButton)
    assert (user.folder / "mine.yaml").read_text() == ROUTINE
    name, routine = pages.asked[-1]
    assert (name, routine.name) == ("show_saved", "Mine")
    assert ("tell", "Mine is back.") in pages.asked
    assert ("take_back", editor.deleted("Mine")) in pages.asked


def test_a_drill_comes_back_into_the_catalogue(
    page: Any, user: Any, pages: NotedPages, qtbot: QtBot
) -> None:
    qtbot.mouseClick(page.back_buttons[_place(page, "Towel scrunch")], Qt.MouseButton.LeftButton)
    assert (user.folder / "drills" / "towel-scrunch.yaml").read_text() == DRILL
    library = next(given[0] for name, *given in pages.asked if name == "use_library")
    assert library.drills["towel-scrunch"].dose.amount == 30


def test_an_earlier_version_of_it_comes_back(
    page: Any, user: Any, pages: NotedPages, qtbot: QtBot
) -> None:
    place = _place(page, "Mine")
    assert page.version_buttons[1 - place].isHidden()
    qtbot.mouseClick(page.version_buttons[place], Qt.MouseButton.LeftButton)
    name, versions = pages.asked[-1]
    assert name == "show_own_page"
    assert isinstance(versions, VersionsPage)
    text = "\n".join(label.text() for label in versions.findChildren(Label))
    assert words.AS_DELETED in text
    assert "\u2212 hip-cars\n+ open-books" in text
    versions.buttons[1].click()
    assert (user.folder / "mine.yaml").read_text() == EARLIER
    assert pages.asked[-1][0] == "show_saved"


def test_one_whose_file_cannot_be_read_comes_back_and_says_so(
    open_page: Any, user: Any, pages: NotedPages
) -> None:
    path = user.folder / "bad.yaml"
    user.write(path, "name: Bad\ndrills:\n  - no-such-drill\n", None)
    user.delete(path)
    open_page().back_buttons[0].click()
    assert path.exists()
    assert any(name == "say" and "no-such-drill" in given[0] for name, *given in pages.asked)


def test_what_is_there_again_by_another_hand_is_not_written_over(
    page: Any, user: Any, pages: NotedPages
) -> None:
    (user.folder / "mine.yaml").write_text("name: Theirs\n")
    page.back_buttons[_place(page, "Mine")].click()
    assert (user.folder / "mine.yaml").read_text() == "name: Theirs\n"
    assert pages.asked[-1][0] == "say"


def test_nothing_deleted_is_said(open_page: Any) -> None:
    page = open_page()
    assert page.back_buttons == []
    assert words.NONE_DELETED in [label.text() for label in page.findChildren(Label)]


def test_the_way_there_is_shown_beside_what_is_the_users(
    user: Any, qtbot: QtBot, page: Any
) -> None:
    assert page.back_buttons
    button = DeletedButton(lambda: user)
    qtbot.addWidget(button)
    button.show_beside(yours=False)
    assert button.isHidden()
    button.show_beside(yours=True)
    assert not button.isHidden()
