"""Colours by light: two tones and their soft step, a sheen, a glow."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mobility_timer.drawing.palette import Palette, colour
from mobility_timer.drawing.raster.projection import DISTANCE, Projection
from mobility_timer.figure import BodyMesh

Singles: TypeAlias = NDArray[np.floating[Any]]

# From the upper left, in front of the picture; fixed to the picture, not to the world.
LIGHT: Final[Singles] = np.array((-0.45, 0.62, 0.70), np.float32) / np.float32(
    np.linalg.norm((-0.45, 0.62, 0.70))
)
_FACE_CONTRAST: Final = 0.42
_FACE_LIT: Final = 0.26
_CHIN_SHADES: Final = 0.6
_LEVELS: Final = 256
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


def light_on(normals: Singles, axes: Singles) -> Singles:
    """The light -1..1 on each of the unit `normals` (n, 3) in a picture whose right, up and
    towards the lens are `axes` (3, 3)."""
    return np.asarray(normals @ (axes.T @ LIGHT), np.float32)


@lru_cache(maxsize=8)
def lens_of(projection: Projection) -> bytes:
    """A projection, and where light comes from in it, as the kernel has them."""
    lens = np.zeros((6, 4), np.float32)
    lens[:3, :3] = projection.axes.T
    lens[3, :3] = projection.camera.target
    half = projection.width / 2, projection.height / 2
    lens[4] = (projection.scale * DISTANCE, DISTANCE, *half)
    lens[5, :3] = projection.axes.T @ LIGHT
    return lens.tobytes()


def light_of_body(body: BodyMesh) -> Singles:
    """How much of the light each vertex of a body has, and how much more than that (n, 2). Its face
    is lit evenly, for a shadow with an edge across mouth and jaw would read as a beard; the throat
    is in the chin's shade, so that the jaw has its line."""
    found = np.zeros((len(body.regions), 2), np.float32)
    found[:, 0] = 1.0
    found[body.face] = _FACE_CONTRAST, _FACE_LIT
    found[body.under_chin, 1] -= _CHIN_SHADES
    return found


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
def tones_of(colours: bytes, palette: Palette) -> Tones:
    """The tones of tints given as the bytes of their RGB 0..1 (n, 3), float32."""
    return tones(np.frombuffer(colours, np.float32).reshape(-1, 3), palette)
