"""The cards of Home as they are drawn."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from mobility_timer.routine import Occasion
from mobility_timer.ui.home.cards import OccasionCard
from mobility_timer.ui.home.entries import Proposal
from tests.ui.home.conftest import BUNDLED

_GAP_PX = 8


@pytest.mark.parametrize(
    "name", ["Wind down", "Loosen up, standing", "Ankles and hips", "Windy day"]
)
@pytest.mark.parametrize("width", [355, 443, 500])
def test_the_words_of_a_wide_card_keep_away_from_its_picture(
    qtbot: QtBot, name: str, width: int
) -> None:
    def picture(_routine: object, across: int, _high: int) -> QImage | None:
        asked.append(across)
        return None

    asked: list[int] = []
    routine = replace(BUNDLED.routines["ankles-and-hips"], name=name)
    card = OccasionCard(Proposal(Occasion.AFTER_RUN, routine), picture)
    qtbot.addWidget(card)
    card.set_wide(True)
    card.resize(width, 356)
    image = card.grab().toImage()
    left = width - asked[-1]
    edge = {
        image.pixelColor(x, y).name() for x in range(left - _GAP_PX, left) for y in range(40, 250)
    }
    assert len(edge) == 1


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("width", [310, 334, 355, 443])
def test_the_button_of_a_wide_card_ends_before_its_picture(
    qtbot: QtBot, width: int, scale: float
) -> None:
    proposal = Proposal(Occasion.AFTER_RUN, BUNDLED.routines["ankles-and-hips"])
    card = OccasionCard(proposal, lambda *_: None)
    qtbot.addWidget(card)
    card.set_wide(True)
    card.rescale(scale)
    card.resize(round(width * scale), round(356 * scale))
    card.grab()
    assert card._start.geometry().right() < 0.46 * width * scale
