"""A session on the mixed routine, played by hand."""

from __future__ import annotations

import pytest

from mobility_timer.playback.player import Player
from mobility_timer.playback.transport import State
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
