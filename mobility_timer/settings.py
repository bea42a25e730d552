"""What the user chose, as one frozen value, and the file it is kept in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from mobility_timer import files

if TYPE_CHECKING:
    from pathlib import Path

    from yaml import Mark, Node

_HEADER = "# What you chose in Mobility Timer. Change it here or in the program.\n"
_LARGEST = 256 * 1024  # bytes
_WIDE = 10**9  # characters: never fold a line
_SWITCH = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


class Theme(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Count(StrEnum):
    """How the reps are counted aloud."""

    SPOKEN = "spoken"
    TICKED = "ticked"
    SILENT = "silent"


class ReducedMotion(StrEnum):
    SYSTEM = "system"
    ON = "on"
    OFF = "off"


@dataclass(frozen=True)
class Settings:
    """What the user chose. `others` are the lines of keys that only a newer version knows."""

    theme: Theme = Theme.SYSTEM
    reduced_motion: ReducedMotion = ReducedMotion.SYSTEM
    full_screen: bool = False
    count: Count = Count.SPOKEN
    muted: bool = False
    volume: int = 80  # percent
    voice: str | None = None
    wait_for_me: bool = False
    last_routines: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    window_geometry: str = ""
    others: str = ""

    def after(self, occasion: str, routine: str) -> Settings:
        """The same, with `routine` as the one last used for `occasion`."""
        used = MappingProxyType({**self.last_routines, occasion: routine})
        return replace(self, last_routines=used)


@dataclass(frozen=True)
class _Kind:
    """What a key's value may be. `read` raises ValueError for one that is none of it."""

    read: Callable[[object], object]
    expected: str
    example: str


def _choice(choices: type[StrEnum]) -> _Kind:
    names = [choice.value for choice in choices]
    expected = f"{', '.join(names[:-1])} or {names[-1]}"
    return _Kind(lambda said: choices(_text(said)), expected, names[0])


def _percent(said: object) -> int:
    number = int(_text(said))
    if not 0 <= number <= 100:
        raise ValueError(said)
    return number


def _switch(said: object) -> bool:
    word = _text(said).lower()
    if word not in _SWITCH:
        raise ValueError(said)
    return _SWITCH[word]


def _text(said: object) -> str:
    if not isinstance(said, str):
        raise ValueError(said)
    return said


def _text_or_none(said: object) -> str | None:
    return None if said is None else _text(said)


def _texts(said: object) -> Mapping[str, str]:
    if not isinstance(said, dict):
        raise ValueError(said)
    return MappingProxyType({_text(key): _text(value) for key, value in said.items()})


_TRUE_OR_FALSE = _Kind(_switch, "true or false", "false")

_KINDS = {
    "theme": _choice(Theme),
    "reduced_motion": _choice(ReducedMotion),
    "full_screen": _TRUE_OR_FALSE,
    "count": _choice(Count),
    "muted": _TRUE_OR_FALSE,
    "volume": _Kind(_percent, "a whole number from 0 to 100", "80"),
    "voice": _Kind(_text_or_none, "the name of a voice, or null for the usual one", "null"),
    "wait_for_me": _TRUE_OR_FALSE,
    "last_routines": _Kind(_texts, "the routine last used for each occasion", "{}"),
    "window_geometry": _Kind(_text, "where the window was, as the program wrote it", "''"),
}


def load(path: Path | None = None) -> tuple[Settings, tuple[str, ...]]:
    """The settings, and what is to be said about their file: nothing, if all is well.

    A value that cannot be used is its default. A file that cannot be read as a whole is kept
    aside under the same name with `.broken` added.
    """
    path = path or files.config_file()
    try:
        pairs = _pairs(path.read_bytes())
    except FileNotFoundError:
        return Settings(), ()
    except OSError as error:
        return Settings(), (f"{path}: {error.strerror or error}; the settings are the defaults",)
    except _BrokenFile as broken:
        return Settings(), (f"{path}:{broken}; {_keep_aside(path)}",)
    return _settings(path, pairs)


