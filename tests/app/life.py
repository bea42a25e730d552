"""A runner's days at the real window: off screen, on a clock that is moved, on real files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mobility_timer import files
from mobility_timer.app.session import SessionParts, open_window_session
from mobility_timer.library.reading.opening import open_library
from mobility_timer.library.settings_file import load_settings
from mobility_timer.personal.adjustments_store import AdjustmentsStore
from mobility_timer.personal.choices import Choices
from mobility_timer.personal.history.history import History
from mobility_timer.ui.home.page import HomePage
from mobility_timer.ui.player.end_page import EndPage
from mobility_timer.ui.player.page import PlayerPage
from mobility_timer.ui.preview.page import PreviewPage
from mobility_timer.ui.shell.context import Context
from mobility_timer.ui.shell.main_window import MainWindow
from mobility_timer.ui.shell.nulls import NullFrames, NullThumbnails
from mobility_timer.ui.shell.settings_store import SettingsStore
from tests.sample_routines import HandClock
from tests.silent_coach import SilentCoach

MONDAY = datetime.fromisoformat("2026-02-16T07:00:00+01:00")
LOOK_MS = 1_900


class Start:
    """The program as one start of it: its window and its files."""

    def __init__(self, life: Life) -> None:
        self.clock = HandClock()
        self.history = History(life.folder / "sessions.db", lambda: life.now)
        self.adjustments = AdjustmentsStore(life.folder / "adjustments.json")
        self.settings = SettingsStore(load_settings()[0])
        library = open_library(files.routines(), life.own)
        assert library.broken == ()
        parts = SessionParts(SilentCoach(), lambda: self.clock, _raise, self.history)
        self.window = MainWindow(
            Context(
                settings=self.settings,
                adjustments=Choices(self.adjustments, self.history),
                library=library,
                history=self.history,
                open_session=partial(open_window_session, parts),
                coach=SilentCoach(),
                thumbnails=NullThumbnails(),
                frames=NullFrames(),
            )
        )
        life.qtbot.addWidget(self.window)
        self.qtbot = life.qtbot
        self.window.resize(1280, 800)
        with life.qtbot.waitActive(self.window):
            self.window.open()
            self.window.activateWindow()

    @property
    def home(self) -> HomePage:
        page = self.window.page
        assert isinstance(page, HomePage)
        return page

    @property
    def preview(self) -> PreviewPage:
        page = self.window.page
        assert isinstance(page, PreviewPage)
        return page

    @property
    def player(self) -> PlayerPage:
        page = self.window.page
        assert isinstance(page, PlayerPage)
        return page

    @property
    def end(self) -> EndPage:
        page = self.window.page
        assert isinstance(page, EndPage)
        return page

    def press(self, *keys: Qt.Key) -> None:
        if not self.window.isActiveWindow():
            with self.qtbot.waitActive(self.window):
                self.window.activateWindow()
        for key in keys:
            self.qtbot.keyClick(self.window.focusWidget() or self.window.page, key)

    def cards(self) -> dict[str, tuple[str, str]]:
        """By the occasion of each card its routine and its mark."""
        return {
            card.proposal.occasion.value: (card.proposal.routine.id, card.proposal.mark)
            for card in self.home.cards.cards
        }

    def mark(self, routine: str) -> str:
        entry = next(
            e for e in self.home._content_shown.entries if e.routine and e.routine.id == routine
        )
        return entry.mark

    def start_card(self, place: int) -> None:
        self.home.cards.cards[place].setFocus()
        self.qtbot.keyClick(self.home.cards.cards[place], Qt.Key.Key_Return)

    def search(self, text: str) -> None:
        """Find a routine by its name and start it from the list."""
        self.qtbot.keyClicks(self.home.filters.search, text)
        self.qtbot.keyClick(self.home.filters.search, Qt.Key.Key_Return)
        self.qtbot.keyClick(self.home.list, Qt.Key.Key_Return)

    def show_preview(self, routine: str) -> PreviewPage:
        self.window.show_preview(self.window.context.library.routines[routine])
        return self.preview

    def play_for(self, seconds: float) -> None:
        left = round(1000 * seconds)
        while left > 0 and self.window.in_session:
            self.clock.move(min(LOOK_MS, left))
            left -= LOOK_MS
            assert self.window._player is not None
            self.window._player.tick()

    def play_to_the_end(self) -> EndPage:
        while self.window.in_session:
            self.play_for(LOOK_MS / 1000)
        return self.end

    def play_into_set(self, number: int, reps: float) -> None:
        """Until so many reps of the set with this number, from 0, are done."""
        player = self.window._player
        assert player is not None
        work = player.timeline.sets[number]
        rep_ms = player.timeline.drill_of(work).rep_ms
        self.play_for((work.start + reps * rep_ms - player.look().at) / 1000)

    def flush(self) -> None:
        """All that was handed to the record's thread is on the disk."""
        self.history.store.read_patiently(lambda _connection: None, None)

    def close(self) -> None:
        self.window.close()
        self.settings.close()
        self.adjustments.close()
        self.history.close()


class Life:
    """The days, and the files that outlive each start."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.folder, self.qtbot = folder, qtbot
        self.own = folder / "routines"
        self.own.mkdir()
        self.now = MONDAY
        self._crashed: list[Start] = []

    def day(self, number: int, hour: int = 7) -> None:
        """The day with this number, from 1."""
        self.now = MONDAY.replace(hour=hour) + timedelta(days=number - 1)

    @contextmanager
    def started(self) -> Iterator[Start]:
        start = Start(self)
        try:
            yield start
        finally:
            start.close()

    def crash(self, do: Callable[[Start], None]) -> None:
        """Do something at a window that is never closed: what is on the disk by then is all."""
        start = Start(self)
        do(start)
        start.flush()
        start.window.hide()
        self._crashed.append(start)

    def end(self) -> None:
        for start in self._crashed:
            start.close()


def _raise(fault: Exception) -> None:
    raise fault
