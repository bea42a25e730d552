"""Legs and arms: forward kinematics from joint angles, inverse kinematics to a place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import sqrt
from typing import Final

import numpy as np

from mobility_timer.figure.motion.model import Channels
from mobility_timer.figure.skeleton.bones import (
    ANKLE_HEIGHT,
    ARM,
    BALL,
    FOREARM,
    HEEL,
    LEG,
    SHIN,
    SHOULDER_HALF_WIDTH,
    THIGH,
    UPPER_ARM,
)
from mobility_timer.figure.skeleton.rotation import (
    Array,
    about,
    about_x,
    about_y,
    about_z,
    across,
    cross,
    frame_about,
    length,
    slerp,
    swing_twist,
    turn_by,
    unit,
    vector,
)

OUT: Final = {"left": 1.0, "right": -1.0}
"""The sign of outwards along y."""

_NO_LENGTH: Final = 1e-9

STRAIGHT: Final = 0.9996
"""The share of a limb's length at which a straight leg still has a knee of three degrees."""

_OVER_TOES: Final = vector(1.0, 0.0, 0.25)
_UP: Final = vector(0.0, 0.0, 1.0)
# Ankle ranges after AAOS (1965): dorsiflexion 20, plantarflexion 50, inversion 35, eversion 15;
# dorsiflexion under load reaches 40 (Bennell et al. 1998, the knee-to-wall test).
ANKLE_LIMITS: Final = {"dorsi": (-52.0, 40.0), "invert": (-22.0, 35.0), "turn": (-30.0, 30.0)}


@dataclass(frozen=True, eq=False)
class Leg:
    """Frames (3, 3) and joints (3,) of one leg."""

    hip: Array
    knee: Array
    ankle: Array
    thigh: Array
    shin: Array
    foot: Array
    toes: Array


@dataclass(frozen=True, eq=False)
class Arm:
    shoulder: Array
    elbow: Array
    wrist: Array
    upper: Array
    fore: Array
    hand: Array


@dataclass(frozen=True, eq=False)
class FootPlace:
    """Where a foot is to be, whatever the leg does."""

    ankle: Array
    foot: Array
    toes: Array


def ball_joint(channels: Channels, joint: str, out: float, *, abduct: float = 0.0) -> Array:
    """A hip's or shoulder's turn from flexion, abduction and external rotation."""
    get = channels.get
    flexed = about_y(-get(f"{joint}.flex", 0.0))
    opened = flexed @ about_x(out * get(f"{joint}.abduct", abduct))
    return np.asarray(opened @ about_z(out * get(f"{joint}.rotate", 0.0)))


def bent_limb(
    root: Array, end: Array, pole: Array, bones: tuple[float, float], forward: float
) -> tuple[Array, Array, Array]:
    """The middle joint (3,) of two `bones` (their lengths) from `root` to `end`, and both their
    frames; the joint points towards `pole`, to the front of the bones or with `forward` -1 to the
    back. In plain numbers: numpy takes a microsecond for each sum of three."""
    first, second = bones
    rx, ry, rz = root.tolist()
    ex, ey, ez = end.tolist()
    px, py, pz = pole.tolist()
    x, y, z = ex - rx, ey - ry, ez - rz
    far = sqrt(x * x + y * y + z * z)
    near, size = min(far, (first + second) * 0.99999), max(far, 1e-9)
    x, y, z = x / size, y / size, z / size
    share = (first * first - second * second + near * near) / (2.0 * near)
    height = sqrt(max(first * first - share * share, 0.0))
    along = px * x + py * y + pz * z
    px, py, pz = px - x * along, py - y * along, pz - z * along
    size = sqrt(px * px + py * py + pz * pz)
    if size > _NO_LENGTH:
        px, py, pz = px / size, py / size, pz / size
    mx = rx + x * share + px * height
    my = ry + y * share + py * height
    mz = rz + z * share + pz * height
    # Across root to end and the way the joint points.
    ax, ay, az = py * z - pz * y, pz * x - px * z, px * y - py * x
    size = forward * (sqrt(ax * ax + ay * ay + az * az) or 1.0)
    axis = ax / size, ay / size, az / size
    return (
        vector(mx, my, mz),
        _limb_frame(axis, (rx - mx, ry - my, rz - mz)),
        _limb_frame(axis, (mx - ex, my - ey, mz - ez)),
    )


def _limb_frame(axis: tuple[float, float, float], up: tuple[float, float, float]) -> Array:
    ax, ay, az = axis
    x, y, z = up
    size = sqrt(x * x + y * y + z * z)
    if size > _NO_LENGTH:
        x, y, z = x / size, y / size, z / size
    return np.array(
        (
            (ay * z - az * y, ax, x),
            (az * x - ax * z, ay, y),
            (ax * y - ay * x, az, z),
        )
    )


