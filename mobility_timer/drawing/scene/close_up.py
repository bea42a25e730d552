"""A nearer look at a foot or a hand beside the figure, in step with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import ceil
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF

from mobility_timer.drawing.raster.projection import Projection
from mobility_timer.drawing.scene.card import ROUND, card_at
from mobility_timer.drawing.scene.room.furniture import Bounds, Sprite
from mobility_timer.drawing.scene.room.sprites import fade
from mobility_timer.figure import Camera, Motion, close_up_for, pose_at
from mobility_timer.routine import Side

SHARE: Final = 0.36
"""The card's side as a share of the picture's shorter side."""
_REACH: Final = 1.3
"""What is farther from the joint than this share of the span is not drawn."""
_FLOOR: Final = 0.3
"""The floor is no farther below the middle of the card than this share of the span, so that a foot
on it is not seen in the upper half."""
_LOOKS: Final = (0.0, 0.25, 0.5, 0.75)
_LENSES_KEPT: Final = 8
Places: TypeAlias = NDArray[np.intp]
Shares: TypeAlias = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Lens:
    """The lens of a close-up, and the left top corner of its card in device pixels."""

    projection: Projection
    left: int
    top: int
    middle: NDArray[np.float64]

    @property
    def size(self) -> int:
        return self.projection.width

    @property
    def card(self) -> QRectF:
        return QRectF(self.left, self.top, self.size, self.size)

    @property
    def reach(self) -> float:
        """Metres from the middle within which something is drawn."""
        return _REACH * self.projection.camera.span

    @property
    def bounds(self) -> Bounds:
        """The card in a picture."""
        return self.left, self.top, self.left + self.size, self.top + self.size

    def join(self, near: Sprite, figure: Sprite, opacity: float = 1.0) -> None:
        """Put the close-up on its card over a figure that has all of the card in its box. `near`
        is as large as the card, which may be seen with an `opacity` 0..1."""
        card = figure.part(self.bounds)
        behind = card.copy() if opacity < 1.0 else None
        at, there, beyond = self._rounded
        corners = _byte(card[at] * beyond) + _byte(near.pixels[at] * there)
        card[:] = near.pixels
        card[at] = corners
        if behind is not None:
            fade(behind, card, opacity)

    @cached_property
    def _rounded(self) -> tuple[tuple[Places, Places], Shares, Shares]:
        """The pixels at the card's round corners: rows and columns, and how much of each is on the
        card and how much beyond, 0..1 (n, 1)."""
        radius = ROUND * self.size
        along = radius - np.arange(ceil(radius), dtype=np.float32) - 0.5
        far = np.hypot(along[:, None], along[None, :])
        mask = np.asarray(np.clip(radius - far + 0.5, 0.0, 1.0), np.float32)
        y, x = np.nonzero(mask < 1.0)
        last = self.size - 1
        rows, columns = np.concatenate([y, y, last - y, last - y]), np.tile([*x, *(last - x)], 2)
        there: Shares = np.tile(mask[y, x], 4)[:, None]
        return (rows, columns), there, 1.0 - there


def _byte(values: NDArray[np.floating]) -> NDArray[np.uint8]:
    return values.astype(np.uint8)


def near_camera(motion: Motion, side: Side | None, variant: str | None = None) -> Camera | None:
    """The camera of a motion's close-up in a variant, or in its first; its joint stays in the
    middle as a whole, or below it where that would show little but floor."""
    close = close_up_for(motion, side)
    if close is None:
        return None
    variant = variant or next(iter(motion.variants), None)
    places = [pose_at(motion, phase, side, variant).joint(close.joint) for phase in _LOOKS]
    low, high = np.min(places, axis=0), np.max(places, axis=0)
    x, y, z = (float(each) for each in (low + high) / 2)
    target = (x, y, max(z, _FLOOR * close.span))
    return Camera(close.azimuth, close.elevation, target, close.span)


@lru_cache(maxsize=_LENSES_KEPT)
def lens_for(
    motion: Motion, side: Side | None, variant: str | None, projection: Projection
) -> Lens | None:
    """The lens of a motion's close-up in a picture; None where it has none. Who draws and who
    paints behind it ask for the same, and it takes five poses to find."""
    camera = near_camera(motion, side, variant)
    if camera is None:
        return None
    card = card_at(projection, SHARE, pose_at(motion, 0.0, side))
    size = round(card.width())
    middle = np.array(camera.target)
    return Lens(Projection(camera, size, size), round(card.left()), round(card.top()), middle)
