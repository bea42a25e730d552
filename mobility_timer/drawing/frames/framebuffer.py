"""Where a frame is unpacked to be painted: over the still part of its scene, over a ground of its
own, or over nothing."""

from __future__ import annotations

import struct
from typing import Final, Literal

from PySide6.QtGui import QImage

from mobility_timer.drawing.frames.packed import PackedFrame, packed_bytes
from mobility_timer.drawing.raster.faces import MOST_GROUND_BYTES, painting_bytes, room_to_paint
from mobility_timer.drawing.raster.kernel.machine import Machine

_PIXEL_BYTES: Final = 4
_SPARE_BYTES: Final = 512
_LONGEST_RUN_BYTES: Final = 32


def holds_ground(frame: PackedFrame) -> bool:
    """Whether a frame has a ground of its own, and not too large a one for a framebuffer."""
    return frame.ground is not None and len(frame.ground) <= MOST_GROUND_BYTES


class Framebuffer:
    """A picture of `width` by `height` device pixels in the memory of a kernel of its own.

    The images that it gives are to be painted at once: they show what lies there, which a later
    frame replaces, and are gone with it.
    """

    def __init__(self, width: int, height: int) -> None:
        self.size = width, height
        size, content = _PIXEL_BYTES * width * height, packed_bytes(width, height)
        everywhere = struct.pack("<5i", 0, width, width, 0, 0) * height
        row = _PIXEL_BYTES * width + _LONGEST_RUN_BYTES
        self._machine = Machine()
        room = 2 * size + row + content + len(everywhere) + _SPARE_BYTES
        room += painting_bytes(MOST_GROUND_BYTES, width)
        memory = self._memory = self._machine.lasting(room)
        still, unpacked, pixels = memory.room(size), memory.room(row), memory.room(size)
        packed, extents, ground = (
            memory.room(content),
            memory.copied(everywhere),
            memory.room(MOST_GROUND_BYTES),
        )
        self._still = memory.whole(still, size)
        self._packed = memory.whole(packed, content)
        self._extents, self._everywhere = memory.whole(extents, len(everywhere)), everywhere
        self._ground = memory.whole(ground, MOST_GROUND_BYTES)
        memory.call("lay_runs", packed, pixels, None, extents, unpacked, width, height)
        self._alone = memory.steps()
        memory.call("lay_runs", packed, pixels, still, extents, unpacked, width, height)
        self._over = memory.steps()
        to_paint = room_to_paint(memory, MOST_GROUND_BYTES, width)
        memory.call("paint_ground", ground, pixels, width, height, *to_paint)
        memory.call("lay_runs", packed, pixels, pixels, None, unpacked, width, height)
        self._on_ground = memory.steps()
        there = memory.whole(pixels, size), width, height, _PIXEL_BYTES * width
        self._opaque = QImage(*there, QImage.Format.Format_RGB32)
        self._clear = QImage(*there, QImage.Format.Format_ARGB32_Premultiplied)
        self._frame: PackedFrame | None = None
        self._under: QImage | Literal["ground"] | None = None

    def over(self, still: QImage, frame: PackedFrame) -> QImage:
        """The frame over the still part of its scene, an image of this size without alpha."""
        if still is not self._under:
            self._still[:] = still.constBits()
            self._lie_over(still)
        self._lay(self._over, frame)
        return self._opaque

    def on_its_ground(self, frame: PackedFrame) -> QImage:
        """The frame over its own ground, one that is held: an image of this size without alpha."""
        if self._under != "ground":
            self._lie_over("ground")
        if frame is not self._frame and frame.ground is not None:
            self._ground[: len(frame.ground)] = frame.ground
        self._lay(self._on_ground, frame)
        return self._opaque

    def alone(self, frame: PackedFrame) -> QImage:
        """The frame over nothing."""
        if self._under is not None:
            self._lie_over(None)
        self._lay(self._alone, frame)
        return self._clear

    def _lay(self, steps: int, frame: PackedFrame) -> None:
        if frame is self._frame:
            return
        self._packed[: len(frame.packed)] = frame.packed
        try:
            self._machine.run(steps)
        except Exception:
            self._forget()
            raise
        self._frame = frame

    def _lie_over(self, under: QImage | Literal["ground"] | None) -> None:
        self._forget()
        self._under = under

    def _forget(self) -> None:
        """Nothing that lies here counts."""
        self._extents[:] = self._everywhere
        self._frame = None
