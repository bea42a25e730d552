"""Small pictures of a motion for cards, kept on disk."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage

from mobility_timer.drawing.palette import Theme
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.drawing.stills.render import render
from mobility_timer.figure import Motion
from mobility_timer.files import DiskCache
from mobility_timer.routine import Side

_FOLDER: Final = "thumbnails"
_LIMIT_BYTES: Final = 30_000_000
_REP_S: Final = 3.0


def telling_phase(motion: Motion) -> float:
    """The phase that tells most: where the movement is farthest from its start."""
    if motion.hold:
        return 1.0
    start, _ = next(iter(motion.phases.values()), (0.0, 0.0))
    ends = [end for _, end in motion.phases.values() if 0.15 < (end - start) % 1.0 < 0.85]
    return ends[0] if ends else 0.5


def thumbnail(
    motion: Motion,
    side: Side | None,
    size: tuple[int, int],
    dpr: float,
    theme: Theme,
    cache: Path | None,
    variant: str | None = None,
) -> QImage:
    """A picture of (width, height) logical pixels without a background, from the disk if it is
    there."""
    spec = SceneSpec(motion, side, variant, 1.0, *size, dpr, theme, _REP_S)
    phase = telling_phase(motion)
    disk = DiskCache(cache and cache / _FOLDER, ".png", _LIMIT_BYTES)
    key = f"{spec.key()} {phase}"
    kept = disk.read(key, lambda data: _decoded(data, spec.pixels))
    image = render(spec, phase, clear=True) if kept is None else kept
    if kept is None and disk.keeps:
        disk.write(key, png(image))
    image.setDevicePixelRatio(dpr)
    return image


def _decoded(data: bytes, pixels: tuple[int, int]) -> QImage:
    image = QImage.fromData(data)
    if (image.width(), image.height()) != pixels:
        raise ValueError("not a picture of that size")
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def png(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())
