"""What was chosen beside what is written, one thing at a time, in words, and how it goes back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from mobility_timer.routine import Adjustments, Drill, DrillChange, Routine, Side, keys_of
from mobility_timer.words import preview

_OF_THE_DOSE = ("amount", "tempo", "rounds", "first_side")
_OF_THE_ROUTINE = ("standing_only", "rounds", "wait_for_me")


@dataclass(frozen=True)
class Difference:
    """One thing that was chosen. `key` is the drill's, empty for the routine as a whole.

    `field` is the one of its DrillChange or of the Adjustments. `name` is what was changed,
    `before` what was there; both are empty where `chosen` says all.
    """

    key: str
    field: str
    name: str
    chosen: str
    before: str

    @property
    def told(self) -> str:
        if not self.before:
            return self.chosen
        return preview.instead(self.name, self.chosen, self.before)


def differences(
    routine: Routine,
    drills: Mapping[str, Drill],
    chosen: Adjustments,
    before: Adjustments | None = None,
) -> tuple[Difference, ...]:
    """All that `chosen` has otherwise than `before`, else than the routine as written.

    `drills` are those that may be swapped in, by id.
    """
    before = before or Adjustments()
    found = list(_of_the_routine(routine, chosen, before))
    for key, drill in zip(keys_of(routine), routine.drills, strict=True):
        found += _of_a_drill(key, drill, drills, chosen.of(key), before.of(key))
    return tuple(found)


def of_dose(drill: Drill, chosen: DrillChange) -> tuple[Difference, ...]:
    """What of a drill's dose, tempo, sets and first side is otherwise than written."""
    return tuple(_of_the_dose("", drill, chosen, DrillChange()))


def taken_back(changes: Adjustments, one: Difference, to: Adjustments) -> Adjustments:
    """The changes with one thing as it is in `to`; with a swap goes all that was chosen with it."""
    if not one.key:
        return replace(changes, **_field(to, one.field))
    if one.field == "swapped_for":
        return changes.with_drill(one.key, to.of(one.key))
    return changes.with_drill(
        one.key, replace(changes.of(one.key), **_field(to.of(one.key), one.field))
    )


def same(one: Difference, mine: Adjustments, other: Adjustments) -> bool:
    """Whether this one thing is alike in both."""
    here, there = (it.of(one.key) if one.key else it for it in (mine, other))
    return bool(getattr(here, one.field) == getattr(there, one.field))


def _field(value: Adjustments | DrillChange, name: str) -> dict[str, Any]:
    return {name: getattr(value, name)}


def _of_the_routine(
    routine: Routine, chosen: Adjustments, before: Adjustments
) -> Iterator[Difference]:
    for field in _OF_THE_ROUTINE:
        now, was = getattr(chosen, field), getattr(before, field)
        if now == was:
            continue
        if field == "rounds":
            rounds = (preview.rounds(it or routine.rounds) for it in (now, was))
            yield Difference("", field, "", *rounds)
        elif field == "standing_only":
            yield Difference("", field, "", preview.STANDING if now else preview.FLOOR_TOO, "")
        else:
            waits = not was if now is None else now
            yield Difference("", field, "", preview.WAITS if waits else preview.GOES_ON, "")


def _of_a_drill(
    key: str, drill: Drill, drills: Mapping[str, Drill], chosen: DrillChange, before: DrillChange
) -> Iterator[Difference]:
    shown = drills.get(chosen.swapped_for or "", drill)
    if chosen.left_out != before.left_out:
        told = preview.without if chosen.left_out else preview.with_again
        yield Difference(key, "left_out", "", told(shown.name), "")
    if chosen.swapped_for != before.swapped_for:
        was = drills.get(before.swapped_for or "", drill)
        if was.id != shown.id:
            yield Difference(key, "swapped_for", shown.short, "", was.short)
        before = DrillChange()
    yield from _of_the_dose(key, shown, chosen, before)


def _of_the_dose(
    key: str, drill: Drill, chosen: DrillChange, before: DrillChange
) -> Iterator[Difference]:
    now, was = _dose_of(drill, chosen), _dose_of(drill, before)
    for field in _OF_THE_DOSE:
        if now[field] != was[field]:
            told = _dose_told(now)[field], _dose_told(was)[field]
            yield Difference(key, field, drill.short, *told)


def _dose_of(drill: Drill, change: DrillChange) -> dict[str, Any]:
    return {
        "amount": drill.dose.amount if change.amount is None else change.amount,
        "tempo": tuple(change.tempo.get(phase.name, phase.ms) for phase in drill.tempo),
        "rounds": change.rounds or drill.rounds,
        "first_side": change.first_side or drill.order[0],
    }


def _dose_told(dose: Mapping[str, Any]) -> dict[str, str]:
    left = dose["first_side"] is Side.LEFT
    return {
        "amount": str(dose["amount"]),
        "tempo": preview.tempo(sum(dose["tempo"]) / 1000),
        "rounds": preview.sets(dose["rounds"]),
        "first_side": preview.LEFT_FIRST if left else preview.RIGHT_FIRST,
    }
