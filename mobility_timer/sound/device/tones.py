"""The tones of each set, made in code.

A tone is told from the others by its melody, and a set from the others by its timbre and height.
All are 3 to 6 dB less loud than the voice.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from operator import add

from mobility_timer.settings import ToneSet
from mobility_timer.sound.speech.pcm import FULL_SCALE_LEVELS, RATE, Pcm, decibels
from mobility_timer.timeline import Tone

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
    """`root` in Hz, the levels of the partials by their ratios, and the loudness of its tones in
    LUFS. `as_made` is what that is of each melody before."""

    root: float
    partials: Mapping[float, float]
    attack: float
    loudness: float
    as_made: Mapping[Tone, float]


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
    ToneSet.WARM: _Timbre(
        523.25,
        {1: 1.0, 2: 0.18, 3: 0.05},
        0.0,
        -21.5,
        {
            Tone.COUNTDOWN: -5.68,
            Tone.GO: -8.05,
            Tone.REP: -13.57,
            Tone.PHASE: -7.62,
            Tone.HALFWAY: -10.38,
            Tone.CHANGE: -10.27,
            Tone.REST: -8.4,
            Tone.END: -6.42,
        },
    ),
    ToneSet.BRIGHT: _Timbre(
        783.99,
        {1: 1.0, 2: 0.3, 3: 0.1},
        0.0,
        -21.5,
        {
            Tone.COUNTDOWN: -4.96,
            Tone.GO: -6.76,
            Tone.REP: -11.84,
            Tone.PHASE: -7.12,
            Tone.HALFWAY: -9.4,
            Tone.CHANGE: -9.35,
            Tone.REST: -7.48,
            Tone.END: -5.26,
        },
    ),
    ToneSet.LOW: _Timbre(
        329.63,
        {1: 1.0, 2: 0.35, 3: 0.08},
        0.008,
        -23.0,
        {
            Tone.COUNTDOWN: -5.68,
            Tone.GO: -8.02,
            Tone.REP: -17.21,
            Tone.PHASE: -7.61,
            Tone.HALFWAY: -11.45,
            Tone.CHANGE: -10.53,
            Tone.REST: -8.34,
            Tone.END: -6.35,
        },
    ),
}


def loudness_of(kind: ToneSet, which: Tone) -> float:
    """How loud a tone is to be, in LUFS."""
    return _TIMBRES[kind].loudness - (SOFTER_DB if which in (Tone.REP, Tone.PHASE) else 0.0)


@cache
def tone(kind: ToneSet, which: Tone) -> Pcm:
    """A built-in tone; those of the user's own set are `own_tone`. Not to be changed."""
    timbre = _TIMBRES[kind]
    gain = FULL_SCALE_LEVELS * decibels(loudness_of(kind, which) - timbre.as_made[which])
    return array("h", (round(gain * sample) for sample in _melody(_MELODIES[which], timbre)))


def _melody(notes: tuple[_Note, ...], timbre: _Timbre) -> list[float]:
    """The notes, each ringing over the next."""
    end = max(note.start + note.seconds for note in notes)
    whole = [0.0] * round(end * RATE)
    for note in notes:
        samples = _note(note, timbre)
        first = round(note.start * RATE)
        after = first + len(samples)
        whole[first:after] = map(add, whole[first:after], samples)
    return whole


def _note(note: _Note, timbre: _Timbre) -> list[float]:
    """Sines whose edges are rounded, so that nothing clicks."""
    count = round(note.seconds * RATE)
    step = 2 * math.pi * timbre.root * 2 ** (note.semitones / 12) / RATE
    wave = [0.0] * count
    for ratio, strength in timbre.partials.items():
        partial = ratio * step
        wave = [so_far + strength * math.sin(partial * i) for i, so_far in enumerate(wave)]
    falls = math.exp(-1 / (note.fall * RATE))
    wave = [
        sample * (note.sustain + (1 - note.sustain) * falls**i) for i, sample in enumerate(wave)
    ]
    opens, closes = (note.attack + timbre.attack) * RATE, note.release * RATE
    for i in range(min(count, math.ceil(opens))):
        wave[i] *= _rounded(i / opens)
    for i in range(1, min(count, math.ceil(closes)) + 1):
        wave[-i] *= _rounded(i / closes)
    return wave


def _rounded(share: float) -> float:
    """Half a cosine from 0 to 1."""
    return 0.5 - 0.5 * math.cos(math.pi * min(1.0, share))
