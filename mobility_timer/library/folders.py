"""The files of a folder, and the text in a file."""

from __future__ import annotations

import codecs
import errno
import os
from pathlib import Path
from typing import Final

from mobility_timer import files
from mobility_timer.library.faults import Fault, FileFaults, place_at, too_large
from mobility_timer.routine import LARGEST_FILE_BYTES
from mobility_timer.words import file_faults as words

_DEEPEST_LEVELS = 4
_MOST_ENTRIES = 200
DRILLS: Final = "drills"
"""The folder of a folder of routines that holds their drills."""


def files_in(folder: Path) -> list[Path]:
    """What is called a YAML file in a folder, by name, without hidden ones; also what cannot be
    opened. None where there is no folder. Raises OSError where it cannot be read."""
    try:
        names = os.listdir(folder)
    except OSError:
        if not os.path.lexists(folder):
            return []
        raise
    return [folder / name for name in sorted(names) if _is_shown(name)]


def named_as_text(folder: Path) -> list[Path]:
    """What is called `name.yaml.txt`, as an editor may save it that hides the last ending."""
    try:
        names = os.listdir(folder)
    except OSError:
        return []
    return [
        folder / name for name in sorted(names) if name.lower().endswith(files.HIDDEN_YAML_ENDINGS)
    ]


def routine_folders(folder: Path) -> list[Path]:
    """The folder and those inside it that may hold routines, by name; hidden ones, links and
    those of drills are left out."""
    found = [folder]
    for level in found:
        depth = len(level.parts) - len(folder.parts)
        if depth < _DEEPEST_LEVELS and len(found) < _MOST_ENTRIES:
            found += _folders_inside(level)
    return found[:_MOST_ENTRIES]


def _folders_inside(folder: Path) -> list[Path]:
    try:
        entries = [entry for entry in os.scandir(folder) if entry.is_dir(follow_symlinks=False)]
    except OSError:
        return []
    names = sorted(entry.name for entry in entries)
    return [folder / name for name in names if name != DRILLS and not name.startswith(".")]


def text_of(path: Path) -> str:
    """The text of a file. Raises FileFaults where it is too large or no UTF-8, and OSError."""
    if not _is_text(path.name):
        what = words.NAME_NOT_UTF8
        raise FileFaults([Fault(str(path), 1, 1, what, try_=words.ANOTHER_NAME)])
    try:
        data = files.read_limited(path, LARGEST_FILE_BYTES).removeprefix(codecs.BOM_UTF8)
    except OSError as error:
        if error.errno != errno.EFBIG:
            raise
        raise FileFaults([too_large(str(path))]) from None
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        place = place_at(before, len(before))
        fault = Fault(str(path), *place, words.NOT_UTF8, try_=words.SAVE_AS_UTF8)
        raise FileFaults([fault]) from None


def cannot_open(path: Path, error: OSError) -> Fault:
    return Fault(str(path), 1, 1, words.cannot_be_opened(error.strerror))


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_shown(name: str) -> bool:
    return name.lower().endswith(files.YAML_ENDINGS) and not name.startswith(".")
