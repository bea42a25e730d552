"""What is really heard: the loudspeaker against a sound server whose output is recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import pytest

from benchmarks.loopback import SETTLES, Loopback, chirp, found, is_available
from mobility_timer.sound.device.around import Around
from mobility_timer.sound.device.loudspeaker import Loudspeaker, Sound
from mobility_timer.sound.device.play import Play
from mobility_timer.sound.speech.clips import encode
from mobility_timer.sound.speech.pcm import RATE

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not is_available(), reason="needs pulseaudio and parec"),
]

AHEAD = 2.0


@pytest.fixture
def loopback() -> Iterator[Any]:
    with Loopback() as loopback:
        yield loopback


@pytest.fixture
def mark(tmp_path: Path) -> Any:
    path = tmp_path / "chirp.wav"
    path.write_bytes(encode(chirp()))
    return str(path)


@pytest.fixture
def speaker(loopback: Any) -> Iterator[Any]:  # noqa: ARG001
    speaker = Loudspeaker()
    speaker.start()
    until(lambda: speaker.state is Sound.READY)
    yield speaker
    speaker.close()


def until(done: Callable[[], bool], burn: Any = 0.0) -> None:
    """Wait without sleeping the machine; `burn` seconds of every five are blocked as a whole."""
    import threading

    pause = threading.Event()
    next_burn = perf_counter() + 5
    while not done():
        if burn and perf_counter() > next_burn:
            end = perf_counter() + burn
            while perf_counter() < end:
                pass
            next_burn += 5
        pause.wait(0.02)


def test_forty_marks_are_heard_on_time_while_the_program_is_blocked(
    loopback: Any, speaker: Any, mark: Any
) -> None:
    first = perf_counter() + SETTLES
    wanted = np.array([first + second for second in range(40)])

    def played() -> Any:
        now = perf_counter()
        speaker.plan(Play(mark, at) for at in wanted if now - 0.2 <= at < now + AHEAD)
        return now > wanted[-1] + 1

    until(played, burn=0.3)
    samples, start = loopback.recorded()
    heard = found(samples, chirp()) + start
    assert len(heard) == 40
    off = 1000 * (heard - wanted)
    jitter = np.abs(off - np.median(off))
    assert np.percentile(jitter, 95) <= 15
    assert jitter.max() <= 120


def test_a_pause_is_silent_and_a_seek_is_heard_at_once(
    loopback: Any, speaker: Any, mark: Any, tmp_path: Path
) -> None:
    hum = tmp_path / "hum.wav"
    tone = 0.3 * np.sin(2 * np.pi * 220 * np.arange(10 * RATE) / RATE)
    hum.write_bytes(encode(tone.astype(np.float32)))
    begin = perf_counter() + SETTLES
    speaker.plan([Play(str(hum), begin)])
    until(lambda: perf_counter() > begin + 1)
    paused = perf_counter()
    speaker.clear()
    until(lambda: perf_counter() > paused + 1)
    sought = perf_counter()
    speaker.clear([Play(mark, sought + 0.1), Play(mark, sought + 1.1)])
    until(lambda: perf_counter() > sought + 2)
    samples, start = loopback.recorded()
    loud = start + np.flatnonzero(np.abs(samples[: round((sought - start) * RATE)]) > 0.01) / RATE
    assert loud[0] == pytest.approx(begin, abs=0.1)
    assert loud[-1] - paused < 0.06
    heard = found(samples[round((sought - start) * RATE) :], chirp())
    assert heard == pytest.approx([0.1, 1.1], abs=0.04)


def test_another_default_device_is_followed(loopback: Any, speaker: Any, mark: Any) -> None:
    loopback.control("set-default-source", "out.monitor")
    loopback.control("load-module", "module-null-sink", "sink_name=other")
    for name in ("other", "out"):
        loopback.control("set-default-sink", name)
        at = perf_counter() + SETTLES
        speaker.plan([Play(mark, at)])
        until(partial(_is_past, at + 1))
    samples, start = loopback.recorded()
    assert found(samples, chirp()) + start == pytest.approx([at], abs=0.25)


@pytest.mark.parametrize(
    ("sink", "properties", "stays"),
    [
        ("bluez_output.test", "device.bus=usb", True),
        ("headphones", "device.bus=bluetooth", True),
        ("plain", "device.bus=usb", False),
    ],
)
def test_between_lines_silence_is_played_on_where_the_device_is_bluetooth(
    loopback: Any, speaker: Any, mark: Any, sink: str, properties: str, stays: bool
) -> None:
    named = (f"sink_name={sink}", f"sink_properties={properties}")
    loopback.control("load-module", "module-null-sink", *named)
    loopback.control("set-default-sink", sink)
    speaker.set_around(Around(leads=True))
    at = perf_counter() + SETTLES
    speaker.plan([Play(mark, at)])
    until(partial(_is_past, at + 6))
    streams = loopback.asked("list", "sink-inputs")
    assert ("Corked: no" in streams) is stays
    speaker.set_around(Around(leads=False))
    until(lambda: "Corked: no" not in loopback.asked("list", "sink-inputs"))


def test_a_server_that_dies_and_returns_is_heard_within_two_seconds(
    loopback: Any, speaker: Any, mark: Any
) -> None:
    loopback.stop_server()
    until(lambda: speaker.state is Sound.NO_DEVICE)
    loopback.start_server()
    returned = perf_counter()
    times = [returned + 0.25 * i for i in range(17)]
    until(lambda: speaker.plan(Play(mark, at) for at in times) or perf_counter() > times[-1] + 1)
    samples, start = loopback.recorded()
    heard = found(samples, chirp()) + start
    assert heard[0] - returned < 2
    assert len(heard) >= 9
    assert np.diff(heard[1:]) == pytest.approx([0.25] * (len(heard) - 2), abs=0.02)


def test_the_systems_volume_control_calls_it_by_the_programs_name(
    loopback: Any, speaker: Any, mark: Any
) -> None:
    speaker.plan([Play(mark, perf_counter() + 0.5)])
    until(lambda: loopback.asked("list", "short", "sink-inputs"))
    told = loopback.asked("list", "sink-inputs")
    assert 'application.name = "Mobility Timer"' in told
    assert 'application.icon_name = "io.github.mobility_timer.MobilityTimer"' in told


def test_the_server_holds_nearly_half_a_second(loopback: Any, speaker: Any, mark: Any) -> None:
    speaker.plan([Play(mark, perf_counter() + 0.5)])
    until(lambda: loopback.asked("list", "short", "sink-inputs"))
    told = loopback.asked("list", "sink-inputs")
    latency = next(line for line in told.splitlines() if "Buffer Latency" in line)
    assert int(latency.split()[2]) > 400_000


def _is_past(end: float) -> bool:
    return perf_counter() > end
