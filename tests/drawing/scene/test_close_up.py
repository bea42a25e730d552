from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtGui import QColor

from mobility_timer.drawing.frames.packed import pack
from mobility_timer.drawing.scene.close_up import SHARE, near_camera
from mobility_timer.drawing.scene.room.backdrop import cards
from mobility_timer.drawing.scene.scene import Scene
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.drawing.scene.transition import Transition, TransitionScene
from mobility_timer.figure import body_of, camera_for, pose_at
from mobility_timer.library import installed
from mobility_timer.routine import Side
from tests.drawing.conftest import motion_named

SIZE = 200


@pytest.fixture(scope="module")
def motion() -> Any:
    library = installed()
    return library.motion_of(library.drills["calf-raises"])


def scene(motion: Any, side: Any = None, size: Any = SIZE) -> Any:
    return Scene(SceneSpec(motion, side, None, 1.0, size, size, 1.0, "light", 3.0))


def card(of: Any, phase: Any) -> Any:
    """What is drawn on the card (rows, columns, 4), and nothing where nothing is."""
    lens, sprite = of.lens, of.figure(phase)[0]
    top, left = lens.top - sprite.top, lens.left - sprite.left
    return sprite.pixels[top : top + lens.size, left : left + lens.size]


def test_the_close_up_moves_with_the_figure(motion: Any) -> None:
    of = scene(motion)
    flat, lifted = card(of, 0.0), card(of, 0.4)
    assert flat[..., 3].any()
    assert (flat != lifted).mean() > 0.02


def test_a_frame_has_the_close_up_in_it(motion: Any) -> None:
    of = scene(motion)
    assert of.frame(0.0).packed == pack(*of.figure(0.0)).packed


def test_it_goes_and_comes_with_its_card_on_a_way(motion: Any) -> None:
    before, after = scene(motion, Side.LEFT), scene(motion, Side.RIGHT)
    way = Transition(before.spec, 0.0, after.spec, 0.0)
    pictures = TransitionScene(way, before, after)

    def on_card(share: float, of: Any) -> int:
        lens, picture = of.lens, pictures.figure(share)
        whole = np.zeros((SIZE, SIZE, 4), np.uint8)
        rows, columns = picture.pixels.shape[:2]
        whole[picture.top :, picture.left :][:rows, :columns] = picture.pixels
        return int(whole[lens.top :, lens.left :][: lens.size, : lens.size, 3].sum(dtype=int))

    for ends, of in (((0.0, 0.03, 0.06, 0.2), before), ((1.0, 0.97, 0.94, 0.8), after)):
        whole, most, less, none = (on_card(share, of) for share in ends)
        assert whole > most > less > none


