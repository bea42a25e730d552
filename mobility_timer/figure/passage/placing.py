"""Poses put together limb by limb: where a foot or a hand is, and the limb that reaches it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import atan2, degrees, hypot
from typing import Final

import numpy as np

from mobility_timer.figure.body.mesh import body_of
from mobility_timer.figure.skeleton.bones import (
    ARM,
    BALL,
    FOREARM,
    HEEL,
    INDEX,
    LEG,
    SHIN,
    SIDES,
    THIGH,
    UPPER_ARM,
    Pose,
)
from mobility_timer.figure.skeleton.rotation import (
    Array,
    about_y,
    about_z,
    across,
    cross,
    length,
    slerp,
    swing_twist,
    turn_by,
    unit,
    vector,
)
from mobility_timer.figure.solving.limbs import OUT, bent_limb
from mobility_timer.figure.solving.solver import sinking

_REACH: Final = 0.9996
_ARM: Final = {
    side: tuple(f"{part}_{side}" for part in ("arm", "palm", "index", "middle", "little", "thumb"))
    for side in SIDES
}
_LEG: Final = {side: tuple(f"{part}_{side}" for part in ("leg", "shoe", "sole")) for side in SIDES}
_FOOT: Final = {side: (f"sole_{side}", f"shoe_{side}") for side in SIDES}
_DEEPEST: Final = -0.006
_ARM_REACHES_M: Final = 0.06, 0.19
_LEG_REACHES_M: Final = 0.11, 0.23
"""How far a limb's skin is at most from its bones, and that of its hand or foot from its joint."""
_TURNED_UP: Final = 12
_KNEE_HEIGHT: Final = 0.046
_WRIST: Final = (-87.0, 79.0)
_ASIDE: Final = (-34.0, 29.0)
_FOREARM: Final = (-88.0, 93.0)
_ANKLE: Final = ((-50.0, 38.0), (-20.0, 35.0), (-30.0, 30.0))
"""Degrees of dorsiflexion, inversion and turn that a foot in the air keeps within."""
_LEG_AT: Final = {
    side: tuple(INDEX[f"{bone}_{side}"] for bone in ("thigh", "shin", "foot", "toes"))
    for side in SIDES
}
_ARM_AT: Final = {
    side: tuple(INDEX[f"{bone}_{side}"] for bone in ("upper_arm", "forearm", "hand"))
    for side in SIDES
}
_FOLDED_LEG: Final = 0.222
_FOLDED_ARM: Final = 0.19
"""Metres from hip to ankle, and shoulder to wrist, below which a limb is not bent."""


@dataclass(frozen=True, eq=False)
class Spot:
    """Where a foot is: its ankle (3,), and the frames (3, 3) of the foot and its toes."""

    ankle: Array
    foot: Array
    toes: Array

    @property
    def ball(self) -> Array:
        return np.asarray(self.ankle + self.foot @ BALL)

    @property
    def heading(self) -> float:
        """Degrees to the left of +X; the pitch of the foot does not matter."""
        return degrees(atan2(-self.foot[0, 1], self.foot[1, 1]))

    def towards(self, other: Spot, share: float) -> Spot:
        """Part of the way; the ball of the foot goes straight."""
        foot = slerp(self.foot, other.foot, share)
        ball = self.ball + (other.ball - self.ball) * share
        return Spot(ball - foot @ BALL, foot, slerp(self.toes, other.toes, share))

    def peeled(self, degrees: float) -> Spot:
        """The heel raised by so much over the ball, the toes where they are."""
        foot = self.foot @ about_y(degrees)
        return Spot(self.ball - foot @ BALL, foot, self.toes)

    def pitched(self, degrees: float) -> Spot:
        """The toes raised by so much, the heel where it is."""
        foot = self.foot @ about_y(-degrees)
        ankle = self.ankle + (self.foot - foot) @ HEEL
        return Spot(ankle, foot, foot @ self.foot.T @ self.toes)

    def moved(self, x: float, y: float, z: float) -> Spot:
        return Spot(self.ankle + vector(x, y, z), self.foot, self.toes)


