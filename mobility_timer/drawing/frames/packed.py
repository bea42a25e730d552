"""A picture of the figure kept small: only the tiles of it that are not transparent."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Final

import numpy as np

from mobility_timer.drawing.scene.furniture import Sprite

_BAND_PX: Final = 32
_GAP_PX: Final = 24
_ZLIB_LEVEL: Final = 1

Tile = tuple[int, int, int, int]
"""Left, top, width and height in device pixels."""


@dataclass(frozen=True)
class PackedFrame:
    """Tiles, their pixels one after the other, and where the traced joint is, in metres.

    `deflated` is the data as it is kept on disk, or empty where it is not to be kept.
    """

    tiles: tuple[Tile, ...]
    data: bytes
    place: tuple[float, ...] | None = None
    deflated: bytes = b""


def _runs(columns: list[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for column in columns:
        if found and column - found[-1][1] <= _GAP_PX:
            found[-1] = found[-1][0], column
        else:
            found.append((column, column))
    return found


def pack(
    sprite: Sprite, place: tuple[float, ...] | None = None, *, deflate: bool = False
) -> PackedFrame:
    """Cut a sprite into bands, and the bands at their wide gaps."""
    tiles, pieces = [], []
    for top in range(0, sprite.pixels.shape[0], _BAND_PX):
        band = sprite.pixels[top : top + _BAND_PX]
        opaque = band[..., 3] > 0
        used = np.flatnonzero(opaque.any(axis=0)).tolist()
        for first, last in _runs(used):
            rows = np.flatnonzero(opaque[:, first : last + 1].any(axis=1))
            low, high = int(rows[0]), int(rows[-1]) + 1
            tiles.append(
                (sprite.left + first, sprite.top + top + low, last + 1 - first, high - low)
            )
            pieces.append(np.ascontiguousarray(band[low:high, first : last + 1]).tobytes())
    data = b"".join(pieces)
    return PackedFrame(
        tuple(tiles), data, place, zlib.compress(data, _ZLIB_LEVEL) if deflate else b""
    )
