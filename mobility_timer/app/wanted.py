"""What a start of the program is asked to open."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Wanted:
    """What a start was asked to open: a routine as it was written, or "" for just the window.

    `start` says that it is to start at once; else it is shown first.
    """

    written: str = ""
    start: bool = False
