"""The runner's body: a fixed mesh, and where its vertices are in a pose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mobility_timer.figure.loft import Loft, neighbours, strips
from mobility_timer.figure.rig import RIGS
from mobility_timer.figure.shapes import lofts
from mobility_timer.figure.skeleton import Pose, rest_pose

Singles = NDArray[np.float32]

_LOFTS: Final[tuple[Loft, ...]] = tuple(lofts())
_FIRSTS: Final = np.cumsum([0, *(loft.outlines.shape[0] * loft.outlines.shape[1] for loft in _LOFTS)])
_NAMES: Final[Mapping[str, int]] = MappingProxyType(
    {loft.name: i for i, loft in enumerate(_LOFTS)}
)

VERTICES: Final = int(_FIRSTS[-1])
PARTS: Final[Mapping[str, slice]] = MappingProxyType(
    {
        loft.name: slice(int(_FIRSTS[i]), int(_FIRSTS[i + 1]))
        for i, loft in enumerate(_LOFTS)
    }
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


def mesh(pose: Pose) -> Mesh:
    """The posed body with its normals."""
    vertices = posed_vertices(pose)
    return Mesh(vertices, normals(vertices))


REST: Final[Singles] = posed_vertices(rest_pose())
