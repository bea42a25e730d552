"""Followers that fail, and a routine that stays as it is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mobility_timer.playback.player import Player
from mobility_timer.playback.transport import State
from mobility_timer.playback.update import Update
from mobility_timer.timeline.compiler import compile_routine
from tests.sample_routines import MIXED, HandClock, Recorder

TIMELINE = compile_routine(MIXED)


class Stage:
    """A player, the clock that it is played by, and what its follower was told."""

    def __init__(self, waits: bool = False, speed: float = 1.0) -> None:
        self.clock = HandClock(speed)
        self.recorder = Recorder()
        self.player = Player(TIMELINE, self.clock, [self.recorder], waits)

    def run(self, ms: int, step: int = 50) -> None:
        for _ in range(0, ms, step):
            self.clock.move(step)
            self.player.tick()

    def run_to(self, position: int, step: int = 50) -> None:
        while self.position < position:
            self.clock.move(step)
            self.player.tick()

    @property
    def position(self) -> int:
        return self.player.look().moment.at

    @property
    def state(self) -> State:
        return self.player.transport.state


@pytest.fixture
def stage() -> Stage:
    stage = Stage()
    stage.player.play()
    return stage


class Failing(Recorder):
    def follow(self, update: Update) -> None:
        super().follow(update)
        raise KeyError("gone")

    def close(self) -> None:
        raise OSError("stuck")


def test_the_routine_played_is_not_changed() -> None:
    stage = Stage()
    stage.player.play()
    stage.player.more()
    assert TIMELINE.routine == MIXED
    assert stage.player.timeline.routine == replace(
        MIXED, drills=stage.player.timeline.routine.drills
    )


def test_a_follower_that_fails_stops_neither_the_clock_nor_the_others() -> None:
    faults: list[Any] = []
    failing = Failing()
    last = Recorder()
    late = Recorder()
    clock = HandClock()
    player = Player(TIMELINE, clock, [failing, last], report=faults.append)
    player.play()
    clock.move(1_000)
    player.tick()
    player.follow(late)
    assert (player.transport.state, player.look().moment.at) == (State.PLAYING, 1_000)
    assert len(failing.updates) == len(last.updates) == 2
    assert len(late.updates) == 1
    assert [type(fault) for fault in faults] == [KeyError, KeyError]
    player.close()
    assert (last.closed, type(faults[-1])) == (True, OSError)


def test_a_fault_that_nobody_reports_is_raised_once_all_were_told() -> None:
    last = Recorder()
    player = Player(TIMELINE, HandClock(), [Failing(), last])
    with pytest.raises(KeyError):
        player.play()
    assert player.transport.state is State.PLAYING
    assert len(last.updates) == 1
