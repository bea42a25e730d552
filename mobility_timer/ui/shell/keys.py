"""The keys of the player: one table for what they do and for the page that lists them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True)
class Key:
    """A command, the keys that give it, and how they are listed."""

    command: str
    keys: tuple[str, ...]
    shown: tuple[str, ...]
    does: str
    repeats: bool = False


REMOTE_BLANK = ("B", ".", "F5")  # what presenter remotes send to blank or start the show
PLAYER_KEYS = (
    Key("toggle", ("Space", "Media Play", "Toggle Media Play/Pause", "Media Pause",
        *REMOTE_BLANK), ("Space",), "Play, pause, go on"),
    Key("next_set", ("Right", "PgDown", "Media Next"), ("→", "Page Down"), "Next set"),
    Key("previous_set", ("Left", "PgUp", "Media Previous"), ("←", "Page Up"), "Previous set"),
    Key("next_drill", ("Shift+Right", "Shift+PgDown"), ("Shift →",), "Next drill"),
    Key("previous_drill", ("Shift+Left", "Shift+PgUp"), ("Shift ←",), "Previous drill"),
    Key("go_to_drill", tuple("123456789"), ("1 to 9",), "Jump to a drill"),
    Key("skip_back", ("Ctrl+Left",), ("Ctrl ←",), "Ten seconds back", repeats=True),
    Key("skip_on", ("Ctrl+Right",), ("Ctrl →",), "Ten seconds on", repeats=True),
    Key("more", ("Up", "+"), ("↑",), "One rep more", repeats=True),
    Key("fewer", ("Down", "-"), ("↓",), "One rep less", repeats=True),
    Key("drop_side", ("S",), ("S",), "Leave this side out"),
    Key("wait", ("W",), ("W",), "Wait for me before each set"),
    Key("mute", ("M",), ("M",), "Sound on or off"),
    Key("full_screen", ("F",), ("F", "F11"), "Full screen"),
    Key("keys", ("?",), ("?",), "These keys"),
)  # fmt: skip
ESCAPE = Key("back", (), ("Esc",), "Back")


def bind(page: QWidget, commands: Mapping[str, Callable[[str], object]]) -> list[QShortcut]:
    """Give the page its keys: they work whichever of its children has the focus.

    Each command is told the key that was pressed.
    """
    made = []
    for key in PLAYER_KEYS:
        for name in key.keys:
            shortcut = QShortcut(QKeySequence(name), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(key.repeats)
            shortcut.activated.connect(lambda do=commands[key.command], name=name: do(name))
            made.append(shortcut)
    return made
