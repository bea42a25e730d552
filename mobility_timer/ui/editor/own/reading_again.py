"""The library once a file of the user's says something else: read from that file alone."""

from __future__ import annotations

from pathlib import Path

from mobility_timer import editing
from mobility_timer.library import FileFaults, Library
from mobility_timer.routine import Drill, Routine


def is_drill(path: Path) -> bool:
    """Whether a file of the user's holds a drill, by where it lies."""
    return path.parent.name == "drills"


def read_again(library: Library, path: Path) -> tuple[Library, Drill | Routine]:
    """The library with what a file now says, and that. Raises FileFaults and OSError."""
    text = editing.text_on_disk(path) or ""
    if is_drill(path):
        drill = library.read_drill_text(text, path)
        return library.with_drill(drill, path), drill
    routine = library.read_text(text, path)
    return library.with_routine(routine, path), routine


def why_not(error: FileFaults | OSError) -> str:
    """One line on why a file could not be read again."""
    return str(error.faults[0]) if isinstance(error, FileFaults) else str(error)
