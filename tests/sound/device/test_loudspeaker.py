from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest

from mobility_timer import system_libraries
from mobility_timer.sound.child_process import Message
from mobility_timer.sound.device.around import Around
from mobility_timer.sound.device.loudspeaker import Loudspeaker, Sound
from mobility_timer.sound.device.play import Play


class FakeHost:
    def __init__(self, on_message: Callable[[Message], None]) -> None:
        self.on_message = on_message
        self.running = True
        self.sent: list[Any] = []
        self.killed = self.closed = False

    def send(self, message: Message) -> None:
        self.sent.append(message)

    def kill(self) -> None:
        self.killed = True
        self.running = False

    def close(self) -> None:
        self.closed = True

    @property
    def told(self) -> Any:
        return [message["do"] for message in self.sent]


class Harness:
    """A loudspeaker, the hosts that it launched, and the time, which is moved by hand."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.awake = True
        self.hosts: list[Any] = []
        self.speaker = Loudspeaker(self.launch, lambda: self.now)
        self.speaker.supervise()

    def launch(self, on_message: Callable[[Message], None]) -> FakeHost:
        self.hosts.append(FakeHost(on_message))
        return self.hosts[-1]

    @property
    def host(self) -> FakeHost:
        return self.hosts[-1]

    def run(self, seconds: float, says: str | None = None) -> None:
        for _ in range(round(seconds * 10)):
            self.now += 0.1
            if says and self.host.running:
                self.host.on_message({"state": says, "awake": self.awake})
            self.speaker.supervise()

    def births(self, seconds: float, says: str | None = None) -> list[float]:
        """When new hosts were launched within the next seconds."""
        begun, times = self.now, []
        for _ in range(round(seconds * 10)):
            known = len(self.hosts)
            self.run(0.1, says)
            if len(self.hosts) > known:
                times.append(round(self.now - begun, 1))
                if says is None:
                    self.host.running = False
        return times


@pytest.fixture
def harness() -> Harness:
    return Harness()


PLAYS = (Play("tone:warm/go", 1003.0), Play("a.wav", 1004.0, 1005.0, voice=True))
AS_JSON = [play.as_json() for play in PLAYS]


def test_starts_a_host_and_is_ready_when_it_says_so(harness: Harness) -> None:
    assert harness.speaker.state is Sound.STARTING
    assert harness.speaker.notice is None
    harness.run(1, "ready")
    assert harness.speaker.state is Sound.READY
    assert harness.speaker.notice is None
    assert len(harness.hosts) == 1


def test_hands_on_the_plan_the_clear_and_the_gain(harness: Harness) -> None:
    harness.host.sent.clear()
    harness.speaker.plan(PLAYS)
    harness.speaker.clear()
    harness.speaker.set_gains(0.25, 0.1)
    assert harness.host.sent == [
        {"do": "plan", "plays": AS_JSON},
        {"do": "clear", "plays": []},
        {"do": "volume", "voice": 0.25, "tones": 0.1},
    ]


def test_a_host_that_dies_is_replaced_and_told_what_is_still_to_come(harness: Harness) -> None:
    harness.run(1, "ready")
    harness.speaker.set_gains(0.5, 1.0)
    harness.speaker.plan(PLAYS)
    harness.host.running = False
    harness.run(0.1)
    assert harness.speaker.state is Sound.LOST
    harness.run(0.3)
    assert len(harness.hosts) == 2
    assert harness.host.sent == [
        {"do": "volume", "voice": 0.5, "tones": 1.0},
        {"do": "around", **Around().as_json()},
        {"do": "plan", "plays": AS_JSON},
    ]
    harness.run(0.1, "ready")
    assert harness.speaker.state is Sound.READY


def test_a_host_that_falls_silent_for_two_seconds_is_killed(harness: Harness) -> None:
    harness.run(1, "ready")
    first = harness.host
    harness.run(1.9)
    assert not first.killed
    harness.run(0.3)
    assert first.killed


def test_a_host_in_place_of_one_that_fell_silent_may_take_longer(harness: Harness) -> None:
    harness.run(1, "ready")
    harness.speaker.plan([])
    harness.run(2.5)
    assert len(harness.hosts) == 2
    harness.run(1, "ready")
    harness.speaker.plan([])
    harness.run(3.9)
    assert not harness.host.killed
    harness.run(0.3)
    assert harness.host.killed
    harness.run(1)
    harness.run(6, "ready")
    steady = harness.host
    harness.speaker.plan([])
    harness.run(2.3)
    assert steady.killed


def test_a_host_that_sleeps_owes_nothing_until_it_is_told_something(harness: Harness) -> None:
    harness.awake = False
    harness.run(1, "ready")
    first = harness.host
    harness.run(600)
    assert not first.killed
    for _ in range(25):
        harness.speaker.plan(PLAYS)
        harness.run(0.1)
    assert first.killed


def test_what_a_lost_host_has_begun_is_not_said_again_by_the_next(harness: Harness) -> None:
    harness.run(1, "ready")
    begun = Play("a.wav", harness.now - 0.2, voice=True, late=1.5)
    due = Play("b.wav", harness.now + 0.5, voice=True)
    harness.speaker.plan([begun, due])
    harness.host.running = False
    harness.run(0.5)
    assert len(harness.hosts) == 2
    assert harness.host.sent[-1]["plays"] == [due.as_json()]
    harness.speaker.plan([begun, due])
    assert harness.host.sent[-1]["plays"] == [due.as_json()]


def test_a_host_may_take_long_to_start(harness: Harness) -> None:
    harness.run(9)
    assert not harness.host.killed
    harness.run(2)
    assert harness.hosts[0].killed


def test_tries_again_ever_later_and_then_every_five_seconds(harness: Harness) -> None:
    harness.host.running = False
    times = harness.births(40)
    gaps = [b - a for a, b in zip([0, *times], times, strict=False)]
    # a host that is dead at once is seen at the next look, 0.1 s later
    assert gaps[:6] == pytest.approx([0.3, 0.5, 0.9, 1.7, 2.1, 2.1], abs=0.15)
    assert gaps[6:] == pytest.approx([5.1] * len(gaps[6:]), abs=0.15)


def test_a_host_that_ran_well_is_replaced_quickly_again(harness: Harness) -> None:
    for _ in range(8):
        harness.run(6, "ready")
        harness.host.running = False
        assert harness.births(0.5, "ready")


def test_a_loss_is_told_only_when_it_lasts(harness: Harness) -> None:
    harness.run(1, "ready")
    harness.host.running = False
    harness.run(0.2)
    assert harness.speaker.notice is None
    harness.births(3)
    assert "stopped" in str(harness.speaker.notice)
    harness.births(6, "ready")
    assert harness.speaker.notice is None


@pytest.mark.parametrize(
    ("absent", "told"),
    [
        (set(), "No sound device found. Plug one in and the sound comes by itself."),
        ({"libpulse.so.0"}, "Sound needs libpulse.so.0, which is missing."),
    ],
)
def test_without_a_device_it_is_told_why_and_the_host_is_left_to_look(
    harness: Harness, monkeypatch: pytest.MonkeyPatch, absent: set[str], told: str
) -> None:
    monkeypatch.setattr(system_libraries, "loads", lambda soname: soname not in absent)
    monkeypatch.setattr(sys, "platform", "linux")
    harness.run(1, "no device")
    assert harness.speaker.state is Sound.NO_DEVICE
    assert harness.speaker.notice.startswith(told)
    assert harness.births(60, "no device") == []
    harness.run(0.1, "ready")
    assert harness.speaker.notice is None


def test_what_keeps_the_host_from_starting_is_named(harness: Harness) -> None:
    harness.host.on_message({"failed": "No module named 'miniaudio'"})
    harness.host.running = False
    harness.run(1)
    assert harness.speaker.state is Sound.MISSING
    assert harness.speaker.notice.startswith("No sound: No module named 'miniaudio'.")
    assert harness.births(59.5) == pytest.approx([59.2], abs=0.3)


def test_what_an_old_host_still_says_is_not_heard(harness: Harness) -> None:
    harness.run(1, "ready")
    old = harness.host
    old.running = False
    harness.run(0.1)
    old.on_message({"state": "ready"})
    assert harness.speaker.state is Sound.LOST


def test_after_closing_nothing_is_started(harness: Harness) -> None:
    harness.speaker.close()
    assert harness.host.closed
    harness.run(10)
    assert len(harness.hosts) == 1


def test_at_rest_the_device_is_let_go_after_a_while_and_taken_again_for_the_next_session(
    harness: Harness,
) -> None:
    harness.run(1, "ready")
    harness.speaker.rest()
    harness.run(19, "ready")
    assert not harness.host.closed
    harness.run(2, "ready")
    assert harness.host.closed
    harness.run(60)
    assert len(harness.hosts) == 1
    assert harness.speaker.notice is None
    harness.speaker.start()
    assert len(harness.hosts) == 2
    harness.speaker.close()


def test_before_the_start_a_plan_is_kept() -> None:
    harness = Harness.__new__(Harness)
    harness.now, harness.hosts = 0.0, []
    speaker = Loudspeaker(harness.launch, lambda: harness.now)
    speaker.plan(PLAYS)
    speaker.supervise()
    assert {"do": "plan", "plays": AS_JSON} in harness.host.sent
