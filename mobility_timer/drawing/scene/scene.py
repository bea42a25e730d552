"""One picture of a scene: the figure at a phase, cropped, with its shadow, over the still part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mobility_timer.drawing.coaches import build_of, palette_of
from mobility_timer.drawing.frames.sampling import traced_sampling
from mobility_timer.drawing.palette import Palette, colour
from mobility_timer.drawing.raster.kernel.machine import machine
from mobility_timer.drawing.raster.projection import Projection
from mobility_timer.drawing.raster.rasteriser import Singles, Surface, memory_for, rasterise
from mobility_timer.drawing.raster.shading import light_on_body
from mobility_timer.drawing.raster.shadows import Plane, cast, lay, planes
from mobility_timer.drawing.raster.solids import Solid
from mobility_timer.drawing.scene.close_up import Lens, lens_for
from mobility_timer.drawing.scene.clothes import region_colours
from mobility_timer.drawing.scene.framing import framed
from mobility_timer.drawing.scene.room.bands import bands
from mobility_timer.drawing.scene.room.furniture import Furniture, Sprite, build, sprite_of, surface
from mobility_timer.drawing.scene.room.props import rolled, rolls, solids
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.figure import (
    Band,
    HairLag,
    Pose,
    body_of,
    camera_for,
    glow,
    part_for,
    pose_at,
    props_for,
)

_MARGIN: Final = 4
_SOFT: Final = 0.075
_SPARSE: Final = 5
_CASTS: Final = 0.75
_FINE_SCREEN: Final = 1.75
_STROKE: Final = 1 / 640
"""The width of an outline as a share of the picture's shorter side."""


Place = tuple[float, ...]
"""Metres in the world (3,)."""


