"""The entries of a routine with faults, as far as they can be looked at nevertheless: so that all
that is wrong is told at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from mobility_timer.library.reading.overrides import Keys
from mobility_timer.routine import MOST_ENTRIES, MOST_IN_BLOCK

if TYPE_CHECKING:
    from mobility_timer.library.tree.document import Node

_MOST_LOOKS = 4
_A_BLOCK: Final[Keys] = {"name": "", "rounds": 1, "rest": 0}


def salvaged_entries(root: Node) -> list[Keys]:
    """The entries of a routine that has faults, each as far as it can be looked at."""
    drills = root.child("drills")
    entries = drills.value if drills and isinstance(drills.value, list) else []
    return [_entry(node) for node in entries[:MOST_ENTRIES]]


def _entry(node: Node, *, in_block: bool = False) -> Keys:
    block, lot = node.child("drills"), node.child("one_of")
    if block is not None and in_block:
        return {}
    if block is not None:
        return {**_A_BLOCK, "drills": [_entry(one, in_block=True) for one in _nodes(block)]}
    if lot is not None:
        return {"one_of": [_entry(one, in_block=True) for one in _nodes(lot)]}
    plain = node.plain()
    checked = _checked_entry(plain)
    if checked is not None:
        return checked
    return {"drill": plain["drill"]} if _names_a_drill(plain) else {}


def _nodes(node: Node) -> list[Node]:
    return node.value[:MOST_IN_BLOCK] if isinstance(node.value, list) else []


def _names_a_drill(plain: Any) -> bool:
    return isinstance(plain, dict) and isinstance(plain.get("drill"), str)


def _checked_entry(plain: Any) -> Keys | None:
    """An entry without those of its values that have faults, which it then calls its `faulty`
    keys; None where too little is left."""
    from pydantic import ValidationError

    from mobility_timer.library.schema.kinds import MODELS

    faulty: set[str] = set()
    for _ in range(_MOST_LOOKS):
        try:
            alone = {"name": "alone", "drills": [plain]}
            checked: Keys = MODELS["routine"].model_validate(alone).model_dump()["drills"][0]
        except ValidationError as error:
            if not _names_a_drill(plain):
                return None
            paths = [path_of(one)[2:] for one in error.errors(include_url=False)]
            found = {key for path in paths for key in _keys_in(path)[:1]} & plain.keys()
            if not found or "drill" in found:
                return None
            for path in filter(None, map(_keys_in, paths)):
                _remove(plain, path)
            faulty |= found
        else:
            return {**checked, "faulty": sorted(faulty)} if faulty else checked
    return None


def _keys_in(path: Sequence[str | int]) -> list[str | int]:
    """A path without what only pydantic means by it."""
    return [step for step in path if isinstance(step, int) or step[:1] not in "(["]


def _remove(plain: Any, path: Sequence[str | int]) -> None:
    """Take the value at a path out, or the list that holds it; a phase keeps its name."""
    *above, last = path
    for step in above:
        if not isinstance(plain.get(step), dict):
            last = step
            break
        plain = plain[step]
    if above[-1:] == ["tempo"] and last in plain:
        plain[last] = "1"
    else:
        plain.pop(last, None)


def said_of(error: Any) -> Any:
    """What one of our own faults says, as pydantic keeps it; nothing of another."""
    return error.get("ctx", {}) if error["type"] == "wrong" else {}


def path_of(error: Any) -> tuple[str | int, ...]:
    """Where an error of pydantic's is."""
    return (*error["loc"], *said_of(error).get("at", ()))
