"""Prints how many words of every line are misunderstood, with each voice, clean and in noise:

    python -m benchmarks.voice.word_errors --recogniser PYTHON [--every N] [--voices neural system]
        [--noises clean "10 dB"]

Every line that the bundled routines can say is rendered by the program's own chain and read by the
recogniser; then again under pink noise of a tenth of the voice's power (10 dB). Interrupted, it
prints what has been read so far.
"""

from __future__ import annotations

import argparse
import signal
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import sleep

import numpy as np
from numpy.typing import NDArray

from benchmarks.voice.understood import plain_words, understood, wrong_words
from mobility_timer import files
from mobility_timer.library.reading.opening import open_library
from mobility_timer.sound import Ladder, VoiceChoice
from mobility_timer.sound.plan import lines_of
from mobility_timer.sound.speech.clips import as_floats, encode
from mobility_timer.sound.speech.pcm import load
from mobility_timer.timeline import compile_routine, count_in_cues

NOISES_DB = {"clean": None, "10 dB": 10.0}
NOISE_AROUND = 12_000
"""Samples of noise before and after a line, a quarter of a second each."""

Samples = NDArray[np.float32]


@dataclass(frozen=True)
class Heard:
    line: str
    heard: str

    @property
    def wrong(self) -> int:
        return wrong_words(self.line, self.heard)


def every_line() -> list[str]:
    """All that the bundled routines can say, each once."""
    said: dict[str, None] = {}
    for routine in open_library(files.routines(), None).routines.values():
        timeline = compile_routine(routine)
        cues = [*timeline.cues, *(cue for _, cue in count_in_cues(timeline, 0))]
        said.update(dict.fromkeys(line for cue in cues for line in lines_of(cue) if line))
    return list(said)


def rendered(voice: str, lines: list[str], cache: Path) -> dict[str, Samples]:
    """Each line as the program would play it; none where the voice cannot say it."""
    ladder = Ladder(cache, VoiceChoice(voice))
    ladder.start()
    ladder.request(lines)
    while ladder.prepared[0] < ladder.prepared[1]:
        sleep(0.2)
    clips = {line: ladder.clip(line) for line in lines}
    found = {line: as_floats(load(clip.path)) for line, clip in clips.items() if clip is not None}
    ladder.close()
    return found


def in_noise(samples: Samples, ratio_db: float | None) -> Samples:
    """The line amid pink noise; `ratio_db` is how much stronger than that it is."""
    quiet = np.zeros(NOISE_AROUND, np.float32)
    whole = np.concatenate([quiet, samples, quiet])
    if ratio_db is None:
        return whole
    white = np.fft.rfft(np.random.default_rng(len(samples)).standard_normal(len(whole)))
    white[1:] /= np.sqrt(np.arange(1, len(white)))
    noise = np.fft.irfft(white, len(whole)).astype(np.float32)
    strength = float(np.sqrt(np.mean(samples**2)) / np.sqrt(np.mean(noise**2)))
    mixed = whole + noise * strength * 10 ** (-ratio_db / 20)
    return np.asarray(mixed / max(1.0, float(np.abs(mixed).max())), np.float32)


def heard_of(
    python: str, clips: dict[str, Samples], ratio_db: float | None, folder: Path
) -> list[Heard]:
    paths = [folder / f"{number}.wav" for number in range(len(clips))]
    for path, samples in zip(paths, clips.values(), strict=True):
        path.write_bytes(encode(in_noise(samples, ratio_db)))
    found: list[Heard] = []
    with suppress(KeyboardInterrupt):
        for line, heard in zip(clips, understood(python, paths), strict=True):
            found.append(Heard(line, heard))
    return found


def report(voice: str, noise: str, found: Iterable[Heard]) -> None:
    all_lines = list(found)
    words = sum(len(plain_words(each.line)) for each in all_lines)
    wrong = [each for each in all_lines if each.wrong]
    share = sum(each.wrong for each in wrong) / max(1, words)
    print(
        f"{voice:8} {noise:6} {len(all_lines)} lines, {len(wrong)} wrong; words {share:.1%} wrong"
    )
    for each in wrong:
        print(f"    {each.line}  ->  {each.heard}", flush=True)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--recogniser", required=True, help="the Python of its environment")
    asked.add_argument("--every", type=int, default=1, help="only every so many-th line")
    asked.add_argument("--voices", nargs="+", default=["system", "neural"])
    asked.add_argument("--noises", nargs="+", default=list(NOISES_DB), choices=NOISES_DB)
    chosen = asked.parse_args()
    lines = every_line()[:: chosen.every]
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with tempfile.TemporaryDirectory() as folder:
        for voice in chosen.voices:
            clips = rendered(voice, lines, Path(folder) / voice)
            for noise in chosen.noises:
                found = heard_of(chosen.recogniser, clips, NOISES_DB[noise], Path(folder))
                report(voice, noise, found)


if __name__ == "__main__":
    main()
