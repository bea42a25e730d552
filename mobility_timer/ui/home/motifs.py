"""Which drill stands for a routine on Home: the one that tells it apart from the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mobility_timer.routine import Drill, Routine


def motifs(routines: Sequence[Routine]) -> Mapping[str, Drill]:
    """A drill with a motion for each routine, by the routine's id: what is shown least often so
    far, and then what is rarest among all. Routines with few drills to choose from choose first."""
    met = Counter(motion for routine in routines for motion in _motions(routine))
    used: Counter[str] = Counter()
    found: dict[str, Drill] = {}
    for routine in sorted(routines, key=lambda each: (len(_motions(each)), each.id)):
        drills = [drill for drill in routine.drills if drill.motion]
        if drills:
            chosen = min(drills, key=lambda it: used[it.motion or ""] * 100 + met[it.motion or ""])
            used[chosen.motion or ""] += 1
            found[routine.id] = chosen
    return found


def other_motifs(routines: Sequence[Routine], shown: Mapping[str, Drill]) -> Mapping[str, Drill]:
    """For each routine, by its id, a drill with a motion that is `shown` for none; where all of
    its drills are shown, its own on the other side."""
    used = {drill.motion for drill in shown.values()}
    found: dict[str, Drill] = {}
    for routine in routines:
        free = [drill for drill in routine.drills if drill.motion and drill.motion not in used]
        if free:
            found[routine.id] = free[0]
            used.add(free[0].motion)
        elif routine.id in shown:
            own = shown[routine.id]
            found[routine.id] = replace(own, order=own.order[::-1])
    return found


def _motions(routine: Routine) -> frozenset[str]:
    return frozenset(drill.motion for drill in routine.drills if drill.motion)
