"""What a person changed in a routine for themselves: kept beside it, never written into it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING, NamedTuple, Self

from mobility_timer.frozen import frozen
from mobility_timer.routine.limits import (
    MOST_ROUNDS,
    QUICKEST_PHASE_MS,
    SLOWEST_PHASE_MS,
    dose_bounds,
    too_long,
)
from mobility_timer.routine.model import Drill, Origin, Routine, Side, Sides

if TYPE_CHECKING:
    from mobility_timer.routine.fitting import Fitted

_AT_HAND = ("wall", "chair")


@frozen
class DrillChange:
    """What differs in one drill; None where nothing does. `swapped_for` is a drill's id."""

    left_out: bool = False
    swapped_for: str | None = None
    amount: int | None = None
    tempo: Mapping[str, int] = field(default_factory=dict)
    rounds: int | None = None
    first_side: Side | None = None


UNCHANGED = DrillChange()


@frozen
class Adjustments:
    """What differs from a routine, drill by drill under the keys of `keys_of`.

    `standing_only` swaps or leaves out what goes to the floor when they are applied. `lot` is the
    day for which drills are drawn from lists; it is no change.
    """

    drills: Mapping[str, DrillChange] = field(default_factory=dict)
    rounds: int | None = None
    wait_for_me: bool | None = None
    standing_only: bool = False
    lot: str = field(default="", compare=False)

    def __bool__(self) -> bool:
        return self != Adjustments()

    def of(self, key: str) -> DrillChange:
        return self.drills.get(key, UNCHANGED)

    def with_drill(self, key: str, change: DrillChange) -> Self:
        """The same, with this change of one drill in place of an earlier one."""
        drills = {**self.drills, key: change}
        return replace(self, drills={k: c for k, c in drills.items() if c != UNCHANGED})

    def with_amount(self, key: str, amount: int) -> Self:
        return self.with_drill(key, replace(self.of(key), amount=amount))

    def with_tempo(self, key: str, tempo: Mapping[str, int]) -> Self:
        """`tempo` gives milliseconds for phases by name."""
        return self.with_drill(key, replace(self.of(key), tempo=dict(tempo)))

    def with_rounds(self, key: str, rounds: int) -> Self:
        return self.with_drill(key, replace(self.of(key), rounds=rounds))

    def with_first_side(self, key: str, side: Side) -> Self:
        return self.with_drill(key, replace(self.of(key), first_side=side))

    def with_left_out(self, key: str, left_out: bool = True) -> Self:
        return self.with_drill(key, replace(self.of(key), left_out=left_out))

    def with_swap(self, key: str, id: str | None) -> Self:
        """Another drill in its place, at its own dose; None for the drill of the routine."""
        return self.with_drill(key, DrillChange(swapped_for=id))


def keys_of(routine: Routine) -> tuple[str, ...]:
    """A key for each drill that stays the same when others come and go: its id, then id#2."""
    seen: Counter[str] = Counter()
    keys = []
    for drill in routine.drills:
        seen[drill.id] += 1
        number = seen[drill.id]
        keys.append(drill.id if number == 1 else f"{drill.id}#{number}")
    return tuple(keys)


class Adjusted(NamedTuple):
    """The routine as adjusted, and for each of its drills the key in the original.

    It has no drills when all are left out.
    """

    routine: Routine
    keys: tuple[str, ...]


def adjust(routine: Routine, changes: Adjustments, drills: Mapping[str, Drill]) -> Adjusted:
    """The routine with the changes of its drills and rounds; what no longer fits is passed over.

    Rounds that would make it last longer than a routine may are passed over as well. Whether it
    waits for the user is settled together with the settings, in `personal`.
    """
    for possible in (changes, _once_through(changes), Adjustments()):
        adjusted = _adjust(routine, possible, drills)
        if not too_long(adjusted.routine):
            break
    return adjusted


def _once_through(changes: Adjustments) -> Adjustments:
    by_key = {key: replace(change, rounds=None) for key, change in changes.drills.items()}
    return replace(changes, drills=by_key, rounds=None)


def _adjust(routine: Routine, changes: Adjustments, drills: Mapping[str, Drill]) -> Adjusted:
    kept: list[tuple[str, Drill]] = []
    for key, drill in zip(keys_of(routine), routine.drills, strict=True):
        change = changes.of(key)
        if not change.left_out:
            kept.append((key, _changed(drill, change, drills)))
    if changes.standing_only:
        kept = _standing(kept, drills)
    adjusted = replace(
        routine,
        drills=tuple(drill for _, drill in kept),
        rounds=_within(changes.rounds or routine.rounds, 1, MOST_ROUNDS),
    )
    return Adjusted(adjusted, tuple(key for key, _ in kept))


