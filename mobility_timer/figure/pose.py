"""From a motion and a phase to a pose, and from one pose to another.

The types live in `skeleton`, so that `body` and the solver below this module can import them there.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from mobility_timer.figure.body import PARTS, posed_vertices
from mobility_timer.figure.motion import Motion
from mobility_timer.figure.rotation import Array, exp, log, slerp
from mobility_timer.figure.skeleton import (
    BONES,
    INDEX,
    PARENTS,
    HandShape,
    Pose,
    mirrored,
    rest_pose,
)
from mobility_timer.figure.solver import solve
from mobility_timer.routine.model import Side

__all__ = ["HandShape", "Pose", "between", "mirrored", "pose_at", "rest_pose"]


def pose_at(
    motion: Motion,
    phase: float,
    side: Side | None = None,
    turn: str | None = None,
    amplitude: float = 1.0,
    breath: float = 0.0,
) -> Pose:
    """The figure at `phase` 0..1 of a rep, or of the way into a hold.

    `side` is the working side (None: as authored), `turn` one of the motion's turns, `amplitude`
    0..1 the share of the full range, `breath` 0..1 how far the chest is filled.
    """
    authored = motion.authored_turn(side, turn)
    if authored is not None and authored in motion.turns and motion.turns[authored].reverse:
        phase = 1.0 - phase
    pose = solve(motion, phase, authored, amplitude, breath)
    return mirrored(pose) if motion.reflects(side) else pose


_OUTSIDE: Final = tuple(
    name
    for name in PARTS
    if name.partition("_")[0] in ("pelvis", "top", "shorts", "hair", "knot", "leg", "sole", "arm")
    or name.startswith(("palm", "middle", "shoe"))
)


def between(pose_a: Pose, pose_b: Pose, share: float) -> Pose:
    """The pose on the way from one to another, share 0..1.

    Joints turn the short way, bones keep their lengths, and the lowest point stays on the floor
    from stand to sit to lie.
    """
    if share <= 0.0:
        return pose_a
    if share >= 1.0:
        return pose_b
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
    pose = Pose(
        frames,
        origins,
        spine_frames,
        spine_points,
        (
            _shape_between(pose_a.hands[0], pose_b.hands[0], share),
            _shape_between(pose_a.hands[1], pose_b.hands[1], share),
        ),
        pose_a.breath + (pose_b.breath - pose_a.breath) * share,
    )
    lowest = float(posed_vertices(pose, _OUTSIDE)[:, 2].min())
    return pose.moved(np.array((0.0, 0.0, -lowest)))


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