def save(settings: Settings, path: Path | None = None) -> None:
    """Write the settings so that a person can read them. Raises OSError, the old file kept."""
    lines = (_line(name, kind, getattr(settings, name)) for name, kind in _KINDS.items())
    files.write_atomic(path or files.config_file(), _HEADER + "".join(lines) + settings.others)


class _BrokenFile(Exception):
    """The file as a whole says nothing. The text is `line:column: what is wrong`."""


def _pairs(data: bytes) -> list[tuple[Node, Node]]:
    import yaml

    if len(data) > _LARGEST:
        raise _BrokenFile(f"1:1: expected at most {_LARGEST // 1024} KiB")
    try:
        root = yaml.compose(data.decode("utf-8-sig"), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        raise _BrokenFile(f"{_place(error.problem_mark)}: {error.problem}") from error
    except RecursionError as error:
        raise _BrokenFile("1:1: nested too deeply") from error
    except (yaml.YAMLError, ValueError) as error:
        raise _BrokenFile("1:1: expected text in UTF-8") from error
    if root is None:
        return []
    if not isinstance(root, yaml.MappingNode):
        raise _BrokenFile(f"{_place(root.start_mark)}: expected keys with values")
    return list(root.value)


def _settings(path: Path, pairs: list[tuple[Node, Node]]) -> tuple[Settings, tuple[str, ...]]:
    chosen: dict[str, Any] = {}
    others: list[tuple[Node, Node]] = []
    faults: list[str] = []
    for key, value in pairs:
        name = _scalar(key)
        kind = _KINDS.get(name or "")
        if name is None or kind is None:
            others.append((key, value))
            continue
        try:
            chosen[name] = kind.read(_plain(value))
        except ValueError:
            faults.append(f"{path}:{_place(value.start_mark)}: {name}: {_fault(kind, value)}")
    return Settings(**chosen, others=_lines(others)), tuple(faults)


def _fault(kind: _Kind, value: Node) -> str:
    said = value.value
    found = f'"{said[:40]}"' if isinstance(said, str) else "several values"
    return f"expected {kind.expected}, found {found}, try {kind.example}"


def _keep_aside(path: Path) -> str:
    aside = path.with_name(path.name + ".broken")
    try:
        path.replace(aside)
    except OSError as error:
        return f"it could not be kept aside ({error.strerror}); the settings are the defaults"
    return f"it is kept as {aside.name}, and the settings are the defaults"


def _scalar(node: Node) -> str | None:
    """The text of a node as it stands in the file: `no` and `010` are what a person reads."""
    null = node.tag == "tag:yaml.org,2002:null"
    return node.value if isinstance(node.value, str) and not null else None


def _plain(node: Node) -> object:
    import yaml

    if isinstance(node, yaml.MappingNode):
        return {_scalar(key): _scalar(value) for key, value in node.value}
    return _scalar(node)


def _place(mark: Mark | None) -> str:
    return f"{mark.line + 1}:{mark.column + 1}" if mark else "1:1"


def _line(name: str, kind: _Kind, value: object) -> str:
    if isinstance(value, StrEnum):
        value = value.value
    if isinstance(value, Mapping):
        value = dict(value)
    line = _dump({name: value}, allow_unicode=True)
    if not line.replace("\n", "").isprintable():  # PyYAML folds line ends that are not escaped
        line = _dump({name: value}, allow_unicode=False)
    is_short = len(line) < 60 and line.count("\n") == 1
    return f"{line.rstrip():<26}  # {kind.expected}\n" if is_short else line


def _dump(value: object, allow_unicode: bool) -> str:
    import yaml

    text: str = yaml.safe_dump(value, sort_keys=False, allow_unicode=allow_unicode, width=_WIDE)
    return text


def _lines(pairs: list[tuple[Node, Node]]) -> str:
    import yaml

    if not pairs:
        return ""
    root = yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=False)
    text: str = yaml.serialize(root, Dumper=yaml.SafeDumper, width=_WIDE)
    return text
