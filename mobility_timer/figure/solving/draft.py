"""A pose while it is being solved, and the lowest points of its parts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

import numpy as np

from mobility_timer.figure.body.groups import Group
from mobility_timer.figure.body.loft import Loft
from mobility_timer.figure.body.mesh import body_of
from mobility_timer.figure.skeleton.bones import (
    BALL,
    BONES,
    HIP_HEIGHT,
    INDEX,
    RELAXED,
    SIDES,
    HandShape,
    Pose,
)
from mobility_timer.figure.skeleton.rotation import Array
from mobility_timer.figure.solving.limbs import Arm, Leg
from mobility_timer.figure.solving.trunk import Trunk

_WAIST_M: Final = HIP_HEIGHT + 0.28
"""The waist of the top lies on the floor with the pelvis; the chest rests on what is above it."""

_FINGERS: Final = ("index", "little", "thumb")
"""Enough of a hand to find its lowest point within a millimetre or two."""


def resting_parts(part: str, stance: str) -> tuple[str, ...]:
    """The named parts of the body that carry a resting part."""
    group, _, side = part.partition("_")
    match group:
        case "pelvis":
            return ("pelvis", "shorts_left", "shorts_right")
        case "chest":
            lower = stance.partition("_")[2]
            return ("top", f"sleeve_{lower}") if lower else ("top",)
        case "head":
            return ("head", "hair", "band", "knot", "ear_left", "ear_right")
        case "leg":
            return (f"leg_{side}", f"shoe_{side}", f"sole_{side}")
        case "foot" | "heel":
            return (f"shoe_{side}", f"sole_{side}")
        case "arm":
            return (f"arm_{side}", f"palm_{side}", *(f"{name}_{side}" for name in _FINGERS))
    raise ValueError(f"{part} cannot rest on the floor")


@dataclass(eq=False)
class PoseDraft:
    """The pose while it is being solved."""

    frames: Array = field(default_factory=lambda: np.zeros((len(BONES), 3, 3)))
    origins: Array = field(default_factory=lambda: np.zeros((len(BONES), 3)))
    spine_frames: Array = field(default_factory=lambda: np.zeros((14, 3, 3)))
    spine_points: Array = field(default_factory=lambda: np.zeros((14, 3)))
    hands: dict[str, HandShape] = field(default_factory=lambda: dict.fromkeys(SIDES, RELAXED))
    breath: float = 0.0

    def frame(self, bone: str) -> Array:
        return np.asarray(self.frames[INDEX[bone]])

    def origin(self, bone: str) -> Array:
        return np.asarray(self.origins[INDEX[bone]])

    def put(self, bone: str, frame: Array, origin: Array) -> None:
        self.frames[INDEX[bone]] = frame
        self.origins[INDEX[bone]] = origin

    def put_trunk(self, body: Trunk) -> None:
        self.spine_frames = body.spine_frames
        self.spine_points = body.spine_points
        self.put("pelvis", body.pelvis, body.origin)
        self.put("thorax", body.chest, body.shoulder_line)
        self.put("neck", body.neck, body.neck_origin)
        self.put("head", body.head, body.head_origin)

    def put_leg(self, side: str, leg: Leg) -> None:
        self.put(f"thigh_{side}", leg.thigh, leg.hip)
        self.put(f"shin_{side}", leg.shin, leg.knee)
        self.put(f"foot_{side}", leg.foot, leg.ankle)
        self.put(f"toes_{side}", leg.toes, leg.ankle + leg.foot @ BALL)

    def put_arm(self, side: str, arm: Arm) -> None:
        self.put(f"upper_arm_{side}", arm.upper, arm.shoulder)
        self.put(f"forearm_{side}", arm.fore, arm.elbow)
        self.put(f"hand_{side}", arm.hand, arm.wrist)

    def pose(self) -> Pose:
        return Pose(
            self.frames,
            self.origins,
            self.spine_frames,
            self.spine_points,
            (self.hands["left"], self.hands["right"]),
            self.breath,
        )

    def lowest(self, parts: tuple[str, ...]) -> Array:
        """The lowest vertex (3,) of the named parts of the body."""
        return lowest_point(self.pose(), parts)

    def height(self, parts: tuple[str, ...]) -> float:
        """How high that is."""
        return height_of(self.pose(), parts)


def lowest_point(pose: Pose, parts: tuple[str, ...]) -> Array:
    """The lowest vertex (3,) of parts named by `resting_parts`."""
    return np.asarray(_resting(parts).lowest(pose), dtype=np.float64)


def height_of(pose: Pose, parts: tuple[str, ...]) -> float:
    """How high that is."""
    return _resting(parts).height(pose)


@lru_cache(maxsize=16)
def _resting(parts: tuple[str, ...]) -> Group:
    lofts = body_of().lofts
    return Group([_chest() if name == "top" else lofts[name] for name in parts])


def _chest() -> Loft:
    """The top above the waist."""
    body = body_of()
    top, rest = body.lofts["top"], body.rest[body.parts["top"]]
    first = int((rest.reshape(top.outlines.shape)[:, :, 2] < _WAIST_M).sum(axis=0).max())
    rings = slice(first, None)
    return replace(
        top,
        stations=top.stations[rings],
        outlines=top.outlines[rings],
        regions=top.regions[rings],
    )
