"""How fingers and thumb bend with the shape of the hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from mobility_timer.figure.skeleton.blending import Floats, Rings, smooth
from mobility_timer.figure.skeleton.bones import HandShape, Pose

# Knuckle (x, outwards, z) in the hand's frame, its direction's lean to the thumb, length, and how
# much more than its neighbours the finger bends.
_KNUCKLES: Final = {
    "index": ((0.0300, -0.001, -0.090), 0.10, 0.072, 0.92),
    "middle": ((0.0100, 0.000, -0.095), 0.02, 0.080, 0.97),
    "ring": ((-0.0100, 0.000, -0.091), -0.06, 0.075, 1.03),
    "little": ((-0.0290, -0.001, -0.082), -0.15, 0.058, 1.08),
}
FINGERS: Final = tuple(_KNUCKLES)


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

    def rings(pose: Pose, side: str, stations: Floats) -> Rings:
        out = 1.0 if side == "left" else -1.0
        hand, shape = pose.frame(f"hand_{side}"), pose.hand(side)
        spread = lean * (1.0 if shape.kind == "flat" else 0.45)
        along = np.array([spread, 0.0, -1.0]) / np.hypot(spread, 1.0)
        across = np.array([-along[2], 0.0, along[0]])
        back = np.array([0.0, out, 0.0])
        bend = np.radians(_finger_bend(shape) * share)
        joints = 0.38 * smooth((stations + 0.10) / 0.25) + 0.37 * smooth((stations - 0.33) / 0.25)
        angle = bend * (joints + 0.25 * smooth((stations - 0.62) / 0.22))
        forward = np.cos(angle)[:, None] * along - np.sin(angle)[:, None] * back
        step = np.diff(stations)[:, None] * length
        middle = (forward[:-1] + forward[1:]) / 2.0
        path = np.concatenate([np.zeros((1, 3)), np.cumsum(step * middle, axis=0)])
        path += stations[0] * length * along + np.array([x, out * y, z])
        up = np.cos(angle)[:, None] * back + np.sin(angle)[:, None] * along
        local = np.stack([np.broadcast_to(across, up.shape), up * out, -forward], axis=2)
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
    side_on = np.cross(along, toward)
    inner = np.cross(side_on, forward)
    local = np.stack([np.broadcast_to(-out * side_on, inner.shape), -out * inner, -forward], axis=2)
    return np.asarray(hand @ local), pose.origin(f"hand_{side}") + path @ hand.T