def spot_of(pose: Pose, side: str) -> Spot:
    return Spot(pose.origin(f"foot_{side}"), pose.frame(f"foot_{side}"), pose.frame(f"toes_{side}"))


def flat_spot(x: float, y: float, heading: float) -> Spot:
    """A foot flat on the floor, its ankle above (x, y)."""
    level = about_z(heading)
    return Spot(vector(x, y, 0.088), level, level)


@dataclass(eq=False)
class Parts:
    """A pose's arrays while limbs are put in place."""

    frames: Array
    origins: Array
    base: Pose

    @classmethod
    def of(cls, pose: Pose) -> Parts:
        return cls(pose.frames.copy(), pose.origins.copy(), pose)

    def put(self, bone: str, frame: Array, origin: Array) -> None:
        self.frames[INDEX[bone]] = frame
        self.origins[INDEX[bone]] = origin

    def leg(self, side: str, spot: Spot, pole: Array) -> None:
        """The leg from its hip to a foot at `spot`, the knee towards `pole`."""
        thigh, shin, foot, toes = _LEG_AT[side]
        hip = self.origins[thigh]
        ankle = _within(hip, spot.ankle, LEG, _FOLDED_LEG)
        knee, upper, lower = bent_limb(hip, ankle, pole, (THIGH, SHIN), 1.0)
        self.frames[thigh], self.frames[shin] = upper, lower
        self.frames[foot], self.frames[toes] = spot.foot, spot.toes
        self.origins[shin], self.origins[foot] = knee, ankle
        self.origins[toes] = ankle + spot.foot @ BALL

    def knee_down(self, side: str, pole: Array) -> None:
        """The leg turned about the line from hip to ankle until its knee is on the floor."""
        hip, ankle = (self.origins[INDEX[f"{bone}_{side}"]].copy() for bone in ("thigh", "foot"))
        spot = Spot(ankle, *(self.frames[INDEX[f"{bone}_{side}"]] for bone in ("foot", "toes")))
        knee = self.origins[INDEX[f"shin_{side}"]]
        along = unit(ankle - hip)
        middle = hip + along * float((knee - hip) @ along)
        out = knee - middle
        radius = length(out)
        if radius < 0.03:
            return
        first = unit(across(pole, along))
        second = cross(along, first)
        tall, need = float(np.hypot(first[2], second[2])), (_KNEE_HEIGHT - middle[2]) / radius
        lean = float(np.arctan2(second[2], first[2]))
        reach = float(np.arccos(np.clip(need / max(tall, 1e-6), -1.0, 1.0)))
        turn = min((lean + reach, lean - reach), key=lambda angle: abs(np.sin(angle / 2.0)))
        self.leg(side, spot, first * np.cos(turn) + second * np.sin(turn))

    def arm(self, side: str, wrist: Array, hand: Array, pole: Array) -> None:
        """The arm from its shoulder to a wrist, the elbow towards `pole`."""
        upper_arm, forearm, here = _ARM_AT[side]
        shoulder = self.origins[upper_arm]
        wrist = _within(shoulder, wrist, ARM, _FOLDED_ARM)
        elbow, upper, lower = bent_limb(shoulder, wrist, pole, (UPPER_ARM, FOREARM), -1.0)
        self.frames[upper_arm], self.frames[forearm], self.frames[here] = upper, lower, hand
        self.origins[forearm], self.origins[here] = elbow, wrist

    def relax_wrist(self, side: str) -> None:
        """The hand no farther back against the forearm than a wrist goes."""
        here = INDEX[f"hand_{side}"]
        fore, hand = self.frames[INDEX[f"forearm_{side}"]], self.frames[here]
        swing, twist = swing_twist(hand.T @ fore)
        bent = OUT[side] * float(swing[0])
        within = min(max(bent, _WRIST[0]), _WRIST[1])
        aside = min(max(float(swing[1]), _ASIDE[0]), _ASIDE[1])
        turned = OUT[side] * min(max(OUT[side] * twist, _FOREARM[0]), _FOREARM[1])
        if within != bent or turned != twist or aside != swing[1]:
            held = turn_by(np.radians(vector(OUT[side] * within, aside, 0.0)))
            self.frames[here] = fore @ (held @ about_z(turned)).T

    def bend_ankle(self, side: str, ankle: Array, share: float) -> None:
        """A foot turned by `share` to where it is against its shin in `ankle` (3, 3)."""
        foot, toes = INDEX[f"foot_{side}"], INDEX[f"toes_{side}"]
        before = self.frames[foot].copy()
        self.frames[foot] = slerp(before, self.frames[INDEX[f"shin_{side}"]] @ ankle, share)
        self.frames[toes] = self.frames[foot] @ before.T @ self.frames[toes]
        self.origins[toes] = self.origins[foot] + self.frames[foot] @ BALL

    def relax_ankle(self, side: str) -> None:
        """A foot that bears nothing, turned no farther against its shin than an ankle goes."""
        foot, toes = INDEX[f"foot_{side}"], INDEX[f"toes_{side}"]
        shin = self.frames[INDEX[f"shin_{side}"]]
        before = self.frames[foot].copy()
        swing, twist = swing_twist(shin.T @ before)
        out = OUT[side]
        bent = [-float(swing[1]), -out * float(swing[0]), out * twist]
        within = [min(max(a, low), high) for a, (low, high) in zip(bent, _ANKLE, strict=True)]
        if within == bent:
            return
        held = turn_by(np.radians(vector(-out * within[1], -within[0], 0.0)))
        self.frames[foot] = shin @ held @ about_z(out * within[2])
        self.frames[toes] = self.frames[foot] @ before.T @ self.frames[toes]
        self.origins[toes] = self.origins[foot] + self.frames[foot] @ BALL

    def arm_above_floor(self, side: str) -> None:
        """The arm turned up at the shoulder where it would be under the floor."""
        if not self._is_clear(_ARM_AT[side], _ARM_REACHES_M, _DEEPEST):
            self._above_floor(_ARM[side], _ARM_AT[side])

    def leg_above_floor(self, side: str) -> None:
        """The leg turned up at the hip where it would be under the floor."""
        if not self._is_clear(_LEG_AT[side], _LEG_REACHES_M, _DEEPEST):
            self._above_floor(_LEG[side], _LEG_AT[side])

    def foot_is_clear(self, side: str, height: float) -> bool:
        """Whether all of a foot is surely higher than a height: to look at each of its vertices
        takes longer than all else of a leg."""
        return body_of().at_least(self.pose(), _FOOT[side]) > height

    def _is_clear(self, bones: Sequence[int], reaches: tuple[float, float], height: float) -> bool:
        """Whether a limb is so far up that all of it is higher than a height: to look at each of
        its vertices takes longer than all else of an arm."""
        first, middle, end = (float(self.origins[bone, 2]) for bone in bones[:3])
        return min(first, middle) - reaches[0] > height and end - reaches[1] > height

    def _above_floor(self, parts: Sequence[str], at: Sequence[int]) -> None:
        bones = list(at)
        for _ in range(_TURNED_UP):
            low = body_of().lowest_vertex(self.pose(), parts).astype(np.float64)
            if low[2] > _DEEPEST:
                return
            root = self.origins[bones[0]].copy()
            turn = sinking(root, low)
            self.frames[bones] = turn @ self.frames[bones]
            self.origins[bones] = root + (self.origins[bones] - root) @ turn.T

    def carry_arm(self, side: str, other: Pose) -> None:
        """The arm as another pose has it, seen from its shoulder."""
        self.mix_arm(side, other, 1.0)

    def mix_arm(self, side: str, other: Pose, share: float) -> None:
        """The arm turned part of the way to that of another pose of the same trunk."""
        parent, root = self.frames[INDEX["thorax"]], self.origins[INDEX[f"upper_arm_{side}"]].copy()
        before, after = parent, other.frame("thorax")
        frame = parent
        for bone, reach in (("upper_arm", UPPER_ARM), ("forearm", FOREARM), ("hand", 0.0)):
            here = INDEX[f"{bone}_{side}"]
            own, its = self.frames[here].copy(), other.frames[here]
            frame = frame @ slerp(before.T @ own, after.T @ its, share)
            before, after = own, its
            self.put(f"{bone}_{side}", frame, root)
            root = root - frame[:, 2] * reach

    def pose(self) -> Pose:
        base = self.base
        return Pose(
            self.frames,
            self.origins,
            base.spine_frames,
            base.spine_points,
            base.hands,
            base.breath,
            base.sway,
        )


