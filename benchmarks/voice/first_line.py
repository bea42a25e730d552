"""Prints how long a voice takes to its first line and to all lines of a routine, nothing cached:

    python -m benchmarks.voice.first_line [RUNS]

Goal: the first line 1 s after Start. The time of the processor tells what it would be on a machine
that has nothing else to do. Where there is PulseAudio, a session that is started at once is
recorded too, for when its first line is heard.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

from benchmarks.loopback import Loopback, is_available
from benchmarks.voice.faults.session import run
from mobility_timer import files
from mobility_timer.library.reading.opening import open_library
from mobility_timer.sound import Ladder, VoiceChoice
from mobility_timer.timeline import compile_routine

RUNS = 5
ROUTINE = "ankles-and-hips"
ENDS_WITHIN_S = 1.5
SESSION_S = 9.0


def lines_of_routine() -> list[str]:
    timeline = compile_routine(open_library(files.routines(), None).routines[ROUTINE])
    return list(dict.fromkeys(cue.line for cue in timeline.cues if cue.line))


def measured(voice: str, lines: list[str]) -> tuple[float, float, float]:
    """Seconds to the first line and to the last, and those of the processor to the last."""
    with tempfile.TemporaryDirectory() as folder:
        before = os.times()
        ladder = Ladder(Path(folder), VoiceChoice(voice))
        began = perf_counter()
        ladder.request(lines)
        ladder.start()
        while ladder.clip(lines[0]) is None:
            sleep(0.005)
        first = perf_counter() - began
        while ladder.prepared[0] < len(lines):
            sleep(0.02)
        last = perf_counter() - began
        ladder.close()
        sleep(ENDS_WITHIN_S)
        after = os.times()
    used = sum(after[:4]) - sum(before[:4])
    return first, last, used


def heard_s(voice: str) -> float | None:
    """Seconds from Start to the first line in the recording of a session; None where it is lost."""
    with tempfile.TemporaryDirectory() as folder, Loopback() as loopback:
        outcome = run(loopback, Path(folder), VoiceChoice(voice), lasts_s=SESSION_S)
    late_s = next(iter(outcome.heard[0].late_s), None)
    return None if late_s is None else outcome.waited_s + late_s


def main() -> None:
    runs = int(sys.argv[1]) if sys.argv[1:] else RUNS
    lines = lines_of_routine()
    for voice in ("neural", "system"):
        found = [measured(voice, lines) for _ in range(runs)]
        first, last, used = (median(column) for column in zip(*found, strict=True))
        quickest = min(row[0] for row in found)
        print(
            f"{voice:8} first line {first:.2f} s (quickest {quickest:.2f}), all {len(lines)} lines"
            f" {last:.1f} s, processor {used:.1f} s",
            flush=True,
        )
        if is_available():
            late = [heard_s(voice) for _ in range(runs)]
            told = ", ".join("never" if late_s is None else f"{late_s:.2f}" for late_s in late)
            print(f"{voice:8} first line heard after {told} s", flush=True)


if __name__ == "__main__":
    main()
