from __future__ import annotations

import pytest

from mobility_timer.playback.transport import State, Transport

END = 60_000
IN_STATE = {
    State.READY: Transport(END),
    State.PLAYING: Transport(END).play(100),
    State.PAUSED: Transport(END).play(100).pause(5_100),
    State.WAITING: Transport(END).play(100).wait(5_100, 5_000),
    State.DONE: Transport(END).play(100).finish(END + 100),
}
COMMANDS = {
    "play": lambda t, now: t.play(now),
    "pause": lambda t, now: t.pause(now),
    "wait": lambda t, now: t.wait(now, 5_000),
    "seek": lambda t, now: t.seek(now, 20_000),
    "finish": lambda t, now: t.finish(now),
}
AFTER = {
    ("play", State.READY): State.PLAYING,
    ("play", State.PLAYING): State.PLAYING,
    ("play", State.PAUSED): State.PLAYING,
    ("play", State.WAITING): State.PLAYING,
    ("play", State.DONE): State.DONE,
    ("pause", State.READY): State.READY,
    ("pause", State.PLAYING): State.PAUSED,
    ("pause", State.PAUSED): State.PAUSED,
    ("pause", State.WAITING): State.PAUSED,
    ("pause", State.DONE): State.DONE,
    ("wait", State.READY): State.READY,
    ("wait", State.PLAYING): State.WAITING,
    ("wait", State.PAUSED): State.PAUSED,
    ("wait", State.WAITING): State.WAITING,
    ("wait", State.DONE): State.DONE,
    ("seek", State.READY): State.READY,
    ("seek", State.PLAYING): State.PLAYING,
    ("seek", State.PAUSED): State.PAUSED,
    ("seek", State.WAITING): State.PLAYING,
    ("seek", State.DONE): State.PAUSED,
    ("finish", State.READY): State.DONE,
    ("finish", State.PLAYING): State.DONE,
    ("finish", State.PAUSED): State.DONE,
    ("finish", State.WAITING): State.DONE,
    ("finish", State.DONE): State.DONE,
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_in_every_state(command: str, state: State) -> None:
    before = IN_STATE[state]
    assert before.state is state
    assert COMMANDS[command](before, 5_100).state is AFTER[command, state]


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("command", ["play", "pause"])
def test_play_and_pause_never_move_the_position(command: str, state: State) -> None:
    before = IN_STATE[state]
    assert COMMANDS[command](before, 5_100).position(5_100) == before.position(5_100)


def test_only_playing_moves() -> None:
    for state, transport in IN_STATE.items():
        moved = transport.position(9_000) != transport.position(5_100)
        assert moved is (state is State.PLAYING)


def test_position_is_clamped_to_the_timeline() -> None:
    playing = Transport(END).play(0)
    assert playing.position(10 * END) == END
    assert playing.seek(0, -5).position(0) == 0
    assert playing.seek(0, 2 * END).position(0) == END


def test_a_count_in_holds_the_position_and_then_lets_go() -> None:
    counted = Transport(END).seek(0, 4_000).play(1_000, count_in=3_000)
    assert [counted.count_in(now) for now in (1_000, 2_500, 4_000, 5_000)] == [3_000, 1_500, 0, 0]
    assert [counted.position(now) for now in (1_000, 4_000, 4_500)] == [4_000, 4_000, 4_500]


def test_a_pause_in_the_count_in_forgets_it() -> None:
    counted = Transport(END).play(0, count_in=3_000).pause(1_000)
    assert counted.position(9_000) == 0
    assert counted.count_in(1_500) == 0


def test_a_preroll_stands_until_it_begins_and_is_no_count_in() -> None:
    prerolls = Transport(END).preroll(1_000, 3_000)
    assert (prerolls.is_prerolling(3_999), prerolls.is_prerolling(4_000)) == (True, False)
    assert [prerolls.position(now) for now in (1_000, 4_000, 4_500)] == [0, 0, 500]
    assert prerolls.count_in(2_000) == 0
    begun = prerolls.begin(1_700)
    assert (begun.position(2_000), begun.is_prerolling(2_000)) == (300, False)
    assert prerolls.begin(5_000).position(5_000) == 1_000


@pytest.mark.parametrize("command", ["pause", "seek", "finish"])
def test_a_command_ends_a_preroll(command: str) -> None:
    after = COMMANDS[command](Transport(END).preroll(1_000, 3_000), 1_500)
    assert not after.prerolls
    again = after.play(2_000, count_in=1_000)
    assert (again.count_in(2_500), again.is_prerolling(2_500)) == (
        (500, False) if command == "pause" else (0, False)
    )


def test_only_what_is_not_playing_prerolls() -> None:
    for state, transport in IN_STATE.items():
        prerolls = transport.preroll(6_000, 3_000).is_prerolling(6_000)
        assert prerolls is (state not in (State.PLAYING, State.DONE))


def test_done_stays_done_where_a_seek_leads_to_the_end() -> None:
    done = Transport(end=10_000).play(0).finish(10_000)
    assert done.seek(10_500, 10_000).state is State.DONE
    assert done.seek(10_500, 9_999).state is State.PAUSED
