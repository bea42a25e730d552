"""Folders for a benchmark's own settings and caches."""

from __future__ import annotations

from pathlib import Path

VARIABLES = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
WINDOWS_VARIABLES = ("APPDATA", "LOCALAPPDATA", "USERPROFILE")


def own_folders(folder: str) -> dict[str, str]:
    """Variables that make the program keep everything under `folder`, which it finds empty."""
    found = {}
    for name in (*VARIABLES, *WINDOWS_VARIABLES):
        place = Path(folder) / name.lower()
        place.mkdir(exist_ok=True)
        found[name] = str(place)
    return found
