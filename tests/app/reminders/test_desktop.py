"""Messages on a bus of our own, where a stand-in for the desktop's service answers."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from queue import Queue
from threading import Thread
from typing import Any

import pytest

from mobility_timer.app.reminders import desktop
from mobility_timer.app.reminders.desktop import NAME, PATH, DesktopNotifier
from mobility_timer.app.reminders.note import Answer, Note

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="the desktops of Linux"),
    pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="no D-Bus here"),
]
NOTE = Note("Time to move", "Ankles and hips, 10 minutes.")
PATIENCE_S = 20


class Service:
    """Owns the name of the desktop's service; `press` answers the last message."""

    def __init__(self, inhibited: Any = False, actions: Any = True) -> None:
        from jeepney.io.threading import open_dbus_connection

        self.inhibited, self.actions = inhibited, actions
        self.shown: Queue[Any] = Queue()
        self.bus = open_dbus_connection("SESSION")
        from jeepney import message_bus

        self.bus.send(message_bus.RequestName(NAME))
        self.ready: Queue[Any] = Queue()
        Thread(target=self._serve, daemon=True).start()
        self.ready.get(timeout=PATIENCE_S)

    def _serve(self) -> None:
        from jeepney import HeaderFields, MessageType, new_error, new_method_return

        while True:
            try:
                message = self.bus.receive()
            except Exception:
                return
            if message.header.message_type is not MessageType.method_call:
                self.ready.put(True)
                continue
            member = message.header.fields[HeaderFields.member]
            if member == "Get" and self.inhibited is not None:
                reply = new_method_return(message, "v", (("b", self.inhibited),))
            elif member == "GetCapabilities":
                reply = new_method_return(message, "as", (["actions"] if self.actions else [],))
            elif member == "Notify":
                self.shown.put(message.body)
                reply = new_method_return(message, "u", (7,))
            else:
                reply = new_error(message, "org.freedesktop.DBus.Error.UnknownProperty")
            self.bus.send(reply)

    def press(self, action: Any, message: Any = 7) -> None:
        from jeepney import DBusAddress, new_signal

        address = DBusAddress(PATH, interface=NAME)
        self.bus.send(new_signal(address, "ActionInvoked", "us", (message, action)))


class Otherwise:
    def __init__(self) -> None:
        self.offered: Queue[Any] = Queue()
        self.closed = False

    def offer(self, note: Any, _answered: Any, then: Any) -> None:
        self.offered.put(note)
        then(True)

    def close(self) -> None:
        self.closed = True


@pytest.fixture(autouse=True)
def new_bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A bus of our own; called, it makes way for another one."""
    monkeypatch.setattr(desktop, "ANSWER_S", PATIENCE_S)  # a busy machine is slow to answer
    daemons: list[Any] = []

    def end() -> None:
        for daemon in daemons:
            daemon.kill()
            daemon.communicate()
        daemons.clear()

    def new_bus() -> None:
        end()
        daemons.append(
            subprocess.Popen(
                ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
                stdout=subprocess.PIPE,
                text=True,
            )
        )
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", daemons[0].stdout.readline().strip())

    new_bus()
    yield new_bus
    end()


@pytest.fixture
def serve() -> Iterator[Any]:
    made = []

    def serve(*given: Any, **named: Any) -> Any:
        made.append(Service(*given, **named))
        return made[-1]

    yield serve
    for service in made:
        service.bus.close()


@pytest.fixture
def otherwise() -> Any:
    return Otherwise()


@pytest.fixture
def notifier(otherwise: Any) -> Iterator[Any]:
    made = DesktopNotifier(lambda command: command(), otherwise)
    yield made
    made.close()
    assert otherwise.closed


def offer(notifier: Any) -> Any:
    answers: Queue[Any] = Queue()
    told: Queue[Any] = Queue()
    notifier.offer(NOTE, answers.put, told.put)
    return answers, told


@pytest.mark.parametrize("inhibited", [False, None])
@pytest.mark.parametrize("answer", list(Answer))
def test_the_message_is_shown_with_its_answers_and_one_comes_back(
    serve: Any, notifier: Any, answer: Any, inhibited: Any
) -> None:
    service = serve(inhibited)
    answers, told = offer(notifier)
    assert told.get(timeout=PATIENCE_S) is True
    _name, replaces, icon, title, body, actions, hints, _stays = service.shown.get()
    assert (title, body, replaces) == (NOTE.title, NOTE.body, 0)
    assert actions[2:] == [*("start", "Start", "later", "In ten minutes", "not-today", "Not today")]
    assert hints["desktop-entry"] == ("s", icon)
    service.press("start", message=6)
    service.press("unheard-of")
    service.press(answer.value)
    assert answers.get(timeout=PATIENCE_S) is answer
    assert answers.empty()


def test_do_not_disturb_is_obeyed(serve: Any, notifier: Any, otherwise: Any) -> None:
    service = serve(inhibited=True)
    _answers, told = offer(notifier)
    assert told.get(timeout=PATIENCE_S) is False
    assert service.shown.empty()
    assert otherwise.offered.empty()


def test_a_service_without_actions_leaves_it_to_the_tray(
    serve: Any, notifier: Any, otherwise: Any
) -> None:
    serve(actions=False)
    _answers, told = offer(notifier)
    assert told.get(timeout=PATIENCE_S) is True
    assert otherwise.offered.get(timeout=PATIENCE_S) == NOTE


def test_without_a_service_the_tray_shows_it(notifier: Any, otherwise: Any) -> None:
    _answers, told = offer(notifier)
    assert told.get(timeout=PATIENCE_S) is True
    assert otherwise.offered.get(timeout=PATIENCE_S) == NOTE


def test_a_second_message_takes_the_place_of_the_first(serve: Any, notifier: Any) -> None:
    service = serve()
    for replaces in (0, 7):
        _answers, told = offer(notifier)
        assert told.get(timeout=PATIENCE_S) is True
        assert service.shown.get()[1] == replaces


def test_a_bus_that_went_is_connected_anew(
    serve: Any, notifier: Any, otherwise: Any, new_bus: Any
) -> None:
    serve()
    _answers, told = offer(notifier)
    assert told.get(timeout=PATIENCE_S) is True
    receiver = notifier._router._rcv_thread
    new_bus()
    receiver.join(timeout=PATIENCE_S)
    service = serve()
    answers, told = offer(notifier)
    assert told.get(timeout=PATIENCE_S) is True
    assert service.shown.get(timeout=PATIENCE_S)[1] == 0
    assert otherwise.offered.empty()
    service.press("start")
    assert answers.get(timeout=PATIENCE_S) is Answer.START


def test_a_bus_that_is_gone_leaves_it_to_the_tray(
    serve: Any, notifier: Any, otherwise: Any, new_bus: Any
) -> None:
    serve()
    _answers, told = offer(notifier)
    assert told.get(timeout=PATIENCE_S) is True
    new_bus()
    _answers, told = offer(notifier)
    assert otherwise.offered.get(timeout=PATIENCE_S) == NOTE


def test_nothing_runs_before_the_first_message(notifier: Any) -> None:
    assert notifier._router is None
