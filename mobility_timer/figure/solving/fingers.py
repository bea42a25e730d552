"""How fingers and thumb bend with the shape of the hand."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

import numpy as np

from mobility_timer.figure.skeleton.blending import Floats, Rings, smooth
from mobility_timer.figure.skeleton.bones import HandShape, Pose
from mobility_timer.figure.skeleton.rotation import cross

# Knuckle (x, outwards, z) in the hand's frame, its direction's lean to the thumb, length, and how
# much more than its neighbours the finger bends.
_KNUCKLES: Final = {
    "index": ((0.0300, -0.001, -0.090), 0.10, 0.072, 0.92),
    "middle": ((0.0100, 0.000, -0.095), 0.02, 0.080, 0.97),
    "ring": ((-0.0100, 0.000, -0.091), -0.06, 0.075, 1.03),
    "little": ((-0.0290, -0.001, -0.082), -0.15, 0.058, 1.08),
}
FINGERS: Final = tuple(_KNUCKLES)
_STATIONS_KEPT: Final = 4


def _finger_bend(shape: HandShape) -> float:
    """Degrees from knuckle to tip."""
    match shape.kind:
        case "flat":
            return 6.0 + 40.0 * shape.curl
        case "relaxed":
            return 35.0 + 90.0 * shape.curl
        case "grip":
            return 70.0 + 165.0 * shape.curl


def finger(name: str) -> Callable[[Pose, str, Floats], Rings]:
    """The rig of one finger: bent at its knuckle and its two joints."""
    (x, y, z), lean, length, share = _KNUCKLES[name]

    @lru_cache(maxsize=_STATIONS_KEPT)
    def steps(stations: bytes) -> tuple[Floats, Floats]:
        """How much of the bend there is at stations, and how far it is from each to the next."""
        at = np.frombuffer(stations)
        joints = 0.38 * smooth((at + 0.10) / 0.25) + 0.37 * smooth((at - 0.33) / 0.25)
        return joints + 0.25 * smooth((at - 0.62) / 0.22), np.diff(at)[:, None] * length

    def rings(pose: Pose, side: str, stations: Floats) -> Rings:
        out = 1.0 if side == "left" else -1.0
        hand, shape = pose.frame(f"hand_{side}"), pose.hand(side)
        spread = lean * (1.0 if shape.kind == "flat" else 0.45)
        along = np.array([spread, 0.0, -1.0]) / np.hypot(spread, 1.0)
        across = np.array([-along[2], 0.0, along[0]])
        back = np.array([0.0, out, 0.0])
        bend = np.radians(_finger_bend(shape) * share)
        bent, step = steps(stations.tobytes())
        angle = bend * bent
        cosine, sine = np.cos(angle)[:, None], np.sin(angle)[:, None]
        forward = cosine * along - sine * back
        middle = (forward[:-1] + forward[1:]) / 2.0
        path = np.concatenate([np.zeros((1, 3)), np.cumsum(step * middle, axis=0)])
        path += stations[0] * length * along + np.array([x, out * y, z])
        up = cosine * back + sine * along
        local = _frames(across, up * out, -forward)
        return np.asarray(hand @ local), pose.origin(f"hand_{side}") + path @ hand.T

    return rings


_THUMB: Final = {
    "flat": ((0.70, -0.06, -0.71), 8.0),
    "relaxed": ((0.42, -0.42, -0.80), 28.0),
    "grip": ((0.34, -0.74, -0.58), 55.0),
}


def thumb(pose: Pose, side: str, stations: Floats) -> Rings:
    out = 1.0 if side == "left" else -1.0
    hand, shape = pose.frame(f"hand_{side}"), pose.hand(side)
    (dx, dy, dz), bend = _THUMB[shape.kind]
    along = np.array([dx, out * dy, dz])
    along /= np.linalg.norm(along)
    toward = np.array([-0.25, -out * 0.6, -0.75])
    toward -= along * (toward @ along)
    toward /= np.linalg.norm(toward)
    angle = np.radians(bend) * smooth((stations - 0.35) / 0.4)
    forward = np.cos(angle)[:, None] * along + np.sin(angle)[:, None] * toward
    step = np.diff(stations)[:, None] * 0.068
    middle = (forward[:-1] + forward[1:]) / 2.0
    path = np.concatenate([np.zeros((1, 3)), np.cumsum(step * middle, axis=0)])
    path += stations[0] * 0.068 * along + np.array([0.020, -out * 0.004, -0.030])
    side_on = cross(along, toward)
    (sx, sy, sz), (fx, fy, fz) = side_on, forward.T
    inner = np.stack((sy * fz - sz * fy, sz * fx - sx * fz, sx * fy - sy * fx), axis=1)
    local = _frames(-out * side_on, -out * inner, -forward)
    return np.asarray(hand @ local), pose.origin(f"hand_{side}") + path @ hand.T


def _frames(x: Floats, y: Floats, z: Floats) -> Floats:
    """Frames (n, 3, 3) that share their x axis (3,) and have these y and z axes (n, 3)."""
    found = np.empty((len(y), 3, 3))
    found[:, :, 0], found[:, :, 1], found[:, :, 2] = x, y, z
    return found
