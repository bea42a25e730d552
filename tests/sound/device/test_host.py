"""The host by itself, with a device and a time that the test moves, and as a process."""

from __future__ import annotations

import queue
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from mobility_timer.settings import Music, MusicWay, OpenSilence
from mobility_timer.sound.child_process import ChildProcess, module_command
from mobility_timer.sound.device.around import Around
from mobility_timer.sound.device.host import (
    BEAT_EVERY_S,
    LONGEST_STALL_S,
    STALLED_AFTER_S,
    Host,
)
from mobility_timer.sound.device.play import Play
from mobility_timer.sound.speech.pcm import RATE

WITHIN = 20
QUEUE_S, PERIOD_S = 0.48, 0.16


class FakeOutput:
    """A device that keeps its queue full whenever the test moves the time."""

    def __init__(self, machine: Machine, fill: Callable[..., Any]) -> None:
        self.machine, self.fill = machine, fill
        self.began = self.last_read_s = machine.now
        self.blocks: list[Any] = []
        self.ended: float | None = None
        self.read()

    def read(self) -> None:
        while self.frames < (self.machine.now - self.began + QUEUE_S - PERIOD_S) * RATE:
            self.blocks.append(self.fill(round(PERIOD_S * RATE)))
            self.last_read_s = self.machine.now

    @property
    def frames(self) -> int:
        return sum(map(len, self.blocks))

    def close(self) -> None:
        self.ended = self.machine.now

    def heard(self) -> NDArray[Any]:
        """The samples that were played, and when the first of them was."""
        until = self.machine.now if self.ended is None else self.ended
        return np.concatenate(self.blocks)[: round((until - self.began) * RATE)]


class Machine:
    """A host, the devices that it opened, and the time."""

    def __init__(self) -> None:
        self.now = 500.0
        self.plugged = self.reads = True
        self.outputs: list[Any] = []
        self.said: list[Any] = []
        self.looks = 0
        self.music: list[Any] = []
        self.on_bluetooth = False
        self.host = Host(
            self.open,
            lambda **message: self.said.append(message),
            lambda: self.now,
            keep_music=self.keep_music,
            on_bluetooth=lambda: self.on_bluetooth,
        )

    def keep_music(self, way: Any) -> None:
        if not self.music or self.music[-1][1] is not way:
            self.music.append((self.now, way))

    def around(self, **chosen: Any) -> None:
        self.host.carry_out({"do": "around", **Around(**chosen).as_json()})

    def open(self, fill: Callable[..., Any]) -> FakeOutput:
        if not self.plugged:
            raise OSError("no device")
        self.outputs.append(FakeOutput(self, fill))
        return self.outputs[-1]

    @property
    def open_outputs(self) -> list[FakeOutput]:
        return [output for output in self.outputs if output.ended is None]

    def run(self, seconds: float) -> None:
        end = self.now + seconds
        while self.now < end:
            waits = self.host.look()
            self.looks += 1
            step = 0.02 if self.open_outputs else end - self.now if waits is None else waits
            self.now = min(end, self.now + max(step, 0.001))
            for output in self.open_outputs if self.reads else []:
                output.read()

    def plan(self, *plays: Play, do: str = "plan") -> None:
        self.host.carry_out({"do": do, "plays": [play.as_json() for play in plays]})

    def onsets(self) -> list[float]:
        """When sound began after silence, in seconds of the time."""
        found = []
        for output in self.outputs:
            loud = np.flatnonzero(np.abs(output.heard()) > 100) / RATE + output.began
            found += [at for i, at in enumerate(loud) if i == 0 or at - loud[i - 1] > 0.05]
        return found


@pytest.fixture
def machine() -> Machine:
    return Machine()


def test_the_device_waits_for_no_file_that_was_planned(machine: Machine, clip: Any) -> None:
    machine.run(1)
    path = clip(0.5)
    machine.plan(Play(path, machine.now + 1.9))
    Path(path).unlink()
    planned = machine.now + 1.9
    machine.run(4)
    assert machine.onsets() == pytest.approx([planned], abs=0.02)


def test_a_file_that_cannot_be_read_is_told_when_it_is_due(machine: Machine) -> None:
    machine.run(1)
    for _ in range(3):
        machine.plan(Play("/nowhere/clip.wav", machine.now + 1.9))
    machine.run(4)
    assert len([said for said in machine.said if "error" in said]) == 1


