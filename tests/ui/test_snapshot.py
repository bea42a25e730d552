from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage

from mobility_timer import files
from mobility_timer.library.motion.reader import read_motion
from mobility_timer.library.reading.opening import open_library
from mobility_timer.settings import CoachFigure
from mobility_timer.timeline.compiler import compile_routine
from mobility_timer.ui.home.page import HomePage
from mobility_timer.ui.shell.nulls import NullPages
from mobility_timer.ui.shell.theme import DARK, LIGHT, Tokens
from mobility_timer.ui.snapshot import _context, picture_of, player_picture
from tests.sample_routines import CIRCLES, MIXED


def colours_of(picture: QImage, x: int, y: int, width: int, height: int) -> set[str]:
    return {
        picture.pixelColor(column, row).name()
        for column in range(x, x + width, 2)
        for row in range(y, y + height, 2)
    }


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=lambda colours: colours.name)
def test_a_picture_is_the_page_in_its_theme(colours: Tokens) -> None:
    at = compile_routine(MIXED).sets[0].start + 500
    picture = player_picture(MIXED, at, (1280, 800), colours.name)
    assert (picture.width(), picture.height()) == (1280, 800)
    assert picture.pixelColor(2, 2) == QColor(colours.background)
    assert colours.left.lower() in colours_of(picture, 640, 360, 600, 200)
    assert colours.ink.lower() in colours_of(picture, 640, 120, 300, 220)


def test_fine_screens_get_more_pixels() -> None:
    picture = player_picture(MIXED, 30_000, (640, 400), "light", dpr=2.0)
    assert (picture.width(), picture.height()) == (1280, 800)
    assert picture.devicePixelRatio() == 2.0


def test_the_figure_is_in_its_place() -> None:
    motion = read_motion((files.assets() / "motions" / "hip-cars.yaml").read_text("utf-8"), "")
    at = compile_routine(MIXED).sets[0].start + 500
    size = (1024, 640)
    bare = player_picture(MIXED, at, size, "light")
    there = player_picture(
        MIXED, at, size, "light", motion_of=lambda drill: motion if drill is CIRCLES else None
    )
    left_half = (60, 60, 380, 460)
    assert len(colours_of(there, *left_half)) > 4 * len(colours_of(bare, *left_half))


def test_after_the_end_the_bar_is_full() -> None:
    late = player_picture(MIXED, 10_000_000, (640, 400), "light")
    assert colours_of(late, 600, 343, 20, 4) == {LIGHT.ink.lower()}


def test_home_is_taken_with_its_lengths() -> None:
    """They are worked out after the first paint, which a page shown to nobody does not have."""
    library = open_library(files.routines(), None)
    page = HomePage(
        _context(library, lambda _drill: None, lambda _drill: (), CoachFigure.MAYA), NullPages()
    )
    picture_of(page, (1024, 640), "light")
    assert all(card.accessibleName().count(":") == 2 for card in page.cards.cards)
