from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility_timer.playback.played import FinishedSet, PlayedSet, played_on
from mobility_timer.playback.player import Player
from mobility_timer.playback.transport import State
from mobility_timer.routine.model import Routine, Side
from mobility_timer.timeline.compiler import compile_routine
from mobility_timer.timeline.cues import Tone
from mobility_timer.timeline.timeline import Timeline
from tests.sample_routines import HOLD, MIXED, HandClock, Recorder, routines

TIMELINE = compile_routine(MIXED)
FIRST = TIMELINE.sets[0]  # five reps of four seconds


class Session:
    def __init__(self, timeline: Timeline = TIMELINE, waits: bool = False) -> None:
        self.clock, self.recorder = HandClock(), Recorder()
        self.player = Player(timeline, self.clock, [self.recorder], waits)
        self.player.play()

    def run_to(self, position: int, step: int = 500) -> None:
        while self.player.look().at < position and self.player.transport.state is State.PLAYING:
            self.clock.move(min(step, position - self.player.look().at))
            self.player.tick()

    @property
    def finished(self) -> list[FinishedSet]:
        return [each for update in self.recorder.updates for each in update.finished]

    @property
    def done(self) -> list[tuple[int, int, int]]:
        return [(each.set.index, each.done, each.asked) for each in self.finished]


@given(routine=routines, step=st.integers(50, 1_900))
def test_a_session_played_through_finishes_every_set_whole(routine: Routine, step: int) -> None:
    session = Session(compile_routine(routine))
    session.run_to(session.player.timeline.length, step)
    assert [each.set for each in session.finished] == list(session.player.timeline.sets)
    assert all(each.done == each.asked for each in session.finished)


def test_a_set_is_told_with_the_update_that_passes_its_end() -> None:
    session = Session()
    session.run_to(FIRST.end - 100)
    assert session.finished == []
    session.clock.move(200)
    update = session.player.tick()
    (each,) = update.finished
    assert (update.start, update.at) == (FIRST.end - 100, FIRST.end + 100)
    assert (each.drill.id, each.side, each.variant.id) == ("circles", Side.LEFT, "forward")
    assert (each.done, each.asked) == (5, 5)


@pytest.mark.parametrize("leave", ["next_set", "next_drill", "stop", "close", "drop_side"])
def test_a_set_that_is_left_is_told_with_what_was_done_of_it(leave: str) -> None:
    session = Session()
    session.run_to(FIRST.start + 9_000)
    getattr(session.player, leave)()
    assert session.done == [(0, 2, 5)]


def test_what_was_played_just_before_a_jump_counts() -> None:
    session = Session()
    session.run_to(FIRST.end - 20)
    session.clock.move(30)
    session.player.next_drill()
    before, jump = session.recorder.updates[-2:]
    assert [each.done for each in before.finished] == [5]
    assert (before.start, before.at) == (FIRST.end - 20, FIRST.end + 10)
    assert (jump.jumped, jump.start, jump.cues, jump.finished) == (True, jump.at, (), ())


def test_time_played_before_a_jump_is_told_even_if_nothing_else_happened() -> None:
    session = Session()
    session.run_to(FIRST.start + 1_000)
    session.clock.move(30)
    session.player.skip(10_000)
    before = session.recorder.updates[-2]
    assert (before.start, before.at) == (FIRST.start + 1_000, FIRST.start + 1_030)


def test_a_cue_that_is_due_just_before_a_command_is_not_lost() -> None:
    session = Session()
    cue = TIMELINE.cues_between(FIRST.start + 1, FIRST.end)[0]
    session.run_to(cue.at)
    session.clock.move(20)
    assert cue in session.player.pause().cues


def test_what_is_skipped_is_no_finished_set() -> None:
    session = Session()
    session.player.seek(TIMELINE.segments[-1].start)
    session.run_to(TIMELINE.length)
    assert session.finished == []
    assert session.player.transport.state is State.DONE


def test_a_pause_and_the_rep_done_again_count_each_rep_once() -> None:
    session = Session()
    session.run_to(FIRST.start + 6_000)
    session.player.pause()
    session.player.play()
    session.clock.move(1_500)
    session.player.tick()
    session.clock.move(1_500)
    session.player.tick()
    session.player.skip(-1_000)
    session.run_to(FIRST.end + 1)
    assert session.done == [(0, 5, 5)]


def test_a_changed_dose_is_what_was_asked() -> None:
    session = Session()
    session.run_to(FIRST.start + 5_000)
    session.player.more()
    assert session.recorder.updates[-1].same_place
    session.run_to(session.player.timeline.sets[0].end + 1)
    assert session.done == [(0, 6, 6)]


def test_seconds_of_a_hold_are_those_that_were_held() -> None:
    session = Session(compile_routine(Routine("h", "H", (replace(HOLD, order=(Side.LEFT,)),))))
    hold = session.player.timeline.sets[0]
    session.player.seek(hold.start + 10_000)
    session.run_to(hold.start + 17_900)
    session.player.seek(hold.start)
    session.run_to(hold.start + 4_000)
    session.player.stop()
    assert session.done == [(0, 11, 30)]


def test_the_last_cue_is_told_however_late_the_last_look_comes() -> None:
    session = Session()
    session.run_to(TIMELINE.segments[-1].start - 10)
    session.player.seek(TIMELINE.segments[-1].start)
    session.run_to(TIMELINE.length, step=1_900)
    last = session.recorder.cues[-1]
    assert (last.at, last.tone) == (TIMELINE.cues[-1].at, Tone.END)


pieces = st.lists(st.tuples(st.integers(0, 22_000), st.integers(0, 9_000)), max_size=6)


@given(pieces)
def test_reps_count_where_every_part_of_them_was_played(pieces: list[tuple[int, int]]) -> None:
    played = PlayedSet(FIRST, TIMELINE.drill_of(FIRST))
    moments: set[int] = set()
    for start, length in pieces:
        played = played.with_span(FIRST.start + start, FIRST.start + start + length)
        moments |= set(range(start, min(start + length, 20_000)))
    whole = [set(range(rep * 4_000, rep * 4_000 + 4_000)) <= moments for rep in range(5)]
    assert played.done == sum(whole)
    assert sum(end - start for start, end in played.spans) == len(moments)
    assert all(a[1] < b[0] for a, b in pairwise(played.spans))


@given(st.lists(st.integers(1, TIMELINE.length), max_size=30))
def test_the_pace_of_looking_changes_no_finished_set(edges: list[int]) -> None:
    played: PlayedSet | None = None
    told: tuple[FinishedSet, ...] = ()
    start = 0
    for edge in sorted({*edges, TIMELINE.length}):
        played, finished = played_on(played, TIMELINE, start, edge, {})
        told, start = told + finished, edge
    assert [each.set for each in told] == list(TIMELINE.sets)
    assert all(each.done == each.asked for each in told)