def test_it_looks_for_a_device_at_once_and_then_sleeps(machine: Machine) -> None:
    machine.run(10)
    assert machine.said[0] == {"state": "ready", "awake": True}
    assert len(machine.outputs) == 1
    assert machine.open_outputs == []
    assert machine.host.look() is None


def test_asleep_it_is_not_woken_and_says_nothing(machine: Machine) -> None:
    machine.run(10)
    said, looks = len(machine.said), machine.looks
    machine.run(600)
    assert machine.looks - looks <= 1
    assert len(machine.said) == said


def test_the_device_is_opened_ahead_of_a_play_and_closed_after_it(
    machine: Machine, clip: Callable[..., str]
) -> None:
    machine.run(10)
    machine.plan(Play(clip(0.5), machine.now + 5))
    machine.run(3.9)
    assert machine.open_outputs == []
    machine.run(0.3)
    assert len(machine.open_outputs) == 1
    machine.run(10)
    assert machine.open_outputs == []
    assert machine.onsets() == pytest.approx([515], abs=0.002)


def test_a_clear_is_silent_at_once_whatever_was_mixed(
    machine: Machine, clip: Callable[..., str]
) -> None:
    machine.plan(Play(clip(5), 501))
    machine.run(2)
    machine.plan(do="clear")
    machine.run(1)
    assert np.abs(machine.outputs[-1].heard()).max() > 1000
    assert machine.outputs[-1].ended == pytest.approx(502)
    assert machine.open_outputs == []


def test_a_play_that_comes_when_its_time_is_mixed_already_is_heard_in_time(
    machine: Machine, clip: Callable[..., str]
) -> None:
    """What sounds meanwhile goes on; it neither begins anew nor ends later."""
    machine.plan(Play(clip(2), 501))
    machine.run(2)
    machine.plan(Play(clip(2), 501), Play(clip(0.1, "short"), 503.05), Play("tone:warm/go", 502.1))
    machine.run(1.04)
    assert machine.onsets() == pytest.approx([501, 502], abs=0.02)
    heard = np.concatenate([output.heard() for output in machine.outputs])
    assert np.sum(np.abs(heard) > 1000) / RATE == pytest.approx(2, abs=0.02)
    machine.run(1)
    assert machine.onsets() == pytest.approx([501, 502, 503.05], abs=0.02)


def test_a_play_that_is_taken_back_is_not_heard_though_it_was_mixed(
    machine: Machine, clip: Callable[..., str]
) -> None:
    machine.run(0.5)
    machine.plan(Play(clip(0.1), 501.2))
    machine.run(0.4)
    machine.plan()
    machine.run(2)
    assert machine.onsets() == []


def test_the_same_plan_again_lets_the_stream_be(machine: Machine, clip: Callable[..., str]) -> None:
    plays = [Play(clip(0.1), 501 + 0.7 * i) for i in range(12)]
    for _ in range(80):
        machine.plan(*(play for play in plays if play.at < machine.now + 2))
        machine.run(0.1)
    assert len(machine.outputs) == 1
    assert machine.onsets() == pytest.approx([play.at for play in plays[:10]], abs=0.002)


def test_a_device_that_reads_no_more_is_replaced_and_nothing_is_repeated(
    machine: Machine, clip: Callable[..., str]
) -> None:
    machine.plan(*(Play(clip(0.1), at) for at in (501.0, 501.5, 502.0, 503.0)))
    machine.run(1.3)
    machine.reads = False
    machine.run(STALLED_AFTER_S + 0.1)
    machine.reads = True
    machine.run(3)
    assert len(machine.outputs) == 2
    assert machine.onsets() == pytest.approx([501, 501.5, 502, 503], abs=0.1)


def test_of_its_own_accord_it_looks_once_a_second_and_finds_a_stall_then(
    machine: Machine, clip: Callable[..., str]
) -> None:
    machine.plan(Play(clip(20.0), 500.5))
    began, looks = machine.now, 0
    while machine.now < began + 10:
        waits = machine.host.look()
        assert waits is not None
        machine.now += max(waits, 0.001)
        machine.open_outputs[0].read()
        looks += 1
    assert looks <= 11
    machine.now += STALLED_AFTER_S + BEAT_EVERY_S
    machine.host.look()
    assert len(machine.outputs) == 2


