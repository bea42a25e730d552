"""Writes a routine with comments, for a person to start from."""

from __future__ import annotations

import json
import re
from pathlib import Path

from mobility_timer import files
from mobility_timer.words import routine_template

_ENDINGS = (".yaml", ".yml")


def write(name: str) -> Path:
    """Write the template of a routine and return where; a name alone goes to the user's routines.

    Raises FileExistsError where there is such a file, ValueError where the name gives no file name,
    and OSError.
    """
    path, title = _place(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    schema = (files.assets() / "schemas" / "routine.schema.json").as_uri()
    text = routine_template.ROUTINE.format(
        schema=schema, name=json.dumps(title, ensure_ascii=False)
    )
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
    return path


def _place(name: str) -> tuple[Path, str]:
    """The file, and the name of the routine in it."""
    given = Path(name)
    if given.suffix.lower() in _ENDINGS or "/" in name:
        path = given if given.suffix.lower() in _ENDINGS else given.with_name(f"{given.name}.yaml")
        words = re.sub(r"[-_]+", " ", path.stem).strip()
        if not words or path.name.startswith("."):
            raise ValueError(name)
        return path, words[:1].upper() + words[1:]
    title = " ".join(name.split())
    stem = re.sub(r"[\W_]+", "-", title.lower()).strip("-")
    if not stem:
        raise ValueError(name)
    return files.user_routines() / f"{stem}.yaml", title
