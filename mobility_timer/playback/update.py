"""What a follower is told at each look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from mobility_timer.playback.transport import State, Transport
from mobility_timer.timeline import Cue, Moment, Timeline


@dataclass(frozen=True)
class Update:
    """From the last look to this one.

    `now` is the clock's time in ms (perf_counter at speed 1); `cues` those that came due since
    the last look, none when it `jumped`; `count_in` the milliseconds left of a get-ready after
    a pause (its cues are in `cues` too); `waits` whether "wait for me" is on; `slept` that playback
    has just been paused because nobody looked for a while.
    """

    now: int
    timeline: Timeline
    transport: Transport
    moment: Moment
    cues: tuple[Cue, ...] = ()
    jumped: bool = False
    count_in: int = 0
    waits: bool = False
    slept: bool = False

    @property
    def state(self) -> State:
        return self.transport.state


class Follower(Protocol):
    def follow(self, update: Update) -> None: ...

    def close(self) -> None: ...
