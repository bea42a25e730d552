from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from mobility_timer.playback.player import Player
from mobility_timer.routine.model import Breath, Side
from mobility_timer.settings import Count, Settings, ToneSet
from mobility_timer.sound.device.play import Play
from mobility_timer.sound.plan import SoundChoices, lines_of, tone_samples
from mobility_timer.sound.speech.cache import Clip
from mobility_timer.timeline.compiler import compile_routine
from mobility_timer.timeline.cues import Cue, Finishes, SideChanges, Tone
from mobility_timer.timeline.work_cues import Breathes, CountsDown, CountsLastTwo, CountsRep, Starts
from tests.sample_routines import MIXED, HandClock

TIMELINE = compile_routine(MIXED)
START = TIMELINE.sets[0].start


def clip(line: str) -> Clip:
    return Clip(Path(f"{line}wav"), 0.5)


def no_clip(_line: str) -> None:
    return None


class Harness:
    def __init__(
        self,
        speed: float = 1.0,
        waits: bool = False,
        speak: Callable[..., Clip] = clip,
        count: Count = Count.SPOKEN,
    ) -> None:
        self.clock = HandClock(speed)
        self.player = Player(TIMELINE, self.clock, waits=waits)
        self.choice = SoundChoices(speak, count, speed)

    @property
    def now(self) -> float:
        return self.clock.now() / 1000 / self.clock.speed

    def plays(self) -> tuple[Play, ...]:
        return self.choice.ahead(self.player.look()).plays


def heard(
    cue: Cue, speak: Callable[..., Clip | None] = clip, count: Count = Count.SPOKEN
) -> tuple[Play, ...]:
    return tuple(SoundChoices(speak, count).plays_of(cue, 10.0))


WELCOME = TIMELINE.cues[0]


def at_start_said(now: float, *ready: str) -> list[str]:
    """Which words are said of a welcome that was due at 10 s."""
    lasts = {words: 0.06 * len(words) for words in WELCOME.meaning.phrasings}

    def speak(line: str) -> Clip | None:
        return Clip(Path(line), lasts[line]) if line in ready else None

    plays = list(SoundChoices(speak).plays_of(WELCOME, 10.0, now))
    assert {play.at for play in plays} == {10.0}
    return [play.clip for play in plays if now <= play.at + play.late]


def test_of_a_welcome_that_is_ready_too_late_the_shorter_words_are_said() -> None:
    whole, short, *_ = WELCOME.meaning.phrasings
    assert short in lines_of(WELCOME)
    assert at_start_said(10.0, whole, short) == [whole]
    assert at_start_said(13.5, whole, short) == [short]
    assert at_start_said(10.0, short) == [short]
    assert at_start_said(13.5, whole) == []
    assert at_start_said(18.0, whole, short) == []


def count_cue(number: int, last_two: bool = False) -> Cue:
    line = "Last two." if last_two else f"{number}."
    counts = CountsLastTwo if last_two else CountsRep
    return Cue(5000, counts(number, 8), line, None, 7000)


def test_one_beep_instead_of_three_leaves_the_words_and_the_last_beep() -> None:
    def beeps(seconds: Any) -> Any:
        cue = Cue(5000, CountsDown(seconds), "Three.", Tone.COUNTDOWN, 6000)
        return [play.clip for play in SoundChoices(clip, single_beep=True).plays_of(cue, 10.0)]

    assert beeps(3) == ["Three.wav"]
    assert beeps(1) == ["tone:warm/countdown", "Three.wav"]


def test_the_tones_are_of_the_chosen_set() -> None:
    go = Cue(5000, Starts(), "", Tone.GO, 5000)
    choices = SoundChoices(no_clip, tones=ToneSet.LOW)
    assert [play.clip for play in choices.plays_of(go, 10.0)] == ["tone:low/go"]


def test_a_sample_counts_in_as_chosen_and_has_every_tone_once_at_least() -> None:
    three = tone_samples(Settings(tones=ToneSet.BRIGHT), 10.0, 1.0)
    one = tone_samples(Settings(single_beep=True), 10.0, 1.0)
    assert len(three) == len(one) + 2
    assert {play.clip for play in three} == {f"tone:bright/{tone.value}" for tone in Tone}
    times = [play.at for play in three]
    assert times[0] == 10.0
    assert all(later - sooner > 0.69 for sooner, later in pairwise(times))


def test_a_line_is_a_clip_with_its_room() -> None:
    breathe = Cue(5000, Breathes(Breath.OUT), "Breathe out.", None, 7000)
    assert heard(breathe) == (Play("Breathe out.wav", 10.0, 12.0, voice=True),)


def test_countdown_and_start_are_tones_with_or_without_a_voice() -> None:
    three = Cue(5000, CountsDown(3), "Three.", Tone.COUNTDOWN, 6000)
    assert heard(three, no_clip) == (Play("tone:warm/countdown", 10.0),)
    assert [play.clip for play in heard(three)] == ["tone:warm/countdown", "Three.wav"]
    assert heard(Cue(5000, Starts(), "", Tone.GO, 5000)) == (Play("tone:warm/go", 10.0),)


def test_a_signal_is_heard_before_its_words_where_there_is_room() -> None:
    change = Cue(5000, SideChanges(MIXED.drills[0], Side.LEFT), "Switch legs.", Tone.CHANGE, 7000)
    tone, line = heard(change)
    assert (tone.at, line.at) == (10.0, 10.25)
    tone, line = heard(change._replace(until=5700))
    assert line.at == pytest.approx(10.08)
    tone, line = heard(change._replace(until=5400))
    assert (line.at, line.until) == (10.0, pytest.approx(10.4))
    end = Cue(5000, Finishes(10, 5, 5), "Done.", Tone.END, 9000)
    assert [play.at for play in heard(end)] == [10.0, 10.6]


