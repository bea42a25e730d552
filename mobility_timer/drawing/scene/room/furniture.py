"""Furniture: the still things that may hide the figure and be hidden by it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mobility_timer.drawing.palette import Palette, colour
from mobility_timer.drawing.raster.kernel.machine import machine
from mobility_timer.drawing.raster.projection import Projection
from mobility_timer.drawing.raster.rasteriser import (
    Hiding,
    Picture,
    Singles,
    Surface,
    memory_for,
    picture_bytes,
    rasterise,
)
from mobility_timer.drawing.raster.shading import light_on
from mobility_timer.drawing.raster.solids import Solid

Bytes = NDArray[np.uint8]
Bounds: TypeAlias = tuple[int, int, int, int]
"""Left, top, right and bottom (neither of them itself)."""

_MARGIN: Final = 3


@dataclass(frozen=True, eq=False)
class Sprite:
    """A part of a picture: its left top corner in device pixels, premultiplied blue, green,
    red and alpha (rows, columns, 4), as Qt keeps them on machines whose low byte is first."""

    left: int
    top: int
    pixels: Bytes

    @property
    def bounds(self) -> Bounds:
        rows, columns = self.pixels.shape[:2]
        return self.left, self.top, self.left + columns, self.top + rows

    def part(self, box: Bounds) -> Bytes:
        """Its pixels within bounds that lie in its own."""
        left, top, right, bottom = box
        return self.pixels[top - self.top : bottom - self.top, left - self.left : right - self.left]


@dataclass(frozen=True, eq=False)
class Furniture:
    """How it looks, and its depths, `fine` of them each way to a pixel: what is behind them is
    hidden."""

    sprite: Sprite
    depths: Singles
    fine: int

    def hiding(self, left: int, top: int) -> Hiding:
        """What it hides of a layer as fine as the depths, whose corner (left, top) is given in
        final pixels."""
        x, y = self.fine * (self.sprite.left - left), self.fine * (self.sprite.top - top)
        return Hiding(self.depths, x, y)


def bounds_around(boxes: Iterable[Bounds]) -> Bounds:
    """The bounds of all of them together."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def sprite_at(picture: Picture, left: int, top: int) -> Sprite:
    """A picture itself, whose corner is at (left, top), to be changed where it lies."""
    pixels = picture.pixels().view(np.uint8)
    return Sprite(left, top, pixels.reshape(picture.rows, picture.columns, 4))


def sprite_of(picture: Picture, left: int, top: int) -> Sprite:
    """A copy of it."""
    return Sprite(left, top, sprite_at(picture, left, top).pixels.copy())


def widened(picture: Picture, left: int, top: int, around: Bounds) -> tuple[Picture, int, int]:
    """The picture, whose corner is at (left, top), copied into one whose box is around a box, too;
    and the corner of that."""
    figure = sprite_at(picture, left, top)
    box = bounds_around((figure.bounds, around))
    rows, columns, memory = box[3] - box[1], box[2] - box[0], picture.memory
    wide = Picture(memory.room(picture_bytes(columns, rows)), rows, columns, memory)
    found = sprite_at(wide, *box[:2])
    found.pixels[:] = 0
    found.part(figure.bounds)[:] = figure.pixels
    return wide, box[0], box[1]


def surface(solids: list[Solid], projection: Projection) -> tuple[Surface, Singles]:
    """Solids for the rasteriser, and their colours (n, 3)."""
    vertices = np.concatenate([solid.vertices for solid in solids])
    normals = np.concatenate([solid.normals for solid in solids]).astype(np.float32)
    firsts = np.cumsum([0, *(len(solid.vertices) for solid in solids)])
    triangles = [solid.triangles + first for solid, first in zip(solids, firsts, strict=False)]
    tints = [np.full(len(solid.triangles), i, np.uint8) for i, solid in enumerate(solids)]
    colours = np.array([colour(solid.colour) for solid in solids], np.float32) / 255.0
    drawn = Surface(
        projection.project(vertices),
        np.concatenate(triangles).astype(np.int32),
        np.concatenate(tints),
        light_on(normals, projection.axes),
    )
    return drawn, colours


def build(
    solids: list[Solid],
    projection: Projection,
    palette: Palette,
    stroke: int,
    fine: int,
) -> Furniture | None:
    """Draw furniture for a lens; `fine` is the number of samples that a pixel has each way,
    `stroke` the outline's width in samples. Nothing where none of it is in the picture."""
    if not solids:
        return None
    large = Projection(projection.camera, projection.width * fine, projection.height * fine)
    drawn, colours = surface(solids, large)
    low, high = drawn.points[:, :2].min(axis=0) / fine, drawn.points[:, :2].max(axis=0) / fine
    left, top = np.maximum(np.floor(low).astype(int) - _MARGIN, 0)
    right, bottom = np.minimum(
        np.ceil(high).astype(int) + _MARGIN, (projection.width, projection.height)
    )
    if right <= left or bottom <= top:
        return None
    drawn.points[:, :2] -= (fine * left, fine * top)
    width, height = int(fine * (right - left)), int(fine * (bottom - top))
    with machine().memory(memory_for(width, height, len(drawn.points))) as memory:
        layer = rasterise(drawn, colours, palette, (width, height), memory)
        depths = layer.whole_depths()
        sprite = sprite_of(layer.finished(stroke, fine), int(left), int(top))
        return Furniture(sprite, depths, fine)
