"""One picture of a scene: the figure at a phase, cropped, with its shadow, over the still part."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from math import ceil, floor
from typing import Final, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF

from mobility_timer.drawing.coaches import build_of, palette_of
from mobility_timer.drawing.frames.packed import PackedFrame, pack_picture, packing_bytes
from mobility_timer.drawing.frames.sampling import traced_sampling
from mobility_timer.drawing.palette import Palette, colour
from mobility_timer.drawing.raster.bodies import Casts, Seen, drawn_body
from mobility_timer.drawing.raster.kernel.machine import KernelMemory, machine
from mobility_timer.drawing.raster.projection import Projection
from mobility_timer.drawing.raster.rasteriser import (
    Layer,
    Picture,
    Singles,
    Surface,
    memory_for,
    picture_bytes,
)
from mobility_timer.drawing.raster.shading import lens_of, tones_of
from mobility_timer.drawing.raster.shadows import Plane, lay, planes
from mobility_timer.drawing.raster.solids import Solid
from mobility_timer.drawing.scene.card import footprints_at
from mobility_timer.drawing.scene.close_up import Lens, lens_for
from mobility_timer.drawing.scene.clothes import region_colours
from mobility_timer.drawing.scene.framing import framed
from mobility_timer.drawing.scene.room.bands import bands
from mobility_timer.drawing.scene.room.furniture import (
    Bounds,
    Furniture,
    Sprite,
    build,
    sprite_at,
    sprite_of,
    surface,
    widened,
)
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
_SOFT: Final = 0.11
_CASTS: Final = Casts(below=1.2, lean=(-0.10, 0.06))
_FINE_SCREEN: Final = 1.75
_STROKE: Final = 1 / 640
"""The width of an outline as a share of the picture's shorter side."""


T = TypeVar("T")
Finish: TypeAlias = Callable[[Picture, int, int], T]
"""What is made of a picture in the kernel's memory, whose left top corner is given."""
Place = tuple[float, ...]
"""Metres in the world (3,)."""


