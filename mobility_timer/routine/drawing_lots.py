"""Drills drawn at random from the lists that a routine gives."""

from __future__ import annotations

from dataclasses import replace

from mobility_timer.routine.model import Drill, Routine


def drawn(routine: Routine, seed: str) -> Routine:
    """The routine with one drill drawn from each of its lists; the same for the same seed.

    No drill comes twice while the lists hold others. An empty seed leaves the first of each list.
    """
    if not seed or not any(drill.drawn_from for drill in routine.drills):
        return routine
    from random import Random  # not worth its time at a start where nothing is drawn

    lots = Random(f"{seed} {routine.id}")
    used = {drill.id for drill in routine.drills if not drill.drawn_from}
    drills: list[Drill] = []
    for drill in routine.drills:
        if drill.drawn_from:
            fresh = [other for other in drill.drawn_from if other.id not in used]
            chosen = lots.choice(fresh or drill.drawn_from)
            used.add(chosen.id)
            drill = _in_place_of(drill, chosen)
        drills.append(drill)
    return replace(routine, drills=tuple(drills))


def _in_place_of(drill: Drill, chosen: Drill) -> Drill:
    return replace(
        chosen,
        block=drill.block,
        rest_after_ms=drill.rest_after_ms,
        drawn_from=drill.drawn_from,
    )
