"""Prints how loud the tones are: `python -m benchmarks.tones [FOLDER]`.

For each set and tone its length, loudness and highest peak, and how far it lies below the voice.
Goals: peaks below -1 dBFS, 3 to 6 dB below the voice. With FOLDER each tone is written there as a
WAV, and each set as one WAV and as a picture of its spectrum: time to the right, 0 to 5 kHz
upwards, 0 to -80 dB.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage

from mobility_timer.settings import ToneSet
from mobility_timer.sound.device.tones import tone
from mobility_timer.sound.speech.clips import LOUDNESS_LUFS, Samples, as_floats, encode, loudness
from mobility_timer.sound.speech.pcm import RATE
from mobility_timer.timeline import Tone

BUILT_IN = (ToneSet.WARM, ToneSet.BRIGHT, ToneSet.LOW)
BETWEEN_S = 0.4
WINDOW, STEP, HIGHEST_HZ = 2048, 256, 5000
FLOOR_DB = -80


def made(kind: ToneSet, which: Tone) -> Samples:
    return as_floats(tone(kind, which))


def report(kind: ToneSet) -> None:
    for which in Tone:
        samples = made(kind, which)
        level = loudness(samples, RATE)
        peak = 20 * np.log10(np.abs(samples).max())
        print(
            f"{kind.value:8}{which.value:11}{len(samples) / RATE:5.2f} s {level:7.1f} LUFS"
            f" {peak:7.1f} dBFS {LOUDNESS_LUFS - level:5.1f} dB below the voice"
        )


def in_a_row(kind: ToneSet) -> Samples:
    pause = np.zeros(round(BETWEEN_S * RATE), np.float32)
    return np.concatenate([part for which in Tone for part in (made(kind, which), pause)])


def spectrogram(samples: Samples) -> QImage:
    frames = np.lib.stride_tricks.sliding_window_view(samples, WINDOW)[::STEP] * np.hanning(WINDOW)
    power = np.abs(np.fft.rfft(frames, axis=1))[:, : round(HIGHEST_HZ * WINDOW / RATE)]
    level = 20 * np.log10(np.maximum(power / power.max(), 1e-9))
    shade = np.clip(255 * (1 - level / FLOOR_DB), 0, 255).astype(np.uint8).T[::-1]
    shade = np.ascontiguousarray(np.repeat(shade, 2, axis=0))
    height, width = shade.shape
    return QImage(shade.data, width, height, width, QImage.Format.Format_Grayscale8).copy()


def main() -> None:
    folder = Path(sys.argv[1]) if sys.argv[1:] else None
    for kind in BUILT_IN:
        report(kind)
        if folder is None:
            continue
        (folder / kind.value).mkdir(parents=True, exist_ok=True)
        for which in Tone:
            path = folder / kind.value / f"{which.value}.wav"
            path.write_bytes(encode(made(kind, which)))
        (folder / f"{kind.value}.wav").write_bytes(encode(in_a_row(kind)))
        spectrogram(in_a_row(kind)).save(str(folder / f"{kind.value}.png"))


if __name__ == "__main__":
    main()
