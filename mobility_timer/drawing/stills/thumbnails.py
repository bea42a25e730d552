"""Thumbnails for the pages: from memory, from the disk, or drawn off the window's thread.

Nothing that draws is imported before there is something to draw: Home's first look comes from disk.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Qt, Signal
from PySide6.QtGui import QImage

from mobility_timer import __version__
from mobility_timer.files import DiskCache, read_limited
from mobility_timer.routine import LARGEST_FILE_BYTES, Drill, Side
from mobility_timer.settings import CoachFigure

if TYPE_CHECKING:
    from mobility_timer.drawing.palette import Theme

log = logging.getLogger(__name__)

MOST_IN_MEMORY: Final = 300
LIMIT_BYTES: Final = 30_000_000
LOOK: Final = 7
"""Raised whenever a thumbnail would look different within a version of the program: older pictures
on disk are then ignored."""


class Request(NamedTuple):
    """The picture of a motion file, last written at `changed_at` ns (0 where it is gone): of a
    side, at (width, height) logical pixels and a device pixel ratio, in a theme, with a coach."""

    path: Path
    changed_at: int
    side: Side
    size: tuple[int, int]
    dpr: float
    theme: Theme
    coach: CoachFigure

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height in device pixels, up to the next even number."""
        return _pixels(self.size, self.dpr)


class Thumbnails(QObject):
    """Keeps the last pictures in memory, all in the folder `cache`, and has `executor` draw what
    is not there."""

    _came = Signal(object, object)

    def __init__(
        self,
        file_of: Callable[[Drill], Path | None],
        cache: Path | None,
        executor: Executor,
        pictures_of: Callable[[Drill], tuple[Path, ...]] = lambda _drill: (),
        coach_of: Callable[[], CoachFigure] = lambda: CoachFigure.MAYA,
    ) -> None:
        super().__init__()
        self._pictures_of = pictures_of
        self._coach_of = coach_of
        self._file_of = file_of
        self._disk = DiskCache(cache, ".png", LIMIT_BYTES)
        self._executor = executor
        self._pictures: dict[Request, QImage] = {}
        self._waiting: dict[Request, list[Callable[[], None]]] = {}
        self._came.connect(self._keep, Qt.ConnectionType.QueuedConnection)

    @property
    def coach(self) -> CoachFigure:
        """Who is pictured from now on."""
        return self._coach_of()

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
        if drill.motion is None and drill.pictures:
            return self._own(drill, (width, height), ratio, theme)
        path = self._file_of(drill)
        if path is None:
            return None
        size, side = (width, height), drill.order[0]
        request = Request(path, _changed_at(path), side, size, ratio, theme, self.coach)
        if request in self._pictures:
            return self._pictures[request]
        if request not in self._waiting:
            kept = self._read(request)
            if kept is not None:
                return self._add(request, kept)
            job = self._executor.submit(self._draw, request)
            job.add_done_callback(lambda done: self._came.emit(request, done))
        self._waiting.setdefault(request, []).append(then)
        return None

    def _own(
        self, drill: Drill, size: tuple[int, int], ratio: float, theme: Theme
    ) -> QImage | None:
        """The first of a drill's own pictures."""
        for path in self._pictures_of(drill)[:1]:
            at, side = _changed_at(path), drill.order[0]
            request = Request(path, at, side, size, ratio, theme, self.coach)
            if request not in self._pictures:
                image = own_picture(path, size, ratio)
                if image is None:
                    return None
                self._add(request, image)
            return self._pictures[request]
        return None

    def _read(self, request: Request) -> QImage | None:
        key = _key(request)
        if key is None:
            return None
        return self._disk.read(key, lambda data: _decoded(data, request.pixels))

    def _draw(self, request: Request) -> QImage:
        from mobility_timer.drawing.stills.thumbnail import thumbnail
        from mobility_timer.library import read_motion_file

        motion = read_motion_file(request.path)
        side = request.side if motion.side else None
        image = thumbnail(
            motion, side, request.size, request.dpr, request.theme, coach=request.coach
        )
        key = _key(request)
        if key is not None and self._disk.keeps:
            self._disk.write(key, png(image))
        return image

    def _keep(self, request: Request, done: Future[QImage]) -> None:
        waiting = self._waiting.pop(request, [])
        try:
            self._add(request, done.result())
        except CancelledError:
            return
        except Exception:  # whatever a motion of the user's own may lead to
            log.info("no thumbnail of %s", request.path, exc_info=True)
            return
        for then in waiting:
            then()

    def _add(self, request: Request, image: QImage) -> QImage:
        image.setDevicePixelRatio(request.dpr)
        while len(self._pictures) >= MOST_IN_MEMORY:
            self._pictures.pop(next(iter(self._pictures)))
        self._pictures[request] = image
        return image


def _changed_at(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _key(request: Request) -> str | None:
    """A name for everything that changes a picture, or None where the file cannot be read."""
    try:
        content = hashlib.sha256(read_limited(request.path, LARGEST_FILE_BYTES)).hexdigest()
    except OSError:
        return None
    return f"{__version__} {LOOK} {content} {request[2:]}"


def _decoded(data: bytes, pixels: tuple[int, int]) -> QImage:
    image = QImage.fromData(data)
    if (image.width(), image.height()) != pixels:
        raise ValueError("not a picture of that size")
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def own_picture(path: Path, size: tuple[int, int], ratio: float) -> QImage | None:
    """A picture from a file, as large as fits into `size` at a device pixel ratio; None where it
    cannot be read."""
    image = QImage(str(path))
    if image.isNull():
        return None
    width, height = _pixels(size, ratio)
    keeps = Qt.AspectRatioMode.KeepAspectRatio
    return image.scaled(width, height, keeps, Qt.TransformationMode.SmoothTransformation)


def _pixels(size: tuple[int, int], ratio: float) -> tuple[int, int]:
    """As a scene has them, without the imports that drawing needs."""
    width, height = (max(2, round(side * ratio) + round(side * ratio) % 2) for side in size)
    return width, height


def png(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())
