"""Prints how loud every line of the bundled routines is, with each voice:

    python -m benchmarks.voice.loudness [--voices neural system] [--every N]

Goals: -20 to -16 LUFS, peaks below -1 dBFS. Of the tones `python -m benchmarks.tones` tells it.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np

from benchmarks.voice.word_errors import every_line, rendered
from mobility_timer.sound.speech.clips import loudness
from mobility_timer.sound.speech.pcm import RATE


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--voices", nargs="+", default=["neural", "system"])
    asked.add_argument("--every", type=int, default=1, help="only every so many-th line")
    chosen = asked.parse_args()
    lines = every_line()[:: chosen.every]
    for voice in chosen.voices:
        with tempfile.TemporaryDirectory() as folder:
            clips = rendered(voice, lines, Path(folder))
        levels = {line: loudness(samples, RATE) for line, samples in clips.items()}
        softest, loudest = min(levels, key=levels.__getitem__), max(levels, key=levels.__getitem__)
        peak = 20 * np.log10(max(float(np.abs(samples).max()) for samples in clips.values()))
        print(
            f"{voice:8} {len(clips)} lines, {levels[softest]:.1f} ({softest})"
            f" to {levels[loudest]:.1f} LUFS ({loudest}), peaks at most {peak:.1f} dBFS",
            flush=True,
        )


if __name__ == "__main__":
    main()
