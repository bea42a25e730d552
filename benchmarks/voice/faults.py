"""Kills and stops the speech worker at random moments and prints what that cost:

    python -m benchmarks.voice.faults [MOMENTS]

At each moment a new voice is asked for a few lines, and its worker is killed or stopped somewhere
between its start and its last line. Every line has to be heard all the same, by this voice or by
the next, and no process may be left.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import perf_counter, sleep

from mobility_timer.sound import Ladder, VoiceChoice

MOMENTS = 50
LINES = ("Next: hip switches.", "Left leg back.", "Two.", "Last two.", "Lower it with control.")
PATIENCE_S = 60.0
ENDS_WITHIN_S = 3.0
LONGEST_DELAY_S = {"command": 1.5, "neural": 2.5, "system": 0.6}
"""From the start of a voice to its last line, and a little longer."""
SPEAKER = """
import math, struct, sys, wave
text = sys.stdin.read()
with wave.open(sys.argv[1], "wb") as file:
    file.setnchannels(1), file.setsampwidth(2), file.setframerate(16000)
    tone = (int(9000 * math.sin(0.1 * at)) for at in range(1000 * len(text)))
    file.writeframes(b"".join(struct.pack("<h", sample) for sample in tone))
"""
"""A voice of one's own: a program that hums as long as it takes to say the text."""


@dataclass
class Cost:
    """What the faults of one kind cost one voice."""

    voice: str
    deed: str
    hit: int = 0
    lost_lines: int = 0
    left_processes: int = 0
    waits_s: list[float] = field(default_factory=list)
    speakers: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        spoke = ", ".join(f"{who} {times}" for who, times in self.speakers.items())
        return (
            f"{self.voice:8} {self.deed:8} {len(self.waits_s)} moments, {self.hit} hit a worker;"
            f" lines lost {self.lost_lines}, processes left {self.left_processes}; all there after"
            f" {sorted(self.waits_s)[len(self.waits_s) // 2]:.1f} s, at most"
            f" {max(self.waits_s):.1f} s; spoke last: {spoke}"
        )


def workers() -> list[int]:
    """The speech workers of this process."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_bytes().rpartition(b")")[2].split()[1])
            command = (stat.parent / "cmdline").read_bytes()
        except OSError:
            continue
        if parent == os.getpid() and b"speech.worker" in command:
            found.append(int(stat.parent.name))
    return found


def cost_of(voice: str, deed: signal.Signals, moments: int, folder: Path) -> Cost:
    random = Random(f"{voice} {deed}")
    speaker = folder / "speaker.py"
    speaker.write_text(SPEAKER, encoding="utf-8")
    command = f"{sys.executable} {speaker} {{file}}" if voice == "command" else None
    cost = Cost(voice, "killed" if deed is signal.SIGKILL else "stopped")
    for number in range(moments):
        ladder = Ladder(folder / f"{voice}-{deed}-{number}", VoiceChoice(voice, command))
        began = perf_counter()
        ladder.request(LINES)
        ladder.start()
        sleep(random.uniform(0, LONGEST_DELAY_S[voice]))
        for worker in workers():
            cost.hit += 1
            os.kill(worker, deed)
        while ladder.prepared != (len(LINES),) * 2 and perf_counter() - began < PATIENCE_S:
            sleep(0.02)
        cost.waits_s.append(perf_counter() - began)
        cost.lost_lines += sum(ladder.clip(line) is None for line in LINES)
        cost.speakers[ladder.speaker_of(LINES[-1])] += 1
        ladder.close()
        over = perf_counter() + ENDS_WITHIN_S
        while workers() and perf_counter() < over:
            sleep(0.02)
        cost.left_processes += len(workers())
    return cost


def main() -> None:
    moments = int(sys.argv[1]) if sys.argv[1:] else MOMENTS
    with tempfile.TemporaryDirectory() as folder:
        for deed in (signal.SIGKILL, signal.SIGSTOP):
            for voice in LONGEST_DELAY_S:
                print(cost_of(voice, deed, moments, Path(folder)), flush=True)


if __name__ == "__main__":
    main()
