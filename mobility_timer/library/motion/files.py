"""The motions of drills, each read when it is first asked for."""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from mobility_timer.library.faults import Fault, FileFaults
from mobility_timer.library.folders import cannot_open, text_of

if TYPE_CHECKING:
    from mobility_timer.figure import Motion

log = logging.getLogger(__name__)
_MOST_KEPT = 512


class Motions:
    """Motions by the path of their file, as the files were when they were first asked for.

    May be asked from any thread. A file that cannot be used is logged once.
    """

    def __init__(self) -> None:
        self._read: dict[Path, Motion | FileFaults] = {}
        self._lock = Lock()

    def read(self, path: Path) -> Motion:
        """The motion in a file. Raises FileFaults."""
        with self._lock:
            if path not in self._read:
                self._read[path] = _motion_or_faults(path)
            found = self._read[path]
        if isinstance(found, FileFaults):
            raise FileFaults(found.faults)
        return found

    def find(self, path: Path | None) -> Motion | None:
        """The motion in a file; None where there is no file or it cannot be used."""
        if path is None:
            return None
        try:
            return self.read(path)
        except FileFaults:
            return None

    def fault(self, path: Path) -> Fault | None:
        """The first of what keeps the file from being used."""
        try:
            self.read(path)
        except FileFaults as faults:
            return faults.faults[0]
        return None


def read_motion_file(path: Path) -> Motion:
    """The motion in a file, read now. Raises FileFaults.

    The same text gives the same motion, so that pictures made of it are still known.
    """
    try:
        return _motion_in(text_of(path), str(path))
    except OSError as error:
        raise FileFaults([cannot_open(path, error)]) from None


def _motion_or_faults(path: Path) -> Motion | FileFaults:
    try:
        return read_motion_file(path)
    except FileFaults as faults:
        log.info("%s", faults.faults[0])
        return faults


@lru_cache(_MOST_KEPT)
def _motion_in(text: str, file: str) -> Motion:
    from mobility_timer.library.motion.reader import read_motion

    return read_motion(text, file)
