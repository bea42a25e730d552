"""The join of everything: what the window is given, with stand-ins for what takes processes."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mobility_timer import files
from mobility_timer.app import window as app
from mobility_timer.app.wanted import Wanted
from mobility_timer.library.library import Library
from mobility_timer.log_file import report
from mobility_timer.personal.adjustments_store import AdjustmentsStore
from mobility_timer.personal.person import Person
from mobility_timer.playback.result import Result
from mobility_timer.playback.update import Update
from mobility_timer.routine.model import Routine
from mobility_timer.settings import ReducedMotion, Settings, Theme
from mobility_timer.timeline.timeline import Timeline
from mobility_timer.ui.home.page import HomePage
from mobility_timer.ui.player.figure.view import FigureView
from mobility_timer.ui.player.page import PlayerPage
from mobility_timer.ui.preview.page import PreviewPage
from mobility_timer.ui.shell.main_window import MainWindow
from tests.sample_routines import MIXED

LIBRARY = Library({drill.id: drill for drill in MIXED.drills}, {MIXED.id: MIXED})
USUAL = Settings(theme=Theme.LIGHT)

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support raise")


def find(wanted: Wanted) -> Routine:
    if wanted.written != MIXED.id:
        raise LookupError(f"no routine {wanted.written}")
    return MIXED


class StandIn:
    """Notes how it was made and what was called, and does nothing."""

    def __init__(self, *given: Any, **named: Any) -> None:
        self.given, self.named = given, named
        self.called: list[Any] = []
        self.notice = None
        self.prepared = (0, 0)

    def __getattr__(self, name: str) -> Any:
        def call(*given: Update | Timeline | FigureView, **_named: Any) -> Any:
            self.called.append((name, *given))
            return self if name == "made" else None

        return call

    def names(self) -> list[str]:
        return [name for name, *_ in self.called]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> dict[Any, Any]:
    """What the join made, by the name of its class."""
    made = {}

    def stand_in(name: str) -> Callable[..., StandIn]:
        def make(*given: Any, **named: Any) -> StandIn:
            made[name] = StandIn(*given, **named)
            return made[name]

        return make

    for name in ("DeferredFrameSource", "Thumbnails"):
        monkeypatch.setattr(f"mobility_timer.drawing.{name}", stand_in(name))
    monkeypatch.setattr(app, "deferred_coach", stand_in("coach"))
    return made


def is_shown(widget: QWidget) -> bool:
    return isinstance(widget, MainWindow) and widget.isVisible()


@pytest.fixture
def open_window(
    made: dict[Any, Any],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    qapp: QApplication,
    qtbot: QtBot,
) -> Iterator[Callable[..., dict[str, StandIn]]]:
    """Run the window on an event loop that only calls `look` with it."""
    monkeypatch.setattr(app, "start_log", lambda: "")
    monkeypatch.setattr(app, "end_on_signals", lambda _application, _window: None)
    monkeypatch.setattr(files, "config_file", lambda: tmp_path / "settings.yaml")
    monkeypatch.setattr(files, "log_file", lambda: tmp_path / "log" / "x.log")
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr("threading.excepthook", threading.excepthook)
    name = qapp.applicationDisplayName()

    def open_window(
        look: Callable[..., Any],
        settings: Settings = USUAL,
        routine: Routine | None = None,
        troubles: tuple[str, ...] = (),
        start: bool = True,
    ) -> dict[str, StandIn]:
        def loop(*_: QApplication) -> int:
            (window,) = filter(is_shown, qapp.topLevelWidgets())
            qtbot.addWidget(window)
            look(window)
            window.close()
            return 0

        monkeypatch.setattr(QApplication, "exec", loop)
        store = AdjustmentsStore(tmp_path / "adjustments.json")
        person = Person(settings, store, troubles)
        wanted = app.Wanted("" if routine is None else routine.id, start=start)
        assert app.window(LIBRARY, person, wanted, find, routine) == 0
        qapp.processEvents()
        return made

    yield open_window
    qapp.setApplicationDisplayName(name)


def test_the_coach_follows_a_session_and_is_closed_with_the_window(
    open_window: Callable[..., dict[str, StandIn]],
) -> None:
    def play(window: MainWindow) -> None:
        window.play(MIXED)
        coach: Any = window._context.coach
        heard = coach.names()
        assert set(heard[heard.index("prepare") + 1 :]) == {"follow"}
        window.show_home()

    coach = open_window(play)["coach"]
    assert coach.names()[-2:] == ["silence", "close"]
    assert coach.given[1] == USUAL


def test_one_thread_draws_and_frames_stand_still_where_less_motion_is_wanted(
    open_window: Callable[..., dict[str, StandIn]],
) -> None:
    for chosen, still in ((ReducedMotion.ON, True), (ReducedMotion.OFF, False)):
        given: dict[Any, Any] = {}
        made = open_window(
            lambda window, given=given: given.update(frames=window._context.frames),
            replace(USUAL, reduced_motion=chosen),
        )
        frames = made["DeferredFrameSource"]
        assert given["frames"] is frames
        assert frames.named["reduced"] == still
        assert frames.named["executor"] is made["Thumbnails"].given[-1]
        assert frames.names()[-1] == "close"
        with pytest.raises(RuntimeError, match="after shutdown"):
            frames.named["executor"].submit(print)


@pytest.mark.parametrize("always", [True, False])
def test_a_routine_from_the_command_line_starts_and_waits_where_that_is_wanted(
    open_window: Callable[..., dict[str, StandIn]], always: bool, tmp_path: Path
) -> None:
    settings = replace(USUAL, wait_for_me=always)
    person = Person(settings, AdjustmentsStore(tmp_path / "adjustments.json"))
    waits = []

    def look(window: MainWindow) -> None:
        assert isinstance(window.page, PlayerPage)
        waits.append(window._player.waits)

    open_window(look, settings, person.effective(LIBRARY, MIXED))
    assert waits == [always]


def test_a_routine_started_on_home_waits_where_that_is_wanted(
    open_window: Callable[..., dict[str, StandIn]],
) -> None:
    waits = []

    def look(window: MainWindow) -> None:
        page: Any = window.page
        page.list.started.emit(page.list.entries[0])
        waits.append(window._player.waits)

    open_window(look, replace(USUAL, wait_for_me=True))
    assert waits == [True]


def test_what_could_not_be_read_is_said_at_once(
    open_window: Callable[..., dict[str, StandIn]],
) -> None:
    said = []

    def look(window: MainWindow) -> None:
        said.append(window.notice.text())
        window.notice.clicked.emit()
        said.append(window.notice.text())

    open_window(look, troubles=("No volume", "No changes"))
    assert said == ["No volume\nNo changes", ""]


def test_folders_where_nothing_can_be_logged_or_kept_are_said_once_each(
    open_window: Callable[..., dict[str, StandIn]],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    cache, said = tmp_path / "cache", []
    cache.touch()
    monkeypatch.setattr(files, "cache", cache.joinpath)
    monkeypatch.setattr(app, "start_log", lambda: "No log file.")
    open_window(lambda window: said.extend(window.notice.text().split("\n")))
    why = f"{cache} is not a folder"
    assert said == [
        "No log file.",
        f"Pictures and speech cannot be kept, so they are made anew each time: {why}.",
    ]


@pytest.mark.usefixtures("expected_log")
def test_an_error_that_nobody_caught_is_said(
    open_window: Callable[..., dict[str, StandIn]],
) -> None:
    def look(window: MainWindow) -> None:
        report(ValueError("lost"))
        assert window.notice.text().startswith("Something went wrong (ValueError).")

    open_window(look)


def test_the_motions_are_read_ahead_once_home_is_painted(
    open_window: Callable[..., dict[str, StandIn]], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked = []
    monkeypatch.setattr(Library, "motion_of", lambda _, drill: asked.append(drill))

    def look(window: MainWindow) -> None:
        assert asked == []
        window.grab()
        qtbot.waitUntil(lambda: asked == list(LIBRARY.drills.values()))

    open_window(look)


def test_what_is_adjusted_is_kept_in_the_store_of_the_person(
    open_window: Callable[..., dict[str, StandIn]], tmp_path: Path
) -> None:
    def look(window: MainWindow) -> None:
        window.show_preview(MIXED)
        page: Any = window.page
        page.rows[0].dose.more.click()
        window.back()

    open_window(look)
    assert AdjustmentsStore(tmp_path / "adjustments.json").recall(MIXED.id)


@pytest.mark.parametrize(
    ("environment", "there"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"QT_QPA_PLATFORM": "offscreen"}, True),
        ({"QT_QPA_PLATFORM": "xcb"}, False),
        ({"QT_QPA_PLATFORM": "linuxfb:fb=/dev/fb0"}, True),
    ],
)
def test_a_screen_is_looked_for_where_the_system_has_one(
    environment: dict[str, str], there: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert app.has_screen() is there


def test_a_routine_to_look_at_is_shown_and_does_not_start(
    open_window: Callable[..., dict[str, StandIn]],
) -> None:
    def look(window: MainWindow) -> None:
        assert isinstance(window.page, PreviewPage)
        assert not window.in_session

    open_window(look, routine=MIXED, start=False)


def test_a_later_start_that_only_opens_brings_the_window_to_the_front(
    open_window: Callable[..., dict[str, StandIn]],
) -> None:
    def look(window: MainWindow) -> None:
        window.showMinimized()
        app.take_over(window, find, app.Wanted())
        assert not window.isMinimized()
        assert isinstance(window.page, HomePage)

    open_window(look)


@pytest.mark.parametrize(("start", "page"), [(True, PlayerPage), (False, PreviewPage)])
def test_a_later_start_opens_its_routine_here(
    open_window: Callable[..., dict[str, StandIn]],
    start: bool,
    page: type[PlayerPage] | type[PreviewPage],
) -> None:
    def look(window: MainWindow) -> None:
        app.take_over(window, find, app.Wanted(MIXED.id, start=start))
        assert isinstance(window.page, page)

    open_window(look)


def test_a_later_start_breaks_no_session_off(
    open_window: Callable[..., dict[str, StandIn]],
) -> None:
    def look(window: MainWindow) -> None:
        window.play(MIXED)
        page = window.page
        app.take_over(window, find, app.Wanted(MIXED.id, start=True))
        assert window.page is page
        assert window.notice.text() == f"{MIXED.name} is offered once you leave this routine."
        window.back()
        assert window.notice.text() == f"You asked for {MIXED.name}. Press here to open it."
        window.notice.click()
        assert isinstance(window.page, PlayerPage)
        assert window.page is not page

    open_window(look)


def test_a_later_start_closes_the_end_page_and_what_led_to_it(
    open_window: Callable[..., dict[str, StandIn]],
) -> None:
    def look(window: MainWindow) -> None:
        window.play(MIXED)
        player = window._player
        assert player is not None
        window.show_end(MIXED, Result(), None)
        app.take_over(window, find, app.Wanted(MIXED.id, start=False))
        assert isinstance(window.page, PreviewPage)
        assert list(player._followers) == []
        window.back()
        assert isinstance(window.page, HomePage)

    open_window(look)


def test_a_later_start_that_asks_for_what_is_not_there_is_told(
    open_window: Callable[..., dict[str, StandIn]],
) -> None:
    def look(window: MainWindow) -> None:
        app.take_over(window, find, app.Wanted("nothing", start=True))
        assert window.notice.text() == "no routine nothing"

    open_window(look)


def test_the_window_has_the_icon_and_the_name_of_the_desktop_entry(
    open_window: Callable[..., dict[str, StandIn]], qapp: QApplication, qtbot: QtBot
) -> None:
    def look(window: MainWindow) -> None:
        qtbot.waitUntil(lambda: not window.windowIcon().isNull())  # after the first paint
        sizes = {size.width() for size in window.windowIcon().availableSizes()}
        assert sizes - {512} == {16, 22, 24, 32, 48, 64, 128, 256}
        assert max(sizes) == (512 if sys.platform == "darwin" else 256)
        assert qapp.desktopFileName() == "io.github.mobility_timer.MobilityTimer"

    open_window(look)


@pytest.mark.usefixtures("expected_log")
def test_a_fault_in_a_plain_thread_is_told_in_the_window_from_its_own_thread(
    open_window: Callable[..., dict[str, StandIn]], qtbot: QtBot
) -> None:
    told = []

    def noted(line: str, on_press: Callable[[], object] | None = None) -> None:
        assert on_press is None
        told.append((threading.current_thread(), line))

    def look(main_window: MainWindow) -> None:
        main_window.notice.say = noted
        thread = threading.Thread(target=lambda: 1 / 0)
        thread.start()
        thread.join()
        assert told == []
        qtbot.waitUntil(lambda: bool(told))

    open_window(look)
    ((thread, line),) = told
    assert thread is threading.main_thread()
    assert "ZeroDivisionError" in line
