"""What was chosen for a drill beside what its file says, in words."""

from __future__ import annotations

from mobility_timer.routine import Drill, DrillChange, Side
from mobility_timer.words import preview


def differences(drill: Drill, change: DrillChange) -> list[tuple[str, str]]:
    """For the dose, the tempo, the sets and the first side: what was chosen and what is written.

    What was chosen as it is written is left out.
    """
    pairs = []
    if change.amount is not None:
        pairs.append((str(change.amount), str(drill.dose.amount)))
    if change.tempo:
        ms = sum(change.tempo.get(phase.name, phase.ms) for phase in drill.tempo)
        pairs.append((preview.tempo(ms / 1000), preview.tempo(drill.rep_ms / 1000)))
    if change.rounds is not None:
        pairs.append((preview.sets(change.rounds), preview.sets(drill.rounds)))
    if change.first_side is not None:
        pairs.append((_first(change.first_side), _first(drill.order[0])))
    return [(chosen, written) for chosen, written in pairs if chosen != written]


def _first(side: Side) -> str:
    return preview.LEFT_FIRST if side is Side.LEFT else preview.RIGHT_FIRST
