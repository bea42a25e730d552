"""The session as a media player of the desktop (MPRIS), which media keys find without the focus.

What is said on the bus is said on threads of its own: a bus that hangs stops no session.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeAlias

from mobility_timer.app.desktop.desktop_id import DESKTOP_ID
from mobility_timer.playback import State, Update
from mobility_timer.words import window as words

if TYPE_CHECKING:
    from jeepney import Message
    from jeepney.io.threading import DBusConnection

logger = logging.getLogger(__name__)

NAME: Final = "org.mpris.MediaPlayer2.mobility_timer.instance{}"
PATH: Final = "/org/mpris/MediaPlayer2"
ROOT: Final = "org.mpris.MediaPlayer2"
PLAYER: Final = "org.mpris.MediaPlayer2.Player"
PROPERTIES: Final = "org.freedesktop.DBus.Properties"
TRACK: Final = "/io/github/mobility_timer/routine"
ADMITTED_WITHIN_S: Final = 60.0  # a desktop that starts up is slow
STATUS: Final = {State.PLAYING: "Playing", State.PAUSED: "Paused", State.WAITING: "Paused"}

Variant: TypeAlias = tuple[str, Any]
Answer: TypeAlias = tuple[str, tuple[Any, ...]]
Command: TypeAlias = Callable[[], object]


class Commands(Protocol):
    """What of a player can be asked from outside."""

    def play(self) -> object: ...

    def pause(self) -> object: ...

    def toggle(self) -> object: ...

    def next_set(self) -> object: ...

    def previous_set(self) -> object: ...

    def skip(self, ms: int) -> object: ...

    def seek(self, position: int) -> object: ...


@dataclass(frozen=True)
class Shown:
    """What the desktop shows of the session."""

    status: str = "Stopped"
    title: str = ""
    routine: str = ""
    length_ms: int = 0

    @classmethod
    def of(cls, update: Update) -> Shown:
        """The set as the title, the routine as the album."""
        moment = update.moment
        work = moment.set
        side = work.side.value if work.side is not None else None
        variant = work.variant.name if work.variant is not None else None
        title = ", ".join(part for part in (moment.drill.name, side, variant) if part)
        status = STATUS.get(update.state, "Stopped")
        return cls(status, title, update.timeline.routine.name, moment.length)

    def properties(self) -> dict[str, Variant]:
        metadata = {
            "mpris:trackid": ("o", TRACK),
            "mpris:length": ("x", self.length_ms * 1000),
            "xesam:title": ("s", self.title),
            "xesam:album": ("s", self.routine),
            "xesam:artist": ("as", [words.PROGRAM]),
        }
        return {"PlaybackStatus": ("s", self.status), "Metadata": ("a{sv}", metadata)}


class MediaPlayer:
    """A follower of one session. `post` runs a command on the thread that owns the player."""

    def __init__(
        self, commands: Commands, post: Callable[[Command], object], show_window: Command
    ) -> None:
        self._post = post
        self._closed = False
        self._shown = Shown()
        self._at_ms = 0
        self._outbox: SimpleQueue[Message | None] = SimpleQueue()
        self._started = False
        self._calls: dict[tuple[str, str], Callable[[tuple[Any, ...]], object]] = {
            (ROOT, "Raise"): lambda _: self._ask(show_window),
            (PLAYER, "Play"): lambda _: self._ask(commands.play),
            (PLAYER, "Pause"): lambda _: self._ask(commands.pause),
            (PLAYER, "Stop"): lambda _: self._ask(commands.pause),
            (PLAYER, "PlayPause"): lambda _: self._ask(commands.toggle),
            (PLAYER, "Next"): lambda _: self._ask(commands.next_set),
            (PLAYER, "Previous"): lambda _: self._ask(commands.previous_set),
            (PLAYER, "Seek"): lambda body: self._ask(lambda: commands.skip(body[0] // 1000)),
            (PLAYER, "SetPosition"): lambda body: self._ask(lambda: commands.seek(body[1] // 1000)),
        }

    def follow(self, update: Update) -> None:
        from jeepney import DBusAddress, new_signal

        self._at_ms = update.at
        before, self._shown = self._shown, Shown.of(update)
        if not self._started:
            self._started = True
            Thread(target=self._live, name="media player", daemon=True).start()
            return
        if self._shown != before:
            old = before.properties()
            changed = {n: v for n, v in self._shown.properties().items() if v != old[n]}
            address = DBusAddress(PATH, interface=PROPERTIES)
            body: tuple[Any, ...] = (PLAYER, changed, [])
            self._outbox.put(new_signal(address, "PropertiesChanged", "sa{sv}as", body))
        if update.jumped:
            address = DBusAddress(PATH, interface=PLAYER)
            self._outbox.put(new_signal(address, "Seeked", "x", (update.at * 1000,)))

    def close(self) -> None:
        self._closed = True
        self._outbox.put(None)

    def _ask(self, command: Command) -> None:
        """Have it done in a while, unless the session is over by then."""
        self._post(lambda: None if self._closed else command())

    def answer(self, interface: str, member: str, body: tuple[Any, ...]) -> Answer | None:
        """The signature and the values of the answer to a call, or None if there is no such."""
        if call := self._calls.get((interface, member)):
            call(body)
            return "", ()
        if interface == PROPERTIES and body and body[0] in (ROOT, PLAYER):
            known = self._properties(body[0])
            if member == "GetAll":
                return "a{sv}", (known,)
            if member == "Get" and body[1] in known:
                return "v", (known[body[1]],)
        return None

    def _properties(self, interface: str) -> dict[str, Variant]:
        if interface == ROOT:
            return {
                "Identity": ("s", words.PROGRAM),
                "DesktopEntry": ("s", DESKTOP_ID),
                "CanRaise": ("b", True),
                "CanQuit": ("b", False),
                "HasTrackList": ("b", False),
                "SupportedUriSchemes": ("as", []),
                "SupportedMimeTypes": ("as", []),
            }
        can = ("CanControl", "CanPlay", "CanPause", "CanSeek", "CanGoNext", "CanGoPrevious")
        return {
            **self._shown.properties(),
            "Position": ("x", self._at_ms * 1000),
            **dict.fromkeys(("Rate", "MinimumRate", "MaximumRate", "Volume"), ("d", 1.0)),
            **dict.fromkeys(can, ("b", True)),
        }

    def _live(self) -> None:
        """Own the name and send what is to be sent, as long as the session is open."""
        from jeepney import message_bus
        from jeepney.io.threading import open_dbus_connection

        try:
            connection = open_dbus_connection("SESSION", auth_timeout=ADMITTED_WITHIN_S)
            Thread(target=self._listen, args=(connection,), name="media keys", daemon=True).start()
            connection.send(message_bus.RequestName(NAME.format(os.getpid())))
            logger.info("media player on the bus")
            while (message := self._outbox.get()) is not None:
                connection.send(message)
            connection.close()
        except Exception as error:
            logger.info("no media keys of the desktop: %r", error)

    def _listen(self, connection: DBusConnection) -> None:
        from jeepney.io.threading import ReceiveStopped

        try:
            while True:
                reply = self._reply(connection.receive())
                if reply is not None:
                    self._outbox.put(reply)
        except (ReceiveStopped, OSError, EOFError):
            logger.debug("the bus is closed")

    def _reply(self, message: Message) -> Message | None:
        from jeepney import HeaderFields, MessageType, new_error, new_method_return

        if message.header.message_type is not MessageType.method_call:
            return None
        fields = message.header.fields
        interface = fields.get(HeaderFields.interface, "")
        answer = self.answer(interface, fields[HeaderFields.member], message.body)
        if answer is None:
            return new_error(message, "org.freedesktop.DBus.Error.UnknownMethod")
        return new_method_return(message, *answer)
