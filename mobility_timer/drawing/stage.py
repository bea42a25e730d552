"""The still part of a picture: floor, wall, mat and furniture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mobility_timer.drawing.camera import Lens
from mobility_timer.drawing.palette import Palette, colour
from mobility_timer.drawing.props import furniture, ground
from mobility_timer.drawing.raster import NOTHING, Scratch, Singles, rasterise
from mobility_timer.drawing.shade import LIGHT, Bytes, Surface, coloured, halved, outline
from mobility_timer.drawing.solid import Solid
from mobility_timer.figure.motion import Prop

_FACES: Final = np.array((0.90, 0.96, 1.0), np.float32)
_FULLY_LIT: Final = 0.70


@dataclass(frozen=True, eq=False)
class Stage:
    """`picture` is premultiplied RGBA (height, width, 4); `depths` (height, width), at twice the
    size, tell where furniture hides what is behind it, or is None where there is none."""

    picture: Bytes
    depths: Singles | None


def surface(solids: list[Solid], lens: Lens, *, flat: bool) -> tuple[Surface, Singles]:
    """Solids for the rasteriser and their colours (n, 3). Flat ones keep their colour, a little
    darker on their sides; others take the light."""
    vertices = np.concatenate([solid.vertices for solid in solids])
    normals = np.concatenate([solid.normals for solid in solids]).astype(np.float32)
    triangles, tints, colours = [], [], []
    first = 0
    for number, solid in enumerate(solids):
        up = solid.normals[solid.triangles[:, 0]]
        facing = np.where(np.abs(up[:, 2]) > 0.7, 2, np.where(np.abs(up[:, 0]) > 0.7, 1, 0))
        base = np.array(colour(solid.colour), np.float32) / 255.0
        colours.append(base * (_FACES[:, None] if flat else np.ones((3, 1), np.float32)))
        triangles.append(solid.triangles + first)
        tints.append(number * 3 + facing)
        first += len(solid.vertices)
    if flat:
        light = np.full(len(vertices), _FULLY_LIT, np.float32)
    else:
        light = normals @ (lens.axes.T @ LIGHT)
    return (
        Surface(
            lens.project(vertices),
            np.concatenate(triangles).astype(np.int32),
            np.concatenate(tints).astype(np.uint8),
            light,
        ),
        np.concatenate(colours).astype(np.float32),
    )


def build(
    props: tuple[Prop, ...], lens: Lens, palette: Palette, stroke: int, scratch: Scratch
) -> Stage:
    """Draw the stage for a lens. `stroke` is the outline's width in pixels of the final size."""
    fine = Lens(lens.camera, lens.width * 2, lens.height * 2)
    below, colours = surface(ground(props, lens.camera, palette), fine, flat=True)
    seen = rasterise(below.points, below.triangles, fine.width, fine.height, scratch)
    picture = halved(coloured(below, seen, colours, palette, scratch))
    things = furniture(props, palette)
    if not things:
        return Stage(picture, None)
    above, colours = surface(things, fine, flat=False)
    seen = rasterise(above.points, above.triangles, fine.width, fine.height, scratch)
    drawn = coloured(above, seen, colours, palette, scratch)
    outline(drawn, seen.depths, 2 * stroke)
    over = halved(drawn)
    return Stage(laid_over(over, picture), seen.depths.copy())


def laid_over(top: Bytes, bottom: Bytes) -> Bytes:
    """One premultiplied picture over another of the same size."""
    through = 255 - top[..., 3:].astype(np.uint16)
    return (top + ((bottom * through + 127) // 255)).astype(np.uint8)


def hidden(depths: Singles, near: Singles) -> NDArray[np.bool_]:
    """Where something of `depths` is hidden by something nearer."""
    return np.asarray((depths > NOTHING) & (near > depths))
