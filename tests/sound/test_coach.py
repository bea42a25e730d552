from __future__ import annotations

from dataclasses import replace

import pytest

from mobility_timer.settings import Count, Settings
from mobility_timer.sound.plan import lines_of
from mobility_timer.sound.speech.ladder import VoiceChoice
from mobility_timer.timeline.compiler import compile_routine
from mobility_timer.words.coach.voice import SAMPLE
from tests.coach_harness import START, TIMELINE, Harness
from tests.sample_routines import MIXED


def test_prepare_asks_for_every_line_the_nearest_first() -> None:
    harness = Harness()
    harness.coach.prepare(TIMELINE)
    assert (harness.voice.started, harness.speaker.started) == (1, 1)
    lines = [line for cue in TIMELINE.cues for line in lines_of(cue) if line]
    assert [line for line in harness.voice.requested if line][: len(lines)] == lines
    assert {"Three.", "Two.", "One."} <= set(harness.voice.requested)


def test_of_other_routines_the_first_lines_are_asked_for_last() -> None:
    harness = Harness()
    other = compile_routine(replace(MIXED, name="Another one", drills=MIXED.drills[:1]))
    harness.coach.render_ahead(TIMELINE, openings=[other])
    own = {line for cue in TIMELINE.cues for line in lines_of(cue)}
    first, last = other.cues[0].line, other.cues[-1].line
    assert first not in own
    assert harness.voice.requested.index(first) > harness.voice.requested.index(
        TIMELINE.cues[-1].line
    )
    assert harness.voice.requested.count(last) == (last in own)


def test_what_home_has_rendered_ahead_comes_after_the_lines_of_a_session() -> None:
    harness = Harness()
    harness.player.play()
    harness.player.seek(TIMELINE.spans[2].start)
    own = list(harness.voice.requested)
    other = compile_routine(replace(MIXED, name="Another one", voice="gmw/de"))
    harness.coach.render_ahead(other, openings=[other])
    assert harness.voice.requested[: len(own)] == own
    assert other.cues[0].line in harness.voice.requested[len(own) :]
    assert harness.choices == [VoiceChoice()]
    harness.coach.silence()
    harness.coach.render_ahead(other)
    assert harness.voice.requested[0] == other.cues[0].line


def test_after_a_seek_the_lines_from_there_on_come_first() -> None:
    harness = Harness()
    harness.player.play()
    later = TIMELINE.spans[2].start
    harness.player.seek(later)
    assert harness.voice.requested[0] == TIMELINE.cues_between(later, TIMELINE.length)[0].line


def test_every_cue_of_a_session_is_planned_ahead_and_once() -> None:
    harness = Harness()
    harness.player.play()
    zero = harness.now
    harness.run(TIMELINE.length / 1000 + 1)
    voices = sorted(play.at - zero for play in harness.ever if play.voice)
    lines = [cue for cue in TIMELINE.cues if cue.line]
    assert len(voices) == len(lines)
    for at, cue in zip(voices, lines, strict=True):
        assert -0.001 <= at - cue.at / 1000 <= 0.601


def test_is_told_only_when_something_changes() -> None:
    harness = Harness()
    harness.player.play()
    harness.run(60)
    assert len(harness.told()) < 90


def test_a_pause_is_silent_and_a_resume_plans_anew() -> None:
    harness = Harness()
    harness.player.play()
    harness.run(START / 1000 - 2)
    harness.told()
    harness.player.pause()
    assert harness.told() == ["clear"]
    assert not harness.speaker.planned
    harness.run(5)
    assert harness.told() == []
    harness.player.play()
    assert harness.told() == ["clear"]
    assert harness.speaker.planned


def test_a_seek_clears_once_with_what_comes_there() -> None:
    harness = Harness()
    harness.player.play()
    harness.run(3)
    harness.told()
    harness.player.seek(START - 500)
    assert harness.told() == ["clear"]
    assert "tone:warm/go" in [play.clip for play in harness.speaker.planned]


def test_a_seek_while_paused_stays_silent() -> None:
    harness = Harness()
    harness.player.play()
    harness.run(3)
    harness.player.pause()
    harness.player.seek(START)
    assert not harness.speaker.planned


def test_one_rep_more_leaves_what_sounds_and_moves_what_comes() -> None:
    harness = Harness()
    harness.player.play()
    harness.player.seek(START + 1000)
    harness.run(1)
    harness.told()
    harness.player.more()
    harness.run(1)
    assert "clear" not in harness.told()


def test_a_drill_with_one_side_dropped_begins_elsewhere_and_clears() -> None:
    harness = Harness()
    harness.player.play()
    harness.player.seek(START + 1000)
    harness.run(1)
    harness.told()
    harness.player.drop_side()
    assert harness.told() == ["clear"]


