"""How a routine is started from any page."""

from __future__ import annotations

from collections.abc import Iterable

from mobility_timer.routine import Occasion, Routine
from mobility_timer.ui.shell.context import SettingsAccess
from mobility_timer.ui.shell.pages import Pages


def start(
    pages: Pages,
    settings: SettingsAccess,
    routine: Routine,
    occasions: Iterable[Occasion] | None = None,
) -> None:
    """Play an effective routine as it is shown."""
    remember_use(settings, routine, occasions)
    pages.play(routine)


def remember_use(
    settings: SettingsAccess, routine: Routine, occasions: Iterable[Occasion] | None = None
) -> None:
    """Make the routine the one used last for these occasions, all of its own by default."""
    chosen = settings.value
    for occasion in routine.occasions if occasions is None else occasions:
        chosen = chosen.after(occasion.value, routine.id)
    if chosen != settings.value:
        settings.change(last_routines=chosen.last_routines)
