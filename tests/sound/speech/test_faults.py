"""The voice where things go wrong: real workers, killed, stopped, and robbed of what they need."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

import pytest

from benchmarks.loopback import is_available
from benchmarks.voice.faults.__main__ import (
    LONGEST_DELAY_S,
    hangs,
    killed,
    of_worker,
    on_disk_that_fills,
    stopped,
)
from mobility_timer.sound.speech.ladder import Ladder, VoiceChoice

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc"),
]
PATIENCE_S = 90
LINES = ("Next: hip switches.", "Left leg back.", "Two.", "Last two.", "Lower it with control.")
can_mount = pytest.mark.skipif(
    os.geteuid() != 0 or not shutil.which("mount"), reason="has to mount"
)
can_record = pytest.mark.skipif(not is_available(), reason="needs PulseAudio's programs")


@pytest.fixture
def speak() -> Iterator[Any]:
    opened = []

    def speak(cache: Any, choice: Any = VoiceChoice()) -> Any:  # noqa: B008
        """The ladder, once it has said all lines or can say no more."""
        ladder = Ladder(Path(cache), choice)
        opened.append(ladder)
        ladder.request(LINES)
        ladder.start()
        until = perf_counter() + PATIENCE_S
        while perf_counter() < until and ladder.works and ladder.prepared != (5, 5):
            sleep(0.05)
        return ladder

    yield speak
    for ladder in opened:
        ladder.close()


@pytest.fixture
def without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    def without(*modules: Any) -> None:
        for module in modules:
            (tmp_path / "without").mkdir(exist_ok=True)
            text = f"raise ImportError('no {module} here')\n"
            (tmp_path / "without" / f"{module}.py").write_text(text, encoding="utf-8")
        monkeypatch.setenv("PYTHONPATH", str(tmp_path / "without"))

    return without


def said_by(ladder: Any) -> Any:
    assert ladder.prepared == (5, 5)
    return {ladder.speaker_of(line) for line in LINES}


@can_record
@pytest.mark.parametrize("deed", [killed, stopped, hangs])
@pytest.mark.parametrize("voice", LONGEST_DELAY_S)
def test_a_worker_that_is_lost_stops_no_session_and_nothing_is_said_twice(
    voice: Any, deed: Any
) -> None:
    for outcome in of_worker(voice, deed)(2):
        assert (outcome.stopped, outcome.left, outcome.twice) == (False, 0, []), outcome


@can_record
@can_mount
@pytest.mark.parametrize("voice", LONGEST_DELAY_S)
def test_a_disk_that_fills_meanwhile_costs_no_line_that_is_still_far(voice: Any) -> None:
    for outcome in on_disk_that_fills(voice)(1):
        assert outcome.heard[-1] not in outcome.lost
        assert outcome.told == []


def test_without_onnxruntime_the_voice_of_the_system_speaks_and_that_is_told(
    tmp_path: Path, speak: Any, without: Any
) -> None:
    without("onnxruntime")
    ladder = speak(tmp_path / "cache")
    assert said_by(ladder) == {"this computer's voice"}
    assert ladder.notice.startswith("The built-in voice does not work")


def test_without_espeak_the_built_in_voice_speaks(tmp_path: Path, speak: Any, without: Any) -> None:
    without("pyttsx3")
    ladder = speak(tmp_path / "cache", VoiceChoice("system"))
    assert said_by(ladder) == {"the built-in voice"}


def test_without_either_there_are_captions_and_that_is_told(
    tmp_path: Path, speak: Any, without: Any
) -> None:
    without("onnxruntime", "pyttsx3")
    ladder = speak(tmp_path / "cache")
    assert not ladder.works
    assert "aptions show every cue" in ladder.notice


def test_a_cache_that_cannot_be_written_costs_no_line(speak: Any) -> None:
    ladder = speak("/proc/no-cache")
    assert said_by(ladder) == {"the built-in voice"}
    assert ladder.clip(LINES[0]).path.exists()


@can_mount
def test_a_full_disk_costs_no_line(tmp_path: Path, speak: Any) -> None:
    full = tmp_path / "full"
    full.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8k", "none", str(full)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("cannot mount here")
    try:
        ladder = speak(full)
        assert said_by(ladder) == {"the built-in voice"}
        assert list(full.iterdir()) == []
        ladder.close()
    finally:
        subprocess.run(["umount", "-l", str(full)], check=True)
