"""A screen reader's side of the bus: the tree of a program, its focus, and what it announces."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress, HeaderFields, MatchRule, MessageType, Properties, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

ATSPI = "org.a11y.atspi"
REGISTRY = f"{ATSPI}.Registry"
ROOT = f"/{ATSPI.replace('.', '/')}/accessible/root"
EVENTS = ("object:", "window:")
FOCUSABLE, FOCUSED, ENABLED, SHOWING = 11, 12, 8, 25  # of AT-SPI's numbered states
PATIENCE_S = 10


@dataclass(frozen=True)
class Node:
    """An object of a program, as AT-SPI names it."""

    program: str
    path: str


@dataclass(frozen=True)
class Face:
    """What a screen reader knows of an object."""

    name: str
    role: str
    states: frozenset[int]

    @property
    def takes_focus(self) -> bool:
        return {FOCUSABLE, ENABLED, SHOWING} <= self.states


@dataclass(frozen=True)
class Event:
    """What the bus told of a node: when, the kind, and the text or the state and its value."""

    at: float
    kind: str
    node: Node
    text: str


class Reader:
    """Reads programs on the accessibility bus that belongs to the session bus at `address`."""

    def __init__(self, address: str) -> None:
        session = open_dbus_connection(address)
        bus = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
        (ours,) = _asked(session, new_method_call(bus, "GetAddress"))
        status = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Status")
        for switch in ("IsEnabled", "ScreenReaderEnabled"):
            _asked(session, Properties(status).set(switch, "b", True))
        self._session = session
        self._bus = open_dbus_connection(ours)
        self._told: list[Event] = []
        for group in ("Object", "Window"):
            rule = MatchRule(type="signal", interface=f"{ATSPI}.Event.{group}")
            _asked(self._bus, message_bus.AddMatch(rule.serialise()))
        registry = DBusAddress(f"{ROOT.rpartition('/accessible')[0]}/registry", REGISTRY, REGISTRY)
        for event in EVENTS:
            _asked(self._bus, new_method_call(registry, "RegisterEvent", "sass", (event, [], "")))

    def close(self) -> None:
        self._bus.close()
        self._session.close()

    def program(self, name: str) -> Node:
        """The program of this name, waited for."""
        ends = time.monotonic() + PATIENCE_S
        while time.monotonic() < ends:
            for node in self.children(Node(REGISTRY, ROOT)):
                if self.face(node).name == name:
                    return node
            time.sleep(0.2)
        raise AssertionError(
            f"no {name!r} on the bus: {[self.face(n) for n in self.children(Node(REGISTRY, ROOT))]}"
        )

    def children(self, node: Node) -> list[Node]:
        (found,) = self._ask(node, "Accessible", "GetChildren")
        return [Node(*place) for place in found]

    def face(self, node: Node) -> Face:
        (name,) = _asked(
            self._bus,
            Properties(DBusAddress(node.path, node.program, f"{ATSPI}.Accessible")).get("Name"),
        )
        (role,) = self._ask(node, "Accessible", "GetRoleName")
        ((low, high),) = self._ask(node, "Accessible", "GetState")
        bits = low | high << 32
        return Face(str(name[1]), str(role), frozenset(n for n in range(64) if bits >> n & 1))

    def walk(self, node: Node) -> Iterator[tuple[Node, Face]]:
        """All objects below `node` that show, parents first."""
        for child in self.children(node):
            face = self.face(child)
            if SHOWING in face.states:
                yield child, face
                yield from self.walk(child)

    def focus(self, node: Node) -> None:
        self._ask(node, "Component", "GrabFocus")

    def announced(self, seconds: float) -> list[tuple[float, str]]:
        """What is announced within so many seconds, each with the second it came in."""
        began = time.monotonic()
        self.told(0)
        told = self.told(seconds)
        return [(event.at - began, event.text) for event in told if event.kind == "Announcement"]

    def told(self, seconds: float) -> list[Event]:
        """What was told since this was last asked, and within so many seconds from now."""
        self._listen(seconds)
        told, self._told = self._told, []
        return told

    def _listen(self, seconds: float) -> None:
        ends = time.monotonic() + seconds
        while (left := ends - time.monotonic()) > 0:
            try:
                message = self._bus.receive(timeout=left)
            except TimeoutError:
                return
            self._note(message)

    def _note(self, message: Any) -> None:
        fields = message.header.fields
        if message.header.message_type is MessageType.signal:
            node = Node(fields[HeaderFields.sender], fields[HeaderFields.path])
            kind = fields[HeaderFields.member]
            detail, on, _, value = message.body[:4]
            text = f"{value[1]}" if kind == "Announcement" else f"{detail} {on}".strip()
            self._told.append(Event(time.monotonic(), kind, node, text))

    def _ask(self, node: Node, interface: str, member: str) -> Any:
        place = DBusAddress(node.path, node.program, f"{ATSPI}.{interface}")
        return _asked(self._bus, new_method_call(place, member), self._note)


def _asked(bus: DBusConnection, call: Any, note: Any = lambda _message: None) -> Any:
    """The answer to a call; what else comes meanwhile is handed to `note`."""
    serial = next(bus.outgoing_serial)
    bus.send(call, serial=serial)
    while True:
        message = bus.receive(timeout=PATIENCE_S)
        if message.header.fields.get(HeaderFields.reply_serial) != serial:
            note(message)
        elif message.header.message_type is MessageType.error:
            raise AssertionError(f"{call.header.fields}: {message.body}")
        else:
            return message.body
