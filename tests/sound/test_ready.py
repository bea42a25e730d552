"""What a session waits for before it begins: the coach's first line, which the ladder owes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mobility_timer.sound.plan import lines_of
from tests.coach_harness import TIMELINE, Harness
from tests.sound.speech.test_ladder import THAI, VOICES
from tests.sound.speech.test_ladder import Harness as LadderHarness


def test_a_session_is_ready_once_its_first_line_can_be_heard() -> None:
    harness = Harness()
    assert harness.coach.is_ready
    harness.voice.silent.update(lines_of(TIMELINE.cues[0]))
    harness.coach.prepare(TIMELINE)
    assert not harness.coach.is_ready
    harness.voice.silent.clear()
    assert harness.coach.is_ready


@pytest.mark.parametrize("chosen", [{"muted": True}, {"speak": False}, {"speed": 3.0}])
def test_no_line_is_waited_for_that_nobody_is_to_hear(chosen: dict[str, Any]) -> None:
    harness = Harness(**chosen)
    harness.voice.silent.update(lines_of(TIMELINE.cues[0]))
    harness.coach.prepare(TIMELINE)
    assert harness.coach.is_ready


def test_without_a_device_no_line_is_waited_for() -> None:
    harness = Harness()
    harness.voice.silent.update(lines_of(TIMELINE.cues[0]))
    harness.coach.prepare(TIMELINE)
    harness.speaker.works = False
    assert harness.coach.is_ready


def test_a_line_is_owed_until_it_is_a_clip_or_nobody_is_left_to_say_it(tmp_path: Path) -> None:
    harness = LadderHarness(tmp_path, voices=VOICES[:1])
    harness.ladder.request(["One.", THAI])
    assert harness.ladder.owes("One.")
    harness.run()
    assert not harness.ladder.owes("One.")
    assert not harness.ladder.owes(THAI)
    harness.broken.update(("neural", "system"))
    harness.ladder.request(["Two."])
    harness.run(0.2)
    assert harness.ladder.owes("Two.")
    harness.run(5)
    assert not harness.ladder.owes("Two.")
