"""Media players on a bus of our own: two that answer as MPRIS says, one of which plays."""

from __future__ import annotations

import shutil
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("dbus-daemon"), reason="needs dbus-daemon"
)

PREFIX = "org.mpris.MediaPlayer2."


class Player:
    """Answers for one name until it is closed."""

    def __init__(self, name: Any, status: Any) -> None:
        from jeepney import message_bus
        from jeepney.io.blocking import open_dbus_connection

        self.status = status
        self.told: list[Any] = []
        self.bus = open_dbus_connection(bus="SESSION")
        self.bus.send_and_get_reply(message_bus.RequestName(PREFIX + name))
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.answer, daemon=True)
        self.thread.start()

    def answer(self) -> None:
        from jeepney import HeaderFields, MessageType, new_method_return

        while not self.over.is_set():
            try:
                message = self.bus.receive(timeout=0.05)
            except TimeoutError:
                continue
            if message.header.message_type is not MessageType.method_call:
                continue
            member = message.header.fields[HeaderFields.member]
            if member == "Get":
                self.bus.send(new_method_return(message, "v", (("s", self.status),)))
                continue
            self.told.append(member)
            self.status = {"Pause": "Paused", "Play": "Playing"}[member]
            self.bus.send(new_method_return(message))

    def end(self) -> None:
        self.over.set()
        self.thread.join()
        self.bus.close()


@pytest.fixture
def player(players: Any) -> Iterator[Any]:  # noqa: ARG001
    there = []

    def begin(name: Any, status: Any) -> Any:
        there.append(Player(name, status))
        return there[-1]

    yield begin
    for each in there:
        each.end()


@pytest.fixture
def players(bus: Any) -> Iterator[Any]:  # noqa: ARG001
    from mobility_timer.sound.music.players import Players

    players = Players()
    yield players
    players.close()


def test_those_that_play_are_paused_and_played_on_and_no_others(players: Any, player: Any) -> None:
    song, still = player("song", "Playing"), player("still", "Paused")
    own = player("mobility_timer", "Playing")
    names = players.playing()
    assert names == [f"{PREFIX}song"]
    players.pause(names)
    assert (song.status, players.playing()) == ("Paused", [])
    players.play_on(names)
    assert song.status == "Playing"
    assert (song.told, still.told, own.told) == (["Pause", "Play"], [], [])


def test_one_that_was_stopped_or_closed_meanwhile_stays_so(players: Any, player: Any) -> None:
    song = player("song", "Playing")
    players.pause([f"{PREFIX}song"])
    song.status = "Stopped"
    players.play_on([f"{PREFIX}song", f"{PREFIX}gone"])
    assert song.told == ["Pause"]


def test_without_a_bus_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from mobility_timer.sound.music.players import Players

    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus")
    with pytest.raises(OSError, match=r"nowhere|No such"):
        Players()
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    with pytest.raises(OSError, match=r"DBUS_SESSION_BUS_ADDRESS|[Ss]ession"):
        Players()
