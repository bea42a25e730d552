"""The keys of the player: one table for what they do and for the page that lists them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from mobility_timer.words import keys as words


@dataclass(frozen=True)
class Key:
    """A command and the keys that give it."""

    command: str
    keys: tuple[str, ...]
    repeats: bool = False

    @property
    def shown(self) -> tuple[str, ...]:
        """The keys as they are listed."""
        return words.SHOWN[self.command]

    @property
    def does(self) -> str:
        return words.DOES[self.command]


REMOTE_BLANK = ("B", ".", "F5")  # what presenter remotes send to blank or start the show
PLAYER_KEYS = (
    Key("toggle", ("Space", "Media Play", "Toggle Media Play/Pause", "Media Pause",
        *REMOTE_BLANK)),
    Key("end_set", ("Return", "Enter")),
    Key("next_set", ("Right", "PgDown", "Media Next")),
    Key("previous_set", ("Left", "PgUp", "Media Previous")),
    Key("next_drill", ("Shift+Right", "Shift+PgDown")),
    Key("previous_drill", ("Shift+Left", "Shift+PgUp")),
    Key("go_to_drill", tuple("123456789")),
    Key("skip_back", ("Ctrl+Left",), repeats=True),
    Key("skip_on", ("Ctrl+Right",), repeats=True),
    Key("more", ("Up", "+"), repeats=True),
    Key("fewer", ("Down", "-"), repeats=True),
    Key("slower", ("[",), repeats=True),
    Key("quicker", ("]",), repeats=True),
    Key("drop_side", ("S",)),
    Key("hurts", ("H",)),
    Key("undo", ("U", "Ctrl+Z")),
    Key("wait", ("W",)),
    Key("mute", ("M",)),
    Key("voice", ("V",)),
    Key("full_screen", ("F",)),
    Key("where", ("I",)),
    Key("keys", ("?",)),
)  # fmt: skip
ESCAPE = Key("back", ())


def command_of(name: str) -> str:
    """The command of a key by its name; empty where it has none."""
    return next((key.command for key in PLAYER_KEYS if name in key.keys), "")


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
