"""A sprite kept small: the tiles of it that are not clear, as runs of one colour."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mobility_timer.drawing.raster.kernel.machine import machine
from mobility_timer.drawing.raster.rasteriser import memory_for
from mobility_timer.drawing.scene.room.furniture import Sprite

_BAND: Final = 128
_GAP: Final = 64
_NUMBER_BITS: Final = 14
_MOST_COLOURS: Final = 1 << _NUMBER_BITS
_PLACES: Final = 2 * _MOST_COLOURS

Tile: TypeAlias = tuple[int, int, int, int]
"""Left, top, width and height in device pixels."""


@dataclass(frozen=True, eq=False)
class Runs:
    """Pixels as runs of one colour (n,), as the kernel's pack_runs writes them: the number of a
    premultiplied colour, and above that the length of the run, or nought where it is the next of
    `lengths`."""

    numbers: NDArray[np.uint16]
    lengths: NDArray[np.uint8]
    colours: NDArray[np.uint32]

    @property
    def bytes(self) -> int:
        return self.numbers.nbytes + self.lengths.nbytes + self.colours.nbytes

    def pixels(self) -> NDArray[np.uint32]:
        lengths = self.numbers >> _NUMBER_BITS
        lengths[lengths == 0] = self.lengths
        return np.repeat(self.colours.take(self.numbers & (_MOST_COLOURS - 1)), lengths)


@dataclass(frozen=True, eq=False)
class PackedFrame:
    """Tiles, their pixels row by row and one tile after the other, and where the traced joint is,
    in metres."""

    tiles: tuple[Tile, ...]
    parts: tuple[Runs, ...]
    place: tuple[float, ...] | None = None

    @property
    def bytes(self) -> int:
        return sum(part.bytes for part in self.parts)

    @cached_property
    def box(self) -> Tile:
        """Around all tiles."""
        if not self.tiles:
            return 0, 0, 0, 0
        left, top = (min(tile[i] for tile in self.tiles) for i in (0, 1))
        right, bottom = (max(tile[i] + tile[i + 2] for tile in self.tiles) for i in (0, 1))
        return left, top, right - left, bottom - top

    def pixels(self) -> NDArray[np.uint32]:
        """The pixels of all tiles, one after the other."""
        if len(self.parts) == 1:
            return self.parts[0].pixels()
        return np.concatenate([part.pixels() for part in self.parts])


def pack(sprite: Sprite, place: tuple[float, ...] | None = None) -> PackedFrame:
    """Cut a sprite into bands, and the bands at their wide gaps."""
    rows, columns = sprite.pixels.shape[:2]
    pixels = np.ascontiguousarray(sprite.pixels).view(np.uint32).reshape(rows, columns)
    most_tiles = (rows // _BAND + 1) * (columns // _GAP + 1)
    most_parts = pixels.size // _MOST_COLOURS + 2
    size = memory_for(columns, rows, columns + most_tiles + most_parts) + 2 * _PLACES
    with machine().memory(size) as memory:
        tiles = memory.room(16 * most_tiles)
        runs, lengths, colours = (memory.room(each * pixels.size) for each in (2, 1, 4))
        parts = memory.room(12 * most_parts)
        counts = memory.room(8)
        used, numbers = memory.room(4 * columns), memory.room(2 * _PLACES)
        written = (tiles, runs, lengths, colours, parts, counts)
        picture = memory.copied(pixels)
        memory.call("pack_runs", picture, columns, rows, _BAND, _GAP, used, numbers, *written)
        many_tiles, many_parts = memory.found(counts, (2,), np.int32).tolist()
        cut = memory.found(tiles, (many_tiles, 4), np.int32).tolist()
        kept = tuple(
            (sprite.left + x, sprite.top + y, width, height) for x, y, width, height in cut
        )
        ends = np.cumsum(memory.found(parts, (many_parts + 1, 3), np.int32), axis=0).tolist()
        last = ends[-1]
        whole = (
            memory.found(runs, (last[0],), np.uint16),
            memory.found(lengths, (last[1],), np.uint8),
            memory.found(colours, (last[2],), np.uint32),
        )
        packed = tuple(
            Runs(*(each[a:b].copy() for each, a, b in zip(whole, begin, end, strict=True)))
            for begin, end in pairwise(ends)
        )
        return PackedFrame(kept, packed, place)
