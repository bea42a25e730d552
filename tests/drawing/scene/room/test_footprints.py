from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from mobility_timer.drawing.scene import scene as scene_module
from mobility_timer.drawing.scene.room.backdrop import NOWHERE, blank, cards, paint_backdrop
from mobility_timer.drawing.scene.room.footprints import turns_feet
from mobility_timer.drawing.scene.scene import Scene
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.figure.motion.model import Motion
from tests.drawing.conftest import motion_named

pytestmark = pytest.mark.usefixtures("qapp")


def test_what_is_still_of_a_scene_asks_nothing_about_its_hair(
    spec: SceneSpec, matrix: Motion, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How the hair swings takes two dozen poses to find, on the window's thread."""
    scene = Scene(replace(spec, motion=matrix, variant="straight"))
    assert turns_feet(scene.spec.motion)
    asked: list[object] = []
    monkeypatch.setattr(scene_module, "HairLag", lambda *it: asked.append(it))
    image = blank(scene, None)
    painter = QPainter(image)
    paint_backdrop(painter, scene, NOWHERE)
    painter.end()
    assert asked == []


def test_the_cards_are_the_same_whenever_they_are_painted(spec: SceneSpec) -> None:
    scene = Scene(replace(spec, motion=motion_named("ankle-matrix"), variant="straight"))
    assert scene.lens is not None
    place = QRectF(scene.footprints_card)
    first, again = cards(scene), cards(scene)
    assert scene.footprints_card == place
    assert (first.left, first.top) == (again.left, again.top)
    np.testing.assert_array_equal(first.pixels, again.pixels)
