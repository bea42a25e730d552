import io

import pytest
from sample_routines import MIXED, HandClock

from mobility_timer import terminal
from mobility_timer.playback.player import Player
from mobility_timer.timeline.compiler import compile_routine

TIMELINE = compile_routine(MIXED)


class Screen(io.StringIO):
    def isatty(self):
        return True


class Session:
    def __init__(self, monkeypatch, out):
        self.clock = HandClock()
        self.out = out
        self.looks = 0
        self.interrupt_after = None
        self.sleep_after = None
        monkeypatch.setattr(terminal.time, "sleep", self._wait)

    def _wait(self, _seconds):
        self.looks += 1
        self.clock.move(100)
        if self.looks == self.sleep_after:
            self.clock.sleep(60_000)
        if self.looks == self.interrupt_after:
            raise KeyboardInterrupt

    def play(self):
        terminal.play(Player(TIMELINE, self.clock), self.out)
        return self.out.getvalue()


@pytest.fixture
def session(monkeypatch):
    return Session(monkeypatch, io.StringIO())


def test_every_line_is_printed_once_with_its_time(session):
    printed = session.play()
    for cue in TIMELINE.cues:
        if cue.line:
            assert cue.line in printed
    lines = printed.splitlines()
    assert len([line for line in lines if "--" not in line]) == len(
        [cue for cue in TIMELINE.cues if cue.line]
    )
    assert lines[-1].endswith(TIMELINE.cues[-1].line)


def test_each_set_has_a_heading(session):
    headings = [line for line in session.play().splitlines() if "--" in line]
    assert len(headings) == len(TIMELINE.sets)
    assert headings[0].endswith("-- Standing hip circles, left, Forward circle, 5 reps")
    assert headings[-1].endswith("-- Quad stretch, left, 30 seconds")


def test_a_terminal_shows_the_progress(monkeypatch):
    printed = Session(monkeypatch, Screen()).play()
    assert f"of {terminal.minutes_seconds(TIMELINE.length)}" in printed
    assert "[####################]" in printed


def test_ctrl_c_ends_cleanly(session):
    session.interrupt_after = 50
    assert session.play().splitlines()[-1].startswith("Stopped at 0:05 of")


def test_after_a_sleep_it_goes_on(session):
    session.sleep_after = 50
    printed = session.play()
    assert "The computer slept." in printed
    assert TIMELINE.cues[-1].line in printed


def test_what_is_missing_is_told_once(monkeypatch):
    session = Session(monkeypatch, io.StringIO())
    terminal.play(Player(TIMELINE, session.clock), session.out, lambda: "No voice.")
    assert session.out.getvalue().count("No voice.") == 1
