"""What Home offers: a routine for each occasion, and the list of all with its filters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mobility_timer.frozen import frozen
from mobility_timer.routine import Occasion, Origin, Routine
from mobility_timer.ui import describe
from mobility_timer.words import drill_names, home

if TYPE_CHECKING:
    from mobility_timer.library import Broken

OCCASIONS = (
    Occasion.BEFORE_RUN,
    Occasion.AFTER_RUN,
    Occasion.REST_DAY,
    Occasion.SHORT_OF_TIME,
)
MINUTES = (5, 10, 15, 20)

_FIRST = {
    Occasion.BEFORE_RUN: "before-a-run",
    Occasion.AFTER_RUN: "after-a-run",
    Occasion.REST_DAY: "ankles-and-hips",
    Occasion.SHORT_OF_TIME: "five-minutes",
}


@frozen
class HomeEntry:
    """One row of the list: a routine, or a file of the user's that has faults.

    `mark` says that the routine is not as its file has it; empty where it is.
    """

    routine: Routine | None = None
    broken: Broken | None = None
    mark: str = ""

    @property
    def name(self) -> str:
        if self.routine:
            return self.routine.name
        return Path(self.broken.path).name if self.broken else ""

    @property
    def facts(self) -> str:
        if self.routine:
            return marked(describe.facts(self.routine), self.mark)
        count = len(self.broken.faults) if self.broken else 0
        if self.broken and self.broken.still_used:
            return home.figure_may_not_fit(count)
        return home.cannot_be_used(count)

    def is_found_by(self, search: str) -> bool:
        """Whether all words of the search stand somewhere in what is said about it."""
        return all(word in self._text for word in search.casefold().split())

    @cached_property
    def _text(self) -> str:
        if self.routine is None:
            return self.name.casefold()
        routine = self.routine
        drills = (drill.name for drill in routine.drills)
        when = (occasion.value for occasion in routine.occasions)
        ids = (routine.id, *(drill.id for drill in routine.drills))
        names = (drill.spoken for drill in routine.drills)
        called = (name for id in ids for name in drill_names.ALSO_CALLED.get(id, ()))
        also = (*called, *ids, *(id.replace("-", " ") for id in ids), *names)
        parts = (
            self.name,
            routine.summary,
            *drills,
            *also,
            *when,
            *routine.targets,
            *routine.needs,
        )
        return " ".join(parts).casefold()


class Proposal(NamedTuple):
    """What a card offers."""

    occasion: Occasion
    routine: Routine
    mark: str = ""


class Filters(NamedTuple):
    """What the list is narrowed to; all of it must hold. `minutes` 0 means any length."""

    targets: frozenset[str] = frozenset()
    standing: bool = False
    no_equipment: bool = False
    minutes: int = 0
    yours: bool = False
    search: str = ""

    @property
    def is_empty(self) -> bool:
        return self == Filters()

    def keeps(self, entry: HomeEntry) -> bool:
        """Whether the entry is shown, its length aside. A broken file is yours, and no more."""
        if self.search and not entry.is_found_by(self.search):
            return False
        routine = entry.routine
        if routine is None:
            return not (self.targets or self.standing or self.no_equipment or self.minutes)
        return (
            self.targets <= set(routine.targets)
            and not (self.standing and routine.on_floor)
            and not (self.no_equipment and not describe.is_at_hand(routine.needs))
            and not (self.yours and routine.origin is not Origin.USER)
        )

    def fits(self, length: int) -> bool:
        """Whether a length in ms is within the minutes; a few seconds over are forgiven."""
        return not self.minutes or length <= self.minutes * 60_000 + 30_000


def marked(facts: str, mark: str) -> str:
    return f"{facts} · {mark}" if mark else facts


def proposals(
    routines: Sequence[Routine], last: Mapping[str, str], marks: Mapping[str, str]
) -> tuple[Proposal, ...]:
    """For each occasion the routine that was last done for it, else the one to begin with."""
    found: list[Proposal] = []
    for occasion in OCCASIONS:
        meant = {routine.id: routine for routine in routines if occasion in routine.occasions}
        wanted = (last.get(occasion.value, ""), _FIRST[occasion], *meant)
        known = (meant[id] for id in wanted if id in meant)
        found += [
            Proposal(occasion, routine, marks.get(routine.id, "")) for routine in list(known)[:1]
        ]
    return tuple(found)


def entries(
    routines: Iterable[Routine], broken: Iterable[Broken], marks: Mapping[str, str]
) -> tuple[HomeEntry, ...]:
    """The rows of the list: what is broken first, then the routines by name."""
    by_name = sorted(routines, key=_as_read)
    return (
        *(HomeEntry(broken=one) for one in broken),
        *(HomeEntry(routine, mark=marks.get(routine.id, "")) for routine in by_name),
    )


def _as_read(routine: Routine) -> tuple[list[str | int], str]:
    """A key that puts "Hips 9" before "Hips 10"."""
    parts = re.split(r"(\d+)", routine.name.casefold())
    return [int(part) if place % 2 else part for place, part in enumerate(parts)], routine.id
