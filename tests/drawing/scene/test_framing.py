from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from mobility_timer import files
from mobility_timer.drawing.raster.projection import Projection
from mobility_timer.drawing.scene.framing import framed
from mobility_timer.figure import body_of, pose_at
from mobility_timer.figure.motion.model import Camera, Motion
from mobility_timer.figure.motion.props import Mat
from tests.drawing.conftest import motion_named

MAT = Mat((-0.8, 0.8), (-0.4, 0.4))


def seen(camera: Camera) -> NDArray[Any]:
    corners = np.array([(x, y, 0.0) for x in MAT.x for y in MAT.y])
    return Projection(camera, 400, 400).project(corners)[:, 0]


def test_without_a_mat_nothing_changes() -> None:
    camera = Camera(30.0, 20.0, (0.1, 0.2, 0.3), 2.0)
    assert framed(camera, (), 400, 400) is camera


def test_a_mat_that_fits_stays_where_it_is() -> None:
    camera = Camera(30.0, 20.0, (0.0, 0.0, 0.3), 2.4)
    assert framed(camera, (MAT,), 400, 400).target == pytest.approx(camera.target, abs=1e-6)
    assert framed(camera, (MAT,), 400, 400).span == camera.span


@given(azimuth=st.floats(-180, 180), sideways=st.floats(-0.5, 0.5), span=st.floats(1.75, 2.4))
def test_afterwards_the_whole_mat_is_in_the_picture(
    azimuth: float, sideways: float, span: float
) -> None:
    right = Projection(Camera(azimuth, 25.0, (0.0, 0.0, 0.0), 1.0), 2, 2).axes[0] * sideways
    camera = Camera(azimuth, 25.0, (float(right[0]), float(right[1]), 0.0), span)
    across = seen(framed(camera, (MAT,), 400, 400))
    assert across.min() >= -1.5
    assert across.max() <= 401.5


def test_it_goes_back_no_farther_than_a_little() -> None:
    near = framed(Camera(90.0, 25.0, (0.0, 0.0, 0.0), 0.8), (MAT,), 400, 400)
    assert near.span == pytest.approx(0.8 * 1.12)


ON_A_MAT = [
    name
    for name in sorted(path.stem for path in (files.assets() / "motions").glob("*.yaml"))
    if any(isinstance(prop, Mat) for prop in motion_named(name).props)
]


def framing_faults(motion: Motion) -> list[str]:
    """What is wrong with how a drill on a mat lies in its picture, the mat and the body alone."""
    variant = next(iter(motion.variants), None)
    mats = [prop for prop in motion.props if isinstance(prop, Mat)]
    projection = Projection(framed(motion.camera, mats, 480, 480), 480, 480)
    corners = np.array([(x, y, 0.0) for mat in mats for x in mat.x for y in mat.y])
    poses = [pose_at(motion, phase / 4, motion.side, variant) for phase in range(5)]
    bodies = np.concatenate([body_of().vertices(pose)[::5] for pose in poses])
    body = projection.project(bodies)[:, :2] / 480
    both = np.concatenate([body, projection.project(corners)[:, :2] / 480])
    low, high = both.min(axis=0), both.max(axis=0)
    holds = {
        "out of the picture": bool((low >= 0.0).all() and (high <= 1.0).all()),
        "small": bool((high - low).max() > 0.88),
        "flat": float(np.ptp(body[:, 1])) >= 0.44,
        "off the middle": abs(float(low[1] + high[1]) / 2 - 0.5) <= 0.07,
    }
    return [fault for fault, ok in holds.items() if not ok]


@pytest.mark.parametrize("name", ON_A_MAT)
def test_a_drill_on_the_floor_fills_the_picture_and_lies_in_its_middle(name: str) -> None:
    assert framing_faults(motion_named(name)) == []


@pytest.mark.parametrize(
    ("name", "once"),
    [
        ("knee-to-chest", Camera(-70.0, 22.0, (0.02, 0.0, 0.22), 2.12)),
        ("glute-bridges", Camera(-54.0, 22.0, (-0.07, -0.06, 0.13), 1.78)),
        ("glute-bridges", Camera(-72.0, 16.0, (-0.145, 0.0, 0.24), 1.85)),
        ("windscreen-wipers", Camera(-35.0, 27.0, (-0.12, 0.0, 0.20), 1.85)),
    ],
)
def test_cameras_that_left_half_of_the_picture_empty_would_fail(name: str, once: Camera) -> None:
    assert "flat" in framing_faults(replace(motion_named(name), camera=once))
