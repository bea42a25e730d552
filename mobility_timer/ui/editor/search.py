"""Which drills of the catalogue a person means by a few words and chips."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mobility_timer.routine import Drill, Origin
from mobility_timer.ui import describe
from mobility_timer.words import drill_names

_APART = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class DrillsWanted:
    """What the catalogue is narrowed to."""

    text: str = ""
    targets: frozenset[str] = frozenset()
    standing: bool = False
    no_equipment: bool = False
    yours: bool = False

    def keeps(self, drill: Drill) -> bool:
        return (
            (not self.targets or not self.targets.isdisjoint(drill.targets))
            and not (self.standing and drill.on_floor)
            and not (self.no_equipment and not describe.is_at_hand(drill.needs))
            and not (self.yours and drill.origin is not Origin.USER)
        )


def found(drills: Iterable[Drill], wanted: DrillsWanted) -> tuple[Drill, ...]:
    """The drills that are meant, those whose name says it before the others."""
    ranked = ((rank(drill, wanted.text), drill) for drill in drills if wanted.keeps(drill))
    meant = [(place, drill) for place, drill in ranked if place is not None]
    return tuple(drill for _, drill in sorted(meant, key=lambda m: (m[0], m[1].name.lower())))


def rank(drill: Drill, text: str) -> int | None:
    """How near a drill is to a text: 0 for its name, then other names, what it works; or None."""
    words = _words(text)
    if not words:
        return 0
    also = drill_names.ALSO_CALLED.get(drill.id, ())
    tiers = (
        (drill.name, drill.short, drill.id),
        also,
        (*drill.targets, *drill.muscles, drill.position.value, *drill.needs),
    )
    known: list[str] = []
    for place, tier in enumerate(tiers):
        known += [word for said in tier for word in _words(said)]
        joined = ["".join(_words(said)) for said in tier]
        begins = all(any(one.startswith(word) for one in known) for word in words)
        if begins or any("".join(words) in one for one in joined):
            return place
    return None


def _words(text: str) -> list[str]:
    return [word for word in _APART.split(text.lower()) if word]
