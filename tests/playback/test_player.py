from __future__ import annotations

from dataclasses import replace

import pytest

from mobility_timer.playback.interruption import Interruption
from mobility_timer.playback.player import SEEN_AFTER_MS, Player
from mobility_timer.playback.transport import State
from mobility_timer.playback.update import Update
from mobility_timer.routine.model import Side
from mobility_timer.timeline.compiler import compile_routine
from mobility_timer.timeline.count_ins import COUNT_IN_MS
from mobility_timer.timeline.model import Kind
from mobility_timer.timeline.work_cues import CountsDown, CountsRep, Starts
from tests.playback.conftest import TIMELINE, Stage
from tests.sample_routines import MIXED, HandClock, Recorder


def test_live_cues_are_the_precomputed_ones(stage: Stage) -> None:
    stage.run_to(TIMELINE.length)
    assert tuple(stage.recorder.cues) == TIMELINE.cues
    assert stage.state is State.DONE


def test_reps_stand_still_while_paused(stage: Stage) -> None:
    work = TIMELINE.sets[0]
    stage.run_to(work.start + 5_000)
    stage.player.pause()
    at = stage.position
    stage.run(60_000)
    assert stage.position == at
    assert stage.state is State.PAUSED


def test_resuming_counts_in_and_starts_the_rep_again(stage: Stage) -> None:
    work = TIMELINE.sets[0]
    stage.run_to(work.start + 5_000)
    stage.player.pause()
    stage.clock.move(30_000)
    stage.recorder.updates.clear()
    stage.player.play()
    assert stage.recorder.updates[-1].jumped
    assert stage.position == work.start + 4_000
    stage.run(COUNT_IN_MS - 100)
    assert stage.position == work.start + 4_000
    assert [c.meaning for c in stage.recorder.cues] == [CountsDown(3), CountsDown(2), CountsDown(1)]
    stage.run(200)
    assert stage.position == work.start + 4_100
    assert [type(c.meaning) for c in stage.recorder.cues[3:]] == [Starts, CountsRep]


def test_resuming_in_a_hold_goes_on_with_what_is_left(stage: Stage) -> None:
    hold = next(w for w in TIMELINE.sets if not w.reps)
    stage.player.seek(hold.start)
    stage.run(10_000)
    stage.player.toggle()
    stage.player.toggle()
    assert stage.position == hold.start + 10_000
    assert stage.player.look().count_in == COUNT_IN_MS


def test_resuming_late_in_a_gap_leaves_time_to_get_ready(stage: Stage) -> None:
    work = TIMELINE.sets[0]
    stage.run_to(work.start - 500)
    stage.player.toggle()
    stage.player.toggle()
    assert stage.position == work.start - 3_000
    assert stage.player.look().count_in == 0


def test_a_sleeping_computer_pauses_where_it_stood(stage: Stage) -> None:
    stage.run(20_000)
    at = stage.position
    stage.clock.sleep(3_600_000)
    update = stage.player.tick()
    assert (update.interruption, update.cues) == (Interruption.ASLEEP, ())
    assert stage.state is State.PAUSED
    assert stage.position == at


def test_a_frozen_process_pauses_where_it_stood(stage: Stage) -> None:
    stage.run(20_000)
    at = stage.position
    stage.clock.move(2_500)
    update = stage.player.tick()
    assert (stage.position, stage.state) == (at, State.PAUSED)
    assert update.interruption is Interruption.BUSY


@pytest.mark.parametrize("looked_before", [True, False])
def test_a_key_meant_to_pause_does_not_undo_an_interruption(
    stage: Stage, looked_before: bool
) -> None:
    stage.run(20_000)
    at = stage.position
    stage.clock.move(2_500)
    if looked_before:
        stage.player.tick()
        stage.clock.move(SEEN_AFTER_MS - 1)
    stage.player.toggle()
    assert (stage.position, stage.state) == (at, State.PAUSED)
    assert stage.recorder.updates[-1].interruption is Interruption.BUSY
    stage.clock.move(SEEN_AFTER_MS)
    stage.player.toggle()
    assert stage.state is State.PLAYING


def test_a_short_sleep_amid_a_long_stall_is_told_as_a_busy_computer(stage: Stage) -> None:
    stage.run(20_000)
    stage.clock.sleep(300)
    stage.clock.move(2_500)
    assert stage.player.tick().interruption is Interruption.BUSY
    stage.player.play()
    stage.clock.move(100)
    assert stage.player.tick().interruption is None


def test_a_slow_computer_begins_when_it_shows_the_first_moment(stage: Stage) -> None:
    stage.player.play()
    stage.clock.move(2_500)
    update = stage.player.tick()
    assert (update.interruption, stage.position, stage.state) == (None, 0, State.PLAYING)
    stage.clock.move(100)
    assert stage.player.tick().cues == TIMELINE.cues_between(0, 100)


