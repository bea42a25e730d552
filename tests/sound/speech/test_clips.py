from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from mobility_timer.sound.speech.clips import (
    CEILING_DBFS,
    LOUDNESS_LUFS,
    as_floats,
    encode,
    finish,
    is_plausible,
    limit,
    loudness,
    resample,
)
from mobility_timer.sound.speech.pcm import RATE, BadClip, decibels, load


def sine(seconds: int, pitch: float = 997.0, level: float = 0.1, rate: int = RATE) -> NDArray[Any]:
    return (level * np.sin(2 * np.pi * pitch * np.arange(round(seconds * rate)) / rate)).astype(
        np.float32
    )


def speech(
    seconds: float = 1.0, level: float = 0.2, rate: int = RATE, seed: int = 1
) -> NDArray[Any]:
    """Noise in syllables, with peaks far above its mean."""
    count = round(seconds * rate)
    noise = np.random.default_rng(seed).normal(size=count)
    syllables = np.abs(np.sin(2 * np.pi * 2 * np.arange(count) / rate)) + 0.05
    return (level * noise * syllables / 3).astype(np.float32)


def silence(seconds: float, rate: int = RATE) -> NDArray[Any]:
    return np.zeros(round(seconds * rate), np.float32)


def test_a_full_scale_sine_at_1_khz_has_the_loudness_of_the_standard() -> None:
    # ITU-R BS.1770-4: a 0 dBFS sine of 997 Hz in one channel reads -3.01 LKFS
    assert loudness(sine(2, level=1.0), RATE) == pytest.approx(-3.01, abs=0.05)


def test_low_rumble_counts_less_and_high_tones_count_more() -> None:
    middle = loudness(sine(1), RATE)
    assert loudness(sine(1, pitch=40), RATE) < middle - 4
    assert loudness(sine(1, pitch=6000), RATE) == pytest.approx(middle + 3.3, abs=0.5)


def test_pauses_do_not_make_a_line_seem_quieter() -> None:
    gapped = np.concatenate([sine(1), silence(2), sine(1)])
    assert loudness(gapped, RATE) == pytest.approx(loudness(sine(2), RATE), abs=1)


@pytest.mark.parametrize("rate", [16_000, 22_050, 44_100, 48_000])
@pytest.mark.parametrize("seconds", [0.3, 2.0])
def test_finish_brings_every_clip_to_one_loudness_and_length(rate: int, seconds: float) -> None:
    raw = np.concatenate([silence(0.2, rate), speech(seconds, 0.05, rate), silence(0.4, rate)])
    clip = finish(raw, rate)
    assert len(clip) / RATE == pytest.approx(seconds, abs=0.06)
    assert loudness(clip, RATE) == pytest.approx(LOUDNESS_LUFS, abs=1)
    assert np.abs(clip).max() <= decibels(CEILING_DBFS) + 1e-6
    assert abs(clip[0]) < 0.01
    assert abs(clip[-1]) < 0.01


def test_finish_takes_the_mean_of_the_channels() -> None:
    left = speech()
    both = finish(np.column_stack([left, left]), RATE)
    np.testing.assert_allclose(both, finish(left, RATE), atol=1e-6)


@pytest.mark.parametrize("raw", [silence(1), silence(0), np.full(RATE, 1e-4, np.float32)])
def test_finish_does_not_believe_silence(raw: NDArray[Any]) -> None:
    with pytest.raises(BadClip):
        finish(raw, RATE)


@settings(max_examples=30)
@given(st.integers(0, 1000), st.floats(0.05, 4.0))
def test_limit_keeps_under_the_ceiling_and_never_amplifies(seed: int, level: float) -> None:
    raw = speech(0.2, level, seed=seed)
    limited = limit(raw, RATE, 0.5)
    assert len(limited) == len(raw)
    assert np.abs(limited).max() <= 0.5 + 1e-5
    assert (np.abs(limited) <= np.abs(raw) + 1e-6).all()


def test_limit_leaves_alone_what_is_quiet_or_far_from_a_peak() -> None:
    raw = sine(1, level=0.1)
    raw[RATE // 2] = 1.0
    limited = limit(raw, RATE, 0.5)
    np.testing.assert_array_equal(limited[: RATE // 3], raw[: RATE // 3])


def test_what_is_encoded_is_loaded(tmp_path: Path) -> None:
    clip = finish(speech(), RATE)
    path = tmp_path / "clip.wav"
    path.write_bytes(encode(clip))
    np.testing.assert_allclose(as_floats(load(path)), clip, atol=1 / 30_000)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda _: b"", "clip.wav"),
        (lambda _: b"RIFF but no sound", "clip.wav"),
        (lambda data: data[:-1000], "cut off"),
        (lambda data: data[:44] + bytes(len(data) - 44), "silent"),
        (lambda data: data[:24] + (22_050).to_bytes(4, "little") + data[28:], "48 kHz"),
    ],
)
def test_a_damaged_file_is_not_believed(
    tmp_path: Path, spoil: Callable[..., Any], says: str
) -> None:
    path = tmp_path / "clip.wav"
    path.write_bytes(spoil(encode(finish(speech(), RATE))))
    with pytest.raises(BadClip, match=says):
        load(path)


def test_a_missing_file_is_not_a_bad_clip(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "none.wav")


@pytest.mark.parametrize(
    ("seconds", "text", "is_so"),
    [
        (0.37, "Three.", True),
        (2.7, "Next: hip switches, on the floor.", True),
        (0.02, "Three.", False),
        (0.2, "Keep the heel down and the back knee straight.", False),
        (20, "Three.", False),
    ],
)
def test_a_clip_has_about_the_length_of_its_words(seconds: float, text: str, is_so: bool) -> None:
    assert is_plausible(silence(seconds), text) is is_so


def test_resampling_keeps_the_length_in_seconds() -> None:
    assert len(resample(sine(1), RATE, 44_100)) == 44_100
