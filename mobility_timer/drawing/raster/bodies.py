"""A body as it is seen: its tables stay in the kernel's memory, a pose brings only its bones."""

from __future__ import annotations

import struct
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mobility_timer.drawing.raster.kernel.machine import Address, KernelMemory
from mobility_timer.drawing.raster.projection import Projection
from mobility_timer.drawing.raster.rasteriser import Layer
from mobility_timer.drawing.raster.shading import lens_of, light_of_body
from mobility_timer.figure import BONES, SIDES, BodyMesh, Loft, Pose

Singles: TypeAlias = NDArray[np.floating[Any]]

_NO_SWAY: Final = (0.0, 0.0, 0.0)
_PLACE_BYTES: Final = 16
_VERTEX_BYTES: Final = 12
_AREA_BYTES: Final = 16
_RING_BYTES: Final = 64
_BALL_BYTES: Final = 80
_BALL_PLAN: Final = np.dtype(
    [("bone", np.int32), ("middle", np.float32, 3), ("per_square", np.float32, 3)]
)
_HANDS_KEPT: Final = 8


_COVERED: Final = 0xFF
"""The tint of what is not drawn, as the kernel has it."""
_COVERS: Final = {"shorts": (-1.0, -0.42), "pelvis": (0.04, 0.14), "head": (0.13, 0.168)}
"""Between which stations a part is hidden by others in every pose, on every build: the shorts in
the pelvis, the pelvis under the top, the head under its hair."""


@dataclass(frozen=True, eq=False)
class Casts:
    """What is lower than `below` metres casts a shadow on the floor, which runs off by `lean` a
    metre along both axes."""

    below: float
    lean: tuple[float, float]


@dataclass(frozen=True, eq=False)
class Seen:
    """Where a body in a pose, as a lens sees it, lies in the kernel's memory.

    `vertices` (3, count) in metres and their `middle` (4,); where the vertices are in the picture,
    `points` (count, 4): pixels right and down, metres towards the lens, the level of their light.
    Of the parts that are `hidden`, a byte each, only the points are there, and they are nowhere.
    """

    count: int
    vertices: Address
    middle: Address
    points: Address
    hidden: Address | None
    memory: KernelMemory
    _bounds: Address

    def bounds(self) -> Singles:
        """Left, top, right and bottom of it all (4,), with the shadow where one was asked for."""
        return self.memory.found(self._bounds, (4,), np.float32)


