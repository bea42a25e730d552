"""Files that can be made again, in a folder of bounded size: clips, frames, thumbnails."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final, TypeVar

from mobility_timer.files.writing import read_limited, remove_left_overs, write_atomic

T = TypeVar("T")
log = logging.getLogger(__name__)

LARGEST_FILE_BYTES: Final = 64_000_000
SWEPT_TO_SHARE: Final = 0.9
"""The share of the limit that is left after sweeping."""


class DiskCache:
    """A folder of files, each named by a hash of the key that says what it was made from.

    Together they take at most `limit_bytes`; those used longest ago make room. Where the disk is
    full, read-only or missing (`folder` None), nothing is kept and nothing fails.
    """

    def __init__(self, folder: Path | None, suffix: str, limit_bytes: int) -> None:
        self.folder = folder
        self._suffix = suffix
        self._limit_bytes = limit_bytes

    @property
    def keeps(self) -> bool:
        """Whether there is a folder at all."""
        return self.folder is not None

    def path(self, key: str) -> Path | None:
        """Where the file of a key is or would be."""
        name = hashlib.sha256(key.encode()).hexdigest()[:32]
        return self.folder and self.folder / f"{name}{self._suffix}"

    def read(self, key: str, decode: Callable[[bytes], T]) -> T | None:
        """What `decode` makes of the file, or None where there is none.

        A file that is damaged, so that `decode` raises ValueError, or too large is removed.
        """
        path = self.path(key)
        if path is None:
            return None
        try:
            decoded = decode(read_limited(path, LARGEST_FILE_BYTES))
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            log.info("not believed: %s: %s", path.name, error)
            self.remove(key)
            return None
        with suppress(OSError):
            os.utime(path)
        return decoded

    def write(self, key: str, data: bytes) -> None:
        """Keep the data, as a whole or not at all, then make room."""
        path = self.path(key)
        if path is None:
            return
        try:
            write_atomic(path, data)
        except OSError as error:
            log.info("not kept: %s: %s", path.name, error)
        self.sweep()

    def remove(self, key: str) -> None:
        path = self.path(key)
        if path is not None:
            with suppress(OSError):
                path.unlink()

    def sweep(self) -> None:
        """Remove what was used longest ago until the folder is below its limit, and left-overs."""
        if self.folder is None:
            return
        with suppress(OSError):
            remove_left_overs(self.folder)
            self._make_room(self.folder)

    def _make_room(self, folder: Path) -> None:
        found = []
        for path in folder.iterdir():
            with suppress(OSError):
                status = path.lstat()
                if not path.is_dir():
                    found.append((status.st_mtime, status.st_size, path))
        total = sum(size for _, size, _ in found)
        if total <= self._limit_bytes:
            return
        for _, size, path in sorted(found):
            if total <= SWEPT_TO_SHARE * self._limit_bytes:
                return
            with suppress(OSError):
                path.unlink()
                total -= size
