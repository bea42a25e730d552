from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from mobility_timer import files
from mobility_timer.drawing.frames.packed import pack
from mobility_timer.drawing.scene.room.props import rolled
from mobility_timer.drawing.scene.scene import Scene
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.figure.motion.model import Motion
from mobility_timer.figure.motion.props import Ball, Band, Chair, Step
from mobility_timer.figure.solving.pose import pose_at
from mobility_timer.routine.model import Side
from tests.drawing.conftest import motion_named


def alpha(scene: Scene, phase: float = 0.0) -> NDArray[Any]:
    """The whole picture's opacity (height, width)."""
    sprite, _ = scene.figure(phase)
    found = np.zeros((scene.projection.height, scene.projection.width), np.uint8)
    rows, columns = sprite.pixels.shape[:2]
    found[sprite.top : sprite.top + rows, sprite.left : sprite.left + columns] = sprite.pixels[
        ..., 3
    ]
    return found


def solid(picture: NDArray[Any]) -> NDArray[Any]:
    return picture > 250


def overlap(a: NDArray[Any], b: NDArray[Any]) -> float:
    """Intersection over union of two silhouettes."""
    return (a & b).sum() / (a | b).sum()


@pytest.mark.parametrize("phase", [0.0, 0.3, 0.6])
def test_left_is_the_mirror_of_right(spec: SceneSpec, phase: float) -> None:
    right = solid(alpha(Scene(spec), phase))
    left = solid(alpha(Scene(replace(spec, side=Side.LEFT)), phase))
    assert overlap(right, left[:, ::-1]) > 0.98
    assert right.sum() > 400


def test_a_frame_is_the_picture_packed(spec: SceneSpec) -> None:
    traced = replace(spec, motion=replace(spec.motion, trace="ankle_right"))
    for each in (spec, traced):
        frame, packed = Scene(each).frame(0.3), pack(*Scene(each).figure(0.3))
        assert (frame.box, frame.packed, frame.place) == (packed.box, packed.packed, packed.place)


MOTIONS = sorted(path.stem for path in (files.assets() / "motions").glob("*.yaml"))


@pytest.mark.parametrize("name", MOTIONS)
def test_its_shadow_fades_out_before_its_sprite_ends(name: str) -> None:
    motion, px = motion_named(name), 300
    still = SceneSpec(motion, None, None, 1.0, px, px, 1.0, "dark", 3.0)
    for phase in (0.0, 0.5):
        sprite, _ = Scene(still).figure(phase, close_up=False)
        rows, columns = sprite.pixels.shape[:2]
        opacity = sprite.pixels[..., 3]
        edges = (
            (opacity[0], sprite.top > 0),
            (opacity[:, 0], sprite.left > 0),
            (opacity[-1], sprite.top + rows < px),
            (opacity[:, -1], sprite.left + columns < px),
        )
        assert not any(edge.any() for edge, is_within in edges if is_within)


def test_figure_is_within_its_sprite_and_the_sprite_in_the_picture(spec: SceneSpec) -> None:
    sprite, place = Scene(spec).figure(0.3)
    rows, columns = sprite.pixels.shape[:2]
    assert 0 <= sprite.left <= 96 - columns
    assert 0 <= sprite.top <= 96 - rows
    assert not (sprite.pixels[[0, -1], :, 3] > 128).any()
    assert (sprite.pixels[..., :3] <= sprite.pixels[..., 3:]).all()
    assert len(place) == 3


def test_working_limb_wears_the_sides_colour(circles: Motion) -> None:
    big = SceneSpec(circles, Side.RIGHT, "forward", 1.0, 240, 240, 1.0, "light", 1.0)

    def coral(spec: SceneSpec) -> int:
        blue, green, red = (
            Scene(spec).figure(0.25)[0].pixels[..., i].astype(int) for i in range(3)
        )
        return int(((red - blue > 130) & (red - green > 110)).sum())

    without = replace(circles, glow=())
    assert coral(replace(big, motion=without)) > 4 * coral(
        replace(big, motion=without, side=Side.LEFT)
    )


