"""A coach that is opened when it is first asked for something: Home's first look does without."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from pathlib import Path

    from mobility_timer.settings import Settings
    from mobility_timer.sound.coach import Coach


def deferred_coach(cache: Path, chosen: Settings, speed: float = 1.0) -> Coach:
    """Does what a Coach does, and imports nothing that sounds before that is asked for."""
    return cast("Coach", DeferredCoach(partial(_open, cache, chosen, speed)))


class DeferredCoach:
    """Whatever is called is called on the coach that `open_` makes."""

    def __init__(self, open_: Callable[[], Coach]) -> None:
        self._open = open_
        self._coach: Coach | None = None

    def __getattr__(self, name: str) -> Any:
        if self._coach is None:
            self._coach = self._open()
        return getattr(self._coach, name)

    def close(self) -> None:
        if self._coach is not None:
            self._coach.close()


def _open(cache: Path, chosen: Settings, speed: float) -> Coach:
    from mobility_timer.sound.coach import open_coach

    return open_coach(cache, chosen, speed)
