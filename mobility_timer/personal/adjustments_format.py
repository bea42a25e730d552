"""Adjustments as plain values for a file, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from mobility_timer.routine import UNCHANGED, Adjustments, DrillChange, Side

_SIDES = {side.value: side for side in Side}


def drill_to_plain(change: DrillChange) -> dict[str, Any]:
    """The change of one drill as plain values; only what is set."""
    return _set_fields(change)


def drill_from_plain(plain: object) -> DrillChange:
    """The change of one drill; what is not understood is passed over."""
    return _drill_change(plain)


def to_plain(changes: Adjustments) -> dict[str, Any]:
    """The changes as plain values that JSON can hold; only what is set."""
    plain = _set_fields(changes)
    if changes.drills:
        plain["drills"] = {key: _set_fields(change) for key, change in changes.drills.items()}
    return plain


def from_plain(plain: object) -> Adjustments:
    """The changes from plain values; what is not understood is passed over."""
    if not isinstance(plain, dict):
        return Adjustments()
    drills = plain.get("drills")
    return Adjustments(
        drills={
            str(key): change
            for key, value in (drills.items() if isinstance(drills, dict) else ())
            if (change := _drill_change(value)) != UNCHANGED
        },
        rounds=_whole(plain.get("rounds")),
        wait_for_me=plain["wait_for_me"] if isinstance(plain.get("wait_for_me"), bool) else None,
        standing_only=plain.get("standing_only") is True,
    )


def merged(
    said: Mapping[str, Any], understood: Mapping[str, Any], changed: Mapping[str, Any]
) -> dict[str, Any]:
    """What a file says, with `changed` in place of what was understood of it.

    The rest of it stays: what only a newer version knows, and what could not be read.
    """
    result = {key: value for key, value in said.items() if key not in understood}
    for key in (*understood, *changed):
        before, after = said.get(key), changed.get(key)
        if isinstance(before, Mapping) and (after is None or isinstance(after, Mapping)):
            after = merged(before, understood.get(key) or {}, after or {}) or None
        if after is not None:
            result[key] = after
    return result


def _drill_change(plain: object) -> DrillChange:
    if not isinstance(plain, dict):
        return UNCHANGED
    swapped, tempo = plain.get("swapped_for"), plain.get("tempo")
    phases = tempo.items() if isinstance(tempo, dict) else ()
    return DrillChange(
        left_out=plain.get("left_out") is True,
        swapped_for=swapped if isinstance(swapped, str) else None,
        amount=_whole(plain.get("amount")),
        tempo={str(name): ms for name, said in phases if (ms := _whole(said)) is not None},
        rounds=_whole(plain.get("rounds")),
        first_side=_SIDES.get(str(plain.get("first_side"))),
    )


def _set_fields(value: Adjustments | DrillChange) -> dict[str, Any]:
    nothing = type(value)()
    given = {f.name: getattr(value, f.name) for f in fields(value)}
    given = {name: said for name, said in given.items() if said != getattr(nothing, name)}
    return {name: _as_json(said) for name, said in given.items()}


def _as_json(value: object) -> object:
    if isinstance(value, Side):
        return value.value
    return dict(value) if isinstance(value, Mapping) else value


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
