"""How much of a drill a step asks for, and how it is done: each change gives another step.

`drill` is the drill as the step has it now, `own` the one of the catalogue that it names, None
for a drill that is written out. What is as in the catalogue need not be said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from mobility_timer.editing.draft import DraftStep, Keys
from mobility_timer.routine import (
    MOST_ROUNDS,
    Counts,
    Drill,
    Ends,
    Side,
    Sides,
    dose_bounds,
    nearest_amount,
    scaled_tempo,
)

_KEYS_OF_COUNTS = {Counts.REPS: "reps", Counts.STEPS: "steps", Counts.METRES: "distance"}
_DOSE_KEYS = ("hold", *_KEYS_OF_COUNTS.values())
_BRISK_TIMES, _SLOWER_TIMES = 2 / 3, 1.5
PACES = {"slower": _SLOWER_TIMES, "as-written": 1.0, "brisk": _BRISK_TIMES}


def with_amount(step: DraftStep, drill: Drill, amount: int) -> DraftStep:
    """Another dose; what differs by set or by side moves along with it."""
    dose, moved = drill.dose, drill.with_amount(nearest_amount(drill, amount))
    if dose.right_offsets is not None:
        of = {side.value: _amounts_of_sets(moved, side) for side in Side}
        return _with_dose(_without_sets(step) if dose.offsets else step, drill, of)
    if dose.offsets:
        sets = [moved.amount_of(at, None) for at in range(drill.rounds)]
        return with_set_amounts(step, drill, sets)
    return _with_dose(step, drill, str(moved.dose.amount))


def with_set_amounts(step: DraftStep, drill: Drill, amounts: Sequence[int]) -> DraftStep:
    """A set for each of these amounts, as many as a drill may have."""
    low, high = dose_bounds(drill)
    within = [str(min(max(amount, low), high)) for amount in amounts[:MOST_ROUNDS]]
    return _with_dose(_without_sets(step), drill, within)


def with_side_amounts(step: DraftStep, drill: Drill, left: int, right: int) -> DraftStep:
    """Another dose for each side, of a drill whose sides follow each other."""
    low, high = dose_bounds(drill)
    of = {side.value: min(max(n, low), high) for side, n in zip(Side, (left, right), strict=True)}
    if of["left"] == of["right"]:
        return _with_dose(step, drill, str(of["left"]))
    return _with_dose(step, drill, {side: str(amount) for side, amount in of.items()})


def with_sets(step: DraftStep, drill: Drill, sets: int, own: Drill | None) -> DraftStep:
    """So many sets; where each has its own dose, the last one's goes on."""
    sets = min(max(sets, 1), MOST_ROUNDS)
    if drill.dose.right_offsets is not None and drill.dose.offsets:
        now = replace(drill, rounds=sets)
        of = {side.value: _amounts_of_sets(now, side) for side in Side}
        return _with_dose(_without_sets(step), drill, of)
    if drill.dose.offsets:
        amounts = [drill.amount_of(at, None) for at in range(sets)]
        return with_set_amounts(step, drill, amounts)
    usual = 1 if own is None else own.rounds
    return _without_sets(step).with_key("sets", None if sets == usual else str(sets))


def with_rest(step: DraftStep, rest_ms: int, own: Drill | None) -> DraftStep:
    """The time after each set."""
    usual = 0 if own is None else own.rest_ms
    return step.with_key("rest", None if rest_ms == usual else _seconds(rest_ms))


def with_tempo(
    step: DraftStep, drill: Drill, tempo_ms: Mapping[str, int], own: Drill | None
) -> DraftStep:
    """Other times for phases by name, in milliseconds."""
    every = {phase.name: tempo_ms.get(phase.name, phase.ms) for phase in drill.tempo}
    if own is not None:
        usual = {phase.name: phase.ms for phase in own.tempo}
        said = {name: _seconds(ms) for name, ms in every.items() if ms != usual.get(name)}
        return step.with_key("tempo", said or None)
    written = step.keys.get("tempo")
    phases = written if isinstance(written, Mapping) else {}
    return step.with_key(
        "tempo", {name: _phase(phases.get(name), ms) for name, ms in every.items()}
    )


def with_pace(step: DraftStep, drill: Drill, pace: str, own: Drill) -> DraftStep:
    """The whole tempo slower, brisk, or as the catalogue has it; one of `PACES`."""
    return with_tempo(step, drill, _at_pace(own, pace), own)


