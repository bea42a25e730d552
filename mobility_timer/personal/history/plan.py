"""A routine as it was played, as plain text, and back: what goes on later is the same routine."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mobility_timer.routine import Drill, Routine, Side


def to_text(routine: Routine) -> str:
    """Its drills with their doses, sides, tempo and sets; not what is written in their files."""
    drills = [
        {
            "id": drill.id,
            "amount": drill.dose.amount,
            "order": [side.value for side in drill.order],
            "tempo": [phase.ms for phase in drill.tempo],
            "rounds": drill.rounds,
        }
        for drill in routine.drills
    ]
    return json.dumps({"drills": drills, "rounds": routine.rounds, "wait": routine.wait_for_me})


def from_text(text: str, written: Routine, drills: Mapping[str, Drill]) -> Routine | None:
    """The routine that was played, made again from the one that is written.

    None where it is no longer what it was: a drill is gone, or its tempo has other phases.
    """
    known = {**drills, **{drill.id: drill for drill in written.drills}}
    try:
        plan = json.loads(text)
        made = tuple(_drill(planned, known) for planned in plan["drills"])
        return replace(written, drills=made, rounds=plan["rounds"], wait_for_me=plan["wait"])
    except (KeyError, TypeError, ValueError):
        return None


def _drill(planned: Mapping[str, Any], known: Mapping[str, Drill]) -> Drill:
    drill = known[planned["id"]].with_amount(planned["amount"])
    tempo = zip(drill.tempo, planned["tempo"], strict=True)
    return replace(
        drill,
        order=tuple(Side(side) for side in planned["order"]),
        tempo=tuple(replace(phase, ms=ms) for phase, ms in tempo),
        rounds=planned["rounds"],
    )
