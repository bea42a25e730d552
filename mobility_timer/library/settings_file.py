"""The settings in their file: read with all its faults, changed in place.

What is not understood (a comment, a key or a value of a newer version) stays as it is. A file that
cannot be read at all is never written over: it is set aside under a free name.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

from mobility_timer import files
from mobility_timer.library.faults import MOST_FAULTS, Fault, FileFaults, nearest, quoted
from mobility_timer.library.folders import cannot_open, text_of
from mobility_timer.library.tree.document import Node, read_document
from mobility_timer.library.tree.editing import dumped, with_values
from mobility_timer.library.tree.mapping import MappingReader
from mobility_timer.settings import (
    DAYS,
    FASTEST_PERCENT,
    FEWEST_A_WEEK,
    LONGEST_GET_READY_S,
    MOST_A_WEEK,
    SHORTEST_GET_READY_S,
    SLOWEST_PERCENT,
    CoachFigure,
    Contrast,
    Count,
    FrontView,
    LinesBy,
    Music,
    MusicWay,
    OpenSilence,
    PhaseCues,
    ReducedMotion,
    Settings,
    Theme,
    ToneSet,
)
from mobility_timer.words import file_faults as words
from mobility_timer.words import one_of

_HEADER = f"# {words.SETTINGS_HEADER}\n"
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_SWITCH = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_DEFAULTS = words.SETTINGS_ARE_DEFAULTS
_NO_LONGER = {"last_routines"}
"""What the program wrote once and reads no more: nobody else's mistake."""


@dataclass(frozen=True)
class _Kind:
    """How a value is read, and what it may be in words."""

    read: Callable[[MappingReader, Node], Any]
    expected: str


def _choice(choices: type[StrEnum]) -> _Kind:
    names = [choice.value for choice in choices]
    return _Kind(lambda reader, node: choices(reader.choice(node, names, names[0])), one_of(names))


def _switch(reader: MappingReader, node: Node) -> bool:
    word = reader.text(node).lower()
    if word not in _SWITCH and isinstance(node.value, str):
        reader.choice(node, ("true", "false"), "false")
    return _SWITCH.get(word, False)


def _text_or_none(reader: MappingReader, node: Node) -> str | None:
    return None if node.value == "null" and not node.quoted else reader.text(node)


def _reminders(reader: MappingReader, node: Node) -> Mapping[str, str]:
    found = {}
    for day, value in reader.mapping(node).items():
        time = reader.text(value)
        if day not in DAYS:
            reader.unknown(value, day, DAYS, words.DAY)
        elif time and not _TIME.fullmatch(time):
            reader.say(value, words.NO_TIME, words.A_TIME, quoted(time))
        elif time:
            found[day] = time
    return MappingProxyType(found)


def _whole(least: int, most: int) -> _Kind:
    expected = words.whole_number(least, most)
    return _Kind(lambda reader, node: reader.whole(node, least, most), expected)


_TRUE_OR_FALSE = _Kind(_switch, words.TRUE_OR_FALSE)

_KINDS = {
    "theme": _choice(Theme),
    "contrast": _choice(Contrast),
    "reduced_motion": _choice(ReducedMotion),
    "front_view": _choice(FrontView),
    "coach": _choice(CoachFigure),
    "full_screen": _TRUE_OR_FALSE,
    "count": _choice(Count),
    "phases": _choice(PhaseCues),
    "muted": _TRUE_OR_FALSE,
    "speak": _TRUE_OR_FALSE,
    "lines_by": _choice(LinesBy),
    "volume": _whole(0, 100),
    "tone_volume": _whole(0, 100),
    "tones": _choice(ToneSet),
    "single_beep": _TRUE_OR_FALSE,
    "music": _choice(Music),
    "music_way": _choice(MusicWay),
    "open_silence": _choice(OpenSilence),
    "voice": _Kind(_text_or_none, words.A_VOICE),
    "voice_speed": _whole(SLOWEST_PERCENT, FASTEST_PERCENT),
    "command": _Kind(_text_or_none, words.A_PROGRAM),
    "wait_for_me": _TRUE_OR_FALSE,
    "get_ready_s": _whole(SHORTEST_GET_READY_S, LONGEST_GET_READY_S),
    "weekly_goal": _whole(FEWEST_A_WEEK, MOST_A_WEEK),
    "inches": _TRUE_OR_FALSE,
    "reminders": _Kind(_reminders, words.REMINDERS),
    "desk_reminder": _TRUE_OR_FALSE,
    "tray": _TRUE_OR_FALSE,
    "window_geometry": _Kind(lambda r, node: r.text(node), words.WINDOW_PLACE),
}


def load_settings(path: Path | None = None) -> tuple[Settings, tuple[str, ...]]:
    """The settings, and what is to be said about their file: nothing, if all is well.

    A value that cannot be used is its default; a file that cannot be read is set aside.
    """
    path = path or files.config_file()
    try:
        chosen, faults = _read(_tree(text_of(path), path), path)
    except FileNotFoundError:
        return Settings(), ()
    except OSError as error:
        return Settings(), (f"{cannot_open(path, error)}; {_DEFAULTS}",)
    except FileFaults as unreadable:
        return Settings(), (f"{unreadable.faults[0]}; {_keep_aside(path)}",)
    return Settings(**chosen), tuple(map(str, FileFaults(faults).faults))


