"""What the coach waits for, and what it does not count again."""

from __future__ import annotations

from unittest.mock import PropertyMock

import pytest

from mobility_timer.playback.transport import State
from mobility_timer.sound.plan import SoundChoices
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


def test_clips_are_asked_for_only_when_a_cue_comes_within_two_seconds() -> None:
    harness = at_work()
    for _ in range(400):
        ahead = TIMELINE.cue_from(harness.player.look().at + 2_000)
        asked, before = look(harness), harness.player.look().at
        assert bool(asked) is (ahead is not None and ahead < before + 2_000)


@pytest.mark.parametrize("waits", [False, True])
def test_what_was_planned_is_at_each_look_what_would_be_planned_then(waits: bool) -> None:
    harness = Harness()
    harness.player.set_waiting(waits)
    harness.player.play()
    for number in range(1_200):
        harness.clock.move(170)
        harness.player.tick()
        if number % 100 == 99 or harness.player.transport.state is State.WAITING:
            harness.player.toggle()
        update = harness.player.look()
        if update.state is State.PLAYING:
            planned = SoundChoices(harness.voice.clip).ahead(update).plays
            to_come = {play for play in harness.speaker.planned if play.at > harness.now}
            assert to_come == {play for play in planned if play.at > harness.now}


def test_with_the_voice_off_no_line_is_waited_for() -> None:
    harness = Harness(speak=False)
    harness.player.play()
    for _ in range(100):
        harness.run(0.3)
        assert not harness.coach.lacks_clip


def test_a_line_that_no_voice_can_say_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    harness = Harness()
    harness.voice.silent = {cue.line for cue in TIMELINE.cues}
    monkeypatch.setattr(harness.voice, "owes", lambda _line: False)
    harness.player.play()
    harness.run(5)
    assert not harness.coach.lacks_clip


def test_sound_that_is_off_for_less_than_a_look_goes_on() -> None:
    harness = at_work()
    while not look(harness):
        pass
    planned = harness.speaker.planned
    harness.coach.set_muted(True)
    harness.coach.set_muted(False)
    assert planned != harness.speaker.planned == ()
    look(harness)
    assert harness.speaker.planned == planned