def pace_of(drill: Drill, own: Drill) -> str | None:
    """How fast a drill is done beside the catalogue's; None where its phases differ otherwise."""
    now = {phase.name: phase.ms for phase in drill.tempo}
    return next((pace for pace in PACES if now == _at_pace(own, pace)), None)


def with_sides(step: DraftStep, sides: Sides, own: Drill | None) -> DraftStep:
    """How the reps are shared between left and right."""
    step = step if sides is Sides.EACH else step.with_key("order", None)
    usual = None if own is None else own.sides
    return step.with_key("sides", None if sides is usual else sides.value)


def with_order(step: DraftStep, order: Sequence[Side], own: Drill | None) -> DraftStep:
    """The sides to do, first one first; one alone leaves the other out."""
    usual = (Side.LEFT, Side.RIGHT) if own is None else own.order
    said = None if tuple(order) == usual else [side.value for side in order]
    return step.with_key("order", said)


def with_variants(step: DraftStep, ids: Sequence[str], own: Drill) -> DraftStep:
    """The variants of the catalogue's drill that are done, at least one, in its order."""
    every = [variant.id for variant in own.variants]
    chosen = [id for id in every if id in ids] or every
    return step.with_key("variants", None if chosen == every else chosen)


def taking_over(drill: Drill, before: Drill | None) -> dict[str, Any]:
    """The keys of a new step of the catalogue's drill, with the dose of the step before it."""
    step = DraftStep(0, {"drill": drill.id})
    if before is None or before.dose.unit is not drill.dose.unit:
        return dict(step.keys)
    amount = nearest_amount(drill, before.dose.amount)
    if amount != drill.dose.amount:
        step = with_amount(step, drill, amount)
    now = drill.with_amount(amount)
    return dict(with_rest(with_sets(step, now, before.rounds, drill), before.rest_ms, drill).keys)


def _with_dose(step: DraftStep, drill: Drill, amounts: Any) -> DraftStep:
    key = "hold" if drill.is_hold else _KEYS_OF_COUNTS[drill.dose.counts]
    if drill.dose.ends is Ends.TIME:
        return _within(step, amounts)
    if step.drill is not None:
        if isinstance(step.keys.get("sets"), Sequence) and not isinstance(step.keys["sets"], str):
            step = step.with_key("sets", None)
        return step.with_key(key, amounts)
    dose: dict[str, Any] = {key: amounts}
    written = step.keys.get("dose")
    if isinstance(written, Mapping):
        dose = {k: (amounts if k in _DOSE_KEYS else v) for k, v in written.items()}
        if not isinstance(amounts, str) or "sets" in step.keys:
            dose.pop("sets", None)
    elif drill.rounds > 1 and isinstance(amounts, str):
        dose["sets"] = str(drill.rounds)
    if drill.dose.low < drill.dose.high:
        dose["range"] = [str(drill.dose.low), str(drill.dose.high)]
    return step.with_key("dose", dose)


def _within(step: DraftStep, amount: Any) -> DraftStep:
    """As many as one can in another time, which stands beside `max`."""
    written = step.keys.get("dose")
    if step.drill is not None and not isinstance(written, Mapping):
        return step.with_key("in", amount)
    return step.with_key("dose", {"reps": "max", "in": amount})


def _amounts_of_sets(drill: Drill, side: Side) -> Any:
    """What each set of a side asks for; one amount where they do not differ."""
    amounts = [str(drill.amount_of(at, side)) for at in range(drill.rounds)]
    return amounts if len(set(amounts)) > 1 or drill.dose.offsets else amounts[0]


def _without_sets(step: DraftStep) -> DraftStep:
    """Without a word on how many sets; `rounds` is the older name."""
    step = step.with_key("sets", None).with_key("rounds", None)
    dose: Keys | None = step.keys.get("dose")
    if isinstance(dose, Mapping) and "sets" in dose:
        kept = {key: value for key, value in dose.items() if key != "sets"}
        return replace(step, keys={**step.keys, "dose": kept})
    return step


def _at_pace(own: Drill, pace: str) -> dict[str, int]:
    if PACES[pace] == 1.0:
        return {phase.name: phase.ms for phase in own.tempo}
    return scaled_tempo(own, PACES[pace])


def _phase(written: Any, ms: int) -> Any:
    return {**written, "seconds": _seconds(ms)} if isinstance(written, Mapping) else _seconds(ms)


def _seconds(ms: int) -> str:
    whole, rest = divmod(ms, 1000)
    return str(whole) if not rest else f"{ms / 1000:.3f}".rstrip("0")
