"""The editor on a copy of a bundled routine, with a folder of the user's own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mobility_timer import files
from mobility_timer.library.reading.opening import open_library
from mobility_timer.ui.editor.own import opening
from mobility_timer.ui.editor.page import EditorPage
from mobility_timer.ui.shell.context import Context
from mobility_timer.ui.shell.main_window import MainWindow
from tests.ui.conftest import NotedPages


@pytest.fixture(scope="session")
def bundled() -> Any:
    return open_library(files.routines(), None)


@pytest.fixture
def editor_context(context: Context, bundled: Any) -> Any:
    return context._replace(library=bundled)


@pytest.fixture
def open_editor(editor_context: Any, pages: NotedPages, qtbot: QtBot) -> Iterator[Any]:
    def open_editor(session: Any = None) -> Any:
        routine = editor_context.library.routines["ankles-and-hips"]
        session = session or opening.copy_session(editor_context, routine)
        page = EditorPage(editor_context, pages, session)
        holder = QWidget()
        qtbot.addWidget(holder)
        holder.resize(1280, 800)
        page.setParent(holder)
        page.resize(1280, 800)
        with qtbot.waitActive(holder):
            holder.show()
            holder.activateWindow()
        page.opened()
        made.append((page, holder))
        return page

    made: list[Any] = []
    yield open_editor
    for page, _ in made:
        page.closing()


@pytest.fixture
def page(open_editor: Any) -> Any:
    return open_editor()


@pytest.fixture
def said(pages: NotedPages) -> Any:
    """The lines that the window was told."""
    return lambda: [given[0] for name, *given in pages.asked if name in {"say", "tell"}]


@pytest.fixture
def window(editor_context: Any, user: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(files, "drafts", lambda: user.drafts.folder)
    window = MainWindow(editor_context)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def ids(page: Any) -> Any:
    return [drill.id for drill in page.model.routine.drills]


def press(qtbot: Any, widget: Any) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
