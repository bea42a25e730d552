"""What is to sound when: a plan in clock time, fed to a mixer block by block.

The sound card keeps a time of its own. `ClockMap` learns it from the moments at which the card
asks for more; `Schedule` places a play at the last moment, so that it uses the newest map.
Times are perf_counter seconds.
"""

from __future__ import annotations

import math
import sys
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from mobility_timer.sound.device.mixer import Mixer
from mobility_timer.sound.device.play import Play
from mobility_timer.sound.speech.pcm import Pcm

PLAYS_KEPT = 32
BEFORE = -sys.maxsize
"""A frame before every other: heard in a stream that has ended."""


@dataclass(frozen=True)
class _Begun:
    """A play that was mixed, and at which frame it begins; None where it was too late."""

    play: Play
    frame: int | None

    def is_heard(self, frame: int) -> bool:
        return self.frame is not None and self.frame <= frame

    def before(self) -> _Begun:
        return self if self.frame is None else _Begun(self.play, BEFORE)

    def is_to_come(self, frame: int) -> bool:
        return self.frame is not None and self.frame > frame


class ClockMap:
    """Which frame the card plays when.

    Frame 0 is heard at the first read. From then on the least of (now - frames read) within the
    last second says how far the card's clock has run off: slewed slowly, or stepped after a gap.
    """

    WINDOW_S = 1.0
    SLEW_S_PER_S = 0.005
    STEP_S = 0.05
    SAME_ASK_S = 0.005
    """Blocks that are read so soon after each other fill one gap of the card's: the last tells most
    of how far it is."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._zero: float | None = None
        self._settled: float | None = None
        self._shift = 0.0
        self._last = 0.0
        self._reads: deque[tuple[float, float]] = deque()

    def read(self, now: float, frames: int) -> None:
        """The card has just asked; `frames` is all that it will then have had."""
        if self._zero is None:
            self._zero = self._last = now
        base = now - frames / self._rate
        if self._reads and now - self._reads[-1][0] < self.SAME_ASK_S:
            base = min(base, self._reads.pop()[1])
        self._reads.append((now, base))
        while self._reads[0][0] < now - self.WINDOW_S:
            self._reads.popleft()
        least = min(base for _, base in self._reads)
        if now - self._zero < self.WINDOW_S or self._settled is None:
            self._settled = least
        self._follow(least - self._settled, now - self._last)
        self._last = now

    def frame_at(self, when: float) -> int:
        zero = when if self._zero is None else self._zero
        return round((when - zero - self._shift) * self._rate)

    def time_of(self, frame: float) -> float:
        zero = -math.inf if self._zero is None else self._zero
        return zero + self._shift + frame / self._rate

    def _follow(self, target: float, passed: float) -> None:
        off = target - self._shift
        if abs(off) <= self.STEP_S:
            most = self.SLEW_S_PER_S * passed
            off = max(-most, min(most, off))
        self._shift += off


class Schedule:
    """The plan, the map and the mixer. `clip` gives the samples of a name, None for none.

    What is mixed is heard only later, so a new plan may come when a part of it lies mixed already:
    `plan` says so, and with `restart` the stream begins anew at what is heard now.
    """

    def __init__(self, rate: int, clip: Callable[[str], Pcm | None]) -> None:
        self.mixer = Mixer(rate)
        self._rate = rate
        self._clip = clip
        self._map = ClockMap(rate)
        self._plan: list[Play] = []
        self._begun: deque[_Begun] = deque(maxlen=PLAYS_KEPT)

    def plan(self, plays: Iterable[Play], now: float) -> bool:
        """Replace what has not been mixed yet; whether what was mixed has to be mixed again."""
        plays = tuple(plays)
        heard = self._map.frame_at(now)
        unheard = [begun.play for begun in self._begun if begun.is_to_come(heard)]
        gone = any(not _is_among(play, plays) for play in unheard)
        self._plan = self._not_begun(plays, heard)
        missed = any(self._is_missed(play, now) for play in self._plan)
        return gone or missed

    def restart(self, now: float, plays: Iterable[Play] | None = None) -> None:
        """Begin a stream anew: what is heard goes on, and nothing that was heard is repeated.

        With `plays` they replace whatever has not been heard.
        """
        heard = self._map.frame_at(now)
        unheard = [begun.play for begun in self._begun if begun.is_to_come(heard)]
        begun = (each for each in self._begun if not each.is_to_come(heard))
        self._begun = deque((each.before() for each in begun), PLAYS_KEPT)
        self._plan = self._not_begun([*unheard, *self._plan] if plays is None else plays, heard)
        self.mixer.rewind(heard)
        self._map = ClockMap(self._rate)

    def clear(self, plays: Iterable[Play] = ()) -> None:
        """Forget everything, for a stream that begins anew, and plan `plays`."""
        self.mixer = Mixer(self._rate, self.mixer.gains)
        self._map = ClockMap(self._rate)
        self._begun.clear()
        self._plan = list(plays)

    def fill(self, now: float, frames: int) -> Pcm:
        """The next `frames` frames for a card that asks for them at `now`."""
        end = self.mixer.position + frames
        self._map.read(now, end)
        until = self._map.time_of(end - 0.5)
        due = [play for play in self._plan if play.at < until]
        for play in sorted(due, key=lambda play: play.at):
            self._plan.remove(play)
            self._begin(play)
        return self.mixer.mix(frames)

    def next_at(self, now: float) -> float | None:
        """When the next play begins that is not yet mixed and not too late."""
        return min((play.at for play in self._plan if now <= play.at + play.late), default=None)

    def sounds_until(self, voice: bool | None = None) -> float:
        """When all that was mixed is over, or only a voice or the tones. In the past: it is."""
        return self._map.time_of(self.mixer.last_frame(voice))

    def next_voice_at(self, now: float) -> float | None:
        """When a voice begins that is not yet mixed and not too late."""
        voices = (play for play in self._plan if play.voice and now <= play.at + play.late)
        return min((play.at for play in voices), default=None)

    def _not_begun(self, plays: Iterable[Play], heard: int) -> list[Play]:
        begun = [each.play for each in self._begun]
        said = [each.play for each in self._begun if each.is_heard(heard)]
        new = (play for play in plays if not _is_among(play, begun))
        return [play for play in new if not any(play.is_said_by(other) for other in said)]

    def _is_missed(self, play: Play, now: float) -> bool:
        return self._map.frame_at(play.at) < self.mixer.position and now <= play.at + play.late

    def _begin(self, play: Play) -> None:
        frame, position = self._map.frame_at(play.at), self.mixer.position
        in_time = frame >= position - play.late * self._rate
        samples = self._clip(play.clip) if in_time else None
        if samples is None:
            self._begun.append(_Begun(play, None))
            return
        self._begun.append(_Begun(play, max(frame, position)))
        until = None if play.until is None else self._map.frame_at(play.until)
        self.mixer.place(samples, frame, until, voice=play.voice)


def _is_among(play: Play, plays: Iterable[Play]) -> bool:
    return any(play.is_same(other) for other in plays)
