"""A sound server of our own whose output is recorded, to measure what is really heard."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
from pathlib import Path
from time import perf_counter, sleep
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from mobility_timer.sound.speech.pcm import RATE

PROGRAMS = ("pulseaudio", "parec")
SETTLES = 2.0


def is_available() -> bool:
    return all(shutil.which(program) for program in PROGRAMS)


class Loopback:
    """While it is open, PULSE_SERVER names a server with one null sink, and its monitor is kept.

    `recorded()` gives the samples so far and the perf_counter time of the first one. Without
    `records` nobody listens: a recording has the server ask for sound a hundred times a second,
    which costs whoever plays more than the playing.
    """

    def __init__(self, *, records: bool = True) -> None:
        self._records = records
        self._recorder: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Loopback:
        self._folder = Path(tempfile.mkdtemp(prefix="loopback-"))
        self._before = {name: os.environ.get(name) for name in ("PULSE_SERVER", "HOME")}
        self._home = {
            **os.environ,
            "HOME": str(self._folder),
            "XDG_RUNTIME_DIR": str(self._folder),
            "XDG_CONFIG_HOME": str(self._folder),
            "PULSE_RUNTIME_PATH": str(self._folder),
        }
        self._blocks: list[bytes] = []
        self._bases: list[float] = []
        self._lock = threading.Lock()
        os.environ["PULSE_SERVER"] = f"unix:{self._socket}"
        self.start_server()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop_server()
        for name, value in self._before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def _client(self) -> dict[str, str]:
        return {**self._home, "PULSE_SERVER": f"unix:{self._socket}"}

    @property
    def _socket(self) -> Path:
        return self._folder / "socket"

    def start_server(self) -> None:
        """Begin a recording anew, too."""
        with self._lock:
            self._blocks, self._bases = [], []
        self._server = subprocess.Popen(
            [
                *("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"),
                *("-L", f"module-native-protocol-unix socket={self._socket} auth-anonymous=1"),
                *("-L", f"module-null-sink sink_name=out rate={RATE} channels=1"),
            ],
            env=self._home,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while not self._socket.exists():
            sleep(0.02)
        if self._records:
            self._record()

    def _record(self) -> None:
        self._recorder = subprocess.Popen(
            [
                *("parec", "-d", "out.monitor", "--raw", "--latency-msec=10"),
                *("--format=s16le", f"--rate={RATE}", "--channels=1"),
            ],
            env=self._client,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._reader = threading.Thread(target=self._read, args=(self._recorder,), daemon=True)
        self._reader.start()
        while not self._blocks:
            sleep(0.02)

    def stop_server(self) -> None:
        for process in (self._recorder, self._server):
            if process is not None:
                process.kill()
                process.wait()
        if self._recorder is not None:
            self._reader.join()
            assert self._recorder.stdout is not None
            self._recorder.stdout.close()
        self._socket.unlink(missing_ok=True)

    def control(self, *words: str) -> None:
        """Run a command of pactl."""
        subprocess.run(["pactl", *words], env=self._client, check=True, stdout=subprocess.DEVNULL)

    def asked(self, *words: str) -> str:
        """What a command of pactl answers."""
        command = ["pactl", *words]
        done = subprocess.run(command, env=self._client, check=True, capture_output=True, text=True)
        return done.stdout

    def recorded(self) -> tuple[NDArray[np.float32], float]:
        with self._lock:
            content = b"".join(self._blocks)
            start = float(np.median(self._bases[-400:]))
        samples = np.frombuffer(content[: len(content) // 2 * 2], "<i2")
        return (samples / 32768).astype(np.float32), start

    def _read(self, recorder: subprocess.Popen[bytes]) -> None:
        assert recorder.stdout is not None
        pipe = recorder.stdout.fileno()
        read = 0
        while block := os.read(pipe, 4096):
            now = perf_counter()
            read += len(block)
            with self._lock:
                self._blocks.append(block)
                self._bases.append(now - read / 2 / RATE)


def chirp() -> NDArray[np.float32]:
    """20 ms from 1 to 6 kHz: its matched filter is sharper than a sample."""
    t = np.arange(round(0.02 * RATE)) / RATE
    sweep = np.sin(2 * np.pi * (1000 * t + 125_000 * t**2))
    return np.asarray(0.3 * sweep * np.hanning(len(t)), np.float32)


def found(samples: NDArray[np.float32], mark: NDArray[np.float32]) -> NDArray[np.float64]:
    """Seconds at which `mark` begins in `samples`, in order."""
    size = 1 << (len(samples) + len(mark)).bit_length()
    spectrum = np.fft.rfft(samples, size) * np.conj(np.fft.rfft(mark, size))
    match = np.fft.irfft(spectrum, size)[: len(samples)] / np.square(mark).sum()
    places: list[int] = []
    while match.max() > 0.5:
        at = int(match.argmax())
        places.append(at)
        match[max(0, at - RATE // 10) : at + RATE // 10] = 0
    return np.array(sorted(places)) / RATE