def forward_leg(channels: Channels, side: str, hip: Array, pelvis: Array) -> Leg:
    out = OUT[side]
    thigh = pelvis @ ball_joint(channels, f"hip_{side}", out)
    knee = hip - thigh[:, 2] * THIGH
    shin = thigh @ about_y(channels.get(f"knee_{side}.flex", 0.0))
    ankle = knee - shin[:, 2] * SHIN
    foot = shin @ ankle_turn(channels, side)
    return Leg(hip, knee, ankle, thigh, shin, foot, _toes(channels, side, foot))


def ankle_turn(channels: Channels, side: str) -> Array:
    get, out = channels.get, OUT[side]
    bent = about_y(-get(f"ankle_{side}.dorsi", 0.0))
    rolled = bent @ about_x(-out * get(f"ankle_{side}.invert", 0.0))
    return np.asarray(rolled @ about_z(out * get(f"ankle_{side}.turn", 0.0)))


def _toes(channels: Channels, side: str, foot: Array) -> Array:
    return np.asarray(foot @ about_y(-channels.get(f"toes_{side}.bend", 0.0)))


def foot_place(channels: Channels, side: str) -> FootPlace:
    """A foot by its own channels: `lift` raises the heel over flat toes, `pitch` the toes."""
    get, out, name = channels.get, OUT[side], f"foot_{side}"
    ankle = vector(
        get(f"{name}.x", 0.0), get(f"{name}.y", 0.0), get(f"{name}.z", 0.0) + ANKLE_HEIGHT
    )
    level = about_z(out * get(f"{name}.yaw", 0.0))
    flat = level @ about_x(-out * get(f"{name}.roll", 0.0))
    lift, pitch = get(f"{name}.lift", 0.0), get(f"{name}.pitch", 0.0)
    if pitch:
        foot = flat @ about_y(-pitch)
        ankle = ankle + flat @ HEEL - foot @ HEEL
        return FootPlace(ankle, foot, _toes(channels, side, foot))
    foot = flat @ about_y(lift)
    ankle = ankle + flat @ BALL - foot @ BALL
    return FootPlace(ankle, foot, flat @ about_y(-get(f"toes_{side}.bend", 0.0)))


def knee_pole(channels: Channels, side: str, hip: Array, ankle: Array, usual: Array) -> Array:
    """Which way the knee points: the part of `usual` across the leg, swivelled outwards.

    `usual` stands in the world, so that the knee cannot flip when the pelvis turns.
    """
    along = unit(ankle - hip)
    swivel = channels.get(f"knee_{side}.swivel", 0.0)
    return np.asarray(about(along, -OUT[side] * swivel) @ unit(across(usual, along)))


def placed_leg(channels: Channels, side: str, hip: Array, place: FootPlace) -> Leg:
    heading = about_z(OUT[side] * channels.get(f"foot_{side}.yaw", 0.0)) @ _OVER_TOES
    pole = knee_pole(channels, side, hip, place.ankle, heading)
    knee, thigh, shin = bent_limb(hip, place.ankle, pole, (THIGH, SHIN), 1.0)
    ankle = knee - shin[:, 2] * SHIN
    return Leg(hip, knee, ankle, thigh, shin, place.foot, place.toes)


def heel_leg(channels: Channels, side: str, hip: Array) -> Leg:
    """A leg whose heel stays on its spot while the foot rolls with the shin; its knee points up.

    `flatten` 1 keeps the sole on the floor as far as the ankle allows, 0 leaves the ankle as its
    channels say.
    """
    get, out, name = channels.get, OUT[side], f"foot_{side}"
    level = about_z(out * get(f"{name}.yaw", 0.0))
    spot = vector(get(f"{name}.x", 0.0), get(f"{name}.y", 0.0), get(f"{name}.z", 0.0))
    heel = spot + vector(0.0, 0.0, ANKLE_HEIGHT + HEEL[2])
    foot, turned = level, ankle_turn(channels, side)
    for _ in range(4):
        ankle = heel - foot @ HEEL
        pole = knee_pole(channels, side, hip, ankle, _UP)
        knee, thigh, shin = bent_limb(hip, ankle, pole, (THIGH, SHIN), 1.0)
        wished = slerp(shin @ turned, level, get(f"{name}.flatten", 0.0))
        before, foot = foot, within_ankle(shin, wished, out)
        if float(np.abs(foot - before).max()) < 1e-3:
            break
    return Leg(hip, knee, heel - foot @ HEEL, thigh, shin, foot, _toes(channels, side, foot))


def within_ankle(shin: Array, foot: Array, out: float) -> Array:
    """The foot's frame nearest to `foot` that the ankle allows."""
    swing, twist = swing_twist(shin.T @ foot)
    dorsi = _clamp(-swing[1], ANKLE_LIMITS["dorsi"])
    invert = _clamp(-out * swing[0], ANKLE_LIMITS["invert"])
    turn = _clamp(out * twist, ANKLE_LIMITS["turn"])
    held = turn_by(np.radians(vector(-out * invert, -dorsi, 0.0))) @ about_z(out * turn)
    return np.asarray(shin @ held)


def _clamp(value: float, limits: tuple[float, float]) -> float:
    return min(max(float(value), limits[0]), limits[1])


