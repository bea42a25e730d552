from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mobility_timer.sound.child_process import Message
from mobility_timer.sound.speech.clips import RATE, encode
from mobility_timer.sound.speech.engine_spec import EngineKind, EngineSpec
from mobility_timer.sound.speech.voice import TRIED_AGAIN_AFTER_S, Voice

READY = {
    "ready": {
        "engine": "espeak",
        "version": "1",
        "voice": "gmw/en-us",
        "languages": ["en-us"],
        "voices": [["gmw/en-us", "English", "en-us"]],
    }
}
SOUND = encode(np.full(RATE // 2, 0.3, np.float32))


class FakeWorker:
    """Answers when the test says so."""

    def __init__(self, on_message: Callable[[Message], None]) -> None:
        self.on_message = on_message
        self.running = True
        self.closed = False
        self.asked: list[Any] = []

    def send(self, message: Message) -> None:
        self.asked.append(message)

    def kill(self) -> None:
        self.running = False

    def close(self) -> None:
        self.closed = True

    @property
    def texts(self) -> list[str]:
        return [asked["text"] for asked in self.asked if asked["do"] == "say"]

    def say(self, content: bytes = SOUND) -> None:
        path = self.asked[-1]["path"]
        with open(path, "wb") as file:
            file.write(content)
        self.on_message({"said": path})


class Harness:
    def __init__(self, cache: Path, spec: EngineSpec = EngineSpec()) -> None:  # noqa: B008
        self.now = 50.0
        self.workers: list[Any] = []
        self.cache = cache
        self.voice = Voice(cache, spec, self.launch, lambda: self.now)

    def launch(self, on_message: Callable[[Message], None]) -> FakeWorker:
        self.workers.append(FakeWorker(on_message))
        return self.workers[-1]

    @property
    def worker(self) -> FakeWorker:
        return self.workers[-1]

    def ask(self, *lines: str) -> None:
        self.voice.request(lines)
        self.voice.supervise()

    def ready(self) -> None:
        self.worker.on_message(READY)
        self.voice.supervise()

    def speak(self, count: int = 1) -> None:
        for _ in range(count):
            self.worker.say()
            self.voice.supervise()

    def fail(self, count: int = 1) -> None:
        for _ in range(count):
            self.worker.on_message({"failed": "x", "why": "No space left on device"})
            self.voice.supervise()

    def run(self, seconds: float) -> None:
        for _ in range(round(seconds * 10)):
            self.now += 0.1
            self.voice.supervise()


@pytest.fixture
def harness(tmp_path: Path) -> Harness:
    return Harness(tmp_path)


def test_no_worker_before_there_is_something_to_say(harness: Harness) -> None:
    harness.run(5)
    assert harness.workers == []


def test_lines_are_spoken_one_at_a_time_the_nearest_first(harness: Harness) -> None:
    harness.ask("One.", "Two.", "One.", "", "Three.")
    engine = {"kind": "system", "voice": None, "speed_percent": 100, "command": ""}
    use = {"do": "use", "engine": engine, "folder": str(harness.cache)}
    assert harness.worker.asked == [use]
    harness.ready()
    assert harness.worker.texts == ["One."]
    harness.speak()
    assert harness.worker.texts == ["One.", "Two."]
    assert harness.voice.clip("One.").seconds == pytest.approx(0.5)
    assert harness.voice.clip("Two.") is None
    harness.speak(2)
    assert harness.worker.texts == ["One.", "Two.", "Three."]
    assert harness.voice.notice is None


def test_a_new_request_goes_before_what_was_asked_and_forgets_no_clip(harness: Harness) -> None:
    harness.ask("One.", "Two.", "Three.")
    harness.ready()
    harness.ask("Three.", "One.")
    harness.speak(3)
    assert harness.worker.texts == ["One.", "Three."]
    assert harness.voice.clip("One.") is not None


def test_another_session_takes_its_clips_from_the_cache(harness: Harness) -> None:
    harness.ask("One.", "Two.")
    harness.ready()
    harness.speak(2)
    again = Harness(harness.cache)
    again.ask("Two.", "One.", "Three.")
    again.ready()
    assert again.worker.texts == ["Three."]
    assert again.voice.clip("Two.") == harness.voice.clip("Two.")


def test_clips_of_the_last_session_are_there_before_the_worker_is(harness: Harness) -> None:
    harness.ask("One.")
    harness.ready()
    harness.speak()
    again = Harness(harness.cache)
    again.ask("One.")
    assert again.voice.clip("One.") == harness.voice.clip("One.")
    again.ready()
    assert again.worker.texts == []
    assert len(again.workers) == 1


def test_clips_of_a_voice_that_is_gone_are_made_again(harness: Harness) -> None:
    harness.ask("One.")
    harness.ready()
    harness.speak()
    again = Harness(harness.cache)
    again.ask("One.")
    again.worker.on_message({"ready": {**READY["ready"], "version": "2"}})
    again.voice.supervise()
    assert again.worker.texts == ["One."]
    assert again.voice.clip("One.") is None


def test_another_voice_has_clips_of_its_own(harness: Harness) -> None:
    harness.ask("One.")
    harness.ready()
    harness.speak()
    again = Harness(harness.cache)
    again.ask("One.")
    again.worker.on_message({"ready": {**READY["ready"], "voice": "gmw/en"}})
    again.voice.supervise()
    assert again.worker.texts == ["One."]


@pytest.mark.parametrize("content", [b"", b"RIFF", SOUND[:-500], SOUND[:44] + bytes(48_000)])
def test_a_damaged_file_in_the_cache_is_made_again(harness: Harness, content: bytes) -> None:
    harness.ask("One.")
    harness.ready()
    harness.speak()
    harness.voice.clip("One.").path.write_bytes(content)
    again = Harness(harness.cache)
    again.ask("One.")
    again.ready()
    assert again.worker.texts == ["One."]
    again.speak()
    assert again.voice.clip("One.").path.read_bytes() == SOUND


def test_a_file_that_is_not_sound_is_not_believed_even_from_the_worker(harness: Harness) -> None:
    harness.ask("One.", "Two.")
    harness.ready()
    for _ in range(2):
        harness.worker.say(b"nonsense")
        harness.voice.supervise()
    assert harness.voice.clip("One.") is None
    assert harness.worker.texts == ["One.", "One.", "Two."]


def test_a_line_that_cannot_be_said_holds_up_no_other(harness: Harness) -> None:
    harness.ask("...", "Two.")
    harness.ready()
    for _ in range(2):
        harness.worker.on_message({"failed": "x", "why": "silent"})
        harness.voice.supervise()
    harness.speak()
    assert harness.voice.clip("Two.") is not None
    harness.run(3)
    assert harness.worker.texts == ["...", "...", "Two."]
    assert harness.voice.notice is None


def test_a_line_that_a_full_disk_refused_is_tried_again_ever_later(harness: Harness) -> None:
    harness.ask("One.", "Two.")
    harness.ready()
    harness.fail(2)
    harness.speak()
    for rest_s in (20.0, 40.0):
        harness.now += rest_s - 1.0
        harness.voice.supervise()
        assert not harness.voice.reads("One.")
        harness.now += 1.0
        harness.run(0.2)
        assert harness.voice.reads("One.")
        harness.ready()
        harness.fail()
    assert not harness.voice.gives_up
    harness.now += 80.0
    harness.run(0.2)
    harness.ready()
    harness.speak()
    assert harness.voice.clip("One.") is not None


def test_a_worker_that_dies_in_the_middle_is_replaced_and_goes_on(harness: Harness) -> None:
    harness.ask("One.", "Two.")
    harness.ready()
    harness.worker.kill()
    harness.run(0.4)
    assert len(harness.workers) == 2
    harness.ready()
    harness.speak(2)
    assert harness.voice.clip("One.") is not None
    assert harness.voice.clip("Two.") is not None


def test_a_line_that_kills_the_worker_twice_is_left_out(harness: Harness) -> None:
    harness.ask("Deadly.", "Two.")
    for _ in range(2):
        harness.ready()
        harness.worker.kill()
        harness.run(1)
    harness.ready()
    assert harness.worker.texts == ["Two."]
    harness.speak()
    harness.now += 3600.0
    harness.run(1)
    assert not harness.voice.reads("Deadly.")


def test_a_worker_that_does_not_answer_is_killed(harness: Harness) -> None:
    harness.ask("One.")
    harness.ready()
    harness.run(7.5)
    assert harness.worker.running
    harness.run(1)
    assert not harness.workers[0].running
    assert len(harness.workers) == 2


def test_a_worker_that_never_gets_ready_is_killed(harness: Harness) -> None:
    harness.ask("One.")
    harness.run(20.5)
    assert not harness.workers[0].running


def test_tries_again_ever_later_and_says_that_the_voice_keeps_stopping(harness: Harness) -> None:
    harness.ask("One.")
    gaps = []
    for lives in range(2, 10):
        harness.worker.kill()
        killed = harness.now
        while len(harness.workers) < lives:
            harness.run(0.1)
        gaps.append(harness.now - killed)
    assert gaps == pytest.approx([0.3, 0.5, 0.9, 1.7, 2.1, 2.1, 5.1, 5.1], abs=0.11)
    assert "keeps stopping" in harness.voice.notice
    assert "No voice" not in harness.voice.notice
    harness.ready()
    harness.speak()
    assert harness.voice.notice is None


def test_a_full_disk_is_told_as_what_it_is(harness: Harness) -> None:
    harness.ask("One.", "Two.")
    harness.ready()
    for _ in range(3):
        harness.worker.on_message({"failed": "x", "why": "No space left on device"})
        harness.voice.supervise()
    assert harness.voice.notice == "No voice: No space left on device. Captions show every cue."


def test_a_line_that_is_said_ends_a_row_of_failures(harness: Harness) -> None:
    harness.ask("One.", "Two.", "Three.")
    harness.ready()
    for fails in (True, True, False, True, True):
        if fails:
            harness.worker.on_message({"failed": "x", "why": "silent"})
        else:
            harness.worker.say()
        harness.voice.supervise()
    assert harness.voice.notice is None
    assert not harness.voice.gives_up


def test_without_an_engine_it_says_so_at_once_and_tries_seldom(harness: Harness) -> None:
    harness.ask("One.")
    harness.worker.on_message({"unable": "RuntimeError: no espeak"})
    harness.worker.running = False
    harness.voice.supervise()
    assert "captions show every cue" in harness.voice.notice
    harness.run(29)
    assert len(harness.workers) == 1
    harness.run(2)
    assert len(harness.workers) == 2


def test_a_worker_with_nothing_left_to_say_is_sent_home_and_called_again(harness: Harness) -> None:
    harness.ask("One.")
    harness.ready()
    harness.speak()
    harness.run(3)
    assert harness.worker.closed
    harness.ask("One.", "Two.")
    harness.ready()
    assert harness.worker.texts == ["Two."]


def test_marks_that_an_engine_would_read_as_a_language_are_taken_out(harness: Harness) -> None:
    harness.ask("<break/>One.")
    harness.ready()
    assert "<" not in harness.worker.texts[0]


def test_without_a_folder_to_write_to_it_speaks_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    harness = Harness(tmp_path / "file" / "cache")
    harness.ask("One.")
    harness.ready()
    harness.speak()
    assert harness.voice.clip("One.").path.exists()
    harness.voice.close()
    assert not harness.voice.clip("One.").path.parent.exists()


def test_a_line_is_asked_for_with_the_time_that_it_may_take(harness: Harness) -> None:
    harness.ask("Switch legs.")
    harness.ready()
    assert harness.worker.asked[-1]["within_s"] == pytest.approx(0.28 + 10 * 0.072)


def test_a_line_that_the_voice_cannot_read_is_not_tried(harness: Harness) -> None:
    harness.ask("ยืดเหยียดข้อเท้า", "One.")
    harness.ready()
    assert harness.worker.texts == ["One."]
    assert not harness.voice.reads("ยืดเหยียดข้อเท้า")


def test_of_the_neural_voice_that_is_known_before_it_is_started(tmp_path: Path) -> None:
    harness = Harness(tmp_path, EngineSpec(EngineKind.NEURAL))
    harness.ask("ยืดเหยียดข้อเท้า", "足首と股関節")
    assert harness.workers[0].texts == []
    assert not harness.voice.reads("足首と股関節")
    assert harness.voice.reads("Dehnen für Läufer")


@pytest.mark.parametrize(
    ("wanted", "replaced"),
    [(None, False), ("gmw/en-us", False), ("GMW/en-us+f3", False), ("gone", True)],
)
def test_it_knows_that_the_voice_that_was_asked_for_is_gone(
    tmp_path: Path, wanted: str | None, replaced: bool
) -> None:
    harness = Harness(tmp_path, EngineSpec(EngineKind.SYSTEM, wanted))
    harness.ask("One.")
    assert not harness.voice.replaces_wanted
    harness.ready()
    assert harness.voice.replaces_wanted is replaced


def test_it_gives_up_when_it_did_not_start_twice(harness: Harness) -> None:
    harness.ask("One.")
    harness.worker.kill()
    harness.run(0.4)
    assert not harness.voice.gives_up
    harness.worker.kill()
    harness.run(0.2)
    assert harness.voice.gives_up
    assert harness.voice.why == "it ended"


def test_a_machine_that_was_busy_does_not_cost_its_voice_for_the_day(harness: Harness) -> None:
    harness.ask("One.")
    for _ in range(2):
        harness.worker.kill()
        harness.run(0.4)
    assert harness.voice.gives_up
    harness.now += TRIED_AGAIN_AFTER_S
    assert not harness.voice.gives_up
    harness.run(0.2)
    harness.worker.kill()
    harness.run(0.2)
    assert harness.voice.gives_up


def test_an_engine_that_is_not_there_is_not_tried_again(harness: Harness) -> None:
    harness.ask("One.")
    harness.worker.on_message({"unable": "no engine"})
    harness.worker.running = False
    harness.run(0.2)
    harness.now += TRIED_AGAIN_AFTER_S
    assert harness.voice.gives_up


def test_its_voices_can_be_had_without_a_line(harness: Harness) -> None:
    harness.voice.introduce()
    harness.voice.supervise()
    assert not harness.voice.is_introduced
    harness.ready()
    assert harness.voice.is_introduced
    assert [voice.language for voice in harness.voice.voices] == ["en-us"]
