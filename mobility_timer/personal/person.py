"""What this person chose and changed, read together when the program starts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from typing import TYPE_CHECKING

from mobility_timer.frozen import frozen
from mobility_timer.library import Library, read_settings
from mobility_timer.personal.adjustments_store import AdjustmentsStore
from mobility_timer.personal.choices import Choices
from mobility_timer.personal.effective import effective_routine
from mobility_timer.personal.history.history import History
from mobility_timer.routine import Adjustments, Routine

if TYPE_CHECKING:
    from mobility_timer.settings import Settings


@frozen
class Person:
    """The settings, the adjustments, what was done, and what of all that could not be read."""

    settings: Settings
    adjustments: AdjustmentsStore
    troubles: tuple[str, ...] = ()
    history: History = field(default_factory=History)

    @property
    def choices(self) -> Choices:
        """What this person changed, kept or for today."""
        return Choices(self.adjustments, self.history)

    @property
    def kept_troubles(self) -> tuple[str, str]:
        """A line each on what of the changes and the sessions could not be read or kept; empty
        while all is well."""
        return self.adjustments.trouble, self.history.trouble

    def on_trouble(self, tell: Callable[[], object]) -> None:
        """Have `tell` called, in any thread, when there is something else to say of what was
        changed or done, or nothing any more."""
        self.adjustments.on_trouble = self.history.store.on_trouble = tell

    def close(self) -> None:
        """Keep what was not kept yet, and let go of the files."""
        self.adjustments.close()
        self.history.close()

    def effective(self, library: Library, routine: Routine) -> Routine:
        """The routine as this person does it.

        Adjustments belong to the routines of the library. One that was read from a file elsewhere
        is as written, with the settings.
        """
        own = library.routines.get(routine.id) is routine
        changes = self.choices.now(routine) if own else Adjustments(lot=self.history.today)
        return effective_routine(routine, changes, self.settings, library.drills)


def load_person() -> Person:
    """The user of this computer."""
    settings, troubles = read_settings()
    adjustments = AdjustmentsStore()
    told = (adjustments.trouble,) if adjustments.trouble else ()
    return Person(settings, adjustments, (*troubles, *told))
