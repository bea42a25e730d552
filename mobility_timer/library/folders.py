"""The files of a folder, and the text in a file."""

from __future__ import annotations

import os
from pathlib import Path

from mobility_timer.library.faults import Fault, FileFaults, too_large
from mobility_timer.routine import LARGEST_FILE_BYTES

_ENDINGS = (".yaml", ".yml")


def files_in(folder: Path) -> list[Path]:
    """The YAML files of a folder by name, without hidden ones; none where it cannot be read."""
    try:
        with os.scandir(folder) as entries:
            names = [e.name for e in entries if _is_shown(e.name) and e.is_file()]
    except OSError:
        return []
    return [folder / name for name in sorted(names)]


def text_of(path: Path) -> str:
    """The text of a file. Raises FileFaults where it is too large or no UTF-8, and OSError."""
    with path.open("rb") as file:
        data = file.read(LARGEST_FILE_BYTES + 1)
    if len(data) > LARGEST_FILE_BYTES:
        raise FileFaults([too_large(str(path))])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        lines = data[: error.start].decode("utf-8-sig").split("\n")
        place = len(lines), len(lines[-1]) + 1
        fault = Fault(str(path), *place, "not text in UTF-8", try_="saving the file as UTF-8")
        raise FileFaults([fault]) from None


def cannot_open(path: Path, error: OSError) -> Fault:
    return Fault(str(path), 1, 1, f"the file cannot be opened ({error.strerror})")


def _is_shown(name: str) -> bool:
    return name.endswith(_ENDINGS) and not name.startswith(".")
