"""Which code made what is kept: it is made again by another version of the program."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from mobility_timer import __version__

_DIGEST_BYTES = 32


def code_version(*rooms: str) -> bytes:
    """Changes with the program, and with the modules of some rooms while they are being written."""
    hashed = hashlib.blake2b(__version__.encode(), digest_size=_DIGEST_BYTES)
    package = Path(__file__).resolve().parents[1]
    with suppress(OSError):  # none are there where the program is frozen
        for room in rooms:
            hashed.update("".join(_modules(f"{package}/{room}")).encode())
    return hashed.digest()


def _modules(folder: str) -> Iterator[str]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.name.endswith(".py"):
            seen = entry.stat()
            yield f"{entry.name} {seen.st_size} {seen.st_mtime_ns}\n"
        elif entry.name != "__pycache__" and entry.is_dir(follow_symlinks=False):
            yield from _modules(entry.path)
