"""The runner's body: a fixed mesh for each build, and where its vertices are in a pose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mobility_timer.figure.body.build import LEAN, Build
from mobility_timer.figure.body.hair import looseness
from mobility_timer.figure.body.loft import Loft, Row, neighbours, strips
from mobility_timer.figure.body.outlines import lofts
from mobility_timer.figure.body.riding import Shape, at_home, ridden, rides_with
from mobility_timer.figure.body.rig import RIGS
from mobility_timer.figure.skeleton.bones import Pose, rest_pose

Singles: TypeAlias = NDArray[np.floating[Any]]

_SIDES: Final = {1: "left", -1: "right", 0: ""}
_NO_LENGTH: Final = np.float32(1e-12)
_RINGS_KEPT: Final = 4
_SHAPES_KEPT: Final = 96
"""Of 25 lofts that ride on a bone, in the shapes that they had last."""


@dataclass(frozen=True, eq=False)
class Mesh:
    """A posed body: vertices (N, 3) and unit normals (N, 3), float32."""

    vertices: Singles
    normals: Singles


@dataclass(frozen=True, eq=False)
class Cover:
    """A part, the ellipsoid on a bone whose normals it borrows, and how much at each of its rings.

    `middle` is the ellipsoid's, in the bone's frame.
    """

    part: str
    bone: str
    middle: Singles
    radii: Singles
    weights: Singles


class _Strand:
    """Lofts one after the other whose rings are found at once: one that has a path of its own, or
    all that ride on a bone."""

    def __init__(self, first: int, lofts: list[Loft]) -> None:
        self.first, self.lofts = first, lofts
        self.last = first + sum(len(loft.stations) for loft in lofts)
        self.at_home = lru_cache(maxsize=_RINGS_KEPT)(self._at_home)

    def rings(self, pose: Pose) -> Singles:
        """Axes and origins (n, 4, 3) in a pose."""
        found = np.empty((self.last - self.first, 4, 3), np.float32)
        row = 0
        for loft in self.lofts:
            frames, origins = RIGS[loft.rig](pose, _SIDES[loft.side], loft.stations)
            end = row + len(origins)
            found[row:end, :3], found[row:end, 3] = np.swapaxes(frames, 1, 2), origins
            row = end
        return found

    def _at_home(self, bone: str, shape: Shape) -> Singles:
        return self.rings(at_home(bone, shape))


def _strands(lofts: Iterable[Loft]) -> Iterator[_Strand]:
    first = 0
    for _, group in groupby(lofts, lambda loft: rides_with(loft.rig, loft.side) or loft.name):
        yield (strand := _Strand(first, list(group)))
        first = strand.last


class BodyMesh:
    """The mesh of a build. `lofts` are its parts as they are made; `covers` are those that borrow
    roundness; `loose` is how far each vertex of what is loose follows the sway of the hair. `parts`
    are the vertices of each part, such as `shoe_left`, `pelvis`, `top`, `head` or `hair`;
    `triangles` (M, 3) turn anticlockwise seen from outside; `regions` (N,) are a `Region` each, and
    a triangle has the region of its first vertex."""

    def __init__(self, build: Build) -> None:
        self.build = build
        self.lofts = {loft.name: loft for loft in lofts(build)}
        sizes = [loft.outlines.shape[0] * loft.outlines.shape[1] for loft in self.lofts.values()]
        firsts = np.cumsum([0, *sizes]).tolist()
        strung = list(zip(self.lofts.values(), firsts, strict=False))
        self.parts = {
            loft.name: slice(first, first + size)
            for (loft, first), size in zip(strung, sizes, strict=True)
        }
        self._strands = tuple(_strands(self.lofts.values()))
        self.triangles: NDArray[np.int32] = np.concatenate([strips(*each) for each in strung])
        self.regions: NDArray[np.uint8] = np.concatenate(
            [np.repeat(loft.regions, loft.outlines.shape[1]) for loft, _ in strung]
        )
        self.tints: NDArray[np.uint8] = self.regions[self.triangles[:, 0]]
        around = np.concatenate([neighbours(*each) for each in strung])
        self._neighbours = np.ascontiguousarray(around.T, np.intp)
        self._shaped = lru_cache(maxsize=_SHAPES_KEPT)(self._in_bone)
        self.covers = tuple(self._covered())
        found = {name: looseness(build, loft) for name, loft in self.lofts.items()}
        self.loose = {name: loose for name, loose in found.items() if loose is not None}

    @cached_property
    def face(self) -> NDArray[np.intp]:
        """The vertices of the face and the ears."""
        parts = (self.parts[name] for name in ("head", "mouth", "ear_left", "ear_right"))
        return np.concatenate([np.arange(part.start, part.stop) for part in parts])

    @cached_property
    def under_chin(self) -> NDArray[np.intp]:
        """The vertices of the throat, which the chin shades."""
        neck = self.lofts["neck"]
        front = neck.outlines[:, :, 0] > _THROAT_FRONT_M
        high = (neck.stations > _THROAT_LOW_M)[:, None]
        return np.asarray(self.parts["neck"].start + np.flatnonzero(front & high))

    @cached_property
    def rest(self) -> Singles:
        """The vertices (N, 3) where the body stands at rest."""
        return self.vertices(rest_pose())

    def vertices(self, pose: Pose, parts: Sequence[str] | None = None) -> Singles:
        """The vertices (N, 3) of the body in a pose, or of the named parts only, in their order."""
        chosen = self.lofts.values() if parts is None else [self.lofts[name] for name in parts]
        return np.concatenate([self._placed(loft, pose) for loft in chosen]).astype(np.float32)

    def rings(self, pose: Pose) -> Singles:
        """How the rings (n, 4, 4) of all parts, in their order, lie in a pose, before the hair
        sways: the three axes of each one's frame, its origin; the last column is nought."""
        found = np.zeros((self._strands[-1].last, 4, 4), np.float32)
        for strand in self._strands:
            rides = ridden(strand.lofts[0].rig, pose, _SIDES[strand.lofts[0].side])
            placed = found[strand.first : strand.last, :, :3]
            if rides is None:
                placed[:] = strand.rings(pose)
                continue
            bone, shape = rides
            frame = pose.frame(bone).T.astype(np.float32)
            local = strand.at_home(bone, shape)
            np.matmul(local, frame, out=placed)
            placed[:, 3] += pose.origin(bone)
        return found

    def lowest(self, pose: Pose, parts: Sequence[str]) -> float:
        """The height of the lowest vertex of the named parts, as `vertices` has them."""
        return float(np.float32(min(self._lowest(self.lofts[name], pose) for name in parts)))

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
        loose = self.loose.get(loft.name)
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
        return _strung(self.lofts[name], at_home(bone, shape))

    def _round(self, pose: Pose, vertices: Singles, found: Singles) -> None:
        """Lend the tops of sleeves and shorts the roundness of the trunk under them, so that light
        runs over the shoulder and the hip without a seam, and the face that of the head."""
        for cover in self.covers:
            frame, origin = pose.frame(cover.bone), pose.origin(cover.bone)
            middle = (origin + frame @ cover.middle).astype(np.float32)
            axes, part = frame.astype(np.float32), self.parts[cover.part]
            lent = _unit(((vertices[part] - middle) @ axes) / cover.radii**2) @ axes.T
            own = found[part]
            agree = np.clip(1.6 * np.einsum("ij,ij->i", lent, own) + 0.35, 0.0, 1.0)
            weights = cover.weights.repeat(self.lofts[cover.part].shape[1])
            weight = (weights * agree)[:, None]
            found[part] = _unit(own * (1.0 - weight) + lent * weight)

    def _covered(self) -> list[Cover]:
        found = [self._features("head"), self._features("mouth")]
        for side in ("left", "right"):
            found += [
                self._cover(f"sleeve_{side}", "thorax", -0.13, (0.105, 0.19, 0.17), 0.30, 1.0),
                self._cover(f"shorts_{side}", "pelvis", 0.0, (0.115, 0.165, 0.16), 0.22, 0.85),
            ]
        return found

    def _cover(
        self, name: str, bone: str, height: float, radii: Row, end: float, most: float
    ) -> Cover:
        loft = self.lofts[name]
        share = np.clip((end - loft.stations) / end, 0.0, 1.0) * most
        middle = np.array((0.0, 0.0, height), np.float32)
        return Cover(name, bone, middle, np.array(radii, np.float32), np.asarray(share, np.float32))

    def _features(self, name: str) -> Cover:
        """The face borrows a roundness whose middle lies low in the head: a shadow under nose, lip
        and cheek would read as stubble."""
        return Cover(
            name,
            "head",
            np.array((-0.010, 0.0, 0.020), np.float32),
            np.array((0.10, 0.078, 0.125), np.float32),
            np.full(self.lofts[name].shape[0], _FACE_LENT, np.float32),
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
