"""Fragments to colours: two tones and their soft step, a glow, outlines, smooth edges."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mobility_timer.drawing.palette import Palette, colour
from mobility_timer.drawing.raster.rasteriser import NOTHING, Fragments, Scratch, Singles

Bytes = NDArray[np.uint8]

# From the upper left, in front of the picture; fixed to the picture, not to the world.
LIGHT: Final[Singles] = np.array((-0.45, 0.62, 0.70), np.float32) / np.float32(
    np.linalg.norm((-0.45, 0.62, 0.70))
)
_LEVELS: Final = 256
_OUTLINE_STEP: Final = np.float32(0.045)
_COARSE: Final = np.uint32(0x8000F000)
"""Of a pixel's four bytes the alpha and the green, roughly."""
_LANES: Final = np.uint32(0x00FF00FF)
_ROUND: Final = np.uint32(0x00020002)
_HALF_OF_16: Final = np.uint32(0x00080008)
# Rows down and columns right, and the weight there and opposite; all weights together are 16.
_TENT: Final = (((0, 0), 2), ((0, 1), 2), ((1, 0), 2), ((1, 1), 1), ((1, -1), 1))
_OUTLINE_SHADE: Final = 0.42
_COOL: Final = np.array((0.94, 0.97, 1.05), np.float32)


@dataclass(frozen=True, eq=False)
class Tones:
    """Opaque colours as blue, green, red and alpha in four bytes: `plain` (tints * 256,) by tint
    and light, `hot` (256,) by light."""

    plain: NDArray[np.uint32]
    hot: NDArray[np.uint32]


def _smooth(value: Singles) -> Singles:
    clipped = np.clip(value, 0.0, 1.0)
    return np.asarray(clipped * clipped * (3.0 - 2.0 * clipped), np.float32)


def tones(colours: Singles, palette: Palette) -> Tones:
    """The tones of tints given as RGB 0..1 (n, 3), at 256 levels of light from -1 to 1."""
    light = np.linspace(-1.0, 1.0, _LEVELS, dtype=np.float32)
    lit = _smooth((light - 0.06) / 0.10)
    level = palette.shade + (0.95 - palette.shade) * lit + 0.07 * np.clip(light, 0.0, 1.0)
    tint = 1.0 + (_COOL - 1.0) * (1.0 - lit)[:, None]
    ramp = level[:, None] * tint
    sheen = 0.035 * np.clip((light - 0.72) / 0.10, 0.0, 1.0)[:, None]
    hot = np.array(colour(palette.glow), np.float32) / 255.0
    glowing = np.clip(hot * (0.25 + 0.75 * ramp), 0.0, 1.0)

    def packed(values: Singles) -> NDArray[np.uint32]:
        bgra = np.full((*values.shape[:-1], 4), 255, np.uint8)
        bgra[..., 2::-1] = np.clip(values, 0.0, 1.0) * 255.0 + 0.5
        return bgra.reshape(-1).view(np.uint32)

    return Tones(packed(colours[:, None, :] * ramp + sheen), packed(glowing))


@lru_cache(maxsize=64)
def _tones_of(colours: bytes, palette: Palette) -> Tones:
    return tones(np.frombuffer(colours, np.float32).reshape(-1, 3), palette)


@dataclass(frozen=True, eq=False)
class Surface:
    """What is to be drawn, in pixels: points (n, 3), triangles (m, 3), the tint of each triangle,
    the light -1..1 and the glow 0..1 at each point."""

    points: Singles
    triangles: NDArray[np.int32]
    tints: NDArray[np.uint8]
    light: Singles
    glow: Singles | None = None


def coloured(
    surface: Surface, seen: Fragments, colours: Singles, palette: Palette, scratch: Scratch
) -> Bytes:
    """Premultiplied BGRA (height, width, 4) of the fragments, without outlines."""
    table = _tones_of(colours.tobytes(), palette)
    level = seen.interpolated(surface.light, "light")
    np.clip(level, -1.0, 1.0, out=level)
    level += np.float32(1.0)
    level *= np.float32(127.5)
    entry = scratch.room("entry", level.size, np.int32)
    np.copyto(entry, level, casting="unsafe")
    entry += seen.of_triangle(surface.tints.astype(np.int32) * _LEVELS)
    colour_of = scratch.take("colour", table.plain, entry)
    if surface.glow is not None:
        _warm(surface, seen, table, entry, colour_of)
    height, width = seen.depths.shape
    picture = scratch.room("picture", height * width, np.uint32)
    picture.fill(0)
    picture[seen.pixels] = colour_of
    return picture.view(np.uint8).reshape(height, width, 4)


