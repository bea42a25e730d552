"""How far joints turn, measured by swing and twist, and how far they may.

Ranges are those of healthy adults: AAOS, Joint Motion (1965), and Norkin and White, Measurement of
Joint Motion (5th ed.), widened to passive range where the body's weight or the other limb loads the
joint: the ankle under load (Bennell et al. 1998), the wrist under the hand's support, the hip's
rotation while it is flexed and abducted as in sitting cross-legged.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from mobility_timer.figure.skeleton.bones import SIDES, Pose
from mobility_timer.figure.skeleton.rotation import (
    Array,
    about_x,
    about_y,
    angle_between,
    swing_twist,
)
from mobility_timer.figure.solving.limbs import OUT

LIMITS: Final[Mapping[str, tuple[float, float]]] = {
    "hip flexion": (-32.0, 130.0),
    "hip abduction": (-38.0, 58.0),
    "hip rotation": (-52.0, 76.0),
    "knee flexion": (-1.0, 150.0),
    "ankle dorsiflexion": (-52.0, 42.0),
    "ankle inversion": (-22.0, 37.0),
    "ankle turn": (-32.0, 32.0),
    "toe extension": (-30.0, 70.0),
    "shoulder swing": (0.0, 118.0),
    "shoulder rotation": (-95.0, 95.0),
    "elbow flexion": (-1.0, 150.0),
    "forearm rotation": (-90.0, 95.0),
    "wrist flexion": (-88.0, 80.0),
    "wrist deviation": (-30.0, 35.0),
    "trunk flexion": (-35.0, 80.0),
    "trunk side bend": (-40.0, 40.0),
    "trunk rotation": (-75.0, 75.0),
    "neck flexion": (-65.0, 60.0),
    "neck side bend": (-45.0, 45.0),
    "neck rotation": (-80.0, 80.0),
}
"""Degrees; limb angles have the same sign on both sides."""

# Swing and twist are clean near their reference and ambiguous opposite to it, so a ball joint is
# measured from the middle of its range.
_HIP_MIDDLE: Final = 45.0
_SHOULDER_MIDDLE: Final = {side: about_y(-45.0) @ about_x(out * 45.0) for side, out in OUT.items()}


def angles(pose: Pose) -> dict[tuple[str, str], float]:
    """Every joint's angles in degrees, by name and side ("" for the trunk)."""
    found: dict[tuple[str, str], float] = {}
    for name, child in (("trunk", "thorax"), ("neck", "head")):
        parent = "pelvis" if name == "trunk" else "thorax"
        swing, twist = swing_twist(pose.frame(parent).T @ pose.frame(child))
        found[f"{name} flexion", ""] = float(swing[1])
        found[f"{name} side bend", ""] = -float(swing[0])
        found[f"{name} rotation", ""] = twist
    for side in SIDES:
        found |= {(name, side): angle for name, angle in _leg(pose, side).items()}
        found |= {(name, side): angle for name, angle in _arm(pose, side).items()}
    return found


def _leg(pose: Pose, side: str) -> dict[str, float]:
    out = OUT[side]
    thigh, shin, foot = (pose.frame(f"{bone}_{side}") for bone in ("thigh", "shin", "foot"))
    hip, hip_twist = swing_twist(about_y(_HIP_MIDDLE) @ pose.frame("pelvis").T @ thigh)
    ankle, ankle_twist = swing_twist(shin.T @ foot)
    return {
        "hip flexion": _HIP_MIDDLE - float(hip[1]),
        "hip abduction": out * float(hip[0]),
        "hip rotation": out * hip_twist,
        "knee flexion": _bend(thigh, shin),
        "ankle dorsiflexion": -float(ankle[1]),
        "ankle inversion": -out * float(ankle[0]),
        "ankle turn": out * ankle_twist,
        "toe extension": pose.toe_bend(side),
    }


def _arm(pose: Pose, side: str) -> dict[str, float]:
    out = OUT[side]
    upper, fore, hand = (pose.frame(f"{b}_{side}") for b in ("upper_arm", "forearm", "hand"))
    middle = _SHOULDER_MIDDLE[side]
    shoulder, shoulder_twist = swing_twist(middle.T @ pose.frame("thorax").T @ upper)
    wrist, pronation = swing_twist(hand.T @ fore)
    return {
        "shoulder swing": float(np.linalg.norm(shoulder)),
        "shoulder rotation": out * shoulder_twist,
        "elbow flexion": _bend(fore, upper),
        "forearm rotation": out * pronation,
        "wrist flexion": out * float(wrist[0]),
        "wrist deviation": -float(wrist[1]),
    }


def _bend(upper: Array, lower: Array) -> float:
    """A hinge's angle; negative when it is bent the wrong way."""
    angle = angle_between(upper, lower)
    return angle if float((upper.T @ lower)[0, 2]) >= -1e-9 else -angle


def excess(name: str, angle: float) -> float:
    """How many degrees an angle is outside its limits."""
    low, high = LIMITS[name]
    return max(low - angle, angle - high, 0.0)
