"""A window's parts with a clock that is moved by hand and settings that stay in memory."""

from dataclasses import replace
from functools import partial
from types import SimpleNamespace

import pytest
from sample_routines import MIXED, HandClock

from mobility_timer.app.session import SessionParts, open_window_session
from mobility_timer.library.library import Library
from mobility_timer.personal.adjustments_store import AdjustmentsStore
from mobility_timer.personal.choices import Choices
from mobility_timer.personal.history.history import History
from mobility_timer.settings import Settings, Theme
from mobility_timer.ui.player.page import PlayerPage
from mobility_timer.ui.shell.context import Context
from mobility_timer.ui.shell.nulls import NullFrames, NullThumbnails


class MemoryStore:
    def __init__(self, value=None):
        self.value = value or Settings(theme=Theme.LIGHT)
        self.trouble = ""

    def change(self, **changes):
        self.value = replace(self.value, **changes)


class SilentCoach:
    """Keeps what it was told."""

    def __init__(self):
        self.notice = None
        self.voice_notice = None
        self.muted = False
        self.volume = None
        self.chosen = None
        self.prepared = (0, 0)
        self.voices = ()
        self.ready_to_listen = True
        self.count = None
        self.rendered_ahead = []
        self.told = []

    def prepare(self, timeline):
        self.told.append(timeline)

    def follow(self, update):
        self.told.append(update)

    def silence(self):
        self.told.append("silence")

    def render_ahead(self, timeline):
        self.rendered_ahead.append(timeline.routine.id)

    def set_muted(self, muted):
        self.muted = muted

    def set_volume(self, percent, tone_percent):
        self.volume = (percent, tone_percent)

    def find_voices(self):
        self.told.append("find_voices")

    def listen(self):
        self.told.append("listen")
        return self.ready_to_listen

    def set_voice(self, chosen):
        self.chosen = chosen

    def set_count(self, count):
        self.count = count


class NotedPages:
    """Notes which pages were asked for."""

    def __init__(self):
        self.asked = []

    def __getattr__(self, name):
        return lambda *given: self.asked.append((name, *given))


@pytest.fixture(autouse=True)
def application(qapp):
    """Nothing here can be made without one."""
    return qapp


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def store():
    return MemoryStore()


@pytest.fixture
def coach():
    return SilentCoach()


@pytest.fixture
def pages():
    return NotedPages()


@pytest.fixture
def library():
    return Library({drill.id: drill for drill in MIXED.drills}, {MIXED.id: MIXED})


@pytest.fixture
def adjustments(tmp_path):
    return AdjustmentsStore(tmp_path / "adjustments.json")


def _raise(fault):
    raise fault


@pytest.fixture
def history(tmp_path):
    made = History(tmp_path / "sessions.db")
    yield made
    made.close()


@pytest.fixture
def context(clock, store, adjustments, coach, library, history):
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
    )


@pytest.fixture
def open_player(context):
    """A session that nothing shows."""
    made = []

    def open_player(routine=MIXED):
        made.append(context.open_session(routine, lambda _player, _tally: ()))
        return made[-1]

    yield open_player
    for player in made:
        player.close()


@pytest.fixture
def open_page(context, pages, qtbot):
    """A session, not yet started, and the page that shows it."""

    def open_page(routine=MIXED, context=context):
        shown = []

        def view(player, tally):
            shown.append(PlayerPage(context, pages, player, tally))
            qtbot.addWidget(shown[0])
            return shown[0].followers

        player = context.open_session(routine, view)
        opened.append(player)
        return player, shown[0]

    opened = []
    yield open_page
    for player in opened:
        player.close()


@pytest.fixture
def session(open_page, clock):
    """A player page on the mixed routine, playing, and a way to go to any time of it."""
    player, page = open_page()
    page.resize(1280, 800)
    page.show()
    page.activateWindow()
    page.setFocus()
    player.play()

    def run(ms):
        for _ in range(ms // 1000):
            clock.move(1000)
            player.tick()
        clock.move(ms % 1000)
        player.tick()

    def go(ms):
        player.seek(ms)
        run(20)

    return SimpleNamespace(page=page, player=player, clock=clock, go=go, run=run)
