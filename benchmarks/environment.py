"""What a benchmark has to itself: folders for settings and caches, a screen."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

VARIABLES = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
WINDOWS_VARIABLES = ("APPDATA", "LOCALAPPDATA", "USERPROFILE")
SCREEN = "1440x900"


def own_folders(folder: str) -> dict[str, str]:
    """Variables that make the program keep everything under `folder`, which it finds empty."""
    found = {}
    for name in (*VARIABLES, *WINDOWS_VARIABLES):
        place = Path(folder) / name.lower()
        place.mkdir(exist_ok=True)
        found[name] = str(place)
    return found


@contextmanager
def screen() -> Iterator[str]:
    """A screen of its own; its name. Needs Xvfb."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{SCREEN}x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL) as server:
        os.close(write)
        with os.fdopen(read) as told:
            name = f":{told.readline().strip()}"
        try:
            yield name
        finally:
            server.terminate()
