"""No process of the program imports from the folder that the user stands in."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

import pytest

import mobility_timer
from benchmarks.freezer import freeze
from mobility_timer.sound.child_process import CLOSES_WITHIN_S, child_environment, module_command
from tests.running_program import Program, wait_until_gone

PACKAGE_PARENT = str(Path(mobility_timer.__file__).resolve().parents[1])
PLANTED = (
    "import pathlib\npathlib.Path(__file__).with_name('was-run').touch()\nraise SystemExit(9)\n"
)


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    """A folder with files named like libraries, which note that they were run."""
    folder = tmp_path / "downloads"
    folder.mkdir()
    for name in ("numpy", "pyttsx3", "argparse", "multiprocessing", "PySide6", "json"):
        (folder / f"{name}.py").write_text(PLANTED, encoding="utf-8")
    return folder


def environment() -> dict[str, str]:
    """The parent's, with no other path than the package's."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONSAFEPATH"}
    return {**inherited, "PYTHONPATH": PACKAGE_PARENT}


@pytest.mark.parametrize(
    ("module", "flag"),
    [
        ("mobility_timer.sound.speech.worker", "--speech-worker"),
        ("mobility_timer.sound.device.host", "--audio-host"),
    ],
)
def test_a_sound_process_imports_nothing_from_the_current_folder(
    planted: Path, module: str, flag: str
) -> None:
    done = subprocess.run(
        module_command(module, flag),
        cwd=planted,
        input=b"",
        env=child_environment(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert not (planted / "was-run").exists()
    assert done.returncode == 0, done.stderr


def test_the_audio_host_goes_without_what_fetches_from_the_internet() -> None:
    text = (
        "import sys, mobility_timer.sound.device.output\n"
        "assert not {'ssl', 'http.client', 'urllib.request'} & {*sys.modules}\n"
        "import urllib.request; urllib.request.Request"
    )
    done = subprocess.run([sys.executable, "-c", text], timeout=60, check=False)
    assert done.returncode == 0


@pytest.mark.parametrize(
    "start",
    [
        ["-m", "mobility_timer"],
        ["-c", "import sys; sys.path.remove(''); from mobility_timer.__main__ import main; main()"],
    ],
)
def test_the_program_imports_nothing_from_the_current_folder(
    planted: Path, start: list[str]
) -> None:
    done = subprocess.run(
        [sys.executable, *start, "list"],
        cwd=planted,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert not (planted / "was-run").exists()
    assert "ankles-and-hips" in done.stdout, done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="reads the Linux process list")
@pytest.mark.parametrize(
    ("module", "flag", "name"),
    [
        ("mobility_timer.sound.speech.worker", "--speech-worker", "mobility-voice"),
        ("mobility_timer.sound.device.host", "--audio-host", "mobility-audio"),
    ],
)
def test_the_process_list_tells_the_processes_apart(module: str, flag: str, name: str) -> None:
    with subprocess.Popen(
        module_command(module, flag), env=child_environment(), stdin=subprocess.PIPE
    ) as process:
        comm = Path(f"/proc/{process.pid}/comm")
        end = time.perf_counter() + 60
        while (found := comm.read_text().strip()) != name and time.perf_counter() < end:
            threading.Event().wait(0.05)
        assert found == name


PARENT = """
import sys, threading
from mobility_timer.sound.child_process import ChildProcess, module_command
command = module_command(sys.argv[1], "--flag")
ChildProcess("child", command, lambda _message: None)
threading.Event().wait(60)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="stops and finds processes as Linux does")
@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("mobility_timer.sound.speech.worker", "mobility-voice"),
        ("mobility_timer.sound.device.host", "mobility-audio"),
    ],
)
def test_a_stopped_child_ends_once_its_parent_was_killed(module: str, name: str) -> None:
    def named() -> list[int]:
        return [
            child
            for child in children_of(parent.pid)
            if Path(f"/proc/{child}/comm").read_text(encoding="utf-8").strip() == name
        ]

    with subprocess.Popen(
        [sys.executable, "-c", PARENT, module], env=child_environment()
    ) as parent:
        for _ in range(600):
            if children := named():
                break
            threading.Event().wait(0.1)
        for process in (parent.pid, children[0]):  # or the one wakes the other
            os.kill(process, signal.SIGSTOP)
        parent.kill()
    wait_until_gone(children[0])


CAT = PARENT.replace('module_command(sys.argv[1], "--flag")', '["cat"]')


@pytest.mark.skipif(not shutil.which("setpriv"), reason="needs setpriv")
def test_a_child_that_is_stopped_before_it_is_up_ends_once_its_parent_was_killed() -> None:
    """It cannot have asked to be woken itself: this one never does."""
    with subprocess.Popen([sys.executable, "-c", CAT], env=child_environment()) as parent:
        for _ in range(600):
            if children := children_of(parent.pid):
                break
            threading.Event().wait(0.1)
        for process in (parent.pid, children[0]):  # or the one wakes the other
            os.kill(process, signal.SIGSTOP)
        parent.kill()
    wait_until_gone(children[0])


HOST_THAT_WAITS_FOR_ITS_DEVICE = """
import threading
from mobility_timer.sound.device import host, output

class Output:
    last_read_s = float("inf")

    def __init__(self, _fill):
        threading.Thread(target=self.close).start()

    def close(self):
        threading.Event().wait()

output.MiniaudioOutput = Output
host.run_audio_host()
"""


@pytest.fixture
def waiting_host() -> Iterator[tuple[subprocess.Popen[bytes], IO[bytes], IO[bytes]]]:
    """An audio host with an open device whose close never ends, its input and its output."""
    with subprocess.Popen(
        [sys.executable, "-c", HOST_THAT_WAITS_FOR_ITS_DEVICE],
        env=child_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert b"ready" in process.stdout.readline()
        yield process, process.stdin, process.stdout
        process.kill()


def test_an_audio_host_that_nobody_reads_ends_though_its_device_does_not(
    waiting_host: tuple[subprocess.Popen[bytes], IO[bytes], IO[bytes]],
) -> None:
    """As when the program was killed and the sound server has gone too."""
    process, asked, answers = waiting_host
    answers.close()
    asked.write(b'{"do": "volume", "voice": 1, "tones": 1}\n')
    asked.flush()
    assert process.wait(timeout=30) == 0


def test_an_audio_host_that_waits_for_its_device_ends_with_its_input(
    waiting_host: tuple[subprocess.Popen[bytes], IO[bytes], IO[bytes]],
) -> None:
    process, asked, _ = waiting_host
    asked.write(b'{"do": "clear", "plays": []}\n')
    asked.close()
    assert process.wait(timeout=30) == 0


def test_a_frozen_program_starts_its_parts_by_a_flag(monkeypatch: pytest.MonkeyPatch) -> None:
    assert module_command("some.module", "--flag") == [sys.executable, "-P", "-m", "some.module"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert module_command("some.module", "--flag") == [sys.executable, "--flag"]


def test_a_child_finds_this_package_first_and_nothing_by_a_relative_path(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    there = os.path.abspath(os.sep + "there")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(["", ".", there]))
    assert child_environment()["PYTHONPATH"].split(os.pathsep) == [PACKAGE_PARENT, there]


def children_of(process: int) -> list[int]:
    """All but the one by which Python itself counts semaphores, which does nothing of ours."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            after_the_name = status.read_text(encoding="utf-8").rpartition(")")[2].split()
            command = (status.parent / "cmdline").read_text(encoding="utf-8")
            if int(after_the_name[1]) == process and "resource_tracker" not in command:
                found.append(int(status.parent.name))
    return found


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="finds children in the Linux process list")
def test_a_program_whose_children_all_hang_is_closed_within_seconds(tmp_path: Path) -> None:
    program = Program(tmp_path, "play", "ankles-and-hips")
    never = threading.Event()
    try:
        for _ in range(600):
            children = children_of(program.process.pid)
            if children:
                break
            never.wait(0.1)
        assert children
        never.wait(3)
        children = children_of(program.process.pid)
        if not all(freeze(child) for child in children):
            pytest.skip("no process may hold another here")
        begun = time.perf_counter()
        program.process.send_signal(signal.SIGTERM)
        program.process.wait(30)
        assert time.perf_counter() - begun < CLOSES_WITHIN_S + 1.5
        for child in children:
            wait_until_gone(child)
    finally:
        program.end()
