"""The runner's body: a fixed mesh for each build, and where its vertices are in a pose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mobility_timer.figure.body.build import LEAN, Build
from mobility_timer.figure.body.groups import Group
from mobility_timer.figure.body.hair import looseness
from mobility_timer.figure.body.loft import Row, neighbours, strips
from mobility_timer.figure.body.outlines import lofts
from mobility_timer.figure.body.rigging.plans import Plans, plans_of
from mobility_timer.figure.body.rigging.riding import (
    RIGS,
    at_home,
)
from mobility_timer.figure.skeleton.bones import HandShape, Pose, rest_pose
from mobility_timer.figure.solving.fingers import bent_digits

Singles: TypeAlias = NDArray[np.floating[Any]]

_NO_LENGTH: Final = np.float32(1e-12)
_GROUPS_KEPT: Final = 48


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


def _axes(frames: Singles, origins: Singles) -> Singles:
    """Rings (n, 4, 3): the axes of each frame, then its origin."""
    return np.concatenate([frames.transpose(0, 2, 1), origins[:, None]], axis=1)


class BodyMesh:
    """The mesh of a build. `lofts` are its parts as they are made; `covers` are those that borrow
    roundness; `loose` is how far each vertex of what is loose follows the sway of the hair. `parts`
    are the vertices of each part, such as `shoe_left`, `pelvis`, `top`, `head` or `hair`;
    `regions` (N,) are a `Region` each, and a triangle has the region of its first vertex."""

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
        self._whole = Group(list(self.lofts.values()))
        self._group = lru_cache(maxsize=_GROUPS_KEPT)(self._grouped)
        self.regions: NDArray[np.uint8] = np.concatenate(
            [np.repeat(loft.regions, loft.outlines.shape[1]) for loft, _ in strung]
        )
        self._strung = strung
        self.covers = tuple(self._covered())
        found = {name: looseness(build, loft) for name, loft in self.lofts.items()}
        self.loose = {name: loose for name, loose in found.items() if loose is not None}

    @cached_property
    def triangles(self) -> NDArray[np.int32]:
        """(M, 3), anticlockwise seen from outside."""
        return np.concatenate([strips(*each) for each in self._strung])

    @cached_property
    def _neighbours(self) -> NDArray[np.intp]:
        around = np.concatenate([neighbours(*each) for each in self._strung])
        return np.ascontiguousarray(around.T, np.intp)

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
        found = (self._whole if parts is None else self._group(tuple(parts))).vertices(pose)
        if pose.sway is not None:
            first = 0
            for name in parts or self.parts:
                size = self.parts[name].stop - self.parts[name].start
                if name in self.loose:
                    found[first : first + size] += self.loose[name][:, None] * pose.sway
                first += size
        return found

    @cached_property
    def plans(self) -> Plans:
        """How the rings of all parts, in their order, lie in any pose, before the hair sways."""
        return plans_of(self.lofts.values())

    def hand_rings(self, side: str, shape: HandShape) -> bytes:
        """How the rings (n, 4, 3) of a hand lie in its own frame, as singles: the three axes of
        each one's frame, its origin."""
        palm, finger = (self.lofts[f"{name}_{side}"].stations for name in ("palm", "index"))
        home = RIGS["hand"](at_home(f"hand_{side}", shape), side, palm)
        frames, places = bent_digits(shape, side, finger.tobytes())
        digits = frames.reshape(-1, 3, 3), places.reshape(-1, 3)
        found = np.concatenate([_axes(*home), _axes(*digits)])
        return found.astype(np.float32).tobytes()

    def lowest(self, pose: Pose, parts: Sequence[str]) -> float:
        """The height of the lowest vertex of the named parts, as `vertices` has them."""
        if pose.sway is not None:
            return float(self.vertices(pose, parts)[:, 2].min())
        return self._group(tuple(parts)).height(pose)

    def lowest_vertex(self, pose: Pose, parts: Sequence[str]) -> Singles:
        """The lowest vertex (3,) of the named parts where the hair does not sway."""
        return self._group(tuple(parts)).lowest(pose)

    def at_least(self, pose: Pose, parts: Sequence[str]) -> float:
        """A height that no vertex of the named parts is below where the hair does not sway, of a
        foot found at once."""
        return self._group(tuple(parts)).at_least(pose)

    def _grouped(self, parts: tuple[str, ...]) -> Group:
        return Group([self.lofts[name] for name in parts])

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


def _unit(vectors: Singles) -> Singles:
    length = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))[:, None]
    return np.asarray(vectors / np.maximum(length, 1e-12), dtype=np.float32)
