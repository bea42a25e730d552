from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from mobility_timer.routine.model import Drill
from mobility_timer.settings import CoachFigure
from mobility_timer.ui.pictures import STILL, Pictures, paint_picture, symbol_of
from mobility_timer.ui.shell.nulls import NullThumbnails
from mobility_timer.ui.shell.theme import DARK, HIGH_DARK, HIGH_LIGHT, LIGHT, Tokens, palette
from tests.sample_routines import CIRCLES, HOLD


class Thumbnails:
    """Has no picture until it is told to."""

    def __init__(self) -> None:
        self.asked: list[Any] = []
        self.ready = False
        self.theme = ""
        self.coach = CoachFigure.MAYA

    def picture(
        self,
        drill: Drill,
        width: int,
        height: int,
        _ratio: float,
        theme: str,
        then: Callable[..., Any],
    ) -> QImage | None:
        self.asked.append((drill.id, width, height))
        self.theme = theme
        self.then = then
        return QImage(width, height, QImage.Format.Format_RGB32) if self.ready else None


def test_a_picture_is_asked_for_once_and_comes_later(qtbot: QtBot) -> None:
    page, thumbnails, told = QWidget(), Thumbnails(), []
    qtbot.addWidget(page)
    pictures = Pictures(thumbnails, page, lambda: told.append(True))
    assert pictures.of(CIRCLES, 100, 80) is None
    qtbot.waitUntil(lambda: bool(thumbnails.asked))
    assert pictures.of(CIRCLES, 100, 80) is None
    assert thumbnails.asked == [("circles", 104, 83)]
    thumbnails.ready = True
    thumbnails.then()
    assert pictures.of(CIRCLES, 100, 80).width() == 104
    assert told == [True]


@pytest.mark.parametrize("colours", [LIGHT, DARK, HIGH_LIGHT, HIGH_DARK])
def test_a_picture_is_of_the_pages_theme_in_high_contrast_too(
    qtbot: QtBot, colours: Tokens
) -> None:
    page, thumbnails = QWidget(), Thumbnails()
    qtbot.addWidget(page)
    page.setPalette(palette(colours))
    pictures = Pictures(thumbnails, page, lambda: None)
    assert pictures.of(CIRCLES, 100, 80) is None
    qtbot.waitUntil(lambda: bool(thumbnails.asked))
    assert thumbnails.theme == colours.name


def test_another_coach_is_asked_for_anew(qtbot: QtBot) -> None:
    page, thumbnails = QWidget(), Thumbnails()
    qtbot.addWidget(page)
    thumbnails.ready = True
    pictures = Pictures(thumbnails, page, lambda: None)
    pictures.of(CIRCLES, 100, 80)
    qtbot.waitUntil(lambda: pictures.of(CIRCLES, 100, 80) is not None)
    thumbnails.coach = CoachFigure.JONAS
    assert pictures.of(CIRCLES, 100, 80) is None
    qtbot.waitUntil(lambda: len(thumbnails.asked) == 2)


def test_a_drill_without_figure_and_pictures_is_a_symbol_and_never_asked_for(
    qtbot: QtBot,
) -> None:
    page, thumbnails = QWidget(), Thumbnails()
    qtbot.addWidget(page)
    pictures = Pictures(thumbnails, page, lambda: None)
    bare = replace(CIRCLES, motion=None, pictures=())
    shown = (replace(bare, motion="circles"), replace(bare, pictures=("one.png",)))
    assert [symbol_of(drill) for drill in (bare, *shown)] == [STILL, "", ""]
    assert pictures.of_drill(bare, 100, 80) is None
    for drill in shown:
        pictures.of_drill(drill, 100, 80)
    qtbot.waitUntil(lambda: len(thumbnails.asked) == 2)
    assert list(pictures._known)
    assert not pictures._queue


def test_another_size_of_the_same_serves_meanwhile(qtbot: QtBot) -> None:
    page, thumbnails = QWidget(), Thumbnails()
    thumbnails.ready = True
    qtbot.addWidget(page)
    pictures = Pictures(thumbnails, page, lambda: None)
    pictures.of(CIRCLES, 80, 80)
    qtbot.waitUntil(lambda: pictures.of(CIRCLES, 80, 80) is not None)
    assert pictures.of(CIRCLES, 160, 160).width() == 80
    assert pictures.of(HOLD, 160, 160) is None
    qtbot.waitUntil(lambda: pictures.of(CIRCLES, 160, 160).width() == 160)


def test_a_resized_page_drops_what_it_no_longer_needs(qtbot: QtBot) -> None:
    page, thumbnails = QWidget(), Thumbnails()
    qtbot.addWidget(page)
    pictures = Pictures(thumbnails, page, lambda: None)
    pictures.of(CIRCLES, 80, 80)
    page.resize(500, 500)
    pictures.of(CIRCLES, 200, 200)
    qtbot.waitUntil(lambda: bool(thumbnails.asked))
    assert thumbnails.asked == [("circles", 200, 200)]


def test_a_drill_that_no_figure_shows_has_its_icon_in_the_middle(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    whole = QRectF(0, 0, 100, 100)
    paint_picture(page, painter, None, whole, whole, 20, STILL)
    painter.end()
    disc = image.pixelColor(50, 28)
    ink = {image.pixelColor(x, 50).name() for x in range(30, 70)} - {disc.name()}
    assert disc.lightness() > 100
    assert ink
    assert image.pixelColor(50, 95).lightness() == 0


def test_without_thumbnails_there_is_calm_ground(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    assert Pictures(NullThumbnails(), page, lambda: None).of(CIRCLES, 80, 80) is None
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    whole = QRectF(0, 0, 100, 100)
    paint_picture(page, painter, None, whole, whole, 0)
    painter.end()
    assert image.pixelColor(50, 80).lightness() > 100
    assert image.pixelColor(50, 10).lightness() == 0


@pytest.mark.parametrize("end", ["stopped", "deleted"])
def test_a_picture_that_comes_after_its_page_calls_nothing(qtbot: QtBot, end: str) -> None:
    page, thumbnails, told = QWidget(), Thumbnails(), []
    pictures = Pictures(thumbnails, page, lambda: told.append(True))
    pictures.of(CIRCLES, 100, 80)
    qtbot.waitUntil(lambda: bool(thumbnails.asked))
    thumbnails.ready = True
    if end == "stopped":
        pictures.stop()
        page.deleteLater()
    else:
        delete(page)
    thumbnails.then()
    assert told == []
