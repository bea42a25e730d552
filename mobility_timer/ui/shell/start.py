"""How a routine is started from any page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mobility_timer.routine import Occasion, Routine
from mobility_timer.ui.shell.context import SettingsAccess
from mobility_timer.ui.shell.pages import Pages


def start(
    pages: Pages,
    settings: SettingsAccess,
    routine: Routine,
    occasions: Iterable[Occasion] | None = None,
) -> None:
    """Play a routine as it is, waiting for the user where that is what is always wanted."""
    remember_use(settings, routine, occasions)
    waits = routine.wait_for_me or settings.value.wait_for_me
    pages.play(replace(routine, wait_for_me=waits))


def remember_use(
    settings: SettingsAccess, routine: Routine, occasions: Iterable[Occasion] | None = None
) -> None:
    """Make the routine the one used last for these occasions, all of its own by default."""
    chosen = settings.value
    for occasion in routine.occasions if occasions is None else occasions:
        chosen = chosen.after(occasion.value, routine.id)
    if chosen != settings.value:
        settings.change(last_routines=chosen.last_routines)
