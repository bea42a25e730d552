from __future__ import annotations

from dataclasses import replace
from typing import Any

from mobility_timer.playback.player import Player
from mobility_timer.settings import Music, OpenSilence, Settings, ToneSet
from mobility_timer.sound.device.around import Around
from mobility_timer.timeline.compiler import compile_routine
from tests.coach_harness import START, Harness
from tests.sample_routines import MIXED


def tones_of(harness: Any) -> Any:
    return {play.clip for play in harness.ever if play.clip.startswith("tone:")}


def test_the_tones_are_those_of_the_settings_and_change_at_once() -> None:
    harness = Harness(tones=ToneSet.BRIGHT)
    harness.player.play()
    harness.run(START / 1000 + 1)
    assert {clip.split("/")[0] for clip in tones_of(harness)} == {"tone:bright"}
    harness.ever.clear()
    harness.coach.set_voice(Settings(tones=ToneSet.LOW))
    harness.run(40)
    assert {clip.split("/")[0] for clip in tones_of(harness)} == {"tone:low"}


def test_a_routine_may_bring_its_own_tones() -> None:
    harness = Harness(tones=ToneSet.BRIGHT, single_beep=False)
    mine = compile_routine(replace(MIXED, tones=ToneSet.LOW, single_beep=True))
    harness.player = Player(mine, harness.clock, [harness.coach])
    harness.player.play()
    harness.run(START / 1000 + 1)
    beeps = [play for play in harness.ever if play.clip.endswith("/countdown")]
    assert [play.clip for play in beeps] == ["tone:low/countdown"]


def test_all_tones_can_be_listened_to_before_any_session() -> None:
    harness = Harness(tones=ToneSet.BRIGHT)
    harness.coach.listen_to_tones()
    assert len({play.clip for play in harness.speaker.planned}) == 8
    assert (harness.speaker.started, harness.speaker.rests) == (1, 1)


def test_what_is_around_is_told_when_a_session_begins_pauses_and_is_muted() -> None:
    harness = Harness(music=Music.SESSION)
    harness.player.play()
    harness.run(1)
    assert harness.speaker.around == Around(music=Music.SESSION, leads=True)
    harness.coach.set_muted(True)
    assert not harness.speaker.around.leads
    harness.coach.set_muted(False)
    assert harness.speaker.around.leads
    harness.player.pause()
    harness.run(1)
    assert not harness.speaker.around.leads
    harness.coach.set_voice(Settings(open_silence=OpenSilence.ON))
    assert harness.speaker.around == Around(silence=OpenSilence.ON)
