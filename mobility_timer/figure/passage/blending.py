"""Part of the way between two poses, joint by joint; nothing is held in place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np

from mobility_timer.figure.skeleton.bones import BONES, INDEX, PARENTS, SIDES, HandShape, Pose
from mobility_timer.figure.skeleton.rotation import Array, about_y, about_z, exp, log, slerp

_ARM: Final = {side: (f"upper_arm_{side}", f"forearm_{side}", f"hand_{side}") for side in SIDES}
_ROUNDED: Final = 2.0
_OF_ARMS: Final = frozenset(bone for bones in _ARM.values() for bone in bones)


@dataclass(frozen=True)
class Shares:
    """How far each part has come, 0..1. An arm's share 0..1 leads to the middle pose, 1..2 on."""

    body: float
    arms: tuple[float, float]
    heading: float
    """Degrees that the body has turned since the first pose."""
    curl: float = 0.0
    """Degrees by which the pelvis is rolled back under a rounded spine."""


@dataclass(frozen=True, eq=False)
class Blend:
    """From `first` to `last`, the body turned by `turn` degrees on the way, the arms by way of
    those of `middle`."""

    first: Pose
    last: Pose
    middle: Pose
    turn: float

    @cached_property
    def _spines(self) -> tuple[Array, Array]:
        return tuple(
            np.array([log(pose.frames[0].T @ frame) for frame in pose.spine_frames])
            for pose in (self.first, self.last)
        )  # type: ignore[return-value]

    def at(self, shares: Shares, pelvis: Array, lean: float = 0.0) -> Pose:
        """The pose whose hip line is at `pelvis` (3,), the trunk leant forward by degrees."""
        first, last, share = self.first, self.last, shares.body
        frames, origins = np.empty_like(first.frames), np.empty_like(first.origins)
        home = about_z(-self.turn) @ last.frames[0]
        frames[0] = (
            about_z(shares.heading)
            @ slerp(first.frames[0], home, share)
            @ about_y(lean - shares.curl)
        )
        origins[0] = pelvis
        spine_frames, spine_points = self._spine(frames[0], pelvis, share, shares.curl)
        for bone in BONES[1:]:
            if bone == "thorax":
                frames[INDEX[bone]], origins[INDEX[bone]] = spine_frames[-1], spine_points[-1]
            elif bone in _OF_ARMS:
                arm = shares.arms[SIDES.index("left" if bone.endswith("left") else "right")]
                if arm <= 1.0:
                    _place(bone, self.first, self.middle, arm, frames, origins)
                else:
                    _place(bone, self.middle, self.last, arm - 1.0, frames, origins)
            else:
                _place(bone, first, last, share, frames, origins)
        hands = (self._hand(0, shares), self._hand(1, shares))
        breath = first.breath + (last.breath - first.breath) * share
        return Pose(frames, origins, spine_frames, spine_points, hands, breath)

    def _spine(
        self, pelvis: Array, origin: Array, share: float, curl: float
    ) -> tuple[Array, Array]:
        bends = self._spines[0] + (self._spines[1] - self._spines[0]) * share
        bends[:, 1] += np.radians(_ROUNDED * curl) * np.linspace(0.0, 1.0, len(bends))
        frames = pelvis @ exp(bends)
        gaps = np.linalg.norm(np.diff(self.first.spine_points, axis=0), axis=1)
        up = frames[:-1, :, 2] + frames[1:, :, 2]
        steps = up * (gaps / np.linalg.norm(up, axis=1))[:, None]
        points = origin + np.concatenate([np.zeros((1, 3)), np.cumsum(steps, axis=0)])
        return frames, points

    def _hand(self, index: int, shares: Shares) -> HandShape:
        share = shares.arms[index]
        a, b = (self.first, self.middle) if share <= 1.0 else (self.middle, self.last)
        share = share if share <= 1.0 else share - 1.0
        before, after = a.hands[index], b.hands[index]
        kind = before.kind if share < 0.5 else after.kind
        return HandShape(kind, before.curl + (after.curl - before.curl) * share)


def _place(bone: str, a: Pose, b: Pose, share: float, frames: Array, origins: Array) -> None:
    here, parent = INDEX[bone], INDEX[PARENTS[bone]]
    turns = [pose.frames[parent].T @ pose.frames[here] for pose in (a, b)]
    places = [
        pose.frames[parent].T @ (pose.origins[here] - pose.origins[parent]) for pose in (a, b)
    ]
    frames[here] = frames[parent] @ slerp(turns[0], turns[1], share)
    origins[here] = origins[parent] + frames[parent] @ (places[0] + (places[1] - places[0]) * share)


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
