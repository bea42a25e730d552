"""The tones of each set, made in code or read from the user's own files: 48 kHz, mono, float32.

A tone is told from the others by its melody, and a set from the others by its timbre and height.
All are 3 to 6 dB less loud than the voice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from mobility_timer.settings import ToneSet
from mobility_timer.sound.speech.clips import (
    RATE,
    BadClip,
    Samples,
    brought_to,
    read_any,
    trim,
)
from mobility_timer.timeline import Tone
from mobility_timer.words import sound as faults

LONGEST_OWN_S = 3.0
SOFTER_DB = 1.0
"""How much less loud what comes often is: reps and phases."""


@dataclass(frozen=True)
class _Note:
    """A note so many semitones above the set's root, from `start` seconds on.

    Its level falls from 1 to `sustain` with the time constant `fall`, in seconds.
    """

    semitones: float
    start: float
    seconds: float
    sustain: float = 0.0
    fall: float = 0.12
    attack: float = 0.006
    release: float = 0.03


@dataclass(frozen=True)
class _Timbre:
    """`root` in Hz, the levels of the partials by their ratios, loudness in LUFS."""

    root: float
    partials: Mapping[float, float]
    attack: float
    loudness: float


_MELODIES: Mapping[Tone, tuple[_Note, ...]] = {
    Tone.COUNTDOWN: (_Note(0, 0, 0.14, sustain=0.6),),
    Tone.GO: (_Note(7, 0, 0.55, sustain=0.45),),
    Tone.REP: (_Note(12, 0, 0.06, fall=0.012, attack=0.002),),
    Tone.PHASE: (_Note(-5, 0, 0.2, sustain=0.5, attack=0.025, release=0.08),),
    Tone.HALFWAY: (_Note(4, 0, 0.28, fall=0.08), _Note(4, 0.17, 0.28, fall=0.08)),
    Tone.CHANGE: (_Note(5, 0, 0.3, fall=0.09), _Note(0, 0.13, 0.3, fall=0.09)),
    Tone.REST: (
        _Note(7, 0, 0.6, fall=0.25, attack=0.02),
        _Note(4, 0.22, 0.6, fall=0.25, attack=0.02),
        _Note(0, 0.44, 0.9, fall=0.3, attack=0.02),
    ),
    Tone.END: (
        _Note(0, 0, 1.6, fall=0.45),
        _Note(4, 0.16, 1.6, fall=0.45),
        _Note(9, 0.32, 1.6, fall=0.45),
    ),
}
_TIMBRES: Mapping[ToneSet, _Timbre] = {
    ToneSet.WARM: _Timbre(523.25, {1: 1.0, 2: 0.18, 3: 0.05}, 0.0, -21.5),
    ToneSet.BRIGHT: _Timbre(783.99, {1: 1.0, 2: 0.3, 3: 0.1}, 0.0, -21.5),
    ToneSet.LOW: _Timbre(329.63, {1: 1.0, 2: 0.35, 3: 0.08}, 0.008, -23.0),
}


@cache
def tone(kind: ToneSet, which: Tone) -> Samples:
    """A built-in tone; those of the user's own set are `own_tone`. Read-only."""
    timbre = _TIMBRES[kind]
    level = timbre.loudness - (SOFTER_DB if which in (Tone.REP, Tone.PHASE) else 0.0)
    samples = brought_to(_melody(_MELODIES[which], timbre), level)
    samples.flags.writeable = False
    return samples


def own_tone(path: Path) -> Samples:
    """The user's own file, at the loudness of the warm set. Raises BadClip or OSError."""
    samples = trim(read_any(path), RATE)
    if len(samples) > LONGEST_OWN_S * RATE:
        raise BadClip(faults.longer_than(LONGEST_OWN_S))
    return brought_to(samples, _TIMBRES[ToneSet.WARM].loudness)


def _melody(notes: tuple[_Note, ...], timbre: _Timbre) -> Samples:
    """The notes, each ringing over the next."""
    end = max(note.start + note.seconds for note in notes)
    whole = np.zeros(round(end * RATE), np.float32)
    for note in notes:
        samples = _note(note, timbre)
        first = round(note.start * RATE)
        whole[first : first + len(samples)] += samples[: len(whole) - first]
    return whole


def _note(note: _Note, timbre: _Timbre) -> Samples:
    """Sines whose edges are rounded, so that nothing clicks."""
    t = np.arange(round(note.seconds * RATE)) / RATE
    pitch = timbre.root * 2 ** (note.semitones / 12)
    wave = np.zeros(len(t))
    for ratio, strength in timbre.partials.items():
        wave += strength * np.sin(2 * np.pi * pitch * ratio * t)
    level = note.sustain + (1 - note.sustain) * np.exp(-t / note.fall)
    opening = _rounded(t / (note.attack + timbre.attack))
    closing = _rounded((note.seconds - t) / note.release)
    return np.asarray(wave * level * opening * closing, np.float32)


def _rounded(share: np.ndarray) -> np.ndarray:
    """Half a cosine from 0 to 1."""
    return np.asarray(0.5 - 0.5 * np.cos(np.pi * np.clip(share, 0, 1)))