def after_fit(changes: Adjustments, adjusted: Adjusted, fitted: Fitted) -> Adjustments:
    """The changes that lead to a fitted routine; `adjusted` is what was fitted."""
    for index, key in enumerate(adjusted.keys):
        if index not in fitted.kept:
            changes = changes.with_left_out(key)
    for index, drill in zip(fitted.kept, fitted.routine.drills, strict=True):
        if drill.dose.amount != adjusted.routine.drills[index].dose.amount:
            changes = changes.with_amount(adjusted.keys[index], drill.dose.amount)
    if fitted.routine.rounds != adjusted.routine.rounds:
        changes = replace(changes, rounds=fitted.routine.rounds)
    return changes


def alternatives(drill: Drill, drills: Mapping[str, Drill]) -> tuple[Drill, ...]:
    """Bundled drills that work on the same, the most alike first."""

    def unlike(other: Drill) -> tuple[object, ...]:
        return (
            -len(set(drill.targets) & set(other.targets)),
            other.position is not drill.position,
            other.is_hold is not drill.is_hold,
            len(set(other.needs) - set(drill.needs)),
            other.name,
        )

    same = (
        other
        for other in drills.values()
        if other.id != drill.id
        and other.origin is Origin.BUNDLED
        and other.motion is not None
        and drill.targets[:1] == other.targets[:1]
    )
    return tuple(sorted(same, key=unlike))


def nearest_amount(drill: Drill, amount: int) -> int:
    """The dose nearest to `amount` that the drill can have."""
    free = drill.is_hold and drill.sides is not Sides.ALTERNATE
    whole = amount if free else amount // drill.dose_step * drill.dose_step
    return _within(whole, *dose_bounds(drill))


def scaled_tempo(drill: Drill, factor: float) -> dict[str, int]:
    """The drill's phases so many times as long, in tenths of a second."""
    return {p.name: _phase_ms(round(p.ms * factor / 100) * 100) for p in drill.tempo}


def _changed(drill: Drill, change: DrillChange, drills: Mapping[str, Drill]) -> Drill:
    if change.swapped_for is not None:
        other = drills.get(change.swapped_for)
        if other is None:
            return drill
        drill = _in_place_of(drill, other)
    if change.amount is not None:
        drill = drill.with_amount(nearest_amount(drill, change.amount))
    if change.tempo:
        ms = {name: _phase_ms(ms) for name, ms in change.tempo.items()}
        drill = replace(
            drill, tempo=tuple(replace(p, ms=ms.get(p.name, p.ms)) for p in drill.tempo)
        )
    if change.rounds is not None:
        drill = replace(drill, rounds=_within(change.rounds, 1, MOST_ROUNDS))
    if change.first_side is not None and len(drill.order) == 2:
        drill = replace(drill, order=(change.first_side, change.first_side.other))
    return drill


def _in_place_of(drill: Drill, other: Drill) -> Drill:
    """The other drill in the block of the first one, with the rest that follows it."""
    return replace(other, block=drill.block, rest_after_ms=drill.rest_after_ms)


def _standing(
    kept: Iterable[tuple[str, Drill]], drills: Mapping[str, Drill]
) -> list[tuple[str, Drill]]:
    """What goes to the floor swapped for a standing drill that is not there yet, or left out."""
    kept = list(kept)
    used = {drill.id for _, drill in kept}
    at_hand = {*_AT_HAND, *(need for _, drill in kept for need in drill.needs)}
    standing = []
    for key, drill in kept:
        found = _upright(drill, drills, used, at_hand) if drill.on_floor else drill
        if found is not None:
            used.add(found.id)
            standing.append((key, _in_place_of(drill, found)))
    return standing


def _upright(
    drill: Drill, drills: Mapping[str, Drill], used: set[str], at_hand: set[str]
) -> Drill | None:
    for other in alternatives(drill, drills):
        new = other.id not in used
        if new and not other.on_floor and at_hand.issuperset(other.needs):
            return other
    return None


def _phase_ms(ms: int) -> int:
    return _within(ms, QUICKEST_PHASE_MS, SLOWEST_PHASE_MS)


def _within(value: int, low: int, high: int) -> int:
    return max(low, min(high, value))
