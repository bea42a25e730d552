from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mobility_timer import files
from mobility_timer.ui.shell.theme import tokens
from mobility_timer.ui.widgets import icons
from mobility_timer.ui.widgets.controls.buttons import (
    Card,
    Chip,
    IconButton,
    PillButton,
    Toggle,
    Weight,
)
from mobility_timer.ui.widgets.controls.stepper import Stepper
from mobility_timer.ui.widgets.label import Label
from mobility_timer.ui.widgets.paint import mixed
from mobility_timer.ui.widgets.scaled import rescale

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

BUTTONS = [
    lambda: PillButton("Start", "Enter"),
    lambda: PillButton("Again", weight=Weight.QUIET, icon="again"),
    lambda: Chip("Hips"),
    lambda: IconButton("sound", "Sound off"),
    lambda: Toggle("Standing only"),
    lambda: Card("Ankles and hips"),
]


@pytest.mark.parametrize("make", BUTTONS)
def test_buttons_are_pressed_by_click_space_and_enter(
    qtbot: QtBot, make: Callable[..., Any]
) -> None:
    button = make()
    qtbot.addWidget(button)
    pressed = []
    button.clicked.connect(lambda: pressed.append(1))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert len(pressed) == 3
    assert button.accessibleName()


@pytest.mark.parametrize("make", BUTTONS)
def test_the_keyboard_focus_is_seen(qtbot: QtBot, make: Callable[..., Any]) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    other, button = PillButton("Other"), make()
    column.addWidget(other)
    column.addWidget(button)
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    other.setFocus()
    without = button.grab().toImage()
    window.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert button.grab().toImage() != without


def test_a_stepper_steps_by_click_and_key(qtbot: QtBot) -> None:
    stepper = Stepper("Reps of hip circles")
    qtbot.addWidget(stepper)
    stepper.show_value("10", "reps, 5-10")
    steps: list[Any] = []
    stepper.stepped.connect(steps.append)
    qtbot.mouseClick(stepper.more, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(stepper.less, Qt.MouseButton.LeftButton)
    qtbot.keyClick(stepper, Qt.Key.Key_Up)
    qtbot.keyClick(stepper, Qt.Key.Key_Down)
    assert steps == [1, -1, 1, -1]
    stepper.set_ends(can_fall=False, can_rise=True)
    qtbot.keyClick(stepper, Qt.Key.Key_Down)
    qtbot.mouseClick(stepper.less, Qt.MouseButton.LeftButton)
    assert steps == [1, -1, 1, -1]
    names = [button.accessibleName() for button in stepper.findChildren(QAbstractButton)]
    assert names == ["Reps of hip circles: less", "Reps of hip circles: more"]


def test_everything_grows_with_the_window(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    button, label = PillButton("Start"), Label("Ankles and hips")
    column.addWidget(button)
    column.addWidget(label)
    small = button.sizeHint().height(), label.font().pixelSize()
    rescale(window, 2.0)
    assert (button.sizeHint().height(), label.font().pixelSize()) == (2 * small[0], 2 * small[1])


def test_every_icon_can_be_drawn_in_any_colour() -> None:
    names = sorted(path.stem for path in (files.assets() / "icons").glob("*.svg"))
    assert len(names) > 20
    for name in names:
        picture = icons.image(name, "#ff0000", 48)
        inked = [
            picture.pixelColor(x, y)
            for x in range(48)
            for y in range(48)
            if picture.pixelColor(x, y).alpha() > 200
        ]
        assert inked, name
        assert all(colour.red() > 200 and colour.green() < 30 for colour in inked), name


def test_a_missing_icon_is_blank() -> None:
    assert icons.image("no-such-icon", "#000000", 8).pixelColor(4, 4).alpha() == 0


def test_the_field_of_a_stepper_covers_the_number_that_it_stands_for(qtbot: QtBot) -> None:
    stepper = Stepper("Reps", types=True)
    qtbot.addWidget(stepper)
    stepper.show_value("10", "reps")
    stepper.resize(176, 56)
    stepper.show()
    stepper.type("1")
    for label in (stepper._number, stepper._caption):
        assert stepper.field.geometry().top() <= label.geometry().top()
        assert stepper.field.geometry().bottom() >= label.geometry().bottom()
    colours = tokens(stepper)
    ground = mixed(colours.surface, colours.track, 0.5)
    place = stepper.field.mapTo(stepper, QPoint(12, stepper.field.height() // 2))
    assert stepper.grab().toImage().pixelColor(place) == ground