def test_muscles_glow(circles: Motion) -> None:
    big = SceneSpec(circles, Side.RIGHT, "forward", 1.0, 240, 240, 1.0, "dark", 1.0)
    glowing = Scene(big).figure(0.0)[0].pixels
    plain = Scene(replace(big, motion=replace(circles, glow=()))).figure(0.0)[0].pixels
    changed = (np.abs(glowing.astype(int) - plain).max(axis=2) > 30).mean()
    assert 0.01 < changed < 0.2


@pytest.mark.parametrize("dpr", [1.0, 2.0])
def test_furniture_hides_what_is_behind_it_only(
    spec: SceneSpec, circles: Motion, dpr: float
) -> None:
    open_air = alpha(Scene(replace(spec, dpr=dpr)))
    before = replace(circles, props=(*circles.props, Step((0.35, 0.60), (-0.6, 0.1), 0.9)))
    behind = replace(circles, props=(*circles.props, Step((-0.9, -0.6), (-0.2, 0.5), 0.9)))
    lost = {}
    for name, motion in (("before", before), ("behind", behind)):
        shown = alpha(Scene(replace(spec, dpr=dpr, motion=motion)))
        lost[name] = (solid(open_air) & ~solid(shown)).sum() / solid(open_air).sum()
    assert lost["before"] > 0.15
    assert lost["behind"] < 0.02


def test_furniture_drawn_late_does_not_spoil_the_figure(spec: SceneSpec, circles: Motion) -> None:
    chair = replace(spec, motion=replace(circles, props=(*circles.props, Chair((-0.6, 0.3), 0.0))))
    first = Scene(chair)
    warm = Scene(chair)
    assert warm.furniture is not None
    np.testing.assert_array_equal(first.figure(0.0)[0].pixels, warm.figure(0.0)[0].pixels)


def test_a_band_moves_with_the_joint(spec: SceneSpec, circles: Motion) -> None:
    slung = replace(circles, props=(*circles.props, Band((0.8, -0.5, 0.1), "ankle_right")))
    with_band = solid(alpha(Scene(replace(spec, motion=slung)), 0.3))
    without = solid(alpha(Scene(spec), 0.3))
    assert (with_band & ~without).sum() > 10


def test_what_rolls_goes_half_as_far_as_what_is_above_it(circles: Motion) -> None:
    ball, still = Ball((0.4, 0.1), 0.04, "ankle_right"), Ball((0.5, 0.1), 0.04)
    start, pose = (pose_at(circles, phase, Side.RIGHT, "forward") for phase in (0.0, 0.4))
    found: Any
    (found,) = rolled((ball, still), start, pose)
    way = (pose.joint("ankle_right") - start.joint("ankle_right"))[:2]
    assert np.linalg.norm(way) > 0.1
    np.testing.assert_allclose(np.subtract(found.at, ball.at), way / 2)


def test_a_ball_that_rolls_is_drawn_with_the_figure(spec: SceneSpec, circles: Motion) -> None:
    ball = Ball((0.3, -0.4), 0.12, "ankle_right")
    rolling = Scene(replace(spec, motion=replace(circles, props=(*circles.props, ball))))
    assert rolling.furniture is None
    for phase in (0.0, 0.4):
        shown = solid(alpha(rolling, phase)) & ~solid(alpha(Scene(spec), phase))
        assert shown.sum() > 5


def test_breath_fills_the_chest_of_a_hold(spec: SceneSpec, hold: Motion) -> None:
    scene = Scene(replace(spec, motion=hold, variant=None))
    assert scene.pose(1.0).breath == 0.0
    assert scene.pose(1.75).breath == 0.75


def test_motion_that_goes_out_of_the_picture_is_cropped(spec: SceneSpec, circles: Motion) -> None:
    near = replace(circles, camera=replace(circles.camera, span=0.5))
    assert solid(alpha(Scene(replace(spec, motion=near)))).sum() > 1000
