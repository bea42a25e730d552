"""Sprites put together."""

from __future__ import annotations

from typing import Final

import numpy as np

from mobility_timer.drawing.raster.rasteriser import Pixels
from mobility_timer.drawing.scene.room.furniture import Bounds, Bytes, Sprite, bounds_around

_OPAQUE: Final = 255
_WHOLE: Final = 256
_BITS: Final = 8
_ALPHA_BITS: Final = 24
_EVEN: Final = np.uint32(0x00FF00FF)
_ODD: Final = np.uint32(0xFF00FF00)
_HALF: Final = np.uint32(0x00800080)


def blended(a: Sprite, b: Sprite, share: float) -> Sprite:
    """Part of the way from one picture to another."""
    box = bounds_around((a.bounds, b.bounds))
    whole = [_within(box, sprite) for sprite in (a, b)]
    found, other = (_words(each).reshape(-1) for each in whole)
    # Most of it is the figure, which is the same in both.
    differs = np.flatnonzero(found != other)
    first, second = (each[differs].view(np.uint8) for each in (found, other))
    mixed = np.float32(1.0 - share) * first + np.float32(share) * second
    found[differs] = np.round(mixed).astype(np.uint8).view(np.uint32)
    return Sprite(*box[:2], whole[0])


def lay_under(upper: Sprite, lower: Sprite, opacity: float) -> None:
    """Put a picture under one that has all of it in its box; it is seen with an `opacity` 0..1."""
    over, under = _words(upper.part(lower.bounds)), _words(lower.pixels)
    seen = (_OPAQUE - (over >> _ALPHA_BITS)) * np.uint32(round(_WHOLE * opacity)) >> _BITS
    even = (under & _EVEN) * seen + _HALF
    odd = (under >> _BITS & _EVEN) * seen + _HALF
    over += (even + (even >> _BITS & _EVEN)) >> _BITS & _EVEN
    over += odd + (odd >> _BITS & _EVEN) & _ODD


def fade(before: Bytes, here: Bytes, share: float) -> None:
    """Go only part of the way from pixels as they were before to what is there now."""
    old, new = _words(before), _words(here)
    come = np.uint32(round(_WHOLE * share))
    left = np.uint32(_WHOLE) - come
    even = (old & _EVEN) * left + (new & _EVEN) * come + _HALF
    odd = (old >> _BITS & _EVEN) * left + (new >> _BITS & _EVEN) * come + _HALF
    new[:] = even >> _BITS & _EVEN | odd & _ODD


def _words(pixels: Bytes) -> Pixels:
    """All four bytes of each pixel (rows, columns). Two of them are reckoned with at a time, every
    other one: numpy takes as long for each number, whatever is in it."""
    return pixels.view(np.uint32)[..., 0]


def _within(box: Bounds, sprite: Sprite) -> Bytes:
    left, top, right, bottom = box
    found = Sprite(left, top, np.zeros((bottom - top, right - left, 4), np.uint8))
    found.part(sprite.bounds)[:] = sprite.pixels
    return found.pixels
