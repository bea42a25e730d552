"""The ground passes under the figure that walks, seamlessly from rep to rep."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QImage, QPainter

from mobility_timer.drawing.scene.room.passing import joints, paint_passing
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.figure.motion.model import Camera, Motion
from tests.drawing.conftest import motion_named


@pytest.fixture
def walk() -> Motion:
    return motion_named("short-walk")


def painted(spec: SceneSpec, phase: float) -> NDArray[Any]:
    image = QImage(*spec.pixels, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    paint_passing(painter, spec, phase)
    painter.end()
    return np.frombuffer(image.constBits(), np.uint8).reshape(*spec.pixels[::-1], 4).copy()


def test_what_was_ahead_comes_nearer_and_a_rep_ends_as_it_began(walk: Motion) -> None:
    first, later = joints(walk, 0.0), joints(walk, 0.1)
    assert [a - b for a, b in zip(first, later, strict=True)] == pytest.approx(
        [0.1 * walk.travels] * len(first)
    )
    assert joints(walk, 1.0) == pytest.approx(first)


def test_a_drill_on_the_spot_has_still_ground(walk: Motion, spec: SceneSpec) -> None:
    stays = replace(walk, travels=0.0)
    assert joints(stays, 0.3) == ()
    assert not painted(replace(spec, motion=stays), 0.3).any()


@pytest.mark.parametrize("azimuth", [-66.0, 0.0, -90.0, 120.0])
def test_the_floor_shows_it_from_each_side(walk: Motion, spec: SceneSpec, azimuth: float) -> None:
    camera: Camera = replace(walk.camera, azimuth=azimuth)
    seen = replace(spec, motion=replace(walk, camera=camera), width=160, height=160)
    early, late = painted(seen, 0.0), painted(seen, 0.2)
    assert early.any()
    assert (early != late).any()
    assert not early[:80].any()  # the wall stands still
