from __future__ import annotations

from collections.abc import Callable

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mobility_timer.playback.played import set_key
from mobility_timer.playback.player import Player
from mobility_timer.playback.result import Tally
from mobility_timer.playback.update import Update
from mobility_timer.routine.model import Routine, Side
from mobility_timer.timeline.compiler import compile_routine
from mobility_timer.timeline.cues import Cue, Finishes
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


COMMANDS = (
    Player.next_set,
    Player.previous_set,
    Player.next_drill,
    Player.more,
    Player.fewer,
    Player.slower,
    Player.drop_side,
    Player.pause,
    Player.play,
    Player.undo,
    Player.end_set,
)
LEAVES = (Player.next_set, Player.next_drill)


@settings(max_examples=40)
@given(
    routine=routines,
    commands=st.lists(st.tuples(st.sampled_from(COMMANDS), st.integers(0, 90_000)), max_size=8),
)
def test_what_is_said_at_the_end_is_what_the_result_says(
    routine: Routine, commands: list[tuple[Callable[[Player], object], int]]
) -> None:
    clock, tally, heard = HandClock(), Tally(), Heard()
    player = Player(compile_routine(routine), clock, [tally, heard])
    player.play()
    for command, ms in commands:
        run(player, clock, ms)
        in_last_words = player.look().at >= player.timeline.sets[-1].end
        assume(not (in_last_words and command in LEAVES))
        command(player)
    player.play()
    run(player, clock, player.timeline.length + 10_000)
    finish = heard.cues[-1].meaning
    assert isinstance(finish, Finishes)
    assert finish.whole == tally.done.complete
    assert (finish.minutes == 0) is tally.done.nothing


def test_a_session_that_was_skipped_is_not_called_done() -> None:
    clock, heard = HandClock(), Heard()
    player = Player(compile_routine(MIXED), clock, [heard])
    player.play()
    while player.look().at < player.timeline.segments[-1].start:
        player.next_set()
    run(player, clock, 10_000)
    assert heard.cues[-1].line == "Nothing this time."


def test_a_session_that_goes_on_counts_the_time_before() -> None:
    clock, heard = HandClock(), Heard()
    timeline = compile_routine(MIXED)
    last = timeline.sets[-1]
    done = {set_key(work): work.amount for work in timeline.sets[:-1] if work.drill != 1}
    player = Player(timeline, clock, [heard], done=done, played_ms=7 * 60_000)
    player.seek(last.opens)
    player.play()
    run(player, clock, timeline.length)
    assert heard.cues[-1].line == "Done. Three of four drills, eight minutes."


class Heard:
    """Notes the cues."""

    def __init__(self) -> None:
        self.cues: list[Cue] = []

    def follow(self, update: Update) -> None:
        self.cues += update.cues

    def close(self) -> None:
        """Nothing to end."""


def run(player: Player, clock: HandClock, ms: int) -> None:
    while ms > 0:
        clock.move(min(ms, 1_900))
        player.tick()
        ms -= 1_900
