"""A widget that is laid out anew takes the height that it then needs."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mobility_timer.ui.widgets.stacked import take_all_out

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def test_what_was_laid_out_before_grows_with_its_text(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(200, 600)
    column, label = QVBoxLayout(parent), QLabel("one")
    label.setWordWrap(True)
    for _ in range(2):
        take_all_out(column)
        line = QHBoxLayout()
        line.addWidget(label)
        column.addLayout(line)
        column.addStretch(1)
    parent.show()
    QApplication.processEvents()
    low = label.height()
    label.setText("many words " * 20)
    QApplication.processEvents()
    assert label.height() > 3 * low
    take_all_out(column)
    assert column.count() == 0
    assert label.parent() is parent
