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
from mobility_timer.drawing.raster.kernel.machine import Machine
from mobility_timer.drawing.raster.projection import Projection
from mobility_timer.drawing.raster.rasteriser import Pixels
from mobility_timer.drawing.raster.shading import lens_of

_PIXEL_BYTES: Final = 4
_CORNER_BYTES: Final = 20
_FACE_BYTES: Final = 16
_SPARE_BYTES: Final = 1_000
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


def painted(
    ground: str,
    groups: Sequence[tuple[Sequence[Face], float]],
    frame: Sequence[Face],
    projection: Projection,
) -> Pixels:
    """A picture (height, width) in the colour of its ground, then faces with their opacity, one
    over the other, then those of a frame, whose corners are pixels right and down. It is there
    until the next one is painted."""
    width, height = projection.width, projection.height
    corners: list[NDArray[np.floating[Any]]] = []
    faces: list[int | float] = []
    places = count = 0
    for those, opacity in (*groups, (frame, 1.0)):
        places = count
        for face in those:
            own = len(face.corners)
            faces += (count, own, _number(face.colour), opacity)
            corners.append(face.corners)
            count += own
    many = len(corners)
    room = _PIXEL_BYTES * (width * height + width) + _CORNER_BYTES * count + _FACE_BYTES * many
    with _machine().memory(room + _SPARE_BYTES) as memory:
        pixels = memory.room(_PIXEL_BYTES * width * height)
        memory.call(
            "paint_ground",
            *(pixels, width, height, _number(ground), memory.copied(lens_of(projection))),
            *(memory.copied(np.concatenate(corners).astype(np.float32)), places, count),
            *(memory.copied(struct.pack("<" + many * "3if", *faces)), many),
            *(memory.room(8 * count), memory.room(_PIXEL_BYTES * (width + 2))),
        )
        return memory.found(pixels, (height, width), np.uint32)
