from __future__ import annotations

import io
import os
import time
from collections.abc import Callable
from dataclasses import replace
from threading import Event
from typing import Any

import pytest

from mobility_timer import terminal
from mobility_timer.playback.player import Player
from mobility_timer.routine.dose import Dose, Ends, Unit
from mobility_timer.routine.model import Sides
from mobility_timer.timeline import minutes_seconds
from mobility_timer.timeline.compiler import compile_routine
from tests.sample_routines import MIXED, HandClock

TIMELINE = compile_routine(MIXED)
MOST_LOOKS = 10_000


class Screen(io.StringIO):
    def isatty(self) -> Any:
        return True


class Session:
    def __init__(self, monkeypatch: Any, out: Any) -> None:
        self.clock = HandClock()
        self.out = out
        self.looks = 0
        self.interrupt_after = None
        self.sleep_after = None
        self.notice: Callable[[], str | None] = lambda: None
        self.waits = False
        self.enter: Any = terminal.NoEnterKey()
        monkeypatch.setattr(time, "sleep", self._wait)

    def _wait(self, _seconds: Any) -> None:
        self.looks += 1
        assert self.looks < MOST_LOOKS, "it never ends"
        self.clock.move(100)
        if self.looks == self.sleep_after:
            self.clock.sleep(60_000)
        if self.looks == self.interrupt_after:
            raise KeyboardInterrupt

    def play(self) -> Any:
        player = Player(TIMELINE, self.clock, waits=self.waits)
        transcript = terminal.Transcript(self.out, self.notice)
        player.follow(transcript)
        terminal.play(player, transcript, self.out, self.enter)
        return self.out.getvalue()


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> Any:
    return Session(monkeypatch, io.StringIO())


def test_every_line_is_printed_once_with_its_time(session: Any) -> None:
    printed = session.play()
    for cue in TIMELINE.cues:
        if cue.line:
            assert cue.line in printed
    lines = printed.splitlines()
    assert len([line for line in lines if "--" not in line]) == len(
        [cue for cue in TIMELINE.cues if cue.line]
    )
    assert lines[-1].endswith(TIMELINE.cues[-1].line)


def test_each_set_has_a_heading(session: Any) -> None:
    headings = [line for line in session.play().splitlines() if "--" in line]
    assert len(headings) == len(TIMELINE.sets)
    assert headings[0].endswith("-- Standing hip circles, left, Forward circle, 5 reps")
    assert headings[-1].endswith("-- Quad stretch, left, 30 seconds")


def test_a_terminal_shows_the_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    printed = Session(monkeypatch, Screen()).play()
    assert f"of {minutes_seconds(TIMELINE.length)}" in printed
    assert "[####################]" in printed


def test_ctrl_c_ends_cleanly(session: Any) -> None:
    session.interrupt_after = 50
    assert session.play().splitlines()[-1].startswith("Stopped at 0:05 of")


class ShortPipe(io.StringIO):
    """What `head` leaves: nobody reads after the first lines."""

    def write(self, text: str) -> int:
        if self.tell() > 100:
            raise BrokenPipeError
        return super().write(text)


def test_it_stops_when_nobody_reads_on(monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session(monkeypatch, ShortPipe())
    with pytest.raises(BrokenPipeError):
        session.play()
    assert session.looks < TIMELINE.length / 100 / 2


def test_after_a_sleep_it_goes_on(session: Any) -> None:
    session.sleep_after = 50
    printed = session.play()
    assert "The computer was asleep." in printed
    assert TIMELINE.cues[-1].line in printed


def test_what_is_missing_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session(monkeypatch, io.StringIO())
    session.notice = lambda: "No voice."
    assert session.play().count("No voice.") == 1


class Enter:
    """Pressed at these looks."""

    ended = False

    def __init__(self, *looks: Any) -> None:
        self.looks = looks
        self.now = 0

    def pressed(self) -> Any:
        self.now += 1
        return self.now in self.looks


def test_it_waits_for_enter_before_each_set(session: Any) -> None:
    session.waits = True
    session.enter = Enter(20, 1_000, 2_000)
    session.interrupt_after = 3_000
    printed = session.play()
    assert printed.count("Press Enter when you are ready.") == 3
    assert printed.count("--") == 2


def test_enter_while_it_does_not_wait_is_not_kept_for_later(session: Any) -> None:
    session.waits = True
    session.enter = Enter(1, 2, 3)
    session.interrupt_after = 1_000
    printed = session.play()
    assert printed.count("Press Enter when you are ready.") == 1
    assert "--" not in printed


def test_where_nobody_can_press_enter_it_does_not_wait(session: Any) -> None:
    session.waits = True
    assert TIMELINE.cues[-1].line in session.play()


def wait_for(asked: Any) -> Any:
    for _ in range(500):
        if asked():
            return True
        Event().wait(0.01)
    return False


def test_the_enter_key_is_heard_once_until_nothing_more_comes() -> None:
    keys, hand = os.pipe()
    enter = terminal.EnterKey(keys)
    assert not enter.pressed()
    os.write(hand, b"x")
    os.write(hand, b"\n")
    assert wait_for(enter.pressed)
    assert not enter.pressed()
    os.close(hand)
    assert wait_for(lambda: enter.ended)
    os.close(keys)


def test_without_standard_input_there_is_no_enter_key() -> None:
    for source in (None, io.StringIO()):
        assert terminal.enter_key(source).ended
        assert not terminal.enter_key(source).pressed()


def test_nothing_is_printed_before_the_session_plays() -> None:
    out = io.StringIO()
    player = Player(TIMELINE, HandClock())
    player.follow(terminal.Transcript(out, lambda: "No sound device found."))
    assert out.getvalue() == ""
    player.play()
    assert out.getvalue().startswith("No sound device found.\n")


def test_another_key_is_not_enter(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter([b"x", b"yz", b""])
    monkeypatch.setattr(os, "read", lambda *_given: next(typed))
    enter = terminal.EnterKey(0)
    assert wait_for(lambda: enter.ended)
    assert not enter.pressed()


class Presses:
    """An Enter key that is pressed at these looks."""

    ended = False

    def __init__(self, *looks: Any) -> None:
        self.looks = looks
        self.asked = 0

    def pressed(self) -> Any:
        self.asked += 1
        return self.asked in self.looks


def test_enter_ends_a_set_that_lasts_until_one_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session(monkeypatch, io.StringIO())
    dose = Dose(Unit.REPS, 30, 5, 30, ends=Ends.YOU)
    drill = replace(MIXED.drills[0], sides=Sides.BOTH, variants=(), dose=dose)
    timeline = compile_routine(replace(MIXED, drills=(drill,)))
    first = timeline.sets[0]
    session.enter = Presses(round((first.start + 2 * drill.rep_ms + 500) / 100))
    monkeypatch.setitem(globals(), "TIMELINE", timeline)
    lines = session.play().splitlines()
    assert any("up to 30 reps, until you stop" in line for line in lines)
    assert "Press Enter when you stop." in lines
    assert not any("Four." in line for line in lines)
    assert any("Done." in line for line in lines)
