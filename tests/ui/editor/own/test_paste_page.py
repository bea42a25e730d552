"""A prescription becomes a draft; each line that is not understood is named."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mobility_timer.ui.editor.own.paste_page import PastePage
from tests.ui.conftest import NotedPages

TEXT = "Knee to wall 2x10 each side\nsome zork\nPlank: 3 sets of 45 seconds\n"


@pytest.fixture
def page(editor_context: Any, pages: NotedPages, qtbot: QtBot) -> Any:
    page = PastePage(editor_context, pages)
    qtbot.addWidget(page)
    return page


def test_each_line_is_told_as_it_is_understood(page: Any) -> None:
    assert not page.make.isEnabled()
    page.text.setPlainText(TEXT)
    page.read()
    lines = page.told.text().splitlines()
    assert lines[0] == "✓ Knee to wall 2x10 each side"
    assert lines[1] == "    → Knee to wall, from the catalogue"
    assert lines[2] == "    2 sets of 10 reps, each side"
    assert lines[3] == "✗ some zork"
    assert lines[5:] == [
        "✓ Plank: 3 sets of 45 seconds",
        "    → Plank, a new drill of your own",
        "    3 sets of 45 s",
    ]
    assert page.make.isEnabled()


def test_the_draft_opens_in_the_editor(page: Any, pages: NotedPages, qtbot: QtBot) -> None:
    page.text.setPlainText(TEXT)
    page.read()
    qtbot.mouseClick(page.make, Qt.MouseButton.LeftButton)
    session = next(given[0] for name, *given in pages.asked if name == "show_editor")
    assert [drill.id for drill in session.routine.drills] == ["knee-to-wall", "plank"]
    assert session.is_new
    assert "# some zork" in session.written()
    assert pages.asked[-1] == ("say", "1 line left out. They stand in the file as comments.")


def test_nothing_understood_makes_nothing(page: Any, pages: NotedPages) -> None:
    page.text.setPlainText("zork")
    page._make()
    assert pages.asked == []
