import numpy as np
import pytest

from mobility_timer.sound.device.tones import tones
from mobility_timer.timeline.cues import Tone

RATE = 48_000
SOUNDS = tones(RATE)


def dbfs(level):
    return 20 * np.log10(level)


def pitch(samples):
    spectrum = np.abs(np.fft.rfft(samples, 2**16))
    return spectrum.argmax() * RATE / 2**16


@pytest.mark.parametrize("tone", Tone)
@pytest.mark.parametrize("rate", [44_100, 48_000])
def test_starts_and_ends_in_silence_so_that_nothing_clicks(tone, rate):
    samples = tones(rate)[tone]
    loudest = np.abs(samples).max()
    assert np.abs(samples[[0, -1]]).max() < 0.01 * loudest
    # no step between samples is larger than its highest partial can make
    assert np.abs(np.diff(samples)).max() < loudest * 2 * np.pi * 4000 / rate


@pytest.mark.parametrize(
    ("tone", "peak"),
    [
        (Tone.COUNTDOWN, -17),
        (Tone.GO, -17),
        (Tone.DONE, -17),
        (Tone.TICK, -20),
        (Tone.CHANGE, -20),
    ],
)
def test_peaks_stay_well_below_the_voice(tone, peak):
    assert dbfs(np.abs(SOUNDS[tone]).max()) == pytest.approx(peak, abs=0.01)


def test_zero_is_higher_and_much_longer_than_the_countdown():
    assert len(SOUNDS[Tone.GO]) > 3 * len(SOUNDS[Tone.COUNTDOWN])
    assert pitch(SOUNDS[Tone.GO]) > 1.3 * pitch(SOUNDS[Tone.COUNTDOWN])


def test_tick_is_the_shortest_and_done_the_longest():
    by_length = sorted(Tone, key=lambda tone: len(SOUNDS[tone]))
    assert by_length[0] is Tone.TICK
    assert by_length[-1] is Tone.DONE


def test_nothing_is_shrill():
    for samples in SOUNDS.values():
        power = np.abs(np.fft.rfft(samples)) ** 2
        high = np.fft.rfftfreq(len(samples), 1 / RATE) > 3500
        assert power[high].sum() < 0.02 * power.sum()


def test_are_made_once_and_cannot_be_changed():
    assert tones(RATE) is SOUNDS
    with pytest.raises(ValueError, match="read-only"):
        SOUNDS[Tone.TICK][0] = 1
