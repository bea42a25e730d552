"""Surfaces to pictures: triangles with a depth buffer, outlines, smooth edges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mobility_timer.drawing.palette import Palette
from mobility_timer.drawing.raster.kernel.machine import KernelMemory
from mobility_timer.drawing.raster.shading import Tones, tones_of

Singles: TypeAlias = NDArray[np.floating[Any]]
Pixels: TypeAlias = NDArray[np.uint32]
"""Premultiplied 0xAARRGGBB (height, width)."""

NOTHING = np.float32(-1e3)
"""The depth where nothing is."""

BLOCK: Final = 16
"""Rows are as long in memory by so many pixels, as the kernel has them."""

_POINT_BYTES: Final = 128
_PIXEL_BYTES: Final = 16
_SPARE_BYTES: Final = 20_000


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
class Hiding:
    """How near other things are, in metres towards the lens (height, width), with their corner at
    (left, top): what is behind them is not seen."""

    depths: Singles
    left: int
    top: int


@dataclass(frozen=True, eq=False)
class Layer:
    """What shows at each pixel, and its depth in metres towards the lens, both (height, width or
    more); both are only known from a pixel of each row to another, as `rows` (height, 4) has them.
    All in the kernel's memory."""

    tones: Pixels
    depths: Singles
    rows: NDArray[np.int32]
    width: int
    colours: Tones
    memory: KernelMemory

    @classmethod
    def clear(cls, size: tuple[int, int], colours: Tones, memory: KernelMemory) -> Layer:
        """One on whose (width, height) pixels nothing is."""
        width, height = size
        stride = -(-width // BLOCK) * BLOCK
        tones, depths = (
            memory.room((stride * height + BLOCK,), kind)[: stride * height].reshape(height, stride)
            for kind in (np.uint32, np.float32)
        )
        rows = memory.room((height, 4), np.int32)
        rows.fill(0)
        return cls(tones, depths, rows, width, colours, memory)

    @property
    def canvas(self) -> tuple[Pixels, Singles, NDArray[np.int32], int, int, int]:
        height, stride = self.tones.shape
        return self.tones, self.depths, self.rows, self.width, height, stride

    def draw(self, surface: Surface) -> None:
        """Draw the front faces of a surface that are nearer than what there is."""
        copied = self.memory.copied
        points = self.memory.room((len(surface.points), 4), np.float32)
        points[:, :3] = surface.points
        points[:, 3] = (surface.light + 1.0) * 127.5 - 0.5
        self.memory.call(
            "draw_triangles",
            *self.canvas,
            points,
            None if surface.glow is None else copied(surface.glow.astype(np.float32, copy=False)),
            copied(surface.triangles.astype(np.int32, copy=False)),
            copied(surface.tints),
            len(surface.triangles),
        )

    def whole_depths(self) -> Singles:
        """A copy of all depths (height, width)."""
        self.memory.call("know_all", *self.canvas)
        return self.depths[:, : self.width].copy()

    def finished(self, stroke: int, fine: int, hiding: Hiding | None = None) -> Pixels:
        """The picture, in the kernel's memory, with a dark line of `stroke` pixels on the near side
        of every step in depth, without what is hidden, with smooth edges: the mean of each 2 x 2
        pixels where it was drawn twice as `fine`, else its edges mixed. The layer is spent."""
        height, stride = self.tones.shape
        size = height // fine, self.width // fine
        pixels = size[0] * size[1]
        found: Pixels = self.memory.room((pixels + BLOCK,), np.uint32)[:pixels].reshape(size)
        hides: tuple[Singles | int | None, ...] = (None, 0, 0, 0, 0)
        if hiding is not None:
            own_height, own_width = hiding.depths.shape
            depths = self.memory.copied(hiding.depths)
            hides = (depths, own_width, own_height, hiding.left, hiding.top)
        self.memory.call(
            "halve" if fine == 2 else "smooth",
            *self.canvas,
            self.memory.copied(self.colours.plain),
            self.memory.copied(self.colours.hot),
            stroke,
            *hides,
            found,
            self.memory.room((2, stride), np.uint32),
        )
        return found


def memory_for(width: int, height: int, points: int) -> int:
    """The bytes that a picture of so many pixels and points may take while it is drawn."""
    return _PIXEL_BYTES * (width + BLOCK) * (height + 1) + _POINT_BYTES * points + _SPARE_BYTES


def rasterise(
    surface: Surface,
    colours: Singles,
    palette: Palette,
    size: tuple[int, int],
    memory: KernelMemory,
) -> Layer:
    """The nearest front faces of a surface on (width, height) pixels; `colours` (tints, 3) are
    RGB 0..1."""
    layer = Layer.clear(size, tones_of(colours.tobytes(), palette), memory)
    layer.draw(surface)
    return layer
