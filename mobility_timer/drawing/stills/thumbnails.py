"""Thumbnails for the pages: asked for on the window's thread, made elsewhere."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from mobility_timer.drawing.frames.worker_pool import WorkerPool
from mobility_timer.drawing.palette import Theme
from mobility_timer.drawing.stills.thumbnail import thumbnail
from mobility_timer.library import read_motion_file
from mobility_timer.routine import Drill, Side

log = logging.getLogger(__name__)

MOST_IN_MEMORY = 300
Size = tuple[int, int]
Key = tuple[Path, Side, Size, float, Theme, int]
Raw = tuple[int, int, bytes]


class Thumbnails(QObject):
    """Keeps the last pictures in memory, the others on disk in the folder `cache`."""

    _came = Signal(object, object)

    def __init__(
        self, file_of: Callable[[Drill], Path | None], cache: Path, pool: WorkerPool
    ) -> None:
        super().__init__()
        self._file_of = file_of
        self._cache = cache
        self._pool = pool
        self._pictures: dict[Key, QImage] = {}
        self._waiting: dict[Key, list[Callable[[], None]]] = {}
        self._came.connect(self._keep, Qt.ConnectionType.QueuedConnection)

    def picture(
        self,
        drill: Drill,
        width: int,
        height: int,
        ratio: float,
        theme: Theme,
        then: Callable[[], None],
    ) -> QImage | None:
        """The picture at device pixel `ratio`, or None now and `then()` later on this thread.

        `then` is not called where there can be no picture.
        """
        path = self._file_of(drill)
        if path is None:
            return None
        key: Key = (path, drill.order[0], (width, height), ratio, theme, changed_at(path))
        if key in self._pictures:
            return self._pictures[key]
        if key not in self._waiting:
            self._send(key)
        self._waiting.setdefault(key, []).append(then)
        return None

    def _send(self, key: Key) -> None:
        job = self._pool.submit(make, *key[:-1], self._cache)
        job.add_done_callback(lambda done: self._came.emit(key, done))

    def _keep(self, key: Key, done: Future[Raw]) -> None:
        waiting = self._waiting.pop(key, [])
        try:
            self._add(key, *done.result())
        except CancelledError:
            return
        except BrokenProcessPool:
            self._waiting[key] = waiting
            self._send(key)
            return
        except Exception:  # whatever a motion of the user's own may lead to
            log.info("no thumbnail of %s", key[0], exc_info=True)
            return
        for then in waiting:
            then()

    def _add(self, key: Key, width: int, height: int, pixels: bytes) -> None:
        image = QImage(pixels, width, height, QImage.Format.Format_ARGB32_Premultiplied).copy()
        image.setDevicePixelRatio(key[3])
        while len(self._pictures) >= MOST_IN_MEMORY:
            self._pictures.pop(next(iter(self._pictures)))
        self._pictures[key] = image


def changed_at(path: Path) -> int:
    """When the file was last written, in ns; 0 where it is gone."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def make(path: Path, side: Side, size: Size, dpr: float, theme: Theme, cache: Path) -> Raw:
    """A thumbnail's device pixels: width, height, premultiplied ARGB rows without padding."""
    motion = read_motion_file(path)
    image = thumbnail(motion, side if motion.side else None, size, dpr, theme, cache)
    image = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    return image.width(), image.height(), bytes(image.constBits())
