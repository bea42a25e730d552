"""Where the cards in the corners of a picture are."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF

from mobility_timer.drawing.raster.projection import Projection
from mobility_timer.drawing.scene import card
from mobility_timer.drawing.scene.card import card_at, footprints_at
from mobility_timer.figure import Camera
from mobility_timer.figure.skeleton.bones import rest_pose
from mobility_timer.figure.skeleton.rotation import vector

SEEN = Projection(Camera(90.0, 0.0, (0.0, 0.0, 0.9), 2.2), 600, 500)


def seen_aside(metres: float) -> QRectF:
    """The card beside a figure that stands so far along the world's x."""
    return card_at(SEEN, 0.4, rest_pose().moved(vector(metres, 0.0, 0.6)))


def test_a_card_is_in_the_corner_in_which_less_of_the_figure_is() -> None:
    corners = seen_aside(-0.8), seen_aside(0.8)
    assert sorted(each.left() for each in corners) == [15.0, 600.0 - 15.0 - 200.0]
    assert {(each.top(), each.width(), each.height()) for each in corners} == {(15, 200, 200)}


@pytest.mark.parametrize(("left", "expected"), [(15.0, 15.0), (385.0, 460.0)])
def test_footprints_are_under_a_close_up_wherever_the_figure_is(
    left: float, expected: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(card, "body_of", None)
    close_up = QRectF(left, 15.0, 200.0, 200.0)
    assert footprints_at(SEEN, rest_pose(), close_up) == QRectF(expected, 230.0, 125.0, 125.0)
