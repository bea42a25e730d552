"""What is to sound when: a plan in clock time, fed to a mixer block by block.

The sound card keeps a time of its own. `ClockMap` learns it from the moments at which the card
asks for more; `Schedule` places a play at the last moment, so that it uses the newest map.
Times are perf_counter seconds.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable

from mobility_timer.sound.device.mixer import Mixer
from mobility_timer.sound.device.play import Play
from mobility_timer.sound.speech.clips import Samples


class ClockMap:
    """Which frame the card plays when.

    Frame 0 is heard at the first read. From then on the least of (now - frames read) within the
    last second says how far the card's clock has run off: slewed slowly, or stepped after a gap.
    """

    WINDOW_S = 1.0
    SLEW_S_PER_S = 0.005
    STEP_S = 0.05

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
        self._reads.append((now, now - frames / self._rate))
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

    def _follow(self, target: float, passed: float) -> None:
        off = target - self._shift
        if abs(off) <= self.STEP_S:
            most = self.SLEW_S_PER_S * passed
            off = max(-most, min(most, off))
        self._shift += off


class Schedule:
    """The plan, the map and the mixer. `clip` gives the samples of a name, None for none."""

    def __init__(self, rate: int, clip: Callable[[str], Samples | None]) -> None:
        self.mixer = Mixer(rate)
        self._rate = rate
        self._clip = clip
        self._map = ClockMap(rate)
        self._plan: list[Play] = []
        self._begun: deque[Play] = deque(maxlen=32)

    def plan(self, plays: Iterable[Play]) -> None:
        """Replace what has not begun yet; what sounds goes on."""
        self._plan = [
            play for play in plays if not any(play.is_same(begun) for begun in self._begun)
        ]

    def clear(self, plays: Iterable[Play] = ()) -> None:
        """Forget everything, for a stream that begins anew, and plan `plays`."""
        self.mixer = Mixer(self._rate, self.mixer.gains)
        self._map = ClockMap(self._rate)
        self._begun.clear()
        self._plan = list(plays)

    def fill(self, now: float, frames: int) -> Samples:
        """The next `frames` frames for a card that asks for them at `now`."""
        end = self.mixer.position + frames
        self._map.read(now, end)
        due = [play for play in self._plan if self._map.frame_at(play.at) < end]
        for play in sorted(due, key=lambda play: play.at):
            self._plan.remove(play)
            self._begin(play)
        return self.mixer.mix(frames)

    def _begin(self, play: Play) -> None:
        frame = self._map.frame_at(play.at)
        self._begun.append(play)
        if frame < self.mixer.position - play.late * self._rate:
            return
        samples = self._clip(play.clip)
        if samples is None:
            return
        until = None if play.until is None else self._map.frame_at(play.until)
        self.mixer.place(samples, frame, until, voice=play.voice)