def test_its_corners_are_round_and_the_figure_goes_on_beside_it(motion: Any) -> None:
    of = scene(motion)
    whole, plain = of.figure(0.0)[0], of.figure(0.0, close_up=False)[0]
    assert not card(of, 0.0)[0, 0].any()
    rows, columns = plain.pixels.shape[:2]
    top, left = plain.top - whole.top, plain.left - whole.left
    assert np.array_equal(
        whole.pixels[top + rows // 2 : top + rows, left : left + columns],
        plain.pixels[rows // 2 :],
    )


def test_it_is_reflected_with_the_figure(motion: Any) -> None:
    sided = replace(motion, side=Side.RIGHT)
    right, left = near_camera(sided, Side.RIGHT), near_camera(sided, Side.LEFT)
    assert (left.azimuth, left.span) == (-right.azimuth, right.span)
    assert left.target == pytest.approx((right.target[0], -right.target[1], right.target[2]))


def test_it_lies_away_from_the_wall_that_the_hands_are_on(motion: Any) -> None:
    of = scene(motion)
    wall = of.projection.project(np.array([[of.props[0].at, 0.0, 1.0]]))[0, 0]
    assert (of.lens.left < SIZE / 2) == (wall > SIZE / 2)
    turned = replace(camera_for(motion, None), azimuth=-motion.camera.azimuth)
    other = scene(replace(motion, camera=turned))
    assert (other.lens.left < SIZE / 2) is not (of.lens.left < SIZE / 2)


def test_a_motion_without_one_has_no_lens() -> None:
    library = installed()
    assert scene(library.motion_of(library.drills["hip-cars"])).lens is None


def test_it_is_nearer_than_the_picture_it_lies_on() -> None:
    library = installed()
    for drill in library.drills.values():
        shown = library.motion_of(drill)
        near = near_camera(shown, shown.side) if shown else None
        if shown and near:
            assert SHARE / near.span > 1.04 / shown.camera.span, shown.id


def test_it_leaves_out_the_leg_that_rests_unless_a_band_joins_the_two() -> None:
    library = installed()

    def beside(name: str) -> list[str]:
        shown = library.motion_of(library.drills[name])
        return scene(shown, Side.RIGHT)._beside

    assert "shoe_left" in beside("ankle-circles")
    assert "shoe_right" not in beside("ankle-circles")
    assert "shoe_left" in beside("band-dorsiflexion")
    assert beside("resisted-ankle") == []


@pytest.mark.parametrize("name", ["ankle-circles", "calf-stretch", "single-calf-raises"])
def test_its_card_hides_less_of_the_figure_than_one_in_the_other_corner(name: str) -> None:
    library = installed()
    shown = library.motion_of(library.drills[name])
    of = scene(shown, Side.RIGHT)
    seen = of.projection.project(body_of().vertices(of.pose(0.0)))
    high = seen[seen[:, 1] < of.lens.top + of.lens.size, 0]
    far = SIZE - of.lens.left - of.lens.size

    def hidden(left: float) -> int:
        return int(np.count_nonzero((high > left) & (high < left + of.lens.size)))

    assert hidden(of.lens.left) <= hidden(far)


@pytest.mark.parametrize("variant", ["up", "in", "out"])
def test_what_it_shows_is_in_its_middle_in_each_variant(variant: str) -> None:
    library = installed()
    shown = library.motion_of(library.drills["resisted-ankle"])
    spec = SceneSpec(shown, Side.LEFT, variant, 1.0, SIZE, SIZE, 1.0, "light", 3.0)
    of = Scene(spec)
    for phase in (0.0, 0.25, 0.5):
        place = of.pose(phase).joint("ball_left")
        seen = of.lens.projection.project(place[None])[0, :2] / of.lens.size
        assert np.abs(seen - 0.5).max() < 0.2


@pytest.mark.parametrize(
    "name", ["ankle-matrix", "calf-stretch", "calf-raises", "band-dorsiflexion", "sole-roll"]
)
def test_a_foot_on_the_floor_is_in_the_lower_half_of_the_card(name: str) -> None:
    library = installed()
    camera = near_camera(library.motion_of(library.drills[name]), Side.RIGHT)
    assert camera is not None
    assert 0.25 < camera.target[2] / camera.span < 0.35


def test_a_foot_in_the_air_stays_in_the_middle() -> None:
    library = installed()
    motion = library.motion_of(library.drills["resisted-ankle"])
    camera = near_camera(motion, Side.RIGHT)
    ball = pose_at(motion, 0.0, Side.RIGHT).joint("ball_right")
    assert camera is not None
    assert camera.target[2] == pytest.approx(ball[2], abs=0.06)


@pytest.mark.parametrize(
    "name", ["ankle-circles", "ankle-matrix", "calf-stretch", "calf-raises", "band-dorsiflexion"]
)
def test_no_thin_strip_is_left_above_the_floor_of_its_card(name: str) -> None:
    of = scene(motion_named(name), Side.LEFT, 600)
    lens, found = of.lens, cards(of)
    column = found.pixels[:, lens.left + round(0.9 * lens.size) - found.left, :3].astype(int)
    surface = QColor(of.palette.surface)
    behind = np.abs(column - (surface.blue(), surface.green(), surface.red())).max(axis=1) <= 1
    top = lens.top - found.top
    above = int(behind[top + 2 : top + lens.size - 2].sum())
    assert above == 0 or above > 0.08 * lens.size
