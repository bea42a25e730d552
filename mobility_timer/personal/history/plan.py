"""A routine as it was played, as plain text, and back: what goes on later is the same routine."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mobility_timer.routine import Drill, Routine, Side, keys_of


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
    entries = dict(zip(keys_of(written), written.drills, strict=True))
    try:
        plan = json.loads(text)
        ids = [planned["id"] for planned in plan["drills"]]
        found = map(_Finder(entries, drills).find, ids)
        made = tuple(map(_drill, found, plan["drills"]))
        return replace(written, drills=made, rounds=plan["rounds"], wait_for_me=plan["wait"])
    except (KeyError, TypeError, ValueError):
        return None


class _Finder:
    """The drills of a routine by their ids, one entry after the other; else those at hand.

    A drill that was drawn stands where its list stands.
    """

    def __init__(self, entries: Mapping[str, Drill], drills: Mapping[str, Drill]) -> None:
        self._left = dict(entries)
        self._last: dict[str, Drill] = {}
        self._drills = drills

    def find(self, id: str) -> Drill:
        for key, entry in self._left.items():
            among = {drill.id: drill for drill in (*entry.drawn_from, entry)}
            if id in among:
                del self._left[key]
                self._last[id] = replace(
                    among[id], block=entry.block, rest_after_ms=entry.rest_after_ms
                )
                return self._last[id]
        return self._last.get(id) or self._drills[id]


def _drill(drill: Drill, planned: Mapping[str, Any]) -> Drill:
    drill = drill.with_amount(planned["amount"])
    tempo = zip(drill.tempo, planned["tempo"], strict=True)
    return replace(
        drill,
        order=tuple(Side(side) for side in planned["order"]),
        tempo=tuple(replace(phase, ms=ms) for phase, ms in tempo),
        rounds=planned["rounds"],
    )
