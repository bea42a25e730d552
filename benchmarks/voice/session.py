"""Records a whole session from a null sink and reads it against its score, line by line:

    python -m benchmarks.voice.session [ROUTINE] [--recogniser PYTHON] [--keep FILE]

It takes as long as the routine, unless FILE has been kept from another time. Each line is looked
for in the recording by its own clip: how late it began, how much of it is there to its end, and
what the recogniser understands.
Needs PulseAudio and its tools; without the recogniser's Python nothing is transcribed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

import numpy as np

from benchmarks.loopback import SETTLES, Loopback, is_available
from benchmarks.voice.heard import Samples, likeness
from benchmarks.voice.understood import in_order, understood
from mobility_timer import files
from mobility_timer.library.reading.opening import open_library
from mobility_timer.playback import Player, State, SystemClock
from mobility_timer.settings import Settings
from mobility_timer.sound import Coach, Ladder, Loudspeaker, VoiceChoice
from mobility_timer.sound.plan import LEAD_S
from mobility_timer.sound.speech.clips import as_floats, encode
from mobility_timer.sound.speech.pcm import RATE, load
from mobility_timer.timeline import Cue, Timeline, compile_routine

LOOK_EVERY_S = 0.03
SOUGHT_S = 0.8
"""A line is looked for so long before and after its time."""
PREPARED_WITHIN_S = 120.0
LATE_MS, WHOLE = 150, 0.8
LONGEST_PIECE_S, CUT_BEFORE_S = 25.0, 0.15
TAIL = 0.25
"""The last part of a clip, which is missing where a line is cut."""


@dataclass(frozen=True)
class Found:
    """A line in the recording; `whole` and `tail` say how like its clip it is.

    `late_ms` is after its time, which is a moment later where a chime is heard first.
    """

    cue: Cue
    late_ms: float
    whole: float
    tail: float

    @property
    def fault(self) -> str:
        if self.whole < WHOLE:
            return "not heard" if self.whole < WHOLE / 2 else "disturbed"
        if self.tail < WHOLE / 2:
            return "cut"
        return "late" if self.late_ms > LATE_MS else ""


Clips = dict[str, Samples]


def record(timeline: Timeline, cache: Path) -> tuple[Samples, float, Clips]:
    """The sound of a session, when it began in it, in seconds, and the clips of its lines.

    It begins when all lines are prepared, as after a look at the preview.
    """
    with Loopback() as loopback:
        voice = Ladder(cache, VoiceChoice())
        coach = Coach(lambda _choice: voice, Loudspeaker(), Settings())
        coach.prepare(timeline)
        patience = perf_counter() + PREPARED_WITHIN_S
        while voice.prepared[0] < voice.prepared[1] and perf_counter() < patience:
            sleep(LOOK_EVERY_S)
        player = Player(timeline, SystemClock(), [coach])
        began = perf_counter()
        player.play()
        while player.transport.state is not State.DONE:
            sleep(LOOK_EVERY_S)
            player.tick()
            if player.transport.state is State.WAITING:
                player.play()
            if player.transport.state is State.PAUSED:
                sys.exit("this computer stood still for 2 s, so the session paused: try again")
        sleep(SETTLES)
        spoken = {cue.line: voice.clip(cue.line) for cue in timeline.cues if cue.line}
        clips = {
            line: as_floats(load(clip.path)) for line, clip in spoken.items() if clip is not None
        }
        coach.close()
        samples, start = loopback.recorded()
    return samples, began - start, clips


def kept(path: Path | None, timeline: Timeline, cache: Path) -> tuple[Samples, float, Clips]:
    """The recording in a file; made, and put there, where there is none yet."""
    if path is not None and path.exists():
        with np.load(path) as found:
            clips = {line: found[line] for line in found.files if line not in ("samples", "began")}
            return found["samples"], float(found["began"]), clips
    samples, began, clips = record(timeline, cache)
    named: Any = clips
    if path is not None:
        np.savez(path, samples=samples, began=began, **named)
    return samples, began, clips


def lines_in(samples: Samples, began: float, timeline: Timeline, clips: Clips) -> Iterator[Found]:
    """Each line of the score in the recording; one without a clip was never said."""
    for cue in timeline.cues:
        if cue.line in clips:
            yield _found(cue, clips[cue.line], samples, began)
        elif cue.line:
            yield Found(cue, 0.0, 0.0, 0.0)


def _found(cue: Cue, clip: Samples, samples: Samples, began: float) -> Found:
    lead_s = LEAD_S.get(cue.tone, 0.0) if cue.tone else 0.0
    due = began + cue.at / 1000 + lead_s
    first = max(0, round((due - SOUGHT_S) * RATE))
    last = round((due + SOUGHT_S) * RATE) + len(clip)
    region = samples[first:last]
    if len(region) < len(clip):  # the recording ends before it
        return Found(cue, 0.0, 0.0, 0.0)
    at = int(np.argmax(likeness(region, clip)))
    heard = region[at : at + len(clip)]
    tail = round(len(clip) * (1 - TAIL))
    late_ms = 1000 * ((first + at) / RATE - due)
    return Found(cue, late_ms, _like(heard, clip), _like(heard[tail:], clip[tail:]))


def _like(heard: Samples, clip: Samples) -> float:
    """1 where the one is the other, louder or softer; 0 where they have nothing in common."""
    size = min(len(heard), len(clip))
    power = float(np.linalg.norm(heard[:size]) * np.linalg.norm(clip[:size]))
    return float(np.dot(heard[:size], clip[:size])) / power if power else 0.0


def pieces(samples: Samples, began: float, found: list[Found]) -> Iterator[Samples]:
    """The recording cut between lines: a recogniser loses what a longer one has in its middle."""
    starts = [round((began + line.cue.at / 1000 - CUT_BEFORE_S) * RATE) for line in found]
    first = 0
    for start, next_start in pairwise((*starts, len(samples))):
        if next_start - first > LONGEST_PIECE_S * RATE and start > first:
            yield samples[first:start]
            first = start
    yield samples[first:]


def written(parts: Iterable[Samples], folder: Path) -> list[Path]:
    paths = []
    for number, samples in enumerate(parts):
        paths.append(folder / f"{number}.wav")
        paths[-1].write_bytes(encode(samples))
    return paths


def report(found: list[Found], heard: str) -> None:
    print(f"{'due':>8}  {'late':>7}  {'whole':>5}  {'tail':>5}  line")
    wrong = in_order([line.cue.line for line in found], heard) if heard else [0] * len(found)
    for line, words in zip(found, wrong, strict=True):
        minutes, seconds = divmod(line.cue.at / 1000, 60)
        differs = f"   {words} of its words not understood" if words else ""
        print(
            f"{minutes:>3.0f}:{seconds:04.1f}  {line.late_ms:>4.0f} ms  {line.whole:>5.2f}"
            f"  {line.tail:>5.2f}  {line.cue.line}   {line.fault}{differs}".rstrip()
        )
    late = np.array([line.late_ms for line in found])
    p50, p95 = np.percentile(late, [50, 95])
    faults = [line for line in found if line.fault]
    print(f"{len(found)} lines, {len(faults)} with a fault", end="")
    print(f"; late p50 {p50:.0f}, p95 {p95:.0f}, most {late.max():.0f} ms")
    if heard:
        print(f"{wrong.count(0)} of {len(wrong)} lines understood word for word, in their order")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("routine", nargs="?", default="ankles-and-hips")
    asked.add_argument("--recogniser", help="the Python of the recogniser's environment")
    asked.add_argument("--keep", type=Path, help="where the recording is kept, a .npz file")
    chosen = asked.parse_args()
    if not is_available():
        sys.exit("pulseaudio and parec are needed: sudo apt install pulseaudio pulseaudio-utils")
    routine = open_library(files.routines(), None).routines[chosen.routine]
    timeline = compile_routine(routine)
    with tempfile.TemporaryDirectory() as folder:
        samples, began, clips = kept(chosen.keep, timeline, Path(folder) / "speech")
        found = list(lines_in(samples, began, timeline, clips))
        heard = ""
        if chosen.recogniser:
            paths = written(pieces(samples, began, found), Path(folder))
            heard = " ".join(understood(chosen.recogniser, paths))
    report(found, heard)


if __name__ == "__main__":
    main()