def _warm(
    surface: Surface,
    seen: Fragments,
    table: Tones,
    entry: NDArray[np.int32],
    colour_of: NDArray[np.uint32],
) -> None:
    assert surface.glow is not None
    warmth = seen.interpolated(surface.glow, "warmth")
    hot = np.flatnonzero(warmth > 0.01)
    share = np.minimum(warmth[hot], 1.0)[:, None]
    cold = table.plain[entry[hot]].view(np.uint8).reshape(-1, 4)
    warm = table.hot[entry[hot] % _LEVELS].view(np.uint8).reshape(-1, 4)
    mixed = (cold * (1.0 - share) + warm * share).astype(np.uint8)
    colour_of[hot] = mixed.view(np.uint32)[:, 0]


def outline(picture: Bytes, depths: Singles, stroke: int) -> None:
    """Darken, in place, a line of `stroke` pixels on the near side of every step in depth."""
    edge = np.zeros(depths.shape, bool)
    step = depths[:, stroke:] - depths[:, :-stroke]
    edge[:, stroke:] |= step > _OUTLINE_STEP
    edge[:, :-stroke] |= step < -_OUTLINE_STEP
    step = depths[stroke:] - depths[:-stroke]
    edge[stroke:] |= step > _OUTLINE_STEP
    edge[:-stroke] |= step < -_OUTLINE_STEP
    edge &= depths > NOTHING
    line = np.flatnonzero(edge.ravel())
    flat = picture.reshape(-1, 4)
    flat[line, :3] = (flat[line, :3].astype(np.uint16) * int(_OUTLINE_SHADE * 256)) >> 8


def halved(picture: Bytes) -> Bytes:
    """The mean of each 2 x 2 pixels of a premultiplied picture of even sides."""
    height, width = picture.shape[:2]
    packed = picture.reshape(-1).view(np.uint32).reshape(height, width)
    halves = []
    for shift in (0, 8):
        lanes = (packed >> np.uint32(shift)) & _LANES
        rows = lanes[0::2] + lanes[1::2]
        halves.append(((rows[:, 0::2] + rows[:, 1::2] + _ROUND) >> np.uint32(2)) & _LANES)
    joined = halves[0] | (halves[1] << np.uint32(8))
    return joined.view(np.uint8).reshape(height // 2, width // 2, 4)


def smoothed(picture: Bytes) -> Bytes:
    """The picture with each pixel that differs much from a neighbour mixed with its eight
    neighbours: for screens so fine that no more is needed."""
    height, width = picture.shape[:2]
    packed = picture.reshape(-1).view(np.uint32)
    level = packed.reshape(height, width) & _COARSE
    edge = np.zeros((height, width), bool)
    across = level[:, 1:] != level[:, :-1]
    down = level[1:] != level[:-1]
    edge[:, 1:] |= across
    edge[:, :-1] |= across
    edge[1:] |= down
    edge[:-1] |= down
    edge[[0, -1]] = False
    edge[:, [0, -1]] = False
    where = np.flatnonzero(edge.ravel())
    even, odd = np.full((2, where.size), _HALF_OF_16, np.uint32)
    for offset, weight in _TENT:
        for place in (where + offset[0] * width + offset[1], where - offset[0] * width - offset[1]):
            near = packed[place]
            even += np.uint32(weight) * (near & _LANES)
            odd += np.uint32(weight) * ((near >> np.uint32(8)) & _LANES)
    found = packed.copy()
    mixed = ((even >> np.uint32(4)) & _LANES) | (((odd >> np.uint32(4)) & _LANES) << np.uint32(8))
    found[where] = mixed
    return found.view(np.uint8).reshape(height, width, 4)
