"""The tones, made once in code: 48 kHz, mono, float32 from -1 to 1."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType

import numpy as np

from mobility_timer.sound.speech.clips import Samples, decibels
from mobility_timer.timeline import Tone

E5, G5, B5, C6, E6 = 659.26, 783.99, 987.77, 1046.50, 1318.51
"""Pitches in Hz."""
BEEP_PEAK = decibels(-17)
SOFT_PEAK = decibels(-20)


@cache
def tones(rate: int) -> Mapping[Tone, Samples]:
    """Every tone at `rate` samples a second."""
    make: dict[Tone, Callable[[int], Samples]] = {
        Tone.COUNTDOWN: _countdown,
        Tone.GO: _go,
        Tone.TICK: _tick,
        Tone.CHANGE: _change,
        Tone.DONE: _done,
    }
    made = {tone: build(rate) for tone, build in make.items()}
    for samples in made.values():
        samples.flags.writeable = False
    return MappingProxyType(made)


def _countdown(rate: int) -> Samples:
    return _peak(_note(rate, E5, 0.14, sustain=0.6), BEEP_PEAK)


def _go(rate: int) -> Samples:
    return _peak(_note(rate, B5, 0.55, sustain=0.45), BEEP_PEAK)


def _tick(rate: int) -> Samples:
    """A small wooden knock: a note that is gone in 30 ms."""
    return _peak(_note(rate, E6, 0.06, sustain=0.0, fall=0.012, attack=0.002), SOFT_PEAK)


def _change(rate: int) -> Samples:
    return _peak(_melody(rate, ((G5, 0.0), (E5, 0.13)), 0.30, fall=0.09), SOFT_PEAK)


def _done(rate: int) -> Samples:
    steps = ((E5, 0.0), (G5, 0.16), (C6, 0.32))
    return _peak(_melody(rate, steps, 1.6, fall=0.45), BEEP_PEAK)


def _melody(
    rate: int, steps: tuple[tuple[float, float], ...], ring: float, *, fall: float
) -> Samples:
    """Notes of `ring` seconds, each from its own start on, ringing over one another."""
    whole = np.zeros(round((steps[-1][1] + ring) * rate), np.float32)
    for pitch, start in steps:
        note = _note(rate, pitch, ring, sustain=0.0, fall=fall)
        first = round(start * rate)
        whole[first : first + len(note)] += note[: len(whole) - first]
    return whole


def _note(
    rate: int,
    pitch: float,
    seconds: float,
    *,
    sustain: float,
    fall: float = 0.12,
    attack: float = 0.006,
    release: float = 0.03,
) -> Samples:
    """A sine with a little of its octave and twelfth, its edges rounded so that nothing clicks.

    The level falls from 1 to `sustain` with the time constant `fall`, in seconds.
    """
    t = np.arange(round(seconds * rate)) / rate
    wave = np.sin(2 * np.pi * pitch * t)
    wave += 0.18 * np.sin(4 * np.pi * pitch * t) + 0.05 * np.sin(6 * np.pi * pitch * t)
    level = sustain + (1 - sustain) * np.exp(-t / fall)
    opening = _rounded(t / attack)
    closing = _rounded((seconds - t) / release)
    return np.asarray(wave * level * opening * closing, np.float32)


def _rounded(share: np.ndarray) -> np.ndarray:
    """Half a cosine from 0 to 1."""
    return np.asarray(0.5 - 0.5 * np.cos(np.pi * np.clip(share, 0, 1)))


def _peak(samples: Samples, peak: float) -> Samples:
    return np.asarray(samples * (peak / np.abs(samples).max()), np.float32)
