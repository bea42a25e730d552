"""A sprite kept small: the tiles of it that are not clear, as runs of one colour."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mobility_timer.drawing.raster.kernel.machine import machine, unpacking_machine
from mobility_timer.drawing.raster.rasteriser import memory_for
from mobility_timer.drawing.scene.room.furniture import Sprite

_BAND: Final = 128
_GAP: Final = 64
_NUMBER_BITS: Final = 14
_MOST_COLOURS: Final = 1 << _NUMBER_BITS
_PLACES: Final = 2 * _MOST_COLOURS
_PIXEL_BYTES: Final = 4
_WRITTEN_BEYOND: Final = 3
_SPARE_BYTES: Final = 128

Tile: TypeAlias = tuple[int, int, int, int]
"""Left, top, width and height in device pixels."""


@dataclass(frozen=True, eq=False)
class PackedFrame:
    """Tiles, their pixels row by row and one tile after the other, and where the traced joint is,
    in metres.

    `packed` is what the kernel's unpack_runs reads: how many parts, colours and runs there are,
    what each part has of them, the premultiplied colours, the runs of one colour (a colour's number
    in its part, above that the length) and the lengths of the longer ones.
    """

    tiles: tuple[Tile, ...]
    packed: bytes
    place: tuple[float, ...] | None = None

    @property
    def bytes(self) -> int:
        return len(self.packed)

    @cached_property
    def box(self) -> Tile:
        """Around all tiles."""
        if not self.tiles:
            return 0, 0, 0, 0
        left, top = (min(tile[i] for tile in self.tiles) for i in (0, 1))
        right, bottom = (max(tile[i] + tile[i + 2] for tile in self.tiles) for i in (0, 1))
        return left, top, right - left, bottom - top


@lru_cache(maxsize=1)
def pixels_of(frame: PackedFrame) -> NDArray[np.uint32]:
    """The pixels of all tiles, one after the other, in the kernel's memory: until another frame is
    unpacked over them."""
    count = sum(width * height for _, _, width, height in frame.tiles)
    room = _PIXEL_BYTES * (count + _WRITTEN_BEYOND)
    with unpacking_machine().memory(len(frame.packed) + room + _SPARE_BYTES) as memory:
        found = memory.room(room)
        memory.call("unpack_runs", memory.copied(frame.packed), found)
        return memory.found(found, (count,), np.uint32)


def pack(sprite: Sprite, place: tuple[float, ...] | None = None) -> PackedFrame:
    """Cut a sprite into bands, and the bands at their wide gaps."""
    rows, columns = sprite.pixels.shape[:2]
    whole = np.ascontiguousarray(sprite.pixels).view(np.uint32).reshape(rows, columns)
    most_tiles = (rows // _BAND + 1) * (columns // _GAP + 1)
    most_parts = whole.size // _MOST_COLOURS + 2
    size = memory_for(columns, rows, columns + most_tiles + most_parts) + 2 * _PLACES
    with machine().memory(size) as memory:
        tiles = memory.room(16 * most_tiles)
        runs, lengths, colours = (memory.room(each * whole.size) for each in (2, 1, 4))
        parts = memory.room(12 * most_parts)
        counts = memory.room(8)
        used, numbers = memory.room(4 * columns), memory.room(2 * _PLACES)
        written = (tiles, runs, lengths, colours, parts, counts)
        picture = memory.copied(whole)
        memory.call("pack_runs", picture, columns, rows, _BAND, _GAP, used, numbers, *written)
        many_tiles, many_parts = memory.found(counts, (2,), np.int32).tolist()
        cut = memory.found(tiles, (many_tiles, 4), np.int32).tolist()
        kept = tuple(
            (sprite.left + x, sprite.top + y, width, height) for x, y, width, height in cut
        )
        here = memory.found(parts, (many_parts + 1, 3), np.int32)[1:]
        many_runs, many_lengths, many_colours = here.sum(axis=0).tolist()
        packed = (
            np.array((many_parts, many_colours, many_runs), np.int32),
            here,
            memory.found(colours, (many_colours,), np.uint32),
            memory.found(runs, (many_runs,), np.uint16),
            memory.found(lengths, (many_lengths,), np.uint8),
        )
        return PackedFrame(kept, b"".join([each.tobytes() for each in packed]), place)
