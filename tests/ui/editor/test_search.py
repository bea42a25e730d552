"""The catalogue finds what people mean, and shows it."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mobility_timer.ui.editor.catalogue import Catalogue
from mobility_timer.ui.editor.search import DrillsWanted, found, rank
from mobility_timer.words import drill_names


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("CARs", "hip-cars"),
        ("90/90", "hip-switches"),
        ("9090", "hip-switches"),
        ("ninety", "hip-switches"),
        ("calf raise", "calf-raises"),
        ("open book", "open-books"),
        ("piriformis", "thigh-across"),
        ("plantar fascia", "sole-roll"),
        ("hip_cars", "hip-cars"),
        ("LEG SWINGS front", "leg-swings-front"),
    ],
)
def test_a_name_finds_its_drill_first(bundled: Any, text: Any, first: Any) -> None:
    assert found(bundled.drills.values(), DrillsWanted(text))[0].id == first


def test_dorsiflexion_finds_what_bends_the_ankle(bundled: Any) -> None:
    meant = {drill.id for drill in found(bundled.drills.values(), DrillsWanted("dorsiflexion"))}
    assert {"knee-to-wall", "band-dorsiflexion", "dorsiflexion-rocks", "ankle-matrix"} <= meant
    assert all("ankles" in bundled.drills[id].targets for id in meant)


def test_a_body_part_finds_what_works_it(bundled: Any) -> None:
    meant = found(bundled.drills.values(), DrillsWanted("hip flexors"))
    assert meant
    assert all(rank(drill, "hip flexors") is not None for drill in meant)


def test_nonsense_finds_nothing(bundled: Any) -> None:
    assert found(bundled.drills.values(), DrillsWanted("xyzzy")) == ()


def test_other_names_are_those_of_drills_that_are_there(bundled: Any) -> None:
    assert set(drill_names.ALSO_CALLED) <= set(bundled.drills)


def test_chips_narrow_the_catalogue_and_all_shows_it_whole(bundled: Any, qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    catalogue = Catalogue(bundled.drills.values(), lambda *_: None, holder)
    catalogue.resize(1280, 800)
    holder.show()
    assert len(catalogue.shown) == len(bundled.drills)
    catalogue.parts["hips"].click()
    catalogue.standing.click()
    assert catalogue.shown
    assert all("hips" in drill.targets and not drill.on_floor for drill in catalogue.shown)
    catalogue.yours.click()
    assert catalogue.shown == ()
    assert catalogue.nothing.isVisible()
    catalogue.everything.click()
    assert len(catalogue.shown) == len(bundled.drills)
