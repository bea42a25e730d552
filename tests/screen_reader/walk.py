"""Walks the program's pages by keyboard as a screen reader finds them, and notes what it met."""

from __future__ import annotations

import re
import shutil
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.screen_reader.desk import Desk
from tests.screen_reader.reader import FOCUSED, SHOWING, Event, Face, Node, Reader

PROGRAM = "Mobility Timer"
HOME = "Home"
Step = tuple[str, tuple[str, ...]]
ROLELESS = ("", "filler", "invalid", "unknown")
PRESSED_WITH = {
    "text": ("a", "BackSpace"),
    "slider": ("Right",),
    "spin button": ("Up",),
    "list": ("Down",),
    "list item": ("Down", "Up"),
}
OPENED = "opened-outside"
TIME_OF_DAY = re.compile(r"\b\d\d:\d\d\b")
LEAVE = "Leave without saving"
SETTLES_S = 0.3
PATIENCE_S = 10
ENDS_WITHIN_S = 120
CHANGES_WITHIN_S = 2
DEEP_STEPS = 2
ANSWERS_WITHIN_S = 5


@dataclass
class Met:
    """What the walk found: the pages, what is wrong, and a line for each thing that it did."""

    pages: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


class Walk:
    """One program on `desk` after the other, each begun by somebody who has never used it."""

    def __init__(self, desk: Desk, reader: Reader) -> None:
        self.desk, self.reader = desk, reader
        self.met = Met()
        self._running = ExitStack()

    def start(self, *words: str) -> None:
        """Start the program anew, with nothing that the one before kept."""
        self._running.close()
        for folder in self.desk.home.glob(".*/**/mobility-timer"):
            shutil.rmtree(folder, ignore_errors=True)
        self._running.enter_context(self.desk.program(*words))
        self._running.callback(self._look_at_log)
        self.program = self.reader.program(PROGRAM)

    def end(self) -> None:
        self._running.close()

    def _look_at_log(self) -> None:
        bad = [line for line in self.desk.log.splitlines() if " ERROR " in line or "Error" in line]
        self.met.wrong += [f"log: {line}" for line in bad]

    def page(self) -> str:
        """The title of the page that is shown, or of the dialog before it."""
        windows = self._windows()
        if len(windows) > 1:
            return f"window {windows[-1][1].name}"
        for pane, face in self._shown(windows[0][0]):
            if face.role == "layered pane":
                return next((page.name for _, page in self._shown(pane)), "")
        return windows[0][1].name

    def controls(self) -> list[tuple[Node, Face]]:
        return [(node, face) for node, face in self._tree() if face.takes_focus]

    def _tree(self) -> list[tuple[Node, Face]]:
        return [*self.reader.walk(self._windows()[-1][0])]

    def _windows(self) -> list[tuple[Node, Face]]:
        return [*self._shown(self.program)]

    def _shown(self, node: Node) -> Iterator[tuple[Node, Face]]:
        for child in self.reader.children(node):
            face = self.reader.face(child)
            if SHOWING in face.states:
                yield child, face

    def go(self, route: Sequence[Step]) -> None:
        """From Home, press each named control (or, without a name, the page) with its keys."""
        for _ in range(8):
            if self.page() == HOME:
                break
            if leave := self._named(LEAVE):
                self.focus(leave)
                self.desk.press("space")
            else:
                self.desk.press("Escape")
        for name, keys in route:
            if name:
                self.focus(self._found(name))
            before = self.page()
            self.desk.press(*keys)
            if name:
                self._wait_for_change(before)
            time.sleep(SETTLES_S)

    def _found(self, name: str) -> Node:
        """The control with this in its name, waited for."""
        ends = time.monotonic() + PATIENCE_S
        while time.monotonic() < ends:
            if found := self._named(name):
                return found
            time.sleep(SETTLES_S)
        raise AssertionError(f"no control {name!r} on {self.page()!r}")

    def _named(self, name: str) -> Node | None:
        return next((node for node, face in self.controls() if name in face.name), None)

    def focus(self, node: Node) -> None:
        """Give a control the focus, again where a page that came late took it for itself."""
        ends = time.monotonic() + PATIENCE_S
        while time.monotonic() < ends:
            self.reader.focus(node)
            time.sleep(SETTLES_S)
            if FOCUSED in self.reader.face(node).states:
                return

    def controls_named(self, name: str) -> list[str]:
        """The whole names of the controls with this in them."""
        return [face.name for _, face in self.controls() if name in face.name]

    def _wait_for_change(self, page: str) -> None:
        """Until another page is shown; some keys only open a part of the same one."""
        ends = time.monotonic() + CHANGES_WITHIN_S
        while self.page() == page and time.monotonic() < ends:
            time.sleep(0.1)

    def press_everything(
        self, title: str, route: Sequence[Step], words: Sequence[str] = ()
    ) -> list[str]:
        """Press every control of the page at the end of `route` by keyboard.

        `words` start the program with the page of this title instead. Returns the pages that were
        opened.
        """
        self._begin(title, route, words)
        here = self.page()
        controls = self.controls()
        self.note(f"== {title}: {len(controls)} controls")
        self._judge(title, [face for _, face in controls])
        opened: list[str] = []
        names = Counter[str]()
        for face in _once_each_list(face for _, face in controls):
            place = names[TIME_OF_DAY.sub("", face.name)]
            names[TIME_OF_DAY.sub("", face.name)] += 1
            alike = self._alike(controls, face)
            if len(alike) <= place or not self._is_there(alike[place]):
                # what was pressed before hides it: begin anew
                self._begin(title, route, words)
                alike = self._alike(self.controls(), face)
            if len(alike) <= place:
                self.met.wrong.append(f"{title}: {face.name!r} is gone")
                continue
            opened_before = self.opened_outside()
            told = self._press(alike[place], PRESSED_WITH.get(face.role, ("space",)))
            if not told and face.role == "list item":  # of a list of one there is no next
                told = self._press(alike[place], ("space",))
            now = self.page()
            outside = self.opened_outside()[len(opened_before) :]
            self._note_press(face, told, f"opens {now}" if now != here else outside)
            if not told and not outside:
                self.met.silent.append(f"{title}: {face.name}")
            if now != here:
                opened.append(now)
            if now != here or _rebuilt(told):
                again = words or len(route) > DEEP_STEPS  # what is made on the way is there once
                self._begin(title, route, words) if again else self.go(route)
                controls = self.controls()
        return opened

    def _begin(self, title: str, route: Sequence[Step], words: Sequence[str]) -> None:
        self.start(*words)
        if words:
            self._wait_for_page(title, words)
        else:
            self.go(route)

    def _wait_for_page(self, title: str, words: Sequence[str]) -> None:
        """Until what was started has come to its page; a routine is played to its end at speed.

        At that speed a busy machine seems to sleep, which pauses it: then it is told to go on.
        """
        ends = time.monotonic() + ENDS_WITHIN_S
        while self.page() != title:
            assert time.monotonic() < ends, f"{words} came to {self.page()!r}, not to {title!r}"
            if self.controls_named("Play"):
                self.desk.press("space")
            time.sleep(0.5)

    def _is_there(self, node: Node) -> bool:
        try:
            return SHOWING in self.reader.face(node).states
        except AssertionError:  # no such object any more
            return False

    def opened_outside(self) -> str:
        """What was handed to the desktop to open."""
        noted = self.desk.home / OPENED
        return noted.read_text(encoding="utf-8") if noted.exists() else ""

    @staticmethod
    def _alike(controls: Sequence[tuple[Node, Face]], face: Face) -> list[Node]:
        """Those of its name, but for the time of day in it."""
        name = TIME_OF_DAY.sub("", face.name)
        return [node for node, other in controls if TIME_OF_DAY.sub("", other.name) == name]

    def _press(self, node: Node, keys: Sequence[str]) -> list[Event]:
        self.focus(node)
        self.reader.told(0.1)
        self.desk.press(*keys)
        ends = time.monotonic() + ANSWERS_WITHIN_S
        told: list[Event] = []
        while not told and time.monotonic() < ends:
            news = self.reader.told(SETTLES_S)
            told = [event for event in news if event.node.program == self.program.program]
        return told

    def _judge(self, title: str, faces: Sequence[Face]) -> None:
        """What takes the focus has a name that it shares with no other, and a role."""
        self.met.pages.append(title)
        names = Counter(face.name for face in faces)
        for name, count in names.items():
            if count > 1 or not name.strip():
                self.met.wrong.append(f"{title}: {count} times the name {name!r}")
        for face in faces:
            if face.role in ROLELESS:
                self.met.wrong.append(f"{title}: {face.name!r} has no role")

    def _note_press(self, face: Face, told: Sequence[Event], opened: str) -> None:
        said = [f'says "{event.text}"' for event in told if event.kind == "Announcement"]
        states = {event.text for event in told if event.kind == "StateChanged"}
        kept = sorted(text for text in states if text.split()[0] in ("checked", "expanded"))
        names = [
            f'is now "{self.reader.face(event.node).name}"'
            for event in told[:3]
            if event.kind == "PropertyChange" and not opened
        ]
        what = "; ".join(dict.fromkeys([*filter(None, [opened]), *kept, *said, *names]))
        self.note(f"   {face.role} | {face.name} | {what or f'{len(told)} events'}")

    def note(self, line: str) -> None:
        self.met.lines.append(line)
        print(line, flush=True)


def _once_each_list(faces: Iterable[Face]) -> Iterator[Face]:
    """Of entries that stand together and are all alike in kind, the first."""
    before = ""
    for face in faces:
        if face.role != "list item" or before != "list item":
            yield face
        before = face.role


def _rebuilt(told: Sequence[Event]) -> bool:
    return any(event.kind == "ChildrenChanged" or "showing" in event.text for event in told)


@contextmanager
def walking(desk: Desk) -> Iterator[Walk]:
    reader = Reader(desk.bus)
    walk = Walk(desk, reader)
    try:
        yield walk
    finally:
        walk.end()
        reader.close()


def stub_of_desktop(folder: Path) -> None:
    """Stand-ins for what opens folders and addresses, so that the walk opens none."""
    folder.mkdir(parents=True)
    for name in ("xdg-open", "gio"):
        note = f'#!/bin/sh\necho "opens $*" >> "$HOME/{OPENED}"\n'
        (folder / name).write_text(note, encoding="utf-8")
        (folder / name).chmod(0o755)