def test_a_stop_is_silent_and_the_end_rings_out() -> None:
    stopped = Harness()
    stopped.player.play()
    stopped.run(3)
    stopped.told()
    stopped.player.stop()
    assert stopped.told() == ["clear"]
    ended = Harness()
    ended.player.play()
    ended.player.seek(TIMELINE.length - 1000)
    ended.told()
    ended.run(3)
    assert "clear" not in ended.told()


def test_a_laptop_that_slept_is_silent() -> None:
    harness = Harness()
    harness.player.play()
    harness.run(3)
    harness.told()
    harness.clock.sleep(60_000)
    harness.player.tick()
    assert harness.told() == ["clear"]
    assert not harness.speaker.planned


def test_muted_is_silent_at_once_and_unmuted_goes_on() -> None:
    harness = Harness()
    harness.player.play()
    harness.player.seek(START - 2500)
    harness.run(0.5)
    harness.coach.set_muted(True)
    assert harness.coach.muted
    assert harness.speaker.told[-1] == "clear"
    harness.run(1)
    assert not harness.speaker.planned
    harness.coach.set_muted(False)
    harness.run(0.1)
    assert "tone:warm/go" in [play.clip for play in harness.speaker.planned]


def test_a_muted_coach_plays_nothing_from_the_start() -> None:
    harness = Harness(muted=True)
    harness.player.play()
    harness.run(20)
    assert harness.ever == {}


def test_a_line_that_becomes_ready_late_replaces_its_tick() -> None:
    harness = Harness()
    harness.player.play()
    two = next(cue for cue in TIMELINE.cues if cue.at > START and cue.line == "Two.")
    harness.voice.silent.add("Two.")
    harness.player.seek(two.at - 1500)
    assert "tone:warm/rep" in [play.clip for play in harness.speaker.planned]
    harness.voice.silent.clear()
    harness.run(0.1)
    assert "Two.wav" in [play.clip for play in harness.speaker.planned]
    assert "tone:warm/rep" not in [play.clip for play in harness.speaker.planned]


def test_a_voice_that_is_behind_is_asked_for_what_is_still_to_come() -> None:
    harness = Harness()
    harness.voice.prepared = (0, 9)
    harness.player.play()
    harness.run(START / 1000 + 4)
    passed = [cue.line for cue in TIMELINE.cues_between(0, START) if cue.line]
    assert harness.voice.requested[0] not in passed


def test_of_a_welcome_that_is_late_the_fewer_words_that_still_fit_are_asked_for_first() -> None:
    harness = Harness()
    harness.voice.prepared = (0, 9)
    harness.player.play()
    welcome = TIMELINE.cues[0]
    _, *fewer = [line for line in lines_of(welcome) if line]
    harness.run(3.1)
    assert welcome.line not in harness.voice.requested[:1]
    assert harness.voice.requested[0] in fewer
    harness.run(7)
    assert harness.voice.requested[0] not in lines_of(welcome)


def test_a_voice_that_has_every_line_is_not_asked_again() -> None:
    harness = Harness()
    harness.player.play()
    asked = list(harness.voice.requested)
    harness.run(START / 1000 + 4)
    assert harness.voice.requested == asked


def test_the_count_can_be_changed_while_playing() -> None:
    harness = Harness(count=Count.TICKED)
    harness.player.play()
    harness.player.seek(START + 1000)
    harness.run(3)
    assert "tone:warm/rep" in {play.clip for play in harness.ever}
    harness.coach.set_count(Count.SILENT)
    harness.run(0.2)
    harness.ever.clear()
    harness.run(5)
    assert "tone:warm/rep" not in {play.clip for play in harness.ever}


@pytest.mark.parametrize(("percent", "gain"), [(100, 1.0), (50, 0.25), (0, 0.0)])
def test_the_volume_is_felt_as_even_steps(percent: int, gain: float) -> None:
    harness = Harness(volume=percent)
    assert harness.speaker.gains == pytest.approx((gain, 1.0))
    harness.coach.set_volume(100, percent)
    assert harness.speaker.gains == pytest.approx((1.0, gain))


def test_with_the_voice_off_the_tones_go_on_and_nothing_is_rendered() -> None:
    harness = Harness(speak=False)
    harness.voice.notice = "No voice."
    harness.player.play()
    harness.player.seek(START - 5000)
    harness.run(12)
    assert all(not play.voice for play in harness.ever)
    assert {"tone:warm/countdown", "tone:warm/go"} <= {play.clip for play in harness.ever}
    assert harness.voice.requested == []
    assert harness.coach.notice is None


