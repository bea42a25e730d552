"""What can be taken back while playing, for how long, and what was done by then."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mobility_timer.playback.change import TAKE_BACK_MS, Changed
from mobility_timer.playback.played import set_key
from mobility_timer.playback.player import Player
from mobility_timer.playback.result import Tally
from mobility_timer.routine.model import Block, Routine, Side
from mobility_timer.timeline.compiler import compile_routine
from tests.sample_routines import CIRCLES, HOLD, MIXED, HandClock

PLAIN = replace(CIRCLES, variants=())
ROUTINE = Routine("plain", "Plain", (PLAIN, *MIXED.drills[1:]))


class Stage:
    def __init__(self, routine: Routine = ROUTINE, done: dict[Any, int] | None = None) -> None:
        self.clock = HandClock()
        self.tally = Tally(done)
        timeline = compile_routine(routine)
        self.player = Player(timeline, self.clock, [self.tally], done=done)
        self.player.play()

    def play_to(self, ms: int) -> None:
        while self.player.tick().at < ms:
            self.clock.move(min(500, ms - self.player.look().at))

    def done(self, place: int = 0, side: int = 0) -> int:
        return self.tally.done.drills[place].sides[side].done


@pytest.fixture
def stage() -> Stage:
    stage = Stage()
    stage.play_to(stage.player.timeline.sets[0].start + 8_500)
    return stage


def test_a_side_that_was_left_out_comes_back_where_it_was(stage: Stage) -> None:
    stage.player.drop_side()
    assert stage.player.look().moment.side is Side.RIGHT
    update = stage.player.undo()
    assert (update.moment.side, update.moment.rep) == (Side.LEFT, 3)
    assert stage.player.timeline.routine == ROUTINE


@pytest.mark.parametrize("command", ["next_set", "next_drill", "previous_set", "break_off"])
def test_a_jump_leads_back_to_the_rep_and_what_was_done_counts_on(
    stage: Stage, command: str
) -> None:
    getattr(stage.player, command)()
    stage.clock.move(1_000)
    update = stage.player.undo()
    assert (update.moment.set.index, update.moment.rep) == (0, 3)
    stage.play_to(stage.player.timeline.sets[0].end)
    assert stage.done() == 5


def test_several_jumps_in_a_row_are_taken_back_together(stage: Stage) -> None:
    for _ in range(3):
        stage.player.next_set()
    assert stage.player.undo().moment.set.index == 0


def test_a_dose_is_taken_back_in_one_go_and_the_place_stays(stage: Stage) -> None:
    for _ in range(3):
        stage.player.more()
    assert stage.player.look().moment.drill.dose.amount == 8
    update = stage.player.undo()
    assert update.moment.drill.dose.amount == 5
    assert (update.moment.set.index, update.moment.rep) == (0, 3)


def test_a_hold_of_other_seconds_is_taken_back() -> None:
    stage = Stage(Routine("h", "H", (HOLD,)))
    stage.play_to(stage.player.timeline.sets[0].start + 3_000)
    stage.player.more()
    assert stage.player.look().moment.drill.dose.amount == 35
    assert stage.player.undo().moment.drill.dose.amount == 30


def test_a_tempo_keeps_the_rep_and_what_was_done_and_is_taken_back(stage: Stage) -> None:
    stage.player.slower()
    stage.player.slower()
    moment = stage.player.look().moment
    assert (moment.drill.rep_ms, moment.rep) == (5_200, 3)  # phases in tenths
    assert stage.done() == 2
    stage.player.undo()
    moment = stage.player.look().moment
    assert (moment.drill.rep_ms, moment.rep) == (4_000, 3)
    stage.play_to(stage.player.timeline.sets[0].end)
    assert stage.done() == 5


def test_a_hold_has_no_tempo() -> None:
    stage = Stage(Routine("h", "H", (HOLD,)))
    stage.play_to(stage.player.timeline.sets[0].start + 3_000)
    assert stage.player.slower().change is None


def test_after_a_few_seconds_it_cannot_be_taken_back(stage: Stage) -> None:
    stage.player.next_set()
    stage.clock.move(TAKE_BACK_MS // 8)
    for _ in range(7):
        stage.clock.move(TAKE_BACK_MS // 8)
        stage.player.tick()
    assert stage.player.look().change.what is Changed.PLACE
    stage.clock.move(1)
    assert stage.player.look().change is None
    before = stage.player.look().at
    assert stage.player.undo().at == before


def test_taking_back_twice_does_nothing_more(stage: Stage) -> None:
    stage.player.next_set()
    stage.player.undo()
    before = stage.player.look().at
    assert stage.player.undo().at == before


def test_half_a_set_and_later_the_other_half_are_a_whole_set(stage: Stage) -> None:
    stage.player.next_set()
    stage.play_to(stage.player.look().at + 2_000 + TAKE_BACK_MS)
    stage.player.seek(stage.player.timeline.sets[0].start + 8_000)
    stage.play_to(stage.player.timeline.sets[0].end)
    assert stage.done() == 5


def test_what_was_done_earlier_today_counts_with_what_is_done_now() -> None:
    timeline = compile_routine(ROUTINE)
    stage = Stage(done={set_key(timeline.sets[0]): 3})
    stage.player.seek(timeline.sets[0].start + 12_000)
    stage.play_to(timeline.sets[0].end)
    assert stage.done() == 5


def test_each_round_of_a_block_is_a_set_of_its_own() -> None:
    drill = replace(PLAIN, block=Block(1, rounds=2))
    stage = Stage(Routine("b", "B", (drill,)))
    stage.play_to(stage.player.timeline.length)
    assert stage.done(side=0) == 10
    assert stage.tally.done.complete == 1
