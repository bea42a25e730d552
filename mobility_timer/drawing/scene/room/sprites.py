"""Sprites put together."""

from __future__ import annotations

from typing import Final

import numpy as np

from mobility_timer.drawing.scene.room.furniture import Bytes, Sprite

_OPAQUE: Final = 255


def blended(a: Sprite, b: Sprite, share: float) -> Sprite:
    """Part of the way from one picture to another."""
    left, top, whole = _together(a, b)
    # Most of it is the figure, which is the same in both.
    first, second = (each.view(np.uint32)[..., 0] for each in whole)
    differs = first != second
    mixed = np.float32(1.0 - share) * whole[0][differs] + np.float32(share) * whole[1][differs]
    whole[0][differs] = np.round(mixed).astype(np.uint8)
    return Sprite(left, top, whole[0])


def laid_over(upper: Sprite, lower: Sprite, opacity: float) -> Sprite:
    """One picture over another, which is seen with an `opacity` 0..1."""
    left, top, (found, below) = _together(upper, lower)
    rows, columns = lower.pixels.shape[:2]
    y, x = lower.top - top, lower.left - left
    there = slice(y, y + rows), slice(x, x + columns)
    rest = np.float32(opacity) * (_OPAQUE - found[there][..., 3:].astype(np.float32)) / _OPAQUE
    found[there] += np.round(rest * below[there]).astype(np.uint8)
    return Sprite(left, top, found)


def _together(a: Sprite, b: Sprite) -> tuple[int, int, list[Bytes]]:
    """The left top corner of both, and each as large as both together."""
    left, top = min(a.left, b.left), min(a.top, b.top)
    right, bottom = (
        max(each[0] + each[1].pixels.shape[axis] for each in pairs)
        for axis, pairs in ((1, ((a.left, a), (b.left, b))), (0, ((a.top, a), (b.top, b))))
    )
    whole = []
    for sprite in (a, b):
        rows, columns = sprite.pixels.shape[:2]
        y, x = sprite.top - top, sprite.left - left
        each = np.zeros((bottom - top, right - left, 4), np.uint8)
        each[y : y + rows, x : x + columns] = sprite.pixels
        whole.append(each)
    return left, top, whole
