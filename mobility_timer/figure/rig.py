"""How the rings of a loft ride on a pose: stations along a path -> a frame and a point for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mobility_timer.figure.skeleton import (
    FOREARM,
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
_ANKLE_BEND: Final = 0.10
_COLLARBONE: Final = 0.115
_ILIUM: Final = 0.130


def rotation_vector(frame: Floats) -> Floats:
    """The axis times the angle, in radians, of a rotation (3, 3)."""
    cosine = max(-1.0, min(1.0, (float(np.trace(frame)) - 1.0) / 2.0))
    angle = float(np.arccos(cosine))
    if angle < 1e-7:
        return np.zeros(3)
    if angle > np.pi - 1e-4:
        outer = (frame + np.eye(3)) / 2.0
        column = int(np.argmax(np.diag(outer)))
        axis = outer[:, column] / np.sqrt(outer[column, column])
        return np.asarray(axis / np.linalg.norm(axis) * angle)
    skew = np.array(
        [frame[2, 1] - frame[1, 2], frame[0, 2] - frame[2, 0], frame[1, 0] - frame[0, 1]]
    )
    return np.asarray(skew * (angle / (2.0 * np.sin(angle))))


def rotations(vector: Floats, shares: Floats) -> Floats:
    """Rotations (n, 3, 3) by each share of a rotation vector (3,), after Rodrigues."""
    angle = float(np.linalg.norm(vector))
    if angle < 1e-9:
        return np.broadcast_to(np.eye(3), (len(shares), 3, 3))
    x, y, z = vector / angle
    skew = np.array([[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]])
    turn = (shares * angle)[:, None, None]
    return np.asarray(np.eye(3) + np.sin(turn) * skew + (1.0 - np.cos(turn)) * (skew @ skew))


def blend(first: Floats, last: Floats, shares: Floats) -> Floats:
    """Frames (n, 3, 3) from one frame to another along the shortest turn."""
    return np.asarray(first @ rotations(rotation_vector(first.T @ last), shares))


def swing(first: Floats, last: Floats, shares: Floats) -> Floats:
    """Frames (n, 3, 3) that turn the first frame's z axis to the last one's, without a twist."""
    axis = np.cross(first[:, 2], last[:, 2])
    sine, cosine = float(np.linalg.norm(axis)), float(first[:, 2] @ last[:, 2])
    if sine < 1e-9:
        return np.broadcast_to(first, (len(shares), 3, 3))
    return np.asarray(rotations(axis / sine * np.arctan2(sine, cosine), shares) @ first)


def smooth(value: Floats) -> Floats:
    clipped = np.clip(value, 0.0, 1.0)
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
    origins = (
        points[below] * (1.0 - share)[:, None] + points[below + 1] * share[:, None]
    )
    frames = (
        pose.spine_frames[below] * (1.0 - share)[:, None, None]
        + pose.spine_frames[below + 1] * share[:, None, None]
    )
    beyond = np.minimum(stations, 0.0) + np.maximum(stations - SPINE, 0.0)
    origins = origins + frames[:, :, 2] * beyond[:, None]
    bend = rotation_vector(pose.frame("thorax").T @ pose.frame("neck"))
    collar = smooth((stations - 0.50) / 0.06) * 0.55
    lean = np.stack([rotations(bend, np.array([share]))[0] for share in collar[collar > 0]]) if (
        collar > 0
    ).any() else None
    if lean is not None:
        frames = frames.copy()
        frames[collar > 0] = frames[collar > 0] @ lean
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
    up = pelvis[:, 2] * _ILIUM
    origins = np.where(
        (stations <= 0.0)[:, None],
        hip - up * stations[:, None],
        hip + (knee - hip) * stations[:, None],
    )
    reach_up, reach_down = 0.62, 0.19
    u = np.clip((stations + reach_up) / (reach_up + reach_down), 0.0, 1.0)
    u = np.where(stations < 0, 0.5 * (stations + reach_up) / reach_up, 0.5 + 0.5 * stations / reach_down)
    u = np.clip(u, 0.0, 1.0)[:, None]
    start, end = hip + up * reach_up, hip + (knee - hip) * reach_down
    curve = (1 - u) ** 2 * start + 2 * u * (1 - u) * hip + u * u * end
    inside = ((stations > -reach_up) & (stations < reach_down))[:, None]
    origins = np.where(inside, curve * 0.45 + origins * 0.55, origins)
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
    twist = np.arctan2(relative[1, 0] - relative[0, 1], relative[0, 0] + relative[1, 1])
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
    reach_in, reach_out = 0.060, 0.075
    straight = np.where(
        (metres < 0)[:, None],
        shoulder - clavicle[:, 2] * metres[:, None],
        shoulder - upper[:, 2] * metres[:, None],
    )
    u = np.where(metres < 0, 0.5 + 0.5 * metres / reach_in, 0.5 + 0.5 * metres / reach_out)
    u = np.clip(u, 0.0, 1.0)[:, None]
    start, end = shoulder + clavicle[:, 2] * reach_in, shoulder - upper[:, 2] * reach_out
    curve = (1 - u) ** 2 * start + 2 * u * (1 - u) * shoulder + u * u * end
    inside = ((metres > -reach_in) & (metres < reach_out))[:, None]
    origins = np.where(inside, curve * 0.7 + straight * 0.3, straight)
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
    local = np.stack([np.broadcast_to(side_on, inner.shape), -inner, -forward], axis=2)
    handed = np.sign(np.linalg.det(local[0]))
    local[:, :, 0] *= handed
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
FOREARM_SHARE: Final = FOREARM / UPPER_ARM
