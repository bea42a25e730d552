"""Rotations as (3, 3) matrices acting on column vectors; angles in degrees unless said."""

from __future__ import annotations

from math import acos, atan2, cos, degrees, hypot, pi, radians, sin, sqrt
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]

IDENTITY: Array = np.eye(3)


def vector(x: float, y: float, z: float) -> Array:
    return np.array((x, y, z), dtype=np.float64)


def about_x(angle: float) -> Array:
    c, s = cos(radians(angle)), sin(radians(angle))
    return np.array(((1.0, 0.0, 0.0), (0.0, c, -s), (0.0, s, c)))


def about_y(angle: float) -> Array:
    c, s = cos(radians(angle)), sin(radians(angle))
    return np.array(((c, 0.0, s), (0.0, 1.0, 0.0), (-s, 0.0, c)))


def about_z(angle: float) -> Array:
    c, s = cos(radians(angle)), sin(radians(angle))
    return np.array(((c, -s, 0.0), (s, c, 0.0), (0.0, 0.0, 1.0)))


def about(axis: Array, angle: float) -> Array:
    """The turn by `angle` about a unit `axis` (3,)."""
    return _axis_angle(float(axis[0]), float(axis[1]), float(axis[2]), radians(angle))


def turn_by(vector: Array) -> Array:
    """The turn (3, 3) of one rotation vector (3,) in radians."""
    x, y, z = vector.tolist()
    angle = sqrt(x * x + y * y + z * z)
    if angle < 1e-12:
        return IDENTITY
    return _axis_angle(x / angle, y / angle, z / angle, angle)


def _axis_angle(x: float, y: float, z: float, angle: float) -> Array:
    c, s = cos(angle), sin(angle)
    t = 1.0 - c
    return np.array(
        (
            (t * x * x + c, t * x * y - s * z, t * x * z + s * y),
            (t * x * y + s * z, t * y * y + c, t * y * z - s * x),
            (t * x * z - s * y, t * y * z + s * x, t * z * z + c),
        )
    )


def length(v: Array) -> float:
    return hypot(*v.tolist())


def unit(v: Array) -> Array:
    """`v` (3,) at length one; a vector without length is returned as it is."""
    size = length(v)
    return v / size if size > 1e-9 else v


def cross(a: Array, b: Array) -> Array:
    ax, ay, az = a.tolist()
    bx, by, bz = b.tolist()
    return np.array((ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx))


def frame_about(y: Array, z: Array) -> Array:
    """The frame (3, 3) with these y and z axes."""
    ax, ay, az = y.tolist()
    bx, by, bz = z.tolist()
    return np.array(
        ((ay * bz - az * by, ax, bx), (az * bx - ax * bz, ay, by), (ax * by - ay * bx, az, bz))
    )


def across(v: Array, axis: Array) -> Array:
    """The part of `v` at right angles to the unit vector `axis`."""
    return v - axis * float(v @ axis)


def log(rotation: Array) -> Array:
    """The rotation vector (3,) in radians, its length in 0..pi."""
    (xx, xy, xz), (yx, yy, yz), (zx, zy, zz) = rotation.tolist()
    angle = acos(max(-1.0, min(1.0, (xx + yy + zz - 1.0) / 2.0)))
    if angle < 1e-7:
        return np.zeros(3)
    if angle > pi - 1e-4:
        square = (rotation + IDENTITY) / 2.0
        column = int(np.argmax(np.diag(square)))
        return unit(square[column]) * angle
    return vector(zy - yz, xz - zx, yx - xy) * (angle / (2.0 * sin(angle)))


_SKEWS: Array = np.array(
    (
        (0.0, 0.0, 0.0, 0.0, 0.0, -1.0, 0.0, 1.0, 0.0),
        (0.0, 0.0, 1.0, 0.0, 0.0, 0.0, -1.0, 0.0, 0.0),
        (0.0, -1.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0),
    )
)
"""The skew matrices of x, y and z, row by row."""


def exp(vectors: Array) -> Array:
    """Rotation vectors (..., 3) in radians to matrices (..., 3, 3), after Rodrigues."""
    angles = np.sqrt(np.sum(vectors * vectors, axis=-1, keepdims=True))
    skews = (vectors / np.maximum(angles, 1e-12)) @ _SKEWS
    skew, angle = skews.reshape(*vectors.shape, 3), angles[..., None]
    return np.asarray(IDENTITY + np.sin(angle) * skew + (1.0 - np.cos(angle)) * (skew @ skew))


def slerp(start: Array, end: Array, share: float) -> Array:
    """Part of the shortest turn from `start` (share 0) to `end` (share 1)."""
    if share <= 0.0:
        return start
    if share >= 1.0:
        return end
    return np.asarray(start @ turn_by(log(start.T @ end) * share))


def angle_between(a: Array, b: Array) -> float:
    """The angle in degrees of the turn from frame `a` to frame `b`."""
    return degrees(length(log(a.T @ b)))


def swing_twist(rotation: Array) -> tuple[Array, float]:
    """Split a turn into a swing that moves the z axis the short way, after a twist about z.

    Returns the swing as a rotation vector in degrees (3,), its z always 0, and the twist in
    degrees; `rotation` is the swing times `about_z(twist)`.
    """
    x, y, z = rotation[:, 2].tolist()
    level = hypot(x, y)
    tilt = atan2(level, z)
    swing = np.zeros(3) if level < 1e-9 else vector(-y / level * tilt, x / level * tilt, 0.0)
    (xx, xy, _), (yx, yy, _), _ = (turn_by(swing).T @ rotation).tolist()
    return np.degrees(swing), degrees(atan2(yx - xy, xx + yy))
