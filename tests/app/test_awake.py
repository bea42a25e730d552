from threading import Event

import pytest
from wakepy import keep

from mobility_timer.app.awake import Awake
from mobility_timer.playback.player import Player
from mobility_timer.timeline.compiler import compile_routine
from tests.sample_routines import MIXED, HandClock


class Held:
    """Stands for the desktop's promise to stay awake."""

    def __init__(self, log, said):
        self.log, self.said = log, said

    def __enter__(self):
        self.log.append("on")
        self.said.set()
        return self

    def __exit__(self, *_error):
        self.log.append("off")
        self.said.set()


@pytest.fixture
def player():
    return Player(compile_routine(MIXED), HandClock())


@pytest.fixture
def desktop(monkeypatch):
    log, said = [], Event()
    monkeypatch.setattr(keep, "presenting", lambda **_given: Held(log, said))

    def told():
        assert said.wait(5)
        said.clear()
        return log

    return told


def test_the_display_stays_awake_only_while_playing(player, desktop):
    player.follow(Awake())
    player.play()
    assert desktop() == ["on"]
    player.tick()
    player.pause()
    assert desktop() == ["on", "off"]
    player.play()
    assert desktop() == ["on", "off", "on"]
    player.close()
    assert desktop() == ["on", "off", "on", "off"]


def test_a_desktop_that_cannot_is_no_trouble(player, monkeypatch):
    tried = Event()

    def fails(**_given):
        tried.set()
        raise RuntimeError("no session bus")

    monkeypatch.setattr(keep, "presenting", fails)
    awake = Awake()
    player.follow(awake)
    player.play()
    assert tried.wait(5)
    player.close()
    awake._thread.join(5)
    assert not awake._thread.is_alive()


def test_nothing_is_started_without_need(player):
    awake = Awake()
    player.follow(awake)
    player.close()
    assert awake._thread is None


def test_the_real_desktop_is_asked_for_success(player):
    awake = Awake()
    player.follow(awake)
    player.play()
    player.close()
    awake._thread.join(5)
    assert not awake._thread.is_alive()
