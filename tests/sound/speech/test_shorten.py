from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from mobility_timer.sound.speech.pcm import RATE
from mobility_timer.sound.speech.shorten import MOST_SPEED, shorten


def vowel(seconds: float, pitch: float = 160.0) -> NDArray[Any]:
    """A sung tone with harmonics, as a voice has them."""
    t = np.arange(round(seconds * RATE)) / RATE
    parts = [np.sin(2 * np.pi * pitch * n * t) / n for n in range(1, 12)]
    return (0.2 * np.sum(parts, axis=0)).astype(np.float32)


def pitch_of(samples: NDArray[Any]) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return np.fft.rfftfreq(len(samples), 1 / RATE)[np.argmax(spectrum)]


@pytest.mark.parametrize("pace", [1.05, 1.2, 1.35])
def test_it_takes_the_time_it_may_and_keeps_pitch_and_loudness(pace: float) -> None:
    clip = vowel(1.2)
    shorter = shorten(clip, 1.2 / pace)
    assert len(shorter) / RATE <= 1.2 / pace
    assert len(shorter) / RATE == pytest.approx(1.2 / pace, abs=0.001)
    middle = shorter[RATE // 20 : -RATE // 20]
    assert pitch_of(middle) == pytest.approx(160, abs=3)
    assert np.sqrt(np.mean(middle**2)) == pytest.approx(np.sqrt(np.mean(clip**2)), rel=0.05)


def test_what_fits_is_left_as_it_is() -> None:
    clip = vowel(0.5)
    assert shorten(clip, 0.5) is clip


def test_it_never_gets_faster_than_words_bear() -> None:
    assert len(shorten(vowel(1.0), 0.2)) / RATE == pytest.approx(1 / MOST_SPEED, abs=0.001)


def test_a_very_short_clip_is_shortened_too() -> None:
    assert 0 < len(shorten(vowel(0.02), 0.016)) <= 0.016 * RATE + 1


def test_the_end_of_the_clip_is_still_there() -> None:
    clip = np.concatenate([vowel(0.8), np.zeros(RATE // 10, np.float32), vowel(0.1, 400)])
    shorter = shorten(clip, 0.8)
    assert pitch_of(shorter[-RATE // 20 :]) == pytest.approx(400, abs=25)
