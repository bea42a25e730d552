"""What a page refused last, which is told until the next change."""

from __future__ import annotations

from mobility_timer.ui.shell.pages import Pages


class Refusals:
    """Tells why something cannot be, and takes it back once it is no longer so, or left."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._last = ""

    def say(self, line: str) -> None:
        self.clear()
        self._last = line
        self._pages.say(line)

    def clear(self) -> None:
        if self._last:
            self._pages.take_back(self._last)
        self._last = ""