def test_another_voice_takes_over_in_the_middle() -> None:
    harness = Harness()
    harness.player.play()
    harness.run(1)
    harness.coach.set_voice(Settings())
    assert harness.voice.closed == 0
    harness.coach.set_voice(Settings(voice="gmw/en", voice_speed=120))
    assert harness.voice.closed == 1
    assert harness.choices[-1] == VoiceChoice("gmw/en", None, 120)
    assert harness.voice.requested
    harness.coach.set_voice(Settings(voice="gmw/en", voice_speed=120, speak=False))
    harness.ever.clear()
    harness.run(10)
    assert all(not play.voice for play in harness.ever)


def test_another_voice_in_the_middle_begins_with_what_comes() -> None:
    harness = Harness()
    harness.player.play()
    harness.player.seek(START)
    harness.run(1)
    harness.coach.set_voice(Settings(voice="gmw/en"))
    coming = TIMELINE.cues_between(round(START + 900), TIMELINE.length)[0].line
    assert harness.voice.requested[0] == coming


def test_after_a_routine_with_a_voice_of_its_own_the_chosen_one_is_listened_to() -> None:
    harness = Harness()
    harness.coach.prepare(compile_routine(replace(MIXED, voice="gmw/de")))
    harness.coach.set_voice(Settings(muted=True))
    assert harness.choices[-1].voice == "gmw/de"
    assert harness.voice.closed == 1
    harness.coach.silence()
    harness.coach.listen()
    assert harness.choices[-1] == VoiceChoice()
    harness.coach.render_ahead(compile_routine(replace(MIXED, voice="gmw/de")))
    harness.coach.set_voice(Settings(voice="neural"))
    assert harness.choices[-1] == VoiceChoice("neural")


def test_says_one_line_of_what_is_missing() -> None:
    harness = Harness()
    harness.voice.notice = "No voice."
    assert harness.coach.notice is None
    harness.coach.prepare(TIMELINE)
    assert harness.coach.notice == "No voice."
    harness.speaker.notice = "No sound."
    assert harness.coach.notice == "No sound."


def test_lines_can_be_heard_where_there_is_a_device_and_a_voice() -> None:
    harness = Harness()
    harness.speaker.notice = "No sound."
    assert harness.coach.speaks
    assert harness.coach.device_notice is None
    harness.voice.works = False
    assert not harness.coach.speaks
    harness.voice.works, harness.speaker.works = True, False
    assert not harness.coach.speaks
    assert harness.coach.device_notice == "No sound."


def test_closing_ends_voice_and_loudspeaker() -> None:
    harness = Harness()
    harness.player.play()
    harness.player.close()
    assert (harness.voice.closed, harness.speaker.closed) == (1, 1)


def test_between_two_sessions_it_is_silent_and_lets_the_device_go() -> None:
    harness = Harness()
    harness.player.play()
    harness.run(3)
    harness.told()
    harness.coach.silence()
    assert harness.told() == ["clear"]
    assert (harness.speaker.planned, harness.speaker.rests) == ((), 1)
    harness.coach.prepare(TIMELINE)
    assert harness.speaker.started > 1


def test_a_long_line_that_is_ready_late_is_still_said() -> None:
    harness = Harness()
    harness.voice.seconds = 1.4
    welcome = TIMELINE.cues[0]
    harness.voice.silent.update(lines_of(welcome))
    harness.player.play()
    harness.run(2.2)
    assert not harness.speaker.planned
    harness.voice.silent.clear()
    harness.run(0.1)
    assert [play.clip for play in harness.speaker.planned] == [f"{welcome.line}wav"]


def test_a_short_line_that_is_ready_late_is_not() -> None:
    harness = Harness()
    welcome = TIMELINE.cues[0]
    harness.voice.silent.update(lines_of(welcome))
    harness.player.play()
    harness.run(0.8)
    harness.voice.silent.clear()
    harness.run(0.1)
    assert not harness.speaker.planned


def test_a_line_to_listen_to_is_played_once_it_is_there() -> None:
    harness = Harness()
    harness.voice.silent = {SAMPLE}
    assert not harness.coach.listen()
    assert harness.voice.requested == [SAMPLE]
    assert harness.speaker.told == []
    harness.voice.silent = set()
    assert harness.coach.listen()
    [play] = harness.speaker.planned
    assert play.voice
    assert play.clip.startswith(SAMPLE[:4])
    assert harness.speaker.rests == 1


def test_the_voices_of_the_system_are_asked_for() -> None:
    harness = Harness()
    harness.coach.find_voices()
    assert (harness.voice.started, harness.voice.found) == (1, 1)
    assert harness.coach.voices == ()


def test_a_routine_may_bring_its_own_voice_and_language() -> None:
    harness = Harness()
    mine = compile_routine(replace(MIXED, voice="gmw/de", language="de"))
    harness.coach.prepare(mine)
    assert harness.choices[-1] == VoiceChoice("gmw/de", None, 100, "de")
    harness.coach.prepare(mine)
    assert len(harness.choices) == 2
    harness.coach.prepare(TIMELINE)
    assert harness.choices[-1] == VoiceChoice()
