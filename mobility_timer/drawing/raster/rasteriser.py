"""Surfaces to pictures: triangles with a depth buffer, outlines, smooth edges."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mobility_timer.drawing.palette import Palette
from mobility_timer.drawing.raster.kernel.machine import Address, KernelMemory
from mobility_timer.drawing.raster.shading import Tones, tones_of

Singles: TypeAlias = NDArray[np.floating[Any]]
Pixels: TypeAlias = NDArray[np.uint32]
"""Premultiplied 0xAARRGGBB (height, width)."""

NOTHING = np.float32(-1e3)
"""The depth where nothing is."""

BLOCK: Final = 16
"""Rows are as long in memory by so many pixels, as the kernel has them."""

_ROW_BYTES: Final = 16
_DRAWN_BYTES: Final = 8
_CACHE_BYTES: Final = 700_000
_FEWEST_LINES: Final = 64
"""What of a picture is drawn at a time stays in a processor's own cache; those beside are drawn,
too, for their depths."""
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
class Picture:
    """Where the pixels (rows, columns) of a picture lie in the kernel's memory."""

    at: Address
    rows: int
    columns: int
    memory: KernelMemory

    def pixels(self) -> Pixels:
        """The pixels themselves; valid as long as the memory is."""
        return self.memory.found(self.at, (self.rows, self.columns), np.uint32)


@dataclass(frozen=True, eq=False)
class Hiding:
    """How near other things are, in metres towards the lens (height, width), with their corner at
    (left, top): what is behind them is not seen."""

    depths: Singles
    left: int
    top: int


@dataclass(frozen=True, eq=False)
class Layer:
    """What is to be drawn, and on what: what shows at each pixel and its depth in metres towards
    the lens lie in the kernel's memory, both (lines, stride); both are only known from a pixel of
    each row to another, as `rows` (height, 4) has them. So few `lines` are there at a time that
    they stay in a processor's cache: all is drawn on some of them, then on the next ones."""

    tones: Address
    depths: Address
    rows: Address
    width: int
    height: int
    stride: int
    lines: int
    colours: Tones
    memory: KernelMemory
    _draws: list[int] = field(default_factory=list)

    @classmethod
    def clear(
        cls, size: tuple[int, int], colours: Tones, memory: KernelMemory, lines: int | None = None
    ) -> Layer:
        """One on whose (width, height) pixels nothing is."""
        width, height = size
        stride = -(-width // BLOCK) * BLOCK
        cached = max(_FEWEST_LINES, _CACHE_BYTES // (_DRAWN_BYTES * stride))
        lines = min(height, lines or cached)
        tones, depths = (memory.room(4 * (stride * lines + BLOCK)) for _ in range(2))
        rows = memory.room(_ROW_BYTES * height)
        return cls(tones, depths, rows, width, height, stride, lines, colours, memory)

    def _canvas(self) -> tuple[int, ...]:
        """The canvas and what is to be drawn on it, as the kernel has them."""
        draws = self.memory.copied(struct.pack(f"<{len(self._draws)}i", *self._draws))
        size = self.width, self.height, self.stride
        lies = self.tones, self.depths, self.rows
        return *lies, *size, 0, self.lines, draws, len(self._draws) // 2

    def add(self, job: Address, *, is_body: bool) -> None:
        """Have drawn what is nearer than what there is: a body or triangles."""
        self._draws.extend((is_body, job))

    def draw(self, surface: Surface) -> None:
        """Draw the front faces of a surface that are nearer than what there is."""
        copied = self.memory.copied
        points = np.empty((len(surface.points), 4), np.float32)
        points[:, :3] = surface.points
        points[:, 3] = (surface.light + 1.0) * 127.5 - 0.5
        job = self.memory.job(
            copied(points),
            None if surface.glow is None else copied(surface.glow.astype(np.float32, copy=False)),
            copied(surface.triangles.astype(np.int32, copy=False)),
            copied(surface.tints),
            len(surface.triangles),
        )
        self.add(job, is_body=False)

    def whole_depths(self) -> Singles:
        """A copy of all depths (height, width) of one that has all of its lines at once."""
        self.memory.call("draw_whole", *self._canvas())
        depths = self.memory.found(self.depths, (self.height, self.stride), np.float32)
        return depths[:, : self.width].copy()

    def finished(self, stroke: int, fine: int, hiding: Hiding | None = None) -> Picture:
        """The picture, with a dark line of `stroke` pixels on the near side of every step in
        depth, without what is hidden, with smooth edges: the mean of each 2 x 2 pixels where it
        was drawn twice as `fine`, else its edges mixed. The layer is spent."""
        rows, columns = self.height // fine, self.width // fine
        copied, room = self.memory.copied, self.memory.room
        found = room(picture_bytes(columns, rows))
        hides: tuple[int | None, ...] = (None, 0, 0, 0, 0)
        if hiding is not None:
            height, width = hiding.depths.shape
            hides = (copied(hiding.depths), width, height, hiding.left, hiding.top)
        self.memory.call(
            "halve" if fine == 2 else "smooth",
            *self._canvas(),
            copied(self.colours.plain),
            copied(self.colours.hot),
            stroke,
            *hides,
            found,
            room(2 * 4 * self.stride),
        )
        return Picture(found, rows, columns, self.memory)


def picture_bytes(width: int, height: int) -> int:
    """A finished picture, and what is read or written past its end."""
    return 4 * (width * height + BLOCK)


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
    """The nearest front faces of a surface on (width, height) pixels, all of which are there at
    once; `colours` (tints, 3) are RGB 0..1."""
    layer = Layer.clear(size, tones_of(colours.tobytes(), palette), memory, lines=size[1])
    layer.draw(surface)
    return layer
