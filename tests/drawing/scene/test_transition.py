from dataclasses import replace

import numpy as np
import pytest

from mobility_timer.drawing.raster.projection import Projection
from mobility_timer.drawing.scene.scene import Scene
from mobility_timer.drawing.scene.transition import (
    Transition,
    TransitionScene,
    camera_between,
    whole,
)
from mobility_timer.figure.body.mesh import posed_vertices
from mobility_timer.figure.motion.model import Camera
from mobility_timer.figure.skeleton.bones import rest_pose
from mobility_timer.routine.model import Side

HERE = Camera(170.0, 10.0, (0.0, 0.0, 1.0), 2.0)
THERE = Camera(-150.0, 30.0, (1.0, 0.0, 0.0), 1.0)


def test_camera_variants_the_short_way_round():
    halfway = camera_between(HERE, THERE, 0.5)
    assert halfway.azimuth == pytest.approx(190.0)
    assert (halfway.elevation, halfway.target, halfway.span) == (20.0, (0.5, 0.0, 0.5), 1.5)
    assert camera_between(HERE, THERE, 0.0) == HERE


def test_it_ends_where_the_next_shot_begins(spec, matrix):
    after = replace(spec, motion=matrix, side=Side.LEFT, variant="left")
    transition = Transition(spec, 0.2, after, 0.0)
    sprite, place = TransitionScene(transition, Scene(spec), Scene(after)).figure(1.0)
    expected, _ = Scene(after).figure(0.0)
    assert place is None
    np.testing.assert_array_equal(sprite.pixels, expected.pixels)


def test_the_lens_draws_back_from_a_figure_that_stands_up():
    standing = rest_pose()
    kneeling = Projection(Camera(-66.0, 10.0, (0.0, 0.0, 0.58), 1.8), 400, 400)
    seen = whole(standing, kneeling).project(posed_vertices(standing))[:, :2]
    assert seen.min() >= 0.0
    assert seen.max() <= 400.0
    far = Projection(Camera(-66.0, 10.0, (0.0, 0.0, 0.9), 2.4), 400, 400)
    assert whole(standing, far) is far
