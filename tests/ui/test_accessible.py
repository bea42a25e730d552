"""Every page as a screen reader and the Tab key find it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mobility_timer import files
from mobility_timer.library.reading.opening import open_library
from mobility_timer.ui.editor.drill.opening import write_drill
from mobility_timer.ui.editor.own.own_routines import OwnRoutines
from mobility_timer.ui.editor.own.paste_page import PastePage
from mobility_timer.ui.editor.page import EditorPage
from mobility_timer.ui.editor.steps.row import StepRow
from mobility_timer.ui.home.top.filters import FilterBar
from mobility_timer.ui.preview.row import DrillRow
from mobility_timer.ui.shell.context import Context
from mobility_timer.ui.shell.main_window import MainWindow
from mobility_timer.ui.shell.pages import Page
from mobility_timer.ui.widgets.accessible import tell_roles
from tests.sample_routines import MIXED, HandClock

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
PAGES = [
    "home",
    "home without own",
    "preview",
    "settings",
    "self-check",
    "progress",
    "measure",
    "editor",
    "drill",
    "prescription",
    "player",
    "end",
]


@pytest.fixture
def window(context: Context, qtbot: QtBot) -> MainWindow:
    tell_roles()
    window = MainWindow(context)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.open()
    return window


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest, window: MainWindow, clock: HandClock) -> Page:
    """Each page in turn."""
    show: dict[str, Callable[[], object]] = {
        "home": window.show_home,
        "home without own": lambda: window.findChild(FilterBar).flags["yours"].click(),
        "preview": lambda: window.show_preview(MIXED),
        "settings": window.show_settings,
        "self-check": window.show_self_check,
        "progress": window.show_progress,
        "measure": window.show_measure,
        "editor": lambda: edit_bundled(window),
        "drill": lambda: write_drill(window.context, window, lambda *_: None),
        "prescription": lambda: window.show_own_page(PastePage(window.context, window)),
        "player": lambda: window.play(MIXED),
        "end": lambda: window.play(MIXED),
    }
    show[request.param]()
    if request.param == "end":
        for _ in range(20):
            clock.move(1_000)
            window._player.tick()
        window.back()
    if request.param == "editor":
        for step in window.page.findChildren(StepRow):
            step.open(True)
        assert isinstance(window.page, EditorPage)
        window.page.add.click()
    if request.param == "preview":
        for row in window.page.findChildren(DrillRow):
            row.open(True)
    return window.page


def edit_bundled(window: MainWindow) -> None:
    bundled = open_library(files.routines(), None)
    window.use_library(bundled)
    OwnRoutines(window.context, window).copy(bundled.routines["ankles-and-hips"])


def focusables(page: Page) -> list[QWidget]:
    return [
        widget
        for widget in page.findChildren(QWidget)
        if widget.isVisibleTo(page)
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


def face(widget: QWidget) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(widget)


def test_whatever_takes_the_focus_has_a_name_of_its_own(page: Page) -> None:
    names = Counter(face(widget).text(QAccessible.Text.Name) for widget in focusables(page))
    assert names
    assert [name for name, count in names.items() if count > 1 or not name] == []


def test_whatever_takes_the_focus_and_the_window_have_a_role(page: Page) -> None:
    without = {QAccessible.Role.NoRole, QAccessible.Role.Client}
    roleless = [type(w) for w in focusables(page) if face(w).role() in without]
    assert roleless == []
    assert face(page.window()).role() is QAccessible.Role.Window
    assert face(page).role() is QAccessible.Role.Pane


def test_the_tab_key_reaches_all_of_it_and_comes_round(page: Page, window: MainWindow) -> None:
    window.activateWindow()
    left = set(focusables(page))
    for _ in range(3 * len(left) + 5):
        window.focusNextPrevChild(True)
        left.discard(window.focusWidget())
    assert left == set()