def kneeling_leg(channels: Channels, side: str, hip: Array, knee: Array) -> Leg:
    """A leg on its knee: the shin lies back along the floor, away from the foot's heading."""
    get, out = channels.get, OUT[side]
    thigh_up = unit(hip - knee)
    level = about_z(out * get(f"foot_{side}.yaw", 0.0))
    shin_up = level @ about_y(get(f"foot_{side}.pitch", 0.0)) @ vector(1.0, 0.0, 0.0)
    axis = unit(cross(thigh_up, shin_up))
    thigh = frame_about(axis, thigh_up)
    shin = frame_about(axis, shin_up)
    foot = shin @ ankle_turn(channels, side)
    ankle = knee - shin[:, 2] * SHIN
    return Leg(hip, knee, ankle, thigh, shin, foot, _toes(channels, side, foot))


def turned_leg(leg: Leg, turn: Array) -> Leg:
    """The whole leg turned about the hip by a world rotation."""
    knee = leg.hip + turn @ (leg.knee - leg.hip)
    ankle = leg.hip + turn @ (leg.ankle - leg.hip)
    return Leg(
        leg.hip, knee, ankle, turn @ leg.thigh, turn @ leg.shin, turn @ leg.foot, turn @ leg.toes
    )


def shoulder_place(
    channels: Channels, side: str, chest: Array, line: Array, towards: Array
) -> Array:
    """The shoulder's centre; the blade follows an arm that reaches `towards` (chest frame).

    The blade rises and closes in as the arm rises, about a third of the way (Inman's rhythm).
    """
    get, out = channels.get, OUT[side]
    forward = get(f"scapula_{side}.forward", 0.0) / 100.0
    rise = get(f"scapula_{side}.up", 0.0) / 100.0
    up = max(0.0, float(towards[2]) + 0.35) / 1.35
    ahead = float(towards[0])
    x = 0.004 + 0.030 * max(0.0, ahead) - 0.016 * max(0.0, -ahead) + forward
    width = SHOULDER_HALF_WIDTH - 0.022 * up - 0.012 * max(0.0, ahead) - 0.45 * abs(forward)
    return np.asarray(line + chest @ vector(x, out * width, -0.024 + 0.060 * up + rise))


def forward_arm(channels: Channels, side: str, chest: Array, line: Array) -> Arm:
    get, out = channels.get, OUT[side]
    turn = ball_joint(channels, f"shoulder_{side}", out, abduct=8.0)
    upper = chest @ turn
    shoulder = shoulder_place(channels, side, chest, line, -turn[:, 2])
    elbow = shoulder - upper[:, 2] * UPPER_ARM
    fore = upper @ about_y(-get(f"elbow_{side}.flex", 12.0))
    wrist = elbow - fore[:, 2] * FOREARM
    pronated = fore @ about_z(-out * get(f"forearm_{side}.pronate", 20.0))
    bent = pronated @ about_x(-out * get(f"wrist_{side}.flex", 0.0))
    hand = bent @ about_y(get(f"wrist_{side}.deviate", 0.0))
    return Arm(shoulder, elbow, wrist, upper, fore, hand)


def arm_to_wrist(
    channels: Channels,
    side: str,
    chest: Array,
    line: Array,
    wrist: Array,
    hand: Array,
    pole: Array,
) -> Arm:
    """An arm whose hand is at `wrist` with the frame `hand`, the elbow towards `pole`."""
    hung = line + chest @ vector(0.0, OUT[side] * SHOULDER_HALF_WIDTH, 0.0)
    reach = (chest.T @ (wrist - hung)) / ARM
    shoulder = shoulder_place(channels, side, chest, line, reach / max(1.0, length(reach)))
    elbow, upper, fore = bent_limb(shoulder, wrist, pole, (UPPER_ARM, FOREARM), -1.0)
    return Arm(shoulder, elbow, elbow - fore[:, 2] * FOREARM, upper, fore, hand)


def turned_arm(arm: Arm, turn: Array) -> Arm:
    """The whole arm turned about the shoulder by a world rotation."""
    elbow = arm.shoulder + turn @ (arm.elbow - arm.shoulder)
    wrist = arm.shoulder + turn @ (arm.wrist - arm.shoulder)
    return replace(
        arm,
        elbow=elbow,
        wrist=wrist,
        upper=turn @ arm.upper,
        fore=turn @ arm.fore,
        hand=turn @ arm.hand,
    )


def straight_rise(hip: Array, ankle: Array) -> float:
    """How far the hip must rise so that the leg to `ankle` is straight."""
    level = ankle - hip
    flat = float(level[0] ** 2 + level[1] ** 2)
    tall = sqrt(max((LEG * STRAIGHT) ** 2 - flat, 1e-6))
    return float(ankle[2]) + tall - float(hip[2])


def kneeling_rise(hip: Array, knee: Array) -> float:
    """How far the hip must rise so that the thigh reaches a knee on the floor."""
    level = knee - hip
    flat = float(level[0] ** 2 + level[1] ** 2)
    tall = sqrt(max(THIGH**2 - flat, 1e-6))
    return float(knee[2]) + tall - float(hip[2])
