from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any

import pytest
from wakepy import keep

from mobility_timer.app.desktop.awake import Awake
from mobility_timer.playback.player import Player
from mobility_timer.timeline.compiler import compile_routine
from tests.sample_routines import MIXED, HandClock


class Held:
    """Stands for the desktop's promise to stay awake."""

    def __init__(self, log: list[str], said: Event) -> None:
        self.log, self.said = log, said

    def __enter__(self) -> Held:
        self.log.append("on")
        self.said.set()
        return self

    def __exit__(self, *_error: None) -> None:
        self.log.append("off")
        self.said.set()


@pytest.fixture
def player() -> Player:
    return Player(compile_routine(MIXED), HandClock())


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    log: list[Any] = []
    said = Event()
    monkeypatch.setattr(keep, "presenting", lambda **_given: Held(log, said))

    def told() -> list[str]:
        assert said.wait(5)
        said.clear()
        return log

    return told


def test_the_display_stays_awake_only_while_playing(
    player: Player, desktop: Callable[..., list[str]]
) -> None:
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


def test_a_desktop_that_cannot_is_no_trouble(
    player: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = Event()

    def fails(**_given: Any) -> None:
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


def test_nothing_is_started_without_need(player: Player) -> None:
    awake = Awake()
    player.follow(awake)
    player.close()
    assert awake._thread is None


def test_the_real_desktop_is_asked_for_success(player: Player) -> None:
    awake = Awake()
    player.follow(awake)
    player.play()
    player.close()
    awake._thread.join(5)
    assert not awake._thread.is_alive()