def test_a_computer_that_slept_at_the_first_moment_stays_paused(stage: Stage) -> None:
    stage.player.play()
    stage.clock.sleep(60_000)
    update = stage.player.tick()
    assert (stage.position, stage.state) == (0, State.PAUSED)
    assert update.interruption is Interruption.ASLEEP


def test_a_command_after_a_sleep_finds_it_paused_first(stage: Stage) -> None:
    stage.run(20_000)
    at = stage.position
    stage.clock.move(10_000)
    stage.player.pause()
    assert stage.position == at


def test_a_long_pause_without_looks_is_no_sleep(stage: Stage) -> None:
    stage.run(1_000)
    stage.player.pause()
    stage.clock.move(600_000)
    stage.player.play()
    stage.clock.move(50)
    assert not stage.player.tick().interruption


def test_a_fast_clock_sleeps_by_real_time() -> None:
    stage = Stage(speed=60.0)
    stage.player.play()
    stage.clock.move(3_000)
    assert not stage.player.tick().interruption


def test_next_and_previous_go_by_sets(stage: Stage) -> None:
    sets = TIMELINE.sets
    stage.player.next_set()
    assert stage.position == sets[0].opens
    stage.player.next_set()
    assert stage.position == sets[1].opens
    stage.player.previous_set()
    assert stage.position == sets[0].opens
    stage.player.previous_set()
    assert stage.position == sets[0].opens


def test_previous_starts_a_set_again_that_has_begun(stage: Stage) -> None:
    work = TIMELINE.sets[2]
    stage.player.seek(work.start + 3_000)
    stage.player.previous_set()
    assert stage.position == work.opens


def test_next_and_previous_go_by_drills(stage: Stage) -> None:
    spans = TIMELINE.spans
    stage.player.next_drill()
    assert stage.position == spans[1].start
    stage.player.previous_drill()
    assert stage.position == spans[0].start
    stage.player.seek(spans[2].end - 1_000)
    stage.player.previous_drill()
    assert stage.position == spans[2].start


def test_next_drill_out_of_a_rest_is_the_one_that_comes() -> None:
    routine = replace(MIXED, rounds=2, rest_ms=30_000)
    timeline = compile_routine(routine)
    player = Player(timeline, HandClock())
    rest = next(s for s in timeline.segments if s.kind is Kind.REST)
    player.seek(rest.start + 1_000)
    assert player.next_drill().moment.at == timeline.sets[rest.set].opens


@pytest.mark.parametrize("command", ["next_set", "next_drill", "break_off"])
def test_next_out_of_the_last_words_is_their_end(stage: Stage, command: str) -> None:
    stage.player.play()
    stage.player.seek(TIMELINE.sets[-1].end + 600)
    getattr(stage.player, command)()
    assert stage.position == TIMELINE.length
    stage.clock.move(40)
    stage.player.tick()
    assert stage.player.transport.state is State.DONE


def test_previous_out_of_the_welcome_is_its_beginning(stage: Stage) -> None:
    stage.player.seek(TIMELINE.sets[0].opens - 500)
    stage.player.previous_drill()
    assert stage.position == 0


def test_next_after_the_last_set_is_the_end(stage: Stage) -> None:
    stage.player.seek(TIMELINE.sets[-1].start)
    stage.player.next_set()
    assert stage.player.look().moment.kind is Kind.END


def test_ten_seconds_back_and_on_begin_with_a_rep(stage: Stage) -> None:
    work = TIMELINE.sets[0]
    stage.player.seek(work.start + 13_000)
    stage.player.skip(-10_000)
    assert stage.position == work.start
    stage.player.skip(10_000)
    assert stage.position == work.start + 8_000


def test_a_seek_skips_the_cues_between(stage: Stage) -> None:
    stage.run(1_000)
    stage.recorder.updates.clear()
    stage.player.next_drill()
    stage.run(10)
    assert all(c.at >= TIMELINE.spans[0].start for c in stage.recorder.cues)


def test_one_rep_more_stays_in_the_same_rep(stage: Stage) -> None:
    work = TIMELINE.sets[0]
    stage.run_to(work.start + 5_000)
    at = stage.position
    stage.player.more()
    moment = stage.player.look().moment
    assert (moment.rep, moment.reps, moment.at) == (2, 6, at)
    assert [w.reps for w in stage.player.timeline.sets[:4]] == [6, 6, 6, 6]
    assert stage.player.timeline.length == TIMELINE.length + 4 * 4_000


def test_one_rep_more_during_a_count_in_leaves_the_count_in_running(stage: Stage) -> None:
    work = stage.player.timeline.sets[0]
    stage.run_to(work.start + 5_000)
    stage.player.pause()
    stage.player.play()
    stage.clock.move(900)
    before = stage.player.tick()
    after = stage.player.more()
    assert before.count_in == after.count_in == COUNT_IN_MS - 900
    assert after.at == before.at
    assert stage.player.timeline.sets[0].reps == work.reps + 1
    told = len(stage.recorder.cues)
    stage.run(2_200)
    assert [cue.meaning for cue in stage.recorder.cues[told:]][:3] == [
        CountsDown(2),
        CountsDown(1),
        Starts(),
    ]


