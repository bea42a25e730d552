"""Whether the system has all that Qt needs for a window: looked for at the first start."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from mobility_timer import __version__, files

_LOADERS_LIST = Path("/etc/ld.so.cache")
_LARGEST_BYTES = 100_000
_ASKED = ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY", "LD_LIBRARY_PATH")


def libraries_lacking(environment: Mapping[str, str]) -> str:
    """What to say and to install where Qt would end the process instead of opening a window.

    Empty where all is there. That is remembered for the same program, screen and libraries.
    """
    state = _state(environment)
    if state and state == _remembered():
        return ""
    from mobility_timer import system_libraries
    from mobility_timer.words import command_line, window

    if lacking := system_libraries.for_window(environment):
        for_sound = system_libraries.missing(system_libraries.SOUND)
        every = dict.fromkeys((*lacking, *for_sound))  # so that they are asked for only once
        line = system_libraries.advice(every, command_line.THE_WINDOW)
        return f"{line}\n{window.WITHOUT_WINDOW}"
    with suppress(OSError):  # without it the next start looks again
        files.write_atomic(_kept(), state)
    return ""


def _remembered() -> str:
    try:
        return files.read_limited(_kept(), _LARGEST_BYTES).decode()
    except (OSError, UnicodeDecodeError):
        return ""


def _kept() -> Path:
    return files.cache("libraries") / "found.txt"


def _state(environment: Mapping[str, str]) -> str:
    """Changes whenever a package brings or removes a library: the loader's list is then written
    anew. Empty where there is no such list."""
    try:
        listed = _LOADERS_LIST.stat()
    except OSError:
        return ""
    asked = [environment.get(name, "") for name in _ASKED]
    return "\n".join([__version__, sys.prefix, str(listed.st_mtime_ns), *asked])
