"""The real program as a process, off screen, from its start to the end page."""

from __future__ import annotations

import os
import re
import select
import signal
from pathlib import Path

import pytest

from tests.running_program import LIMIT, Program


@pytest.mark.skipif(os.name != "posix", reason="ends the program with a signal")
def test_the_whole_routine_plays_to_its_end_page(tmp_path: Path) -> None:
    program = Program(tmp_path, "play", "ankles-and-hips", "--speed", "60")
    program.wait_for("end page: ankles-and-hips")
    printed = program.end()
    assert program.process.returncode == 0, printed
    assert printed == ""
    assert not re.search("ERROR|Traceback", program.log), program.log


def test_a_session_without_a_window_says_every_line(tmp_path: Path) -> None:
    program = Program(tmp_path, "play", "desk-break", "--no-window", "--speed", "60")
    printed, _ = program.process.communicate(timeout=LIMIT)
    assert program.process.returncode == 0
    assert "Done. " in printed.splitlines()[-1]
    assert printed.count("-- ") >= 4


@pytest.mark.skipif(os.name != "posix", reason="ends the program with a signal")
def test_ctrl_c_ends_a_session_without_a_window(tmp_path: Path) -> None:
    program = Program(tmp_path, "play", "desk-break", "--no-window")
    ready, _, _ = select.select([program.process.stdout], [], [], LIMIT)
    assert ready
    program.process.send_signal(signal.SIGINT)
    printed, _ = program.process.communicate(timeout=LIMIT)
    assert program.process.returncode == 0
    assert "Stopped at 0:0" in printed
    assert "Traceback" not in printed
