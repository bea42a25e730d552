"""From channels and contacts to a pose: contacts are held, resting parts lie on the floor.

The order is that of the dependence: feet on the floor fix the height of the pelvis, the pelvis the
trunk, then legs, then arms (a hand may hold a leg or the head). Parts that rest are settled one
after the other down the tree, each by the joint that carries it, on the real surface of the body.
"""

from __future__ import annotations

from dataclasses import replace
from math import degrees
from typing import Final

import numpy as np

from mobility_timer.figure.motion.model import Channels, Contact, Motion
from mobility_timer.figure.skeleton.bones import (
    HEEL,
    HIP_HALF_WIDTH,
    HIP_HEIGHT,
    SIDES,
    Pose,
)
from mobility_timer.figure.skeleton.rotation import (
    IDENTITY,
    Array,
    about,
    cross,
    length,
    slerp,
    unit,
    vector,
)
from mobility_timer.figure.solving import limbs
from mobility_timer.figure.solving.contacts import hold_contacts, rest_height
from mobility_timer.figure.solving.draft import PoseDraft, resting_parts
from mobility_timer.figure.solving.hands import cradling, hand_place, hand_shape
from mobility_timer.figure.solving.limbs import Leg
from mobility_timer.figure.solving.trunk import pelvis_frame, trunk

_DOWN: Final = vector(0.0, 0.0, -1.0)
_KNEE_RADIUS: Final = 0.046
_LAND: Final = 0.12
"""The share of a rep in which a hand comes to its contact, or leaves it; longer into a hold."""

_LEVER: Final = {"lumbar": 0.005, "neck": 0.0025}
"""About how many metres a degree raises what lies on the floor."""


