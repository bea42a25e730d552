import pytest
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mobility_timer.ui.shell.theme import DARK, HIGH_DARK, HIGH_LIGHT, LIGHT, Tokens, palette
from mobility_timer.ui.widgets.paint import block, fill, mixed, smooth


class Card(QWidget):
    """A block as large as itself, of the colour `ground`."""

    ground = ""

    def paintEvent(self, _event: QPaintEvent) -> None:
        with smooth(self) as painter:
            block(painter, QRectF(self.rect()), 0, self.ground)


def edge_of(qtbot: QtBot, colours: Tokens, ground: str) -> QColor:
    card = Card()
    qtbot.addWidget(card)
    card.ground = ground
    card.setPalette(palette(colours))
    card.resize(40, 30)
    image = card.grab().toImage()
    assert image.pixelColor(20, 15) == QColor(ground)
    return image.pixelColor(20, 0)


@pytest.mark.parametrize("colours", [HIGH_LIGHT, HIGH_DARK])
def test_in_high_contrast_cards_and_buttons_have_an_edge(qtbot: QtBot, colours: Tokens) -> None:
    assert edge_of(qtbot, colours, colours.surface) == QColor(colours.line)
    assert edge_of(qtbot, colours, colours.track) == QColor(colours.line)
    under_the_pointer = mixed(colours.surface, colours.ink, 0.1).name()
    assert edge_of(qtbot, colours, under_the_pointer) == QColor(colours.line)
    assert edge_of(qtbot, colours, colours.ink) == QColor(colours.ink)


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_elsewhere_the_ground_is_enough(qtbot: QtBot, colours: Tokens) -> None:
    assert edge_of(qtbot, colours, colours.surface) == QColor(colours.surface)


def filled(ratio: float, rect: QRect, by: str) -> QImage:
    picture = QImage(40, 40, QImage.Format.Format_ARGB32_Premultiplied)
    picture.setDevicePixelRatio(ratio)
    picture.fill(QColor("#F4F1EC"))
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if by == "fill":
            fill(painter, rect, "#20171C21")
        else:
            painter.fillRect(rect, QColor("#20171C21"))
    return picture


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_a_ground_is_filled_as_qt_fills_it(ratio: float) -> None:
    rect = QRect(3, 5, 17, 13)
    assert filled(ratio, rect, "fill") == filled(ratio, rect, "Qt")
