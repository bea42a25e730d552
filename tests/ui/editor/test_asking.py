"""A question within the page: beside its answers where there is room, else above them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from mobility_timer.ui.editor.asking import AskBar
from mobility_timer.words import editor as words

ANSWERS = [(text, lambda: None) for text in (words.GO_ON, words.KEEP_MINE, words.TAKE_THEIRS)]


@pytest.fixture
def bar(qtbot: QtBot) -> Iterator[AskBar]:
    holder = QWidget()
    qtbot.addWidget(holder)
    holder.resize(1200, 400)
    yield AskBar(holder)
    holder.close()


def fit(bar: AskBar, width: int) -> None:
    """Give it that width and the height that it asks for, as the page does."""
    for _ in range(2):
        bar.setGeometry(0, 0, width, bar.heightForWidth(width))
        QApplication.processEvents()


def ask(bar: AskBar, width: int) -> list[int]:
    """The tops of the answers."""
    bar.window().show()
    bar.ask(words.CHANGED_ON_DISK, *ANSWERS)
    fit(bar, width)
    return tops(bar)


def tops(bar: AskBar) -> list[int]:
    return [answer.mapTo(bar, QPoint(0, 0)).y() for answer in bar.answers]


def test_all_in_one_line_where_there_is_room(bar: AskBar) -> None:
    assert len(set(ask(bar, 1200))) == 1


@pytest.mark.parametrize("width", [320, 420, 560])
def test_nothing_is_squeezed_or_hidden_where_it_is_narrow(bar: AskBar, width: int) -> None:
    below = ask(bar, width)
    assert bar.width() <= width
    assert min(below) > bar.question.geometry().bottom()
    for answer in bar.answers:
        assert answer.width() >= answer.sizeHint().width()
        assert answer.mapTo(bar, answer.rect().bottomRight()).x() < bar.width()
        assert answer.mapTo(bar, answer.rect().bottomRight()).y() < bar.height()
    assert bar.question.height() >= bar.question.heightForWidth(bar.question.width())


def test_it_grows_with_the_window(bar: AskBar) -> None:
    ask(bar, 320)
    fit(bar, 1200)
    assert len(set(tops(bar))) == 1


def test_the_focus_goes_back_to_where_it_was(bar: AskBar) -> None:
    field = QLineEdit(bar.window())
    bar.window().show()
    bar.window().activateWindow()
    field.show()
    field.setFocus()
    ask(bar, 1200)
    assert bar.answers[0].hasFocus()
    bar.answers[0].click()
    assert field.hasFocus()
    assert not bar.isVisible()
