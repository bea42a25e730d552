"""Sums clips that were placed ahead, each at its sample. Pure: frames in, frames out.

Frames count from 0 at the first one mixed. Mono float32 from -1 to 1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mobility_timer.sound.speech.clips import Samples

FADE_S = 0.03
KEPT_S = 2.0
"""How long a clip is kept after its end was mixed: the device plays it only a while later."""
KNEE_SHARE, LOUDEST_SHARE = 0.8, 0.89
"""The levels, of 1, above which the limiter bends and that it never reaches: -1 dBFS."""


@dataclass
class _Placed:
    samples: Samples
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
        self, samples: Samples, frame: int, until: int | None = None, *, voice: bool = False
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

    def mix(self, frames: int) -> Samples:
        """The next `frames` frames."""
        first, after = self.position, self.position + frames
        out = np.zeros(frames, np.float32)
        for clip in self._placed:
            a, b = max(clip.start, first), min(clip.end, after)
            if a < b:
                gain = self._gain(clip.voice, frames)[a - first : b - first]
                out[a - first : b - first] += self._part(clip, a, b) * gain
        self._gains_now = self.gains
        self._placed = [clip for clip in self._placed if clip.end > after - self._kept]
        self.position = after
        return soft_limited(out)

    def _gain(self, voice: bool, frames: int) -> Samples:
        ends = self._gains_now.of(voice), self.gains.of(voice)
        return np.linspace(*ends, frames, dtype=np.float32)

    def _part(self, clip: _Placed, a: int, b: int) -> Samples:
        part = clip.samples[a - clip.start : b - clip.start]
        if clip.end - clip.start == len(clip.samples) or b <= clip.end - self._fade:
            return part
        left = np.arange(clip.end - a, clip.end - b, -1, dtype=np.float32) / self._fade
        return np.asarray(part * np.clip(left, 0, 1), np.float32)


def soft_limited(samples: Samples) -> Samples:
    """Unchanged up to 0.8, above it bent so that -1 dBFS is never passed."""
    over = np.abs(samples) > KNEE_SHARE
    if over.any():
        loud, room = samples[over], LOUDEST_SHARE - KNEE_SHARE
        bent = KNEE_SHARE + room * np.tanh((np.abs(loud) - KNEE_SHARE) / room)
        samples[over] = np.sign(loud) * bent
    return samples
