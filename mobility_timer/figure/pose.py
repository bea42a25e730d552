"""From a motion and a phase to a pose.

The types live in `skeleton`, so that `body` and the solver below this module can import them there.
"""

from mobility_timer.figure.skeleton import HandShape, Pose, mirrored, rest_pose

__all__ = ["HandShape", "Pose", "mirrored", "rest_pose"]
