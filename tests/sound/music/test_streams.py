"""The streams of a sound server that is a list."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

pulsectl = pytest.importorskip("pulsectl")

from mobility_timer.sound.music import streams as streams_module  # noqa: E402
from mobility_timer.sound.music.kept_down import LoweredStream  # noqa: E402
from mobility_timer.sound.music.streams import Streams  # noqa: E402

FULL, LOW = (1.0, 1.0), (0.6, 0.6)
OWN_PROCESS = 7


@dataclass
class Volume:
    values: list[float]


@dataclass
class Stream:
    index: int
    volume: Volume
    name: str = "mpv"
    proplist: dict[str, str] = field(default_factory=lambda: {"application.name": "mpv"})


class Server:
    """Dies after so many changes, as the program that asks for them may."""

    def __init__(self, *levels: float) -> None:
        self.streams = [Stream(index, Volume([level] * 2)) for index, level in enumerate(levels)]
        self.changes_left = 1000

    def connect(self, *, autospawn: bool) -> None: ...

    def sink_input_list(self) -> list[Stream]:
        return self.streams

    def sink_input_volume_set(self, index: int, volume: Any) -> None:
        if not self.changes_left:
            raise pulsectl.PulseError("gone")
        self.changes_left -= 1
        self.streams[index].volume = Volume(volume.values)

    @property
    def levels(self) -> list[float]:
        return [round(stream.volume.values[0], 3) for stream in self.streams]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Server:
    server = Server(1.0)
    monkeypatch.setattr(pulsectl, "Pulse", lambda *_, **__: server)
    monkeypatch.setattr(streams_module, "sleep", lambda _s: None)
    return server


def test_what_was_lowered_is_put_back(server: Server) -> None:
    streams = Streams(OWN_PROCESS)
    lowered = streams.others()
    streams.lower(lowered)
    assert server.levels == [0.6]
    streams.put_back(lowered)
    assert server.levels == [1.0]


@pytest.mark.parametrize("changes", range(6))
def test_a_fade_that_was_cut_off_is_put_back_by_the_next(server: Server, changes: int) -> None:
    streams = Streams(OWN_PROCESS)
    lowered = streams.others()
    server.changes_left = changes
    if changes < 5:
        with pytest.raises(OSError, match="gone"):
            streams.lower(lowered)
    else:
        streams.lower(lowered)
    server.changes_left = 1000
    Streams(OWN_PROCESS).put_back(lowered)
    assert server.levels == [1.0]


def test_one_that_began_anew_half_way_is_known_by_its_program(server: Server) -> None:
    server.streams[0].volume = Volume([0.68, 0.68])
    Streams(OWN_PROCESS).put_back([LoweredStream("mpv", 99, FULL, LOW)])
    assert server.levels == [1.0]


@pytest.mark.parametrize("level", [0.2, 0.5, 0.9])
def test_what_someone_has_set_since_stays(server: Server, level: float) -> None:
    server.streams[0].volume = Volume([level, level])
    Streams(OWN_PROCESS).put_back([LoweredStream("mpv", 0, FULL, LOW)])
    assert server.levels == [level]
