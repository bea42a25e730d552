"""What ends the process: a painter that a fault leaves open, and a screen that is collected."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import mobility_timer.ui
from mobility_timer.ui.widgets.paint import smooth

SOURCES = sorted(Path(mobility_timer.ui.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_painters_of_widgets_are_ended(source: Path) -> None:
    lines = source.read_text(encoding="utf-8").splitlines()
    opened = [line for line in lines if re.search(r"(smooth|QPainter)\(self\)", line)]
    assert all(line.strip().startswith("with ") for line in opened)


def test_a_fault_while_painting_ends_the_painter(qtbot: QtBot) -> None:
    painters: list[QPainter] = []

    class Faulty(QWidget):
        def paintEvent(self, _event: QPaintEvent) -> None:
            with smooth(self) as painter:
                painters.append(painter)
                raise ValueError("boom")

    widget = Faulty()
    qtbot.addWidget(widget)
    with pytest.raises(ValueError, match="boom"):
        widget.grab()
    assert not painters[0].isActive()


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_no_widget_is_asked_for_its_screen(source: Path) -> None:
    """PySide makes the screen a child of the widget's wrapper: where both are collected as one
    cycle the screen goes too, and the next widget ends the process."""
    assert ".screen()" not in source.read_text(encoding="utf-8")
