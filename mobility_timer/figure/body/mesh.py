"""The runner's body: a fixed mesh, and where its vertices are in a pose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mobility_timer.figure.body.loft import Loft, Row, neighbours, strips
from mobility_timer.figure.body.outlines import lofts
from mobility_timer.figure.body.rig import RIGS
from mobility_timer.figure.skeleton.bones import Pose, rest_pose

Singles: TypeAlias = NDArray[np.floating[Any]]

_LOFTS: Final[tuple[Loft, ...]] = tuple(lofts())
_FIRSTS: Final = np.cumsum(
    [0, *(loft.outlines.shape[0] * loft.outlines.shape[1] for loft in _LOFTS)]
)
_NAMES: Final[Mapping[str, int]] = MappingProxyType({loft.name: i for i, loft in enumerate(_LOFTS)})

VERTICES: Final = int(_FIRSTS[-1])
PARTS: Final[Mapping[str, slice]] = MappingProxyType(
    {loft.name: slice(int(_FIRSTS[i]), int(_FIRSTS[i + 1])) for i, loft in enumerate(_LOFTS)}
)
"""The vertices of each part, such as `shoe_left`, `palm_right`, `pelvis`, `top`, `head`, `knot`."""

TRIANGLES: Final[NDArray[np.int32]] = np.concatenate(
    [strips(loft, int(first)) for loft, first in zip(_LOFTS, _FIRSTS, strict=False)]
)
"""(M, 3), anticlockwise seen from outside."""

REGION: Final[NDArray[np.uint8]] = np.concatenate(
    [np.repeat(loft.regions, loft.outlines.shape[1]) for loft in _LOFTS]
)
"""(N,), a `Region` each; a triangle has the region of its first vertex."""

_NEIGHBOURS: Final = np.concatenate(
    [neighbours(loft, int(first)) for loft, first in zip(_LOFTS, _FIRSTS, strict=False)]
)


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


def _cover(name: str, bone: str, height: float, radii: Row, end: float, most: float) -> _Cover:
    loft = _LOFTS[_NAMES[name]]
    share = np.clip((end - loft.stations) / end, 0.0, 1.0) * most
    weights = np.repeat(share, loft.outlines.shape[1]).astype(np.float32)
    middle = np.array((0.0, 0.0, height), np.float32)
    return _Cover(PARTS[name], bone, middle, np.array(radii, np.float32), weights)


def _features(name: str, most: float) -> _Cover:
    """The face borrows the head's roundness: shadows under nose and lip would read as stubble."""
    count = PARTS[name].stop - PARTS[name].start
    middle, radii = (0.005, 0.0, 0.075), (0.10, 0.078, 0.125)
    return _Cover(
        PARTS[name],
        "head",
        np.array(middle, np.float32),
        np.array(radii, np.float32),
        np.full(count, most, np.float32),
    )


_COVERS: Final = (
    _features("head", 0.52),
    _features("mouth", 0.52),
    *(
        cover
        for side in ("left", "right")
        for cover in (
            _cover(f"sleeve_{side}", "thorax", -0.13, (0.105, 0.19, 0.17), 0.30, 1.0),
            _cover(f"shorts_{side}", "pelvis", 0.0, (0.115, 0.165, 0.16), 0.22, 0.85),
        )
    ),
)


@dataclass(frozen=True, eq=False)
class Mesh:
    """A posed body: vertices (N, 3) and unit normals (N, 3), float32."""

    vertices: Singles
    normals: Singles


def _place(loft: Loft, pose: Pose) -> NDArray[np.float64]:
    side = {1: "left", -1: "right", 0: ""}[loft.side]
    frames, origins = RIGS[loft.rig](pose, side, loft.stations)
    points = np.matmul(loft.outlines, np.swapaxes(frames, 1, 2)) + origins[:, None, :]
    return np.asarray(points.reshape(-1, 3))


def posed_vertices(pose: Pose, parts: Sequence[str] | None = None) -> Singles:
    """The vertices (N, 3) of the body in a pose, or of the named parts only, in their order."""
    chosen = _LOFTS if parts is None else [_LOFTS[_NAMES[name]] for name in parts]
    return np.concatenate([_place(loft, pose) for loft in chosen]).astype(np.float32)


def _unit(vectors: Singles) -> Singles:
    length = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))[:, None]
    return np.asarray(vectors / np.maximum(length, 1e-12), dtype=np.float32)


def normals(vertices: Singles) -> Singles:
    before, after, below, above = (vertices[_NEIGHBOURS[:, i]] for i in range(4))
    return _unit(np.cross(after - before, above - below))


def _rounded(pose: Pose, vertices: Singles, found: Singles) -> None:
    """Lend the tops of sleeves and shorts the roundness of the trunk under them, so that light
    runs over the shoulder and the hip without a seam, and the face that of the head."""
    for cover in _COVERS:
        frame, origin = pose.frame(cover.bone), pose.origin(cover.bone)
        middle = (origin + frame @ cover.middle).astype(np.float32)
        axes = frame.astype(np.float32)
        lent = _unit(((vertices[cover.part] - middle) @ axes) / cover.radii**2) @ axes.T
        own = found[cover.part]
        agree = np.clip(1.6 * np.einsum("ij,ij->i", lent, own) + 0.35, 0.0, 1.0)
        weight = (cover.weights * agree)[:, None]
        found[cover.part] = _unit(own * (1.0 - weight) + lent * weight)


def mesh(pose: Pose) -> Mesh:
    """The posed body with its normals."""
    vertices = posed_vertices(pose)
    found = normals(vertices)
    _rounded(pose, vertices, found)
    return Mesh(vertices, found)


REST: Final[Singles] = posed_vertices(rest_pose())
