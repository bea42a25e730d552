"""All that a child process started, found by a mark in its environment, which is inherited.

A process that leaves the group of the one that started it, as `setsid` does, keeps its environment.
Only Linux tells it; elsewhere nothing is found, and the group is what can be ended.
"""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

_NAME = "MOBILITY_TIMER_CHILD"
_MOST_LOOKS = 50
"""More than a process that starts others all the time outlives."""


def new_mark() -> str:
    return uuid4().hex


def marked(mark: str) -> dict[str, str]:
    """What a child gets into its environment."""
    return {_NAME: mark}


def own_mark() -> str:
    """That of this process; empty where it has none."""
    return os.environ.get(_NAME, "")


def end_all_with(mark: str) -> None:
    """Kill every process with this mark but the one that asks, until there is none."""
    for _ in range(_MOST_LOOKS if mark else 0):
        found = processes_with(_NAME, mark)
        for process in found:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(process, signal.SIGKILL)
        if not found:
            return


def processes_with(name: str, value: str) -> list[int]:
    """All others that have this in their environment.

    One that has ended and is still listed has none any more.
    """
    entry = f"{name}={value}".encode()
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        process = int(path.parent.name)
        with suppress(OSError):
            if process != os.getpid() and entry in path.read_bytes().split(b"\0"):
                found.append(process)
    return found
