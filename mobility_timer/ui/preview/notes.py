"""What there is to read beside the drills: what hurts, what was prescribed, what does not fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from mobility_timer.routine import Occasion, Routine, check_routine
from mobility_timer.timeline import minutes_seconds
from mobility_timer.ui.preview.view_model import PreviewModel
from mobility_timer.words import preview

LengthOf = Callable[[Routine], int | None]


def to_heed(original: Routine, hurting: Mapping[str, int]) -> Iterator[str]:
    """What hurts: the rule of the file, and what hurt so often in a row, by the drills' ids."""
    if original.pain:
        yield original.pain
    for drill in original.drills:
        if drill.id in hurting:
            yield preview.hurt_lately(drill.name, hurting[drill.id])


def to_know(model: PreviewModel, length_of: LengthOf) -> Iterator[str]:
    """What the file has to say, the remarks of the checks, and what is done on the floor.

    `length_of` gives the length of a routine in ms, or None now and a call later.
    """
    yield from _prescribed(model.original)
    yield from (remark.text for remark in check_routine(model.routine))
    if not model.routine.drills:
        yield preview.NOTHING_LEFT
    floor = sum(drill.on_floor for drill in model.routine.drills)
    if floor and not model.changes.standing_only:
        yield _about_floor(model, floor, length_of)


def _prescribed(original: Routine) -> Iterator[str]:
    """What the routine's file has for the person to read, and what was drawn from its lists."""
    yield preview.so_often(original.per_week, original.per_day)
    yield "\n".join(original.notes)
    for drill in original.drills:
        others = [other.name for other in drill.drawn_from if other.id != drill.id]
        if others:
            yield preview.drawn_today(drill.name, others)


def _about_floor(model: PreviewModel, floor: int, length_of: LengthOf) -> str:
    before_run = Occasion.BEFORE_RUN in model.original.occasions
    said = "" if before_run else preview.to_the_floor(floor)
    standing = model.standing(True)
    length = length_of(standing.routine) if standing.routine.drills else None
    changed = standing.differing_from(model)
    takes = preview.standing_only(minutes_seconds(length), *changed) if length else ""
    return " ".join(part for part in (said, takes) if part)
