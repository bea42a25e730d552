"""The real worker with the real engine, as a process."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, cast

import pytest

from mobility_timer.sound.child_process import ChildProcess, Message, module_command
from mobility_timer.sound.speech.clips import as_floats, loudness
from mobility_timer.sound.speech.engine_spec import EngineKind, EngineSpec, VoiceInfo
from mobility_timer.sound.speech.engines.system import choose_voice
from mobility_timer.sound.speech.pcm import RATE, load
from mobility_timer.sound.speech.voice import Voice, launch_worker

WITHIN = 60
USES_ESPEAK = {"do": "use", "engine": EngineSpec().as_json()}
ESPEAK = [
    VoiceInfo("gmw/en", "English (Great Britain)", "en"),
    VoiceInfo("gmw/en-us", "English (America)", "en-us"),
]
SAPI = [
    VoiceInfo("HKEY\\TTS_MS_DE-DE_HEDDA", "Hedda - German", "de-de"),
    VoiceInfo("HKEY\\ZIRA", "Zira - English (US)", "en-us"),
]
SAMANTHA = "com.apple.voice.compact.en-US.Samantha"

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="the wheel with espeak is for Linux")
with_neural = pytest.mark.skipif(find_spec("hibari") is None, reason="it is not installed")


@pytest.mark.parametrize(
    ("engine", "voices", "wanted", "chosen"),
    [
        ("espeak", ESPEAK, None, "gmw/en-us"),
        ("espeak", ESPEAK, "gmw/en", "gmw/en"),
        ("espeak", ESPEAK, "gmw/en-us+f3", "gmw/en-us+f3"),
        ("espeak", ESPEAK, "gone", "gmw/en-us"),
        ("espeak", [], None, None),
        ("sapi5", SAPI, None, "HKEY\\ZIRA"),
        ("sapi5", SAPI[:1], None, None),
        ("nsss", [VoiceInfo(SAMANTHA, "Samantha", "en-us")], None, SAMANTHA),
    ],
)
def test_an_english_voice_is_chosen(
    engine: str, voices: list[VoiceInfo], wanted: str | None, chosen: str | None
) -> None:
    assert choose_voice(engine, voices, wanted) == chosen


class Worker:
    def __init__(self) -> None:
        self.heard: queue.Queue[Any] = queue.Queue()
        command = module_command("mobility_timer.sound.speech.worker", "--speech-worker")
        self.child = ChildProcess("speech worker", command, self.heard.put)

    def ask(self, **message: Any) -> dict[str, Any]:
        self.child.send(message)
        return self.heard.get(timeout=WITHIN)


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.child.kill()
    assert worker.child.wait(WITHIN)


@on_linux
def test_speaks_lines_to_finished_clips_and_prints_nothing_between(
    worker: Worker, tmp_path: Path
) -> None:
    ready = worker.ask(**USES_ESPEAK, folder=str(tmp_path))["ready"]
    assert (ready["engine"], ready["voice"]) == ("espeak", "gmw/en-us")
    lengths: list[Any] = []
    for text in ("Three.", "Next: hip switches, on the floor."):
        path = tmp_path / f"{len(lengths)}.wav"
        assert worker.ask(do="say", text=text, path=str(path)) == {"said": str(path)}
        samples = as_floats(load(path))
        assert loudness(samples, RATE) == pytest.approx(-18, abs=1)
        lengths.append(len(samples) / RATE)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0.wav", "1.wav"]
    assert lengths == pytest.approx([0.39, 2.7], abs=0.15)
    assert "failed" in worker.ask(do="say", text="...", path=str(tmp_path / "none.wav"))
    nowhere = str(tmp_path / "file.wav" / "clip.wav")
    (tmp_path / "file.wav").write_bytes(b"")
    assert "failed" in worker.ask(do="say", text="Two.", path=nowhere)


@on_linux
@pytest.mark.parametrize(
    "kind", [pytest.param(EngineKind.NEURAL, marks=with_neural), EngineKind.SYSTEM]
)
def test_a_worker_killed_in_the_middle_comes_back_and_every_line_is_there(
    tmp_path: Path, kind: EngineKind
) -> None:
    lives = []

    def launch(on_message: Callable[[Message], None]) -> ChildProcess:
        lives.append(cast(ChildProcess, launch_worker(on_message)))
        return lives[-1]

    pause = threading.Event()
    lines = ["Switch legs.", "Halfway.", "Last two.", "Done."]
    voice = Voice(tmp_path, EngineSpec(kind), launch=launch)
    voice.request(lines)
    while not all(map(voice.clip, lines)):
        voice.supervise()
        pause.wait(0.02)
        if voice.clip("Halfway.") and len(lives) == 1:
            lives[0].kill()
    voice.close()
    lives[-1].kill()
    assert all(lives[i].wait(WITHIN) for i in range(len(lives)))
    assert len(lives) == 2
    assert {Path(voice.clip(line).path).parent for line in lines} == {tmp_path}


@on_linux
@pytest.mark.parametrize("lines", [0, 1, 40])
def test_a_worker_ends_when_the_program_is_gone(tmp_path: Path, lines: int) -> None:
    process = subprocess.Popen(
        module_command("mobility_timer.sound.speech.worker", "--speech-worker"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    use = {**USES_ESPEAK, "folder": str(tmp_path)}
    print(json.dumps(use), file=process.stdin)
    for number in range(lines):
        path = str(tmp_path / f"{number}.wav")
        print(json.dumps({"do": "say", "text": f"{number}.", "path": path}), file=process.stdin)
    process.stdin.flush()
    if lines:
        process.stdout.readline()
    for pipe in (process.stdin, process.stdout, process.stderr):
        pipe.close()
    process.wait(WITHIN)
