from __future__ import annotations

from enum import Enum
from itertools import product
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontInfo, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mobility_timer import files
from mobility_timer.routine.model import Side
from mobility_timer.settings import Contrast, ReducedMotion, Theme
from mobility_timer.ui.shell import theme
from mobility_timer.ui.shell.context import Context
from mobility_timer.ui.shell.main_window import MainWindow
from mobility_timer.ui.shell.theme import DARK, HIGH_DARK, HIGH_LIGHT, LIGHT, Text, Tokens
from mobility_timer.ui.widgets import fonts

ALL = [LIGHT, DARK, HIGH_LIGHT, HIGH_DARK]
both = pytest.mark.parametrize("colours", ALL, ids=["light", "dark", "high-light", "high-dark"])


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2, 1 to 21."""

    def luminance(colour: str) -> float:
        parts = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_measure_of_contrast_is_the_known_one() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@both
def test_text_is_read_easily_on_every_ground(colours: Tokens) -> None:
    for text, ground in product(
        (colours.ink, colours.muted), (colours.background, colours.surface)
    ):
        assert contrast(text, ground) >= 4.5


@both
def test_sides_are_read_on_their_ground_and_on_the_page(colours: Tokens) -> None:
    for side in Side:
        colour = colours.side(side).name()
        assert contrast(colour, colours.ground(side).name()) >= 4.5
        assert contrast(colour, colours.background) >= 3


@both
def test_text_is_read_on_the_track(colours: Tokens) -> None:
    for text in (colours.ink, colours.muted):
        assert contrast(text, colours.track) >= 4.5


@pytest.mark.parametrize("colours", [HIGH_LIGHT, HIGH_DARK], ids=["light", "dark"])
def test_high_contrast_is_high(colours: Tokens) -> None:
    for text in (colours.ink, colours.muted, colours.left, colours.right):
        assert contrast(text, colours.background) >= 7
    assert contrast(colours.line, colours.background) >= 3


def test_contrast_follows_the_choice_and_else_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    assert theme.chosen(Theme.DARK, Contrast.HIGH) is HIGH_DARK
    assert theme.chosen(Theme.LIGHT, Contrast.OFF) is LIGHT
    hints = QGuiApplication.styleHints().accessibility()
    for wish in Qt.ContrastPreference:
        monkeypatch.setattr(type(hints), "contrastPreference", lambda _self, wish=wish: wish)
        high = wish is Qt.ContrastPreference.HighContrast
        assert theme.chosen(Theme.LIGHT, Contrast.SYSTEM) is (HIGH_LIGHT if high else LIGHT)


class Asked(QObject):
    """What Qt 6.12 tells of the system's accessibility; older ones have no motion in it."""

    contrastPreferenceChanged = Signal()
    motionPreferenceChanged = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.wish = Motion.NoPreference

    def contrastPreference(self) -> Qt.ContrastPreference:
        return Qt.ContrastPreference.NoPreference

    def motionPreference(self) -> Motion:
        return self.wish


class Motion(Enum):
    """As Qt.MotionPreference of 6.12."""

    NoPreference = 0
    ReducedMotion = 1


def test_motion_follows_the_system_while_the_window_is_open(
    monkeypatch: pytest.MonkeyPatch, context: Context, qtbot: QtBot
) -> None:
    asked = Asked()
    hints = QGuiApplication.styleHints()
    monkeypatch.setattr(type(hints), "accessibility", lambda _self: asked)
    monkeypatch.setattr(theme, "_KNOWS_OF_MOTION", True)
    reduced: list[bool] = []
    monkeypatch.setattr(context.frames, "set_reduced", reduced.append)
    window = MainWindow(context)
    qtbot.addWidget(window)
    asked.wish = Motion.ReducedMotion
    asked.motionPreferenceChanged.emit()
    assert reduced == [True]
    assert theme.less_motion(ReducedMotion.SYSTEM)
    assert not theme.less_motion(ReducedMotion.OFF)


def test_before_qt_6_12_nothing_is_known_of_motion(monkeypatch: pytest.MonkeyPatch) -> None:
    class Older(QObject):
        contrastPreferenceChanged = Signal()

    older = Older()
    hints = QGuiApplication.styleHints()
    monkeypatch.setattr(type(hints), "accessibility", lambda _self: older)
    monkeypatch.setattr(theme, "_KNOWS_OF_MOTION", False)
    theme.follow_system(lambda: None)
    assert not theme.less_motion(ReducedMotion.SYSTEM)
    assert theme.less_motion(ReducedMotion.ON)


def test_from_qt_6_12_on_it_is_asked_about_motion(monkeypatch: pytest.MonkeyPatch) -> None:
    hints = QGuiApplication.styleHints().accessibility()
    reduced = []
    for wish in getattr(Qt, "MotionPreference", ()):
        monkeypatch.setattr(type(hints), "motionPreference", lambda _self, wish=wish: wish)
        reduced.append(theme.less_motion(ReducedMotion.SYSTEM))
    assert reduced == ([False, True] if PySide6.__version_info__ >= (6, 12) else [])


@both
def test_a_widget_paints_with_the_colours_of_its_palette(qtbot: QtBot, colours: Tokens) -> None:
    outer = QWidget()
    qtbot.addWidget(outer)
    inner = QWidget(outer)
    outer.setPalette(theme.palette(colours))
    assert theme.tokens(inner) is colours


def test_a_choice_beats_the_system() -> None:
    assert theme.chosen(Theme.LIGHT) is LIGHT
    assert theme.chosen(Theme.DARK) is DARK
    assert theme.chosen(Theme.SYSTEM) in (LIGHT, DARK)


def test_the_bundled_font_is_used() -> None:
    assert "Inter" in fonts.load(QFont.Weight.Bold)
    assert "Inter Display" in fonts.load(QFont.Weight.Bold, True)
    assert QFontInfo(fonts.font(40, QFont.Weight.Bold)).family() == "Inter"
    assert QFontInfo(fonts.font(40, QFont.Weight.Bold, display=True)).family() == "Inter Display"


def test_without_the_bundled_font_the_system_has_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(files, "assets", lambda: tmp_path)
    assert fonts.load.__wrapped__(QFont.Weight.Normal) == ()
    assert fonts.font(20, QFont.Weight.Normal).families()[-1]


def test_all_fonts_come_before_any_text_is_measured(qapp: QApplication) -> None:
    """With each that comes, Qt forgets what it has measured."""
    fonts.load.cache_clear()
    fonts._font.cache_clear()
    theme.apply(qapp, Theme.LIGHT)
    loaded = fonts.load.cache_info().currsize
    made = [theme.font(style, 1.3) for style in Text]
    assert fonts.load.cache_info().currsize == loaded == 4
    assert {len(font.families()) for font in made} == {1}


def test_type_grows_with_the_window_and_never_gets_tiny() -> None:
    assert theme.font(Text.TITLE, 2.0).pixelSize() == 2 * theme.font(Text.TITLE, 1.0).pixelSize()
    assert theme.font(Text.TINY, 0.1).pixelSize() == 11


def test_the_scale_is_one_at_the_design_size() -> None:
    assert theme.scale(1280, 800) == 1.0
    assert theme.scale(2560, 1600) == 2.0
    assert theme.scale(1280, 1600) == 1.0