def test_never_fewer_reps_than_are_done(stage: Stage) -> None:
    work = TIMELINE.sets[0]
    stage.run_to(work.start + 13_000)
    for _ in range(5):
        stage.player.fewer()
    assert stage.player.look().moment.reps == 4


def test_alternating_reps_change_by_two(stage: Stage) -> None:
    stage.player.go_to_drill(1)
    stage.player.more()
    assert stage.player.look().moment.reps == 6


def test_holds_change_by_five_seconds(stage: Stage) -> None:
    hold = next(w for w in TIMELINE.sets if not w.reps)
    stage.player.seek(hold.start)
    stage.player.more()
    assert stage.player.look().moment.seconds_left == 35


def test_a_dose_changed_while_paused_stays_paused(stage: Stage) -> None:
    stage.run_to(TIMELINE.sets[0].start + 5_000)
    stage.player.pause()
    at = stage.position
    stage.player.more()
    assert (stage.state, stage.position) == (State.PAUSED, at)


def test_a_dropped_side_goes_on_with_the_other(stage: Stage) -> None:
    stage.run_to(TIMELINE.sets[0].start + 5_000)
    stage.player.drop_side()
    moment = stage.player.look().moment
    assert (moment.side, moment.kind) == (Side.RIGHT, Kind.SETUP)
    assert len([w for w in stage.player.timeline.sets if w.drill == 0]) == 2


def test_wait_for_me_stops_before_each_set_until_told() -> None:
    stage = Stage(waits=True)
    stage.player.play()
    stage.run(120_000)
    gate = TIMELINE.gates[0]
    assert (stage.state, stage.position) == (State.WAITING, gate)
    stage.player.play()
    stage.run(500)
    assert (stage.state, stage.position) == (State.PLAYING, gate + 500)
    stage.run(600_000)
    assert stage.position == TIMELINE.gates[1]


def test_a_side_dropped_at_a_gate_leads_to_the_gate_of_what_comes() -> None:
    stage = Stage(waits=True)
    stage.player.play()
    stage.run_to(TIMELINE.gates[0])
    assert stage.state is State.WAITING
    stage.player.drop_side()
    timeline = stage.player.timeline
    assert (stage.state, stage.position) == (State.PLAYING, timeline.sets[0].opens)
    stage.run(120_000)
    assert (stage.state, stage.position) == (State.WAITING, timeline.gates[0])


def test_a_dose_changed_at_a_gate_still_waits_there() -> None:
    stage = Stage(waits=True)
    stage.player.play()
    stage.run_to(TIMELINE.gates[0])
    stage.player.more()
    assert (stage.state, stage.position) == (State.WAITING, stage.player.timeline.gates[0])


def test_a_pause_just_behind_a_gate_stands_at_the_gate() -> None:
    stage = Stage(waits=True)
    stage.player.play()
    stage.run_to(TIMELINE.gates[0] - 10)
    stage.clock.move(30)
    stage.player.pause()
    assert (stage.state, stage.position) == (State.PAUSED, TIMELINE.gates[0])


def test_one_start_is_told_where_the_count_in_ends_at_the_start_of_a_set(stage: Stage) -> None:
    stage.player.seek(TIMELINE.sets[0].start)
    stage.player.pause()
    stage.player.play()
    stage.run(COUNT_IN_MS + 500)
    assert [type(cue.meaning) for cue in stage.recorder.cues].count(Starts) == 1


def test_wait_for_me_switched_off_goes_on() -> None:
    stage = Stage(waits=True)
    stage.player.play()
    stage.run(60_000)
    assert stage.state is State.WAITING
    stage.player.set_waiting(False)
    assert stage.state is State.PLAYING


def test_wait_for_me_switched_on_ignores_the_gates_behind(stage: Stage) -> None:
    stage.run_to(TIMELINE.sets[0].start + 1_000)
    stage.player.set_waiting(True)
    stage.run(2_000)
    assert stage.state is State.PLAYING


def test_stop_ends_where_it_is(stage: Stage) -> None:
    stage.run(5_000)
    stage.player.stop()
    assert (stage.state, stage.position) == (State.DONE, 5_000)


def test_a_new_follower_is_told_where_we_are(stage: Stage) -> None:
    stage.run(5_000)
    late = Recorder()
    stage.player.follow(late)
    assert late.updates[0].moment.at == 5_000
    stage.player.close()
    assert late.closed


class Failing(Recorder):
    def follow(self, update: Update) -> None:
        super().follow(update)
        raise KeyError("gone")

    def close(self) -> None:
        raise OSError("stuck")
