"""A file that comes from elsewhere, looked into before anything of it is kept."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path

from mobility_timer import files
from mobility_timer.editing import UserFiles
from mobility_timer.library import FileFaults, Library
from mobility_timer.sharing.contents import Contents, look
from mobility_timer.sharing.neighbours import foreign_routines, is_foreign
from mobility_timer.sharing.package import (
    NotTaken,
    Package,
    is_package,
    text_bytes,
    unpacked,
)
from mobility_timer.sharing.packing import pack_routine


@dataclass(frozen=True)
class Incoming:
    """What a file holds, and what of it has no place here."""

    contents: Contents
    left_out: tuple[str, ...] = ()


def looked_into(path: Path, library: Library, user: UserFiles) -> Incoming | str:
    """What a file holds, or one line on why nothing of it is taken."""
    try:
        return read_incoming(path, library, user)
    except NotTaken as refused:
        return str(refused)


def read_incoming(path: Path, library: Library, user: UserFiles) -> Incoming:
    """Look into a file. Raises NotTaken."""
    left_out: list[str] = []
    if is_foreign(path) and not (zipfile.is_zipfile(path) and is_package(path)):
        found = foreign_routines(path)
        left_out = [*dict.fromkeys(line for one in found for line in one.left_out)]
        named = {f"routines/{user.new_path(one.name).stem}.yaml": one for one in found}
        package = Package({name: one.text.encode() for name, one in named.items()})
    elif path.suffix.lower() in files.YAML_ENDINGS:
        package = _with_what_lies_beside(path, library)
    else:
        package = unpacked(path)
    return Incoming(look(package, library, user), tuple(left_out))


def _with_what_lies_beside(path: Path, library: Library) -> Package:
    """A routine's file as a package, with the drills and pictures beside it."""
    text = text_bytes(path)
    try:
        return pack_routine(library, path)
    except (FileFaults, OSError):
        return Package({f"routines/{path.stem}.yaml": text})
