"""A hand's way from its hold to its next one, and how it steadies the body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import hypot
from typing import Final

from mobility_timer.figure.passage.ends import EndPoses
from mobility_timer.figure.passage.feet import between_times
from mobility_timer.figure.skeleton.bones import ARM, Pose
from mobility_timer.figure.skeleton.rotation import Array

_REACH: Final = 0.985
"""The share of the arm's length up to which a hand holds on without drawing the body nearer."""
_LETS_GO_S: Final = 0.4
Times = tuple[float, float]


@dataclass(frozen=True)
class HandPath:
    """How a hand goes: it leaves its hold between two times and comes to its next one between two
    others. `held` are whether it has a hold in the world at the beginning and at the end."""

    leaves: Times
    arrives: Times
    held: tuple[bool, bool] = (False, False)
    direct: bool = False
    """Whether it goes from one hold to the other without hanging down in between."""

    def share(self, seconds: float) -> float:
        """0..1 to the hanging arm, 1..2 on to the last pose."""
        if self.direct:
            return 1.0 + between_times(seconds, self.leaves[0], self.arrives[1])
        return between_times(seconds, *self.leaves) + between_times(seconds, *self.arrives)

    def steadies(self, seconds: float) -> Iterator[Times]:
        """Between which times of a passage of so many `seconds` it holds on to the world."""
        if self.direct and all(self.held):
            yield 0.0, seconds
        elif self.held[0]:
            yield 0.0, self.leaves[0]
        if self.held[1]:
            yield self.arrives[1], seconds

    def grips(self, first: Array, last: Array, seconds: float) -> Iterator[tuple[Array, float]]:
        """Where (3,) the wrist holds on, and how firmly, 0..1; `first` and `last` are its holds."""
        if self.direct and all(self.held):
            yield first + (last - first) * (self.share(seconds) - 1.0), 1.0
            return
        if self.held[0]:
            yield first, 1.0 - between_times(seconds, self.leaves[0], self.leaves[0] + _LETS_GO_S)
        if self.held[1]:
            yield last, between_times(seconds, self.arrives[1] - _LETS_GO_S, self.arrives[1])


def grips(
    hands: Mapping[str, HandPath], ends: EndPoses, seconds: float
) -> list[tuple[str, Array, float]]:
    """What holds on: the upper arm, where (3,) its wrist is, and how firmly, 0..1."""
    return [
        (f"upper_arm_{side}", wrist, share)
        for side, path in hands.items()
        for wrist, share in path.grips(
            ends.first.origin(f"hand_{side}"), ends.last.origin(f"hand_{side}"), seconds
        )
    ]


def pulled(pose: Pose, holds: Iterable[tuple[str, Array, float]]) -> tuple[float, float]:
    """By how much the body must come nearer for its hands to reach what they hold."""
    along_x = along_y = 0.0
    pulling = 0
    for upper_arm, wrist, share in holds:
        x, y, z = (wrist - pose.origin(upper_arm)).tolist()
        far = hypot(x, y, z)
        over = far - _REACH * ARM
        if over > 0.0:
            along_x += share * over * x / far
            along_y += share * over * y / far
            pulling += 1
    return along_x / max(1, pulling), along_y / max(1, pulling)
