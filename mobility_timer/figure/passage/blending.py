"""Part of the way between two poses, joint by joint; nothing is held in place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mobility_timer.figure.skeleton.bones import (
    BONES,
    INDEX,
    PARENTS,
    SIDES,
    SPINE_SAMPLES,
    HandShape,
    Pose,
)
from mobility_timer.figure.skeleton.rotation import (
    Array,
    about_y,
    about_z,
    exp,
    log,
    slerp,
)

_ARM: Final = {side: (f"upper_arm_{side}", f"forearm_{side}", f"hand_{side}") for side in SIDES}
_ROUNDED: Final = 2.0
_HIPS_TWIST: Final = 0.4
"""How much of the shoulders' turn against the hips the hips take."""
_ALONG_SPINE: Final = np.linspace(0.0, 1.0, len(SPINE_SAMPLES))
_THORAX: Final = INDEX["thorax"]
_ARMS_AT: Final = tuple(np.array([INDEX[bone] for bone in _ARM[side]]) for side in SIDES)
_PARENT_OF: Final = np.array([INDEX[PARENTS.get(bone, BONES[0])] for bone in BONES])


def _generations() -> list[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Bones that hang on one that does not hang on the pelvis itself, and those that they hang on:
    first those whose parents do, then those that hang on the first ones, and so on."""
    found = []
    placed = {BONES[0], *(bone for bone, parent in PARENTS.items() if parent == BONES[0])}
    while len(placed) < len(BONES):
        bones = [bone for bone in BONES if bone not in placed and PARENTS[bone] in placed]
        here, parents = [INDEX[bone] for bone in bones], [INDEX[PARENTS[bone]] for bone in bones]
        found.append((np.array(here), np.array(parents)))
        placed.update(bones)
    return found


_GENERATIONS: Final = _generations()
_NOWHERE: Final = np.zeros((len(BONES), 4, 4))
_NOWHERE[0] = np.eye(4)
_NOWHERE[:, 3, 3] = 1.0


@dataclass(frozen=True)
class Shares:
    """How far each part has come, 0..1. An arm's share 0..1 leads to the middle pose, 1..2 on."""

    body: float
    arms: tuple[float, float]
    heading: float
    """Degrees that the body has turned since the first pose."""
    curl: float = 0.0
    """Degrees by which the pelvis is rolled back under a rounded spine."""
    twist: float = 0.0
    """Degrees to the left by which the shoulders are turned against the hips."""


@dataclass(frozen=True, eq=False)
class _Turns:
    """How each bone (n) lies on its parent at the start, (n, 3, 3) and (n, 3), and by how much it
    turns (n, 3) in radians and moves (n, 3) until the end."""

    frames: Array
    origins: Array
    turns: Array
    moves: Array

    @classmethod
    def between(cls, a: Pose, b: Pose) -> _Turns:
        frames, origins = _on_parents(a)
        last_frames, last_origins = _on_parents(b)
        pairs = zip(frames, last_frames, strict=True)
        turns = np.array([log(start.T @ end) for start, end in pairs])
        return cls(frames, origins, turns, last_origins - origins)

    def with_arm(self, index: int, other: _Turns) -> _Turns:
        """The same with one arm as in another."""
        mine = [each.copy() for each in (self.frames, self.origins, self.turns, self.moves)]
        theirs = (other.frames, other.origins, other.turns, other.moves)
        for each, new in zip(mine, theirs, strict=True):
            each[_ARMS_AT[index]] = new[_ARMS_AT[index]]
        return _Turns(*mine)


def _on_parents(pose: Pose) -> tuple[Array, Array]:
    across = pose.frames[_PARENT_OF].transpose(0, 2, 1)
    apart = pose.origins - pose.origins[_PARENT_OF]
    return across @ pose.frames, np.einsum("nij,nj->ni", across, apart)


@dataclass(frozen=True, eq=False)
class BlendedBody:
    """A pose as it is seen from its pelvis, and how the pelvis is turned (3, 3) in the world while
    it is rolled back by `curl` degrees and not leant."""

    seen: Pose
    upright: Array
    curl: float

    def leant(self, lean: float) -> Pose:
        """The pose with the trunk leant forward by degrees, and with its hip line at nought, from
        where it is to be moved."""
        seen, turn = self.seen, self.upright @ about_y(lean - self.curl)
        return Pose(
            turn @ seen.frames,
            seen.origins @ turn.T,
            turn @ seen.spine_frames,
            seen.spine_points @ turn.T,
            seen.hands,
            seen.breath,
        )


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

    @cached_property
    def _gaps(self) -> Array:
        """The distances between the points of the spine."""
        return np.asarray(np.linalg.norm(np.diff(self.first.spine_points, axis=0), axis=1))

    @cached_property
    def _turns(self) -> dict[tuple[bool, bool], _Turns]:
        """By whether the left and the right arm are past those of `middle`."""
        whole = _Turns.between(self.first, self.last)
        there = _Turns.between(self.first, self.middle)
        back = _Turns.between(self.middle, self.last)
        halves = {False: there, True: back}
        return {
            (left, right): whole.with_arm(0, halves[left]).with_arm(1, halves[right])
            for left in halves
            for right in halves
        }

    @cached_property
    def _home(self) -> Array:
        """The last frame of the pelvis before it turns."""
        return np.asarray(about_z(-self.turn) @ self.last.frames[0])

    def at(self, shares: Shares) -> BlendedBody:
        """The body, to be placed: only its pelvis is yet to be put somewhere."""
        first, share = self.first, shares.body
        turns = self._turns[shares.arms[0] > 1.0, shares.arms[1] > 1.0]
        count = len(turns.frames)
        every = np.full((count, 1), share)
        for bones, arm in zip(_ARMS_AT, shares.arms, strict=True):
            every[bones] = arm if arm <= 1.0 else arm - 1.0
        turned = exp(np.concatenate([turns.turns * every, self._bends(shares)]))
        spine_frames = turned[count:]
        spine_points = self._along(spine_frames)
        places = _NOWHERE.copy()
        places[1:, :3, :3] = (turns.frames @ turned[:count])[1:]
        places[1:, :3, 3] = (turns.origins + turns.moves * every)[1:]
        places[_THORAX, :3, :3], places[_THORAX, :3, 3] = spine_frames[-1], spine_points[-1]
        for those, parents in _GENERATIONS:
            places[those] = places[parents] @ places[those]
        hands = (self._hand(0, shares), self._hand(1, shares))
        breath = first.breath + (self.last.breath - first.breath) * share
        upright = about_z(shares.heading - _HIPS_TWIST * shares.twist) @ slerp(
            first.frames[0], self._home, share
        )
        frames, origins = places[:, :3, :3].copy(), places[:, :3, 3].copy()
        seen = Pose(frames, origins, spine_frames, spine_points, hands, breath)
        return BlendedBody(seen, upright, shares.curl)

    def _bends(self, shares: Shares) -> Array:
        """How the points of the spine are turned against the pelvis (n, 3), in radians."""
        first, last = self._spines
        bends = first + (last - first) * shares.body
        if shares.curl:
            bends[:, 1] += np.radians(_ROUNDED * shares.curl) * _ALONG_SPINE
        if shares.twist:
            bends[:, 2] += np.radians(shares.twist) * _ALONG_SPINE
        return bends

    def _along(self, frames: Array) -> Array:
        """The points of the spine (n, 3) up from the hip line."""
        ways = frames[:-1, :, 2] + frames[1:, :, 2]
        steps = ways * (self._gaps / np.linalg.norm(ways, axis=1))[:, None]
        points = np.zeros((len(frames), 3))
        np.cumsum(steps, axis=0, out=points[1:])
        return points

    def _hand(self, index: int, shares: Shares) -> HandShape:
        share = shares.arms[index]
        a, b = (self.first, self.middle) if share <= 1.0 else (self.middle, self.last)
        share = share if share <= 1.0 else share - 1.0
        before, after = a.hands[index], b.hands[index]
        kind = before.kind if share < 0.5 else after.kind
        return HandShape(kind, before.curl + (after.curl - before.curl) * share)


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
