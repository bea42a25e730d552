from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QImage, QPainter

from mobility_timer.drawing.frames.packed import pack
from mobility_timer.drawing.raster.faces import painted
from mobility_timer.drawing.scene import route
from mobility_timer.drawing.scene.room.backdrop import NOWHERE, blank, cards, paint_backdrop
from mobility_timer.drawing.scene.room.furniture import Sprite
from mobility_timer.drawing.scene.scene import Scene
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.drawing.scene.transition import (
    Transition,
    TransitionScene,
    blended,
    ground_of,
    is_plain,
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
        ground = ground_of(turned, share)
        paint_room(painter, turned, share, ground, lambda _: image)
        painter.end()
        return image

    colours = {room(share).pixelColor(48, 30).name() for share in (0.4, 0.5, 0.6)}
    assert colours == {after.palette.wall.lower()}


def room_of(transition: Transition, share: float) -> NDArray[np.uint8]:
    image = QImage(*transition.after.pixels, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_room(painter, transition, share, ground_of(transition, share), lambda _: image)
    painter.end()
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4).copy()


def test_where_a_way_begins_only_its_cards_lie_over_the_ground(
    transition: Transition,
) -> None:
    before = Scene(transition.before)
    room = room_of(transition, 0.0)
    packed = ground_of(transition, 0.0)
    assert packed is not None
    ground = painted(packed, *transition.after.pixels).view(np.uint8).reshape(room.shape).copy()
    still = QImage(*transition.after.pixels, QImage.Format.Format_RGB32)
    painter = QPainter(still)
    paint_backdrop(painter, before, NOWHERE)
    painter.end()
    drill = np.frombuffer(still.constBits(), np.uint8).reshape(room.shape)
    box, _ = cards(before)
    on_card = np.zeros(room.shape[:2], bool)
    on_card[box.top() : box.bottom() + 1, box.left() : box.right() + 1] = True
    differs = (room != ground).any(axis=2)
    assert differs.sum() > 0.4 * on_card.sum()
    assert not differs[~on_card].any()
    assert (np.abs(room[differs].astype(int) - drill[differs]).max(axis=1) > 3).mean() < 0.05


def test_the_cards_fade(transition: Transition) -> None:
    packed = [ground_of(transition, share) for share in (0.05, 0.3)]
    grounds = [painted(each, *transition.after.pixels) & 0xFFFFFF for each in packed if each]
    shown = [room_of(transition, share).view(np.uint32)[..., 0] & 0xFFFFFF for share in (0.05, 0.3)]
    assert (shown[0] != grounds[0]).any()
    assert (shown[1] == grounds[1]).all()
    assert not is_plain(transition, 0.05)
    assert is_plain(transition, 0.3)


def test_a_frame_brings_the_ground_that_it_is_seen_on(transition: Transition) -> None:
    scene, _, _ = drawn(transition)
    for share in (0.0, 0.4, 1.0):
        assert scene.frame(share).ground == ground_of(transition, share)


def test_what_fades_has_no_ground_of_its_own(transition: Transition) -> None:
    still = replace(transition, still=True)
    assert ground_of(still, 0.5) is None
    assert drawn(still)[0].frame(1.0).ground is None
    assert not is_plain(still, 0.5)


def test_where_the_ground_passes_more_than_it_is_behind_the_figure(
    transition: Transition,
) -> None:
    walk = replace(transition.after, motion=motion_named("short-walk"), variant=None)
    assert not is_plain(replace(transition, after=walk), 0.5)
