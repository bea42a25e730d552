"""What the desktop is told of a session and what it may ask, on a bus and without one."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mobility_timer.app.desktop.media_player import PLAYER, PROPERTIES, ROOT, MediaPlayer, Shown
from mobility_timer.playback.player import Player
from mobility_timer.timeline.compiler import compile_routine
from tests.running_program import Program
from tests.sample_routines import MIXED, HandClock

NEEDED = ("dbus-daemon", "playerctl")


class Commands:
    def __init__(self) -> None:
        self.given: list[Any] = []

    def __getattr__(self, name: str) -> Any:
        return lambda *values: self.given.append((name, *values))


@pytest.fixture
def commands() -> Commands:
    return Commands()


@pytest.fixture
def player(commands: Commands, monkeypatch: pytest.MonkeyPatch) -> MediaPlayer:
    """A media player whose thread never starts; what it would send is in its outbox."""
    monkeypatch.setattr(
        "mobility_timer.app.desktop.media_player.Thread.start", lambda _thread: None
    )
    return MediaPlayer(commands, lambda command: command(), lambda: commands.given.append("front"))


@pytest.fixture
def session() -> Player:
    return Player(compile_routine(MIXED), HandClock(), [])


def sent(player: MediaPlayer) -> list[Any]:
    messages = []
    while not player._outbox.empty():
        message = player._outbox.get()
        messages.append((message.header.fields[3], message.body))
    return messages


@pytest.mark.parametrize(
    ("interface", "member", "body", "given"),
    [
        (PLAYER, "PlayPause", (), ("toggle",)),
        (PLAYER, "Play", (), ("play",)),
        (PLAYER, "Pause", (), ("pause",)),
        (PLAYER, "Stop", (), ("pause",)),
        (PLAYER, "Next", (), ("next_set",)),
        (PLAYER, "Previous", (), ("previous_set",)),
        (PLAYER, "Seek", (-10_000_000,), ("skip", -10_000)),
        (PLAYER, "SetPosition", ("/track", 95_000_000), ("seek", 95_000)),
        (ROOT, "Raise", (), "front"),
    ],
)
def test_a_call_of_the_desktop_gives_a_command(
    player: MediaPlayer,
    commands: Commands,
    interface: str,
    member: str,
    body: tuple[int | str, ...],
    given: str | tuple[str | int, ...],
) -> None:
    assert player.answer(interface, member, body) == ("", ())
    assert commands.given == [given]


@pytest.mark.parametrize(
    "call",
    [
        (PLAYER, "OpenUri", ("file:///x",)),
        (ROOT, "Quit", ()),
        (PROPERTIES, "Get", (PLAYER, "Colour")),
        (PROPERTIES, "GetAll", ("org.example.Other",)),
        (PROPERTIES, "Set", (PLAYER, "Rate", ("d", 2.0))),
    ],
)
def test_what_is_unknown_is_refused_and_does_nothing(
    player: MediaPlayer, commands: Commands, call: tuple[str, str, Any]
) -> None:
    assert player.answer(*call) is None
    assert commands.given == []


def test_after_the_session_a_late_command_does_nothing(commands: Commands) -> None:
    posted: list[Any] = []
    player = MediaPlayer(commands, posted.append, lambda: None)
    player.answer(PLAYER, "Next", ())
    player.close()
    for command in posted:
        command()
    assert commands.given == []


def test_what_is_shown_is_the_set_of_the_routine(player: MediaPlayer, session: Player) -> None:
    player.follow(session.play())
    signature, (known,) = player.answer(PROPERTIES, "GetAll", (PLAYER,))
    assert signature == "a{sv}"
    assert known["PlaybackStatus"] == ("s", "Playing")
    metadata = known["Metadata"][1]
    assert metadata["xesam:album"] == ("s", MIXED.name)
    assert metadata["xesam:title"][1].startswith(MIXED.drills[0].name)
    assert metadata["mpris:length"] == ("x", session.timeline.length * 1000)
    assert player.answer(PROPERTIES, "Get", (PLAYER, "Position")) == ("v", (("x", 0),))


def test_only_what_changed_is_announced(player: MediaPlayer, session: Player) -> None:
    player.follow(session.play())
    assert sent(player) == []
    player.follow(session.tick())
    assert sent(player) == []
    player.follow(session.pause())
    ((name, (interface, changed, gone)),) = sent(player)
    assert (name, interface, gone) == ("PropertiesChanged", PLAYER, [])
    assert changed == {"PlaybackStatus": ("s", "Paused")}


def test_a_jump_is_announced_with_its_place(player: MediaPlayer, session: Player) -> None:
    player.follow(session.play())
    update = session.next_set()
    player.follow(update)
    assert sent(player)[-1] == ("Seeked", (update.at * 1000,))


def test_a_side_stands_in_the_title(session: Player) -> None:
    update = session.play()
    sided = next(
        moment
        for at in range(0, session.timeline.length, 1000)
        if (moment := session.timeline.moment_at(at)).set.side is not None
    )
    assert sided.set.side.value in Shown.of(replace(update, moment=sided)).title


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A session bus of our own."""
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
        stdout=subprocess.PIPE,
        text=True,
    )
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", daemon.stdout.readline().strip())
    yield
    daemon.kill()
    daemon.communicate()


def playerctl(*words: str) -> str:
    done = subprocess.run(
        ["playerctl", "--player=mobility_timer", *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )
    return (done.stdout + done.stderr).strip()


@pytest.mark.skipif(not all(map(shutil.which, NEEDED)), reason="no D-Bus or playerctl here")
@pytest.mark.skipif(os.name != "posix", reason="ends the program with a signal")
@pytest.mark.usefixtures("bus")
def test_playerctl_leads_the_real_program(tmp_path: Path) -> None:
    program = Program(tmp_path, "play", "ankles-and-hips")
    try:
        program.wait_for("media player on the bus")
        assert eventually("status", "Playing")  # it is on the bus a moment before it plays
        assert playerctl("metadata", "xesam:album") == "Ankles and hips"
        playerctl("pause")
        assert eventually("status", "Paused")
        playerctl("position", "1")  # on a busy machine the first set may have been opened by now
        assert eventually("position", "1.000000")
        first = playerctl("metadata", "xesam:title")
        for _ in range(2):  # to the set that is got ready for, and to the next one
            before = playerctl("position")
            playerctl("next")
            assert eventually("position", before, differs=True)
        assert playerctl("metadata", "xesam:title") != first
        playerctl("previous")
        assert eventually("metadata", "xesam:title", first)
        playerctl("position", "116")
        assert eventually("position", "116.000000")
        playerctl("position", "10-")  # into a gap, where it need not go to the beginning of a rep
        assert eventually("position", "106.000000")
        playerctl("play-pause")
        assert eventually("status", "Playing")
    finally:
        printed = program.end()
    assert printed == ""
    assert "No players found" in playerctl("status")


def eventually(*words: str, differs: bool = False) -> bool:
    """Whether playerctl comes to answer the last word, or anything else; it is asked 50 times."""
    *asked, wanted = words
    return any((playerctl(*asked) == wanted) is not differs for _ in range(50))
