"""Which lines are in a recording, when, and how often."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mobility_timer.sound.plan import lines_of
from mobility_timer.sound.speech.pcm import RATE
from mobility_timer.timeline import Cue

STEP = 4
"""Every so many-th sample is enough to know a line again."""
SOUGHT_BEFORE_S, SOUGHT_AFTER_S = 0.3, 5.5
SAME_FROM = 0.5
"""How like its clip a place in the recording is where the line is heard, 1 being the very same."""
AS_GOOD = 0.9

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

    `began_s` is where the session begins in the recording. Fewer words are the beginning of all of
    them, so of those that are found as well as the best the longest is the one that was said.
    """
    coarse = _coarse(samples)
    found = []
    for cue in cues:
        due = began_s + cue.at / 1000
        phrasings = dict.fromkeys((cue.line, *filter(None, lines_of(cue))))
        each = {line: _places(coarse, clips.get(line, []), due) for line in phrasings}
        best = max((place.like for places in each.values() for place in places), default=0.0)
        said = next(
            (line for line, places in each.items() if _best(places) > AS_GOOD * best), cue.line
        )
        late = tuple(sorted(place.late_s for place in each[said]))
        found.append(HeardLine(cue, late, shortened=said != cue.line))
    return found


class _Place(NamedTuple):
    """Where a clip is heard, in seconds after its time, and how like it the recording is there."""

    late_s: float
    like: float


def _best(places: Iterable[_Place]) -> float:
    return max((place.like for place in places), default=0.0)


def _places(samples: Samples, clips: Iterable[Samples], due_s: float) -> list[_Place]:
    """Where any of the clips is heard around a time."""
    return [place for clip in clips for place in _places_of(samples, _coarse(clip), due_s)]


def _places_of(samples: Samples, clip: Samples, due_s: float) -> list[_Place]:
    rate = RATE / STEP
    first = max(0, round((due_s - SOUGHT_BEFORE_S) * rate))
    region = samples[first : round((due_s + SOUGHT_AFTER_S) * rate) + len(clip)]
    if len(region) <= len(clip):
        return []
    like = likeness(region, clip)
    found = []
    while (best := int(np.argmax(like))) >= 0 and like[best] > SAME_FROM:
        found.append(_Place((first + best) / rate - due_s, float(like[best])))
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
