import io
import os
from dataclasses import replace

import pytest

from mobility_timer import terminal
from mobility_timer.app.session import (
    SessionParts,
    open_session,
    open_window_session,
    play_in_terminal,
)
from mobility_timer.playback.transport import State
from mobility_timer.timeline.compiler import compile_routine
from tests.sample_routines import MIXED, HandClock, Recorder

TIMELINE = compile_routine(MIXED)


@pytest.fixture
def faults():
    return []


@pytest.fixture
def parts(coach, clock, faults, history):
    return SessionParts(coach, lambda: clock, faults.append, history)


@pytest.fixture
def session(parts):
    """A session of a routine with a view, closed in the end."""
    opened = []

    def session(routine=MIXED, view=lambda _player, _tally: ()):
        opened.append(open_session(parts, routine, view))
        return opened[-1]

    yield session
    for player in opened:
        player.close()


@pytest.fixture
def awake(monkeypatch):
    """Whether the display was to be kept awake, at each change."""
    wanted = []
    monkeypatch.setattr("mobility_timer.app.awake.Awake._want", lambda _self, on: wanted.append(on))
    return wanted


def run_to_the_end(player, clock):
    while player.tick().state is not State.DONE:
        clock.move(1_000)


def test_the_coach_is_made_ready_and_follows_until_it_is_silenced(session, coach):
    player = session()
    assert coach.told == [player.timeline]
    player.play()
    player.close()
    update, silence = coach.told[1:]
    assert update.state is State.PLAYING
    assert silence == "silence"


def test_the_routine_says_whether_it_waits(session):
    assert not session().waits
    assert session(replace(MIXED, wait_for_me=True)).waits


def test_the_view_follows_and_is_given_what_it_steers_and_shows(session, clock):
    recorder, given = Recorder(), []

    def view(*parts_of_it):
        given.extend(parts_of_it)
        return (recorder,)

    player = session(MIXED, view)
    player.play()
    run_to_the_end(player, clock)
    assert given[0] is player
    assert given[1].done.finished
    assert given[1].done.complete == 4
    assert tuple(recorder.cues) == TIMELINE.cues
    player.close()
    assert recorder.closed


def test_what_was_done_is_counted_before_it_is_shown(session, clock):
    finished = []

    def view(_player, tally):
        class Page:
            def follow(self, update):
                finished.append((update.state is State.DONE, tally.done.finished))

            def close(self):
                """Nothing to end."""

        return (Page(),)

    player = session(MIXED, view)
    player.play()
    run_to_the_end(player, clock)
    assert finished[-1] == (True, True)


def test_a_fault_in_a_follower_is_reported_and_the_session_goes_on(session, coach, faults):
    class Broken(Recorder):
        def follow(self, _update):
            raise KeyError("picture")

    player = session(MIXED, lambda *_: (Broken(),))
    player.play()
    assert [type(fault) for fault in faults] == [KeyError, KeyError]
    assert coach.told[-1].state is State.PLAYING


def test_a_view_that_cannot_be_made_leaves_nothing_open(parts, coach):
    def broken(_player, _tally):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        open_session(parts, MIXED, broken)
    assert coach.told[-1] == "silence"


def test_the_display_stays_awake_while_it_plays(session, awake):
    player = session()
    player.play()
    player.pause()
    player.close()
    assert awake == [True, False, False]


@pytest.mark.usefixtures("qapp")
def test_a_session_in_the_window_is_driven_by_its_timer(parts, clock, qtbot):
    recorder = Recorder()
    player = open_window_session(parts, MIXED, lambda *_: (recorder,))
    player.play()
    clock.move(100)
    with qtbot.waitCallback() as seen:
        recorder.follow = lambda update: update.moment.at == 100 and seen(update)
    player.close()


def test_a_session_in_the_terminal_has_the_same_followers(parts, clock, coach, awake, monkeypatch):
    monkeypatch.setattr(terminal.time, "sleep", lambda _s: clock.move(500))
    coach.notice = "No voice found."
    out = io.StringIO()
    play_in_terminal(parts, MIXED, out, None)
    printed = out.getvalue()
    assert all(cue.line in printed for cue in TIMELINE.cues)
    assert printed.count("No voice found.") == 1
    assert coach.told[-2].state is State.DONE
    assert coach.told[-1] == "silence"
    assert set(awake) == {True, False}


def test_a_session_in_the_terminal_waits_where_the_routine_says_so(parts, clock, monkeypatch):
    keys, hand = os.pipe()
    looks = []

    def look(_seconds):
        looks.append(clock.move(500))
        if len(looks) > 1_000:
            raise KeyboardInterrupt

    monkeypatch.setattr(terminal.time, "sleep", look)
    out = io.StringIO()
    with os.fdopen(keys) as source:
        play_in_terminal(parts, replace(MIXED, wait_for_me=True), out, source)
        os.close(hand)
    assert "Press Enter when you are ready." in out.getvalue()
    assert "--" not in out.getvalue()


def test_nothing_is_read_from_the_keys_where_the_routine_does_not_wait(
    parts: SessionParts, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal.time, "sleep", lambda _seconds: clock.move(500))
    asked: list[object] = []
    nobody = terminal.NoEnterKey()
    monkeypatch.setattr(terminal, "enter_key", lambda keys: asked.append(keys) or nobody)
    keys = io.StringIO()
    play_in_terminal(parts, MIXED, io.StringIO(), keys)
    play_in_terminal(parts, replace(MIXED, wait_for_me=True), io.StringIO(), keys)
    assert asked == [None, keys]
