"""A sprite kept small: the spans of its rows that are not clear, as runs of one colour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np

from mobility_timer.drawing.raster.kernel.machine import machine
from mobility_timer.drawing.raster.rasteriser import Picture, memory_for
from mobility_timer.drawing.scene.room.furniture import Sprite

_GAP: Final = 8
_MOST_COLOURS: Final = 1 << 13
_PLACES: Final = 2 * _MOST_COLOURS
_HEAD_BYTES: Final = 24
_PART_BYTES: Final = 8
_COUNT_BYTES: Final = 2
_SPAN_BYTES: Final = 4
_COLOUR_BYTES: Final = 4
_RUN_BYTES: Final = 2
_FOUND_BYTES: Final = 20

Box: TypeAlias = tuple[int, int, int, int]
"""Left, top, width and height in device pixels."""


@dataclass(frozen=True, eq=False)
class PackedFrame:
    """The box around what is not clear, and where the traced joint is, in metres.

    `packed` is what the kernel's lay_runs reads: from which row on, and how many rows, parts,
    spans, colours and runs there are, with which row each part begins and how many colours it has,
    how many spans each row has, where they lie, the premultiplied colours, and the runs of one
    colour (a colour's number in its part, above that the length). `ground` is what paint_ground
    reads, where what is behind it is seen by a lens of its own.
    """

    box: Box
    packed: bytes
    place: tuple[float, ...] | None = None
    ground: bytes | None = None

    @property
    def bytes(self) -> int:
        return len(self.packed) + len(self.ground or b"")


def packed_bytes(width: int, height: int) -> int:
    """What a picture of this size takes at most."""
    return _HEAD_BYTES + sum(_most_bytes(width, height))


def _most_bytes(width: int, height: int) -> tuple[int, int, int, int, int]:
    """Of parts, numbers of spans, spans, colours and runs."""
    rows, pixels = height + 1, width * height
    spans = _SPAN_BYTES * rows * (width // (_GAP + 1) + 1)
    return (
        _PART_BYTES * rows,
        _COUNT_BYTES * rows,
        spans,
        _COLOUR_BYTES * pixels,
        _RUN_BYTES * pixels,
    )


def packing_bytes(width: int, height: int) -> int:
    """The memory that it takes at most to pack a picture of this size, beside the picture's."""
    return memory_for(0, 0, width) + _COUNT_BYTES * _PLACES + 2 * packed_bytes(width, height)


def pack(sprite: Sprite, place: tuple[float, ...] | None = None) -> PackedFrame:
    height, width = sprite.pixels.shape[:2]
    size = _COLOUR_BYTES * width * height + packing_bytes(width, height)
    with machine().memory(size) as memory:
        pixels = memory.copied(np.ascontiguousarray(sprite.pixels))
        return pack_picture(
            Picture(pixels, height, width, memory), sprite.left, sprite.top, place=place
        )


def pack_picture(
    picture: Picture, left: int, top: int, *, place: tuple[float, ...] | None = None
) -> PackedFrame:
    """Pack a picture, whose corner is at (left, top), where it lies. Raises ValueError where it is
    wider than any screen."""
    memory, width, height = picture.memory, picture.columns, picture.rows
    if width > _MOST_COLOURS:
        raise ValueError(f"a picture is at most {_MOST_COLOURS} pixels wide, not {width}")
    numbers = memory.room(_COUNT_BYTES * _PLACES)
    parts, counts, spans, colours, runs = map(memory.room, _most_bytes(width, height))
    found = memory.room(_FOUND_BYTES)
    packed = memory.room(packed_bytes(width, height))
    written = (numbers, counts, spans, runs, colours, parts, packed, found)
    memory.call("pack_runs", picture.at, left, top, width, height, *written)
    length, first, high, right, low = memory.found(found, (5,), np.int32).tolist()
    content = bytes(memory.whole(packed, length))
    return PackedFrame((first, high, right - first, low - high), content, place)


def around(one: Box, other: Box) -> Box:
    """The box around two."""
    left, top = min(one[0], other[0]), min(one[1], other[1])
    right = max(one[0] + one[2], other[0] + other[2])
    return left, top, right - left, max(one[1] + one[3], other[1] + other[3]) - top
