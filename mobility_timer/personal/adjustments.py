"""What was adjusted in each routine, kept in one file of the user's."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from typing import Any

from mobility_timer import files
from mobility_timer.routine import UNCHANGED, Adjustments, DrillChange, Side

_LARGEST = 4 * 1024 * 1024
_SIDES = {side.value: side for side in Side}


class Memory:
    """The adjustments of every routine by its id.

    A file that cannot be read is kept aside under its name with `.broken` added.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or files.state_file("adjustments.json")
        self._all = _load(self._path)

    def recall(self, routine: str) -> Adjustments:
        """What was adjusted in the routine with this id; nothing, if it never was."""
        return from_plain(self._all.get(routine))

    def remember(self, routine: str, changes: Adjustments) -> None:
        """Keep the adjustments, or forget them if there are none. Raises OSError."""
        everything = {id: said for id, said in self._all.items() if id != routine}
        if changes:
            everything[routine] = to_plain(changes)
        if everything == self._all:
            return
        text = json.dumps(everything, indent=1, ensure_ascii=False, sort_keys=True)
        files.write_atomic(self._path, text + "\n")
        self._all = everything


def _load(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            said = json.loads(file.read(_LARGEST))
        if isinstance(said, dict):
            return said
    except OSError:
        return {}
    except (ValueError, RecursionError):
        pass
    with suppress(OSError):
        path.replace(path.with_name(f"{path.name}.broken"))
    return {}


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