class DrawnBody:
    """A body's mesh, made ready to be drawn."""

    def __init__(self, mesh: BodyMesh) -> None:
        self._mesh = mesh
        self._hand_rings = lru_cache(maxsize=_HANDS_KEPT)(mesh.hand_rings)
        self._names = list(mesh.lofts)
        self._balls = [cover.part for cover in mesh.covers]
        lofts = mesh.lofts.values()
        outlines = np.concatenate([loft.outlines.reshape(-1, 3) for loft in lofts])
        lent = [np.zeros(len(loft.stations), np.float32) for loft in lofts]
        for cover in mesh.covers:
            lent[self._names.index(cover.part)] = cover.weights
        loose = np.concatenate([np.zeros(0), *mesh.loose.values()])
        self.size = len(outlines)
        plans = mesh.plans
        self._ring_count, self._bend_count = len(plans.rings), len(plans.bends)
        self.tints = np.concatenate([_tints(loft) for loft in lofts])
        self.tables = (
            self._lofts(),
            np.ascontiguousarray(outlines.T, np.float32),
            np.concatenate(lent),
            loose.astype(np.float32),
            np.ascontiguousarray(light_of_body(mesh).T),
            self.tints,
            plans.rings.view(np.int32),
            plans.bends,
            plans.collarbones,
            self._ball_plans().view(np.int32),
        )

    def _lofts(self) -> NDArray[np.int32]:
        """The parts as the kernel has them."""
        found, ring = [], 0
        sizes = [len(each) for each in self._mesh.loose.values()]
        loose = dict(zip(self._mesh.loose, accumulate(sizes, initial=0), strict=False))
        for name, loft in self._mesh.lofts.items():
            rings, points = loft.shape
            ball = self._balls.index(name) if name in self._balls else -1
            first = self._mesh.parts[name].start
            found.append((first, ring, rings, points, loft.descends, ball, loose.get(name, -1)))
            ring += rings
        return np.array(found, np.int32)

    def seen(
        self,
        pose: Pose,
        projection: Projection,
        memory: KernelMemory,
        *,
        casts: Casts | None = None,
        hidden: Collection[str] = (),
        within: tuple[NDArray[np.float64], float] | None = None,
    ) -> Seen:
        """The body in a pose, and how a lens sees it. With `within`, nothing is shown that is
        farther than some metres from a place, nor any of the `hidden` parts."""
        lofts, outlines, lent, loose, lit, *_ = memory.tables
        room, copied = memory.room, memory.copied
        # What is read of four vertices at once reaches past the last one.
        vertices = room(_VERTEX_BYTES * self.size + _PLACE_BYTES)
        points = room(_PLACE_BYTES * self.size)
        middle, bounds = (room(_PLACE_BYTES) for _ in range(2))
        sway = struct.pack("<4f", *(_NO_SWAY if pose.sway is None else pose.sway), 0.0)
        shown = floor = mask = None
        if within is not None:
            place, reach = within
            shown = copied(struct.pack("<4f", *place, reach * reach))
            mask = copied(bytes([name in hidden for name in self._names]))
        if casts is not None:
            floor = copied(struct.pack("<3f", casts.below, *casts.lean))
        rings, balls = self._rigged(pose, memory)
        memory.call(
            "see_body",
            *(lofts, len(self._names), self.size, outlines, lent, loose),
            *(rings, balls, copied(sway), vertices, middle),
            *(lit, copied(lens_of(projection)), mask, shown, floor, points, bounds),
        )
        return Seen(self.size, vertices, middle, points, mask, memory, bounds)

    def _rigged(self, pose: Pose, memory: KernelMemory) -> tuple[Address, Address]:
        """The rings in a pose, and the ellipsoids whose roundness is lent."""
        *_, plans, bends, collarbones, balls = memory.tables
        rows = pose.frames, pose.origins, pose.spine_frames, pose.spine_points
        bones = memory.copied(np.concatenate([each.reshape(-1, 3) for each in rows]))
        hands = zip(SIDES, pose.hands, strict=True)
        sizes = _RING_BYTES * self._ring_count, _BALL_BYTES * len(self._balls)
        found = memory.room(sizes[0]), memory.room(sizes[1])
        memory.call(
            "rig_body",
            *(plans, self._ring_count, bends, self._bend_count, collarbones, BONES.index("thorax")),
            *(balls, len(self._balls), bones),
            *(memory.copied(self._hand_rings(side, shape)) for side, shape in hands),
            *found,
        )
        return found

    def _ball_plans(self) -> NDArray[np.void]:
        """The ellipsoids on their bones, as the kernel has them."""
        found = np.zeros(len(self._balls), _BALL_PLAN)
        for ball, cover in zip(found, self._mesh.covers, strict=True):
            ball["bone"] = BONES.index(cover.bone)
            ball["middle"], ball["per_square"] = cover.middle, 1.0 / cover.radii**2
        return found

    def draw(
        self, seen: Seen, layer: Layer, corner: tuple[int, int], glow: NDArray[np.float32] | None
    ) -> None:
        """Draw it on a layer whose left top corner is at `corner`; `glow` (n,) is 0..1."""
        memory = layer.memory
        lofts, _, _, _, _, tints, *_ = memory.tables
        job = memory.call(
            "draw_body",
            *(lofts, len(self._names), seen.points),
            *(None if glow is None else memory.copied(glow), tints, seen.hidden),
            *(float(corner[0]), float(corner[1])),
            *(memory.room(self.size), memory.room(_AREA_BYTES * self._ring_count)),
        )
        layer.add(job, is_body=True)


def _tints(loft: Loft) -> NDArray[np.uint8]:
    """The region of each strip that is drawn."""
    part, *_ = loft.name.split("_")
    if part not in _COVERS:
        return loft.regions
    start, end = _COVERS[part]
    there = (loft.stations > start) & (loft.stations < end)
    return np.where(there, np.uint8(_COVERED), loft.regions)


@lru_cache(maxsize=4)
def drawn_body(mesh: BodyMesh) -> DrawnBody:
    return DrawnBody(mesh)
