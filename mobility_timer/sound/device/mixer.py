"""Sums clips that were placed ahead, each at its sample. Pure: frames in, frames out.

Frames count from 0 at the first one mixed. It is done sample by sample in Python: most of the time
nothing sounds, or one clip as it was read. numpy for it would be half of the process.
"""

from __future__ import annotations

import math
import sys
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import add, mul

from mobility_timer.sound.speech.pcm import FULL_SCALE_LEVELS, Pcm, silence

FADE_S = 0.03
KEPT_S = 2.0
"""How long a clip is kept after its end was mixed: the device plays it only a while later."""
KNEE, LOUDEST = 0.8 * FULL_SCALE_LEVELS, 0.89 * FULL_SCALE_LEVELS
"""The levels above which the limiter bends and that it never reaches: -1 dBFS."""
_UPPER_BYTES = slice(1 if sys.byteorder == "little" else 0, None, 2)
_NEVER_ABOVE_KNEE = bytes(
    upper
    for upper, signed in enumerate((*range(128), *range(-128, 0)))
    if max(abs(256 * signed), abs(256 * signed + 255)) <= KNEE
)
"""The upper bytes of samples that are below the knee, whatever the lower one is."""


@dataclass
class _Placed:
    samples: Pcm
    start: int
    end: int
    voice: bool


@dataclass(frozen=True)
class Gains:
    """How loud voice and tones are, 1 being as they were made."""

    voice: float = 1.0
    tones: float = 1.0

    def of(self, voice: bool) -> float:
        return self.voice if voice else self.tones


class Mixer:
    """`rate` frames a second; `gains` may change at any time and move within one block."""

    def __init__(self, rate: int, gains: Gains | None = None) -> None:
        self.gains = self._gains_now = gains or Gains()
        self.position = 0
        self._fade = round(FADE_S * rate)
        self._kept = round(KEPT_S * rate)
        self._placed: list[_Placed] = []

    def place(
        self, samples: Pcm, frame: int, until: int | None = None, *, voice: bool = False
    ) -> None:
        """Let `samples` sound from `frame` on, or at once where that has passed.

        It is faded out by `until`. A voice ends the voice that still sounds when it begins.
        """
        start = max(frame, self.position)
        end = start + len(samples)
        if until is not None:
            end = min(end, max(until, start))
        if voice:
            for other in self._placed:
                if other.voice and other.start <= start < other.end:
                    other.end = min(other.end, max(start, self.position + self._fade))
        if end > start:
            self._placed.append(_Placed(samples, start, end, voice))

    def rewind(self, frame: int) -> None:
        """Count from 0 anew at `frame`: what sounds there goes on, what begins later is dropped."""
        sounding = [clip for clip in self._placed if clip.start <= frame < clip.end]
        self._placed = [
            _Placed(clip.samples[frame - clip.start :], 0, clip.end - frame, clip.voice)
            for clip in sounding
        ]
        self.position = 0

    def last_frame(self, voice: bool | None = None) -> int:
        """The frame by which all that was placed, or only a voice or the tones, is over."""
        ends = (clip.end for clip in self._placed if voice in (None, clip.voice))
        return max(ends, default=0)

    def mix(self, frames: int) -> Pcm:
        """The next `frames` frames."""
        first, after = self.position, self.position + frames
        parts: list[tuple[int, Sequence[float]]] = []
        for clip in self._placed:
            a, b = max(clip.start, first), min(clip.end, after)
            if a < b:
                parts.append((a - first, self._part(clip, a, b, frames)))
        self._gains_now = self.gains
        self._placed = [clip for clip in self._placed if clip.end > after - self._kept]
        self.position = after
        if not parts:
            return silence(frames)
        at, samples = parts[0] if len(parts) == 1 else (0, _summed(parts, frames))
        limited = soft_limited(samples)
        if len(limited) == frames:
            return limited
        mixed = silence(frames)
        mixed[at : at + len(limited)] = limited
        return mixed

    def _part(self, clip: _Placed, a: int, b: int, frames: int) -> Sequence[float]:
        """What is heard of a clip from one frame to another, of a block of `frames`: its own
        samples where it is as loud as it was made."""
        part: Sequence[float] = clip.samples[a - clip.start : b - clip.start]
        now, then = self._gains_now.of(clip.voice), self.gains.of(clip.voice)
        if now != then:
            step = (then - now) / frames
            glides = (now + step * i for i in range(a - self.position, b - self.position))
            part = list(map(mul, part, glides))
        elif now != 1.0:
            part = [sample * now for sample in part]
        if clip.end - clip.start == len(clip.samples) or b <= clip.end - self._fade:
            return part
        left = range(clip.end - a, clip.end - b, -1)
        return list(map(mul, part, (min(1.0, i / self._fade) for i in left)))


def _summed(parts: Iterable[tuple[int, Sequence[float]]], frames: int) -> list[float]:
    sums: list[float] = [0] * frames
    for at, samples in parts:
        after = at + len(samples)
        sums[at:after] = map(add, sums[at:after], samples)
    return sums


def soft_limited(samples: Sequence[float]) -> Pcm:
    """Unchanged up to 0.8 of full scale, above it bent so that -1 dBFS is never passed."""
    if isinstance(samples, array) and not samples.tobytes()[_UPPER_BYTES].translate(
        None, _NEVER_ABOVE_KNEE
    ):
        return samples
    if max(samples) > KNEE or min(samples) < -KNEE:
        samples = [sample if -KNEE <= sample <= KNEE else _bent(sample) for sample in samples]
    return samples if isinstance(samples, array) else array("h", map(round, samples))


def _bent(sample: float) -> float:
    room = LOUDEST - KNEE
    return math.copysign(KNEE + room * math.tanh((abs(sample) - KNEE) / room), sample)
