"""Where sound is off, nothing is started, asked or missed."""

from __future__ import annotations

from pathlib import Path

import pytest

from mobility_timer.playback.player import Player
from mobility_timer.settings import Settings
from mobility_timer.sound.coach import open_coach
from tests.coach_harness import TIMELINE, FakeLoudspeaker, FakeVoice, Harness
from tests.sample_routines import HandClock


@pytest.mark.parametrize(("speed", "is_heard"), [(2.0, True), (20.0, False)])
def test_many_times_faster_nothing_is_heard_or_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, speed: float, is_heard: bool
) -> None:
    voice, speaker = FakeVoice(), FakeLoudspeaker()
    monkeypatch.setattr("mobility_timer.sound.coach.Ladder", lambda *_: voice)
    monkeypatch.setattr("mobility_timer.sound.coach.Loudspeaker", lambda: speaker)
    coach = open_coach(tmp_path, Settings(), speed)
    clock = HandClock(speed)
    player = Player(TIMELINE, clock, [coach])
    coach.prepare(TIMELINE)
    player.play()
    clock.move(2_000)
    player.tick()
    assert (bool(speaker.planned), speaker.started > 0, voice.started > 0) == (is_heard,) * 3
    assert coach.notice is None
    player.close()


def test_a_voice_can_be_listened_to_however_fast_a_session_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    voice, speaker = FakeVoice(), FakeLoudspeaker()
    monkeypatch.setattr("mobility_timer.sound.coach.Ladder", lambda *_: voice)
    monkeypatch.setattr("mobility_timer.sound.coach.Loudspeaker", lambda: speaker)
    coach = open_coach(tmp_path, Settings(), 20.0)
    assert coach.listen()
    assert [play.voice for play in speaker.planned] == [True]


def test_unspoken_nothing_of_the_voice_is_asked_or_missed() -> None:
    harness = Harness(speak=False)
    harness.voice.notice = "No voice."
    harness.voice.prepared = (1, 2)
    harness.coach.prepare(TIMELINE)
    assert (harness.voice.started, harness.voice.requested) == (0, [])
    assert (harness.coach.notice, harness.coach.prepared) == (None, (0, 0))
