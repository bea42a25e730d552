from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, cast

import pytest
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mobility_timer import files
from mobility_timer.app.session import SessionParts, open_window_session
from mobility_timer.library.library import Library
from mobility_timer.library.motion.reader import read_motion
from mobility_timer.personal.history.history import History
from mobility_timer.playback.transport import State
from mobility_timer.settings import Count, Theme
from mobility_timer.ui.home.page import HomePage
from mobility_timer.ui.player.end_page import EndPage
from mobility_timer.ui.player.figure.view import FigureView
from mobility_timer.ui.player.page import PlayerPage
from mobility_timer.ui.preview.page import PreviewPage
from mobility_timer.ui.shell import theme
from mobility_timer.ui.shell.context import Context
from mobility_timer.ui.shell.main_window import LEAST_PX, MainWindow
from mobility_timer.ui.widgets.controls.buttons import FlatButton
from mobility_timer.ui.widgets.label import Label
from mobility_timer.ui.widgets.scaled import first_scale
from mobility_timer.words import window as window_words
from tests.sample_routines import MIXED, HandClock
from tests.silent_coach import SilentCoach
from tests.ui.conftest import MemoryStore
from tests.ui.shell.conftest import shown

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def run(window: MainWindow, clock: HandClock) -> Callable[..., Any]:
    def run(ms: int) -> None:
        for _ in range(-(-ms // 1_000)):
            clock.move(1_000)
            window._player.tick()

    return run


def test_it_opens_on_home(window: MainWindow) -> None:
    assert isinstance(window.page, HomePage)
    first = window._first_place(window.screen().availableGeometry())
    assert window.minimumSize() == first.size().boundedTo(QSize(*LEAST_PX))


def test_no_python_runs_for_the_window_at_each_picture(window: MainWindow) -> None:
    called: list[str] = []
    picture = QEvent(QEvent.Type.UpdateRequest)

    def note(frame: Any, what: str, _: object) -> None:
        if what == "call":
            called.append(frame.f_code.co_name)

    sys.setprofile(note)
    try:
        QApplication.sendEvent(window, picture)
    finally:
        sys.setprofile(None)
    assert called == []


def test_play_starts_at_once(window: MainWindow) -> None:
    window.play(MIXED)
    assert isinstance(window.page, PlayerPage)
    assert window._player.transport.state is State.PLAYING


def test_escape_leads_back_the_way_one_came(window: MainWindow, qtbot: QtBot) -> None:
    window.show_preview(MIXED)
    assert isinstance(window.page, PreviewPage)
    window.play(MIXED)
    qtbot.keyClick(window.page, Qt.Key.Key_Escape)
    assert isinstance(window.page, PreviewPage)
    qtbot.keyClick(window.page, Qt.Key.Key_Escape)
    assert isinstance(window.page, HomePage)
    qtbot.keyClick(window.page, Qt.Key.Key_Escape)
    assert isinstance(window.page, HomePage)


def test_a_session_broken_off_can_be_gone_on_with(
    window: MainWindow, run: Callable[..., Any], qtbot: QtBot
) -> None:
    window.play(MIXED)
    player = window._player
    run(player.timeline.sets[0].start + 10_000)
    qtbot.keyClick(window.page, Qt.Key.Key_Escape)
    assert isinstance(window.page, EndPage)
    assert player.transport.state is State.PAUSED
    qtbot.keyClick(window.page.first, Qt.Key.Key_Return)
    assert isinstance(window.page, PlayerPage)
    assert player.transport.state is State.PLAYING


def test_a_session_plays_to_its_end_and_home(
    window: MainWindow, run: Callable[..., Any], qtbot: QtBot
) -> None:
    window.play(MIXED)
    run(window._player.timeline.length)
    assert isinstance(window.page, EndPage)
    qtbot.keyClick(window.page.first, Qt.Key.Key_Return)
    assert isinstance(window.page, HomePage)
    assert window._player is None


def test_escape_on_the_end_leads_home(
    window: MainWindow, run: Callable[..., Any], qtbot: QtBot
) -> None:
    window.show_preview(MIXED)
    window.play(MIXED)
    run(window._player.timeline.length)
    qtbot.keyClick(window.page, Qt.Key.Key_Escape)
    assert isinstance(window.page, HomePage)


def test_again_is_a_new_session(window: MainWindow, run: Callable[..., Any]) -> None:
    window.play(MIXED)
    before = window._player
    run(before.timeline.length)
    window.play(MIXED)
    assert isinstance(window.page, PlayerPage)
    assert window._player is not before
    assert window._player.transport.state is State.PLAYING


def test_pages_opened_later_know_the_files_as_they_were_read_last(
    window: MainWindow, library: Library
) -> None:
    named = replace(MIXED, name="Read again")
    window.use_library(replace(library, routines={MIXED.id: named}))
    assert window._context.motion_of == window._context.library.motion_of
    window.show_self_check()
    assert shown(window)._context.library.routines[MIXED.id] is named


def test_the_player_is_titled_with_the_routine(window: MainWindow) -> None:
    window.play(MIXED)
    assert window.windowTitle() == f"{MIXED.name} - Mobility Timer"


def test_leaving_ends_the_ticking(window: MainWindow) -> None:
    window.play(MIXED)
    player = window._player
    window.show_home()
    assert list(player._followers) == []


def test_theme_by_choice_takes_effect_at_once(window: MainWindow, store: MemoryStore) -> None:
    store.change(theme=Theme.DARK, muted=True, volume=30, count=Count.TICKED)
    window.apply_settings()
    QApplication.processEvents()
    assert theme.tokens(window.page).name == "dark"
    coach: Any = window._context.coach
    assert (coach.muted, coach.volume, coach.count) == (True, (30, 100), Count.TICKED)
    store.change(theme=Theme.LIGHT)
    window.apply_settings()
    QApplication.processEvents()
    assert theme.tokens(window.page).name == "light"


def test_full_screen_goes_and_comes_and_is_remembered(
    window: MainWindow, store: MemoryStore, qtbot: QtBot
) -> None:
    qtbot.keyClick(window.page, Qt.Key.Key_F11)
    assert window.isFullScreen()
    assert store.value.full_screen
    qtbot.keyClick(window.page, Qt.Key.Key_F11)
    assert not window.isFullScreen()
    assert not store.value.full_screen


def test_the_player_shows_how_to_leave_full_screen(window: MainWindow, qtbot: QtBot) -> None:
    window.play(MIXED)
    button = shown(window).controls.screen_size
    assert button.accessibleName() == "Full screen"
    qtbot.keyClick(window.page, Qt.Key.Key_F11)
    assert button.accessibleName() == "Leave full screen"
    qtbot.keyClick(window.page, Qt.Key.Key_F)
    assert button.accessibleName() == "Full screen"


def test_what_the_coach_lacks_is_told_only_in_the_player(
    window: MainWindow, run: Callable[..., Any]
) -> None:
    window.play(MIXED)
    coach: Any = window._context.coach
    coach.notice = "No sound device found."
    run(1_000)
    assert window.notice.isVisible()
    window.show_home()
    assert not window.notice.isVisible()


def test_the_window_opens_where_it_was(context: Context, store: MemoryStore, qtbot: QtBot) -> None:
    first = MainWindow(context)
    qtbot.addWidget(first)
    first.open()
    first.resize(795, 560)
    first.close()
    assert store.value.window_geometry
    second = MainWindow(context)
    qtbot.addWidget(second)
    second.open()
    assert (second.width(), second.height()) == (795, 560)


@pytest.mark.parametrize("size", [None, (795, 560), (780, 780)])
def test_home_is_made_at_the_scale_it_is_shown_at(
    context: Context, qtbot: QtBot, size: tuple[int, int] | None
) -> None:
    """Else each of its parts looks for a font, and is measured by it, that nobody sees."""
    if size is not None:
        before = MainWindow(context)
        qtbot.addWidget(before)
        before.open()
        before.resize(*size)
        before.close()
    window = MainWindow(context)
    qtbot.addWidget(window)
    parts = [*window.page.findChildren(Label), *window.page.findChildren(FlatButton)]
    assert len(parts) > 10
    made = [(part.font().pixelSize(), getattr(part, "scale", 0.0)) for part in parts]
    window.open()
    assert made == [(part.font().pixelSize(), getattr(part, "scale", 0.0)) for part in parts]
    assert window.page.scale != 1.0
    assert first_scale() == 1.0


def test_a_strange_remembered_place_is_ignored(
    context: Context, store: MemoryStore, qtbot: QtBot
) -> None:
    store.value = replace(store.value, window_geometry="not base64 at all")
    window = MainWindow(context)
    qtbot.addWidget(window)
    window.open()
    assert window.size() == window._first_place(window.screen().availableGeometry()).size()


def test_closing_in_mid_session_ends_it(window: MainWindow) -> None:
    window.play(MIXED)
    player = window._player
    window.close()
    assert list(player._followers) == []


def test_a_notice_is_one_line_and_goes_with_a_click(window: MainWindow, qtbot: QtBot) -> None:
    line = "No voice found. The captions show everything."
    window.say(line)
    assert window.notice.isVisible()
    assert window.notice.accessibleName() == line
    assert window.rect().contains(window.notice.geometry())
    qtbot.mouseClick(window.notice, Qt.MouseButton.LeftButton)
    assert not window.notice.isVisible()
    window.say(line)
    assert not window.notice.isVisible()
    window.say("Something else.")
    assert window.notice.isVisible()
    window.take_back("Something else.")
    assert not window.notice.isVisible()


def test_no_line_takes_the_place_of_another(window: MainWindow, qtbot: QtBot) -> None:
    for line in ("One.", "Two.", "One.", "Three."):
        window.say(line)
    assert window.notice.text() == "Three."
    window.take_back("Two.")
    assert window.notice.text() == "Three."
    qtbot.mouseClick(window.notice, Qt.MouseButton.LeftButton)
    assert window.notice.text() == "One."
    qtbot.mouseClick(window.notice, Qt.MouseButton.LeftButton)
    assert not window.notice.isVisible()
    for number in range(20):
        window.say(f"{number}.")
    assert len(window.notice.messages.kept) == 8


@pytest.mark.parametrize("size", [(675, 352), (1024, 640), (1440, 900), (800, 1280)])
def test_a_notice_leaves_all_text_of_the_player_alone(
    window: MainWindow, size: tuple[int, int]
) -> None:
    window.setMinimumSize(1, 1)
    window.say("No sound device found. Plug one in and the sound comes by itself.")
    window.play(MIXED)
    window.resize(*size)
    page = shown(window)
    place, header = window.notice.geometry(), page.header
    for part in (page.count, page.prompt, page.lines, page.controls):
        assert not place.intersects(part.geometry())
    if size[1] < 400:
        assert page.figure_view.geometry().contains(place)
        return
    assert place.bottom() <= page.figure_view.geometry().top() + 2  # a head may be right below
    assert header.value is not None
    assert header.places is not None
    ends = header._ends(header.value, header.places)
    assert header.x() + ends.place < place.left() < place.right() < header.x() + ends.left


def test_beside_a_long_name_there_is_no_room_for_a_notice(window: MainWindow) -> None:
    window.say("No sound device found. Plug one in and the sound comes by itself.")
    window.play(replace(MIXED, name="Everything that a runner could wish for " * 4))
    window.resize(1024, 640)
    page = shown(window)
    assert page.figure_view.geometry().contains(window.notice.geometry())
    assert not window.notice.geometry().intersects(page.header.geometry())


def test_a_notice_on_the_player_goes_to_the_lower_edge_with_it(window: MainWindow) -> None:
    window.say("No sound device found. Plug one in and the sound comes by itself.")
    window.play(MIXED)
    window.back()
    assert window.notice.geometry().bottom() > window.height() - 20


class BrokenFrames:
    def made(self) -> BrokenFrames:
        return self

    def repaint_on_arrival(self, widget: FigureView) -> None:
        pass

    def __getattr__(self, name: str) -> Any:
        raise KeyError(name)


def test_a_session_starts_even_where_the_figure_fails(
    context: Context,
    clock: HandClock,
    coach: SilentCoach,
    history: History,
    qtbot: QtBot,
) -> None:
    faults: list[Any] = []
    path = files.assets() / "motions" / "hip-cars.yaml"
    motion = read_motion(path.read_text(encoding="utf-8"), path.name)

    parts = SessionParts(coach, lambda: clock, faults.append, history)
    window = MainWindow(
        context._replace(
            open_session=partial(open_window_session, parts),
            frames=cast(Any, BrokenFrames()),
            motion_of=lambda _drill: motion,
        )
    )
    qtbot.addWidget(window)
    window.open()
    with qtbot.captureExceptions() as unpainted:
        window.play(MIXED)
        window.resize(1000, 700)
        clock.move(1_000)
        window._player.tick()
        QApplication.processEvents()
    assert {type(fault) for fault in faults} == {KeyError}
    assert [kind for kind, _fault, _trace in unpainted] == [KeyError]
    assert (window._player.transport.state, window._player.look().moment.at) == (
        State.PLAYING,
        1_000,
    )
    qtbot.keyClick(window.page, Qt.Key.Key_Space)
    assert window._player.transport.state is State.PAUSED


def test_what_was_asked_for_meanwhile_is_offered_one_by_one(window: MainWindow) -> None:
    """And of the routine that was to be left first nothing is told any more."""
    names = ["One", "Two", "Three"]
    window.play(MIXED)
    for name in names:
        window.offer_later(name, lambda: None)
    assert window.notice.text() == window_words.offered_later("Three")
    window.back()
    told = []
    while not window.notice.isHidden():
        told.append(window.notice.text())
        window.notice.click()
    assert told == [window_words.asked_for(name) for name in reversed(names)]