class Scene:
    """Everything of a scene that is the same at each phase, and the way to draw one."""

    def __init__(self, spec: SceneSpec) -> None:
        self.spec = spec
        self.palette: Palette = palette_of(spec.theme, spec.coach)
        self.props = props_for(spec.motion, spec.acts)
        camera = camera_for(spec.motion, spec.acts)
        self.projection = Projection(framed(camera, self.props, *spec.pixels), *spec.pixels)
        # Twice the pixels each way make smooth edges, at four times the cost; a fine screen does
        # with a gentler remedy.
        self._fine = 2 if spec.dpr < _FINE_SCREEN else 1
        short = min(self.projection.width, self.projection.height)
        self._stroke = max(1, round(self._fine * _STROKE * short))
        self._colours = region_colours(
            self.palette, spec.acts, spec.limb, spec.side, shoes=spec.motion.shoes
        )
        self._resting = region_colours(self.palette, shoes=spec.motion.shoes)
        self._ink = colour(self.palette.shadow)
        self._planes: list[Plane] = planes(self.props, self.palette.shadow_alpha)
        muscles = tuple(part_for(spec.motion, spec.acts, name) for name in spec.motion.glow)
        self._body = body_of(build_of(spec.coach))
        self._meshed = lru_cache(maxsize=1)(self._body.mesh)  # for a picture and its close-up
        self._glow = glow(muscles, self._body.build) if muscles else None

    @cached_property
    def furniture(self) -> Furniture | None:
        things = solids((p for p in self.props if not rolls(p)), self.palette)
        return build(things, self.projection, self.palette, self._stroke, self._fine)

    @property
    def traced(self) -> str | None:
        """The joint whose path is shown, as it is called on the side that works."""
        joint = self.spec.motion.trace
        return joint and part_for(self.spec.motion, self.spec.acts, joint)

    @cached_property
    def places(self) -> NDArray[np.float64]:
        """Where the traced joint goes over a repetition (n, 3), empty where none is traced."""
        joint = self.traced
        if joint is None:
            return np.empty((0, 3))
        plan = traced_sampling(self.spec)
        at = {i: self.pose(plan.phases[i]).joint(joint) for i in set(plan.same)}
        return np.array([at[i] for i in plan.same])

    def pose(self, phase: float) -> Pose:
        """The pose at `phase` 0..1; of a hold, 1 + b is the hold with the chest filled to b."""
        spec = self.spec
        breath = max(0.0, phase - 1.0) if spec.motion.hold else 0.0
        phase = min(phase, 1.0)
        pose = pose_at(spec.motion, phase, spec.acts, spec.variant, spec.amplitude, breath)
        return replace(pose, sway=self._hair(phase))

    @cached_property
    def _hair(self) -> HairLag:
        spec = self.spec
        return HairLag(spec.motion, spec.acts, spec.variant, spec.amplitude, spec.seconds)

    @cached_property
    def lens(self) -> Lens | None:
        """The lens of the close-up, where the motion has one."""
        return lens_for(self.spec.motion, self.spec.acts, self.spec.variant, self.projection)

    def figure(self, phase: float, *, close_up: bool = True) -> tuple[Sprite, Place | None]:
        """The figure at a phase, with its close-up, and where its traced joint then is."""
        pose = self.pose(phase)
        joint = self.traced
        place = None if joint is None else tuple(map(float, pose.joint(joint)))
        figure = self.posed(pose, self.projection)
        if self.lens is not None and close_up:
            figure = self.lens.joined(figure, self._near(pose, self.lens))
        return figure, place

    @cached_property
    def _beside(self) -> list[str]:
        """The parts of the side that rests: a close-up leaves them out, unless a band joins them
        to what works."""
        side = self.spec.acts
        bands = [prop for prop in self.props if isinstance(prop, Band)]
        if side is None or any(isinstance(band.anchor, str) for band in bands):
            return []
        return [part for part in self._body.parts if part.endswith(f"_{side.other.value}")]

    def _near(self, pose: Pose, lens: Lens) -> Sprite:
        """What is near the joint of the close-up, on its card."""
        body = self._meshed(pose)
        still = solids((prop for prop in self.props if not rolls(prop)), self.palette)
        moved = [
            *bands(self.props, pose, self.palette),
            *self._rolling(pose),
            *still,
        ]
        n = self._fine
        fine = Projection(lens.projection.camera, n * lens.size, n * lens.size)
        points = fine.project(body.vertices)
        shown = lens.near(body.vertices)
        for part in self._beside:
            shown[self._body.parts[part]] = False
        near = shown[self._body.triangles].all(axis=1)
        light = light_on_body(self._body, body.normals, fine.axes)
        triangles, tints = self._body.triangles[near], self._body.tints[near]
        drawn = Surface(points, triangles, tints, light, self._glow)
        colours = self._colours
        if moved:
            drawn, colours = _joined(drawn, colours, *surface(moved, fine), (0, 0))
        size = (n * lens.size, n * lens.size)
        with machine().memory(memory_for(*size, len(drawn.points))) as memory:
            layer = rasterise(drawn, colours, self.palette, size, memory)
            return sprite_of(layer.finished(self._stroke, n), 0, 0)

    def posed(
        self,
        pose: Pose,
        projection: Projection,
        things: Sequence[Solid] = (),
        wears: float = 1.0,
        glows: float = 1.0,
        *,
        banded: bool = True,
    ) -> Sprite:
        """The figure in any pose and through any lens, with its shadows and with `things` that
        stand about. 0..1 is how far it wears the colour of the side that works, and glows;
        `banded` is whether it has the drill's bands on."""
        # The kernel draws one picture at a time: furniture is drawn before the figure is begun.
        furniture = self.furniture if projection is self.projection else None
        body = self._meshed(pose)
        worn = bands(self.props, pose, self.palette) if banded else []
        if projection is self.projection:
            worn += self._rolling(pose)
        moved = [*worn, *things]
        n = self._fine
        fine = Projection(projection.camera, projection.width * n, projection.height * n)
        points = fine.project(body.vertices)
        around = [points, *(fine.project(thing.vertices) for thing in moved)]
        box = _box(body.vertices, np.concatenate(around)[:, :2] / n, projection)
        left, top, right, bottom = box
        points[:, 0] -= n * left
        points[:, 1] -= n * top
        light = light_on_body(self._body, body.normals, fine.axes)
        glowing = None if self._glow is None else self._glow * np.float32(glows)
        drawn = Surface(points, self._body.triangles, self._body.tints, light, glowing)
        colours = self._resting + (self._colours - self._resting) * np.float32(wears)
        if moved:
            drawn, colours = _joined(drawn, colours, *surface(moved, fine), (n * left, n * top))
        width, height = n * (right - left), n * (bottom - top)
        size = memory_for(width, height, len(drawn.points) + len(body.vertices))
        with machine().memory(size) as memory:
            layer = rasterise(drawn, colours, self.palette, (width, height), memory)
            hiding = None if furniture is None else furniture.hiding(left, top)
            figure = layer.finished(self._stroke, n, hiding)
            vertices = memory.copied(body.vertices)
            for plane in self._planes:
                shadow = cast(vertices, plane, memory)
                lay(shadow, projection, figure, (left, top), self._ink, memory)
            return sprite_of(figure, left, top)

    def dressed_as(self, other: Scene) -> bool:
        """Whether the same limb wears the same colour in both."""
        return np.array_equal(self._colours, other._colours)

    @cached_property
    def _start(self) -> Pose:
        return self.pose(0.0)

    def _rolling(self, pose: Pose) -> list[Solid]:
        """The props that roll with the figure."""
        if not any(map(rolls, self.props)):
            return []
        return solids(rolled(self.props, self._start, pose), self.palette)


def _box(vertices: Singles, seen: Singles, projection: Projection) -> tuple[int, int, int, int]:
    """The box, in device pixels within the picture, of the figure, whose vertices are seen at the
    pixels `seen` (n, 2), and of its shadow on the floor."""
    low = vertices[::_SPARSE][vertices[::_SPARSE, 2] < _CASTS]
    shadow = low * np.array((1.0, 1.0, 0.0), np.float32)
    shadow[:, 0] -= 0.10 * low[:, 2]
    shadow[:, 1] += 0.06 * low[:, 2]
    cast_at = projection.project(shadow)[:, :2]
    # Column by column: along the first of two axes numpy searches ten times as slowly.
    ends = [np.concatenate([seen[:, i], cast_at[:, i]]) for i in range(2)]
    least, most = ([reach(end) for end in ends] for reach in (np.min, np.max))
    margin = _MARGIN + round(_SOFT * projection.scale)
    left, top = np.maximum(np.floor(least).astype(int) - margin, 0)
    right, bottom = np.minimum(
        np.ceil(most).astype(int) + margin, (projection.width, projection.height)
    )
    return int(left), int(top), int(max(right, left + 1)), int(max(bottom, top + 1))


def _joined(
    body: Surface,
    colours: Singles,
    more: Surface,
    tints: Singles,
    corner: tuple[int, int],
) -> tuple[Surface, Singles]:
    more.points[:, :2] -= corner
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