class Solver:
    """Poses of one motion at one phase."""

    def __init__(self, motion: Motion, channels: Channels, phase: float, breath: float) -> None:
        self._motion = motion
        self._channels = channels
        self._phase = phase
        self._figure = PoseDraft(breath=breath)
        self._sunk: dict[str, Array] = {}
        self._resting = {
            contact.part: height
            for contact in motion.contacts
            if (height := rest_height(contact, motion)) is not None
        }

    def solve(self) -> Pose:
        self._pelvis = pelvis_frame(self._channels, self._motion.stance)
        get = self._channels.get
        self._origin = vector(
            get("pelvis.x", 0.0), get("pelvis.y", 0.0), get("pelvis.z", HIP_HEIGHT)
        )
        self._raise_pelvis()
        self._bend_trunk()
        if "pelvis" in self._resting:
            self._settle_pelvis()
        else:
            self._put_legs()
        for part, group in (("chest", "lumbar"), ("head", "neck")):
            if part in self._resting:
                self._settle_bend(part, group)
        for side in SIDES:
            self._place_arm(side)
            if f"arm_{side}" in self._resting:
                self._settle_arm(side)
        return self._figure.pose()

    def _hip(self, side: str) -> Array:
        offset = vector(0.0, limbs.OUT[side] * HIP_HALF_WIDTH, 0.0)
        return np.asarray(self._origin + self._pelvis @ offset)

    def _raise_pelvis(self) -> None:
        """Give the pelvis the height that a straight or a kneeling leg demands."""
        for side in SIDES:
            if self._motion.straightens(side):
                ankle = limbs.foot_place(self._channels, side).ankle
                self._origin[2] += limbs.straight_rise(self._hip(side), ankle)
        kneeling = [side for side in SIDES if self._on_floor(f"knee_{side}")]
        if kneeling:
            rises = [limbs.kneeling_rise(self._hip(s), self._knee_spot(s)) for s in kneeling]
            self._origin[2] += sum(rises) / len(rises)

    def _on_floor(self, part: str) -> Contact | None:
        return next((c for c in self._motion.contacts if c.part == part and c.on == "floor"), None)

    def _knee_spot(self, side: str) -> Array:
        get = self._channels.get
        return vector(get(f"knee_{side}.x", 0.0), get(f"knee_{side}.y", 0.0), _KNEE_RADIUS)

    def _put_legs(self, *, roughly: bool = False) -> None:
        for side in SIDES:
            self._figure.put_leg(side, self._leg(side, roughly=roughly))

    def _bend_trunk(self) -> None:
        self._trunk = trunk(self._channels, self._pelvis, self._origin)
        self._figure.put_trunk(self._trunk)

    def _leg(self, side: str, *, roughly: bool) -> Leg:
        channels, hip = self._channels, self._hip(side)
        if self._on_floor(f"knee_{side}"):
            return self._kneel(side, hip)
        if self._on_floor(f"heel_{side}"):
            return limbs.heel_leg(channels, side, hip) if roughly else self._pivot(side, hip)
        if f"foot_{side}.x" in channels:
            place = limbs.foot_place(channels, side)
            return limbs.placed_leg(channels, side, hip, place)
        leg = limbs.forward_leg(channels, side, hip, self._pelvis)
        return self._lying_leg(side, leg) if f"leg_{side}" in self._resting else leg

    def _kneel(self, side: str, hip: Array) -> Leg:
        channels, pitch = dict(self._channels), f"foot_{side}.pitch"
        leg = limbs.kneeling_leg(channels, side, hip, self._knee_spot(side))
        for _ in range(3):
            self._figure.put_leg(side, leg)
            low = self._figure.lowest(resting_parts(f"foot_{side}", ""))
            lever = length((low - leg.knee) * vector(1.0, 1.0, 0.0))
            channels[pitch] = channels.get(pitch, 0.0) - degrees(low[2] / max(lever, 0.1))
            leg = limbs.kneeling_leg(channels, side, hip, self._knee_spot(side))
        return leg

    def _pivot(self, side: str, hip: Array) -> Leg:
        """A leg on its heel; the foot tips and the heel rises until no edge is under the floor."""
        channels, height = dict(self._channels), f"foot_{side}.z"
        tip: Array = IDENTITY
        for _ in range(4):
            leg = limbs.heel_leg(channels, side, hip)
            heel = leg.ankle + leg.foot @ HEEL
            foot = tip @ leg.foot
            leg = replace(leg, ankle=heel - foot @ HEEL, foot=foot, toes=tip @ leg.toes)
            self._figure.put_leg(side, leg)
            low = self._figure.lowest(resting_parts(f"heel_{side}", ""))
            if abs(low[2]) < 5e-4:
                break
            arm = (low - heel) * vector(1.0, 1.0, 0.0)
            if length(arm) > 0.10 and low[2] < 0.0:
                tip = about(unit(cross(arm, -_DOWN)), degrees(-low[2] / length(arm))) @ tip
            else:
                channels[height] = channels.get(height, 0.0) - float(low[2])
        return leg

    def _settle_pelvis(self) -> None:
        """Down to the floor, at first with the feet placed roughly, then as they are."""
        for roughly in (True, True, False, False):
            self._put_legs(roughly=roughly)
            low = self._figure.height(resting_parts("pelvis", ""))
            if abs(low) < 1e-3:
                if not roughly:
                    return
                continue
            self._lower_trunk(low)
        self._put_legs()

    def _lower_trunk(self, by: float) -> None:
        self._trunk = self._trunk.moved(vector(0.0, 0.0, -by))
        self._origin = self._trunk.origin
        self._figure.put_trunk(self._trunk)

    def _settle_bend(self, part: str, group: str) -> None:
        """Bend the spine, the way that raises it most, until a part of the trunk lies right."""
        parts = resting_parts(part, self._motion.stance)
        under = self._motion.stance.partition("_")[2] if part == "chest" else ""
        below = self._pelvis if group == "lumbar" else self._trunk.chest
        raises = below[2, :2] / max(float(np.hypot(*below[2, :2])), 1e-6)
        start = [self._channels.get(f"{group}.{name}", 0.0) for name in ("flex", "side")]
        slope = _LEVER[group]
        bend, gap = 0.0, self._gap(part, parts, under)
        for _ in range(8):
            if abs(gap) < 5e-4:
                break
            step = float(np.clip(-gap / slope, -12.0, 12.0))
            bend += step
            self._channels[f"{group}.flex"] = start[0] + bend * float(raises[0])
            self._channels[f"{group}.side"] = start[1] + bend * float(raises[1])
            self._bend_trunk()
            before, gap = gap, self._gap(part, parts, under)
            if abs(step) > 1e-3 and (gap - before) / step > 1e-4:
                slope = (gap - before) / step

    def _gap(self, part: str, parts: tuple[str, ...], under: str) -> float:
        """How high a part is above what it rests on; the arm underneath goes with the chest."""
        if under:
            self._place_arm(under)
        return self._figure.height(parts) - self._resting[part]

    def _lying_leg(self, side: str, leg: Leg) -> Leg:
        leg = limbs.turned_leg(leg, self._sunk.get(side, IDENTITY))
        for _ in range(5):
            self._figure.put_leg(side, leg)
            low = self._figure.lowest(resting_parts(f"leg_{side}", ""))
            if abs(low[2]) < 5e-4:
                break
            variant = sinking(leg.hip, low)
            self._sunk[side] = variant @ self._sunk.get(side, IDENTITY)
            leg = limbs.turned_leg(leg, variant)
        return leg

    def _settle_arm(self, side: str) -> None:
        arm = limbs.forward_arm(self._channels, side, self._trunk.chest, self._trunk.shoulder_line)
        for _ in range(4):
            self._figure.put_arm(side, arm)
            low = self._figure.lowest(resting_parts(f"arm_{side}", ""))
            if abs(low[2]) < 5e-4:
                break
            arm = limbs.turned_arm(arm, sinking(arm.shoulder, low))
        self._figure.put_arm(side, arm)

    def _place_arm(self, side: str) -> None:
        chest, line = self._trunk.chest, self._trunk.shoulder_line
        channels, figure = self._channels, self._figure
        contact, weight = self._hand_contact(side)
        curl = channels.get(f"hand_{side}.curl")
        figure.hands[side] = hand_shape(contact if weight > 0.5 else None, curl)
        free = None
        if contact is None or weight < 1.0:
            free = limbs.forward_arm(channels, side, chest, line)
        if contact is None:
            assert free is not None
            figure.put_arm(side, free)
            return
        place = hand_place(contact, channels, side, figure, self._motion.wall)
        wrist, hand = place.wrist, place.hand
        if free is not None:
            wrist = free.wrist + (wrist - free.wrist) * weight
            hand = slerp(free.hand, hand, weight)
        pole = unit(self._elbow_pole(side, contact))
        if free is not None:
            pole = pole * weight - free.upper[:, 0] * (1.0 - weight)
        arm = limbs.arm_to_wrist(channels, side, chest, line, wrist, hand, pole)
        if contact.on == "head" and free is None:
            arm = replace(
                arm, hand=cradling(arm, figure.frame("head"), figure.origin("head"), side)
            )
        figure.put_arm(side, arm)

    def _elbow_pole(self, side: str, contact: Contact) -> Array:
        get, name = self._channels.get, f"elbow_{side}"
        usual = (-0.35, limbs.OUT[side] * 0.55, -0.9)
        pole = vector(*(get(f"{name}.{axis}", v) for axis, v in zip("xyz", usual, strict=True)))
        return pole if contact.pole == "world" else np.asarray(self._trunk.chest @ pole)

    def _hand_contact(self, side: str) -> tuple[Contact | None, float]:
        """The contact of a hand and how far it has come to it, 0..1."""
        best: tuple[Contact | None, float] = (None, 0.0)
        for contact in self._motion.contacts:
            if contact.part != f"palm_{side}":
                continue
            away = min(self._away(span) for span in contact.spans)
            share = max(0.0, 1.0 - away / (3.0 * _LAND if self._motion.hold else _LAND))
            weight = share * share * (3.0 - 2.0 * share)
            if weight > best[1]:
                best = (contact, weight)
        return best

    def _away(self, span: tuple[float, float]) -> float:
        """How far the phase is outside a span, round the end of the rep unless it is a hold."""
        start, end = span
        phases = (
            (self._phase,)
            if self._motion.hold
            else (self._phase - 1.0, self._phase, self._phase + 1.0)
        )
        return min(max(start - phase, phase - end, 0.0) for phase in phases)


def sinking(root: Array, low: Array) -> Array:
    """The turn about `root` that brings a limb's lowest point to the floor."""
    arm = (low - root) * vector(1.0, 1.0, 0.0)
    lever = max(length(arm), 0.15)
    return about(unit(cross(arm, _DOWN)), degrees(np.arctan2(low[2], lever)))


def solve(
    motion: Motion, phase: float, variant: str | None, amplitude: float, breath: float
) -> Pose:
    """The authored side's pose."""
    channels = motion.channels(phase, variant, amplitude)
    hold_contacts(motion, channels, phase, variant, amplitude)
    if breath:
        _breathe(channels, breath)
    return Solver(motion, channels, phase, breath).solve()


def _breathe(channels: Channels, breath: float) -> None:
    for name, amount in (
        ("chest.flex", -1.6),
        ("lumbar.flex", 0.4),
        ("neck.flex", 0.9),
        ("scapula_left.up", 0.5),
        ("scapula_right.up", 0.5),
    ):
        channels[name] = channels.get(name, 0.0) + amount * breath
