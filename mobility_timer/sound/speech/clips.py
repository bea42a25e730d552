"""A spoken clip: brought to one length, loudness and format once. Loudness after BS.1770-4."""

from __future__ import annotations

import io
import wave
from pathlib import Path

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from mobility_timer.files import read_limited
from mobility_timer.sound.speech.pcm import (
    FULL_SCALE_LEVELS,
    LARGEST_BYTES,
    RATE,
    SAMPLE_BYTES,
    SILENT_BELOW_DBFS,
    BadClip,
    Pcm,
    decibels,
)
from mobility_timer.words import sound as faults

Samples = NDArray[np.float32]

LOUDNESS_LUFS = -18.0
CEILING_DBFS = -1.5
FADE_IN_S, FADE_OUT_S = 0.008, 0.04
MOST_GAIN_DB = 18.0
LIMITER_REACH_S = 0.005
LOUDNESS_BLOCK_S = 0.4


def finish(samples: Samples, rate: int) -> Samples:
    """Mono or (n, channels) at any rate -> trimmed, 48 kHz mono, -18 LUFS, at most -1.5 dBFS.

    Raises BadClip where nothing is to be heard.
    """
    return brought_to(trim(as_mono(samples, rate), RATE), LOUDNESS_LUFS)


def as_mono(samples: Samples, rate: int) -> Samples:
    """Mono or (n, channels) at any rate -> mono at RATE."""
    mono = samples if samples.ndim == 1 else samples.mean(axis=1, dtype=np.float32)
    return resample(mono, rate, RATE)


def brought_to(samples: Samples, level: float) -> Samples:
    """The samples at a loudness in LUFS, with peaks of at most -1.5 dBFS."""
    gain = min(level - loudness(samples, RATE), MOST_GAIN_DB)
    loud = np.asarray(samples * decibels(gain), np.float32)
    return limit(loud, RATE, decibels(CEILING_DBFS))


def read_any(path: Path) -> Samples:
    """A file of any kind that libsndfile reads, as mono at RATE. Raises BadClip or OSError."""
    import soundfile

    content = io.BytesIO(read_limited(path, LARGEST_BYTES))
    try:
        samples, rate = soundfile.read(content, dtype="float32", always_2d=True)
    except soundfile.SoundFileError as error:
        raise BadClip(reason(error)) from error
    if not len(samples):
        raise BadClip(faults.NO_SAMPLES)
    return as_mono(samples, rate)


def reason(error: Exception) -> str:
    """Why libsndfile cannot read a file, without the file's name."""
    return str(getattr(error, "error_string", error)).rstrip(".")


def encode(samples: Samples) -> bytes:
    """A finished clip as the content of its file."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(SAMPLE_BYTES)
        file.setframerate(RATE)
        file.writeframes(as_int16(samples).tobytes())
    return out.getvalue()


def as_int16(samples: Samples) -> NDArray[np.int16]:
    return np.round(np.clip(samples, -1, 1) * 32767).astype("<i2")


def as_floats(samples: Pcm) -> Samples:
    return np.asarray(samples, np.float32) / np.float32(FULL_SCALE_LEVELS)


def is_plausible(samples: Samples, text: str) -> bool:
    """Whether a clip is about as long as its words take at any pace a person would choose."""
    seconds = len(samples) / RATE
    letters = sum(4 if char.isdigit() else char.isalnum() for char in text)
    return 0.06 + 0.012 * letters <= seconds <= 3.0 + 0.35 * len(text)


def loudness(samples: Samples, rate: int) -> float:
    """Integrated loudness in LUFS of mono samples; a clip under 400 ms is one block."""
    block = min(len(samples), round(LOUDNESS_BLOCK_S * rate))
    if block == 0:
        raise BadClip(faults.NO_SAMPLES)
    weighted = _k_weighted(samples, rate)
    blocks = sliding_window_view(weighted, block)[:: max(1, block // 4)]
    power = np.square(blocks, dtype=np.float64).mean(axis=1)
    level = -0.691 + 10 * np.log10(np.maximum(power, 1e-12))
    heard = level > -70
    if not heard.any():
        raise BadClip(faults.SILENT)
    gate = -0.691 + 10 * np.log10(power[heard].mean()) - 10
    return float(-0.691 + 10 * np.log10(power[heard & (level > gate)].mean()))


def limit(samples: Samples, rate: int, ceiling: float) -> Samples:
    """Turn peaks down to `ceiling`, beginning 5 ms ahead so that nothing distorts."""
    reach = round(LIMITER_REACH_S * rate)
    need = np.minimum(1.0, ceiling / np.maximum(np.abs(samples), 1e-9))
    if need.min() == 1.0:
        return samples
    lowest = sliding_window_view(np.pad(need, 2 * reach, mode="edge"), 2 * reach + 1).min(axis=1)
    smooth = np.convolve(lowest, np.full(2 * reach + 1, 1 / (2 * reach + 1)), "valid")
    return np.asarray(samples * smooth, np.float32)


def resample(samples: Samples, rate: int, to: int) -> Samples:
    if rate == to:
        return np.asarray(samples, np.float32)
    import soxr

    return np.asarray(soxr.resample(samples, rate, to), np.float32)


def trim(samples: Samples, rate: int) -> Samples:
    """Without the silence at both ends. The last sound is let fade: engines break it off."""
    step = rate // 200
    count = len(samples) // step
    if count == 0:
        raise BadClip(faults.NO_SAMPLES)
    power = np.square(samples[: count * step].reshape(count, step)).mean(axis=1)
    heard = np.flatnonzero(power > decibels(SILENT_BELOW_DBFS) ** 2)
    if not len(heard):
        raise BadClip(faults.SILENT)
    fade_in, fade_out = round(FADE_IN_S * rate), round(FADE_OUT_S * rate)
    first = max(0, int(heard[0]) * step - fade_in)
    kept = np.array(samples[first : (int(heard[-1]) + 1) * step + fade_in], np.float32)
    rise = np.linspace(0, 1, min(fade_in, len(kept)), dtype=np.float32)
    fall = np.cos(np.linspace(0, np.pi / 2, min(fade_out, len(kept)), dtype=np.float32))
    kept[: len(rise)] *= rise
    kept[len(kept) - len(fall) :] *= fall
    return kept


def _k_weighted(samples: Samples, rate: int) -> NDArray[np.float64]:
    """The two filters of BS.1770 by their magnitudes: a shelf of +4 dB and a high-pass.

    Analogue prototypes of the standard's 48 kHz coefficients: shelf at 1681.97 Hz, Q 0.7072,
    +3.99984 dB; high-pass at 38.135 Hz, Q 0.5003.
    """
    size = 1 << (len(samples) + rate // 10).bit_length()  # an odd size takes ten times as long
    spectrum = np.fft.rfft(samples, size)
    s = 1j * np.fft.rfftfreq(size, 1 / rate)
    high, band = 10 ** (3.99984 / 20), (10 ** (3.99984 / 20)) ** 0.4996667741545416
    x = s / 1681.974450955533
    shelf = (high * x**2 + band * x / 0.7071752369554196 + 1) / (x**2 + x / 0.7071752369554196 + 1)
    y = s / 38.13547087602444
    rumble = y**2 / (y**2 + y / 0.5003270373238773 + 1)
    return np.asarray(np.fft.irfft(spectrum * shelf * rumble, size)[: len(samples)])
