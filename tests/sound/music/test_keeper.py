"""Keeping music down with streams and players that only note what was done to them."""

from __future__ import annotations

import json
import queue
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mobility_timer.settings import MusicWay
from mobility_timer.sound.music.keeper import MusicKeeper
from mobility_timer.sound.music.kept_down import KeptDown, LoweredStream, read_kept_down

WITHIN_S = 20
SONG = LoweredStream("mpv", 7, (1.0, 0.8), (0.6, 0.48))


class Controls:
    """Streams or players."""

    def __init__(self, done: Any, kept: Any) -> None:
        self.done, self.kept = done, kept
        self.plays = ["org.mpris.MediaPlayer2.vlc"]

    def others(self) -> Any:
        return [SONG]

    def lower(self, streams: Any) -> None:
        self.done.put(("lower", list(streams), self.kept.exists()))

    def put_back(self, streams: Any) -> None:
        self.done.put(("put back", list(streams)))

    def playing(self) -> Any:
        return self.plays

    def pause(self, names: Any) -> None:
        self.done.put(("pause", list(names), self.kept.exists()))

    def play_on(self, names: Any) -> None:
        self.done.put(("play on", list(names)))

    def close(self) -> None:
        pass


@pytest.fixture
def kept(tmp_path: Path) -> Any:
    return tmp_path / "lowered.json"


@pytest.fixture
def controls(kept: Any) -> Any:
    return Controls(queue.Queue(), kept)


@pytest.fixture
def keeper(kept: Any, controls: Any) -> Iterator[Any]:
    keeper = MusicKeeper(kept, lambda: controls, lambda: controls)
    yield keeper
    keeper.close()


def next_deed(controls: Any) -> Any:
    return controls.done.get(timeout=WITHIN_S)


def test_what_is_lowered_is_noted_before_and_forgotten_when_it_is_put_back(
    keeper: Any, kept: Any, controls: Any
) -> None:
    keeper.keep_down(MusicWay.LOWER)
    assert next_deed(controls) == ("lower", [SONG], True)
    assert read_kept_down(kept) == KeptDown((SONG,))
    keeper.keep_down(None)
    assert next_deed(controls) == ("put back", [SONG])
    keeper.close()
    assert not kept.exists()


def test_players_are_paused_and_play_on_and_the_rest_is_let_be(keeper: Any, controls: Any) -> None:
    keeper.keep_down(MusicWay.PAUSE)
    assert next_deed(controls) == ("pause", controls.plays, True)
    keeper.close()
    assert next_deed(controls) == ("play on", controls.plays)
    assert controls.done.empty()


def test_what_cannot_be_paused_is_lowered(keeper: Any, controls: Any) -> None:
    controls.plays = []
    keeper.keep_down(MusicWay.PAUSE)
    assert [next_deed(controls)[0] for _ in range(2)] == ["pause", "lower"]


def test_the_same_wish_again_does_nothing(keeper: Any, controls: Any) -> None:
    for _ in range(5):
        keeper.keep_down(MusicWay.LOWER)
    next_deed(controls)
    keeper.close()
    assert next_deed(controls)[0] == "put back"
    assert controls.done.empty()


def test_what_a_killed_process_has_left_is_put_back_at_once(kept: Any, controls: Any) -> None:
    kept.write_text(KeptDown((SONG,), ("vlc",)).as_text())
    keeper = MusicKeeper(kept, lambda: controls, lambda: controls)
    assert {next_deed(controls)[0], next_deed(controls)[0]} == {"put back", "play on"}
    keeper.close()
    assert not kept.exists()


def test_what_cannot_be_put_back_now_is_noted_for_the_next_process(
    kept: Any, controls: Any
) -> None:
    servers = iter([controls])

    def streams() -> Any:
        try:
            return next(servers)
        except StopIteration:
            raise OSError("no server") from None

    keeper = MusicKeeper(kept, streams, lambda: controls)
    keeper.keep_down(MusicWay.LOWER)
    assert next_deed(controls)[0] == "lower"
    keeper.close()
    assert read_kept_down(kept) == KeptDown((SONG,))
    MusicKeeper(kept, lambda: controls, lambda: controls).close()
    assert next_deed(controls) == ("put back", [SONG])
    assert not kept.exists()


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"streams": 1}', json.dumps({"streams": [{}], "players": []}), "\x00"]
)
def test_a_note_that_cannot_be_read_is_no_reason_to_stop(
    kept: Any, controls: Any, text: Any
) -> None:
    kept.write_text(text)
    keeper = MusicKeeper(kept, lambda: controls, lambda: controls)
    keeper.keep_down(MusicWay.LOWER)
    assert next_deed(controls)[0] == "lower"
    keeper.close()
    assert next_deed(controls)[0] == "put back"
    assert not kept.exists()


@pytest.mark.parametrize("error", [OSError("no server"), ImportError("no library")])
def test_without_a_server_or_its_library_nothing_is_done(kept: Any, error: Any) -> None:
    def none() -> None:
        raise error

    keeper = MusicKeeper(kept, none, none)
    for way in MusicWay:
        keeper.keep_down(way)
    keeper.close()
    assert not kept.exists()
