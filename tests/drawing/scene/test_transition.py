from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter

from mobility_timer.drawing.frames.packed import pack
from mobility_timer.drawing.scene import route
from mobility_timer.drawing.scene.room.backdrop import blank, cards
from mobility_timer.drawing.scene.room.furniture import Sprite, bounds_around
from mobility_timer.drawing.scene.room.sprites import lay_under
from mobility_timer.drawing.scene.scene import Scene
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.drawing.scene.transition import (
    Transition,
    TransitionScene,
    ground_of,
    is_plain,
    paint_room,
)
from mobility_timer.figure import Band
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


def widened(sprite: Sprite, other: Sprite) -> Sprite:
    """The same in a box that is around another one, too."""
    left, top, right, bottom = bounds_around((sprite.bounds, other.bounds))
    found = Sprite(left, top, np.zeros((bottom - top, right - left, 4), np.uint8))
    found.part(sprite.bounds)[:] = sprite.pixels
    return found


def test_it_begins_and_ends_with_the_pictures_of_the_shots(transition: Transition) -> None:
    scene, before, after = drawn(transition)
    card = cards(before)
    first = widened(before.figure(0.0)[0], card)
    lay_under(first, card, 1.0)
    for share, each in ((0.0, first), (1.0, after.figure(0.0)[0])):
        sprite = scene.figure(share)
        np.testing.assert_array_equal(sprite.pixels, each.pixels)
        assert (sprite.left, sprite.top) == (each.left, each.top)


@pytest.mark.parametrize("share", [0.0, 0.3, 0.8])
def test_a_frame_of_it_is_its_picture_packed(transition: Transition, share: float) -> None:
    scene, _, _ = drawn(transition)
    frame, packed = scene.frame(share), pack(scene.figure(share))
    assert (frame.box, frame.packed, frame.place) == (packed.box, packed.packed, None)


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


def test_the_cards_and_the_close_up_on_them_fade_in_their_corner(transition: Transition) -> None:
    scene, before, _ = drawn(transition)
    card = cards(before)
    x, y = card.left + card.pixels.shape[1] // 8, card.top + card.pixels.shape[0] // 2

    def opacity(share: float) -> int:
        sprite = scene.figure(share)
        rows, columns = sprite.pixels.shape[:2]
        at = y - sprite.top, x - sprite.left
        inside = 0 <= at[0] < rows and 0 <= at[1] < columns
        return int(sprite.pixels[at][3]) if inside else 0

    alphas = [opacity(share) for share in (0.0, 0.03, 0.06, 0.1, 0.13)]
    assert alphas[0] == 255
    assert alphas == sorted(alphas, reverse=True)
    assert len(set(alphas)) == len(alphas)
    assert alphas[-1] == 0


def test_a_frame_brings_the_ground_that_it_is_seen_on(transition: Transition) -> None:
    scene, _, _ = drawn(transition)
    for share in (0.0, 0.4, 1.0):
        assert scene.frame(share).ground == ground_of(transition, share)


def test_what_fades_has_no_ground_of_its_own(transition: Transition) -> None:
    still = replace(transition, still=True)
    assert ground_of(still, 0.5) is None
    assert drawn(still)[0].frame(1.0).ground is None
    assert not is_plain(still)


def test_where_the_ground_passes_more_than_it_is_behind_the_figure(transition: Transition) -> None:
    assert is_plain(transition)
    walk = replace(transition.after, motion=motion_named("short-walk"), variant=None)
    assert not is_plain(replace(transition, after=walk))


def test_a_band_fades_where_a_way_leads_away_from_it(transition: Transition) -> None:
    slung = Band((0.0, 0.35, 0.04), "ankle_left")
    motion = transition.after.motion
    worn = replace(motion, props=(*motion.props, slung))
    banded = replace(transition.after, motion=worn)
    with_band, without = (
        drawn(replace(transition, before=spec))[0] for spec in (banded, transition.after)
    )

    def seen(share: float) -> int:
        """How much of the band there is."""
        here, bare = with_band.figure(share), without.figure(share)
        pixels = (widened(*pair).pixels.astype(int) for pair in ((here, bare), (bare, here)))
        return int(np.abs(next(pixels) - next(pixels)).sum())

    parts = [seen(share) for share in (0.001, 0.03, 0.05, 0.07, 0.09, 0.11)]
    assert parts[0] > 0
    assert parts == sorted(parts, reverse=True)
    assert 0.3 * parts[0] < parts[2] < 0.7 * parts[0]
    assert parts[-1] == 0
