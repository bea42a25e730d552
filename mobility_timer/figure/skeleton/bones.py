"""Bones, their measures, and a pose of them.

World: X forward, Y to the figure's left, Z up; metres, degrees. A bone's frame has x anterior,
y left, z proximal (towards the head for the trunk), so limb bones run along their own -z. The
foot's frame sits at the ankle with x towards the toes; the toes' frame sits at the ball. A hand's
fingers point along -z, its thumb lies towards x; the left palm faces -y, the right palm +y.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

import numpy as np

from mobility_timer.figure.skeleton.rotation import (
    IDENTITY,
    Array,
    about_x,
    about_y,
    about_z,
    angle_between,
    vector,
)

SIDES: Final = ("left", "right")

# A runner of 1.75 m; segment shares after Winter, Biomechanics and Motor Control, table 4.1.
STATURE: Final = 1.75
THIGH: Final = 0.425
SHIN: Final = 0.430
UPPER_ARM: Final = 0.290
FOREARM: Final = 0.255
HIP_HALF_WIDTH: Final = 0.088
SHOULDER_HALF_WIDTH: Final = 0.172
ANKLE_HEIGHT: Final = 0.088
SPINE: Final = 0.475
NECK_AT: Final = 0.535
HEAD_AT: Final = 0.598
HIP_HEIGHT: Final = ANKLE_HEIGHT + SHIN + THIGH
LEG: Final = THIGH + SHIN
ARM: Final = UPPER_ARM + FOREARM

# In the foot's frame, from the ankle. The heel is the centre of the heel's rounding.
BALL: Final = vector(0.122, 0.0, -0.078)
HEEL: Final = vector(-0.040, 0.0, -0.052)
TOE_TIP: Final = vector(0.076, 0.0, 0.004)
SOLE: Final = -0.088
# In the hand's frame, from the wrist.
PALM: Final = vector(0.0, 0.0, -0.055)
FINGERTIPS: Final = vector(0.0, 0.0, -0.172)

BONES: Final = (
    "pelvis",
    "thorax",
    "neck",
    "head",
    *(
        f"{bone}_{side}"
        for side in SIDES
        for bone in ("thigh", "shin", "foot", "toes", "upper_arm", "forearm", "hand")
    ),
)
INDEX: Final[Mapping[str, int]] = MappingProxyType({name: i for i, name in enumerate(BONES)})
PARENTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "thorax": "pelvis",
        "neck": "thorax",
        "head": "neck",
        **{
            f"{bone}_{side}": parent if parent in ("pelvis", "thorax") else f"{parent}_{side}"
            for side in SIDES
            for bone, parent in (
                ("thigh", "pelvis"),
                ("shin", "thigh"),
                ("foot", "shin"),
                ("toes", "foot"),
                ("upper_arm", "thorax"),
                ("forearm", "upper_arm"),
                ("hand", "forearm"),
            )
        },
    }
)

# Where a joint is: the bone at whose origin it lies, or a point in a bone's frame.
_AT_ORIGIN: Final = {
    "pelvis": "pelvis",
    "thorax": "thorax",
    "neck": "neck",
    "head": "head",
    "hip": "thigh",
    "knee": "shin",
    "ankle": "foot",
    "ball": "toes",
    "shoulder": "upper_arm",
    "elbow": "forearm",
    "wrist": "hand",
}
_IN_FRAME: Final = {
    "heel": ("foot", HEEL),
    "toe": ("toes", TOE_TIP),
    "palm": ("hand", PALM),
    "fingertips": ("hand", FINGERTIPS),
    "crown": ("head", vector(0.0, 0.0, 0.185)),
}


def _joints() -> dict[str, tuple[int, Array | None]]:
    found: dict[str, tuple[int, Array | None]] = {}
    for name, bone in _AT_ORIGIN.items():
        if bone in INDEX:
            found[name] = (INDEX[bone], None)
        else:
            found |= {f"{name}_{side}": (INDEX[f"{bone}_{side}"], None) for side in SIDES}
    for name, (bone, point) in _IN_FRAME.items():
        if bone in INDEX:
            found[name] = (INDEX[bone], point)
        else:
            found |= {f"{name}_{side}": (INDEX[f"{bone}_{side}"], point) for side in SIDES}
    return found


JOINTS: Final[Mapping[str, tuple[int, Array | None]]] = MappingProxyType(_joints())

# The trunk bends as a curve: samples from the hip line to the shoulder line, metres along it.
SPINE_SAMPLES: Final[Array] = np.linspace(0.0, SPINE, 14)

HandKind = Literal["flat", "relaxed", "grip"]


@dataclass(frozen=True)
class HandShape:
    """What the fingers do; `curl` 0 is open, 1 is a closed fist."""

    kind: HandKind = "relaxed"
    curl: float = 0.35


FLAT: Final = HandShape("flat", 0.0)
RELAXED: Final = HandShape()


@dataclass(frozen=True, eq=False)
class Pose:
    """Where every bone is.

    `frames` (18, 3, 3) and `origins` (18, 3) follow `BONES`; `spine_frames` (14, 3, 3) and
    `spine_points` (14, 3) follow `SPINE_SAMPLES` (the last one is the thorax); `hands` is (left,
    right); `breath` 0..1 is how far the chest is filled; `sway` (3,) is how far, in metres, loose
    hair is behind the head.
    """

    frames: Array
    origins: Array
    spine_frames: Array
    spine_points: Array
    hands: tuple[HandShape, HandShape] = (RELAXED, RELAXED)
    breath: float = 0.0
    sway: Array | None = None

    def frame(self, bone: str) -> Array:
        """The world frame (3, 3) of a bone of `BONES`."""
        return np.asarray(self.frames[INDEX[bone]])

    def origin(self, bone: str) -> Array:
        """Where the proximal end (3,) of a bone is."""
        return np.asarray(self.origins[INDEX[bone]])

    def joint(self, name: str) -> Array:
        """Where a joint of `JOINTS` is, (3,)."""
        bone, point = JOINTS[name]
        origin = self.origins[bone]
        return np.asarray(origin if point is None else origin + self.frames[bone] @ point)

    def hand(self, side: str) -> HandShape:
        return self.hands[SIDES.index(side)]

    def toe_bend(self, side: str) -> float:
        """How far the toes are bent up against the foot, in degrees."""
        foot, toes = self.frame(f"foot_{side}"), self.frame(f"toes_{side}")
        up = float(foot[:, 2] @ toes[:, 0])
        return angle_between(foot, toes) * (1.0 if up >= 0.0 else -1.0)

    def moved(self, by: Array) -> Pose:
        """The same pose carried by the vector `by` (3,)."""
        return Pose(
            self.frames,
            self.origins + by,
            self.spine_frames,
            self.spine_points + by,
            self.hands,
            self.breath,
            self.sway,
        )


_MIRROR: Final[Array] = np.array((1.0, -1.0, 1.0))
_MIRROR_FRAME: Final[Array] = np.outer(_MIRROR, _MIRROR)
_OTHER: Final = [
    INDEX[_name]
    for _name in (
        name.replace("left", "RIGHT").replace("right", "left").replace("RIGHT", "right")
        for name in BONES
    )
]


def mirrored(pose: Pose) -> Pose:
    """The pose reflected at the plane y = 0: what was left is right."""
    return Pose(
        pose.frames[_OTHER] * _MIRROR_FRAME,
        pose.origins[_OTHER] * _MIRROR,
        pose.spine_frames * _MIRROR_FRAME,
        pose.spine_points * _MIRROR,
        (pose.hands[1], pose.hands[0]),
        pose.breath,
        None if pose.sway is None else pose.sway * _MIRROR,
    )


def rest_pose() -> Pose:
    """Standing upright on z = 0, arms at the sides, hands relaxed."""
    frames = np.tile(IDENTITY, (len(BONES), 1, 1))
    origins = np.zeros((len(BONES), 3))

    def place(bone: str, origin: Array, frame: Array = IDENTITY) -> None:
        origins[INDEX[bone]] = origin
        frames[INDEX[bone]] = frame

    pelvis = vector(0.0, 0.0, HIP_HEIGHT)
    points = pelvis + np.outer(SPINE_SAMPLES, (0.0, 0.0, 1.0))
    place("pelvis", pelvis)
    place("thorax", points[-1])
    place("neck", points[-1] + vector(-0.012, 0.0, NECK_AT - SPINE))
    place("head", points[-1] + vector(0.0, 0.0, HEAD_AT - SPINE))
    for side, out in zip(SIDES, (1.0, -1.0), strict=True):
        hip = pelvis + vector(0.0, out * HIP_HALF_WIDTH, 0.0)
        ankle = hip - vector(0.0, 0.0, LEG)
        place(f"thigh_{side}", hip)
        place(f"shin_{side}", hip - vector(0.0, 0.0, THIGH))
        place(f"foot_{side}", ankle)
        place(f"toes_{side}", ankle + BALL)
        upper = about_x(out * 8.0)
        fore = upper @ about_y(-12.0)
        shoulder = points[-1] + vector(0.004, out * SHOULDER_HALF_WIDTH, -0.024)
        elbow = shoulder - upper[:, 2] * UPPER_ARM
        place(f"upper_arm_{side}", shoulder, upper)
        place(f"forearm_{side}", elbow, fore)
        place(f"hand_{side}", elbow - fore[:, 2] * FOREARM, fore @ about_z(-out * 20.0))
    spine_frames = np.tile(IDENTITY, (len(SPINE_SAMPLES), 1, 1))
    return Pose(frames, origins, spine_frames, points)
