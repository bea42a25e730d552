"""Surfaces to pictures: triangles with a depth buffer, outlines, smooth edges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mobility_timer.drawing.palette import Palette
from mobility_timer.drawing.raster.kernel.machine import KernelMemory
from mobility_timer.drawing.raster.shading import tones_of

Singles: TypeAlias = NDArray[np.floating[Any]]
Pixels: TypeAlias = NDArray[np.uint32]
"""Premultiplied 0xAARRGGBB (height, width)."""

NOTHING = np.float32(-1e3)
"""The depth where nothing is."""

_POINT_BYTES = 128
_PIXEL_BYTES = 16


@dataclass(frozen=True, eq=False)
class Surface:
    """What is to be drawn, in pixels: points (n, 3), right, down and towards the lens in metres;
    triangles (m, 3) that turn anticlockwise as seen; the tint of each triangle; the light -1..1
    and the glow 0..1 at each point."""

    points: Singles
    triangles: NDArray[np.int32]
    tints: NDArray[np.uint8]
    light: Singles
    glow: Singles | None = None


@dataclass(frozen=True, eq=False)
class Layer:
    """A picture and its depths in metres towards the lens, both (height, width), and from which
    pixel of a row to which something may be, (height, 2); all in the kernel's memory."""

    picture: Pixels
    depths: Singles
    spans: NDArray[np.int32]
    _memory: KernelMemory

    def outline(self, stroke: int) -> None:
        """Darken a line of `stroke` pixels on the near side of every step in depth."""
        height, width = self.picture.shape
        self._memory.call(
            "draw_outlines", self.picture, self.depths, self.spans, width, height, stroke
        )

    def hide_behind(self, depths: Singles, left: int, top: int) -> None:
        """Clear what lies behind other things, whose depths have their corner at (left, top)."""
        rows, columns = self.picture.shape
        own_rows, own_columns = depths.shape
        y0, y1 = max(0, top), min(rows, top + own_rows)
        x0, x1 = max(0, left), min(columns, left + own_columns)
        if y0 >= y1 or x0 >= x1:
            return
        mine = self._memory.copied(depths[y0 - top : y1 - top, x0 - left : x1 - left])
        picture, here = self.picture[y0:, x0:], self.depths[y0:, x0:]
        self._memory.call("hide", picture, here, columns, mine, x1 - x0, y1 - y0, x1 - x0)

    def smooth(self, fine: int) -> Pixels:
        """The picture with smooth edges, in the kernel's memory: the mean of each 2 x 2 pixels
        where it was drawn twice as `fine`, else its edges mixed."""
        height, width = (size // fine for size in self.picture.shape)
        found = self._memory.room((height, width), np.uint32)
        name = "halve" if fine == 2 else "smooth"
        self._memory.call(name, self.picture, self.spans, found, width, height)
        return found


def memory_for(width: int, height: int, points: int) -> int:
    """The bytes that a picture of so many pixels and points may take while it is drawn."""
    return _PIXEL_BYTES * width * height + _POINT_BYTES * points


def rasterise(
    surface: Surface,
    colours: Singles,
    palette: Palette,
    size: tuple[int, int],
    memory: KernelMemory,
) -> Layer:
    """The nearest front faces of a surface on (width, height) pixels; `colours` (tints, 3) are
    RGB 0..1."""
    width, height = size
    table = tones_of(colours.tobytes(), palette)
    layer = Layer(
        memory.room((height, width), np.uint32),
        memory.room((height, width), np.float32),
        memory.room((height, 2), np.int32),
        memory,
    )
    glow = surface.glow
    memory.call(
        "draw_triangles",
        memory.copied(surface.points.astype(np.float32, copy=False)),
        memory.copied(surface.light.astype(np.float32, copy=False)),
        None if glow is None else memory.copied(glow.astype(np.float32, copy=False)),
        memory.copied(surface.triangles.astype(np.int32, copy=False)),
        memory.copied(surface.tints),
        len(surface.triangles),
        memory.copied(table.plain),
        memory.copied(table.hot),
        layer.picture,
        layer.depths,
        layer.spans,
        width,
        height,
    )
    return layer
