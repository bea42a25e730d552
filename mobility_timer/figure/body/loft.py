"""Lofts: a limb or a garment as rings of points strung along a path, from a few profile rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Row = tuple[float, ...]


@dataclass(frozen=True)
class Loft:
    """Rings along a path.

    stations (n,) are places on the path (each rig says what they mean), outlines (n, k, 3) the
    ring points in the ring's own frame, regions (n,) the colour region of the strip that starts
    at the ring. `descends` is true where the path runs against the rings' z axis.
    """

    name: str
    rig: str
    side: int
    stations: Floats
    outlines: Floats
    regions: NDArray[np.uint8]
    descends: bool = False

    @property
    def shape(self) -> tuple[int, int]:
        return self.outlines.shape[0], self.outlines.shape[1]


def monotone(x: Floats, y: Floats, at: Floats) -> Floats:
    """Monotone cubic interpolation of y(x) at `at` (Fritsch and Butland, 1984): no overshoot."""
    step = np.diff(x)
    slope = np.diff(y) / step
    tangent = np.empty_like(y)
    tangent[0], tangent[-1] = slope[0], slope[-1]
    before, after = slope[:-1], slope[1:]
    same = before * after > 0
    w1, w2 = 2 * step[1:] + step[:-1], step[1:] + 2 * step[:-1]
    safe_before, safe_after = np.where(same, before, 1.0), np.where(same, after, 1.0)
    with np.errstate(over="ignore"):  # beside a slope of next to nothing the tangent is 0
        tangent[1:-1] = np.where(same, (w1 + w2) / (w1 / safe_before + w2 / safe_after), 0.0)
    k = np.clip(np.searchsorted(x, at, side="right") - 1, 0, len(x) - 2)
    h, u = step[k], (at - x[k]) / step[k]
    return np.asarray(
        (1 + 2 * u) * (1 - u) ** 2 * y[k]
        + u * (1 - u) ** 2 * h * tangent[k]
        + u * u * (3 - 2 * u) * y[k + 1]
        + u * u * (u - 1) * h * tangent[k + 1]
    )


def resample(rows: Sequence[Row] | Floats, spacing: float) -> Floats:
    """Profile rows (ascending first column) as rows no farther apart than `spacing`, smooth."""
    table = np.asarray(rows, dtype=np.float64)
    marks = [table[0, 0]]
    for start, end in zip(table[:-1, 0], table[1:, 0], strict=True):
        pieces = max(1, int(np.ceil((end - start) / spacing - 1e-9)))
        marks.extend(np.linspace(start, end, pieces + 1)[1:])
    at = np.asarray(marks)
    columns = [monotone(table[:, 0], table[:, c], at) for c in range(1, table.shape[1])]
    return np.column_stack([at, *columns])


def angles(count: int) -> Floats:
    return np.linspace(0.0, 2 * np.pi, count, endpoint=False)


def power(value: Floats, exponent: float | Floats) -> Floats:
    """Signed power: the coordinate of a superellipse; below 1 squarer, above 1 leaner."""
    return np.asarray(np.sign(value) * np.abs(value) ** exponent)


def ellipses(profile: Floats, count: int, squareness: float = 1.0) -> Floats:
    """Rings (n, count, 3) from rows (station, front, back, outer, inner, x, y): four radii and
    the middle, in the ring's frame: x to the front, y outwards."""
    around = angles(count)
    c, s = power(np.cos(around), squareness), power(np.sin(around), squareness)
    front, back, outer, inner, x, y = (profile[:, i, None] for i in range(1, 7))
    points = np.zeros((len(profile), count, 3))
    points[:, :, 0] = x + np.where(c > 0, front, back) * c
    points[:, :, 1] = y + np.where(s > 0, outer, inner) * s
    return points


def reflected(outlines: Floats) -> Floats:
    """Rings mirrored at y = 0, their points still anticlockwise."""
    turned = np.roll(outlines[:, ::-1], 1, axis=1).copy()
    turned[:, :, 1] *= -1
    return turned


def coloured(stations: Floats, region: int, *later: tuple[float, int]) -> NDArray[np.uint8]:
    """The region of each ring: the first one, then others from the given stations on."""
    found = np.full(len(stations), region, np.uint8)
    for start, other in later:
        found[stations >= start - 1e-9] = other
    return found


def tube(
    name: str,
    rig: str,
    side: int,
    profile: Floats,
    regions: NDArray[np.uint8],
    count: int,
    squareness: float = 1.0,
    descends: bool = True,
) -> Loft:
    """A loft of elliptical rings from profile rows as for `ellipses`; side -1 is the right."""
    outlines = ellipses(profile, count, squareness)
    if side < 0:
        outlines = reflected(outlines)
    return Loft(name, rig, side, profile[:, 0], outlines, regions, descends)


def capped(loft: Loft) -> Loft:
    """The loft with both ends drawn together to a point."""
    middle = loft.outlines.mean(axis=1, keepdims=True)
    first, last = (np.broadcast_to(middle[i], loft.outlines[i].shape)[None] for i in (0, -1))
    return replace(
        loft,
        stations=np.concatenate([loft.stations[:1], loft.stations, loft.stations[-1:]]),
        outlines=np.concatenate([first, loft.outlines, last]),
        regions=np.concatenate([loft.regions[:1], loft.regions, loft.regions[-1:]]),
    )


def strips(loft: Loft, first: int) -> NDArray[np.int32]:
    """Triangles (2 (n-1) k, 3) of a loft whose first vertex is `first`, anticlockwise seen from
    outside; each starts at the ring that gives its region."""
    n, k = loft.shape
    ring = first + np.arange(n - 1)[:, None] * k
    here, there = np.arange(k), (np.arange(k) + 1) % k
    a, b = ring + here, ring + there
    d, c = a + k, b + k
    pairs = ((a, c, b), (a, d, c)) if loft.descends else ((a, b, c), (a, c, d))
    return np.concatenate(
        [np.stack([corner.ravel() for corner in pair], axis=1) for pair in pairs]
    ).astype(np.int32)


def neighbours(loft: Loft, first: int) -> NDArray[np.int32]:
    """Indices (n k, 4) of each vertex's neighbours: before and after it in the ring, below and
    above it along +z."""
    n, k = loft.shape
    index = first + np.arange(n * k).reshape(n, k)
    lower = index[np.maximum(np.arange(n) - 1, 0)]
    upper = index[np.minimum(np.arange(n) + 1, n - 1)]
    if loft.descends:
        lower, upper = upper, lower
    rows = [np.roll(index, 1, axis=1), np.roll(index, -1, axis=1), lower, upper]
    return np.stack([row.ravel() for row in rows], axis=1).astype(np.int32)
