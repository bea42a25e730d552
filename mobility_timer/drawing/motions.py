"""Which motion a drill has, read once."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Lock, Thread

from mobility_timer.figure import Motion
from mobility_timer.library import MotionFaults, read_motion
from mobility_timer.routine import Drill

log = logging.getLogger(__name__)


class MotionCatalog:
    """`file_of` names the motion file of a drill, or None where it has none.

    A motion that cannot be read is logged and its drill goes without a figure; `faults` holds
    the lines that say why. May be asked from any thread.
    """

    def __init__(self, file_of: Callable[[Drill], Path | None]) -> None:
        self._file_of = file_of
        self._motions: dict[Path, Motion | None] = {}
        self._lock = Lock()
        self.faults: tuple[str, ...] = ()

    def motion_of(self, drill: Drill) -> Motion | None:
        path = self._file_of(drill)
        if path is None:
            return None
        with self._lock:
            if path not in self._motions:
                self._motions[path] = self._read(path)
            return self._motions[path]

    def read_ahead(self, drills: Iterable[Drill]) -> Thread:
        """Read the motions of the drills on a thread, which is returned."""

        def read() -> None:
            for drill in drills:
                self.motion_of(drill)

        thread = Thread(target=read, name="motions", daemon=True)
        thread.start()
        return thread

    def _read(self, path: Path) -> Motion | None:
        try:
            return read_motion(path.read_text(encoding="utf-8"), str(path))
        except MotionFaults as faults:
            self.faults += tuple(map(str, faults.faults))
        except (OSError, UnicodeDecodeError) as error:
            self.faults += (f"{path}: {error}",)
        log.info("%s", self.faults[-1])
        return None
