"""How much of a drill a step asks for, and how it is done: each change gives another step.

`drill` is the drill as the step has it now, `own` the one of the catalogue that it names, None
for a drill that is written out. What is as in the catalogue need not be said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from mobility_timer.editing.draft import DraftStep, Keys
from mobility_timer.editing.session import Refused
from mobility_timer.editing.typed_doses import as_typed, spelled
from mobility_timer.library import DOSE_KEYS, key_of_drill, time_ms, typed_keys
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
from mobility_timer.words import editing as words

_AMOUNTS = re.compile(r"[0-9]+(?:(?: ?, ?| )[0-9]+)*")
_BRISK_TIMES, _SLOWER_TIMES = 2 / 3, 1.5
PACES = {"slower": _SLOWER_TIMES, "as-written": 1.0, "brisk": _BRISK_TIMES}


def with_amount(step: DraftStep, drill: Drill, amount: int) -> DraftStep:
    """Another dose; what differs by set or by side moves along with it.

    Of a set that the person ends it is the most.
    """
    return as_typed(step, _with_amount(spelled(step), drill, amount))


def _with_amount(step: DraftStep, drill: Drill, amount: int) -> DraftStep:
    amount = nearest_amount(drill, amount)
    dose = drill.dose
    if dose.ends is Ends.TIME:
        return _with_dose_key(step, "in", str(amount))
    if dose.ends is Ends.YOU and dose.counts is not Counts.METRES:
        return _with_dose_key(step, "range", [str(min(dose.low, amount)), str(amount)])
    more = amount - dose.amount
    return _with_table(
        step, drill, {side: [n + more for n in sets] for side, sets in _table(drill).items()}
    )


def with_set_amounts(step: DraftStep, drill: Drill, amounts: Sequence[int]) -> DraftStep:
    """A set for each of these amounts, as many as a drill may have."""
    table = dict.fromkeys(Side, amounts[:MOST_ROUNDS])
    return as_typed(step, _with_table(spelled(step), drill, table))


def with_typed(step: DraftStep, drill: Drill, text: str) -> DraftStep:
    """The dose that a person typed: `12`, `6, 4, 2` for the sets, or as a file may say it, such
    as `3x10`, `10-12` and `1:30`. What a file may not say is left to the reader, to refuse.
    Raises Refused for a range where the sides differ: so they are shown."""
    text = " ".join(text.split())
    if _AMOUNTS.fullmatch(text):
        amounts = [int(amount) for amount in re.findall("[0-9]+", text)]
        if len(amounts) > 1:
            return with_set_amounts(step, drill, amounts)
        return with_amount(step, drill, amounts[0])
    step = spelled(step)
    key = _dose_key(step, drill)
    try:
        said: Mapping[str, Any] = typed_keys({key: text}, drill.sides.value)
    except ValueError:
        said = {key: text}
    if "range" in said and drill.dose.right_offsets is not None:
        raise Refused(words.SIDES_DIFFER)
    held_ms = time_ms(text) if key == "hold" else None
    if said == {key: text} and held_ms and held_ms % 1000 == 0:
        return with_amount(step, drill, held_ms // 1000)
    step = _with_dose_key(_without_sets(step) if "sets" in said else step, "in", None)
    for name, value in said.items():
        step = _with_dose_key(step, name, value)
    return step


def with_side_amounts(step: DraftStep, drill: Drill, left: int, right: int) -> DraftStep:
    """Another dose for each side, of a drill whose sides follow each other: of its first set,
    the others move along."""
    table = _table(drill)
    for side, amount in zip(Side, (left, right), strict=True):
        more = amount - table[side][0]
        table[side] = [n + more for n in table[side]]
    return as_typed(step, _with_table(spelled(step), drill, table))


def with_sets(step: DraftStep, drill: Drill, sets: int, own: Drill | None) -> DraftStep:
    """So many sets; where each has its own dose, the last one's goes on."""
    return as_typed(step, _with_sets(spelled(step), drill, min(max(sets, 1), MOST_ROUNDS), own))


