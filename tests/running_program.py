"""The real program in a process of its own, with a home of its own."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LIMIT = 90


@contextmanager
def ctrl_c_heeded() -> Iterator[None]:
    """A child that is started here heeds SIGINT, also where the tests were started to ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class Program:
    """A running program whose log file is read as it grows."""

    def __init__(self, home: Path, *words: str) -> None:
        environment = {
            **os.environ,
            "HOME": str(home),
            "QT_QPA_PLATFORM": "offscreen",
            "WAKEPY_FAKE_SUCCESS": "1",
            **{
                f"XDG_{kind}_HOME": str(home / kind)
                for kind in ("CONFIG", "CACHE", "STATE", "DATA")
            },
        }
        self.home = home
        with ctrl_c_heeded():
            self.process = subprocess.Popen(
                [sys.executable, "-m", "mobility_timer", *words],
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                start_new_session=True,
            )

    @property
    def log(self) -> str:
        found = list(self.home.rglob("mobility-timer.log"))
        return found[0].read_text(encoding="utf-8") if found else ""

    def wait_for(self, text: str) -> None:
        """Wait until the log says `text`; the process must not end before."""
        done = threading.Event()
        for _ in range(LIMIT * 10):
            if text in self.log:
                return
            if self.process.poll() is not None:
                break
            done.wait(0.1)
        raise AssertionError(f"never said {text!r}; log:\n{self.log}\n{self.end()}")

    def end(self) -> str:
        """End it politely, and return what it printed."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            printed, _ = self.process.communicate(timeout=30)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            printed, _ = self.process.communicate()
        return printed


def wait_until_gone(process: int, seconds: int = 30) -> None:
    """Wait until there is no such process; one that stays fails the test, and is killed."""
    never = threading.Event()
    for _ in range(seconds * 50):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return
        never.wait(0.02)
    os.kill(process, signal.SIGKILL)
    raise AssertionError(f"the process {process} lives on")
