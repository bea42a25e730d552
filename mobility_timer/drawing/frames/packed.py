"""A sprite kept small: the tiles of it that are not clear, as runs of one colour."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mobility_timer.drawing.scene.room.furniture import Sprite

_BAND: Final = 32
_GAP: Final = 24
_LONGEST: Final = 255

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


def _columns(used: list[int]) -> list[tuple[int, int]]:
    """The first and last of each group of columns, cut at the wide gaps."""
    found: list[tuple[int, int]] = []
    for column in used:
        if found and column - found[-1][1] <= _GAP:
            found[-1] = found[-1][0], column
        else:
            found.append((column, column))
    return found


def pack(sprite: Sprite, place: tuple[float, ...] | None = None) -> PackedFrame:
    """Cut a sprite into bands, and the bands at their wide gaps."""
    tiles: list[Tile] = []
    pieces = [np.empty(0, np.uint32)]
    rows, columns = sprite.pixels.shape[:2]
    pixels = np.ascontiguousarray(sprite.pixels).view(np.uint32).reshape(rows, columns)
    for top in range(0, rows, _BAND):
        band = pixels[top : top + _BAND]
        seen = band > 0
        for first, last in _columns(np.flatnonzero(seen.any(axis=0)).tolist()):
            lines = np.flatnonzero(seen[:, first : last + 1].any(axis=1))
            low, high = int(lines[0]), int(lines[-1]) + 1
            tiles.append(
                (sprite.left + first, sprite.top + top + low, last + 1 - first, high - low)
            )
            pieces.append(band[low:high, first : last + 1].ravel())
    return PackedFrame(tuple(tiles), *_runs(np.concatenate(pieces)), place)


def _runs(pixels: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """The colour and the length of each run; what is longer than a run may be is several."""
    starts = np.flatnonzero(np.diff(pixels, prepend=~pixels[:1]))
    lengths = np.diff(starts, append=pixels.size)
    pieces = -(-lengths // _LONGEST)
    counts = np.full(int(pieces.sum()), _LONGEST)
    counts[np.cumsum(pieces) - 1] = lengths - (pieces - 1) * _LONGEST
    return np.repeat(pixels[starts], pieces), counts.astype(np.uint8)
