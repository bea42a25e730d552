from __future__ import annotations

from pathlib import Path

import pytest

from mobility_timer.sound.speech.engine_spec import EngineKind, EngineSpec
from tests.sound.speech.voice_harness import READY, Harness


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


def test_its_voices_can_be_had_without_a_line(harness: Harness) -> None:
    harness.voice.introduce()
    harness.voice.supervise()
    assert not harness.voice.is_introduced
    harness.ready()
    assert harness.voice.is_introduced
    assert [voice.language for voice in harness.voice.voices] == ["en-us"]
