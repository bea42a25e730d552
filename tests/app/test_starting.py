"""Garbage is searched for on the window's thread only."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mobility_timer.app import starting


def looks(window: QWidget) -> bool:
    timers = window.findChildren(QTimer)
    return any(timer.interval() == starting.LOOKS_EVERY_MS for timer in timers)


def test_from_the_first_paint_on_the_window_looks_for_garbage(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gc, "freeze", lambda: None)
    window = QWidget()
    qtbot.addWidget(window)
    starting.collect_after_first_paint(window)
    assert not looks(window)
    window.show()
    window.grab()
    qtbot.waitUntil(lambda: looks(window))
    assert not gc.isenabled()


@pytest.mark.parametrize(
    ("count", "generations"),
    [
        ((starting.MUCH_OBJECTS, 0, 0), []),
        ((starting.MUCH_OBJECTS + 1, 0, 0), [1]),
        ((starting.MUCH_OBJECTS + 1, 0, starting.FULL_EVERY_TIMES), [2]),
    ],
)
def test_it_collects_only_where_much_is_new(
    monkeypatch: pytest.MonkeyPatch, count: tuple[int, int, int], generations: list[int]
) -> None:
    collected: list[int] = []
    monkeypatch.setattr(gc, "collect", collected.append)
    monkeypatch.setattr(gc, "get_count", lambda: count)
    starting.collect_where_much_is_new()
    assert collected == generations
