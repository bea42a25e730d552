"""Tests of the tests: a run that is cut off leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.run_folder import PREFIX, sweep
from tests.running_program import ctrl_c_heeded

TESTS = Path(__file__).parent
WAITING = """
import subprocess, sys, tempfile, time
def test_that_waits():
    tempfile.mkdtemp(prefix="speech-")
    print("waits", flush=True)
    time.sleep(120)
"""


def start(place: Path, *options: str) -> subprocess.Popen[str]:
    """Start pytest on a test that waits, with our conftest, below `place`."""
    (place / "tests").mkdir()
    for name in ("conftest.py", "run_folder.py"):
        (place / "tests" / name).write_text((TESTS / name).read_text(encoding="utf-8"))
    (place / "tests/test_waiting.py").write_text(WAITING)
    (place / "pytest.ini").write_text("[pytest]\npythonpath = .\n")
    temporary = place / "temporary"
    temporary.mkdir()
    left_out = ("PYTEST_", "MOBILITY_TIMER_TESTS", "COV_")
    clean = {key: value for key, value in os.environ.items() if not key.startswith(left_out)}
    with ctrl_c_heeded():
        process = subprocess.Popen(
            [sys.executable, "-m", "pytest", "-s", "-p", "no:cacheprovider", *options, "tests"],
            cwd=place,
            env={**clean, "TMPDIR": str(temporary)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
    assert process.stdout
    while "waits" not in (line := process.stdout.readline()):
        assert line, "the run ended before its test began"
    return process


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_cut_off_leaves_nothing(tmp_path: Path, number: signal.Signals) -> None:
    process = start(tmp_path)
    assert list((tmp_path / "temporary").glob(f"{PREFIX}*/tmp/speech-*"))
    process.send_signal(number)
    process.communicate(timeout=60)
    assert process.returncode == pytest.ExitCode.INTERRUPTED
    assert list((tmp_path / "temporary").glob(f"{PREFIX}*")) == []


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_what_a_killed_run_left_is_removed_by_the_next(tmp_path: Path) -> None:
    process = start(tmp_path)
    [folder] = (tmp_path / "temporary").glob(f"{PREFIX}*")
    sweep(tmp_path / "temporary")
    assert folder.exists(), "its run goes on"
    process.kill()
    process.communicate(timeout=60)
    assert folder.exists()
    sweep(tmp_path / "temporary")
    assert not folder.exists()


def test_a_folder_without_an_owner_is_removed_after_a_day(tmp_path: Path) -> None:
    old, young = tmp_path / f"{PREFIX}old", tmp_path / f"{PREFIX}young"
    old.mkdir()
    young.mkdir()
    os.utime(old, (0, 0))
    sweep(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [young.name]
