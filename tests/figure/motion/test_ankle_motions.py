"""What the ankle drills promise beyond the checks of every motion."""

import numpy as np
import pytest

from mobility_timer import files
from mobility_timer.figure.body.mesh import posed_vertices
from mobility_timer.figure.motion.mirrored import props_for
from mobility_timer.figure.motion.model import Motion, motion_phase
from mobility_timer.figure.motion.props import Wall
from mobility_timer.figure.skeleton.joint_limits import angles
from mobility_timer.figure.solving.pose import pose_at
from mobility_timer.library.motion.reader import read_motion
from mobility_timer.routine.model import Side


def motion(id: str) -> Motion:
    return read_motion((files.assets() / "motions" / f"{id}.yaml").read_text("utf-8"), id)


@pytest.mark.parametrize("side", list(Side))
def test_the_knee_taps_the_wall_and_only_in_the_pause(side: Side) -> None:
    tap = motion("knee-to-wall")
    (wall,) = (prop for prop in props_for(tap, side) if isinstance(prop, Wall))

    def gap(phase_name: str, share: float) -> float:
        pose = pose_at(tap, motion_phase(tap, phase_name, share), side)
        return wall.at - float(posed_vertices(pose, (f"leg_{side.value}",))[:, 0].max())

    assert [gap("pause", share) for share in (0.0, 0.5, 1.0)] == pytest.approx([0.0] * 3, abs=3e-3)
    assert gap("forward", 0.0) > 0.1
    assert gap("return", 1.0) > 0.1


def test_only_the_foot_circles() -> None:
    circles = motion("ankle-circles")
    poses = [pose_at(circles, phase) for phase in (0.0, 0.25, 0.5, 0.75)]
    for joint in ("knee_right", "ankle_right"):
        assert np.ptp([pose.joint(joint) for pose in poses], axis=0).max() < 1e-6


def test_the_first_circle_goes_up_out_down_and_in() -> None:
    circles = motion("ankle-circles")
    up, out, down, inwards = (
        pose_at(circles, phase, Side.RIGHT, "outward").joint("toe_right")
        for phase in (0.0, 0.25, 0.5, 0.75)
    )
    assert up[2] > max(out[2], inwards[2]) > min(out[2], inwards[2]) > down[2]
    assert out[1] < min(up[1], down[1]) < max(up[1], down[1]) < inwards[1]


@pytest.mark.parametrize("id", ["dorsiflexion-rocks", "band-dorsiflexion", "knee-to-wall"])
def test_the_rocks_bend_the_ankle_well_over_the_toes(id: str) -> None:
    rocks = motion(id)
    pose = pose_at(rocks, motion_phase(rocks, "pause", 0.5))
    assert 27.0 < angles(pose)["ankle dorsiflexion", "right"] < 42.0


def test_balancing_the_knee_is_soft_and_the_other_foot_is_at_mid_shin() -> None:
    pose = pose_at(motion("single-leg-balance"), 1.0)
    assert 8.0 < angles(pose)["knee flexion", "right"] < 25.0
    middle = (pose.joint("knee_right")[2] + pose.joint("ankle_right")[2]) / 2.0
    assert pose.joint("ankle_left")[2] == pytest.approx(middle, abs=0.05)
    assert pose.joint("hip_left")[2] == pytest.approx(pose.joint("hip_right")[2], abs=0.005)


@pytest.mark.parametrize("variant", ["straight", "left", "right"])
def test_the_matrix_takes_the_shin_over_the_foot_and_is_no_knee_lift(variant: str) -> None:
    matrix = motion("ankle-matrix")
    back, through = (pose_at(matrix, phase, Side.RIGHT, variant) for phase in (0.0, 0.5))
    forward, _, up = through.joint("knee_left") - back.joint("knee_left")
    assert forward > 1.8 * up
    bent = [angles(pose)["ankle dorsiflexion", "right"] for pose in (back, through)]
    assert bent[1] - bent[0] > 6.0
    assert bent[1] < 30.0
