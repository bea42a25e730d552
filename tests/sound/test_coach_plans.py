"""What the coach waits for, and what it does not count again."""

from __future__ import annotations

from unittest.mock import PropertyMock

import pytest

from tests.coach_harness import START, TIMELINE, FakeVoice, Harness


def look(harness: Harness) -> int:
    """How many clips are asked for at a look 10 ms later."""
    before = harness.voice.asked
    harness.clock.move(10)
    harness.player.tick()
    return harness.voice.asked - before


def at_work() -> Harness:
    harness = Harness()
    harness.player.play()
    harness.player.seek(START + 1000)
    return harness


def test_a_clip_that_is_missing_is_asked_for_at_each_look() -> None:
    harness = Harness()
    harness.voice.silent = {cue.line for cue in TIMELINE.cues}
    harness.player.play()
    harness.player.seek(START + 1000)
    assert all(look(harness) and harness.coach.lacks_clip for _ in range(20))
    harness.voice.silent.clear()
    look(harness)
    assert not harness.coach.lacks_clip


def test_once_all_lines_are_ready_nobody_counts_them_again(monkeypatch: pytest.MonkeyPatch) -> None:
    counted = []
    ready = PropertyMock(side_effect=lambda: counted.append(1) or (9, 9))
    monkeypatch.setattr(FakeVoice, "prepared", ready, raising=False)
    harness = at_work()
    harness.run(20)
    assert len(counted) == 1
    harness.player.more()
    harness.run(20)
    assert len(counted) == 2
