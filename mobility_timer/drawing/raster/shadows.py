"""Soft shadows: on the floor under the figure, on the wall behind its hands."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from mobility_timer.drawing.palette import Colour
from mobility_timer.drawing.raster.kernel.machine import Address
from mobility_timer.drawing.raster.rasteriser import Picture
from mobility_timer.figure import Prop, Wall

CELLS: Final = 128
"""The sides of the grid that a shadow is found on, as the kernel has them."""
_CELL: Final = 2.60 / CELLS


@dataclass(frozen=True)
class Plane:
    """A flat ground for a shadow: across `axis` at `at`, reached by things up to a few `falloff`
    metres from it on the side of `sign`; `lean` is how far the shadow runs off per metre along
    the other two axes; `dark` its darkest alpha."""

    axis: int
    at: float
    sign: float
    falloff: float
    lean: tuple[float, float]
    dark: float


def planes(props: tuple[Prop, ...], dark: float) -> list[Plane]:
    found = [Plane(2, 0.0, 1.0, 0.30, (-0.10, 0.06), dark)]
    for prop in props:
        if isinstance(prop, Wall):
            sign = -1.0 if prop.at > 0 else 1.0
            found.append(
                Plane("xy".index(prop.axis), prop.at, sign, 0.022, (0.0, -0.5), dark * 0.22)
            )
    return found


def lay(
    vertices: Address,
    middle: Address,
    count: int,
    grounds: Sequence[Plane],
    lens: Address,
    picture: Picture,
    corner: tuple[int, int],
    ink: Colour,
) -> None:
    """Put the shadows of `count` vertices about their `middle`, both in the kernel's memory as
    `Seen` has them, under a picture whose left top corner is at `corner` of what a lens sees."""
    memory = picture.memory
    memory.call(
        "lay_shadows",
        *(vertices, middle, count, memory.copied(_packed(tuple(grounds))), len(grounds)),
        *(lens, picture.at, picture.rows, picture.columns, *corner, memory.copied(_shades(ink))),
        *(_CELL, memory.room(4 * CELLS * CELLS), memory.room(4 * CELLS * CELLS)),
    )


@lru_cache(maxsize=16)
def _packed(grounds: tuple[Plane, ...]) -> bytes:
    """Planes as the kernel has them."""
    return b"".join(
        struct.pack("<i6f", p.axis, p.at, p.sign, p.falloff, *p.lean, p.dark) for p in grounds
    )


@lru_cache(maxsize=4)
def _shades(ink: Colour) -> bytes:
    """The shadow's premultiplied colours by their opacity 0..255; the faintest is not seen."""
    bgra = np.arange(256)[:, None] / 255.0 * (*ink[::-1], 255)
    bgra[1] = 0.0
    return np.round(bgra).astype(np.uint8).tobytes()
