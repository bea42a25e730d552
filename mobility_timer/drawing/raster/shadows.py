"""Soft shadows: on the floor under the figure, on the wall behind its hands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mobility_timer.drawing.raster.projection import Projection
from mobility_timer.figure import Prop, Wall

Singles: TypeAlias = NDArray[np.floating[Any]]

_CELLS: Final = 128
_HALF: Final = 1.30
_FAINT: Final = 0.006


@dataclass(frozen=True, eq=False)
class Shadow:
    """The alpha (rows, columns) 0..1 of a shadow whose corner is at (left, top)."""

    left: int
    top: int
    alpha: Singles


@dataclass(frozen=True)
class Plane:
    """A flat ground for a shadow: across `axis` at `at`, reached by things up to a few `falloff`
    metres from it on the side of `sign`; `lean` is how far the shadow runs off per metre along
    the other two axes; `dark` its darkest alpha."""

    axis: int
    at: float
    sign: float
    falloff: float
    lean: tuple[float, float]
    dark: float


def planes(props: tuple[Prop, ...], dark: float) -> list[Plane]:
    found = [Plane(2, 0.0, 1.0, 0.30, (-0.10, 0.06), dark)]
    for prop in props:
        if isinstance(prop, Wall):
            sign = -1.0 if prop.at > 0 else 1.0
            found.append(
                Plane("xy".index(prop.axis), prop.at, sign, 0.030, (0.0, -0.3), dark * 0.75)
            )
    return found


def _blurred(grid: Singles, radius: int) -> Singles:
    """Two box blurs in each direction."""
    for axis in (0, 1, 0, 1):
        padding = [(0, 0), (0, 0)]
        padding[axis] = (radius + 1, radius)
        sums = np.cumsum(np.pad(grid, padding), axis=axis, dtype=np.float32)
        ahead, behind = [slice(None)] * 2, [slice(None)] * 2
        ahead[axis], behind[axis] = slice(2 * radius + 1, None), slice(None, -2 * radius - 1)
        grid = (sums[tuple(ahead)] - sums[tuple(behind)]) / np.float32(2 * radius + 1)
    return grid


def _footprint(vertices: Singles, plane: Plane) -> tuple[Singles, tuple[float, float]]:
    """How dark the plane is on a grid of `_CELLS` squared around the middle of the figure."""
    u, v = (axis for axis in range(3) if axis != plane.axis)
    height = np.maximum((vertices[:, plane.axis] - plane.at) * plane.sign, 0.0)
    weight = np.exp(-height / np.float32(plane.falloff)).astype(np.float32)
    middle = float(vertices[:, u].mean()), float(vertices[:, v].mean())
    scale = _CELLS / (2 * _HALF)
    iu = ((vertices[:, u] + height * plane.lean[0] - middle[0] + _HALF) * scale).astype(np.intp)
    iv = ((vertices[:, v] + height * plane.lean[1] - middle[1] + _HALF) * scale).astype(np.intp)
    inside = (iu >= 2) & (iu < _CELLS - 2) & (iv >= 2) & (iv < _CELLS - 2) & (weight > 0.01)
    grid = np.zeros(_CELLS * _CELLS, np.float32)
    np.maximum.at(grid, iv[inside] * _CELLS + iu[inside], weight[inside])
    return _blurred(grid.reshape(_CELLS, _CELLS), 2), middle


def cast(
    vertices: Singles,
    plane: Plane,
    projection: Projection,
    box: tuple[int, int, int, int],
    step: int,
) -> Shadow | None:
    """The shadow on the pixels of `box` (left, top, right, bottom), or nothing where none falls.

    It is soft, so it is found for every `step`th pixel only.
    """
    grid, middle = _footprint(vertices, plane)
    grid = np.clip(grid * 1.35, 0.0, 1.0) * np.float32(plane.dark)
    covered = np.argwhere(grid > _FAINT)
    if not len(covered):
        return None
    u, v = (axis for axis in range(3) if axis != plane.axis)
    scale = np.float32(_CELLS / (2 * _HALF))
    corners = np.zeros((4, 3))
    (low_v, low_u), (high_v, high_u) = covered.min(axis=0), covered.max(axis=0) + 2
    corners[:, plane.axis] = plane.at
    corners[:, u] = np.array([low_u, high_u, high_u, low_u]) / scale + middle[0] - _HALF
    corners[:, v] = np.array([low_v, low_v, high_v, high_v]) / scale + middle[1] - _HALF
    seen = projection.project(corners)[:, :2]
    left, top = np.maximum(np.floor(seen.min(axis=0)).astype(int), box[:2])
    right, bottom = np.minimum(np.ceil(seen.max(axis=0)).astype(int), box[2:])
    if right - left < step or bottom - top < step:
        return None
    eye, rays = projection.rays((int(left), int(top), int(right), int(bottom)), step)
    toward = rays[..., plane.axis]
    safe = np.where(np.abs(toward) > 1e-6, toward, np.float32(1e-6))
    reach = np.float32(plane.at - eye[plane.axis]) / safe
    gu = (eye[u] - middle[0] + _HALF + reach * rays[..., u]) * scale - 0.5
    gv = (eye[v] - middle[1] + _HALF + reach * rays[..., v]) * scale - 0.5
    outside = (reach <= 0) | (gu < 0) | (gu >= _CELLS - 1) | (gv < 0) | (gv >= _CELLS - 1)
    gu, gv = np.where(outside, 0.0, gu), np.where(outside, 0.0, gv)
    iu, iv = gu.astype(np.intp), gv.astype(np.intp)
    fu, fv = gu - iu, gv - iv
    flat, cell = grid.ravel(), iv * _CELLS + iu
    dark = (flat[cell] * (1 - fu) + flat[cell + 1] * fu) * (1 - fv)
    dark += (flat[cell + _CELLS] * (1 - fu) + flat[cell + _CELLS + 1] * fu) * fv
    dark[outside] = 0.0
    fine = _enlarged(_enlarged(dark, step, 0), step, 1)
    return Shadow(int(left), int(top), fine[: bottom - top, : right - left].astype(np.float32))


def _enlarged(grid: Singles, times: int, axis: int) -> Singles:
    """Each cell `times` as long along an axis, its values running into its neighbours'."""
    count = grid.shape[axis]
    at = (np.arange(count * times) + 0.5) / times - 0.5
    below = np.clip(np.floor(at).astype(int), 0, count - 1)
    above = np.minimum(below + 1, count - 1)
    share = np.clip(at - below, 0.0, 1.0).astype(np.float32)
    share = share[:, None] if axis == 0 else share
    return np.asarray(
        np.take(grid, below, axis=axis) * (1 - share) + np.take(grid, above, axis=axis) * share
    )
