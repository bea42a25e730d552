"""Other people's music while the coach speaks: a real mpv on a sound server and a bus of our own.

It can be paused where Debian's mpv-mpris or the like is installed.
"""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import pytest

from benchmarks.loopback import Loopback, is_available
from mobility_timer.files import state_file
from mobility_timer.settings import Music, MusicWay
from mobility_timer.sound.device.around import Around
from mobility_timer.sound.device.loudspeaker import Loudspeaker, Sound
from mobility_timer.sound.device.play import Play
from mobility_timer.sound.speech.clips import encode
from mobility_timer.sound.speech.pcm import RATE

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (is_available() and shutil.which("mpv")), reason="needs mpv and pulse"),
]
FULL = 65536
MPRIS = next(
    (
        p
        for p in map(Path, ("/etc/mpv/scripts/mpris.so", "/usr/lib/mpv-mpris/mpris.so"))
        if p.exists()
    ),
    None,
)


def until(done: Any, within_s: Any = 20.0) -> None:
    pause, end = threading.Event(), perf_counter() + within_s
    while not done():
        assert perf_counter() < end
        pause.wait(0.05)


@pytest.fixture
def loopback() -> Iterator[Any]:
    with Loopback() as loopback:
        yield loopback


@pytest.fixture
def mpv(loopback: Any, tmp_path: Path) -> Iterator[Any]:  # noqa: ARG001
    with playing(tmp_path) as process:
        yield process


@pytest.fixture
def mpris(bus: Any, loopback: Any, tmp_path: Path) -> Iterator[Any]:  # noqa: ARG001
    """What mpv answers on the bus to the question whether it plays."""
    if MPRIS is None or not shutil.which("dbus-daemon"):
        pytest.skip("needs mpv-mpris and dbus-daemon")
    from mobility_timer.sound.music.players import PREFIX, Players

    with playing(tmp_path, f"--script={MPRIS}"):
        players = Players()
        until(lambda: players.playing() == [f"{PREFIX}mpv"])
        yield lambda: players._status(f"{PREFIX}mpv")
        players.close()


@contextmanager
def playing(folder: Path, *more: str) -> Iterator[subprocess.Popen[bytes]]:
    tone = 0.2 * np.sin(2 * np.pi * 440 * np.arange(RATE) / RATE)
    (folder / "music.wav").write_bytes(encode(tone.astype(np.float32)))
    command = ["mpv", "--no-config", "--ao=pulse", "--loop", "--no-video", "--really-quiet", *more]
    with subprocess.Popen([*command, str(folder / "music.wav")]) as process:
        yield process
        process.kill()


@pytest.fixture
def speaker(loopback: Any) -> Iterator[Any]:  # noqa: ARG001
    speaker = Loudspeaker()
    speaker.start()
    until(lambda: speaker.state is Sound.READY)
    yield speaker
    speaker.close()


def music_volume(loopback: Any) -> Any:
    """Of mpv's stream, of 65536; None while there is none."""
    for stream in loopback.asked("list", "sink-inputs").split("Sink Input #")[1:]:
        if 'application.name = "mpv"' in stream:
            return int(stream.split("Volume:")[1].split(":")[1].split("/")[0])
    return None


def spoken(tmp_path: Any) -> Any:
    path = tmp_path / "line.wav"
    path.write_bytes(encode(np.full(RATE, 0.2, np.float32)))
    return str(path)


def test_music_is_lowered_for_lines_held_over_a_short_gap_and_put_back(
    loopback: Any, mpv: Any, speaker: Any, tmp_path: Path
) -> None:
    until(lambda: music_volume(loopback) == FULL)
    speaker.set_around(Around(music=Music.LINES, leads=True))
    now, line = perf_counter(), spoken(tmp_path)
    speaker.plan([Play(line, now + 1.5, voice=True), Play(line, now + 4.5, voice=True)])
    until(lambda: music_volume(loopback) < 0.7 * FULL)
    assert perf_counter() - now == pytest.approx(1.4, abs=1.6)
    while perf_counter() < now + 7:
        assert music_volume(loopback) < 0.7 * FULL
        threading.Event().wait(0.1)
    until(lambda: music_volume(loopback) == FULL)
    assert perf_counter() - now == pytest.approx(10.5, abs=2.0)
    assert mpv.poll() is None


