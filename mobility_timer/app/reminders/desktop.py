"""Messages by the desktop's own service (org.freedesktop.Notifications), with their answers.

All of it is said on threads of its own, and none runs before the first message.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from queue import Queue
from threading import Thread
from typing import TYPE_CHECKING, Any, Final, cast

from mobility_timer.app.desktop.desktop_id import DESKTOP_ID
from mobility_timer.app.reminders.note import Answer, Note, Notifier
from mobility_timer.words import reminders as words
from mobility_timer.words import window

if TYPE_CHECKING:
    from jeepney import DBusAddress, Message
    from jeepney.io.threading import DBusConnection, DBusRouter

logger = logging.getLogger(__name__)

NAME: Final = "org.freedesktop.Notifications"
PATH: Final = "/org/freedesktop/Notifications"
ANSWER_S: Final = 0.6
NORMAL_URGENCY: Final = 1
STAYS_MS: Final = -1
ACTIONS: Final = (
    Answer.OPEN.value,
    words.OPEN,
    Answer.START.value,
    words.START,
    Answer.LATER.value,
    words.LATER,
    Answer.NOT_TODAY.value,
    words.NOT_TODAY,
)
_Post = Callable[[Callable[[], object]], object]


class DesktopNotifier:
    """`post` runs a callable on the window's thread; `otherwise` shows what cannot be shown so."""

    def __init__(self, post: _Post, otherwise: Notifier) -> None:
        self._post = post
        self._otherwise = otherwise
        self._thread = ThreadPoolExecutor(1, "reminders")
        self._connection: _CalmConnection | None = None
        self._router: DBusRouter | None = None
        self._signals: Queue[Message | None] = Queue()
        self._shown = 0
        self._answered: Callable[[Answer], None] | None = None

    def offer(
        self, note: Note, answered: Callable[[Answer], None], then: Callable[[bool], None]
    ) -> None:
        self._thread.submit(self._offer, note, answered, then)

    def close(self) -> None:
        self._thread.submit(self._disconnect)
        self._thread.shutdown(wait=True)
        self._otherwise.close()

    def _offer(
        self, note: Note, answered: Callable[[Answer], None], then: Callable[[bool], None]
    ) -> None:
        try:
            router = self._connected()
            if self._is_quiet(router):
                self._post(lambda: then(False))
                return
            if "actions" not in self._call(router, "GetCapabilities")[0]:
                raise OSError("no-actions")
            self._answered = answered
            self._shown = self._call(router, "Notify", "susssasa{sv}i", self._message(note))[0]
        except Exception as error:  # no bus, no service, no actions, no answer
            logger.info("no message on the desktop: %r", error)
            self._post(lambda: self._otherwise.offer(note, answered, then))
            self._disconnect()  # a bus that went is connected anew next time
        else:
            self._post(lambda: then(True))

    def _message(self, note: Note) -> tuple[Any, ...]:
        """One message replaces the one before it."""
        hints = {"desktop-entry": ("s", DESKTOP_ID), "urgency": ("y", NORMAL_URGENCY)}
        icon, actions = DESKTOP_ID, list(ACTIONS)
        return window.PROGRAM, self._shown, icon, note.title, note.body, actions, hints, STAYS_MS

    def _connected(self) -> DBusRouter:
        from jeepney import MatchRule, message_bus
        from jeepney.io.threading import DBusRouter, open_dbus_connection

        if self._connection is not None and self._connection.ended:
            self._disconnect()
        if self._router is None:
            self._connection = _CalmConnection(open_dbus_connection("SESSION"))
            router = DBusRouter(cast("DBusConnection", self._connection))
            rule = MatchRule(type="signal", interface=NAME, member="ActionInvoked", path=PATH)
            router.filter(rule, queue=self._signals).__enter__()
            router.send(message_bus.AddMatch(rule))
            Thread(target=self._listen, name="answers", daemon=True).start()
            self._router = router
        return self._router

    def _is_quiet(self, router: DBusRouter) -> bool:
        """Whether messages are held back, by the user or while the screen is shared.

        Plasma tells; a desktop that does not is never quiet, and holds them back itself.
        """
        from jeepney import MessageType, Properties

        asked = Properties(self._address()).get("Inhibited")
        reply = router.send_and_get_reply(asked, timeout=ANSWER_S)
        if reply.header.message_type is MessageType.error:
            return False
        return bool(reply.body[0][1])

    def _call(
        self, router: DBusRouter, member: str, signature: str | None = None, body: Any = ()
    ) -> Any:
        from jeepney import MessageType, new_method_call

        call = new_method_call(self._address(), member, signature, body)
        reply = router.send_and_get_reply(call, timeout=ANSWER_S)
        if reply.header.message_type is MessageType.error:
            raise OSError(str(reply.body))
        return reply.body

    def _address(self) -> DBusAddress:
        from jeepney import DBusAddress

        return DBusAddress(PATH, bus_name=NAME, interface=NAME)

    def _listen(self) -> None:
        while (signal := self._signals.get()) is not None:
            self._hear(*signal.body)

    def _hear(self, message: int, action: str) -> None:
        answered = self._answered
        known = {answer.value: answer for answer in Answer}
        if message == self._shown and answered is not None and action in known:
            self._answered = None
            self._post(lambda: answered(known[action]))

    def _disconnect(self) -> None:
        router, connection = self._router, self._connection
        self._router = self._connection = None
        self._shown = 0  # another service knows nothing of it
        if router is not None:
            self._signals.put(None)  # ends the one who listens
            router.close()
        if connection is not None:
            connection.close()


class _CalmConnection:
    """A connection whose router ends as if it were closed when the bus goes; `ended` says so.

    The router's thread would else end with an error that nobody can catch.
    """

    def __init__(self, connection: DBusConnection) -> None:
        self._connection = connection
        self.ended = False

    def receive(self) -> Message:
        from jeepney.io.threading import ReceiveStopped

        try:
            return self._connection.receive()
        except OSError as error:
            self.ended = True
            raise ReceiveStopped(str(error)) from error

    def close(self) -> None:
        self._connection.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)
