"""Flat faces to a picture, with smooth edges."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from mobility_timer.drawing.palette import colour as rgb_of
from mobility_timer.drawing.raster.kernel.machine import Address, KernelMemory, Machine
from mobility_timer.drawing.raster.projection import Projection
from mobility_timer.drawing.raster.rasteriser import Pixels

_PIXEL_BYTES: Final = 4
MOST_GROUND_BYTES: Final = 65_536
"""So much of a ground is painted along with its figure: a hundred mats and more."""
_FACE_BYTES: Final = 16
_ROWS_BYTES: Final = 12
_SPARE_BYTES: Final = 100
_OPAQUE: Final = -0x1000000


@dataclass(frozen=True, eq=False)
class Face:
    """A flat outline (k, 3) in one colour. As it is seen, it bulges nowhere inwards."""

    corners: NDArray[np.floating[Any]]
    colour: str


@lru_cache(maxsize=1)
def _machine() -> Machine:
    """Who paints does not wait for who draws."""
    return Machine()


@lru_cache(maxsize=64)
def _number(colour: str) -> int:
    """A colour as the kernel has it, as a number with a sign."""
    red, green, blue = rgb_of(colour)
    return _OPAQUE | red << 16 | green << 8 | blue


def packed_faces(
    ground: str,
    groups: Sequence[tuple[Sequence[Face], float]],
    frame: Sequence[Face],
    projection: Projection,
) -> bytes:
    """What the kernel's paint_ground reads: a ground in one colour, then faces with their opacity,
    one over the other, as they are seen, then those of a frame, whose corners are pixels right and
    down."""
    places: list[NDArray[np.floating[Any]]] = []
    faces: list[int | float] = []
    count = 0
    for those, opacity in (*groups, (frame, 1.0)):
        for face in those:
            own = len(face.corners)
            faces += (count, own, _number(face.colour), opacity)
            places.append(face.corners)
            count += own
    seen = sum(len(those) for those, _ in groups)
    corners = [face.corners for face in frame]
    if seen:
        corners.insert(0, projection.project(np.concatenate(places[:seen])))
    shown = [each[:, :2].astype(np.float32).tobytes() for each in corners]
    head = struct.pack("<2i" + len(places) * "3if", _number(ground), len(places), *faces)
    return head + b"".join(shown)


def room_to_paint(memory: KernelMemory, packed_bytes: int, width: int) -> tuple[Address, Address]:
    """What painting takes beside the picture: a note of each face's rows, and a row."""
    most = packed_bytes // _FACE_BYTES
    return memory.room(_ROWS_BYTES * most), memory.room(_PIXEL_BYTES * (width + 2))


def painting_bytes(packed_bytes: int, width: int) -> int:
    """How much that is, with what is painted."""
    return 2 * packed_bytes + _PIXEL_BYTES * width + _SPARE_BYTES


def painted(packed: bytes, width: int, height: int) -> Pixels:
    """Packed faces as a picture (height, width). It is there until the next one is painted."""
    count = _PIXEL_BYTES * width * height
    with _machine().memory(count + painting_bytes(len(packed), width)) as memory:
        ground, pixels = memory.copied(packed), memory.room(count)
        room = room_to_paint(memory, len(packed), width)
        memory.call("paint_ground", ground, pixels, width, height, *room)
        return memory.found(pixels, (height, width), np.uint32)