def dorsiflexion(parts: Parts | Pose, side: str) -> float:
    """Degrees by which a foot is bent up against its shin."""
    _, shin, foot, _ = _LEG_AT[side]
    x, z = _ahead_and_up(parts.frames[shin], parts.frames[foot, :, 0])
    return degrees(atan2(z, x))


def hip_flexion(pose: Pose, side: str) -> float:
    """Degrees by which a thigh is before the pelvis, below 0 where it is behind."""
    thigh, *_ = _LEG_AT[side]
    x, z = _ahead_and_up(pose.frames[0], pose.frames[thigh, :, 2])
    return degrees(atan2(-x, z))


def _ahead_and_up(frame: Array, way: Array) -> tuple[float, float]:
    """How far a way (3,) goes along the x and the z axis of a frame."""
    (ax, _, az), (bx, _, bz), (cx, _, cz) = frame.tolist()
    a, b, c = way.tolist()
    return ax * a + bx * b + cx * c, az * a + bz * b + cz * c


def _within(root: Array, end: Array, whole: float, folded: float) -> Array:
    rx, ry, rz = root.tolist()
    ex, ey, ez = end.tolist()
    x, y, z = ex - rx, ey - ry, ez - rz
    far = hypot(x, y, z)
    share = min(max(far, folded), whole * _REACH) / max(far, 1e-9)
    return vector(rx + x * share, ry + y * share, rz + z * share)


