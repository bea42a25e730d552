"""Thumbnails, sheets and the footprints: whole pictures as they are shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from mobility_timer.drawing.palette import PALETTES, colour
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.drawing.stills.contact_sheet import PHASES, sheet
from mobility_timer.drawing.stills.render import render
from mobility_timer.drawing.stills.thumbnail import telling_phase, thumbnail
from mobility_timer.figure.motion.model import Motion
from mobility_timer.routine.model import Side


def pixels(image: QImage) -> NDArray[Any]:
    image = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4).copy()


def differs(a: NDArray[Any], b: NDArray[Any]) -> float:
    return (np.abs(a.astype(int) - b).max(axis=2) > 24).mean()


@pytest.fixture(scope="module")
def inset(matrix: Motion, spec: SceneSpec) -> Callable[..., NDArray[Any]]:
    """The footprints of the ankle matrix, under its close-up, for each angle of the back foot."""

    def of(variant: str, side: Side = Side.RIGHT) -> NDArray[Any]:
        big = replace(spec, motion=matrix, variant=variant, side=side, width=200, height=200)
        whole = pixels(render(big, 0.0))
        return whole[80:140, :60] if side is Side.RIGHT else whole[80:140, -60:]

    return of


def test_the_three_angles_of_the_back_foot_are_told_apart(
    inset: Callable[..., NDArray[Any]],
) -> None:
    straight, left, right = (inset(variant) for variant in ("straight", "left", "right"))
    for a, b in ((straight, left), (straight, right), (left, right)):
        assert differs(a, b) > 0.02


def test_the_footprints_of_the_other_side_are_mirrored(inset: Callable[..., NDArray[Any]]) -> None:
    def soles(picture: NDArray[Any]) -> NDArray[Any]:
        return picture[..., :3].astype(int).min(axis=2) < 180

    mirror, here = soles(inset("left", Side.LEFT))[:, ::-1], soles(inset("right"))
    assert here.sum() > 50
    assert (mirror != here).mean() < 0.03


def test_the_footprints_lie_as_the_scene_has_the_feet(inset: Callable[..., NDArray[Any]]) -> None:
    picture = inset("straight")[..., :3].astype(int)
    red = (picture[..., 2] - picture[..., 0]) > 60
    grey = (picture.max(axis=2) - picture.min(axis=2) < 24) & (picture.max(axis=2) < 225)
    middle_of = [np.flatnonzero(mask.any(axis=0)).mean() for mask in (red, grey)]
    # The wall is on the right: the foot that is back is farther from it than the front one.
    assert middle_of[0] < middle_of[1]


def test_other_drills_have_no_footprints(spec: SceneSpec) -> None:
    # Within the round corner of the room.
    corner = pixels(render(replace(spec, width=200, height=200), 0.0))[10:40, 10:40]
    assert (corner == corner[0, 0]).all()


def test_a_room_fills_a_thumbnail_to_its_corners(circles: Motion) -> None:
    picture = pixels(thumbnail(circles, Side.RIGHT, (60, 60), 1.0, "dark"))
    assert (picture[[0, 0, -1, -1], [0, -1, 0, -1], 3] == 255).all()


def test_a_rooms_corners_are_round_in_the_player(spec: SceneSpec) -> None:
    picture = pixels(render(replace(spec, width=200, height=200), 0.0))
    background = colour(PALETTES["light"].background)
    assert tuple(picture[0, 0, 2::-1]) == background
    assert tuple(picture[20, 20, 2::-1]) != background


def test_the_telling_phase_is_at_the_far_end(calf: Motion, hold: Motion) -> None:
    assert calf.phases["lift"][1] == telling_phase(calf)
    assert telling_phase(hold) == 1.0


@pytest.mark.usefixtures("qapp")
def test_a_sheet_shows_eight_phases_on_both_sides_in_both_themes(calf: Motion) -> None:
    image = sheet(calf, 48)
    assert (image.width(), image.height()) == (48 * PHASES, 48 * 4)
    rows = pixels(image).reshape(4, 48, PHASES * 48, 4)
    assert differs(rows[0], rows[1]) > 0.05
    assert rows[0].mean() > 2 * rows[2].mean()


@pytest.mark.usefixtures("qapp")
def test_a_sheet_has_rows_for_each_variant(matrix: Motion, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(
        "mobility_timer.drawing.stills.contact_sheet.render",
        lambda spec, _: asked.append((spec.side, spec.variant, spec.theme)) or QImage(),
    )
    assert sheet(matrix, 32).height() == 32 * 2 * 2 * 3
    assert len(set(asked)) == 12
    assert len(asked) == 12 * PHASES
