"""Where a frame is unpacked to be painted: over the still part of its scene, or over nothing."""

from __future__ import annotations

import struct
from typing import Final

from PySide6.QtGui import QImage

from mobility_timer.drawing.frames.packed import PackedFrame, packed_bytes
from mobility_timer.drawing.raster.kernel.machine import Machine

_PIXEL_BYTES: Final = 4
_SPARE_BYTES: Final = 256


class Framebuffer:
    """A picture of `width` by `height` device pixels in the memory of a kernel of its own.

    The images that it gives are to be painted at once: they show what lies there, which the next
    frame replaces, and are gone with it.
    """

    def __init__(self, width: int, height: int) -> None:
        self.size = width, height
        size, content = _PIXEL_BYTES * width * height, packed_bytes(width, height)
        self._everywhere = struct.pack("<2i", 0, width) * height
        self._machine = Machine()
        room = 3 * size + content + len(self._everywhere) + 2 * _SPARE_BYTES
        memory = self._memory = self._machine.lasting(room)
        extents, still, pixels = (memory.room(each) for each in (len(self._everywhere), size, size))
        packed = memory.room(content)
        self._extents = memory.whole(extents, len(self._everywhere))
        self._still, self._packed = memory.whole(still, size), memory.whole(packed, content)
        there = (extents, memory.room(size + _SPARE_BYTES), width, height)
        memory.call("lay_runs", packed, pixels, still, *there)
        self._over_still = memory.steps()
        memory.call("lay_runs", packed, pixels, None, *there)
        self._over_nothing = memory.steps()
        bits = memory.whole(pixels, size)
        stride = _PIXEL_BYTES * width
        self._opaque = QImage(bits, width, height, stride, QImage.Format.Format_RGB32)
        self._clear = QImage(bits, width, height, stride, QImage.Format.Format_ARGB32_Premultiplied)
        self._under: QImage | None = None
        self._frame: PackedFrame | None = None

    def over(self, still: QImage, frame: PackedFrame) -> QImage:
        """The frame over the still part of its scene, an image of this size without alpha."""
        if still is not self._under:
            self._still[:] = still.constBits()
            self._lie_over(still)
        self._lay(frame, self._over_still)
        return self._opaque

    def alone(self, frame: PackedFrame) -> QImage:
        """The frame over nothing."""
        if self._under is not None:
            self._lie_over(None)
        self._lay(frame, self._over_nothing)
        return self._clear

    def _lie_over(self, still: QImage | None) -> None:
        self._extents[:] = self._everywhere
        self._under, self._frame = still, None

    def _lay(self, frame: PackedFrame, steps: int) -> None:
        if frame is not self._frame:
            self._packed[: len(frame.packed)] = frame.packed
            self._machine.run(steps)
            self._frame = frame
