"""How the rings of a loft ride on a pose: stations along a path -> a frame and a point for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import atan2, sqrt
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mobility_timer.figure.rotation import cross, length, log
from mobility_timer.figure.skeleton import (
    HEAD_AT,
    NECK_AT,
    SHIN,
    SPINE,
    SPINE_SAMPLES,
    THIGH,
    UPPER_ARM,
    HandShape,
    Pose,
)

Floats = NDArray[np.float64]
Rings = tuple[Floats, Floats]
Rig = Callable[[Pose, str, Floats], Rings]

_KNEE_CORNER: Final = 0.20
_ELBOW_CORNER: Final = 0.17
_COLLAR: Final = 0.50
_ANKLE_BEND: Final = 0.10
_COLLARBONE: Final = 0.115
_ILIUM: Final = 0.130


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


def _corner(
    points: tuple[Floats, Floats, Floats], stations: Floats, reach: float, cut: float
) -> Floats:
    """Points on the path over three joints at stations 0, 1 and 2, the middle corner rounded."""
    start, middle, end = points
    first, second = middle - start, end - middle
    straight = np.where(
        (stations <= 1.0)[:, None],
        start + first * stations[:, None],
        middle + second * (stations - 1.0)[:, None],
    )
    u = np.clip((stations - 1.0 + reach) / (2.0 * reach), 0.0, 1.0)[:, None]
    before, after = middle - first * reach, middle + second * reach
    curve = (1.0 - u) ** 2 * before + 2.0 * u * (1.0 - u) * middle + u * u * after
    inside = (np.abs(stations - 1.0) < reach)[:, None]
    return np.asarray(np.where(inside, curve * cut + straight * (1.0 - cut), straight))


def _spine(pose: Pose, _: str, stations: Floats) -> Rings:
    at = np.clip(stations, 0.0, SPINE) / SPINE * (len(SPINE_SAMPLES) - 1)
    below = np.minimum(at.astype(int), len(SPINE_SAMPLES) - 2)
    share = at - below
    points = pose.spine_points
    origins = points[below] * (1.0 - share)[:, None] + points[below + 1] * share[:, None]
    frames = (
        pose.spine_frames[below] * (1.0 - share)[:, None, None]
        + pose.spine_frames[below + 1] * share[:, None, None]
    )
    beyond = np.minimum(stations, 0.0) + np.maximum(stations - SPINE, 0.0)
    origins = origins + frames[:, :, 2] * beyond[:, None]
    if stations[-1] > _COLLAR:
        bend = log(pose.frame("thorax").T @ pose.frame("neck"))
        frames = frames @ rotations(bend, smooth((stations - _COLLAR) / 0.06) * 0.55)
    return frames, origins


def _neck(pose: Pose, _: str, stations: Floats) -> Rings:
    base, top = pose.origin("neck"), pose.origin("head")
    length = HEAD_AT - NECK_AT
    frames = blend(pose.frame("neck"), pose.frame("head"), smooth(stations / length) * 0.6)
    below = np.minimum(stations, 0.0)[:, None] * pose.frame("neck")[:, 2]
    above = np.maximum(stations - length, 0.0)[:, None] * pose.frame("head")[:, 2]
    along = np.clip(stations / length, 0.0, 1.0)[:, None]
    return frames, np.asarray(base + (top - base) * along + below + above)


def _head(pose: Pose, _: str, stations: Floats) -> Rings:
    frame = pose.frame("head")
    origins = pose.origin("head") + stations[:, None] * frame[:, 2]
    return np.broadcast_to(frame, (len(stations), 3, 3)), origins


def _leg(pose: Pose, side: str, stations: Floats) -> Rings:
    joints = tuple(pose.origin(f"{bone}_{side}") for bone in ("thigh", "shin", "foot"))
    thigh, shin = pose.frame(f"thigh_{side}"), pose.frame(f"shin_{side}")
    origins = _corner((joints[0], joints[1], joints[2]), stations, _KNEE_CORNER, 0.55)
    turn = smooth((stations - 1.0 + 1.1 * _KNEE_CORNER) / (2.2 * _KNEE_CORNER))
    frames = blend(thigh, shin, turn)
    ankle = stations > 2.0 - _ANKLE_BEND
    bend = smooth((stations[ankle] - 2.0 + _ANKLE_BEND) / (2.0 * _ANKLE_BEND))
    frames[ankle] = blend(shin, pose.frame(f"foot_{side}"), bend)
    beyond = stations > 2.0
    past = (stations[beyond] - 2.0) * SHIN
    origins[beyond] = joints[2] - past[:, None] * pose.frame(f"foot_{side}")[:, 2]
    return frames, origins


def _hip(pose: Pose, side: str, stations: Floats) -> Rings:
    """From inside the pelvis (-1) through the hip (0) down the thigh (1 is the knee)."""
    pelvis, thigh = pose.frame("pelvis"), pose.frame(f"thigh_{side}")
    hip, knee = pose.origin(f"thigh_{side}"), pose.origin(f"shin_{side}")
    up, down = pelvis[:, 2] * _ILIUM, knee - hip
    above = np.minimum(stations, 0.0)[:, None]
    below = np.maximum(stations, 0.0)[:, None]
    straight = hip - up * above + down * below
    reach_up, reach_down = 0.62, 0.19
    u = np.clip(0.5 + 0.5 * (above / reach_up + below / reach_down), 0.0, 1.0)
    curve = hip + (1.0 - u) ** 2 * reach_up * up + u * u * reach_down * down
    inside = (above > -reach_up) & (below < reach_down)
    origins = np.where(inside, 0.45 * curve + 0.55 * straight, straight)
    turn = smooth((stations * np.where(stations < 0, _ILIUM, THIGH) + 0.085) / 0.20)
    return blend(pelvis, thigh, turn), origins


def _arm(pose: Pose, side: str, stations: Floats) -> Rings:
    upper, fore = pose.frame(f"upper_arm_{side}"), pose.frame(f"forearm_{side}")
    hand = pose.frame(f"hand_{side}")
    shoulder, elbow, wrist = (
        pose.origin(f"{bone}_{side}") for bone in ("upper_arm", "forearm", "hand")
    )
    origins = _corner((shoulder, elbow, wrist), stations, _ELBOW_CORNER, 0.55)
    turn = smooth((stations - 1.0 + 1.1 * _ELBOW_CORNER) / (2.2 * _ELBOW_CORNER))
    relative = fore.T @ hand
    twist = atan2(relative[1, 0] - relative[0, 1], relative[0, 0] + relative[1, 1])
    spin = rotations(np.array([0.0, 0.0, twist]), np.clip((stations - 1.1) / 0.9, 0.0, 1.0))
    return np.asarray(blend(upper, fore, turn) @ spin), origins


def collarbone(pose: Pose, side: str) -> Floats:
    """A frame whose z points from the shoulder to the neck, y out and up."""
    out = 1.0 if side == "left" else -1.0
    inward = np.array([0.10, -out, 0.18])
    inward /= np.linalg.norm(inward)
    front = np.array([1.0, 0.0, 0.0]) - inward * inward[0]
    front /= np.linalg.norm(front)
    return np.asarray(
        pose.frame("thorax") @ np.column_stack([front, np.cross(inward, front), inward])
    )


def _sleeve(pose: Pose, side: str, stations: Floats) -> Rings:
    """From beside the neck (-1) along the collarbone to the shoulder (0), down the upper arm."""
    clavicle, upper = collarbone(pose, side), pose.frame(f"upper_arm_{side}")
    shoulder = pose.origin(f"upper_arm_{side}")
    metres = stations * np.where(stations < 0, _COLLARBONE, UPPER_ARM)
    inward, outward = clavicle[:, 2], -upper[:, 2]
    above = np.minimum(metres, 0.0)[:, None]
    below = np.maximum(metres, 0.0)[:, None]
    straight = shoulder - inward * above + outward * below
    reach_in, reach_out = 0.060, 0.075
    u = np.clip(0.5 + 0.5 * (above / reach_in + below / reach_out), 0.0, 1.0)
    curve = shoulder + (1.0 - u) ** 2 * reach_in * inward + u * u * reach_out * outward
    inside = (above > -reach_in) & (below < reach_out)
    origins = np.where(inside, 0.7 * curve + 0.3 * straight, straight)
    turn = smooth((metres + reach_in) / (reach_in + reach_out))
    return swing(clavicle, upper, turn), origins


def _foot(pose: Pose, side: str, stations: Floats) -> Rings:
    foot, toes = pose.frame(f"foot_{side}"), pose.frame(f"toes_{side}")
    ankle, ball = pose.origin(f"foot_{side}"), pose.origin(f"toes_{side}")
    hinge = foot.T @ (ball - ankle)
    turn = smooth((stations - hinge[0] + 0.028) / 0.056)
    frames = blend(foot, toes, turn)
    rigid = ankle + stations[:, None] * foot[:, 0]
    offset = np.column_stack(
        [stations - hinge[0], np.zeros_like(stations), np.full_like(stations, -hinge[2])]
    )
    hinged = ball + np.einsum("nij,nj->ni", frames, offset)
    return frames, np.where((turn > 0.0)[:, None], hinged, rigid)


def _hand(pose: Pose, side: str, stations: Floats) -> Rings:
    frame = pose.frame(f"hand_{side}")
    origins = pose.origin(f"hand_{side}") + stations[:, None] * frame[:, 2]
    return np.broadcast_to(frame, (len(stations), 3, 3)), origins


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


def _finger(name: str) -> Rig:
    (x, y, z), lean, length, share = _KNUCKLES[name]

    def rings(pose: Pose, side: str, stations: Floats) -> Rings:
        out = 1.0 if side == "left" else -1.0
        hand, shape = pose.frame(f"hand_{side}"), pose.hand(side)
        spread = lean * (1.0 if shape.kind == "flat" else 0.45)
        along = np.array([spread, 0.0, -1.0]) / np.hypot(spread, 1.0)
        across = np.array([-along[2], 0.0, along[0]])
        back = np.array([0.0, out, 0.0])
        bend = np.radians(_finger_bend(shape) * share)
        # Half the bend at the knuckle, then the two joints of the finger.
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


def _thumb(pose: Pose, side: str, stations: Floats) -> Rings:
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


RIGS: Final[Mapping[str, Rig]] = MappingProxyType(
    {
        "spine": _spine,
        "neck": _neck,
        "head": _head,
        "leg": _leg,
        "hip": _hip,
        "arm": _arm,
        "sleeve": _sleeve,
        "foot": _foot,
        "hand": _hand,
        "thumb": _thumb,
        **{f"finger_{name}": _finger(name) for name in FINGERS},
    }
)
