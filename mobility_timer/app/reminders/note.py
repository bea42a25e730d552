"""A message on the desktop and what can be answered to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol


class Answer(Enum):
    """What was pressed; the names are those of the actions on the bus."""

    START = "start"
    LATER = "later"
    NOT_TODAY = "not-today"
    OPEN = "default"


@dataclass(frozen=True)
class Note:
    title: str
    body: str


class Notifier(Protocol):
    """Shows one message at a time; the callables are called on the thread that owns the window."""

    def offer(
        self, note: Note, answered: Callable[[Answer], None], then: Callable[[bool], None]
    ) -> None:
        """Show the message, unless the desktop wants quiet; `then` is told whether it was shown."""

    def close(self) -> None: ...
