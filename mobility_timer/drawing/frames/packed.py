"""A sprite kept small: the tiles of it that are not clear, as runs of one colour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np

from mobility_timer.drawing.raster.kernel.machine import machine
from mobility_timer.drawing.raster.rasteriser import Picture, memory_for
from mobility_timer.drawing.scene.room.furniture import Sprite

_BAND: Final = 128
_GAP: Final = 64
_NUMBER_BITS: Final = 14
_MOST_COLOURS: Final = 1 << _NUMBER_BITS
_PLACES: Final = 2 * _MOST_COLOURS
_PIXEL_BYTES: Final = 4
_BYTES_A_PIXEL: Final = 2, 1, 4
"""At most, of runs, of their lengths, and of colours."""
_HEAD_BYTES: Final = 16
_TILE_BYTES: Final = 16
_PART_BYTES: Final = 12
_FOUND_BYTES: Final = 20

Box: TypeAlias = tuple[int, int, int, int]
"""Left, top, width and height in device pixels."""


@dataclass(frozen=True, eq=False)
class PackedFrame:
    """The box around what is not clear, and where the traced joint is, in metres.

    `packed` is what the kernel's lay_runs reads: how many tiles, parts, colours and runs there are,
    where the tiles lie, what each part has of colours, runs and lengths, the premultiplied colours,
    the runs of one colour (a colour's number in its part, above that the length) and the lengths of
    the longer ones.
    """

    box: Box
    packed: bytes
    place: tuple[float, ...] | None = None

    @property
    def bytes(self) -> int:
        return len(self.packed)


def packed_bytes(width: int, height: int) -> int:
    """What a picture of this size takes at most."""
    pixels = width * height
    whole = _HEAD_BYTES + _TILE_BYTES * _most_tiles(width, height)
    return whole + _PART_BYTES * _most_parts(pixels) + pixels * sum(_BYTES_A_PIXEL)


def _most_tiles(width: int, height: int) -> int:
    return (height // _BAND + 1) * (width // _GAP + 1)


def _most_parts(pixels: int) -> int:
    return pixels // _MOST_COLOURS + 2


def packing_bytes(width: int, height: int) -> int:
    """The memory that it takes at most to pack a picture of this size, beside the picture's."""
    return memory_for(0, 0, width) + 2 * _PLACES + 2 * packed_bytes(width, height)


def pack(sprite: Sprite, place: tuple[float, ...] | None = None) -> PackedFrame:
    height, width = sprite.pixels.shape[:2]
    size = _PIXEL_BYTES * width * height + packing_bytes(width, height)
    with machine().memory(size) as memory:
        pixels = memory.copied(np.ascontiguousarray(sprite.pixels))
        return pack_picture(
            Picture(pixels, height, width, memory), sprite.left, sprite.top, place=place
        )


def pack_picture(
    picture: Picture, left: int, top: int, *, place: tuple[float, ...] | None = None
) -> PackedFrame:
    """Cut a picture, whose corner is at (left, top), into bands, and the bands at their wide gaps,
    where it lies."""
    memory, width, height = picture.memory, picture.columns, picture.rows
    pixels = width * height
    tiles = memory.room(_TILE_BYTES * _most_tiles(width, height))
    runs, lengths, colours = (memory.room(each * pixels) for each in _BYTES_A_PIXEL)
    parts = memory.room(_PART_BYTES * _most_parts(pixels))
    used, numbers = memory.room(_PIXEL_BYTES * width), memory.room(2 * _PLACES)
    found = memory.room(_FOUND_BYTES)
    packed = memory.room(packed_bytes(width, height))
    written = (tiles, runs, lengths, colours, parts, packed, found)
    box = (left, top, width, height)
    memory.call("pack_runs", picture.at, *box, _BAND, _GAP, used, numbers, *written)
    length, first, high, right, low = memory.found(found, (5,), np.int32).tolist()
    content = bytes(memory.whole(packed, length))
    return PackedFrame((first, high, right - first, low - high), content, place)
