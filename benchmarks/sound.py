"""Prints how exactly the loudspeaker plays: `python -m benchmarks.sound [seconds] [--load]`.

Needs pulseaudio and its tools. Marks are played against their plan while this process is now
and then blocked; the recording says when each was heard. With `--load` four busy loops run beside
it. Then a hum is stopped, and the server dies and comes back. Goals: p99 10 ms, with load 20 ms;
silent within 100 ms; back within 2 s.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, sleep

import numpy as np

from benchmarks.loopback import SETTLES, Loopback, chirp, found, is_available
from mobility_timer.sound.device.loudspeaker import Loudspeaker
from mobility_timer.sound.device.play import Play
from mobility_timer.sound.speech.clips import encode
from mobility_timer.sound.speech.pcm import RATE

AHEAD = 2.0
STALL = 0.3
STALL_EVERY = 5.0
BURNERS = 4
GAP = 0.5


def measure(seconds: float, load: bool) -> None:
    with tempfile.TemporaryDirectory() as folder, Loopback() as loopback:
        mark, hum = Path(folder) / "chirp.wav", Path(folder) / "hum.wav"
        mark.write_bytes(encode(chirp()))
        wave = 0.3 * np.sin(2 * np.pi * 220 * np.arange(10 * RATE) / RATE)
        hum.write_bytes(encode(wave.astype(np.float32)))
        speaker = Loudspeaker()
        speaker.start()
        try:
            wait_until_ready(speaker)
            with busy_loops(BURNERS if load else 0):
                onsets(speaker, loopback, str(mark), seconds)
            silence(speaker, loopback, str(hum))
            server_back(speaker, loopback, str(mark))
        finally:
            speaker.close()


def wait_until_ready(speaker: Loudspeaker) -> None:
    began = perf_counter()
    while speaker.state.value != "ready":
        sleep(0.01)
    print(f"ready after {perf_counter() - began:.2f} s")


@contextmanager
def busy_loops(count: int) -> Iterator[None]:
    command = [sys.executable, "-c", "while True: pass"]
    processes = [subprocess.Popen(command) for _ in range(count)]
    try:
        yield
    finally:
        for process in processes:
            process.kill()
            process.wait()


def onsets(speaker: Loudspeaker, loopback: Loopback, mark: str, seconds: float) -> None:
    first = perf_counter() + SETTLES
    wanted = [first + GAP * i for i in range(round(seconds / GAP))]
    cpu, started = _host_cpu(), perf_counter()
    stall_at = started + STALL_EVERY
    while perf_counter() < wanted[-1] + 1:
        now = perf_counter()
        speaker.plan(Play(mark, at) for at in wanted if now - 0.2 <= at < now + AHEAD)
        if now > stall_at:
            _burn(STALL)
            stall_at += STALL_EVERY
        sleep(0.03)
    share = (_host_cpu() - cpu) / (perf_counter() - started)
    samples, start = loopback.recorded()
    _report(np.array(wanted), found(samples, chirp()) + start)
    print(f"CPU of the audio host {share:.1%} of one core")


def silence(speaker: Loudspeaker, loopback: Loopback, hum: str) -> None:
    speaker.clear([Play(hum, perf_counter() + 0.5)])
    sleep(2)
    paused = perf_counter()
    speaker.clear()
    sleep(1)
    samples, start = loopback.recorded()
    last = start + np.flatnonzero(np.abs(samples) > 0.01)[-1] / RATE
    print(f"silent {max(0.0, 1000 * (last - paused)):.0f} ms after a pause")


def server_back(speaker: Loudspeaker, loopback: Loopback, mark: str) -> None:
    loopback.stop_server()
    sleep(3)
    loopback.start_server()
    returned = perf_counter()
    times = [returned + 0.1 * i for i in range(60)]
    while perf_counter() < returned + 4:
        now = perf_counter()
        speaker.plan(Play(mark, at) for at in times if now - 0.2 <= at < now + AHEAD)
        sleep(0.03)
    samples, start = loopback.recorded()
    heard = found(samples, chirp()) + start
    after = f"{heard[0] - returned:.2f} s" if len(heard) else "not"
    print(f"heard {after} after a server that died came back")


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


def _host_cpu() -> float:
    """CPU seconds of the audio host that this process started."""
    ticks = os.sysconf("SC_CLK_TCK")
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
            command = stat.with_name("cmdline").read_text()
        except OSError:
            continue
        if "device.host" in command and int(fields[1]) == os.getpid():
            return (int(fields[11]) + int(fields[12])) / ticks
    return 0.0


if __name__ == "__main__":
    if not is_available():
        sys.exit("pulseaudio and parec are needed: sudo apt install pulseaudio pulseaudio-utils")
    given = [word for word in sys.argv[1:] if word != "--load"]
    measure(float(given[0]) if given else 60, "--load" in sys.argv)