def _with_sets(step: DraftStep, drill: Drill, sets: int, own: Drill | None) -> DraftStep:
    if drill.dose.offsets or drill.dose.right_offsets:
        table = _table(replace(drill, rounds=sets))
        return _with_table(step, replace(drill, rounds=sets), table)
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
    """The variants of the catalogue's drill that are done, at least one, in this order."""
    every = [variant.id for variant in own.variants]
    chosen = [id for id in ids if id in every] or every
    return step.with_key("variants", None if chosen == every else chosen)


def taking_over(drill: Drill, before: Drill | None) -> dict[str, Any]:
    """The keys of a new step of the catalogue's drill, with the dose of the step before it."""
    step = DraftStep(0, {"drill": drill.id})
    if before is None or not _are_alike(before, drill):
        return dict(step.keys)
    amount = nearest_amount(drill, before.dose.amount)
    if amount != drill.dose.amount:
        step = with_amount(step, drill, amount)
    now = drill.with_amount(amount)
    return dict(with_rest(with_sets(step, now, before.rounds, drill), before.rest_ms, drill).keys)


def _are_alike(one: Drill, other: Drill) -> bool:
    doses = (one.dose, other.dose)
    closed = not any(dose.is_open for dose in doses)
    return closed and len({(dose.unit, dose.counts) for dose in doses}) == 1


def _table(drill: Drill) -> dict[Side, list[int]]:
    """The amount of each set, side by side."""
    return {side: [drill.amount_of(at, side) for at in range(drill.rounds)] for side in Side}


def _with_table(step: DraftStep, drill: Drill, table: Mapping[Side, Sequence[int]]) -> DraftStep:
    low, high = dose_bounds(drill)
    within = {
        side: [str(min(max(amount, low), high)) for amount in sets] for side, sets in table.items()
    }
    sides = {side.value: _shortest(sets) for side, sets in within.items()}
    same = sides["left"] == sides["right"] or drill.sides is not Sides.EACH
    amounts = sides["left"] if same else sides
    lists = any(isinstance(one, list) for one in sides.values())
    sets = len(within[Side.LEFT])
    rounds = sets if not lists and (sets != drill.rounds or _says_sets(step)) else 0
    step = _with_amounts(_without_sets(step), drill, amounts)
    return step.with_key("sets", str(rounds)) if rounds > 1 or (rounds and sets != 1) else step


def _shortest(sets: Sequence[str]) -> str | list[str]:
    return sets[0] if len(set(sets)) == 1 else list(sets)


def _says_sets(step: DraftStep) -> bool:
    dose = step.keys.get("dose")
    return (
        "sets" in step.keys
        or "rounds" in step.keys
        or (isinstance(dose, Mapping) and ("sets" in dose or isinstance(_amounts(dose), list)))
        or isinstance(_amounts(step.keys), list)
    )


def _amounts(keys: Keys) -> Any:
    return next((keys[key] for key in DOSE_KEYS if key in keys), None)


def _with_amounts(step: DraftStep, drill: Drill, amounts: Any) -> DraftStep:
    return _with_dose_key(step, _dose_key(step, drill), amounts)


def _dose_key(step: DraftStep, drill: Drill) -> str:
    """The key under which the step says how much."""
    holder = step.keys if step.drill is not None else step.keys.get("dose")
    known = holder if isinstance(holder, Mapping) else {}
    return next((one for one in DOSE_KEYS if one in known), None) or key_of_drill(drill)


def _with_dose_key(step: DraftStep, key: str, value: Any) -> DraftStep:
    """A key of the dose: beside the drill's id, or in the dose of a drill that is written out."""
    if step.drill is not None:
        return step.with_key(key, value)
    dose = step.keys.get("dose")
    kept = dict(dose) if isinstance(dose, Mapping) else {}
    said = {name: said for name, said in {**kept, key: value}.items() if said is not None}
    return step.with_key("dose", said)


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