@pytest.mark.parametrize(
    ("count", "speak", "cue", "clips"),
    [
        (Count.SPOKEN, clip, count_cue(3), ["3.wav"]),
        (Count.SPOKEN, clip, count_cue(7, True), ["Last two.wav"]),
        (Count.SPOKEN, no_clip, count_cue(3), ["tone:warm/rep"]),
        (Count.TICKED, clip, count_cue(3), ["tone:warm/rep"]),
        (Count.TICKED, clip, count_cue(7, True), ["tone:warm/rep", "Last two.wav"]),
        (Count.SILENT, clip, count_cue(3), []),
        (Count.SILENT, clip, count_cue(7, True), []),
        (Count.TICKED, clip, Cue(5000, CountsRep(3, 8), "", None, 5000), ["tone:warm/rep"]),
        (Count.TICKED, clip, Cue(5000, CountsRep(1, 8), "", None, 5000), []),
        (Count.SPOKEN, clip, Cue(5000, CountsRep(1, 8), "", None, 5000), []),
    ],
)
def test_reps_are_counted_as_chosen(
    count: Count, speak: Callable[..., Clip | None], cue: Cue, clips: list[str]
) -> None:
    assert [play.clip for play in heard(cue, speak, count)] == clips


@pytest.mark.parametrize(
    ("count", "clips"),
    [
        (Count.SPOKEN, ["Three, out.wav"]),
        (Count.TICKED, ["tone:warm/rep", "Out.wav"]),
        (Count.SILENT, ["Out.wav"]),
    ],
)
def test_the_breath_is_heard_however_the_reps_are_counted(count: Any, clips: Any) -> None:
    cue = Cue(5000, CountsRep(3, 8, Breath.OUT), "Three, out.", None, 7000)
    assert [play.clip for play in heard(cue, clip, count)] == clips
    assert lines_of(cue) == ("Three, out.", "Out.")


def test_without_a_voice_a_change_is_still_heard() -> None:
    change = Cue(5000, SideChanges(MIXED.drills[0], Side.LEFT), "Switch legs.", Tone.CHANGE, 7000)
    assert heard(change, no_clip) == (Play("tone:warm/change", 10.0),)


def test_plans_the_next_two_seconds_in_real_time() -> None:
    harness = Harness()
    harness.player.seek(START - 5000)
    harness.player.play()
    begun = harness.player.transport
    zero = (begun.since + START - begun.anchor) / 1000
    while harness.player.look().moment.at < START - 1500:
        harness.clock.move(50)
        harness.player.tick()
    go = next(play for play in harness.plays() if play.clip == "tone:warm/go")
    assert go.at == zero
    assert all(harness.now - 0.2 <= play.at <= harness.now + 2.0 for play in harness.plays())


@pytest.mark.parametrize("speed", [0.5, 1.0, 2.0])
def test_each_cue_has_one_time_however_often_it_is_planned(speed: float) -> None:
    harness = Harness(speed)
    harness.player.play()
    times: dict[Any, Any] = {}
    for _ in range(600):
        harness.clock.move(50)
        harness.player.tick()
        for play in harness.plays():
            times.setdefault(play.clip, set()).add(play.at)
    gaps = [b - a for seen in times.values() for a, b in pairwise(sorted(seen))]
    assert len(gaps) > 3
    assert min(gaps) > 0.3


def test_nothing_is_planned_behind_a_gate_while_it_waits() -> None:
    harness = Harness(waits=True)
    harness.player.play()
    gate = TIMELINE.gates[0]
    harness.player.seek(gate - 500)
    assert all(play.at <= harness.now + 0.5 for play in harness.plays())
    free = Harness()
    free.player.play()
    free.player.seek(gate - 500)
    assert any(play.at > free.now + 0.5 for play in free.plays())


def test_a_gate_that_was_passed_is_passed() -> None:
    harness = Harness(waits=True)
    harness.player.play()
    harness.player.seek(TIMELINE.gates[0] - 20)
    harness.clock.move(50)
    harness.player.tick()
    harness.player.play()
    assert [play.clip for play in harness.plays() if play.clip.startswith("tone")]


def test_the_count_in_after_a_pause_is_beeps_to_the_start_of_the_rep() -> None:
    harness = Harness()
    harness.player.play()
    harness.player.seek(START + 5000)
    harness.player.pause()
    harness.clock.move(60_000)
    harness.player.play()
    now = harness.now
    beeps = [
        (play.clip, round(play.at - now, 3)) for play in harness.plays() if "tone" in play.clip
    ]
    assert beeps == [
        ("tone:warm/countdown", 0.0),
        ("tone:warm/countdown", 1.0),
        ("tone:warm/countdown", 2.0),
        ("tone:warm/go", 3.0),
    ]


def test_one_start_is_heard_where_the_count_in_ends_at_the_start_of_a_set() -> None:
    harness = Harness()
    harness.player.play()
    harness.player.seek(START)
    harness.player.pause()
    harness.player.play()
    for _ in range(30):
        harness.clock.move(50)
        harness.player.tick()
    assert [play.clip for play in harness.plays()].count("tone:warm/go") == 1
