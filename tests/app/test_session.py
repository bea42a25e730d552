from __future__ import annotations

import io
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from mobility_timer import terminal
from mobility_timer.app.session import (
    SessionParts,
    open_session,
    open_window_session,
    play_in_terminal,
)
from mobility_timer.personal.history.history import History
from mobility_timer.personal.history.start import SessionStart
from mobility_timer.playback.player import Player
from mobility_timer.playback.result import Tally
from mobility_timer.playback.transport import State
from mobility_timer.playback.update import Update
from mobility_timer.routine.model import Routine
from mobility_timer.timeline.compiler import compile_routine
from tests.sample_routines import MIXED, HandClock, Recorder
from tests.silent_coach import SilentCoach

TIMELINE = compile_routine(MIXED)


@pytest.fixture
def faults() -> list[Any]:
    return []


@pytest.fixture
def parts(
    coach: SilentCoach, clock: HandClock, faults: list[Any], history: History
) -> SessionParts:
    return SessionParts(coach, lambda: clock, faults.append, history)


@pytest.fixture
def session(parts: SessionParts) -> Iterator[Callable[..., Player]]:
    """A session of a routine with a view, closed in the end."""
    opened = []

    def session(
        routine: Routine = MIXED, view: Callable[..., tuple[Any, ...]] = lambda _player, _tally: ()
    ) -> Player:
        opened.append(open_session(parts, routine, view))
        return opened[-1]

    yield session
    for player in opened:
        player.close()


@pytest.fixture
def awake(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Whether the display was to be kept awake, at each change."""
    wanted = []
    monkeypatch.setattr(
        "mobility_timer.app.desktop.awake.Awake._want", lambda _self, on: wanted.append(on)
    )
    return wanted


def run_to_the_end(player: Player, clock: HandClock) -> None:
    while player.tick().state is not State.DONE:
        clock.move(1_000)


def test_a_coach_that_fails_when_it_is_asked_delays_no_session(
    session: Callable[..., Player],
    coach: SilentCoach,
    clock: HandClock,
    faults: list[Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(_coach: SilentCoach) -> bool:
        raise OSError("no cache")

    monkeypatch.setattr(type(coach), "is_ready", property(fail), raising=False)
    player = session()
    player.play()
    clock.move(500)
    player.tick()
    assert player.look().at == 500
    assert {str(fault) for fault in faults} == {"no cache"}


def test_the_coach_is_made_ready_and_follows_until_it_is_silenced(
    session: Callable[..., Player], coach: SilentCoach
) -> None:
    player = session()
    assert coach.told == [player.timeline]
    player.play()
    player.close()
    update, silence = coach.told[1:]
    assert isinstance(update, Update)
    assert update.state is State.PLAYING
    assert silence == "silence"


def test_the_routine_says_whether_it_waits(session: Callable[..., Player]) -> None:
    assert not session().waits
    assert session(replace(MIXED, wait_for_me=True)).waits


def test_the_view_follows_and_is_given_what_it_steers_and_shows(
    session: Callable[..., Player], clock: HandClock
) -> None:
    recorder = Recorder()
    given: list[Any] = []

    def view(*parts_of_it: Player | Tally) -> tuple[Recorder]:
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


def test_what_was_done_is_counted_before_it_is_shown(
    session: Callable[..., Player], clock: HandClock
) -> None:
    finished = []

    def view(_player: Player, tally: Tally) -> tuple[Any]:
        class Page:
            def follow(self, update: Update) -> None:
                finished.append((update.state is State.DONE, tally.done.finished))

            def close(self) -> None:
                """Nothing to end."""

        return (Page(),)

    player = session(MIXED, view)
    player.play()
    run_to_the_end(player, clock)
    assert finished[-1] == (True, True)


def test_a_fault_in_a_follower_is_reported_and_the_session_goes_on(
    session: Callable[..., Player], coach: SilentCoach, faults: list[Any]
) -> None:
    class Broken(Recorder):
        def follow(self, _update: Update) -> None:
            raise KeyError("picture")

    player = session(MIXED, lambda *_: (Broken(),))
    player.play()
    assert [type(fault) for fault in faults] == [KeyError, KeyError]
    update = coach.told[-1]
    assert isinstance(update, Update)
    assert update.state is State.PLAYING


def test_a_view_that_cannot_be_made_leaves_nothing_open(
    parts: SessionParts, coach: SilentCoach
) -> None:
    def broken(_player: Player, _tally: Tally) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        open_session(parts, MIXED, broken)
    assert coach.told[-1] == "silence"


def test_the_display_stays_awake_while_it_plays(
    session: Callable[..., Player], awake: list[Any]
) -> None:
    player = session()
    player.play()
    player.pause()
    player.close()
    assert awake == [True, False, False]


@pytest.mark.usefixtures("qapp")
def test_a_session_in_the_window_is_driven_by_its_timer(
    parts: SessionParts, clock: HandClock, qtbot: QtBot
) -> None:
    recorder = Recorder()
    player = open_window_session(parts, MIXED, lambda *_: (recorder,))
    player.play()
    clock.move(100)
    with qtbot.waitCallback() as seen:
        recorder.follow = lambda update: update.moment.at == 100 and seen(update)
    player.close()


def test_a_session_in_the_terminal_has_the_same_followers(
    parts: SessionParts,
    clock: HandClock,
    coach: SilentCoach,
    awake: list[Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(time, "sleep", lambda _s: clock.move(500))
    coach.notice = "No voice found."
    out = io.StringIO()
    play_in_terminal(parts, MIXED, out, None)
    printed = out.getvalue()
    assert all(cue.line in printed for cue in TIMELINE.cues)
    assert printed.count("No voice found.") == 1
    update = coach.told[-2]
    assert isinstance(update, Update)
    assert update.state is State.DONE
    assert coach.told[-1] == "silence"
    assert set(awake) == {True, False}


def test_a_session_in_the_terminal_waits_where_the_routine_says_so(
    parts: SessionParts, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys, hand = os.pipe()
    looks: list[Any] = []

    def look(_seconds: float) -> None:
        looks.append(clock.move(500))
        if len(looks) > 1_000:
            raise KeyboardInterrupt

    monkeypatch.setattr(time, "sleep", look)
    out = io.StringIO()
    with os.fdopen(keys) as source:
        play_in_terminal(parts, replace(MIXED, wait_for_me=True), out, source)
        os.close(hand)
    assert "Press Enter when you are ready." in out.getvalue()
    assert "--" not in out.getvalue()


def test_nothing_is_read_from_the_keys_where_the_routine_does_not_wait(
    parts: SessionParts, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "sleep", lambda _seconds: clock.move(500))
    asked: list[object] = []
    nobody = terminal.NoEnterKey()
    monkeypatch.setattr(terminal, "enter_key", lambda keys: asked.append(keys) or nobody)
    keys = io.StringIO()
    play_in_terminal(parts, MIXED, io.StringIO(), keys)
    play_in_terminal(parts, replace(MIXED, wait_for_me=True), io.StringIO(), keys)
    assert asked == [None, keys]


@pytest.mark.parametrize("is_tried", [False, True])
def test_a_drill_that_is_only_tried_is_not_written_down(
    parts: SessionParts, clock: HandClock, history: History, is_tried: bool
) -> None:
    start = SessionStart(is_tried=is_tried)
    player = open_session(parts, MIXED, lambda _player, _tally: (), start)
    player.play()
    for _ in range(TIMELINE.sets[0].end // 1000 + 2):
        clock.move(1000)
        player.tick()
    assert (history.note_hurt() is None) is is_tried
    player.close()
    assert history.this_week().sessions == (0 if is_tried else 1)
