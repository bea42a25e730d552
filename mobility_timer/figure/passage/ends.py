"""What the two ends of a passage tell of the way between them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from mobility_timer.figure.passage.placing import (
    dorsiflexion,
    hip_flexion,
    knee_pole,
    lowest_of,
    spot_of,
)
from mobility_timer.figure.skeleton.bones import SIDES, Pose
from mobility_timer.figure.skeleton.rotation import Array, about_z, length

_BENT: Final = 34.0
"""Degrees of dorsiflexion from which the heel begins to rise."""
KNEE: Final = 0.11
_LEVEL: Final = 0.9
_LIES: Final = 0.03
_UPRIGHT: Final = 0.5
_SAME_M: Final = 0.03
SEAT: Final = ("pelvis", "shorts_left", "shorts_right")
BACK: Final = ("top", "sleeve_left", "sleeve_right")
TRUNK: Final = (*SEAT, "top", "head", "hair", "knot", "sleeve_left", "sleeve_right")


@dataclass(frozen=True, eq=False)
class EndPoses:
    """The poses `first` and `last`."""

    first: Pose
    last: Pose

    @cached_property
    def poles(self) -> dict[str, tuple[Array, Array]]:
        """Which way the knees point, seen from their feet."""
        return self._at_both(
            lambda pose, side: about_z(-spot_of(pose, side).heading) @ knee_pole(pose, side)
        )

    @cached_property
    def depths(self) -> tuple[float, float]:
        """How the trunk lies on the floor at either end: a cushion or skin gives a little."""
        first, last = (min(0.0, lowest_of(pose, TRUNK)) for pose in (self.first, self.last))
        return first, last

    @cached_property
    def lying(self) -> tuple[tuple[float, float], tuple[float, float]] | None:
        """How high seat and back lie at either end; None where the trunk is upright at one."""
        low = [(lowest_of(pose, SEAT), lowest_of(pose, BACK)) for pose in (self.first, self.last)]
        return (low[0], low[1]) if max(max(heights) for heights in low) < _LIES else None

    @cached_property
    def kneeling(self) -> frozenset[str]:
        ends = (self.first, self.last)
        return frozenset(
            side for side in SIDES if all(pose.joint(f"knee_{side}")[2] < KNEE for pose in ends)
        )

    @cached_property
    def knees_stay(self) -> dict[str, Array]:
        """The knees that kneel on the same place at both ends, and where (3,)."""
        places = {
            side: (self.first.joint(f"knee_{side}"), self.last.joint(f"knee_{side}"))
            for side in self.kneeling
        }
        return {side: a for side, (a, b) in places.items() if length(a - b) < _SAME_M}

    @cached_property
    def unfolding(self) -> frozenset[str]:
        """The legs that lie folded on the floor at one end, and elsewhere at the other, under a
        trunk that is upright."""
        ends = (self.first, self.last)
        if min(float(pose.frames[0][2, 2]) for pose in ends) < _UPRIGHT:
            return frozenset()
        folded = {s for s in SIDES if any(pose.joint(f"knee_{s}")[2] < KNEE for pose in ends)}
        return frozenset(folded - set(self.knees_stay))

    @cached_property
    def hip_poles(self) -> dict[str, tuple[Array, Array]]:
        """Which way the knees point, seen from the pelvis."""
        return self._at_both(lambda pose, side: pose.frame("pelvis").T @ knee_pole(pose, side))

    @cached_property
    def bent(self) -> dict[str, float]:
        """From how many degrees of dorsiflexion on a heel rises."""
        return {
            side: max(_BENT, *(dorsiflexion(pose, side) for pose in (self.first, self.last)))
            for side in SIDES
        }

    @cached_property
    def stretched(self) -> dict[str, tuple[float, float]]:
        """How far the thighs are behind the pelvis at either end, degrees."""
        return {
            side: (-hip_flexion(self.first, side), -hip_flexion(self.last, side)) for side in SIDES
        }

    @cached_property
    def ankles(self) -> dict[str, tuple[Array, Array]]:
        return self._at_both(
            lambda pose, side: pose.frame(f"shin_{side}").T @ pose.frame(f"foot_{side}")
        )

    def _at_both(self, of: Callable[[Pose, str], Array]) -> dict[str, tuple[Array, Array]]:
        """What each side has at the first end and at the last."""
        return {side: (of(self.first, side), of(self.last, side)) for side in SIDES}

    @cached_property
    def flat(self) -> frozenset[str]:
        """The feet that stand on their soles at both ends."""
        ends = (self.first, self.last)
        return frozenset(s for s in SIDES if all(p.frame(f"foot_{s}")[2, 2] > _LEVEL for p in ends))
