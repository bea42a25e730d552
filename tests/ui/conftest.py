"""A window's parts with a clock that is moved by hand and settings that stay in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mobility_timer.app.session import SessionParts, open_window_session
from mobility_timer.editing.kept_drafts import KeptDrafts
from mobility_timer.editing.saving import UserFiles
from mobility_timer.editing.versions import Versions
from mobility_timer.library.library import Library
from mobility_timer.personal.adjustments_store import AdjustmentsStore
from mobility_timer.personal.choices import Choices
from mobility_timer.personal.history.history import History
from mobility_timer.playback.player import Player
from mobility_timer.playback.result import Tally
from mobility_timer.playback.update import Follower
from mobility_timer.routine.model import Routine
from mobility_timer.settings import Settings, Theme
from mobility_timer.ui.player.page import PlayerPage
from mobility_timer.ui.shell.context import Context
from mobility_timer.ui.shell.nulls import NullFrames, NullThumbnails
from mobility_timer.ui.shell.pages import Page
from tests.sample_routines import MIXED, HandClock
from tests.silent_coach import SilentCoach

P = TypeVar("P", bound=Page)


class Show(Protocol):
    def __call__(self, page: P) -> P: ...


class MemoryStore:
    def __init__(self, value: Settings | None = None) -> None:
        self.value = value or Settings(theme=Theme.LIGHT)
        self.trouble = ""

    def change(self, **changes: Any) -> None:
        self.value = replace(self.value, **changes)


class NotedPages:
    """Notes which pages were asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *given: self.asked.append((name, *given))


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> QApplication:
    """Nothing here can be made without one."""
    return qapp


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def pages() -> NotedPages:
    return NotedPages()


@pytest.fixture
def library() -> Library:
    return Library({drill.id: drill for drill in MIXED.drills}, {MIXED.id: MIXED})


@pytest.fixture
def adjustments(tmp_path: Path) -> AdjustmentsStore:
    return AdjustmentsStore(tmp_path / "adjustments.json")


@pytest.fixture
def user(tmp_path: Path) -> UserFiles:
    """The user's own files, in a folder of the test."""
    folder = tmp_path / "routines"
    versions, drafts = Versions(tmp_path / "versions", folder), KeptDrafts(tmp_path / "drafts")
    return UserFiles(folder, versions, tmp_path / "lock", drafts)


@pytest.fixture
def context(
    clock: HandClock,
    store: MemoryStore,
    adjustments: AdjustmentsStore,
    coach: SilentCoach,
    library: Library,
    history: History,
    user: UserFiles,
) -> Context:
    parts = SessionParts(coach, lambda: clock, _raise, history)
    return Context(
        settings=store,
        adjustments=Choices(adjustments, history),
        library=library,
        history=history,
        open_session=partial(open_window_session, parts),
        coach=coach,
        thumbnails=NullThumbnails(),
        frames=NullFrames(),
        user_files=lambda: user,
    )


def _raise(fault: Exception) -> None:
    raise fault


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Show]:
    """Shows a page as the window does, active and opened; it is told when the test ends."""
    shown: list[Page] = []

    def show(page: P) -> P:
        qtbot.addWidget(page)
        page.resize(1280, 800)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.opened()
        shown.append(page)
        return page

    yield show
    for page in shown:
        page.closing()


@pytest.fixture
def open_player(context: Context) -> Iterator[Callable[..., Player]]:
    """A session that nothing shows."""
    made: list[Player] = []

    def open_player(routine: Routine = MIXED) -> Player:
        made.append(context.open_session(routine, lambda _player, _tally: ()))
        return made[-1]

    yield open_player
    for player in made:
        player.close()


@pytest.fixture
def open_page(
    context: Context, pages: NotedPages, qtbot: QtBot
) -> Iterator[Callable[..., tuple[Player, PlayerPage]]]:
    """A session, not yet started, and the page that shows it."""
    opened: list[Player] = []

    def open_page(
        routine: Routine = MIXED, context: Context = context
    ) -> tuple[Player, PlayerPage]:
        shown: list[PlayerPage] = []

        def view(player: Player, tally: Tally) -> Sequence[Follower]:
            shown.append(PlayerPage(context, pages, player, tally))
            qtbot.addWidget(shown[0])
            return shown[0].followers

        player = context.open_session(routine, view)
        opened.append(player)
        return player, shown[0]

    yield open_page
    for player in opened:
        player.close()


@dataclass(frozen=True)
class PlayedPage:
    """A player page that plays, and ways to any time of it."""

    page: PlayerPage
    player: Player
    clock: HandClock

    def run(self, ms: int) -> None:
        for _ in range(ms // 1000):
            self.clock.move(1000)
            self.player.tick()
        self.clock.move(ms % 1000)
        self.player.tick()

    def go(self, ms: int) -> None:
        self.player.seek(ms)
        self.run(20)


@pytest.fixture
def session(open_page: Callable[..., tuple[Player, PlayerPage]], clock: HandClock) -> PlayedPage:
    """A player page on the mixed routine, playing."""
    player, page = open_page()
    page.resize(1280, 800)
    page.show()
    page.activateWindow()
    page.setFocus()
    player.play()
    return PlayedPage(page, player, clock)