def check_settings(path: Path) -> None:
    """Raise what is wrong in the file, FileFaults or OSError; it stays where it is."""
    faults = _read(_tree(text_of(path), path), path)[1]
    if faults:
        raise FileFaults(faults)


def save_settings(
    settings: Settings,
    was: Settings,
    path: Path | None = None,
    say: Callable[[str], object] = lambda _line: None,
) -> None:
    """Write into the file what differs from `was`, as it was loaded or last saved.

    Keys that the file does not have yet are added. `say` is told of a file that had to be set
    aside. Raises OSError, the old file kept.
    """
    path = path or files.config_file()
    try:
        text = text_of(path)
        root = _tree(text, path)
    except FileNotFoundError:
        text, root = _HEADER, None
    except FileFaults as unreadable:
        say(f"{unreadable.faults[0]}; {words.kept_beside(files.set_aside(path).name)}")
        text, root = _HEADER, None
    changed = {name for name in _KINDS if getattr(settings, name) != getattr(was, name)}
    new = _edited(text, root, settings, changed)
    if not _says_the_same(new, root, path, settings, changed):
        if os.path.lexists(path):
            say(f"{path}: {words.kept_beside(files.set_aside(path).name)}")
        new = _edited(_HEADER, None, settings, changed)
    files.write_atomic(path, new)


def _tree(text: str, path: Path) -> tuple[Node, list[Fault]] | None:
    """The keys of the file and the faults in its form; None where it holds comments at most."""
    lines = (line.strip() for line in text.splitlines())
    if all(not line or line.startswith("#") for line in lines):
        return None
    root, faults = read_document(text, str(path))
    if root is None or not isinstance(root.value, dict):
        raise FileFaults(faults or [Fault(str(path), 1, 1, words.NO_KEYS, words.KEYS_WITH_VALUES)])
    return root, faults


def _read(tree: tuple[Node, list[Fault]] | None, path: Path) -> tuple[dict[str, Any], list[Fault]]:
    """The values that can be used, and the faults of the others in order."""
    if tree is None:
        return {}, []
    root, faults = tree[0], list(tree[1])
    chosen: dict[str, Any] = {}
    for name, kind in _KINDS.items():
        node = root.child(name)
        if node is None or node.value is None:
            continue
        reader = MappingReader(str(path), [])
        value = kind.read(reader, node)
        faults += [fault._replace(what=f"{name}: {fault.what}") for fault in reader.faults]
        if not reader.faults:
            chosen[name] = value
    return chosen, sorted([*faults, *_unknown(root, path)])


def _unknown(root: Node, path: Path) -> list[Fault]:
    """The keys that are no settings, each with the setting that was probably meant."""
    faults: list[Fault] = []
    assert isinstance(root.value, dict)
    for name, node in root.value.items():
        if name in _KINDS or name in _NO_LONGER:
            continue
        meant = nearest(name, _KINDS) if len(faults) < MOST_FAULTS else ""
        expected = "" if meant else one_of(list(_KINDS))
        if meant in root.value:
            meant = words.in_line(meant, root.value[meant].key_line)
        what = words.is_no(quoted(name), words.SETTING)
        place = str(path), node.key_line, node.key_column
        faults.append(Fault(*place, what, expected, try_=meant))
    return faults


def _edited(
    text: str,
    tree: tuple[Node, list[Fault]] | None,
    settings: Settings,
    changed: set[str],
) -> str:
    there = _names_in(tree)
    if tree is not None:
        values = {name: _plain(getattr(settings, name)) for name in sorted(changed & there)}
        text = with_values(text.removeprefix("\ufeff"), tree[0], values)
    added = [_line(name, getattr(settings, name)) for name in _KINDS if name not in there]
    return (text if not text or text.endswith("\n") else f"{text}\n") + "".join(added)


def _says_the_same(
    text: str,
    before: tuple[Node, list[Fault]] | None,
    path: Path,
    settings: Settings,
    changed: set[str],
) -> bool:
    """Whether the text can be read and only what was changed is another."""
    there = _names_in(before)
    expected = _read(before, path)[0]
    for name in _KINDS:
        if name in changed or name not in there:
            expected[name] = getattr(settings, name)
    try:
        return _read(_tree(text, path), path)[0] == expected
    except FileFaults:
        return False


def _names_in(tree: tuple[Node, list[Fault]] | None) -> set[str]:
    return set() if tree is None else {name for name in _KINDS if tree[0].child(name)}


def _keep_aside(path: Path) -> str:
    try:
        aside = files.set_aside(path)
    except OSError as error:
        return words.not_kept_aside(error.strerror)
    return words.kept_as(aside.name)


def _plain(value: object) -> object:
    if isinstance(value, StrEnum):
        return value.value
    return dict(value) if isinstance(value, Mapping) else value


def _line(name: str, value: object) -> str:
    line = dumped(name, _plain(value))
    is_short = len(line) < 60 and "\n" not in line
    return f"{line:<26}  # {_KINDS[name].expected}\n" if is_short else f"{line}\n"
