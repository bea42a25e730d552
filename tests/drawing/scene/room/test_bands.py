import numpy as np
import pytest
from numpy.typing import NDArray

from mobility_timer.drawing.palette import PALETTES
from mobility_timer.drawing.scene.room.bands import bands
from mobility_timer.figure.motion.props import Band
from mobility_timer.figure.skeleton.bones import rest_pose

PALETTE = PALETTES["light"]


def path(band: Band) -> NDArray[np.float64]:
    (solid,) = bands([band], rest_pose(), PALETTE)
    rings = solid.vertices.reshape(-1, 10, 3)
    return np.asarray(rings.mean(axis=1))


def test_a_band_goes_from_its_anchor_round_the_front_of_the_ankle() -> None:
    pose, anchor = rest_pose(), (-1.0, -0.09, 0.1)
    loop = path(Band(anchor, "ankle_right"))
    ankle = pose.joint("ankle_right")
    assert loop[:, 0].min() == pytest.approx(-1.0, abs=0.02)
    assert 0.04 < loop[:, 0].max() - ankle[0] < 0.08
    beside = np.abs(loop[:, 0] - ankle[0]) < 0.02
    assert {-1.0, 1.0} == set(np.sign(loop[beside, 1] - ankle[1]))


def test_a_band_between_two_feet_goes_round_both() -> None:
    pose = rest_pose()
    loop = path(Band("ball_left", "ball_right"))
    assert loop[:, 1].max() > pose.joint("ball_left")[1] + 0.03
    assert loop[:, 1].min() < pose.joint("ball_right")[1] - 0.03
    assert np.allclose(loop[0], loop[-1])
    middle = loop[np.abs(loop[:, 1]) < 0.05]
    assert middle[:, 2].max() - middle[:, 2].min() > 0.05


def test_a_pose_without_bands_has_none() -> None:
    assert bands([], rest_pose(), PALETTE) == []
