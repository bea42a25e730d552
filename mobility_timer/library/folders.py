"""The files of a folder, and the text in a file."""

from __future__ import annotations

import codecs
import errno
import os
from pathlib import Path

from mobility_timer import files
from mobility_timer.library.faults import Fault, FileFaults, place_at, too_large
from mobility_timer.routine import LARGEST_FILE_BYTES
from mobility_timer.words import file_faults as words

_ENDINGS = (".yaml", ".yml")


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
    return name.endswith(_ENDINGS) and not name.startswith(".")
