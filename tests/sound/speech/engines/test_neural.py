"""The neural voice as it really is, and what keeps it off the network."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from mobility_timer.sound.child_process import child_environment, module_command
from mobility_timer.sound.speech.clips import finish
from mobility_timer.sound.speech.engine_spec import EngineKind, EngineSpec
from mobility_timer.sound.speech.engines import neural
from mobility_timer.sound.speech.engines.neural import NeuralEngine
from mobility_timer.sound.speech.pcm import RATE

pytest.importorskip("hibari", reason="the neural voice is not installed")
LINES = ["Next: hip switches.", "Seventeen.", "Step back. Left leg back."]


@pytest.fixture(scope="module")
def engine() -> NeuralEngine:
    return neural.NeuralEngine(EngineSpec(EngineKind.NEURAL))


def longest_silence_s(samples: NDArray[Any], rate: int) -> float:
    step = rate // 100
    loud = [np.abs(samples[i : i + step]).max() > 0.01 for i in range(0, len(samples), step)]
    runs = "".join("x" if each else " " for each in loud).strip().split("x")
    return max(map(len, runs)) / 100


def test_a_line_sounds_the_same_each_time_and_its_sentences_are_close(engine: NeuralEngine) -> None:
    samples, rate = engine.render(LINES[2])
    assert rate == 24_000
    assert longest_silence_s(samples, rate) == pytest.approx(0.35, abs=0.1)
    again, _ = engine.render(LINES[2])
    np.testing.assert_array_equal(samples, again)


def test_the_speed_changes_how_long_it_takes(engine: NeuralEngine) -> None:
    usual = len(finish(*engine.render(LINES[0]))) / RATE
    quick = neural.NeuralEngine(EngineSpec(EngineKind.NEURAL, speed_percent=125))
    assert len(finish(*quick.render(LINES[0]))) / RATE == pytest.approx(usual / 1.25, rel=0.1)


def test_the_model_is_the_one_that_was_tried(tmp_path: Path) -> None:
    model = neural.shipped_model()
    assert hashlib.sha256(model.read_bytes()).hexdigest() == neural.MODEL_SHA256
    other = tmp_path / "hibari.onnx"
    other.write_bytes(model.read_bytes() + b"x")
    with pytest.raises(ValueError, match="is not the model"):
        neural.check_sum(other)


@pytest.mark.usefixtures("engine")
def test_nothing_can_be_downloaded() -> None:
    from hibari.voices import voice_path

    with pytest.raises(RuntimeError, match="nothing is downloaded"):
        voice_path("emma")


def speak(
    command: list[str], folder: Path, environment: dict[str, str] | None = None
) -> list[dict[str, Any]]:
    """The answers of a worker that says LINES."""
    use = {"do": "use", "engine": EngineSpec(EngineKind.NEURAL).as_json(), "folder": str(folder)}
    says = [
        {"do": "say", "text": line, "path": str(folder / f"{number}.wav")}
        for number, line in enumerate(LINES)
    ]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env=environment or child_environment(),
    ) as worker:
        watch = threading.Timer(120, worker.kill)
        watch.start()
        for message in (use, *says):
            print(json.dumps(message), file=worker.stdin, flush=True)
        answers = [json.loads(worker.stdout.readline() or "{}") for _ in (use, *says)]
        worker.stdin.close()
        worker.wait(60)
        watch.cancel()
    return answers


WORKER = module_command("mobility_timer.sound.speech.worker", "--speech-worker")


def has_no_network_rooms() -> bool:
    """Whether a process can be put where there is no network."""
    unshare = shutil.which("unshare")
    return not unshare or subprocess.run([unshare, "-n", "true"], check=False).returncode != 0


@pytest.mark.skipif(sys.platform != "linux" or has_no_network_rooms(), reason="needs unshare -n")
def test_it_speaks_where_there_is_no_network(tmp_path: Path) -> None:
    answers = speak(["unshare", "-n", *WORKER], tmp_path)
    assert answers[0]["ready"]["engine"] == "neural"
    assert [answer.get("said") for answer in answers[1:]] == [
        str(tmp_path / f"{number}.wav") for number in range(len(LINES))
    ]


@pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")
def test_it_opens_no_socket_and_writes_only_clips(tmp_path: Path) -> None:
    home, clips, trace = tmp_path / "home", tmp_path / "clips", tmp_path / "trace"
    home.mkdir()
    clips.mkdir()
    environment = {**child_environment(), "HOME": str(home), "XDG_CACHE_HOME": str(home / "c")}
    command = ["strace", "-f", "-e", "trace=%network", "-o", str(trace), *WORKER]
    answers = speak(command, clips, environment)
    assert all("said" in answer for answer in answers[1:]), answers
    calls = [line for line in Path(trace).read_text().splitlines() if "(" in line]
    made = [line for line in calls if "socket(" in line or "connect(" in line]
    assert made == []
    assert os.listdir(home) == []
