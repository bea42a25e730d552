"""The body near the floor: the trunk on it or above it, the legs bent to knees and feet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import pi, sin
from typing import Final

from mobility_timer.figure.passage.ends import BACK, SEAT, TRUNK, EndPoses
from mobility_timer.figure.passage.feet import FootPath, smooth
from mobility_timer.figure.passage.placing import (
    Parts,
    Spot,
    dorsiflexion,
    knee_pole,
    lowest_of,
    spot_of,
    tilted,
)
from mobility_timer.figure.skeleton.bones import SIDES, Pose
from mobility_timer.figure.skeleton.rotation import Array, cross, slerp, unit, vector
from mobility_timer.figure.solving.limbs import kneeling_rise

_SUNK: Final = -0.004
_POINTED: Final = -49.0
"""Degrees of dorsiflexion below which the toes of a foot on the floor rise."""
_UNFOLDS_M: Final = 0.03
_LAID_ROUNDS: Final = 2
_BACK_FROM_SEAT_M: Final = 0.45


@dataclass(frozen=True, eq=False)
class NearFloor:
    """`rests` is whether the trunk lies on the floor all the time."""

    ends: EndPoses
    feet: Mapping[str, FootPath]
    rests: bool

    def pose(self, pose: Pose, spots: Mapping[str, Spot], share: float, seconds: float) -> Pose:
        """The trunk on the floor or above it, the legs bent to their feet."""
        pose = self._trunk_down(pose, share)
        parts = Parts.of(pose)
        for side in SIDES:
            if side in self.ends.unfolding:
                self._unfold(parts, side, seconds)
                continue
            first, last = self.ends.hip_poles[side]
            pole = pose.frame("pelvis") @ unit(first + (last - first) * share)
            parts.leg(side, spots[side], pole)
            if side in self.ends.kneeling:
                parts.knee_down(side, pole)
                if self.feet[side].moves(seconds):
                    raise_foot(parts, side, spots[side], pole)
                    parts.knee_down(side, pole)
                continue
            spot = spots[side]
            pointed = _POINTED - dorsiflexion(parts, side)
            if side in self.ends.flat and pointed > 0.0:
                spot = spot.pitched(pointed)
                parts.leg(side, spot, pole)
            self._turn_foot(parts, side, seconds)
            for _ in range(2):
                spot = raise_foot(parts, side, spot, pole)
                self._turn_foot(parts, side, seconds)
                if self.feet[side].moves(seconds):
                    parts.relax_ankle(side)
        return parts.pose()

    def _trunk_down(self, pose: Pose, share: float) -> Pose:
        """As high as knees that stay demand, else on the floor or above it; where it lies at both
        ends, with seat and back on it."""
        if self.ends.knees_stay and self.ends.lying is None:
            rises = [
                kneeling_rise(pose.origin(f"thigh_{side}"), knee)
                for side, knee in self.ends.knees_stay.items()
            ]
            return pose.moved(vector(0.0, 0.0, max(rises)))
        if self.ends.lying is None:
            lain, lies = self.ends.depths
            deep = lowest_of(pose, TRUNK) - (lain + (lies - lain) * share)
            return pose.moved(vector(0.0, 0.0, -deep)) if self.rests or deep < 0.0 else pose
        (seat, back), (last_seat, last_back) = self.ends.lying
        for _ in range(_LAID_ROUNDS):
            high = lowest_of(pose, SEAT) - (seat + (last_seat - seat) * share)
            tilt = lowest_of(pose, BACK) - (back + (last_back - back) * share) - high
            along = pose.origin("neck") - pose.origins[0]
            axis = unit(cross(along, vector(0.0, 0.0, 1.0)))
            pose = pose.moved(vector(0.0, 0.0, -high))
            pose = tilted(pose, axis * (-tilt / _BACK_FROM_SEAT_M))
        return pose

    def _unfold(self, parts: Parts, side: str, seconds: float) -> None:
        """A leg turned at hip and knee from how it lies folded, or to it, above the floor."""
        parts.leg_above_floor(side)
        share = self.feet[side].share(seconds)
        lift = _UNFOLDS_M * sin(pi * share)
        pose = parts.pose()
        high = lift - lowest_of(pose, (f"sole_{side}", f"shoe_{side}"))
        if 0.0 < share < 1.0 and high > 0.0:
            parts.leg(side, spot_of(pose, side).moved(0.0, 0.0, high), knee_pole(pose, side))
            parts.relax_ankle(side)
            parts.leg_above_floor(side)

    def _turn_foot(self, parts: Parts, side: str, seconds: float) -> None:
        """A foot on its way near the floor, turned with its shin."""
        share = self.feet[side].share(seconds)
        if 0.0 < share < 1.0 and side not in self.ends.flat:
            first, last = self.ends.ankles[side]
            parts.bend_ankle(
                side, slerp(first, last, smooth(share)), smooth(min(1.0, 6 * share * (1 - share)))
            )


def raise_foot(parts: Parts, side: str, spot: Spot, pole: Array) -> Spot:
    """A foot that goes, raised out of the floor; where it is then."""
    if parts.foot_is_clear(side, _SUNK):
        return spot
    under = lowest_of(parts.pose(), (f"sole_{side}", f"shoe_{side}")) - _SUNK
    if under < 0.0:
        spot = spot.moved(0.0, 0.0, -under)
        parts.leg(side, spot, pole)
    return spot
