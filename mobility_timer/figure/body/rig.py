"""How the rings of a loft ride on a pose: stations along a path -> a frame and a point for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import atan2
from types import MappingProxyType
from typing import Final

import numpy as np

from mobility_timer.figure.skeleton.blending import Floats, Rings, blend, rotations, smooth, swing
from mobility_timer.figure.skeleton.bones import (
    HEAD_AT,
    NECK_AT,
    SHIN,
    SPINE,
    SPINE_SAMPLES,
    THIGH,
    UPPER_ARM,
    Pose,
)
from mobility_timer.figure.skeleton.rotation import log
from mobility_timer.figure.solving.fingers import FINGERS, finger, thumb

Rig = Callable[[Pose, str, Floats], Rings]
"""From a pose, "left", "right" or "" and the stations (n,) of a loft to its rings."""

_KNEE_CORNER: Final = 0.20
_ELBOW_CORNER: Final = 0.17
_COLLAR: Final = 0.50
_ANKLE_BEND: Final = 0.10
_COLLARBONE: Final = 0.115
_ILIUM: Final = 0.130


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
    hinged = ball + frames[:, :, 0] * (stations - hinge[0])[:, None] - frames[:, :, 2] * hinge[2]
    return frames, np.where((turn > 0.0)[:, None], hinged, rigid)


def _hand(pose: Pose, side: str, stations: Floats) -> Rings:
    frame = pose.frame(f"hand_{side}")
    origins = pose.origin(f"hand_{side}") + stations[:, None] * frame[:, 2]
    return np.broadcast_to(frame, (len(stations), 3, 3)), origins


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
        "thumb": thumb,
        **{f"finger_{name}": finger(name) for name in FINGERS},
    }
)
