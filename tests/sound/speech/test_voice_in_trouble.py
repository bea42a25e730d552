from __future__ import annotations

from pathlib import Path

import pytest

from mobility_timer.sound.speech.cache import SpeechCache
from mobility_timer.sound.speech.engine_spec import EngineKind, EngineSpec
from mobility_timer.sound.speech.failed_lines import LINE_TRIED_AGAIN_AFTER_S
from mobility_timer.sound.speech.voice import FULL_DISK_TRIED_AGAIN_AFTER_S, TRIED_AGAIN_AFTER_S
from tests.sound.speech.test_ladder import Harness as LadderHarness
from tests.sound.speech.voice_harness import SOUND, FakeWorker, Harness


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
    """Up to a minute: however long the disk was full, it does not take longer to be noticed."""
    harness.ask("One.")
    harness.ready()
    harness.fill_the_disk()
    harness.fail(2)
    for rest_s in (20.0, 40.0, 60.0, 60.0):
        harness.now += rest_s - 1.0
        harness.voice.supervise()
        assert not harness.voice.reads("One.")
        harness.now += 1.0
        harness.run(0.2)
        assert harness.voice.reads("One.")
        harness.ready()
        harness.fail()
    assert not harness.voice.gives_up


def test_once_a_line_is_written_again_all_that_the_disk_refused_are_tried(
    harness: Harness,
) -> None:
    harness.ask("One.", "Two.", "Three.")
    harness.ready()
    harness.fill_the_disk()
    harness.fail(2)
    assert harness.worker.texts[-1] == "Two."
    harness.speak(3)
    assert harness.worker.texts[-3:] == ["Two.", "One.", "Three."]
    assert all(harness.voice.clip(line) for line in ("One.", "Two.", "Three."))


@pytest.mark.parametrize("count", [1, 9])
def test_lines_that_a_full_disk_refused_are_not_told_as_lines_nobody_can_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    def refuse(worker: FakeWorker) -> None:
        worker.on_message({"failed": "x", "why": "No space left on device"})

    monkeypatch.setattr(FakeWorker, "say", refuse)
    harness = LadderHarness(tmp_path)
    harness.ladder.request([f"Line {number}." for number in range(count)])
    told = set()
    for _ in range(150):
        harness.run(1.0)
        told.add(harness.ladder.notice or "")
    assert any("No space left on device" in notice for notice in told) == (count > 1)
    assert not any("can read" in notice for notice in told)


def test_lines_go_to_a_temporary_folder_once_the_disk_is_full(harness: Harness) -> None:
    harness.ask("One.", "Two.")
    harness.ready()
    harness.speak()
    kept = harness.voice.clip("One.").path
    harness.fill_the_disk()
    harness.speak()
    assert harness.voice.clip("One.").path == kept
    assert harness.voice.clip("Two.").path.parent != kept.parent
    assert harness.workers[0].closed
    assert harness.worker.asked[0]["folder"] == str(harness.voice.clip("Two.").path.parent)
    assert harness.voice.notice is None


def test_a_worker_that_hangs_or_ends_for_want_of_room_is_no_voice_that_keeps_stopping(
    harness: Harness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some engines hang where they cannot write; the disk tells why."""
    monkeypatch.setattr(SpeechCache, "is_full", True)
    harness.ask("One.", "Two.")
    harness.ready()
    harness.run(9)
    assert harness.voice.notice is None
    assert len(harness.workers) == 2
    moved = harness.worker.asked[0]["folder"]
    assert moved != harness.workers[0].asked[0]["folder"]
    for _ in range(4):
        harness.worker.kill()
        harness.run(3)
    assert harness.voice.notice == "No voice: No space left on device. Captions show every cue."


def test_an_engine_that_cannot_be_opened_on_a_full_disk_is_opened_elsewhere(
    harness: Harness,
) -> None:
    harness.ask("One.")
    for notice in (None, "No voice: No space left on device. Captions show every cue."):
        harness.worker.on_message({"unable": "No space left on device"})
        harness.worker.running = False
        harness.run(0.3)
        assert harness.voice.notice == notice
    assert len(harness.workers) == 2


def test_the_built_in_voice_goes_on_in_another_folder_without_starting_anew(
    tmp_path: Path,
) -> None:
    harness = Harness(tmp_path, EngineSpec(EngineKind.NEURAL))
    harness.ask("One.")
    harness.ready()
    harness.fail()
    assert len(harness.workers) == 1
    harness.speak()
    assert harness.voice.clip("One.").path.parent != tmp_path


def test_what_failed_is_tried_again_also_where_nobody_asks(harness: Harness) -> None:
    harness.ask("One.", "Two.", "Three.")
    harness.ready()
    harness.fill_the_disk()
    harness.fail(6)
    assert harness.voice.gives_up
    harness.run(3)
    assert harness.worker.closed
    harness.voice._supervisor._wake.clear()
    left_s = harness.voice._supervisor._next_look_s()
    assert left_s == pytest.approx(LINE_TRIED_AGAIN_AFTER_S - 3, abs=0.2)
    harness.run(LINE_TRIED_AGAIN_AFTER_S - 3 + 0.2)
    assert harness.voice.reads("One.")


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
    harness.fill_the_disk()
    harness.fail(3)
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


def test_without_a_folder_to_write_to_it_speaks_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    harness = Harness(tmp_path / "file" / "cache")
    harness.ask("One.")
    harness.ready()
    harness.speak()
    assert harness.voice.clip("One.").path.exists()
    harness.voice.close()
    assert not harness.voice.clip("One.").path.parent.exists()


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


def test_after_a_full_disk_the_voice_is_back_in_a_minute(harness: Harness) -> None:
    harness.ask("One.", "Two.", "Three.")
    harness.ready()
    harness.fill_the_disk()
    harness.fail(6)
    harness.now += FULL_DISK_TRIED_AGAIN_AFTER_S - 1
    assert harness.voice.gives_up
    harness.now += 1
    assert not harness.voice.gives_up


def test_an_engine_that_is_not_there_is_not_tried_again(harness: Harness) -> None:
    harness.ask("One.")
    harness.worker.on_message({"unable": "no engine"})
    harness.worker.running = False
    harness.run(0.2)
    harness.now += TRIED_AGAIN_AFTER_S
    assert harness.voice.gives_up
