from __future__ import annotations

from array import array
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from mobility_timer.sound.device.mixer import FADE_S, KEPT_S, Gains, Mixer, soft_limited
from mobility_timer.sound.speech.pcm import FULL_SCALE_LEVELS, RATE, Pcm

FADE_FRAMES = round(FADE_S * RATE)
STEP = 1 / FULL_SCALE_LEVELS


def pcm(levels: NDArray[Any]) -> Pcm:
    """Levels from -1 to 1 as samples."""
    return array("h", np.round(levels * FULL_SCALE_LEVELS).astype(np.int16).tobytes())


def ones(count: int, level: float = 0.1) -> Pcm:
    return pcm(np.full(count, level))


def levels_of(samples: Pcm) -> NDArray[Any]:
    return np.asarray(samples) / FULL_SCALE_LEVELS


def mixed(mixer: Mixer, frames: int, block: int = 1024) -> NDArray[Any]:
    blocks = [mixer.mix(min(block, frames - i)) for i in range(0, frames, block)]
    return np.concatenate([levels_of(each) for each in blocks])


def test_a_clip_begins_and_ends_at_its_sample() -> None:
    mixer = Mixer(RATE)
    mixer.place(ones(1000), 1500)
    heard = np.flatnonzero(mixed(mixer, 5000))
    assert (heard[0], heard[-1]) == (1500, 2499)


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.integers(0, 9000), st.integers(1, 3000)), max_size=6),
    st.integers(64, 4000),
)
def test_the_size_of_the_blocks_changes_nothing(clips: list[tuple[int, int]], block: int) -> None:
    mixers = Mixer(RATE), Mixer(RATE)
    for mixer in mixers:
        for frame, length in clips:
            mixer.place(ones(length), frame)
    whole, parts = levels_of(mixers[0].mix(12_000)), mixed(mixers[1], 12_000, block)
    np.testing.assert_array_equal(whole, parts)


def test_what_is_late_begins_at_once() -> None:
    mixer = Mixer(RATE)
    mixer.mix(1000)
    mixer.place(ones(500), 200)
    assert np.count_nonzero(mixer.mix(1000)) == 500


def test_a_clip_longer_than_its_room_fades_out_by_its_end() -> None:
    mixer = Mixer(RATE)
    mixer.place(ones(10_000), 0, until=6000)
    heard = mixed(mixer, 10_000)
    assert not heard[6000:].any()
    assert heard[6000 - FADE_FRAMES - 1] == pytest.approx(0.1, abs=STEP)
    assert np.abs(np.diff(heard[1:])).max() < 2 * 0.1 / FADE_FRAMES


def test_two_voices_never_sound_together() -> None:
    mixer = Mixer(RATE)
    mixer.place(ones(20_000, 0.1), 0, voice=True)
    mixer.mix(1024)
    mixer.place(ones(5000, 0.3), 10_000, voice=True)
    heard = mixed(mixer, 20_000)
    assert heard[10_000 - 1024 - 1] < 0.01
    assert heard[10_000 - 1024 : 15_000 - 1024] == pytest.approx(0.3, abs=STEP)
    assert not heard[15_000 - 1024 :].any()


def test_a_voice_that_begins_at_once_does_not_click_the_other_off() -> None:
    mixer = Mixer(RATE)
    mixer.place(ones(20_000, 0.1), 0, voice=True)
    mixer.mix(1024)
    mixer.place(pcm(np.linspace(0, 0.1, 10_000)), 500, voice=True)
    heard = mixed(mixer, 4000)
    assert np.abs(np.diff(heard)).max() < 2 * 0.1 / FADE_FRAMES
    assert heard[FADE_FRAMES] < 0.02


def test_tones_sound_over_voices() -> None:
    mixer = Mixer(RATE)
    mixer.place(ones(1000, 0.1), 0, voice=True)
    mixer.place(ones(1000, 0.2), 0)
    assert levels_of(mixer.mix(1000)) == pytest.approx(0.3, abs=STEP)


def test_it_begins_with_the_gain_that_it_is_given() -> None:
    mixer = Mixer(RATE, Gains(voice=0.25, tones=0.5))
    mixer.place(ones(1000), 0)
    mixer.place(ones(1000), 2000, voice=True)
    assert levels_of(mixer.mix(1000)) == pytest.approx(0.05, abs=STEP)
    mixer.mix(1000)
    assert levels_of(mixer.mix(1000)) == pytest.approx(0.025, abs=STEP)


def test_the_gain_glides_within_one_block() -> None:
    mixer = Mixer(RATE)
    mixer.place(ones(10_000), 0)
    mixer.mix(1024)
    mixer.gains = Gains(voice=1.0, tones=0.5)
    gliding, after = levels_of(mixer.mix(1024)), levels_of(mixer.mix(1024))
    assert gliding[0] == pytest.approx(0.1, abs=STEP)
    assert np.abs(np.diff(gliding)).max() < 0.001
    assert after == pytest.approx(0.05, abs=STEP)


def test_a_crowd_never_clips() -> None:
    mixer = Mixer(RATE)
    for _ in range(30):
        mixer.place(ones(1000, 0.5), 0)
    heard = levels_of(mixer.mix(1000))
    assert 0.8 < heard.max() <= 1


def test_the_soft_limit_leaves_low_levels_as_they_are_and_stays_in_order() -> None:
    levels = np.linspace(-3, 3, 601)
    bent = levels_of(soft_limited((levels * FULL_SCALE_LEVELS).tolist()))
    low = np.abs(levels) <= 0.8
    np.testing.assert_allclose(bent[low], levels[low], atol=STEP)
    assert (np.diff(bent) >= 0).all()
    assert 20 * np.log10(np.abs(bent).max()) < -1


def test_samples_of_a_clip_are_limited_as_levels_are() -> None:
    samples = array("h", range(-FULL_SCALE_LEVELS, FULL_SCALE_LEVELS))
    one_by_one = [soft_limited(samples[i : i + 1])[0] for i in range(len(samples))]
    assert one_by_one == soft_limited(samples).tolist() == soft_limited(samples.tolist()).tolist()


def test_what_sounds_alone_as_loud_as_it_was_made_is_not_changed() -> None:
    clip = array("h", range(-10_000, 10_000))
    mixer = Mixer(RATE)
    mixer.place(clip, 0)
    assert mixer.mix(20_000) == clip


def test_forgets_what_has_sounded() -> None:
    mixer = Mixer(RATE)
    for frame in range(0, 100_000, 100):
        mixer.place(ones(50), frame)
    mixed(mixer, 101_000 + round(KEPT_S * RATE))
    assert mixer._placed == []


def test_a_stream_begins_anew_in_the_midst_of_what_sounds() -> None:
    mixer = Mixer(RATE)
    mixer.place(pcm(np.arange(1, 1001) / 2000), 100)
    mixer.place(ones(1000), 2000)
    mixed(mixer, 3000)
    mixer.rewind(600)
    assert mixer.position == 0
    heard = mixed(mixer, 3000)
    assert heard[0] == pytest.approx(501 / 2000, abs=STEP)
    assert np.flatnonzero(heard)[-1] == 499


def test_says_when_all_is_over_and_when_the_voice_is() -> None:
    mixer = Mixer(RATE)
    assert mixer.last_frame() == 0
    mixer.place(ones(1000), 100, voice=True)
    mixer.place(ones(1000), 200)
    assert (mixer.last_frame(), mixer.last_frame(voice=True)) == (1200, 1100)