def test_what_a_killed_host_left_low_is_put_back_by_the_next(
    loopback: Any,
    mpv: Any,  # noqa: ARG001
    speaker: Any,
) -> None:
    until(lambda: music_volume(loopback) == FULL)
    speaker.set_around(Around(music=Music.SESSION, leads=True))
    until(lambda: music_volume(loopback) < 0.7 * FULL)
    until(state_file("lowered.json").exists)
    speaker._supervisor._life.child.kill()
    speaker.set_around(Around())
    until(lambda: music_volume(loopback) == FULL)
    until(lambda: not state_file("lowered.json").exists())


def test_what_someone_turned_down_meanwhile_stays_so(loopback: Any, mpv: Any, speaker: Any) -> None:  # noqa: ARG001
    until(lambda: music_volume(loopback) == FULL)
    speaker.set_around(Around(music=Music.SESSION, leads=True))
    until(lambda: music_volume(loopback) < 0.7 * FULL)
    streams = loopback.asked("list", "short", "sink-inputs").split("\n")
    index = next(line.split()[0] for line in streams if line)
    loopback.control("set-sink-input-volume", index, "20%")
    speaker.set_around(Around())
    until(lambda: not state_file("lowered.json").exists())
    assert music_volume(loopback) == pytest.approx(0.2 * FULL, abs=5)


def test_closing_the_program_puts_everything_back(loopback: Any, mpv: Any, speaker: Any) -> None:  # noqa: ARG001
    until(lambda: music_volume(loopback) == FULL)
    speaker.set_around(Around(music=Music.SESSION, leads=True))
    until(lambda: music_volume(loopback) < 0.7 * FULL)
    speaker.close()
    until(lambda: music_volume(loopback) == FULL)


def test_nothing_is_touched_where_music_is_left_alone(
    loopback: Any,
    mpv: Any,  # noqa: ARG001
    speaker: Any,
    tmp_path: Path,
) -> None:
    until(lambda: music_volume(loopback) == FULL)
    speaker.plan([Play(spoken(tmp_path), perf_counter() + 0.5, voice=True)])
    end = perf_counter() + 2
    while perf_counter() < end:
        assert music_volume(loopback) == FULL
        threading.Event().wait(0.1)


def test_a_player_is_paused_for_lines_held_over_a_short_gap_and_played_on(
    loopback: Any, mpris: Any, speaker: Any, tmp_path: Path
) -> None:
    speaker.set_around(Around(Music.LINES, MusicWay.PAUSE, leads=True))
    now, line = perf_counter(), spoken(tmp_path)
    speaker.plan([Play(line, now + 1.5, voice=True), Play(line, now + 4.5, voice=True)])
    until(lambda: mpris() == "Paused")
    while perf_counter() < now + 6:
        assert mpris() == "Paused"
        threading.Event().wait(0.1)
    until(lambda: mpris() == "Playing")
    assert music_volume(loopback) == FULL


def test_a_player_that_a_killed_host_left_paused_is_played_on_by_the_next(
    mpris: Any, speaker: Any
) -> None:
    speaker.set_around(Around(Music.SESSION, MusicWay.PAUSE, leads=True))
    until(lambda: mpris() == "Paused")
    speaker._supervisor._life.child.kill()
    speaker.set_around(Around())
    until(lambda: mpris() == "Playing")
    until(lambda: not state_file("lowered.json").exists())


def test_a_player_that_was_stopped_meanwhile_stays_so(mpris: Any, speaker: Any) -> None:
    from jeepney import new_method_call

    from mobility_timer.sound.music.players import PREFIX, Players, _address

    speaker.set_around(Around(Music.SESSION, MusicWay.PAUSE, leads=True))
    until(lambda: mpris() == "Paused")
    players = Players()
    players._asked(new_method_call(_address(f"{PREFIX}mpv"), "Stop"))
    players.close()
    until(lambda: mpris() != "Paused")
    speaker.set_around(Around())
    until(lambda: not state_file("lowered.json").exists())
    assert mpris() != "Playing"
