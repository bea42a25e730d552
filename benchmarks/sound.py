"""Prints how exactly the loudspeaker plays: `python -m benchmarks.sound [seconds]`.

Needs pulseaudio and its tools. Marks are played against their plan while this process is now
and then blocked; the recording says when each was heard.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from time import perf_counter, sleep

import numpy as np

from benchmarks.loopback import SETTLES, Loopback, chirp, found, is_available
from mobility_timer.sound.device.loudspeaker import Loudspeaker
from mobility_timer.sound.device.play import Play
from mobility_timer.sound.speech.clips import encode

AHEAD = 2.0
STALL = 0.3
STALL_EVERY = 5.0


def measure(seconds: float) -> None:
    with tempfile.TemporaryDirectory() as folder, Loopback() as loopback:
        clip = Path(folder) / "chirp.wav"
        clip.write_bytes(encode(chirp()))
        speaker = Loudspeaker()
        speaker.start()
        began = perf_counter()
        while speaker.state.value != "ready":
            sleep(0.01)
        print(f"ready after {perf_counter() - began:.2f} s")
        first = perf_counter() + SETTLES
        wanted = [first + i for i in range(round(seconds))]
        cpu = _children_cpu()
        started = perf_counter()
        stall_at = started + STALL_EVERY
        while perf_counter() < wanted[-1] + 1:
            now = perf_counter()
            speaker.plan(Play(str(clip), at) for at in wanted if now - 0.2 <= at < now + AHEAD)
            if now > stall_at:
                _burn(STALL)
                stall_at += STALL_EVERY
            sleep(0.03)
        share = (_children_cpu() - cpu) / (perf_counter() - started)
        samples, start = loopback.recorded()
        heard = found(samples, chirp()) + start
        speaker.close()
    _report(np.array(wanted), heard)
    print(f"CPU of all children {share:.1%} of one core")


def _report(wanted: np.ndarray, heard: np.ndarray) -> None:
    nearest = [heard[np.abs(heard - at).argmin()] for at in wanted] if len(heard) else []
    off = 1000 * (np.array(nearest) - wanted)
    lost = int((np.abs(off) > 300).sum()) if len(off) else len(wanted)
    off = off[np.abs(off) <= 300]
    jitter = np.abs(off - np.median(off))
    print(f"marks {len(wanted)}, lost {lost}, heard {len(heard)}")
    print(f"offset {np.median(off):.1f} ms")
    p50, p95, p99 = np.percentile(jitter, [50, 95, 99])
    print(f"jitter p50 {p50:.2f}  p95 {p95:.2f}  p99 {p99:.2f}  max {jitter.max():.2f} ms")


def _burn(seconds: float) -> None:
    until = perf_counter() + seconds
    while perf_counter() < until:
        pass


def _children_cpu() -> float:
    """CPU seconds of the processes that this one started, while they run."""
    ticks = os.sysconf("SC_CLK_TCK")
    total = 0.0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
            command = stat.with_name("cmdline").read_text()
        except OSError:
            continue
        if "audio_host" in command and int(fields[1]) == os.getpid():
            total += (int(fields[11]) + int(fields[12])) / ticks
    return total


if __name__ == "__main__":
    if not is_available():
        sys.exit("pulseaudio and parec are needed: sudo apt install pulseaudio pulseaudio-utils")
    measure(float(sys.argv[1]) if len(sys.argv) > 1 else 60)
