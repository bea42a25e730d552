"""Sets that last until the person stops: one key ends them, and what was done is kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mobility_timer.playback.played import FinishedSet
from mobility_timer.playback.player import Player
from mobility_timer.playback.result import Tally
from mobility_timer.playback.transport import State
from mobility_timer.routine.dose import Counts, Dose, Ends, Unit
from mobility_timer.routine.model import Block, Drill, Phase, Routine, Sides
from mobility_timer.timeline.compiler import compile_routine
from tests.sample_routines import BOOKS, CIRCLES, HOLD, HandClock, Recorder

REPS = replace(
    CIRCLES, sides=Sides.BOTH, variants=(), dose=Dose(Unit.REPS, 30, 5, 30, ends=Ends.YOU)
)
SECONDS = replace(HOLD, sides=Sides.BOTH, dose=Dose(Unit.SECONDS, 60, 60, 60, ends=Ends.TIME))
WAY = replace(
    CIRCLES,
    id="walk",
    name="Walk",
    sides=Sides.BOTH,
    variants=(),
    tempo=(Phase("walk", 1000),),
    dose=Dose(Unit.REPS, 20, 20, 20, ends=Ends.YOU, counts=Counts.METRES),
)


class Stage:
    def __init__(self, *drills: Drill, rounds: int = 1) -> None:
        self.timeline = compile_routine(Routine("r", "R", drills, rounds=rounds))
        self.clock, self.recorder, self.tally = HandClock(), Recorder(), Tally()
        self.player = Player(self.timeline, self.clock, [self.recorder, self.tally])
        self.player.play()

    @property
    def finished(self) -> list[FinishedSet]:
        return [one for update in self.recorder.updates for one in update.finished]

    def run_to(self, position: int) -> None:
        while self.player.look().at < position:
            self.clock.move(50)
            self.player.tick()


@pytest.mark.parametrize("command", ["press", "end_set", "next_set"])
def test_the_key_ends_the_set_and_keeps_the_reps(command: str) -> None:
    stage = Stage(REPS, BOOKS)
    first, second, *_ = stage.timeline.sets
    stage.run_to(first.start + 7 * REPS.rep_ms + 100)
    update = getattr(stage.player, command)()
    assert (update.at, update.state) == (first.end, State.PLAYING)
    (finished,) = stage.finished
    assert (finished.done, finished.asked) == (7, 7)
    assert stage.tally.done.drills[0].complete
    assert stage.tally.done.reps == 7
    stage.run_to(second.start + 100)
    assert len(stage.finished) == 1


def test_a_time_for_as_many_as_one_can_ends_by_itself_or_by_the_key() -> None:
    stage = Stage(SECONDS)
    work = stage.timeline.sets[0]
    stage.run_to(work.start + 12_050)
    stage.player.press()
    assert [one.done for one in stage.finished] == [12]
    alone = Stage(SECONDS)
    alone.run_to(work.end + 100)
    assert [one.done for one in alone.finished] == [60]
    assert alone.tally.done.hold_seconds == 60


def test_a_way_is_done_when_the_person_says_so() -> None:
    stage = Stage(WAY)
    stage.run_to(stage.timeline.sets[0].start + 8_050)
    stage.player.press()
    assert [(one.done, one.asked) for one in stage.finished] == [(20, 20)]
    assert stage.tally.done.reps == 0
    assert stage.tally.done.drills[0].complete


def test_elsewhere_the_key_pauses() -> None:
    stage = Stage(REPS, BOOKS)
    stage.run_to(stage.timeline.sets[0].start - 100)
    assert stage.player.press().state is State.PAUSED
    assert stage.player.end_set().state is State.PAUSED
    assert stage.player.press().state is State.PLAYING
    stage.run_to(stage.timeline.sets[0].start + 3_000)
    assert stage.player.pause().state is State.PAUSED
    assert stage.player.press().state is State.PLAYING


def test_nothing_done_is_nothing_kept() -> None:
    stage = Stage(REPS, BOOKS)
    stage.run_to(stage.timeline.sets[0].start + 100)
    stage.player.press()
    assert stage.finished == []
    assert not stage.tally.done.drills[0].complete


def test_a_pyramid_asks_for_what_each_set_asks() -> None:
    pyramid = replace(REPS, rounds=3, dose=Dose(Unit.REPS, 6, 2, 6, offsets=(0, -2, -4)))
    stage = Stage(pyramid)
    stage.run_to(stage.timeline.length)
    (drill,) = stage.tally.done.drills
    assert [(side.done, side.asked) for side in drill.sides] == [(12, 12)]


def test_each_round_of_a_block_counts() -> None:
    block = Block(1, 3)
    stage = Stage(replace(BOOKS, block=block), replace(HOLD, block=block))
    stage.run_to(stage.timeline.length)
    assert stage.tally.done.reps == 18
    assert stage.tally.done.drills[0].sides[0].asked == 9
