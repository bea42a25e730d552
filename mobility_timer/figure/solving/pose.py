"""From a motion and a phase to a pose, and from one pose to another.

The types live in `skeleton`, so that `body` and the solver below this module can import them there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

import numpy as np

from mobility_timer.figure.body.mesh import posed_vertices
from mobility_timer.figure.motion.model import Camera, Motion
from mobility_timer.figure.skeleton.bones import (
    BONES,
    INDEX,
    PARENTS,
    SIDES,
    HandShape,
    Pose,
    mirrored,
    rest_pose,
)
from mobility_timer.figure.skeleton.rotation import Array, about, exp, log, slerp
from mobility_timer.figure.solving.solver import sinking, solve
from mobility_timer.routine import Side

__all__ = ["HandShape", "Pose", "between", "mirrored", "pose_at", "rest_pose"]


def pose_at(
    motion: Motion,
    phase: float,
    side: Side | None = None,
    variant: str | None = None,
    amplitude: float = 1.0,
    breath: float = 0.0,
) -> Pose:
    """The figure at `phase` 0..1 of a rep, or of the way into a hold.

    `side` is the working side (None: as authored), `turn` one of the motion's turns, `amplitude`
    0..1 the share of the full range, `breath` 0..1 how far the chest is filled.
    """
    authored = motion.authored_variant(side, variant)
    if authored is not None and authored in motion.variants and motion.variants[authored].reverse:
        phase = 1.0 - phase
    pose = solve(motion, phase, authored, amplitude, breath)
    return mirrored(pose) if motion.reflects(side) else pose


_TRUNK: Final = ("pelvis", "top", "shorts_left", "shorts_right", "head", "hair", "knot")
_LIMBS: Final = {
    f"thigh_{side}": (f"leg_{side}", f"shoe_{side}", f"sole_{side}") for side in SIDES
} | {f"upper_arm_{side}": (f"arm_{side}", f"palm_{side}", f"middle_{side}") for side in SIDES}
_OUTSIDE: Final = (*_TRUNK, *(part for parts in _LIMBS.values() for part in parts))


def _chain(root: str) -> list[int]:
    """A bone and all that hang on it, as indices of `BONES`."""
    chain = [root]
    chain += [bone for bone in BONES if PARENTS.get(bone) in chain]
    while len(grown := [b for b in BONES if b in chain or PARENTS.get(b) in chain]) > len(chain):
        chain = grown
    return [INDEX[bone] for bone in chain]


_CHAINS: Final = {root: _chain(root) for root in _LIMBS}
_LEGS: Final = {
    f"{bone}_{side}": _chain(f"{bone}_{side}")
    for bone in ("thigh", "shin", "foot")
    for side in SIDES
}
_UPRIGHT: Final = 0.6
_DEEPEST: Final = 60.0
_SEATED: Final = 0.30
_KNEELING: Final = 0.62
"""Metres from the floor to the pelvis: at most so much when it sits, when it kneels."""


def between(pose_a: Pose, pose_b: Pose, share: float) -> Pose:
    """The pose on the way from one to another, share 0..1.

    Joints turn the short way, bones keep their lengths, and the lowest point stays on the floor.
    Between upright and lying the way leads through sitting, the arms in front; from kneeling to
    kneeling or sitting it stays low.
    """
    if share <= 0.0:
        return pose_a
    if share >= 1.0:
        return pose_b
    if _lies(pose_a) != _lies(pose_b):
        return _by_way_of(_on_seat(_amid(_sitting(), pose_a, pose_b)), pose_a, pose_b, share)
    heights = sorted((float(pose_a.origins[0][2]), float(pose_b.origins[0][2])))
    if heights[0] < _SEATED <= heights[1] < _KNEELING:
        squat = _moved_to(_amid(_squatting(), pose_a, pose_b), _OUTSIDE)
        return _by_way_of(squat, pose_a, pose_b, share)
    return _blend(pose_a, pose_b, share)


def _amid(pose: Pose, pose_a: Pose, pose_b: Pose) -> Pose:
    return pose.moved((pose_a.origins[0] + pose_b.origins[0]) / 2.0 - pose.origins[0])


def _by_way_of(middle: Pose, pose_a: Pose, pose_b: Pose, share: float) -> Pose:
    if share <= 0.5:
        return _blend(pose_a, middle, share * 2.0)
    return _blend(middle, pose_b, share * 2.0 - 1.0)


def _lies(pose: Pose) -> bool:
    return bool(pose.frames[0][2, 2] < _UPRIGHT)


@lru_cache(maxsize=1)
def _sitting() -> Pose:
    """On the seat, knees up, the arms in front where the floor is not in their way."""
    trunk = {"pelvis.tilt": -18.0, "chest.flex": 14.0, "neck.flex": 4.0}
    return _posed(trunk, {"hip.flex": 100.0, "knee.flex": 96.0})


@lru_cache(maxsize=1)
def _squatting() -> Pose:
    """Low between the heels, so that a leg can come from behind to the front under the trunk."""
    trunk = {"pelvis.tilt": 22.0, "chest.flex": 8.0, "neck.flex": -12.0}
    return _posed(trunk, {"hip.flex": 116.0, "knee.flex": 122.0, "ankle.dorsi": 22.0})


def _posed(trunk: dict[str, float], legs: dict[str, float]) -> Pose:
    """A pose that is the same on both sides, the arms in front."""
    limbs = {
        "hip.abduct": 10.0,
        "shoulder.flex": 44.0,
        "shoulder.abduct": 8.0,
        "elbow.flex": 30.0,
        **legs,
    }
    channels = dict(trunk)
    for side in SIDES:
        for channel, degrees in limbs.items():
            channels[channel.replace(".", f"_{side}.")] = degrees
    camera = Camera(0.0, 0.0, (0.0, 0.0, 0.0), 1.0)
    return solve(Motion("between", None, camera, {}, channels, {}), 0.0, None, 1.0, 0.0)


def _moved_to(pose: Pose, parts: Sequence[str]) -> Pose:
    """Down, or up, until the lowest point of these parts is on the floor."""
    lowest = float(posed_vertices(pose, parts)[:, 2].min())
    frames = pose.frames.copy()
    return replace(pose.moved(np.array((0.0, 0.0, -lowest))), frames=frames)


def _on_seat(pose: Pose) -> Pose:
    """The trunk down on the floor, and limbs that would be under it turned up at their roots."""
    return _limbs_up(_moved_to(pose, _TRUNK))


def _crouching(pose: Pose) -> Pose:
    """The pelvis about where it is, and legs that would be under the floor bent."""
    for side in SIDES:
        if not _under(pose, side):
            continue
        low, high = 0.0, _DEEPEST
        while high - low > 0.5:
            middle = (low + high) / 2.0
            low, high = (middle, high) if _under(_bent(pose, side, middle), side) else (low, middle)
        pose = _bent(pose, side, high)
    return _moved_to(_limbs_up(pose), _OUTSIDE)


def _under(pose: Pose, side: str) -> bool:
    return float(posed_vertices(pose, _LIMBS[f"thigh_{side}"])[:, 2].min()) < -1e-3


def _bent(pose: Pose, side: str, degrees: float) -> Pose:
    """The hip bent by so much more, the knee by twice as much, the foot as it was in space."""
    frames, origins = pose.frames.copy(), pose.origins.copy()
    axis = pose.frame(f"thigh_{side}")[:, 1]
    for bone, turned in (("thigh", -degrees), ("shin", 2.0 * degrees), ("foot", -degrees)):
        chain = _LEGS[f"{bone}_{side}"]
        variant, root = about(axis, turned), origins[chain[0]].copy()
        frames[chain] = variant @ frames[chain]
        origins[chain] = root + (origins[chain] - root) @ variant.T
    return replace(pose, frames=frames, origins=origins)


def _limbs_up(pose: Pose) -> Pose:
    for root, bones in _CHAINS.items():
        for _ in range(3):
            vertices = posed_vertices(pose, _LIMBS[root])
            low = vertices[int(np.argmin(vertices[:, 2]))].astype(np.float64)
            if low[2] > -1e-3:
                break
            centre = pose.origins[bones[0]].copy()
            variant = sinking(centre, low)
            pose.frames[bones] = variant @ pose.frames[bones]
            pose.origins[bones] = centre + (pose.origins[bones] - centre) @ variant.T
    return pose


def _blend(pose_a: Pose, pose_b: Pose, share: float) -> Pose:
    frames, origins = np.empty_like(pose_a.frames), np.empty_like(pose_a.origins)
    frames[0] = slerp(pose_a.frames[0], pose_b.frames[0], share)
    origins[0] = _mix(pose_a.origins[0], pose_b.origins[0], share)
    spine_frames, spine_points = _spine_between(pose_a, pose_b, frames[0], origins[0], share)
    for bone in BONES[1:]:
        here, parent = INDEX[bone], INDEX[PARENTS[bone]]
        if bone == "thorax":
            frames[here], origins[here] = spine_frames[-1], spine_points[-1]
            continue
        local = [pose.frames[parent].T @ pose.frames[here] for pose in (pose_a, pose_b)]
        place = [
            pose.frames[parent].T @ (pose.origins[here] - pose.origins[parent])
            for pose in (pose_a, pose_b)
        ]
        frames[here] = frames[parent] @ slerp(local[0], local[1], share)
        origins[here] = origins[parent] + frames[parent] @ _mix(place[0], place[1], share)
    hands = (
        _shape_between(pose_a.hands[0], pose_b.hands[0], share),
        _shape_between(pose_a.hands[1], pose_b.hands[1], share),
    )
    breath = pose_a.breath + (pose_b.breath - pose_a.breath) * share
    pose = Pose(frames, origins, spine_frames, spine_points, hands, breath)
    highest = max(pose_a.origins[0][2], pose_b.origins[0][2])
    if highest < _SEATED:
        return _on_seat(pose)
    return _crouching(pose) if highest < _KNEELING else _moved_to(pose, _OUTSIDE)


def _mix(a: Array, b: Array, share: float) -> Array:
    return a + (b - a) * share


def _shape_between(a: HandShape, b: HandShape, share: float) -> HandShape:
    kind = a.kind if share < 0.5 else b.kind
    return HandShape(kind, a.curl + (b.curl - a.curl) * share)


def _spine_between(
    pose_a: Pose, pose_b: Pose, pelvis: Array, origin: Array, share: float
) -> tuple[Array, Array]:
    """The spine's samples, bent part of the way, its lengths kept."""
    frames = np.empty_like(pose_a.spine_frames)
    points = np.empty_like(pose_a.spine_points)
    frames[0], points[0] = pelvis, origin
    for i in range(1, len(frames)):
        bends = [log(pose.frames[0].T @ pose.spine_frames[i]) for pose in (pose_a, pose_b)]
        frames[i] = pelvis @ exp(_mix(bends[0], bends[1], share))
        gap = float(np.linalg.norm(pose_a.spine_points[i] - pose_a.spine_points[i - 1]))
        up = frames[i - 1][:, 2] + frames[i][:, 2]
        points[i] = points[i - 1] + up * (gap / float(np.linalg.norm(up)))
    return frames, points
