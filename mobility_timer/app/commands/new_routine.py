"""Writes a routine with comments, for a person to start from."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TextIO

from mobility_timer import files
from mobility_timer.words import command_line as words
from mobility_timer.words import file_faults, kept, routine_template

OK, BAD_INPUT = 0, 2


class Reserved(ValueError):
    """Windows keeps the name for a device."""


def run(name: str, out: TextIO, errors: TextIO) -> int:
    """Write the template and say where, or why it cannot be: 2 for bad input."""
    try:
        path = write(name)
    except FileExistsError as error:
        print(words.is_there(error.filename), file=errors)
    except FileNotFoundError as error:
        print(words.no_such_folder(Path(error.filename).parent), file=errors)
    except Reserved:
        print(kept.is_reserved(Path(name).name), file=errors)
    except ValueError:
        print(words.no_file_name(name), file=errors)
    except OSError as error:
        print(file_faults.of_file(error.filename, error.strerror), file=errors)
    else:
        print(words.written(path), file=out)
        return OK
    return BAD_INPUT


def write(name: str) -> Path:
    """Write the template of a routine and return where; a name alone goes to the user's routines.

    Raises FileExistsError where there is such a file, ValueError where the name gives no file name
    (Reserved where Windows keeps it), and OSError.
    """
    path, title = _place(name)
    if path.parent == files.user_routines():
        files.make_folder(path.parent)
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
    if given.suffix.lower() in files.YAML_ENDINGS or "/" in name:
        path = (
            given
            if given.suffix.lower() in files.YAML_ENDINGS
            else given.with_name(f"{given.name}.yaml")
        )
        said = re.sub(r"[-_]+", " ", path.stem).strip()
        if not said or path.name.startswith("."):
            raise ValueError(name)
        if files.is_reserved(path.name):
            raise Reserved(name)
        return path, said[:1].upper() + said[1:]
    title = " ".join(name.split())
    stem = re.sub(r"[\W_]+", "-", title.lower()).strip("-")
    if not stem:
        raise ValueError(name)
    return files.user_routines() / f"{files.free_of_reserved(stem)}.yaml", title
