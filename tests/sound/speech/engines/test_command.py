"""The user's own program, as the command engine runs it."""

from __future__ import annotations

import os
import signal
import sys
import threading
import wave
from pathlib import Path

import pytest

from mobility_timer.sound.child_process import ChildProcess, Message, module_command
from mobility_timer.sound.speech.engine_spec import EngineKind, EngineSpec
from mobility_timer.sound.speech.engines.command import CommandEngine, words_of
from mobility_timer.sound.speech.engines.protocol import EngineStuckError
from mobility_timer.sound.speech.pcm import BadClip
from tests.running_program import wait_until_gone

SPEAKS = """
import sys, wave
text = sys.stdin.read()
with wave.open(sys.argv[1], "wb") as out:
    out.setnchannels(1); out.setsampwidth(2); out.setframerate(16000)
    out.writeframes((b"\\x00\\x20" * 8 + b"\\x00\\xe0" * 8) * 25 * len(text.strip()))
"""
HANGS = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
open(sys.argv[1] + ".pid", "w").write(str(child.pid))
time.sleep(600)
"""
LEAVES_A_CHILD = """
import subprocess, sys
quiet = dict(stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], **quiet)
open(sys.argv[1] + ".pid", "w").write(str(child.pid))
"""
LEAVES_ITS_GROUP = """
import subprocess, sys
quiet = dict(stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
sleeps = "import time; time.sleep(600)"
child = subprocess.Popen([sys.executable, "-c", sleeps], start_new_session=True, **quiet)
open(sys.argv[1] + ".pid", "w").write(str(child.pid))
"""
on_posix = pytest.mark.skipif(os.name == "nt", reason="process groups are POSIX")


def program(folder: Path, source: str) -> str:
    path = folder / "a voice.py"
    path.write_text(source, encoding="utf-8")
    return f'{sys.executable} "{path}" {{file}}'


def spec(command: str) -> EngineSpec:
    return EngineSpec(EngineKind.COMMAND, command=command)


def test_text_goes_in_and_samples_come_out(tmp_path: Path) -> None:
    engine = CommandEngine(spec(program(tmp_path, SPEAKS)), tmp_path)
    samples, rate = engine.render("Two; echo done > x")
    assert rate == 16_000
    assert len(samples) == 2 * 200 * len("Two; echo done > x")
    assert [path.name for path in tmp_path.iterdir()] == ["a voice.py"]


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("import sys; sys.exit('no model here')", "ended with 1: no model here"),
        ("import sys; sys.exit(3)", "ended with 3$"),
        ("pass", "wrote no file"),
        ("import sys; open(sys.argv[1], 'w').write('no sound')", "Format not recognised"),
    ],
)
def test_a_program_that_fails_says_why(tmp_path: Path, source: str, why: str) -> None:
    engine = CommandEngine(spec(program(tmp_path, source)), tmp_path)
    with pytest.raises(BadClip, match=why):
        engine.render("Two.")


def test_a_program_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    engine = CommandEngine(
        spec(program(tmp_path, "import time; time.sleep(60)")), tmp_path, limit_s=0.3
    )
    with pytest.raises(EngineStuckError, match="took more than"):
        engine.render("Two.")


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ("", "has no {file}"),
        ("{file}", "has no {file}"),
        ("piper -m x.onnx", "has no {file}"),
        ('piper "-f {file}', "a quote in the command"),
    ],
)
def test_a_command_that_cannot_work_is_told_before_it_is_run(command: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        words_of(command)


def test_a_program_that_is_not_there_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no program no-such-voice"):
        CommandEngine(spec("no-such-voice -f {file}"), tmp_path)


def test_a_shell_is_not_what_runs_it() -> None:
    assert words_of("say -f {file} ; rm -rf ~ | $HOME") == (
        ["say", "-f", "{file}", ";", "rm", "-rf", "~", "|", "$HOME"]
    )


def speaking_worker(folder: Path, source: str) -> tuple[ChildProcess, int]:
    """A worker with this program, and the process that the program has started."""
    ready = threading.Event()
    command = module_command("mobility_timer.sound.speech.worker", "--speech-worker")
    worker = ChildProcess("speech worker", command, lambda _message: ready.set())
    engine = spec(program(folder, source)).as_json()
    worker.send({"do": "use", "engine": engine, "folder": str(folder)})
    worker.send({"do": "say", "text": "Two.", "path": str(folder / "clip.wav")})
    assert ready.wait(60)
    pause = threading.Event()
    while not (found := [p for p in folder.glob("*.pid") if p.read_text()]):
        pause.wait(0.02)
    return worker, int(found[0].read_text())


@on_posix
@pytest.mark.parametrize(
    ("source", "how"), [(HANGS, "close"), (HANGS, "kill"), (LEAVES_A_CHILD, "close")]
)
def test_with_the_worker_ends_all_that_the_command_started(
    tmp_path: Path, source: str, how: str
) -> None:
    worker, child = speaking_worker(tmp_path, source)
    worker.close() if how == "close" else worker.kill()
    assert worker.wait(30)
    wait_until_gone(child)


@pytest.mark.skipif(sys.platform != "linux", reason="reads the environments of processes")
@pytest.mark.parametrize("how", ["close", "kill"])
def test_what_has_left_the_group_ends_too(tmp_path: Path, how: str) -> None:
    worker, child = speaking_worker(tmp_path, LEAVES_ITS_GROUP)
    worker.close() if how == "close" else worker.kill()
    assert worker.wait(30)
    wait_until_gone(child)


@pytest.mark.skipif(sys.platform != "linux", reason="reads the environments of processes")
def test_what_a_worker_leaves_that_was_killed_by_others_ends_when_it_is_given_up(
    tmp_path: Path,
) -> None:
    worker, child = speaking_worker(tmp_path, LEAVES_ITS_GROUP)
    os.kill(worker._process.pid, signal.SIGKILL)
    assert worker.wait(30)
    worker.kill()
    wait_until_gone(child)


def test_a_clip_of_it_is_finished_like_any_other(tmp_path: Path) -> None:
    answers: list[Message] = []
    came = threading.Semaphore(0)

    def hear(message: Message) -> None:
        answers.append(message)
        came.release()

    command = module_command("mobility_timer.sound.speech.worker", "--speech-worker")
    worker = ChildProcess("speech worker", command, hear)
    clip = tmp_path / "clip.wav"
    engine = spec(program(tmp_path, SPEAKS)).as_json()
    worker.send({"do": "use", "engine": engine, "folder": str(tmp_path)})
    worker.send({"do": "say", "text": "Switch legs.", "path": str(clip), "within_s": 0.25})
    for _ in range(2):
        assert came.acquire(timeout=60)
    worker.kill()
    assert worker.wait(30)
    assert answers[0]["ready"]["engine"] == "command"
    assert answers[1] == {"said": str(clip)}
    with wave.open(str(clip)) as file:
        assert file.getframerate() == 48_000
        assert file.getnframes() / 48_000 == pytest.approx(0.25, abs=0.001)
