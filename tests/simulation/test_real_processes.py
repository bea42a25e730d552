"""What only real processes and a real disk can show: killed, stopped, without room or sound."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from benchmarks.loopback import Loopback, is_available
from benchmarks.voice.faults.__main__ import hangs, killed
from tests.running_program import LIMIT, Program, wait_until_gone
from tests.sound.test_processes import children_of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="stops and finds processes as Linux does"),
]
FAST = ("play", "desk-break", "--speed", "20")


def until(done: Any, seconds: Any = LIMIT, every_s: Any = 0.1) -> None:
    never = threading.Event()
    for _ in range(round(seconds / every_s)):
        if done():
            return
        never.wait(every_s)
    raise AssertionError("it never came")


def wait(seconds: Any) -> None:
    threading.Event().wait(seconds)


def rows(home: Path, sql: str) -> list[tuple[Any, ...]]:
    found = list(home.rglob("sessions.db"))
    if not found:
        return []
    database = sqlite3.connect(f"{found[0].as_uri()}?mode=ro", uri=True)
    with closing(database) as connection, suppress(sqlite3.OperationalError):
        return connection.execute(sql).fetchall()
    return []


def finished_sets(home: Path) -> int:
    return len(rows(home, "SELECT 1 FROM sets WHERE done > 0"))


def place(home: Path) -> list[tuple[Any, ...]]:
    return rows(home, "SELECT place, played_ms FROM sessions")


def child_called(program: Program, name: str) -> int | None:
    for child in children_of(program.process.pid):
        with suppress(OSError):
            if name in Path(f"/proc/{child}/cmdline").read_text():
                return child
    return None


def state_of(process: int) -> str:
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]


@pytest.mark.parametrize("at_sets", [1, 2, 3, 5])
def test_a_kill_loses_no_finished_set_and_leaves_no_process(tmp_path: Path, at_sets: Any) -> None:
    program = Program(tmp_path, *FAST)
    until(lambda: finished_sets(tmp_path) >= at_sets)
    children, before = children_of(program.process.pid), finished_sets(tmp_path)
    os.kill(program.process.pid, signal.SIGKILL)
    program.process.communicate()
    for child in children:
        wait_until_gone(child)
    assert finished_sets(tmp_path) >= before
    assert rows(tmp_path, "PRAGMA integrity_check") == [("ok",)]
    again = Program(tmp_path, "open")
    until(lambda: again.log.count("window open") == 2)
    assert again.end() == ""
    assert again.process.returncode == 0


def test_a_program_that_was_stopped_goes_on_paused_where_it_stood(tmp_path: Path) -> None:
    program = Program(tmp_path, *FAST)
    try:
        until(lambda: finished_sets(tmp_path) >= 1)
        os.kill(program.process.pid, signal.SIGSTOP)
        wait(4)
        os.kill(program.process.pid, signal.SIGCONT)
        wait(2)
        before = place(tmp_path), finished_sets(tmp_path)
        wait(4)
        assert (place(tmp_path), finished_sets(tmp_path)) == before
    finally:
        assert program.end() == ""


@pytest.mark.parametrize("deed", [killed, hangs])
@pytest.mark.parametrize("name", ["device.host", "speech.worker"])
def test_a_child_that_dies_or_hangs_is_replaced(tmp_path: Path, name: Any, deed: Any) -> None:
    program = Program(tmp_path, "play", "ankles-and-hips")
    try:
        until(lambda: child_called(program, name))
        wait(2)
        child = child_called(program, name)
        deed(child)
        until(lambda: child_called(program, name) not in (None, child))
        wait_until_gone(child)
        assert program.process.poll() is None
    finally:
        assert program.end() == ""


def test_a_child_that_was_stopped_goes_on(tmp_path: Path) -> None:
    program = Program(tmp_path, "play", "ankles-and-hips")
    try:
        until(lambda: child_called(program, "device.host"))
        wait(2)
        host = child_called(program, "device.host")
        for _ in range(5):
            os.kill(host, signal.SIGSTOP)
            until(lambda: state_of(host) not in ("T", "R"))
        wait(8)
        assert child_called(program, "device.host") == host
    finally:
        assert program.end() == ""


@pytest.mark.skipif(not is_available(), reason="needs pulseaudio and parec")
def test_the_sound_comes_back_with_the_sound_server(tmp_path: Path) -> None:
    def is_heard(loopback: Any, after: Any = 0) -> Any:
        samples, _ = loopback.recorded()
        return abs(samples[after:]).max(initial=0) > 0.01

    with Loopback() as loopback:
        program = Program(tmp_path, "play", "ankles-and-hips")
        try:
            until(lambda: is_heard(loopback))
            loopback.stop_server()
            wait(4)
            assert program.process.poll() is None
            loopback.start_server()
            until(lambda: is_heard(loopback))
        finally:
            assert program.end() == ""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Any]:
    """A real file system of 4 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root can mount a file system")
    command = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)]
    if subprocess.run(command, check=False).returncode:
        pytest.skip("this system mounts no tmpfs")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder: Path) -> Path:
    filler = folder / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    return filler


def test_a_full_disk_stops_no_session_and_is_told(small_disk: Any) -> None:
    home = small_disk / "home"
    home.mkdir()
    filler = fill(small_disk)
    program = Program(home, *FAST, "--no-window")
    printed, _ = program.process.communicate(timeout=LIMIT)
    assert program.process.returncode == 0
    assert "Done. " in printed
    assert "Your sessions could not be recorded: " in printed
    assert "Traceback" not in printed
    filler.unlink()
    program = Program(home, *FAST, "--no-window")
    printed, _ = program.process.communicate(timeout=LIMIT)
    assert "could not" not in printed
    assert finished_sets(home) > 0


def test_the_window_leads_on_where_the_disk_fills_up(small_disk: Any) -> None:
    home = small_disk / "home"
    home.mkdir()
    program = Program(home, *FAST)
    try:
        until(lambda: finished_sets(home) >= 1)
        filler = fill(small_disk)
        wait(3)
        assert program.process.poll() is None
        filler.unlink()
        before = finished_sets(home)
        until(lambda: finished_sets(home) > before)
    finally:
        printed = program.end()
    assert "Traceback" not in printed
    assert program.process.returncode == 0


def test_a_read_only_disk_stops_no_session(small_disk: Any) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    program = Program(small_disk / "home", *FAST, "--no-window")
    printed, _ = program.process.communicate(timeout=LIMIT)
    assert program.process.returncode == 0
    assert "Done. " in printed
    assert "Traceback" not in printed
