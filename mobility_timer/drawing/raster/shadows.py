"""Soft shadows: on the floor under the figure, on the wall behind its hands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mobility_timer.drawing.palette import Colour
from mobility_timer.drawing.raster.kernel.machine import KernelMemory
from mobility_timer.drawing.raster.projection import Projection
from mobility_timer.drawing.raster.rasteriser import Pixels
from mobility_timer.figure import Prop, Wall

Singles: TypeAlias = NDArray[np.floating[Any]]

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

    @property
    def along(self) -> tuple[int, int]:
        """The two axes that lie in the plane."""
        u, v = (axis for axis in range(3) if axis != self.axis)
        return u, v


@dataclass(frozen=True, eq=False)
class Shadow:
    """How dark a plane is, (CELLS, CELLS) rows along v and columns along u, and where that is: the
    first and the last column, the first and the last row, both in the kernel's memory. The grid's
    corner is at `corner` metres along u and v."""

    plane: Plane
    grid: Singles
    dark: NDArray[np.int32]
    corner: tuple[float, float]


def planes(props: tuple[Prop, ...], dark: float) -> list[Plane]:
    found = [Plane(2, 0.0, 1.0, 0.30, (-0.10, 0.06), dark)]
    for prop in props:
        if isinstance(prop, Wall):
            sign = -1.0 if prop.at > 0 else 1.0
            found.append(
                Plane("xy".index(prop.axis), prop.at, sign, 0.022, (0.0, -0.5), dark * 0.22)
            )
    return found


def cast(vertices: Singles, middle: Singles, plane: Plane, memory: KernelMemory) -> Shadow:
    """The shadow of `vertices` (n, 3 or more), which are in the kernel's memory, about their
    `middle`."""
    left, low = (float(middle[axis]) - _CELL * CELLS / 2 for axis in plane.along)
    grid, dark = memory.room((CELLS, CELLS), np.float32), memory.room((4,), np.int32)
    memory.call(
        "cast_shadow",
        vertices,
        *vertices.shape,
        plane.axis,
        plane.at,
        plane.sign,
        plane.falloff,
        *plane.lean,
        left,
        low,
        _CELL,
        plane.dark,
        grid,
        memory.room((CELLS, CELLS), np.float32),
        dark,
    )
    return Shadow(plane, grid, dark, (left, low))


def lay(
    shadow: Shadow,
    projection: Projection,
    picture: Pixels,
    corner: tuple[int, int],
    ink: Colour,
    memory: KernelMemory,
) -> None:
    """Put a shadow under a picture in the kernel's memory whose left top corner is at `corner`
    on the projection's."""
    rows, columns = picture.shape
    box = (corner[0], corner[1], corner[0] + columns, corner[1] + rows)
    found = _reach(shadow, projection, box)
    if found is None:
        return
    left, top, right, bottom = found
    memory.call(
        "lay_shadow",
        picture[top - corner[1] :, left - corner[0] :],
        columns,
        bottom - top,
        right - left,
        shadow.grid,
        memory.copied(_rays(shadow, projection, left, top)),
        memory.copied(_shades(ink)),
        shadow.dark,
    )


def _reach(
    shadow: Shadow, projection: Projection, box: tuple[int, int, int, int]
) -> tuple[int, int, int, int] | None:
    """The part (left, top, right, bottom) of a box of pixels that a shadow may fall on."""
    first_column, last_column, first_row, last_row = shadow.dark.tolist()
    if first_column > last_column:
        return None
    (u, v), corner = shadow.plane.along, shadow.corner
    ends_u = corner[0] + _CELL * np.array([first_column, last_column + 2])
    ends_v = corner[1] + _CELL * np.array([first_row, last_row + 2])
    corners = np.full((4, 3), shadow.plane.at)
    corners[:, u], corners[:, v] = ends_u[[0, 1, 1, 0]], ends_v[[0, 0, 1, 1]]
    seen = projection.project(corners)[:, :2]
    left, top = np.maximum(np.floor(seen.min(axis=0)).astype(int), box[:2]).tolist()
    right, bottom = np.minimum(np.ceil(seen.max(axis=0)).astype(int), box[2:]).tolist()
    return (left, top, right, bottom) if left < right and top < bottom else None


def _rays(shadow: Shadow, projection: Projection, left: int, top: int) -> Singles:
    """What the kernel asks of the eye and its rays, (4, 3), from the pixel (left, top) on."""
    plane = shadow.plane
    axes = [*plane.along, plane.axis]
    eye, rays = projection.rays((left, top, left + 2, top + 2))
    first = rays[0, 0]
    found = np.stack([eye, first, rays[0, 1] - first, rays[1, 0] - first])[:, axes]
    found[0] -= (*shadow.corner, plane.at)
    found[0, 2] *= -1.0
    found[:, :2] /= _CELL
    found[0, :2] -= 0.5
    return np.ascontiguousarray(found, np.float32)


@lru_cache(maxsize=4)
def _shades(ink: Colour) -> Pixels:
    """The shadow's premultiplied colours by their opacity 0..255."""
    bgra = np.arange(256)[:, None] / 255.0 * (*ink[::-1], 255)
    return np.round(bgra).astype(np.uint8).view(np.uint32).ravel()
