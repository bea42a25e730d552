"""One picture of a shot: the figure at a phase, cropped, with its shadow, over a still stage."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from mobility_timer.drawing.camera import Lens
from mobility_timer.drawing.palette import PALETTES, Palette, colour, region_colours
from mobility_timer.drawing.props import bands
from mobility_timer.drawing.raster import NOTHING, Scratch, Singles, rasterise
from mobility_timer.drawing.shade import LIGHT, Bytes, Surface, coloured, halved, outline
from mobility_timer.drawing.shadow import Plane, cast, planes
from mobility_timer.drawing.shot import Shot
from mobility_timer.drawing.stage import Stage, build, surface
from mobility_timer.figure.body import REGION, TRIANGLES, mesh
from mobility_timer.figure.motion import camera_for, part_for, props_for
from mobility_timer.figure.muscles import glow
from mobility_timer.figure.pose import pose_at
from mobility_timer.figure.skeleton import Pose

_MARGIN: Final = 4
_TINTS: Final = REGION[TRIANGLES[:, 0]]


@dataclass(frozen=True, eq=False)
class Sprite:
    """A part of a picture: its left top corner in device pixels, premultiplied RGBA."""

    left: int
    top: int
    pixels: Bytes


class Scene:
    """Everything of a shot that is the same at each phase, and the way to draw one."""

    def __init__(self, shot: Shot, scratch: Scratch | None = None) -> None:
        self.shot = shot
        self.palette: Palette = PALETTES[shot.theme]
        self.props = props_for(shot.motion, shot.side)
        self.lens = Lens(camera_for(shot.motion, shot.side), *shot.pixels)
        self._stroke = max(1, round(shot.dpr))
        self._scratch = scratch or Scratch()
        self._colours = region_colours(self.palette, shot.side, shot.limb)
        self._planes: list[Plane] = planes(self.props, self.palette.shadow_alpha)
        muscles = tuple(part_for(shot.motion, shot.side, name) for name in shot.motion.glow)
        self._glow = glow(muscles) if muscles else None

    @cached_property
    def stage(self) -> Stage:
        return build(self.props, self.lens, self.palette, self._stroke, self._scratch)

    def pose(self, phase: float) -> Pose:
        """The pose at `phase` 0..1; of a hold, 1 + b is the hold with the chest filled to b."""
        shot = self.shot
        breath = max(0.0, phase - 1.0) if shot.motion.hold else 0.0
        return pose_at(
            shot.motion, min(phase, 1.0), shot.side, shot.turn, shot.amplitude, breath
        )

    def figure(self, phase: float) -> Sprite:
        return self.posed(self.pose(phase))

    def posed(self, pose: Pose) -> Sprite:
        """The figure in any pose, with its shadows."""
        body = mesh(pose)
        box = self._box(body.vertices)
        left, top, right, bottom = box
        fine = Lens(self.lens.camera, self.lens.width * 2, self.lens.height * 2)
        points = fine.project(body.vertices)
        points[:, 0] -= 2 * left
        points[:, 1] -= 2 * top
        drawn = Surface(
            points, TRIANGLES, _TINTS, body.normals @ (fine.axes.T @ LIGHT), self._glow
        )
        colours = self._colours
        slung = bands(self.props, pose, self.palette)
        if slung:
            drawn, colours = _joined(drawn, colours, *surface(slung, fine, flat=False), box)
        width, height = 2 * (right - left), 2 * (bottom - top)
        seen = rasterise(drawn.points, drawn.triangles, width, height, self._scratch)
        picture = coloured(drawn, seen, colours, self.palette, self._scratch)
        outline(picture, seen.depths, 2 * self._stroke)
        near = self.stage.depths
        if near is not None:
            cropped = near[2 * top : 2 * bottom, 2 * left : 2 * right]
            picture[(seen.depths > NOTHING) & (cropped > seen.depths)] = 0
        figure = halved(picture)
        for plane in self._planes:
            dark = cast(body.vertices, plane, self.lens, box)
            if dark is not None:
                _lay_shadow(figure, dark, colour(self.palette.shadow))
        return Sprite(left, top, figure)

    def _box(self, vertices: Singles) -> tuple[int, int, int, int]:
        """The figure's and its floor shadow's box in device pixels, within the picture."""
        shadow = vertices * np.array((1.0, 1.0, 0.0), np.float32)
        shadow[:, 0] -= 0.10 * vertices[:, 2]
        shadow[:, 1] += 0.06 * vertices[:, 2]
        low = shadow[vertices[:, 2] < 0.75]
        points = self.lens.project(np.concatenate([vertices, low]))[:, :2]
        margin = _MARGIN + round(0.05 * self.lens.scale)
        left, top = np.maximum(np.floor(points.min(axis=0)).astype(int) - margin, 0)
        right, bottom = np.minimum(
            np.ceil(points.max(axis=0)).astype(int) + margin, (self.lens.width, self.lens.height)
        )
        return int(left), int(top), int(max(right, left + 1)), int(max(bottom, top + 1))


def _joined(
    body: Surface,
    colours: Singles,
    more: Surface,
    tints: Singles,
    box: tuple[int, int, int, int],
) -> tuple[Surface, Singles]:
    more.points[:, 0] -= 2 * box[0]
    more.points[:, 1] -= 2 * box[1]
    glowing = None
    if body.glow is not None:
        glowing = np.concatenate([body.glow, np.zeros(len(more.points), np.float32)])
    return (
        Surface(
            np.concatenate([body.points, more.points]),
            np.concatenate([body.triangles, more.triangles + len(body.points)]),
            np.concatenate([body.tints, (more.tints + len(colours)).astype(np.uint8)]),
            np.concatenate([body.light, more.light]),
            glowing,
        ),
        np.concatenate([colours, tints]),
    )


def _lay_shadow(figure: Bytes, dark: Singles, ink: tuple[int, int, int]) -> None:
    """Put a shadow of alpha `dark` (0..1) under a premultiplied picture, in place."""
    where = np.flatnonzero((dark > 0.004).ravel() & (figure[..., 3] < 255).ravel())
    flat = figure.reshape(-1, 4)
    through = (255.0 - flat[where, 3]) * dark.ravel()[where]
    shade = np.array((*ink, 255), np.float32) / 255.0
    flat[where] = (flat[where] + through[:, None] * shade + 0.5).astype(np.uint8)
