"""What Home shows of a library, as this person does it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from mobility_timer.frozen import frozen
from mobility_timer.personal import effective_routine
from mobility_timer.ui.home.entries import HomeEntry, Proposal, entries, proposals
from mobility_timer.ui.home.motifs import motifs, other_motifs
from mobility_timer.words import home

if TYPE_CHECKING:
    from mobility_timer.library import Broken, Library
    from mobility_timer.routine import Drill, Routine
    from mobility_timer.ui.shell.context import Context


@frozen
class HomeContent:
    """The effective routines, the files with faults, what the cards propose, and the marks of
    routines that are not as their files have them, by id."""

    routines: tuple[Routine, ...]
    broken: tuple[Broken, ...]
    offers: tuple[Proposal, ...]
    marks: Mapping[str, str]

    @cached_property
    def entries(self) -> tuple[HomeEntry, ...]:
        """The rows of the list."""
        return entries(self.routines, self.broken, self.marks)

    @cached_property
    def motifs(self) -> Mapping[str, Drill]:
        """The drill that stands for a routine on its card, by the routine's id."""
        return motifs(self.routines)

    @cached_property
    def row_motifs(self) -> Mapping[str, Drill]:
        """The drill that stands for a routine in the list: another one than on its card, or that
        one on its other side."""
        on_cards = [offer.routine for offer in self.offers]
        return {**self.motifs, **other_motifs(on_cards, self.motifs)}


def content_of(library: Library, context: Context) -> HomeContent:
    """What Home shows of the library by the person's changes, settings and record."""
    settings = context.settings.value
    changed = context.adjustments.now_for_all(library.routines.values())
    routines = tuple(
        effective_routine(routine, changed[routine.id][0], settings, library.drills)
        for routine in library.routines.values()
    )
    marks = {
        id: home.CHANGED_TODAY if today else home.CHANGED
        for id, (changes, today) in changed.items()
        if changes
    }
    offers = proposals(routines, context.history.last_routines(), marks)
    return HomeContent(routines, library.broken, offers, marks)
