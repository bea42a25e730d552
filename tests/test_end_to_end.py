"""The real program as a process, off screen, from its start to the end page."""

import os
import re
import select
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

LIMIT = 90


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
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mobility_timer", *words],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
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
            self.process.kill()
            printed, _ = self.process.communicate()
        return printed


@pytest.mark.skipif(os.name != "posix", reason="ends the program with a signal")
def test_the_whole_routine_plays_to_its_end_page(tmp_path):
    program = Program(tmp_path, "play", "ankles-and-hips", "--speed", "60")
    program.wait_for("end page: ankles-and-hips")
    printed = program.end()
    assert program.process.returncode == 0, printed
    assert printed == ""
    assert not re.search("ERROR|Traceback", program.log), program.log


def test_a_session_without_a_window_says_every_line(tmp_path):
    program = Program(tmp_path, "play", "desk-break", "--no-window", "--speed", "60")
    printed, _ = program.process.communicate(timeout=LIMIT)
    assert program.process.returncode == 0
    assert "Done. " in printed.splitlines()[-1]
    assert printed.count("-- ") >= 4


@pytest.mark.skipif(os.name != "posix", reason="ends the program with a signal")
def test_ctrl_c_ends_a_session_without_a_window(tmp_path):
    program = Program(tmp_path, "play", "desk-break", "--no-window")
    ready, _, _ = select.select([program.process.stdout], [], [], LIMIT)
    assert ready
    program.process.send_signal(signal.SIGINT)
    printed, _ = program.process.communicate(timeout=LIMIT)
    assert program.process.returncode == 0
    assert "Stopped at 0:0" in printed
    assert "Traceback" not in printed
