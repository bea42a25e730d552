"""A pose with the arm of another."""

from __future__ import annotations

from dataclasses import replace

from mobility_timer.figure.skeleton.bones import INDEX, SIDES, Pose


def with_arm_of(pose: Pose, other: Pose, side: str) -> Pose:
    """`pose` with the arm that `other` has on a side, as it hangs on the chest."""
    frames, origins = pose.frames.copy(), pose.origins.copy()
    turn = pose.frame("thorax") @ other.frame("thorax").T
    for bone in ("upper_arm", "forearm", "hand"):
        here = INDEX[f"{bone}_{side}"]
        frames[here] = turn @ other.frames[here]
        origins[here] = pose.origin("thorax") + turn @ (
            other.origins[here] - other.origin("thorax")
        )
    hands = list(pose.hands)
    hands[SIDES.index(side)] = other.hand(side)
    return replace(pose, frames=frames, origins=origins, hands=(hands[0], hands[1]))
