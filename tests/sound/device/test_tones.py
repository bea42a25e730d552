from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from mobility_timer.settings import ToneSet
from mobility_timer.sound.device.clip_store import ClipStore
from mobility_timer.sound.device.own_tones import own_tone
from mobility_timer.sound.device.tones import loudness_of, tone
from mobility_timer.sound.speech.clips import LOUDNESS_LUFS, as_floats, loudness
from mobility_timer.sound.speech.pcm import RATE, BadClip
from mobility_timer.timeline.cues import Tone

BUILT_IN = [ToneSet.WARM, ToneSet.BRIGHT, ToneSet.LOW]
ALL = list(itertools.product(BUILT_IN, Tone))


def made(kind: ToneSet, which: Tone) -> Any:
    return as_floats(tone(kind, which))


def pitches(samples: Any) -> Any:
    """The strongest pitch in Hz of each part of 80 ms."""
    part = round(0.08 * RATE)
    found = []
    for start in range(0, len(samples), part):
        spectrum = np.abs(np.fft.rfft(samples[start : start + part] * 1.0, 2**16))
        found.append(spectrum.argmax() * RATE / 2**16)
    return found


@pytest.mark.parametrize(("kind", "which"), ALL)
def test_starts_and_ends_in_silence_so_that_nothing_clicks(kind: Any, which: Any) -> None:
    samples = made(kind, which)
    loudest = np.abs(samples).max()
    assert np.abs(samples[[0, -1]]).max() < 0.01 * loudest
    # no step between samples is larger than its highest partial can make
    assert np.abs(np.diff(samples)).max() < loudest * 2 * np.pi * 4000 / RATE


@pytest.mark.parametrize(("kind", "which"), ALL)
def test_is_3_to_6_decibels_below_the_voice_and_never_near_full_scale(
    kind: Any, which: Any
) -> None:
    samples = made(kind, which)
    below = LOUDNESS_LUFS - loudness(samples, RATE)
    assert 3 <= below <= 6.01
    assert 20 * np.log10(np.abs(samples).max()) < -1


@pytest.mark.parametrize("kind", BUILT_IN)
def test_zero_is_higher_and_much_longer_than_the_countdown(kind: Any) -> None:
    go, countdown = made(kind, Tone.GO), made(kind, Tone.COUNTDOWN)
    assert len(go) > 3 * len(countdown)
    assert pitches(go)[0] > 1.3 * pitches(countdown)[0]


@pytest.mark.parametrize("kind", BUILT_IN)
def test_the_tones_of_a_set_are_told_apart_by_length_or_melody(kind: Any) -> None:
    for one, other in itertools.combinations(Tone, 2):
        a, b = made(kind, one), made(kind, other)
        longer = max(len(a), len(b)) / min(len(a), len(b))
        paired = list(zip(pitches(a), pitches(b), strict=False))
        apart = max(max(p, q) / min(p, q) for p, q in paired)
        assert longer > 1.4 or apart > 1.15, (one, other)


@pytest.mark.parametrize("which", Tone)
def test_the_sets_are_told_apart_by_their_height(which: Any) -> None:
    heights = [pitches(made(kind, which))[0] for kind in (ToneSet.LOW, *BUILT_IN[:2])]
    assert all(high > 1.3 * low for low, high in itertools.pairwise(heights))


@pytest.mark.parametrize(("kind", "which"), ALL)
def test_nothing_is_shrill(kind: Any, which: Any) -> None:
    power = np.abs(np.fft.rfft(made(kind, which))) ** 2
    high = np.fft.rfftfreq(len(tone(kind, which)), 1 / RATE) > 3500
    assert power[high].sum() < 0.02 * power.sum()


@pytest.mark.parametrize(("kind", "which"), ALL)
def test_is_as_loud_as_the_set_though_that_is_not_measured_where_it_is_made(
    kind: Any, which: Any
) -> None:
    assert loudness(made(kind, which), RATE) == pytest.approx(loudness_of(kind, which), abs=0.02)


def test_are_made_once() -> None:
    assert tone(ToneSet.WARM, Tone.REP) is tone(ToneSet.WARM, Tone.REP)


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    monkeypatch.setattr("mobility_timer.sound.device.clip_store.user_tones", lambda: tmp_path)
    return tmp_path


def test_a_file_of_ones_own_of_any_rate_and_loudness_is_brought_to_that_of_the_set(
    folder: Any,
) -> None:
    t = np.arange(22_050) / 44_100
    loud = np.stack([np.sin(2 * np.pi * 440 * t)] * 2, axis=1)
    soundfile.write(folder / "go.wav", np.pad(loud, ((9000, 0), (0, 0))), 44_100)
    samples = as_floats(own_tone(folder / "go.wav"))
    assert loudness(samples, RATE) == pytest.approx(-21.5, abs=0.1)
    assert len(samples) == pytest.approx(0.5 * RATE, rel=0.05)


def test_what_is_missing_of_ones_own_is_the_warm_tone(folder: Any) -> None:  # noqa: ARG001
    told: list[Any] = []
    clips = ClipStore(told.append, told.append)
    np.testing.assert_array_equal(clips.get("tone:own/go"), tone(ToneSet.WARM, Tone.GO))
    assert told == []


@pytest.mark.parametrize("content", [b"", b"not sound", b"RIFF\x00\x00\x00\x00WAVE"])
def test_what_cannot_be_read_of_ones_own_is_told_once_and_is_the_warm_tone(
    folder: Any, content: Any
) -> None:
    (folder / "end.wav").write_bytes(content)
    told: list[Any] = []
    clips = ClipStore(print, told.append)
    for _ in range(3):
        np.testing.assert_array_equal(clips.get("tone:own/end"), tone(ToneSet.WARM, Tone.END))
    assert len(told) == 1
    assert "end.wav" in told[0]
    assert "object at" not in told[0]


def test_a_song_is_no_tone(folder: Any) -> None:
    soundfile.write(folder / "rest.wav", np.sin(np.arange(RATE * 5) / 20), RATE)
    with pytest.raises(BadClip, match="longer than 3 s"):
        own_tone(folder / "rest.wav")
