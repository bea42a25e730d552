"""From a motion and a phase to a pose.

The types live in `skeleton`, so that `body` and the solver below this module can import them there.
"""

from __future__ import annotations

from mobility_timer.figure.motion.model import Motion
from mobility_timer.figure.skeleton.bones import HandShape, Pose, mirrored, rest_pose
from mobility_timer.figure.solving.solver import solve
from mobility_timer.routine import Side

__all__ = ["HandShape", "Pose", "mirrored", "pose_at", "rest_pose"]


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
