"""Doses that a file writes in one text, `3x30 s`: spelled out to be changed, and written so again
where the text can say what they became."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mobility_timer.editing.draft import DraftStep, Keys
from mobility_timer.library import DOSE_KEYS, leading_number, retyped, time_ms, typed_keys


def spelled(step: DraftStep) -> DraftStep:
    """The step with its dose in keys: `hold: 30 s` and `sets: 3` for `3x30 s`."""
    sides = step.keys.get("sides")
    dose = step.keys.get("dose")
    if step.drill is None:
        return step if dose is None else step.with_key("dose", typed_keys(dose, sides))
    keys = {key: value for key, value in step.keys.items() if key != "dose" or value is None}
    said = typed_keys(dose, None) if isinstance(dose, str) else {}
    made = step if not said else step.with_key("dose", None)
    for key, value in typed_keys({**keys, **said}, sides).items():
        if made.keys.get(key) != value:
            made = made.with_key(key, value)
    return made


def as_typed(before: DraftStep, after: DraftStep) -> DraftStep:
    """`after`, a step whose dose was changed, with the dose as one text where it was one."""
    after = _with_sets_where_they_were(spelled(before), after)
    if spelled(before).keys == before.keys:
        return after
    dose = before.keys.get("dose")
    holder = dose if before.drill is None and isinstance(dose, Mapping) else before.keys
    key = next((k for k in ("dose", *DOSE_KEYS) if isinstance(holder.get(k), str)), "")
    dose = _dose_of(after)
    amount = next((dose[k] for k in DOSE_KEYS if k in dose), None)
    sets = dose.get("sets") or after.keys.get("sets")
    if not key or not isinstance(amount, str) or not isinstance(sets, str | None):
        return after
    for said in _forms(amount, str(holder[key])):
        text = retyped(str(holder[key]), said, sets)
        made = None if text is None else _with_text(before, key, text, holder)
        if made is not None and _is_same(spelled(made), after):
            return made
    return after


def _with_sets_where_they_were(before: DraftStep, after: DraftStep) -> DraftStep:
    """`after` with its number of sets in the dose, where it was written there."""
    then, now = before.keys.get("dose"), after.keys.get("dose")
    if not (isinstance(then, Mapping) and isinstance(now, Mapping)):
        return after
    if "sets" not in then or "sets" not in after.keys:
        return after
    order = [*then, *(key for key in now if key not in then)]
    said = {**now, "sets": after.keys["sets"]}
    dose = {key: said[key] for key in order if key in said}
    return after.with_key("sets", None).with_key("dose", dose)


def _forms(amount: str, text: str) -> list[str | None]:
    """How an amount may stand in a text: as it did (None), as a clock or in minutes, as it is, as
    that of one side alone."""
    if not amount.isdigit():
        return [None]
    number = int(amount)
    forms: list[str | None] = [None, amount, str(number // 2)]
    if ":" in text:
        forms.insert(1, f"{number // 60}:{number % 60:02d}")
    elif "min" in text.lower():
        forms.insert(1, str(number // 60))
    return forms


def _with_text(before: DraftStep, key: str, text: str, holder: Keys) -> DraftStep:
    if holder is before.keys:
        return before.with_key(key, text)
    return before.with_key("dose", {**holder, key: text})


def _dose_of(step: DraftStep) -> Keys:
    dose = step.keys.get("dose")
    return dose if step.drill is None and isinstance(dose, Mapping) else step.keys


def _is_same(one: DraftStep, other: DraftStep) -> bool:
    return _flat(one) == _flat(other)


def _flat(step: DraftStep) -> dict[str, Any]:
    """All keys beside each other, those of a drill's dose too."""
    dose = step.keys.get("dose")
    inside = dose if isinstance(dose, Mapping) else {}
    flat: dict[str, Any] = _amounts({**step.keys, "dose": None, **inside})
    return flat


def _amounts(value: Any, key: str = "") -> Any:
    """The keys with every amount as a number, however it is written."""
    if isinstance(value, Mapping):
        return {name: _amounts(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_amounts(inner, key) for inner in value]
    if key == "hold" and (ms := time_ms(str(value))) is not None:
        return ms
    return leading_number(str(value)) if key in DOSE_KEYS or key == "sets" else value
