"""What there is to know of a routine before it is started."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mobility_timer.routine import Routine, check_routine
from mobility_timer.ui.preview.view_model import PreviewModel
from mobility_timer.words import preview


def notes_of(model: PreviewModel, about_floor: str, hurting: Mapping[str, int]) -> list[str]:
    """`about_floor` is said of drills on the floor, `hurting` counts by a drill's id how often in
    a row it hurt."""
    found = [*_prescribed(model.original), *(it.text for it in check_routine(model.routine))]
    if not model.routine.drills:
        found.append(preview.NOTHING_LEFT)
    found.append(about_floor)
    found += [
        preview.hurt_lately(drill.name, hurting[drill.id])
        for drill in model.original.drills
        if drill.id in hurting
    ]
    return found


def _prescribed(original: Routine) -> Iterator[str]:
    """What the routine's file has for the person to read, and what was drawn from its lists."""
    yield preview.so_often(original.per_week, original.per_day)
    yield original.pain
    yield "\n".join(original.notes)
    for drill in original.drills:
        others = [other.name for other in drill.drawn_from if other.id != drill.id]
        if others:
            yield preview.drawn_today(drill.name, others)
