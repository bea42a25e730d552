"""Sprites put together."""

from __future__ import annotations

from typing import Final

import numpy as np

from mobility_timer.drawing.scene.room.furniture import Bytes, Sprite

_OPAQUE: Final = 255
_WHOLE: Final = 256
_BITS: Final = 8

_Box = tuple[int, int, int, int]
"""Left, top, right and bottom (neither of them itself)."""


def blended(a: Sprite, b: Sprite, share: float) -> Sprite:
    """Part of the way from one picture to another."""
    box = _around(a, b)
    whole = [_within(box, sprite) for sprite in (a, b)]
    # Most of it is the figure, which is the same in both.
    first, second = (each.view(np.uint32)[..., 0] for each in whole)
    differs = first != second
    mixed = np.float32(1.0 - share) * whole[0][differs] + np.float32(share) * whole[1][differs]
    whole[0][differs] = np.round(mixed).astype(np.uint8)
    return Sprite(*box[:2], whole[0])


def laid_over(upper: Sprite, lower: Sprite, opacity: float) -> Sprite:
    """One picture over another, which is seen with an `opacity` 0..1."""
    box = _around(upper, lower)
    found = _within(box, upper)
    there = found[_place(box, lower)]
    share = np.uint16(round(_WHOLE * opacity))
    seen = (_OPAQUE - there[..., 3:]).astype(np.uint16) * share >> _BITS
    product = seen * lower.pixels + np.uint16(_WHOLE // 2)
    there += ((product + (product >> _BITS)) >> _BITS).astype(np.uint8)
    return Sprite(*box[:2], found)


def _around(a: Sprite, b: Sprite) -> _Box:
    left, top = min(a.left, b.left), min(a.top, b.top)
    right = max(each.left + each.pixels.shape[1] for each in (a, b))
    return left, top, right, max(each.top + each.pixels.shape[0] for each in (a, b))


def _within(box: _Box, sprite: Sprite) -> Bytes:
    left, top, right, bottom = box
    found = np.zeros((bottom - top, right - left, 4), np.uint8)
    found[_place(box, sprite)] = sprite.pixels
    return found


def _place(box: _Box, sprite: Sprite) -> tuple[slice, slice]:
    rows, columns = sprite.pixels.shape[:2]
    y, x = sprite.top - box[1], sprite.left - box[0]
    return slice(y, y + rows), slice(x, x + columns)