def test_a_device_that_stalls_again_and_again_is_given_ever_longer(
    machine: Machine, clip: Callable[..., str]
) -> None:
    """On a busy machine a device takes longer to open than the stall that led to it."""
    machine.plan(*(Play(clip(0.1), 501 + 0.1 * n) for n in range(200)))
    machine.run(1.3)
    machine.reads = False
    machine.run(12)
    lived = [output.ended - output.began for output in machine.outputs[1:5]]
    assert lived == pytest.approx([1.0, 2.0, 2.0, 2.0], abs=0.1)
    machine.reads = True
    machine.run(LONGEST_STALL_S + 3)
    machine.reads = False
    before = len(machine.outputs)
    machine.run(STALLED_AFTER_S + 0.2)
    assert len(machine.outputs) == before + 1


def test_without_a_device_it_rests_between_tries_though_something_is_due(
    machine: Machine, clip: Callable[..., str]
) -> None:
    machine.plugged = False
    machine.run(5)
    machine.plan(*(Play(clip(0.1), machine.now + 0.5 * n) for n in range(1, 20)))
    looks = machine.looks
    machine.run(10)
    assert machine.looks - looks < 20


def test_a_device_that_comes_is_found_within_a_second(
    machine: Machine, clip: Callable[..., str]
) -> None:
    machine.plugged = False
    machine.run(30)
    assert machine.said[-1] == {"state": "no device", "awake": False}
    assert machine.looks < 40
    machine.plan(Play(clip(0.1), machine.now + 1.5))
    machine.plugged = True
    machine.run(3)
    assert machine.said[-1]["state"] == "ready"
    assert len(machine.onsets()) == 1


def test_music_goes_down_before_a_line_and_stays_down_between_near_ones(
    machine: Machine, clip: Callable[..., str]
) -> None:
    machine.around(music=Music.LINES, way=MusicWay.PAUSE)
    lines = (505, 508, 515.5, 526)
    machine.plan(*(Play(clip(1), at, voice=True) for at in lines), Play(clip(1), 519.0))
    machine.run(40)
    ways = [way for _, way in machine.music]
    assert ways == [None, MusicWay.PAUSE, None, MusicWay.PAUSE, None]
    times = [at for at, _ in machine.music[1:]]
    assert times == pytest.approx([504.7, 521.5, 525.7, 532.0], abs=0.55)


def test_music_stays_down_for_a_whole_session_and_no_longer(machine: Machine) -> None:
    machine.around(music=Music.SESSION, leads=True)
    machine.run(60)
    machine.around(music=Music.SESSION, leads=False)
    assert [way for _, way in machine.music] == [MusicWay.LOWER, None]


def test_music_that_is_to_be_left_alone_is(machine: Machine, clip: Callable[..., str]) -> None:
    machine.around(leads=True)
    machine.plan(Play(clip(1), 501, voice=True))
    machine.run(10)
    assert [way for _, way in machine.music] == [None]


@pytest.mark.parametrize(
    ("silence", "bluetooth", "stays_open"),
    [
        (OpenSilence.AUTO, False, False),
        (OpenSilence.AUTO, True, True),
        (OpenSilence.ON, False, True),
        (OpenSilence.OFF, True, False),
    ],
)
def test_silence_is_kept_open_while_a_session_runs(
    machine: Machine, silence: Any, bluetooth: Any, stays_open: Any
) -> None:
    machine.on_bluetooth = bluetooth
    machine.around(silence=silence, leads=True)
    machine.run(60)
    assert bool(machine.open_outputs) is stays_open
    machine.around(silence=silence, leads=False)
    machine.run(10)
    assert machine.open_outputs == []


def test_what_it_does_not_understand_it_says(machine: Machine) -> None:
    machine.host.carry_out({"do": "dance", "plays": []})
    machine.host.carry_out({"do": "plan", "plays": [{"clip": "tone:warm/go"}]})
    assert ["dance" in said.get("error", "") for said in machine.said].count(True) == 1
    assert any("at" in said.get("error", "") for said in machine.said)


def test_as_a_process_it_says_that_there_is_no_device_and_ends_with_its_input(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")
    monkeypatch.setenv("ALSA_CONFIG_PATH", "/nowhere")
    heard: queue.Queue[Any] = queue.Queue()
    command = module_command("mobility_timer.sound.device.host", "--audio-host")
    child = ChildProcess("audio host", command, heard.put)
    assert heard.get(timeout=WITHIN) == {"state": "no device", "awake": False}
    child.send({"do": "volume", "voice": 0.5, "tones": 0.5})
    assert heard.get(timeout=WITHIN)["state"] == "no device"
    child.close()
    assert child.wait(WITHIN)
