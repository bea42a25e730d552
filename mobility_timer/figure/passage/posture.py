"""A position at one end of a way: the pose, what the hands hold, what bears the weight."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, Literal

import numpy as np

from mobility_timer.figure.body.mesh import posed_vertices
from mobility_timer.figure.motion.mirrored import part_for
from mobility_timer.figure.motion.model import Motion
from mobility_timer.figure.passage.placing import Spot, spot_of
from mobility_timer.figure.skeleton.bones import SIDES, Pose
from mobility_timer.figure.skeleton.rotation import about_z, vector
from mobility_timer.routine import Side

Support = Literal[
    "stand", "kneel_left", "kneel_right", "sit", "supine", "prone", "side_left", "side_right"
]

_WORLD: Final = frozenset({"wall", "floor", "chair", "step", "roller", "ball"})
_LEVEL: Final = 0.012
_KNEE: Final = 0.10
_SEATED: Final = 0.30
_FACING: Final = 0.6


@dataclass(frozen=True, eq=False)
class Posture:
    """`holds` names, for each side, what the hand has hold of; a bone, a thing, or nothing."""

    pose: Pose
    holds: Mapping[str, str | None]

    def in_world(self, side: str) -> bool:
        """Whether a hand holds something that does not move with the body."""
        return self.holds[side] in _WORLD

    def spot(self, side: str) -> Spot:
        return spot_of(self.pose, side)

    def on_floor(self, side: str) -> bool:
        """Whether a foot stands on the floor, on the sole or its ball."""
        return side in self._standing_feet

    @property
    def on_both_feet(self) -> bool:
        """Whether both feet stand flat beside each other, or nearly so."""
        left, right = (self.spot(side) for side in SIDES)
        flat = all(self.on_floor(side) and self.spot(side).foot[2, 2] > 0.97 for side in SIDES)
        return flat and float(np.linalg.norm(left.ankle - right.ankle)) < 0.5

    @cached_property
    def _standing_feet(self) -> frozenset[str]:
        return frozenset(
            side
            for side in SIDES
            if self.pose.frame(f"foot_{side}")[2, 2] > 0.35 and _lowest(self.pose, side) < _LEVEL
        )

    @property
    def heading(self) -> float:
        """Which way the body faces, degrees to the left of +X."""
        left = self.pose.frames[0][:, 1]
        return float(np.degrees(np.arctan2(-left[0], left[1])))

    @cached_property
    def support(self) -> Support:
        pose = self.pose
        facing, _, up = pose.frames[0].T
        if pose.origins[0][2] < _SEATED:
            if up[2] > 0.5:
                return "sit"
            if facing[2] > _FACING:
                return "supine"
            if facing[2] < -_FACING:
                return "prone"
            return "side_right" if pose.frames[0][2, 1] > 0.0 else "side_left"
        low = [side for side in SIDES if pose.joint(f"knee_{side}")[2] < _KNEE]
        if not low:
            return "stand"
        return "kneel_left" if low[0] == "left" else "kneel_right"


def carried(pose: Pose, turn: float, by: tuple[float, float]) -> Pose:
    """The pose turned by degrees about the upright through the origin, then moved."""
    rotation = about_z(turn)
    shift = vector(*by, 0.0)
    return replace(
        pose,
        frames=rotation @ pose.frames,
        origins=pose.origins @ rotation.T + shift,
        spine_frames=rotation @ pose.spine_frames,
        spine_points=pose.spine_points @ rotation.T + shift,
        sway=None if pose.sway is None else rotation @ pose.sway,
    )


def _lowest(pose: Pose, side: str) -> float:
    return float(posed_vertices(pose, (f"sole_{side}",))[:, 2].min())


def posture_of(motion: Motion, pose: Pose, phase: float, side: Side | None) -> Posture:
    """The position of a motion at a phase of its authored side."""
    holds: dict[str, str | None] = dict.fromkeys(SIDES)
    for contact in motion.contacts:
        if contact.part.startswith("palm") and contact.holds(min(phase, 1.0)):
            part = part_for(motion, side, contact.part)
            holds[part.removeprefix("palm_")] = part_for(motion, side, contact.on)
    return Posture(pose, holds)
