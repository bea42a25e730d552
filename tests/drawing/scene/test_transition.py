from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage, QPainter

from mobility_timer.drawing.frames.packed import pack
from mobility_timer.drawing.scene import route
from mobility_timer.drawing.scene.room.backdrop import blank
from mobility_timer.drawing.scene.room.furniture import Sprite
from mobility_timer.drawing.scene.scene import Scene
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.drawing.scene.transition import (
    Transition,
    TransitionScene,
    blended,
    paint_room,
)
from mobility_timer.figure.motion.model import Motion
from mobility_timer.routine.model import Side
from tests.drawing.conftest import motion_named

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def transition(spec: SceneSpec, calf: Motion) -> Transition:
    return Transition(replace(spec, motion=calf, variant=None), 0.0, spec, 0.0)


def drawn(transition: Transition) -> tuple[TransitionScene, Scene, Scene]:
    before, after = Scene(transition.before), Scene(transition.after)
    return TransitionScene(transition, before, after), before, after


def test_it_begins_and_ends_with_the_pictures_of_the_shots(transition: Transition) -> None:
    scene, before, after = drawn(transition)
    for share, (expected, _) in ((0.0, before.figure(0.0)), (1.0, after.figure(0.0))):
        sprite = scene.figure(share)
        np.testing.assert_array_equal(sprite.pixels, expected.pixels)


@pytest.mark.parametrize("share", [0.0, 0.3, 0.8])
def test_a_frame_of_it_is_its_picture_packed(transition: Transition, share: float) -> None:
    scene, _, _ = drawn(transition)
    frame, packed = scene.frame(share), pack(scene.figure(share))
    assert (frame.box, frame.packed, frame.place) == (packed.box, packed.packed, None)


def test_what_fades_in_is_mixed_with_what_is_there_without_it() -> None:
    random = np.random.default_rng(7)
    here, there = (random.integers(0, 256, (9, 8, 4)).astype(np.uint8) for _ in range(2))
    there[2:7] = here[1:6]
    mixed = blended(Sprite(4, 3, here), Sprite(4, 2, there), 0.3)
    whole = np.zeros((2, 10, 8, 4))
    whole[0, 1:], whole[1, :9] = here, there
    expected = np.round(0.7 * whole[0] + 0.3 * whole[1])
    assert (mixed.left, mixed.top) == (4, 2)
    assert np.abs(mixed.pixels - expected).max() <= 1.0
    assert (mixed.pixels == expected).mean() > 0.98


def test_just_before_its_end_it_looks_as_at_its_end(transition: Transition) -> None:
    scene, _, after = drawn(transition)
    near, end = scene.figure(0.999), after.figure(0.0)[0]
    assert abs(near.left - end.left) <= 2
    assert abs(near.pixels.shape[0] - end.pixels.shape[0]) <= 3


def test_it_has_as_many_pictures_as_the_way_takes(transition: Transition) -> None:
    assert len(transition.shares) == pytest.approx(24 * transition.seconds, abs=2)
    assert transition.shares[0] == 0.0
    assert transition.shares[-1] == 1.0


def test_each_picture_needs_one_pose(
    transition: Transition, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene, _, _ = drawn(transition)
    way = transition.route.way
    transition.route.camera(0.5)
    asked: list[float] = []
    own = type(way).pose
    monkeypatch.setattr(
        type(way), "pose", lambda self, seconds: asked.append(seconds) or own(self, seconds)
    )
    shares = transition.shares
    for share in (*shares[::2], *shares[1::2]):
        scene.figure(share)
    assert len(shares) - 2 <= len(asked) <= len(shares)


def test_without_a_way_one_picture_fades_into_the_other(
    transition: Transition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(route, "way_between", lambda *_: None)
    route.forget_ways()
    assert transition.fades
    assert transition.shares == (0.0, 1.0)
    assert transition.seconds < 1.0
    route.forget_ways()


def test_the_wall_stays_while_the_figure_turns_round(transition: Transition) -> None:
    turned = Transition(transition.after, 0.0, replace(transition.after, side=Side.LEFT), 0.0)
    _, after = Scene(turned.before), Scene(turned.after)

    def room(share: float) -> QImage:
        image = blank(after, None)
        painter = QPainter(image)
        paint_room(painter, turned, share, lambda _: QImage(image.size(), image.format()))
        painter.end()
        return image

    colours = {room(share).pixelColor(48, 30).name() for share in (0.4, 0.5, 0.6)}
    assert colours == {after.palette.wall.lower()}


def test_the_room_of_a_drill_is_not_seen_twice_on_the_way(
    transition: Transition, spec: SceneSpec
) -> None:
    """What stands still of it is drawn for a lens that does not move."""
    still = QImage(*spec.pixels, QImage.Format.Format_ARGB32_Premultiplied)
    still.fill(QColor("magenta"))

    def magenta(share: float) -> int:
        image = QImage(still.size(), still.format())
        painter = QPainter(image)
        paint_room(painter, transition, share, lambda _: still)
        painter.end()
        rows = range(image.height())
        pixels = [image.pixelColor(x, y) for y in rows for x in range(image.width())]
        return sum(pixel.red() > 230 and pixel.green() < 30 for pixel in pixels)

    whole = still.width() * still.height()
    assert 0 < magenta(0.0) < 0.25 * whole
    assert magenta(0.3) == 0


def coloured(scene: TransitionScene, share: float) -> NDArray[Any]:
    """How many pixels are the right side's red, and the left one's blue."""
    bgr = scene.figure(share).pixels[..., :3].astype(int)
    red = (bgr[..., 2] > 150) & (bgr[..., 2] - bgr[..., 1] > 90)
    blue = (bgr[..., 0] > 100) & (bgr[..., 0] - bgr[..., 1] > 25)
    return np.array([red.sum(), blue.sum()])


def test_no_limb_changes_its_colour_at_a_blow(transition: Transition) -> None:
    left = replace(transition, after=replace(transition.after, side=Side.LEFT))
    scene, _, _ = drawn(left)

    first, last = coloured(scene, 0.02), coloured(scene, 0.98)
    assert first[0] > 20
    assert last[1] > 20
    for share in (0.45, 0.5, 0.55):
        assert coloured(scene, share).max() < 5


def test_a_limb_that_works_in_both_keeps_its_colour(transition: Transition) -> None:
    scene, _, _ = drawn(transition)
    for share in (0.3, 0.45, 0.5, 0.55, 0.7):
        assert coloured(scene, share)[0] > 20


def yellow(scene: TransitionScene, share: float) -> int:
    """How many pixels are the band's."""
    bgr = scene.figure(share).pixels[..., :3].astype(int)
    hue = (bgr[..., 2] > 200) & (bgr[..., 1] > 140) & (bgr[..., 0] < 110)
    return int(hue[bgr.shape[0] // 2 :].sum())


def test_a_band_is_put_on_at_the_end_of_the_way_and_stays_on_from_drill_to_drill(
    spec: SceneSpec,
) -> None:
    seated = replace(spec, motion=motion_named("hip-switches"), variant=None)
    banded = replace(
        spec, motion=motion_named("resisted-ankle"), variant="in", width=360, height=360
    )
    coming, _, _ = drawn(Transition(seated, 0.0, banded, 0.0))
    assert yellow(coming, 0.7) < 100
    assert yellow(coming, 0.97) > 300
    staying, _, _ = drawn(Transition(banded, 0.0, replace(banded, variant="out"), 0.0))
    assert yellow(staying, 0.5) > 150
