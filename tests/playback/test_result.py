from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from mobility_timer.playback.played import set_key
from mobility_timer.playback.player import Player
from mobility_timer.playback.result import Tally
from mobility_timer.routine.model import Routine, Side
from mobility_timer.timeline.compiler import compile_routine
from tests.sample_routines import HOLD, MIXED, HandClock, routines


def play(
    routine: Routine, step: int = 500, until: int | None = None
) -> tuple[Player, HandClock, Tally]:
    clock, tally = HandClock(), Tally()
    player = Player(compile_routine(routine), clock, [tally])
    player.play()
    end = player.timeline.length if until is None else until
    while clock.at < 1_000_000 + end:
        clock.move(step)
        player.tick()
    return player, clock, tally


def test_a_whole_session_counts_every_rep_and_hold() -> None:
    player, _clock, tally = play(MIXED)
    done = tally.done
    assert done.finished
    assert done.reps == sum(work.reps for work in player.timeline.sets)
    assert done.hold_seconds == 60
    assert all(drill.complete for drill in done.drills)
    assert done.complete == 4
    assert done.broken_off == ""
    assert done.ms == player.timeline.length


@settings(max_examples=25)
@given(routine=routines, step=st.integers(50, 1_900))
def test_the_pace_of_looking_changes_nothing(routine: Routine, step: int) -> None:
    player, _clock, tally = play(routine, step)
    assert tally.done.reps == sum(work.reps for work in player.timeline.sets)
    held = sum(
        work.end - work.start
        for work in player.timeline.sets
        if player.timeline.drill_of(work).is_hold
    )
    assert tally.done.hold_seconds == held // 1000


def test_what_is_skipped_does_not_count() -> None:
    clock, tally = HandClock(), Tally()
    player = Player(compile_routine(MIXED), clock, [tally])
    player.play()
    player.seek(player.timeline.length - 1_000)
    clock.move(1_500)
    player.tick()
    assert tally.done.finished
    assert tally.done.nothing
    assert tally.done.ms == 1_000


def test_a_rep_counts_when_it_is_over() -> None:
    routine = Routine("one", "One", (MIXED.drills[0],))
    start = compile_routine(routine).sets[0].start
    assert play(routine, 100, start + 3_900)[2].done.reps == 0
    assert play(routine, 100, start + 4_000)[2].done.reps == 1


def test_minutes_are_rounded_and_never_none() -> None:
    _player, _clock, tally = play(Routine("h", "H", (HOLD,)), 100, 10_000)
    assert tally.done.minutes == 1


def test_a_drill_counts_once_all_of_it_is_done() -> None:
    routine = Routine("one", "One", MIXED.drills[:2])
    sets = compile_routine(routine).sets
    done = play(routine, 100, sets[0].start + 8_500)[2].done
    assert [(side.side, side.done, side.asked) for side in done.drills[0].sides] == [
        (Side.LEFT, 2, 10),
        (Side.RIGHT, 0, 10),
    ]
    assert done.complete == 0
    assert done.broken_off == MIXED.drills[0].name
    assert play(routine, 100, sets[4].start)[2].done.complete == 1


def test_what_is_done_again_counts_once_and_what_was_done_before_counts_too() -> None:
    player, clock, tally = play(MIXED, 500, compile_routine(MIXED).sets[0].end)
    player.seek(0)
    while player.tick().at < player.timeline.sets[0].end:
        clock.move(500)
    assert tally.done.reps == 5
    again = Tally({set_key(player.timeline.sets[0]): 5})
    Player(player.timeline, clock, [again]).play()
    assert again.done.reps == 5


def test_a_dose_that_changes_while_playing_is_counted_as_it_is() -> None:
    routine = Routine("one", "One", (MIXED.drills[0],))
    player, clock, tally = play(routine, 100, compile_routine(routine).sets[0].start + 8_500)
    player.more()
    while player.tick().at < player.timeline.sets[0].end:
        clock.move(500)
    done = tally.done
    assert done.reps == 6
    assert (done.drills[0].amount_before, done.drills[0].amount) == (5, 6)
