"""What a file said before is shown with what differs, and brought back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mobility_timer.ui.editor.own.versions_page import VersionsPage
from mobility_timer.ui.widgets.label import Label
from tests.sample_pictures import png
from tests.ui.conftest import NotedPages

TEXTS = [f"name: Mine\ndrills:\n  - drill: hip-cars\n    reps: {n}\n" for n in (8, 9, 10)]


@pytest.fixture
def path(user: Any) -> Any:
    path, before = user.folder / "mine.yaml", None
    for text in TEXTS:
        user.write(path, text, before)
        before = text
    return path


@pytest.fixture
def page(editor_context: Any, pages: NotedPages, path: Any, qtbot: QtBot) -> Any:
    restored: list[bool] = []
    page: Any = VersionsPage(editor_context, pages, path, lambda: restored.append(True))
    page.told = restored
    qtbot.addWidget(page)
    return page


def test_each_earlier_one_stands_there_with_what_differs(page: Any) -> None:
    text = "\n".join(label.text() for label in page.findChildren(Label))
    assert len(page.buttons) == 2
    assert len({button.accessibleName() for button in page.buttons}) == 2  # of the same minute
    assert "\u2212 reps: 10\n+ reps: 9" in text
    assert "\u2212 reps: 10\n+ reps: 8" in text


def test_one_is_brought_back_and_what_it_replaced_is_kept(
    page: Any, path: Any, user: Any, qtbot: QtBot
) -> None:
    qtbot.mouseClick(page.buttons[1], Qt.MouseButton.LeftButton)
    assert path.read_text() == TEXTS[0]
    assert page.told == [True]
    assert [version.text for version in user.versions.of(path)][:2] == [TEXTS[0], TEXTS[2]]


def test_a_file_changed_meanwhile_is_not_written_over(
    page: Any, path: Any, pages: NotedPages, qtbot: QtBot
) -> None:
    path.write_text("name: Theirs\n")
    qtbot.mouseClick(page.buttons[0], Qt.MouseButton.LeftButton)
    assert path.read_text() == "name: Theirs\n"
    assert pages.asked[-1][0] == "say"


def test_what_differs_is_read_without_the_dashes_of_a_list(
    editor_context: Any, pages: NotedPages, user: Any, qtbot: QtBot
) -> None:
    path = user.folder / "mine.yaml"
    user.write(path, "name: Mine\ndrills:\n  - drill: hip-cars\n    reps: 8\n", None)
    user.write(path, "name: Mine\ndrills:\n  - hip-cars\n", None, over=True)
    page = VersionsPage(editor_context, pages, path, lambda: None)
    qtbot.addWidget(page)
    text = "\n".join(label.text() for label in page.findChildren(Label))
    assert "\u2212 hip-cars\n+ drill: hip-cars\n+ reps: 8" in text


def test_a_picture_that_goes_with_it_is_shown_and_brought_back(
    editor_context: Any, pages: NotedPages, user: Any, path: Any, qtbot: QtBot
) -> None:
    place = user.folder / "drills" / "pictures" / "a.png"
    for data in (png(4, 3), png(8, 6)):
        user.write_data(place, data, most_bytes=1_000)
    page = VersionsPage(editor_context, pages, path, lambda: None, [place])
    qtbot.addWidget(page)
    assert len(page.buttons) == 3
    assert "a.png" in page.buttons[2].accessibleName()
    qtbot.mouseClick(page.buttons[2], Qt.MouseButton.LeftButton)
    assert place.read_bytes() == png(4, 3)
    assert [version.data for version in user.versions.of(place)][1] == png(8, 6)


def test_a_file_without_any_says_so(
    editor_context: Any, pages: NotedPages, tmp_path: Path, qtbot: QtBot
) -> None:
    page = VersionsPage(editor_context, pages, tmp_path / "none.yaml", lambda: None)
    qtbot.addWidget(page)
    assert page.buttons == []