def knee_pole(pose: Pose, side: str) -> Array:
    """Which way a pose's knee points (3,), a unit vector across the leg."""
    return _pole(pose, f"thigh_{side}", f"shin_{side}", f"foot_{side}", 1.0)


def elbow_pole(pose: Pose, side: str) -> Array:
    return _pole(pose, f"upper_arm_{side}", f"forearm_{side}", f"hand_{side}", -1.0)


def _pole(pose: Pose, upper: str, lower: str, end: str, forward: float) -> Array:
    root, middle, tip = (pose.origin(bone) for bone in (upper, lower, end))
    along = unit(tip - root)
    bent = across(middle - root, along)
    if length(bent) > 0.02:
        return unit(bent)
    return unit(across(forward * pose.frame(upper)[:, 0], along))


def lowest_of(pose: Pose, parts: Sequence[str]) -> float:
    """The height of the lowest vertex of some parts of the body."""
    return body_of().lowest(pose, parts)


def tilted(pose: Pose, turn: Array) -> Pose:
    """The pose turned about its pelvis by a vector (3,) in radians."""
    rotation, pivot = turn_by(turn), pose.origins[0]
    return replace(
        pose,
        frames=rotation @ pose.frames,
        origins=pivot + (pose.origins - pivot) @ rotation.T,
        spine_frames=rotation @ pose.spine_frames,
        spine_points=pivot + (pose.spine_points - pivot) @ rotation.T,
    )
