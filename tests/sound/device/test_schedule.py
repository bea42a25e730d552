from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from mobility_timer.sound.device.mixer import Gains
from mobility_timer.sound.device.play import Play
from mobility_timer.sound.device.schedule import ClockMap, Schedule
from mobility_timer.sound.speech.pcm import FULL_SCALE_LEVELS, RATE, Pcm

BLOCK = 1024
BUFFER = 14_400
MARK = array("h", [FULL_SCALE_LEVELS // 2])


class Card:
    """A sound card with a clock of its own that keeps its buffer full."""

    def __init__(
        self, schedule: Schedule, drift: float = 0.0, late: Callable[..., Any] = lambda _: 0.0
    ) -> None:
        self.schedule = schedule
        self.rate = RATE * (1 + drift)
        self.late = late
        self.began: float | None = None
        self.got: list[Pcm] = []
        self.frames = 0
        self.reads = 0

    def run(self, start: float, seconds: float) -> None:
        if self.began is None:
            self.began = start
            self._pull(start, BUFFER)
        while (asks := self.began + (self.frames - BUFFER + BLOCK) / self.rate) < start + seconds:
            self._pull(asks + self.late(self.reads), BLOCK)

    def _pull(self, now: float, frames: int) -> None:
        self.got.append(self.schedule.fill(now, frames))
        self.frames += frames
        self.reads += 1

    def heard(self) -> NDArray[Any]:
        """Real seconds at which marks sounded."""
        return self.began + np.flatnonzero(np.concatenate(self.got)) / self.rate


def mark(name: str) -> Pcm | None:
    return MARK if name == "mark" else None


@settings(max_examples=25)
@given(st.lists(st.integers(100, 4_000), unique_by=lambda ms: ms // 150, max_size=20))
def test_every_play_is_heard_at_its_time(times: list[int]) -> None:
    schedule = Schedule(RATE, mark)
    card = Card(schedule)
    plays = [Play("mark", 100 + ms / 1000) for ms in times]
    schedule.plan(plays, 100)
    card.run(100, 5)
    assert card.heard() == pytest.approx(sorted(play.at for play in plays), abs=0.0001)


@pytest.mark.parametrize("drift", [-3e-4, 3e-4])
def test_follows_a_card_whose_clock_runs_off(drift: float) -> None:
    schedule = Schedule(RATE, mark)
    card = Card(schedule, drift)
    wanted = [100 + second for second in range(2, 120)]
    schedule.plan([Play("mark", at) for at in wanted], 100)
    card.run(100, 122)
    assert card.heard() == pytest.approx(wanted, abs=0.003)


def test_reads_that_come_late_move_nothing() -> None:
    random = np.random.default_rng(5)
    schedule = Schedule(RATE, mark)
    card = Card(schedule, late=lambda i: random.exponential(0.004) if i % 3 else 0.0)
    wanted = [100 + 0.5 * i for i in range(4, 60)]
    schedule.plan([Play("mark", at) for at in wanted], 100)
    card.run(100, 31)
    assert card.heard() == pytest.approx(wanted, abs=0.002)


def test_steps_over_a_gap_in_the_stream() -> None:
    clock = ClockMap(RATE)
    for i in range(200):
        gap = 0.2 if i > 100 else 0.0
        clock.read(50 + i * 0.02 + gap, BUFFER + round(i * 0.02 * RATE))
    assert clock.frame_at(60) == pytest.approx((10 - 0.2) * RATE, abs=20)


def test_blocks_read_one_after_the_other_tell_what_the_last_of_them_tells() -> None:
    """The card asks for 0.2 s at a time; what it asks for is read in blocks of 30 ms."""
    in_blocks, at_once = ClockMap(RATE), ClockMap(RATE)
    frames = 0
    for ask in range(50):
        now = 100 + 0.2 * ask
        while frames < now * RATE - 99 * RATE:
            frames += round(0.03 * RATE)
            in_blocks.read(now, frames)
        at_once.read(now, frames)
    assert in_blocks.frame_at(110) == at_once.frame_at(110)


def test_a_new_plan_replaces_what_has_not_begun_and_repeats_nothing() -> None:
    schedule = Schedule(RATE, mark)
    card = Card(schedule)
    schedule.plan([Play("mark", 101), Play("mark", 103)], 100)
    card.run(100, 1.5)
    schedule.plan([Play("mark", 101.003), Play("mark", 104)], 101.5)
    card.run(101.5, 4)
    assert card.heard() == pytest.approx([101, 104], abs=0.001)


def test_a_little_late_is_heard_at_once_and_more_is_dropped() -> None:
    schedule = Schedule(RATE, mark)
    card = Card(schedule)
    card.run(100, 1)
    schedule.plan([Play("mark", 100.9), Play("mark", 101.2)], 101)
    card.run(101, 2)
    assert card.heard() == pytest.approx([101.3], abs=0.03)


def test_what_may_be_later_is_still_heard() -> None:
    schedule = Schedule(RATE, mark)
    card = Card(schedule)
    card.run(100, 1)
    schedule.plan([Play("mark", 100.5, late=1.0), Play("mark", 100.2, late=1.0)], 101)
    card.run(101, 2)
    assert card.heard() == pytest.approx([101.3], abs=0.03)


def test_clear_begins_anew_with_the_gain_that_was_set() -> None:
    schedule = Schedule(RATE, mark)
    schedule.mixer.gains = Gains(0.5, 0.5)
    schedule.plan([Play("mark", 101)], 100)
    Card(schedule).run(100, 0.5)
    schedule.clear([Play("mark", 201)])
    card = Card(schedule)
    card.run(200, 2)
    assert card.heard() == pytest.approx([201], abs=0.001)
    assert np.concatenate(card.got).max() == FULL_SCALE_LEVELS // 4


def test_a_missing_clip_is_silent() -> None:
    schedule = Schedule(RATE, mark)
    schedule.plan([Play("nothing", 101), Play("mark", 101.5)], 100)
    card = Card(schedule)
    card.run(100, 2)
    assert card.heard() == pytest.approx([101.5], abs=0.001)


def test_the_room_of_a_play_is_kept() -> None:
    schedule = Schedule(RATE, lambda _: array("h", [3277]) * RATE)
    schedule.plan([Play("long", 101, until=101.4)], 100)
    card = Card(schedule)
    card.run(100, 3)
    assert (card.heard()[0], card.heard()[-1]) == pytest.approx((101, 101.4), abs=0.001)


@given(
    st.builds(
        Play,
        st.text(),
        st.floats(0, 1e6),
        st.none() | st.floats(0, 1e6),
        st.booleans(),
        st.floats(0, 2),
    )
)
def test_a_play_survives_the_pipe(play: Play) -> None:
    assert Play.from_json(play.as_json()) == play


def test_a_play_without_a_time_is_refused() -> None:
    with pytest.raises(TypeError):
        Play.from_json({"clip": "x", "at": "soon"})


def test_another_voice_does_not_say_again_what_is_being_said() -> None:
    schedule = Schedule(RATE, lambda _name: MARK)
    card = Card(schedule)
    spoken = Play("one voice", 100.1, voice=True, late=2.0)
    schedule.plan([spoken], 100.0)
    card.run(100.0, 0.5)
    schedule.plan([replace(spoken, clip="another voice")], 100.5)
    card.run(100.5, 1.0)
    assert len(card.heard()) == 1


def test_what_had_no_clip_is_said_by_another_voice() -> None:
    schedule = Schedule(RATE, lambda name: MARK if name == "another voice" else None)
    card = Card(schedule)
    spoken = Play("one voice", 100.1, voice=True, late=2.0)
    schedule.plan([spoken], 100.0)
    card.run(100.0, 0.5)
    schedule.plan([replace(spoken, clip="another voice")], 100.5)
    card.run(100.5, 1.0)
    assert len(card.heard()) == 1


def test_a_line_that_changed_before_it_is_heard_is_said_as_it_is_now() -> None:
    asked: list[str] = []

    def clip(name: str) -> Pcm:
        asked.append(name)
        return MARK

    schedule = Schedule(RATE, clip)
    card = Card(schedule)
    spoken = Play("ten minutes", 100.1, voice=True, late=2.0)
    schedule.plan([spoken], 100.0)
    card.run(100.0, 0.05)
    eleven = [replace(spoken, clip="eleven minutes")]
    assert schedule.plan(eleven, 100.05)
    schedule.restart(100.05, eleven)
    card.run(100.05, 1.0)
    assert asked[-1] == "eleven minutes"
