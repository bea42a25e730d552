"""A window's parts with a clock that is moved by hand and settings that stay in memory."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from sample_routines import MIXED, HandClock

from mobility_timer.library.library import Library
from mobility_timer.playback.player import Player
from mobility_timer.settings import Settings, Theme
from mobility_timer.timeline.compiler import compile_routine
from mobility_timer.ui.shell.context import Context


class MemoryStore:
    def __init__(self, value=None):
        self.value = value or Settings(theme=Theme.LIGHT)

    def change(self, **changes):
        self.value = replace(self.value, **changes)


class SilentCoach:
    """Keeps what it was told."""

    def __init__(self):
        self.notice = None
        self.muted = False
        self.volume = None
        self.count = None
        self.rendered_ahead = []

    def render_ahead(self, timeline):
        self.rendered_ahead.append(timeline.routine.id)

    def set_muted(self, muted):
        self.muted = muted

    def set_volume(self, volume):
        self.volume = volume

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
def context(clock, store, coach, library):
    def open_player(routine):
        return Player(compile_routine(routine), clock, waits=routine.wait_for_me)

    return Context(settings=store, library=library, open_player=open_player, coach=coach)


@pytest.fixture
def session(context, clock, pages, qtbot):
    """A player page on the mixed routine, playing, and a way to go to any time of it."""
    from mobility_timer.ui.player.page import PlayerPage

    player = context.open_player(MIXED)
    page = PlayerPage(context, pages, player)
    qtbot.addWidget(page)
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

    yield SimpleNamespace(page=page, player=player, clock=clock, go=go, run=run)
    player.close()