class Scene:
    """Everything of a scene that is the same at each phase, and the way to draw one."""

    def __init__(self, spec: SceneSpec) -> None:
        self.spec = spec
        self._known: dict[float, Pose] | None = None
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
        shape = build_of(spec.coach)
        self._mesh = body_of(shape)
        self._body = drawn_body(self._mesh)
        self._glow = glow(muscles, shape) if muscles else None

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
        return replace(self.body_pose(phase), sway=self._hair(min(phase, 1.0)))

    def body_pose(self, phase: float) -> Pose:
        """The same with the hair hanging still, which needs no look at the poses around it."""
        known = {} if self._known is None else self._known
        if phase not in known:
            known[phase] = self._found_pose(phase)
        return known[phase]

    @property
    def is_known(self) -> bool:
        """Whether the poses that are asked for are remembered."""
        return self._known is not None

    def know(self, poses: Mapping[float, Pose]) -> None:
        """Take poses by their phases that were known before, and from now on remember those that
        are asked for."""
        self._known = dict(poses)

    def forget(self) -> dict[float, Pose]:
        """Let go of the poses that are known by now: those."""
        known, self._known = self._known, None
        return known or {}

    def _found_pose(self, phase: float) -> Pose:
        spec = self.spec
        breath = max(0.0, phase - 1.0) if spec.motion.hold else 0.0
        phase = min(phase, 1.0)
        return pose_at(spec.motion, phase, spec.acts, spec.variant, spec.amplitude, breath)

    @cached_property
    def start(self) -> Pose:
        """Where the body is at phase 0."""
        return self.body_pose(0.0)

    @cached_property
    def _hair(self) -> HairLag:
        spec = self.spec
        return HairLag(spec.motion, spec.acts, spec.variant, spec.amplitude, spec.seconds)

    @cached_property
    def lens(self) -> Lens | None:
        """The lens of the close-up, where the motion has one."""
        return lens_for(self.spec.motion, self.spec.acts, self.spec.variant, self.projection)

    @cached_property
    def footprints_card(self) -> QRectF:
        """Where the feet are seen from above, in device pixels."""
        close_up = self.lens.card if self.lens is not None else None
        return footprints_at(self.projection, self.start, close_up)

    def figure(self, phase: float, *, close_up: bool = True) -> tuple[Sprite, Place | None]:
        """The figure at a phase, with its close-up, and where its traced joint then is."""
        pose = self.pose(phase)
        return self.shown(sprite_of, pose, close_up=close_up), self._traced_place(pose)

    def frame(self, phase: float) -> PackedFrame:
        """The same, packed from where the kernel drew it."""
        pose = self.pose(phase)
        return self.shown(partial(pack_picture, place=self._traced_place(pose)), pose)

    def shown(self, finish: Finish[T], pose: Pose, *, close_up: bool = True) -> T:
        """What `finish` makes of the picture of a pose of the scene."""
        lens = self.lens
        if lens is None or not close_up:
            return self.posed(finish, pose, self.projection)
        near = self.near(pose, lens)

        def joined(picture: Picture, left: int, top: int) -> T:
            lens.join(near, sprite_at(picture, left, top))
            return finish(picture, left, top)

        return self.posed(joined, pose, self.projection, around=lens.bounds)

    def _traced_place(self, pose: Pose) -> Place | None:
        joint = self.traced
        return None if joint is None else tuple(map(float, pose.joint(joint)))

    @cached_property
    def _beside(self) -> list[str]:
        """The parts of the side that rests: a close-up leaves them out, unless a band joins them
        to what works."""
        side = self.spec.acts
        bands = [prop for prop in self.props if isinstance(prop, Band)]
        if side is None or any(isinstance(band.anchor, str) for band in bands):
            return []
        return [part for part in self._mesh.parts if part.endswith(f"_{side.other.value}")]

    def near(self, pose: Pose, lens: Lens) -> Sprite:
        """What is near the joint of the close-up, on its card."""
        still = solids((prop for prop in self.props if not rolls(prop)), self.palette)
        moved = [
            *bands(self.props, pose, self.palette),
            *self._rolling(pose),
            *still,
        ]
        n = self._fine
        fine = Projection(lens.projection.camera, n * lens.size, n * lens.size)
        size = (n * lens.size, n * lens.size)
        things = _Things.of(moved, fine)
        with self._memory(size, things) as memory:
            seen = self._body.seen(
                pose, fine, memory, hidden=self._beside, within=(lens.middle, lens.reach)
            )
            layer = self._drawn(seen, things, size, (0, 0), memory)
            return sprite_of(layer.finished(self._stroke, n), 0, 0)

    def posed(
        self,
        finish: Finish[T],
        pose: Pose,
        projection: Projection,
        things: Sequence[Solid] = (),
        wears: float = 1.0,
        glows: float = 1.0,
        *,
        banded: bool = True,
        around: Bounds | None = None,
    ) -> T:
        """What `finish` makes of a picture: the figure in any pose and through any lens, with its
        shadows and with `things` that stand about. 0..1 is how far it wears the colour of the side
        that works, and glows; `banded` is whether it has the drill's bands on. Its box is `around`
        another one, too, in device pixels."""
        # The kernel draws one picture at a time: furniture is drawn before the figure is begun.
        furniture = self.furniture if projection is self.projection else None
        worn = bands(self.props, pose, self.palette) if banded else []
        if projection is self.projection:
            worn += self._rolling(pose)
        n = self._fine
        fine = Projection(projection.camera, projection.width * n, projection.height * n)
        moved = _Things.of([*worn, *things], fine)
        size = fine.width, fine.height
        more = packing_bytes(projection.width, projection.height)
        if around is not None:
            more += picture_bytes(projection.width, projection.height)
        with self._memory(size, moved, more) as memory:
            seen = self._body.seen(pose, fine, memory, casts=_CASTS)
            left, top, right, bottom = _box([seen.bounds(), *moved.bounds], n, projection)
            size, corner = (n * (right - left), n * (bottom - top)), (n * left, n * top)
            layer = self._drawn(seen, moved, size, corner, memory, wears, glows)
            hiding = None if furniture is None else furniture.hiding(left, top)
            figure = layer.finished(self._stroke, n, hiding)
            lens = memory.copied(lens_of(projection))
            body = seen.vertices, seen.middle, seen.count
            lay(*body, self._planes, lens, figure, (left, top), self._ink)
            if around is not None:
                # Drawn so large at once, the edges of the figure would fall a hair elsewhere.
                figure, left, top = widened(figure, left, top, around)
            return finish(figure, left, top)

    def _memory(
        self, size: tuple[int, int], things: _Things, more: int = 0
    ) -> AbstractContextManager[KernelMemory]:
        """Memory for a picture of at most (width, height) pixels, and so many bytes more."""
        count = sum(len(each.points) for each in things.surfaces)
        most = memory_for(*size, self._body.size + count) + more
        return machine().memory(most, self._body.tables)

    def _drawn(
        self,
        seen: Seen,
        things: _Things,
        size: tuple[int, int],
        corner: tuple[int, int],
        memory: KernelMemory,
        wears: float = 1.0,
        glows: float = 1.0,
    ) -> Layer:
        """The body and things on (width, height) pixels whose left top corner is at `corner`."""
        colours = self._resting + (self._colours - self._resting) * np.float32(wears)
        glowing = self._glow if glows else None
        if glowing is not None and glows < 1.0:
            glowing = glowing * np.float32(glows)
        first = len(colours)
        colours = np.concatenate([colours, *things.colours])
        layer = Layer.clear(size, tones_of(colours.tobytes(), self.palette), memory)
        self._body.draw(seen, layer, corner, glowing)
        for each in things.surfaces:
            each.points[:, :2] -= corner
            layer.draw(replace(each, tints=each.tints + np.uint8(first)))
        return layer

    def dressed_as(self, other: Scene) -> bool:
        """Whether the same limb wears the same colour in both."""
        return np.array_equal(self._colours, other._colours)

    def _rolling(self, pose: Pose) -> list[Solid]:
        """The props that roll with the figure."""
        if not any(map(rolls, self.props)):
            return []
        return solids(rolled(self.props, self.start, pose), self.palette)


