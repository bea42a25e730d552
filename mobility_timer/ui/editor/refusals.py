"""What a page refused last, which is told until the next change."""

from __future__ import annotations

from collections.abc import Callable


class Refusals:
    """Tells why something cannot be, and takes it back once it is no longer so, or left."""

    def __init__(self, say: Callable[[str], object], take_back: Callable[[str], object]) -> None:
        self._say, self._take_back = say, take_back
        self._last = ""

    def say(self, line: str) -> None:
        self.clear()
        self._last = line
        self._say(line)

    def clear(self) -> None:
        if self._last:
            self._take_back(self._last)
        self._last = ""
