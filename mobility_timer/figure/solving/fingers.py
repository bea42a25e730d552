"""How fingers and thumb bend with the shape of the hand."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

import numpy as np

from mobility_timer.figure.skeleton.blending import Floats, Rings, smooth
from mobility_timer.figure.skeleton.bones import HandKind, HandShape, Pose

# Knuckle (x, outwards, z) in the hand's frame, its direction's lean to the thumb, length, and how
# much more than its neighbours the finger bends.
_KNUCKLES: Final = {
    "index": ((0.0300, -0.001, -0.090), 0.10, 0.072, 0.92),
    "middle": ((0.0100, 0.000, -0.095), 0.02, 0.080, 0.97),
    "ring": ((-0.0100, 0.000, -0.091), -0.06, 0.075, 1.03),
    "little": ((-0.0290, -0.001, -0.082), -0.15, 0.058, 1.08),
}
FINGERS: Final = tuple(_KNUCKLES)
DIGITS: Final = (*FINGERS, "thumb")
_THUMB_KNUCKLE: Final = (0.020, -0.004, -0.030)
_THUMB: Final = {
    "flat": ((0.70, -0.06, -0.71), 8.0),
    "relaxed": ((0.42, -0.42, -0.80), 28.0),
    "grip": ((0.34, -0.74, -0.58), 55.0),
}
"""Which way it points (x, outwards, z), and the degrees that it bends."""
_PLACES: Final = np.array([*(place for place, *_ in _KNUCKLES.values()), _THUMB_KNUCKLE])
_BACKS: Final = np.array([*[(0.0, 1.0, 0.0)] * len(FINGERS), (0.25, 0.6, 0.75)])
_LENGTHS: Final = np.array([*(length for *_, length, _ in _KNUCKLES.values()), 0.068])[
    :, None, None
]
_STATIONS_KEPT: Final = 4
_HANDS_KEPT: Final = 6


def _bends(shape: HandShape) -> Floats:
    """The degrees (5, 1) of each digit from knuckle to tip."""
    match shape.kind:
        case "flat":
            bend = 6.0 + 40.0 * shape.curl
        case "relaxed":
            bend = 35.0 + 90.0 * shape.curl
        case "grip":
            bend = 70.0 + 165.0 * shape.curl
    each = [bend * share for *_, share in _KNUCKLES.values()]
    return np.array([*each, _THUMB[shape.kind][1]])[:, None]


@lru_cache(maxsize=_HANDS_KEPT)
def _straight(kind: HandKind, out: float) -> tuple[Floats, Floats, Floats, Floats]:
    """Where each digit begins, which way it points before it bends, which way its back does, and
    the axis about which it bends, in the hand's frame (5, 1, 3)."""
    spread = 1.0 if kind == "flat" else 0.45
    leans = [(lean * spread, 0.0, -1.0) for _, lean, *_ in _KNUCKLES.values()]
    along = _units(np.array([*leans, _THUMB[kind][0]]))
    back = _units(_BACKS - along * (_BACKS * along).sum(axis=1)[:, None])
    places, along, back = ((each * (1.0, out, 1.0))[:, None] for each in (_PLACES, along, back))
    return places, along, back, out * np.cross(along, back)


def _units(vectors: Floats) -> Floats:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1)[:, None])


@lru_cache(maxsize=_STATIONS_KEPT)
def _steps(stations: bytes) -> tuple[Floats, Floats]:
    """How much of its bend each digit has at stations (5, n), and how far it is from each to the
    next (5, n - 1, 1)."""
    at = np.frombuffer(stations)
    joints = 0.38 * smooth((at + 0.10) / 0.25) + 0.37 * smooth((at - 0.33) / 0.25)
    finger, thumb = joints + 0.25 * smooth((at - 0.62) / 0.22), smooth((at - 0.35) / 0.4)
    return np.array([*[finger] * len(FINGERS), thumb]), np.diff(at)[:, None] * _LENGTHS


@lru_cache(maxsize=_HANDS_KEPT)
def bent_digits(shape: HandShape, side: str, stations: bytes) -> Rings:
    """The rings (5, n, 3, 3) and (5, n, 3) of all `DIGITS` in the hand's frame, at the same
    stations of each."""
    out = 1.0 if side == "left" else -1.0
    places, along, back, across = _straight(shape.kind, out)
    bent, steps = _steps(stations)
    angle = np.radians(_bends(shape)) * bent
    cosine, sine = np.cos(angle)[..., None], np.sin(angle)[..., None]
    forward, up = cosine * along - sine * back, cosine * back + sine * along
    path = np.empty_like(forward)
    path[:, :1] = places + np.frombuffer(stations)[0] * _LENGTHS * along
    path[:, 1:] = steps * (forward[:, :-1] + forward[:, 1:]) / 2.0
    frames = np.empty((*forward.shape, 3))
    frames[..., 0], frames[..., 1], frames[..., 2] = across, up * out, -forward
    return frames, np.cumsum(path, axis=1)


def digit(name: str) -> Callable[[Pose, str, Floats], Rings]:
    """The rig of one of them."""
    index = DIGITS.index(name)

    def rings(pose: Pose, side: str, stations: Floats) -> Rings:
        hand = pose.frame(f"hand_{side}")
        frames, path = bent_digits(pose.hand(side), side, stations.tobytes())
        return np.asarray(hand @ frames[index]), pose.origin(f"hand_{side}") + path[index] @ hand.T

    return rings
