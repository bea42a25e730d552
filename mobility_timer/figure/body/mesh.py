"""The runner's body: a fixed mesh for each build, and where its vertices are in a pose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mobility_timer.figure.body.build import LEAN, Build
from mobility_timer.figure.body.hair import looseness
from mobility_timer.figure.body.loft import Loft, Row, neighbours, strips
from mobility_timer.figure.body.outlines import lofts
from mobility_timer.figure.body.riding import Shape, at_home, ridden
from mobility_timer.figure.body.rig import RIGS
from mobility_timer.figure.skeleton.bones import Pose, rest_pose

Singles: TypeAlias = NDArray[np.floating[Any]]

_SIDES: Final = {1: "left", -1: "right", 0: ""}
_NO_LENGTH: Final = np.float32(1e-12)
_SHAPES_KEPT: Final = 96
"""Of 25 lofts that ride on a bone, in the shapes that they had last."""


@dataclass(frozen=True, eq=False)
class Mesh:
    """A posed body: vertices (N, 3) and unit normals (N, 3), float32."""

    vertices: Singles
    normals: Singles


@dataclass(frozen=True, eq=False)
class _Cover:
    """A part, the ellipsoid on a bone whose normals it borrows, and how much at each vertex.

    `middle` is the ellipsoid's, in the bone's frame.
    """

    part: slice
    bone: str
    middle: Singles
    radii: Singles
    weights: Singles


class BodyMesh:
    """The mesh of a build. `parts` are the vertices of each part, such as `shoe_left`, `pelvis`,
    `top`, `head` or `hair`; `triangles` (M, 3) turn anticlockwise seen from outside;
    `regions` (N,) are a `Region` each, and a triangle has the region of its first vertex."""

    def __init__(self, build: Build) -> None:
        self.build = build
        self._lofts = {loft.name: loft for loft in lofts(build)}
        sizes = [loft.outlines.shape[0] * loft.outlines.shape[1] for loft in self._lofts.values()]
        firsts = np.cumsum([0, *sizes]).tolist()
        strung = list(zip(self._lofts.values(), firsts, strict=False))
        self.parts = {
            loft.name: slice(first, first + size)
            for (loft, first), size in zip(strung, sizes, strict=True)
        }
        self.triangles: NDArray[np.int32] = np.concatenate([strips(*each) for each in strung])
        self.regions: NDArray[np.uint8] = np.concatenate(
            [np.repeat(loft.regions, loft.outlines.shape[1]) for loft, _ in strung]
        )
        self.tints: NDArray[np.uint8] = self.regions[self.triangles[:, 0]]
        around = np.concatenate([neighbours(*each) for each in strung])
        self._neighbours = np.ascontiguousarray(around.T, np.intp)
        self._shaped = lru_cache(maxsize=_SHAPES_KEPT)(self._in_bone)
        self._covers = tuple(self._covered())
        found = {name: looseness(build, loft) for name, loft in self._lofts.items()}
        self._loose = {name: loose for name, loose in found.items() if loose is not None}

    @cached_property
    def face(self) -> NDArray[np.intp]:
        """The vertices of the face and the ears."""
        parts = (self.parts[name] for name in ("head", "mouth", "ear_left", "ear_right"))
        return np.concatenate([np.arange(part.start, part.stop) for part in parts])

    @cached_property
    def under_chin(self) -> NDArray[np.intp]:
        """The vertices of the throat, which the chin shades."""
        neck = self._lofts["neck"]
        front = neck.outlines[:, :, 0] > _THROAT_FRONT_M
        high = (neck.stations > _THROAT_LOW_M)[:, None]
        return np.asarray(self.parts["neck"].start + np.flatnonzero(front & high))

    @cached_property
    def rest(self) -> Singles:
        """The vertices (N, 3) where the body stands at rest."""
        return self.vertices(rest_pose())

    def vertices(self, pose: Pose, parts: Sequence[str] | None = None) -> Singles:
        """The vertices (N, 3) of the body in a pose, or of the named parts only, in their order."""
        chosen = self._lofts.values() if parts is None else [self._lofts[name] for name in parts]
        return np.concatenate([self._placed(loft, pose) for loft in chosen]).astype(np.float32)

    def lowest(self, pose: Pose, parts: Sequence[str]) -> float:
        """The height of the lowest vertex of the named parts, as `vertices` has them."""
        return float(np.float32(min(self._lowest(self._lofts[name], pose) for name in parts)))

    def _lowest(self, loft: Loft, pose: Pose) -> float:
        if pose.sway is not None:
            return float(self._placed(loft, pose)[:, 2].min())
        rides = ridden(loft.rig, pose, _SIDES[loft.side])
        if rides is None:
            frames, origins = RIGS[loft.rig](pose, _SIDES[loft.side], loft.stations)
            heights = np.matmul(loft.outlines, frames[:, 2, :, None])[:, :, 0]
            return float((heights + origins[:, 2, None]).min())
        bone, shape = rides
        heights = self._shaped(loft.name, bone, shape) @ pose.frame(bone)[2]
        return float(heights.min() + pose.origin(bone)[2])

    def _placed(self, loft: Loft, pose: Pose) -> NDArray[np.float64]:
        points = self._place(loft, pose)
        loose = self._loose.get(loft.name)
        if pose.sway is None or loose is None:
            return points
        return points + loose[:, None] * pose.sway

    def mesh(self, pose: Pose) -> Mesh:
        """The posed body with its normals."""
        vertices = self.vertices(pose)
        found = self.normals(vertices)
        self._round(pose, vertices, found)
        return Mesh(vertices, found)

    def normals(self, vertices: Singles) -> Singles:
        columns = np.ascontiguousarray(vertices.T)
        before, after, below, above = (columns.take(each, axis=1) for each in self._neighbours)
        after -= before
        above -= below
        (ax, ay, az), (bx, by, bz) = after, above
        x, y, z = ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx
        length = np.maximum(np.sqrt(x * x + y * y + z * z), _NO_LENGTH)
        found = np.empty_like(vertices)
        for axis, across in enumerate((x, y, z)):
            np.divide(across, length, out=found[:, axis])
        return found

    def _place(self, loft: Loft, pose: Pose) -> NDArray[np.float64]:
        side = _SIDES[loft.side]
        rides = ridden(loft.rig, pose, side)
        if rides is None:
            return _strung(loft, pose)
        bone, shape = rides
        vertices = self._shaped(loft.name, bone, shape)
        return np.asarray(vertices @ pose.frame(bone).T + pose.origin(bone))

    def _in_bone(self, name: str, bone: str, shape: Shape) -> NDArray[np.float64]:
        """The vertices of a loft in the frame of the bone that it rides on."""
        return _strung(self._lofts[name], at_home(bone, shape))

    def _round(self, pose: Pose, vertices: Singles, found: Singles) -> None:
        """Lend the tops of sleeves and shorts the roundness of the trunk under them, so that light
        runs over the shoulder and the hip without a seam, and the face that of the head."""
        for cover in self._covers:
            frame, origin = pose.frame(cover.bone), pose.origin(cover.bone)
            middle = (origin + frame @ cover.middle).astype(np.float32)
            axes = frame.astype(np.float32)
            lent = _unit(((vertices[cover.part] - middle) @ axes) / cover.radii**2) @ axes.T
            own = found[cover.part]
            agree = np.clip(1.6 * np.einsum("ij,ij->i", lent, own) + 0.35, 0.0, 1.0)
            weight = (cover.weights * agree)[:, None]
            found[cover.part] = _unit(own * (1.0 - weight) + lent * weight)

    def _covered(self) -> list[_Cover]:
        found = [self._features("head"), self._features("mouth")]
        for side in ("left", "right"):
            found += [
                self._cover(f"sleeve_{side}", "thorax", -0.13, (0.105, 0.19, 0.17), 0.30, 1.0),
                self._cover(f"shorts_{side}", "pelvis", 0.0, (0.115, 0.165, 0.16), 0.22, 0.85),
            ]
        return found

    def _cover(
        self, name: str, bone: str, height: float, radii: Row, end: float, most: float
    ) -> _Cover:
        loft = self._lofts[name]
        share = np.clip((end - loft.stations) / end, 0.0, 1.0) * most
        weights = np.repeat(share, loft.outlines.shape[1]).astype(np.float32)
        middle = np.array((0.0, 0.0, height), np.float32)
        return _Cover(self.parts[name], bone, middle, np.array(radii, np.float32), weights)

    def _features(self, name: str) -> _Cover:
        """The face borrows a roundness whose middle lies low in the head: a shadow under nose, lip
        and cheek would read as stubble."""
        part = self.parts[name]
        return _Cover(
            part,
            "head",
            np.array((-0.010, 0.0, 0.020), np.float32),
            np.array((0.10, 0.078, 0.125), np.float32),
            np.full(part.stop - part.start, _FACE_LENT, np.float32),
        )


_FACE_LENT: Final = 0.75
_THROAT_FRONT_M: Final = -0.01
_THROAT_LOW_M: Final = -0.005


@lru_cache(maxsize=8)
def body_of(build: Build = LEAN) -> BodyMesh:
    return BodyMesh(build)


def posed_vertices(pose: Pose, parts: Sequence[str] | None = None) -> Singles:
    """The vertices (N, 3), in a pose, of the body that poses are solved with, or of the named
    parts only."""
    return body_of().vertices(pose, parts)


def _strung(loft: Loft, pose: Pose) -> NDArray[np.float64]:
    """The vertices of a loft along its path."""
    frames, origins = RIGS[loft.rig](pose, _SIDES[loft.side], loft.stations)
    points = np.matmul(loft.outlines, np.swapaxes(frames, 1, 2)) + origins[:, None, :]
    return np.asarray(points.reshape(-1, 3))


def _unit(vectors: Singles) -> Singles:
    length = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))[:, None]
    return np.asarray(vectors / np.maximum(length, 1e-12), dtype=np.float32)
