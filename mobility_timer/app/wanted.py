"""What a start of the program is asked to open."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from mobility_timer.files import TO_BE_ADDED_ENDINGS


class Wanted(NamedTuple):
    """What a start was asked to open: a routine as it was written, or "" for just the window.

    `start` says that it is to start at once; else it is shown first.
    """

    written: str = ""
    start: bool = False

    @property
    def file(self) -> Path | None:
        """What is to be looked into before it is added, where it is a file of that kind."""
        path = Path(self.written)
        return path if path.suffix.lower() in TO_BE_ADDED_ENDINGS else None

    @property
    def name(self) -> str:
        """What to call it: the name of a file, else what was written."""
        return self.file.name if self.file is not None else self.written
