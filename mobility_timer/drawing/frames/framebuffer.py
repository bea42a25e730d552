"""Where a frame is unpacked to be painted: over the still part of its scene, over a ground of its
own, or over nothing."""

from __future__ import annotations

import struct
from typing import Final, Literal

from PySide6.QtGui import QImage

from mobility_timer.drawing.frames.packed import PackedFrame, packed_bytes
from mobility_timer.drawing.raster.faces import MOST_GROUND_BYTES, painting_bytes, room_to_paint
from mobility_timer.drawing.raster.kernel.machine import KernelMemory, Machine

_PIXEL_BYTES: Final = 4
_SPARE_BYTES: Final = 512
_LONGEST_RUN_BYTES: Final = 32


def holds_ground(frame: PackedFrame) -> bool:
    """Whether a frame has a ground of its own, and not too large a one for a framebuffer."""
    return frame.ground is not None and len(frame.ground) <= MOST_GROUND_BYTES


class Framebuffer:
    """Two pictures of `width` by `height` device pixels in the memory of a kernel of its own: the
    one that is painted, and the next one, which costs less where it is laid along with it.

    The images that it gives are to be painted at once: they show what lies there, which a later
    frame replaces, and are gone with it.
    """

    def __init__(self, width: int, height: int) -> None:
        self.size = width, height
        size, content = _PIXEL_BYTES * width * height, packed_bytes(width, height)
        everywhere = struct.pack("<5i", 0, width, width, 0, 0) * height
        row = _PIXEL_BYTES * width + _LONGEST_RUN_BYTES
        self._machine = Machine()
        room = 3 * size + row + 2 * (content + len(everywhere)) + _SPARE_BYTES
        room += painting_bytes(MOST_GROUND_BYTES, width)
        memory = self._memory = self._machine.lasting(room)
        still, unpacked = memory.room(size), memory.room(row)
        self._still = memory.whole(still, size)
        self._slots = tuple(_Slot(memory, self.size, everywhere) for _ in range(2))
        self._alone = self._steps(None, unpacked, *self._slots[:1])
        each = (self._steps(still, unpacked, slot) for slot in self._slots)
        self._over = *each, self._steps(still, unpacked, *self._slots)
        ground = memory.room(MOST_GROUND_BYTES)
        self._ground = memory.whole(ground, MOST_GROUND_BYTES)
        pixels = self._slots[0].pixels
        to_paint = room_to_paint(memory, MOST_GROUND_BYTES, width)
        memory.call("paint_ground", ground, pixels, width, height, *to_paint)
        there = (self._slots[0].packed, pixels, pixels, None, unpacked)
        memory.call("lay_runs", *there, width, height)
        self._on_ground = memory.steps()
        self._under: QImage | Literal["ground"] | None = None

    def over(
        self, still: QImage, frame: PackedFrame, following: PackedFrame | None = None
    ) -> QImage:
        """The frame over the still part of its scene, an image of this size without alpha; the
        `following` one is laid along with it."""
        if still is not self._under:
            self._still[:] = still.constBits()
            self._lie_over(still)
        one, other = self._slots
        if frame is other.frame:
            return other.opaque
        if frame is not one.frame:
            if following is None or following is other.frame:
                self._lay(self._over[0], (one, frame))
            else:
                self._lay(self._over[2], (one, frame), (other, following))
        return one.opaque

    def on_its_ground(self, frame: PackedFrame) -> QImage:
        """The frame over its own ground, one that is held: an image of this size without alpha."""
        if self._under != "ground":
            self._lie_over("ground")
        slot = self._slots[0]
        if frame is not slot.frame and frame.ground is not None:
            self._ground[: len(frame.ground)] = frame.ground
            self._lay(self._on_ground, (slot, frame))
        return slot.opaque

    def alone(self, frame: PackedFrame) -> QImage:
        """The frame over nothing."""
        if self._under is not None:
            self._lie_over(None)
        slot = self._slots[0]
        if frame is not slot.frame:
            self._lay(self._alone, (slot, frame))
        return slot.clear

    def _lay(self, steps: int, *laid: tuple[_Slot, PackedFrame]) -> None:
        for slot, frame in laid:
            slot.unpack_from(frame)
        try:
            self._machine.run(steps)
        except Exception:
            for slot, _ in laid:
                slot.forget()
            raise
        for slot, frame in laid:
            slot.frame = frame

    def _steps(self, still: int | None, unpacked: int, *slots: _Slot) -> int:
        for slot in slots:
            there = (slot.packed, slot.pixels, still, slot.extents, unpacked, *self.size)
            self._memory.call("lay_runs", *there)
        return self._memory.steps()

    def _lie_over(self, under: QImage | Literal["ground"] | None) -> None:
        for slot in self._slots:
            slot.forget()
        self._under = under


class _Slot:
    """One picture of a framebuffer, with what is packed of it and where it lies."""

    def __init__(self, memory: KernelMemory, size: tuple[int, int], everywhere: bytes) -> None:
        width, height = size
        count, content = _PIXEL_BYTES * width * height, packed_bytes(width, height)
        self.extents, self.pixels = memory.copied(everywhere), memory.room(count)
        self.packed = memory.room(content)
        self.frame: PackedFrame | None = None
        self._everywhere = everywhere
        self._extents = memory.whole(self.extents, len(everywhere))
        self._content = memory.whole(self.packed, content)
        there = memory.whole(self.pixels, count), width, height, _PIXEL_BYTES * width
        self.opaque = QImage(*there, QImage.Format.Format_RGB32)
        self.clear = QImage(*there, QImage.Format.Format_ARGB32_Premultiplied)

    def unpack_from(self, frame: PackedFrame) -> None:
        """Have the frame here when it is laid next."""
        self._content[: len(frame.packed)] = frame.packed

    def forget(self) -> None:
        """Nothing that lies here counts."""
        self._extents[:] = self._everywhere
        self.frame = None
