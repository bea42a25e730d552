"""Triangles to pixels: a z-buffer in numpy, by scan lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Singles: TypeAlias = NDArray[np.floating[Any]]
Indices = NDArray[np.int32]

NOTHING = np.float32(-1e3)
"""The depth where nothing is."""

_SLIVER = np.float32(1e-4)
_STEEP = np.float32(1e-12)
_FAR = np.float32(1e9)
_HALF = np.float32(0.5)
_ONE = np.float32(1.0)


@dataclass
class Scratch:
    """Room that is used again from picture to picture: fresh large arrays cost page faults."""

    _rooms: dict[str, NDArray[Any]] = field(default_factory=dict)
    _numbers: Indices = field(default_factory=lambda: np.arange(1 << 16, dtype=np.int32))

    def room(self, name: str, size: int, dtype: Any) -> NDArray[Any]:
        """An array (size,) of undefined content, valid until the same name is asked for again."""
        held = self._rooms.get(name)
        if held is None or held.size < size or held.dtype != dtype:
            held = np.empty(int(size * 1.3) + 64, dtype)
            self._rooms[name] = held
        return held[:size]

    def numbers(self, size: int) -> Indices:
        """0, 1, 2 ... (size,); not to be written to."""
        if self._numbers.size < size:
            self._numbers = np.arange(int(size * 1.3), dtype=np.int32)
        return self._numbers[:size]

    def take(self, name: str, source: NDArray[Any], which: NDArray[Any]) -> NDArray[Any]:
        """source[which], both flat, in a room of its own."""
        return np.take(source, which, out=self.room(name, which.size, source.dtype), mode="clip")


@dataclass(frozen=True, eq=False)
class Fragments:
    """What is seen: the covered pixels (flat indices), the triangle of each, and `depths`
    (height, width), the depth of every pixel in metres towards the lens. All of it lies in the
    scratch's rooms and is valid until it is used again."""

    pixels: NDArray[np.intp]
    depths: Singles
    _scratch: Scratch
    _triangles: Indices
    _gradients: tuple[Singles, Singles, Singles, Singles]
    _corners: tuple[Indices, Indices, Indices]
    _of: Indices
    _x: Singles
    _y: Singles
    _spans: Indices
    _offsets: Indices

    def of_triangle(self, values: NDArray[Any]) -> NDArray[Any]:
        """A value of each triangle (m,), at each pixel."""
        by_span = values[self._triangles[self._of]]
        return self._scratch.take(f"of triangle {by_span.dtype}", by_span, self._spans)

    def interpolated(self, values: Singles, room: str) -> Singles:
        """A value of each vertex (n,), at each pixel."""
        a, b, c = (values[corner] for corner in self._corners)
        p1, q1, p2, q2 = self._gradients
        across = p1 * (b - a) - p2 * (c - a)
        along = q2 * (c - a) - q1 * (b - a)
        start = a[self._of] + self._x * across[self._of] + self._y * along[self._of]
        found = self._scratch.take(room, across[self._of], self._spans)
        np.multiply(found, self._offsets, out=found)
        found += self._scratch.take("start value", start, self._spans)
        return found


def _edges(
    slopes: tuple[Singles, Singles, Singles], levels: tuple[Singles, Singles, Singles]
) -> tuple[Singles, Singles]:
    """Where a scan line enters and leaves: the x for which all slope x + level >= 0."""
    left, right = np.full_like(levels[0], -_FAR), np.full_like(levels[0], _FAR)
    for slope, level in zip(slopes, levels, strict=True):
        rising = slope > _STEEP
        edge = -level / np.where(np.abs(slope) > _STEEP, slope, -_STEEP)
        np.maximum(left, edge, out=left, where=rising)
        np.minimum(right, edge, out=right, where=~rising)
    return left, right


def rasterise(
    points: Singles, triangles: Indices, width: int, height: int, scratch: Scratch
) -> Fragments:
    """The nearest front faces at each pixel.

    `points` (n, 3) are pixels right, pixels down and metres towards the lens; `triangles` (m, 3)
    turn anticlockwise as seen.
    """
    px, py, pz = (np.ascontiguousarray(points[:, i]) for i in range(3))
    corners = [np.ascontiguousarray(triangles[:, i]) for i in range(3)]
    (ax, bx, cx), (ay, by, cy) = ([p[corner] for corner in corners] for p in (px, py))
    area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
    top, bottom = np.minimum(np.minimum(ay, by), cy), np.maximum(np.maximum(ay, by), cy)
    first = np.maximum(np.ceil(top - _HALF), 0).astype(np.int32)
    last = np.minimum(np.floor(bottom - _HALF), height - 1).astype(np.int32)
    seen = np.flatnonzero((area < -_SLIVER) & (last >= first))
    ax, bx, cx, ay, by, cy = (v[seen] for v in (ax, bx, cx, ay, by, cy))
    first, last = first[seen], last[seen]
    second, third = (corners[i][seen] for i in (1, 2))
    first_corner = corners[0][seen]
    az = pz[first_corner]
    bz, cz = pz[second] - az, pz[third] - az
    # With x, y counted from a: share of b = x p1 - y q1, share of c = y q2 - x p2.
    inverse = _ONE / area[seen]
    p1, q1 = (cy - ay) * inverse, (cx - ax) * inverse
    p2, q2 = (by - ay) * inverse, (bx - ax) * inverse
    across, along = p1 * bz - p2 * cz, q2 * cz - q1 * bz

    rows = last - first + 1
    of = np.repeat(scratch.numbers(rows.size), rows)
    line = scratch.numbers(of.size) - (np.cumsum(rows, dtype=np.int32) - rows - first)[of]
    y = line.astype(np.float32) + (_HALF - ay)[of]
    s1, s2 = p1[of], p2[of]
    l1, l2 = -q1[of] * y, q2[of] * y
    left, right = _edges((s1, -s2, s2 - s1), (l1, l2, _ONE - l1 - l2))
    origin = (ax - _HALF)[of]
    begin = np.clip(np.ceil(left + origin), 0, width).astype(np.int32)
    end = np.clip(np.ceil(right + origin), 0, width).astype(np.int32)
    filled = np.flatnonzero(end > begin)
    of, begin, y, line = of[filled], begin[filled], y[filled], line[filled]
    counts = end[filled] - begin
    x = begin - origin[filled]
    near = az[of] + x * across[of] + y * along[of]

    total = int(counts.sum())
    span = np.repeat(scratch.numbers(counts.size), counts)
    starts = np.cumsum(counts, dtype=np.int32) - counts
    offset = scratch.take("offset", starts, span)
    np.subtract(scratch.numbers(total), offset, out=offset)
    pixel = scratch.take("pixel", (line * width + begin).astype(np.intp), span)
    pixel += offset
    depth = scratch.take("depth", across[of], span)
    depth *= offset
    depth += scratch.take("near", near, span)
    depths = scratch.room("depths", width * height, np.float32)
    depths.fill(NOTHING)
    np.maximum.at(depths, pixel, depth)
    won = np.flatnonzero(depth == scratch.take("nearest", depths, pixel))
    return Fragments(
        pixels=scratch.take("pixels", pixel, won),
        depths=depths.reshape(height, width),
        _scratch=scratch,
        _triangles=seen.astype(np.int32),
        _gradients=(p1, q1, p2, q2),
        _corners=(first_corner, second, third),
        _of=of,
        _x=x.astype(np.float32),
        _y=y,
        _spans=scratch.take("spans", span, won),
        _offsets=scratch.take("offsets", offset, won),
    )
