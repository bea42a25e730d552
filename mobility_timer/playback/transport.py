"""Where playback is: a frozen value of times.

    position = anchor + (now - since)    while playing, never less than the anchor
    position = anchor                    in every other state

Every command takes `now`, is defined in every state and returns a new value. `since` may lie in
the future: until then a count-in or a preroll runs and the position stands at the anchor.
Ticks are never counted; the transport is anchored again only by a command.
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
    """`end` is the length of the timeline in milliseconds.

    `prerolls`: what runs until `since` is no count-in; it ends sooner by `begin`.
    """

    end: int
    state: State = State.READY
    anchor: int = 0
    since: int = 0
    prerolls: bool = False

    def position(self, now: int) -> int:
        if self.state is not State.PLAYING:
            return self.anchor
        return min(self.end, self.anchor + max(0, now - self.since))

    def clock_at(self, position: int) -> int:
        """When playback that goes on is at a position."""
        return self.since + position - self.anchor

    def count_in(self, now: int) -> int:
        """Milliseconds until the count-in is over; 0 outside of one."""
        return max(0, self.since - now) if self.state is State.PLAYING and not self.prerolls else 0

    def is_prerolling(self, now: int) -> bool:
        """Whether it stands at the anchor until `begin`, ready to play."""
        return self.state is State.PLAYING and self.prerolls and now < self.since

    def play(self, now: int, count_in: int = 0) -> Transport:
        if self.state in (State.PLAYING, State.DONE):
            return self
        return replace(self, state=State.PLAYING, since=now + count_in)

    def preroll(self, now: int, most_ms: int) -> Transport:
        """Play, but stand at the anchor until `begin`, for `most_ms` at most."""
        played = self.play(now, most_ms)
        return self if played is self else replace(played, prerolls=True)

    def begin(self, now: int) -> Transport:
        return replace(self, since=now, prerolls=False) if self.is_prerolling(now) else self

    def pause(self, now: int) -> Transport:
        if self.state not in (State.PLAYING, State.WAITING):
            return self
        anchor = self.position(now)
        return replace(self, state=State.PAUSED, anchor=anchor, since=now, prerolls=False)

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
        return replace(self, state=state, anchor=target, since=since, prerolls=False)

    def finish(self, now: int) -> Transport:
        anchor = self.position(now)
        return replace(self, state=State.DONE, anchor=anchor, since=now, prerolls=False)
