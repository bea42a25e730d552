"""Things of the room as triangles: boxes, discs, cylinders, balls, tubes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Solid:
    """Vertices (n, 3), their normals (n, 3), triangles (m, 3) anticlockwise seen from outside,
    and one colour."""

    vertices: Floats
    normals: Floats
    triangles: NDArray[np.int32]
    colour: str


def _quads(
    faces: Iterable[tuple[Sequence[Sequence[float]], Sequence[float]]], colour: str
) -> Solid:
    """A solid of flat four-cornered faces (corners, normal)."""
    vertices: list[Sequence[float]] = []
    normals: list[Sequence[float]] = []
    triangles: list[tuple[int, int, int]] = []
    for corners, normal in faces:
        first = len(vertices)
        vertices.extend(corners)
        normals.extend([normal] * 4)
        triangles += [(first, first + 1, first + 2), (first, first + 2, first + 3)]
    return Solid(
        np.array(vertices, np.float64),
        np.array(normals, np.float64),
        np.array(triangles, np.int32),
        colour,
    )


def box(low: Sequence[float], high: Sequence[float], colour: str) -> Solid:
    (x0, y0, z0), (x1, y1, z1) = low, high
    return _quads(
        [
            ([(x1, y0, z0), (x1, y1, z0), (x1, y1, z1), (x1, y0, z1)], (1, 0, 0)),
            ([(x0, y1, z0), (x0, y0, z0), (x0, y0, z1), (x0, y1, z1)], (-1, 0, 0)),
            ([(x1, y1, z0), (x0, y1, z0), (x0, y1, z1), (x1, y1, z1)], (0, 1, 0)),
            ([(x0, y0, z0), (x1, y0, z0), (x1, y0, z1), (x0, y0, z1)], (0, -1, 0)),
            ([(x0, y0, z1), (x1, y0, z1), (x1, y1, z1), (x0, y1, z1)], (0, 0, 1)),
            ([(x0, y1, z0), (x1, y1, z0), (x1, y0, z0), (x0, y0, z0)], (0, 0, -1)),
        ],
        colour,
    )


def turned(solid: Solid, yaw: float, at: Sequence[float] = (0.0, 0.0, 0.0)) -> Solid:
    """The solid turned by `yaw` degrees about the upright through the origin, then moved."""
    c, s = np.cos(np.radians(yaw)), np.sin(np.radians(yaw))
    turn = np.array([[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]])
    return Solid(
        solid.vertices @ turn.T + np.asarray(at),
        solid.normals @ turn.T,
        solid.triangles,
        solid.colour,
    )


def slab(outline: Floats, bottom: float, top: float, colour: str) -> Solid:
    """A plate over an outline (k, 2) that turns anticlockwise seen from above and is convex."""
    k = len(outline)
    upper = np.column_stack([outline, np.full(k, top)])
    lower = np.column_stack([outline, np.full(k, bottom)])
    along = np.roll(outline, -1, axis=0) - np.roll(outline, 1, axis=0)
    out = np.column_stack([along[:, 1], -along[:, 0], np.zeros(k)])
    out /= np.linalg.norm(out, axis=1, keepdims=True)
    vertices = np.concatenate([upper, upper, lower])
    normals = np.concatenate([np.broadcast_to((0.0, 0.0, 1.0), (k, 3)), out, out])
    here, there = np.arange(k), (np.arange(k) + 1) % k
    lid = np.column_stack([np.zeros(k - 2, int), here[1:-1], here[2:]])
    sides = np.concatenate(
        [
            np.column_stack([2 * k + here, 2 * k + there, k + there]),
            np.column_stack([2 * k + here, k + there, k + here]),
        ]
    )
    return Solid(vertices, normals, np.concatenate([lid, sides]).astype(np.int32), colour)


def disc(middle: Sequence[float], radius: float, count: int = 72) -> Floats:
    """The outline (count, 2) of a disc."""
    around = np.linspace(0.0, 2 * np.pi, count, endpoint=False)
    return np.asarray(middle)[:2] + radius * np.column_stack([np.cos(around), np.sin(around)])


def _corners() -> tuple[Floats, Floats]:
    """Which way from the middle of a rectangle its corners are (28, 2), and the unit circle at
    round ones: seven points each."""
    around = np.concatenate(
        [np.linspace(0.0, np.pi / 2, 7) + turn * np.pi / 2 for turn in range(4)]
    )
    corners = np.array(((1.0, 1.0), (-1.0, 1.0), (-1.0, -1.0), (1.0, -1.0)))
    return np.repeat(corners, 7, axis=0), np.column_stack([np.cos(around), np.sin(around)])


_OUT, _AROUND = _corners()


def rounded(x: tuple[float, float], y: tuple[float, float], radius: float) -> Floats:
    """The outline of a rectangle with round corners."""
    low, high = np.array((x[0], y[0])), np.array((x[1], y[1]))
    return np.asarray(np.where(_OUT > 0.0, high, low) - _OUT * radius + radius * _AROUND)


def lathe(profile: Sequence[tuple[float, float]], colour: str, count: int = 32) -> Solid:
    """A body of revolution about z, from rows (height, radius) in rising order."""
    rows = np.asarray(profile, float)
    around = np.linspace(0.0, 2 * np.pi, count, endpoint=False)
    c, s = np.cos(around), np.sin(around)
    vertices = np.stack(
        [rows[:, 1:] * c, rows[:, 1:] * s, np.broadcast_to(rows[:, :1], (len(rows), count))], -1
    )
    slope = np.gradient(rows, axis=0)
    out = np.stack(
        [slope[:, :1] * c, slope[:, :1] * s, np.broadcast_to(-slope[:, 1:], (len(rows), count))], -1
    )
    out /= np.maximum(np.linalg.norm(out, axis=-1, keepdims=True), 1e-9)
    return _skin(vertices, out, colour)


def tube(path: Floats, radius: float, colour: str, count: int = 10) -> Solid:
    """A round tube along points (n, 3)."""
    along = np.gradient(path, axis=0)
    along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
    hint = np.array([0.0, 0.0, 1.0]) if abs(along[:, 2]).max() < 0.9 else np.array([1.0, 0, 0])
    first = np.cross(along, hint)
    first /= np.maximum(np.linalg.norm(first, axis=1, keepdims=True), 1e-9)
    second = np.cross(along, first)
    around = np.linspace(0.0, 2 * np.pi, count, endpoint=False)
    out = first[:, None] * np.cos(around)[:, None] + second[:, None] * np.sin(around)[:, None]
    vertices = path[:, None] + radius * out
    return _skin(vertices, out, colour)


def _skin(vertices: Floats, normals: Floats, colour: str) -> Solid:
    """A solid of rings (rings, count, 3), each joined to the next."""
    rings, count, _ = vertices.shape
    here, there = np.arange(count), (np.arange(count) + 1) % count
    ring = np.arange(rings - 1)[:, None] * count
    a, b, d, e = ring + here, ring + there, ring + count + there, ring + count + here
    faces = ((a, b, d), (a, d, e))
    triangles = np.concatenate([np.stack([c.ravel() for c in face], 1) for face in faces])
    return Solid(
        vertices.reshape(-1, 3), normals.reshape(-1, 3), triangles.astype(np.int32), colour
    )