@dataclass(frozen=True, eq=False)
class _Things:
    """Things beside the body as a lens sees them: at most one surface, its colours and bounds."""

    surfaces: tuple[Surface, ...] = ()
    colours: tuple[Singles, ...] = ()
    bounds: tuple[Singles, ...] = ()

    @classmethod
    def of(cls, those: list[Solid], projection: Projection) -> _Things:
        if not those:
            return cls()
        drawn, colours = surface(those, projection)
        at = drawn.points[:, :2]
        return cls((drawn,), (colours,), (np.concatenate([at.min(axis=0), at.max(axis=0)]),))


def _box(bounds: list[Singles], fine: int, projection: Projection) -> Bounds:
    """The box, in device pixels within the picture, of what is within some bounds, with `fine` of
    their pixels to one, and of the soft edge of its shadow."""
    lefts, tops, rights, bottoms = zip(*(each.tolist() for each in bounds), strict=True)
    margin = _MARGIN + round(_SOFT * projection.scale)
    left, top = (max(0, floor(min(ends) / fine) - margin) for ends in (lefts, tops))
    right, bottom = (
        min(most, ceil(max(ends) / fine) + margin)
        for ends, most in ((rights, projection.width), (bottoms, projection.height))
    )
    return left, top, max(right, left + 1), max(bottom, top + 1)


@lru_cache(maxsize=3)
def scene_of(spec: SceneSpec) -> Scene:
    """A scene that the window asks for again and again; who draws ahead has scenes of its own."""
    return Scene(spec)
