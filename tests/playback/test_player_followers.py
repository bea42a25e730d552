"""Followers that fail, and a routine that stays as it is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mobility_timer.playback.player import Player
from mobility_timer.playback.transport import State
from mobility_timer.playback.update import Link, Update
from tests.playback.conftest import TIMELINE, Stage
from tests.sample_routines import MIXED, HandClock, Recorder


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


def test_a_follower_that_fails_at_a_picture_keeps_none_from_the_others() -> None:
    faults: list[Any] = []
    last = Recorder()

    class Stuck(Recorder):
        def frame(self, at: int) -> bool:
            raise KeyError(at)

    clock = HandClock()
    player = Player(TIMELINE, clock, [Stuck(), last], report=faults.append)
    player.play()
    player.tick()
    clock.move(1)
    player.frame()
    for _ in range(3):
        clock.move(40)
        player.frame()
    assert len(last.frames) >= 2
    assert len(faults) == len(last.frames)
    assert player.look().at == 121


def test_a_link_passes_on_some_of_the_pictures() -> None:
    told: list[int] = []

    def move(at: int) -> bool:
        told.append(at)
        return True

    link = Link(lambda update: told.append(-update.at), move, every_ms=70)
    player = Player(TIMELINE, HandClock(), [link])
    player.seek(1_000)
    moved = [link.frame(1_000 + ms) for ms in range(40, 240, 40)]
    assert moved == [False, True, False, True, False]
    assert told == [-1_000, 1_080, 1_160]
    link.close()
    assert not link.frame(2_000)
