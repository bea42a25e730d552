"""What a kept change of a drill replaced, and where the file says something else by now.

Values of the file are told as a DrillChange too: the dose, the tempo, the sets and the first side
that are written there. A field that is unset is about nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from mobility_timer.routine import UNCHANGED, Adjustments, Drill, DrillChange, Routine, keys_of

_FIELDS = ("amount", "tempo", "rounds", "first_side")
_Test = Callable[[str], bool]


def written_in(routine: Routine) -> dict[str, DrillChange]:
    """What the file says of each drill, by its key."""
    return {
        key: _written(drill) for key, drill in zip(keys_of(routine), routine.drills, strict=True)
    }


def replaced_by(
    before: Adjustments,
    changes: Adjustments,
    replaced: Mapping[str, DrillChange],
    written: Mapping[str, DrillChange],
) -> dict[str, DrillChange]:
    """For each change what the file said when it was made."""
    found = dict(replaced)
    for key, now in written.items():
        was = found.pop(key, UNCHANGED)
        kept = _replaced(before.of(key), changes.of(key), was, now)
        if kept != UNCHANGED:
            found[key] = kept
    return found


def stepped_back(mine: DrillChange, replaced: DrillChange, written: DrillChange) -> DrillChange:
    """Those of my changes that replaced something else than the file says now."""

    def steps_back(field: str) -> bool:
        was, now, chosen = (getattr(change, field) for change in (replaced, written, mine))
        return bool(was and chosen and was != now and chosen != now)

    return _only(mine, steps_back)


def without_fields(change: DrillChange, taken: DrillChange) -> DrillChange:
    """The change without the fields that are set in `taken`."""
    rest = _only(change, lambda field: not getattr(taken, field))
    return replace(change, **{field: getattr(rest, field) for field in _FIELDS})


def without_changes(changes: Adjustments, taken: Mapping[str, DrillChange]) -> Adjustments:
    """The changes without the fields that are set in `taken`, by the drill's key."""
    for key, fields in taken.items():
        changes = changes.with_drill(key, without_fields(changes.of(key), fields))
    return changes


def only_changed(changes: Adjustments, routine: Routine) -> Adjustments:
    """The changes without doses, tempi, sets and first sides that are written so anyway."""
    for key, written in written_in(routine).items():
        change = changes.of(key)
        if change.swapped_for is None:
            changes = changes.with_drill(key, without_fields(change, _as_written(change, written)))
    return changes


def common_fields(change: DrillChange, other: DrillChange) -> DrillChange:
    """The doses, tempi, sets and first sides that are the same in both changes."""
    return _only(change, lambda field: bool(getattr(change, field) == getattr(other, field)))


def _replaced(
    before: DrillChange, mine: DrillChange, was: DrillChange, now: DrillChange
) -> DrillChange:
    values = {}
    for field in _FIELDS:
        if getattr(mine, field):
            is_new = getattr(mine, field) != getattr(before, field) or not getattr(was, field)
            values[field] = getattr(now if is_new else was, field)
    return DrillChange(**values)


def _as_written(change: DrillChange, written: DrillChange) -> DrillChange:
    whole = replace(change, tempo={**written.tempo, **change.tempo} if change.tempo else {})
    same = common_fields(whole, written)
    return replace(same, tempo=change.tempo if same.tempo else {})


def _written(drill: Drill) -> DrillChange:
    return DrillChange(
        amount=drill.dose.amount,
        tempo={phase.name: phase.ms for phase in drill.tempo},
        rounds=drill.rounds,
        first_side=drill.order[0] if len(drill.order) == 2 else None,
    )


def _only(change: DrillChange, keeps: _Test) -> DrillChange:
    return DrillChange(**{field: getattr(change, field) for field in _FIELDS if keeps(field)})
