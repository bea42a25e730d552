"""Media players on the session's message bus (MPRIS): paused, and played on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jeepney import DBusAddress, MessageType, Properties, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

PREFIX = "org.mpris.MediaPlayer2."
OWN = "mobility_timer"
ANSWERS_WITHIN_S = 1.0
_PATH, _INTERFACE = "/org/mpris/MediaPlayer2", "org.mpris.MediaPlayer2.Player"


class Players:
    """The players of others. Raises OSError where there is no bus."""

    def __init__(self) -> None:
        try:
            self._bus: DBusConnection = open_dbus_connection(bus="SESSION")
        except (KeyError, RuntimeError, ValueError) as error:
            raise OSError(str(error)) from error

    def close(self) -> None:
        self._bus.close()

    def playing(self) -> list[str]:
        """The names of those that play now."""
        names = self._asked(message_bus.ListNames())
        players = (name for name in names or () if name.startswith(PREFIX) and OWN not in name)
        return [name for name in players if self._status(name) == "Playing"]

    def pause(self, names: Iterable[str]) -> None:
        for name in names:
            self._asked(new_method_call(_address(name), "Pause"))

    def play_on(self, names: Iterable[str]) -> None:
        """Those that are still paused; one that was stopped or closed meanwhile stays so."""
        for name in names:
            if self._status(name) == "Paused":
                self._asked(new_method_call(_address(name), "Play"))

    def _status(self, name: str) -> str:
        found = self._asked(Properties(_address(name)).get("PlaybackStatus"))
        return str(found[1]) if found else ""

    def _asked(self, message: Any) -> Any:
        """The first value of the answer, None where there is none or it is an error."""
        try:
            reply = self._bus.send_and_get_reply(message, timeout=ANSWERS_WITHIN_S)
        except TimeoutError:
            return None
        if reply.header.message_type is MessageType.error or not reply.body:
            return None
        return reply.body[0]


def _address(name: str) -> DBusAddress:
    return DBusAddress(_PATH, bus_name=name, interface=_INTERFACE)
