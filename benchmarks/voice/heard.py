"""Which lines are in a recording, when, and how often."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mobility_timer.sound.plan import lines_of
from mobility_timer.sound.speech.clips import RATE
from mobility_timer.timeline import Cue

STEP = 4
"""Every so many-th sample is enough to know a line again."""
SOUGHT_BEFORE_S, SOUGHT_AFTER_S = 0.3, 5.5
SAME_FROM = 0.5
"""How like its clip a place in the recording is where the line is heard, 1 being the very same."""

Samples = NDArray[np.float32]


@dataclass(frozen=True)
class HeardLine:
    """When a line was heard, in seconds after its time; a good session has one of these.

    `shortened` says that it was heard in fewer words, which a late welcome is.
    """

    cue: Cue
    late_s: tuple[float, ...]
    shortened: bool


def heard_lines(
    cues: Iterable[Cue], samples: Samples, began_s: float, clips: Mapping[str, list[Samples]]
) -> list[HeardLine]:
    """Each line of the score, looked for with every clip that there was of it.

    `began_s` is where the session begins in the recording. Fewer words are the beginning of all, so
    the first phrasing that is found is the one that was said.
    """
    coarse = _coarse(samples)
    found = []
    for cue in cues:
        due = began_s + cue.at / 1000
        phrasings = dict.fromkeys((cue.line, *filter(None, lines_of(cue))))
        each = {line: _lates(coarse, clips.get(line, []), due) for line in phrasings}
        said = next((line for line, late in each.items() if late), cue.line)
        found.append(HeardLine(cue, each[said], shortened=said != cue.line))
    return found


def _lates(samples: Samples, clips: Iterable[Samples], due_s: float) -> tuple[float, ...]:
    return tuple(sorted(at for clip in clips for at in _places(samples, _coarse(clip), due_s)))


def _places(samples: Samples, clip: Samples, due_s: float) -> list[float]:
    """Where the clip is heard around a time, in seconds after it."""
    rate = RATE / STEP
    first = max(0, round((due_s - SOUGHT_BEFORE_S) * rate))
    region = samples[first : round((due_s + SOUGHT_AFTER_S) * rate) + len(clip)]
    if len(region) <= len(clip):
        return []
    like = likeness(region, clip)
    found = []
    while (best := int(np.argmax(like))) >= 0 and like[best] > SAME_FROM:
        found.append((first + best) / rate - due_s)
        like[max(0, best - len(clip) // 2) : best + len(clip) // 2 + 1] = 0
    return found


def likeness(region: Samples, clip: Samples) -> NDArray[np.float64]:
    """How like the clip each place of the region is, whatever its loudness, 1 being the same.

    The region is the longer one.
    """
    size = 1 << (len(region) + len(clip)).bit_length()
    product = np.fft.irfft(np.fft.rfft(region, size) * np.conj(np.fft.rfft(clip, size)), size)
    places = len(region) - len(clip) + 1
    sums = np.concatenate([[0.0], np.cumsum(np.square(region, dtype=np.float64))])
    power = np.sqrt(np.maximum(sums[len(clip) :] - sums[: -len(clip)], 0))
    loud = np.maximum(power, 0.2 * power.max() + 1e-9)
    return np.asarray(product[:places] / (loud * np.linalg.norm(clip)))


def _coarse(samples: Samples) -> Samples:
    whole = samples[: len(samples) // STEP * STEP]
    return np.asarray(whole.reshape(-1, STEP).mean(axis=1), np.float32)
