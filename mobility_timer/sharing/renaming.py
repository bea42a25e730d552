"""Files of a package under other names, and what means them renamed along."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mobility_timer.library import read_plain, rewritten


def renamed(text: str, names: Mapping[str, str]) -> str:
    """The text with the new names of drills, motions and pictures in the place of the old."""
    ids = {(old.partition("/")[0], Path(old).name): Path(new).name for old, new in names.items()}
    if not ids:
        return text
    plain = read_plain(text)
    return text if plain is None else rewritten(text, _with_names(plain, ids))


def _with_names(value: Any, ids: Mapping[tuple[str, str], str]) -> Any:
    if isinstance(value, list):
        return [_with_names(one, ids) for one in value]
    if not isinstance(value, Mapping):
        return value
    made: dict[str, Any] = {}
    for key, inner in value.items():
        if key == "drill" and isinstance(inner, str):
            new = ids.get(("drills", f"{inner}.yaml"))
            made[key] = Path(new).stem if new else inner
        elif key == "motion" and isinstance(inner, str):
            new = ids.get(("motions", f"{inner.removesuffix('.yaml')}.yaml"))
            made[key] = Path(new).stem if new else inner
        elif key == "pictures" and isinstance(inner, list):
            made[key] = [ids.get(("pictures", str(one)), one) for one in inner]
        elif key in ("drills", "one_of") and isinstance(inner, list):
            made[key] = [
                Path(ids.get(("drills", f"{one}.yaml"), f"{one}.yaml")).stem
                if isinstance(one, str)
                else _with_names(one, ids)
                for one in inner
            ]
        else:
            made[key] = _with_names(inner, ids)
    return made
