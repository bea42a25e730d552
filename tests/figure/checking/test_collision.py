from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility_timer.figure.checking.collision import _nearest, depths
from mobility_timer.figure.skeleton.bones import INDEX, rest_pose
from mobility_timer.figure.skeleton.rotation import vector


def test_nothing_overlaps_at_rest() -> None:
    assert depths(rest_pose())[0][0] < 0.0


def test_a_shin_in_the_other_one_is_found() -> None:
    pose = rest_pose()
    shift = pose.joint("hip_left") - pose.joint("hip_right")
    for bone in ("thigh", "shin", "foot", "toes"):
        pose.origins[INDEX[f"{bone}_right"]] += shift
    depth, first, second = depths(pose)[0]
    assert depth > 0.05
    assert {first.split()[1], second.split()[1]} == {"left", "right"}


def test_an_arm_in_the_chest_is_found() -> None:
    pose = rest_pose()
    for bone in ("forearm", "hand"):
        pose.origins[INDEX[f"{bone}_left"]] = pose.joint("thorax") - vector(0.0, 0.0, 0.1)
    assert depths(pose)[0][0] > 0.05


points = st.lists(st.floats(-1.0, 1.0), min_size=12, max_size=12)


@given(points)
def test_the_nearest_points_are_the_nearest(values: list[float]) -> None:
    p, p_end, q, q_end = np.array(values).reshape(4, 1, 3)
    if min(np.linalg.norm(p_end - p), np.linalg.norm(q_end - q)) < 0.05:
        return
    found = _nearest(p, p_end, q, q_end)[2][0]
    shares = np.linspace(0.0, 1.0, 21)
    a = p + (p_end - p) * shares[:, None]
    b = q + (q_end - q) * shares[:, None]
    sampled = np.linalg.norm(a[:, None] - b[None], axis=2).min()
    assert found <= sampled + 1e-9
    assert found >= sampled - 0.13


def test_parallel_segments_have_a_distance() -> None:
    zero, one = np.zeros((1, 3)), np.array([[0.0, 0.0, 1.0]])
    side = np.array([[0.2, 0.0, 0.0]])
    assert _nearest(zero, one, side, one + side)[2][0] == pytest.approx(0.2)
