"""A sprite kept small: the tiles of it that are not clear, as runs of one colour."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mobility_timer.drawing.raster.kernel.machine import machine
from mobility_timer.drawing.raster.rasteriser import memory_for
from mobility_timer.drawing.scene.room.furniture import Sprite

_BAND: Final = 32
_GAP: Final = 24

Tile: TypeAlias = tuple[int, int, int, int]
"""Left, top, width and height in device pixels."""


@dataclass(frozen=True, eq=False)
class PackedFrame:
    """Tiles, their pixels row by row and one tile after the other as runs, and where the traced
    joint is, in metres. A run is a premultiplied colour (n,) and how often it comes (n,)."""

    tiles: tuple[Tile, ...]
    colours: NDArray[np.uint32]
    counts: NDArray[np.uint8]
    place: tuple[float, ...] | None = None

    @property
    def bytes(self) -> int:
        return self.colours.nbytes + self.counts.nbytes

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
        return np.repeat(self.colours, self.counts)


def pack(sprite: Sprite, place: tuple[float, ...] | None = None) -> PackedFrame:
    """Cut a sprite into bands, and the bands at their wide gaps."""
    rows, columns = sprite.pixels.shape[:2]
    pixels = np.ascontiguousarray(sprite.pixels).view(np.uint32).reshape(rows, columns)
    most_tiles = (rows // _BAND + 1) * (columns // _GAP + 1)
    with machine().memory(memory_for(columns, rows, columns + most_tiles)) as memory:
        tiles = memory.room((most_tiles, 4), np.int32)
        colours = memory.room((pixels.size,), np.uint32)
        counts = memory.room((pixels.size,), np.uint8)
        found = memory.room((2,), np.int32)
        used = memory.room((columns,), np.uint32)
        picture = memory.copied(pixels)
        memory.call(
            "pack_runs", picture, columns, rows, _BAND, _GAP, used, tiles, colours, counts, found
        )
        many, runs = found.tolist()
        corner = np.array((sprite.left, sprite.top, 0, 0))
        kept = tuple((left, top, w, h) for left, top, w, h in (tiles[:many] + corner).tolist())
        return PackedFrame(kept, colours[:runs].copy(), counts[:runs].copy(), place)
