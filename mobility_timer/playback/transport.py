"""Where playback is: a frozen value of times.

    position = anchor + (now - since)    while playing, never less than the anchor
    position = anchor                    in every other state

Every command takes `now`, is defined in every state and returns a new value. `since` may lie in
the future: until then a count-in runs and the position stands at the anchor. Ticks are never
counted; the transport is anchored again only by a command.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum


class State(Enum):
    READY = "ready"
    PLAYING = "playing"
    PAUSED = "paused"
    WAITING = "waiting"
    DONE = "done"


@dataclass(frozen=True)
class Transport:
    """`end` is the length of the timeline in milliseconds."""

    end: int
    state: State = State.READY
    anchor: int = 0
    since: int = 0

    def position(self, now: int) -> int:
        if self.state is not State.PLAYING:
            return self.anchor
        return min(self.end, self.anchor + max(0, now - self.since))

    def count_in(self, now: int) -> int:
        """Milliseconds until the count-in is over; 0 outside of one."""
        return max(0, self.since - now) if self.state is State.PLAYING else 0

    def play(self, now: int, count_in: int = 0) -> Transport:
        if self.state in (State.PLAYING, State.DONE):
            return self
        return replace(self, state=State.PLAYING, since=now + count_in)

    def pause(self, now: int) -> Transport:
        if self.state not in (State.PLAYING, State.WAITING):
            return self
        return replace(self, state=State.PAUSED, anchor=self.position(now), since=now)

    def wait(self, now: int, gate: int) -> Transport:
        """Stop at a gate until told to go on."""
        if self.state is not State.PLAYING:
            return self
        return replace(self, state=State.WAITING, anchor=gate, since=now)

    def seek(self, now: int, position: int, count_in: int = 0) -> Transport:
        """Go to a position; playing goes on from there, waiting becomes playing."""
        target = min(max(position, 0), self.end)
        playing = self.state in (State.PLAYING, State.WAITING)
        since = now + count_in if playing else now
        state = State.PLAYING if playing else self.state
        if state is State.DONE and target < self.end:
            state = State.PAUSED
        return replace(self, state=state, anchor=target, since=since)

    def finish(self, now: int) -> Transport:
        return replace(self, state=State.DONE, anchor=self.position(now), since=now)
