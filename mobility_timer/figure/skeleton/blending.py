"""Many frames at once on the way between two."""

from __future__ import annotations

from math import atan2, sqrt
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mobility_timer.figure.skeleton.rotation import cross, length, log

Floats: TypeAlias = NDArray[np.float64]
Rings: TypeAlias = tuple[Floats, Floats]
"""Frames (n, 3, 3) and points (n, 3)."""

_IDENTITY: Final = np.eye(3)


def rotations(vector: Floats, shares: Floats) -> Floats:
    """Rotations (n, 3, 3) by each share of a rotation vector (3,), after Rodrigues."""
    x, y, z = vector.tolist()
    angle = sqrt(x * x + y * y + z * z)
    if angle < 1e-9:
        return np.broadcast_to(_IDENTITY, (len(shares), 3, 3))
    x, y, z = x / angle, y / angle, z / angle
    skew = np.array(((0.0, -z, y), (z, 0.0, -x), (-y, x, 0.0)))
    square = np.array(
        (
            (x * x - 1.0, x * y, x * z),
            (x * y, y * y - 1.0, y * z),
            (x * z, y * z, z * z - 1.0),
        )
    )
    turn = (shares * angle)[:, None, None]
    return np.asarray(_IDENTITY + np.sin(turn) * skew + (1.0 - np.cos(turn)) * square)


def blend(first: Floats, last: Floats, shares: Floats) -> Floats:
    """Frames (n, 3, 3) from one frame to another along the shortest turn."""
    return np.asarray(first @ rotations(log(first.T @ last), shares))


def swing(first: Floats, last: Floats, shares: Floats) -> Floats:
    """Frames (n, 3, 3) that turn the first frame's z axis to the last one's, without a twist."""
    axis = cross(first[:, 2], last[:, 2])
    sine, cosine = length(axis), float(first[:, 2] @ last[:, 2])
    if sine < 1e-9:
        return np.broadcast_to(first, (len(shares), 3, 3))
    return np.asarray(rotations(axis * (atan2(sine, cosine) / sine), shares) @ first)


def smooth(value: Floats) -> Floats:
    clipped = np.minimum(np.maximum(value, 0.0), 1.0)
    return np.asarray(clipped * clipped * (3.0 - 2.0 * clipped))
