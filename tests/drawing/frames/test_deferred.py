from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mobility_timer.drawing.frames import source
from mobility_timer.drawing.frames.deferred import DeferredFrameSource
from mobility_timer.drawing.scene.spec import SceneSpec
from tests.drawing.conftest import AtOnce


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The frame sources that were made."""
    made, init = [], source.FrameSource.__init__

    def noted(self: Any, **named: Any) -> None:
        made.append(named)
        init(self, **named)

    monkeypatch.setattr(source.FrameSource, "__init__", noted)
    return made


@pytest.fixture
def frames(at_once: AtOnce) -> DeferredFrameSource:
    return DeferredFrameSource(reduced=False, executor=at_once)


def painted(frames: DeferredFrameSource, spec: SceneSpec) -> bool:
    image = QImage(96, 96, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    there = frames.paint(painter, QRect(0, 0, 96, 96), spec, 0.0)
    painter.end()
    return there


def test_nothing_is_made_before_it_is_needed(frames: DeferredFrameSource, made: list[Any]) -> None:
    frames.set_reduced(True)
    frames.close()
    assert made == []


def test_one_source_is_made_with_what_was_chosen_meanwhile(
    frames: DeferredFrameSource, made: list[Any], spec: SceneSpec, at_once: AtOnce, qtbot: QtBot
) -> None:
    frames.set_reduced(True)
    view = QWidget()
    qtbot.addWidget(view)
    frames.repaint_on_arrival(view)
    frames.prepare(spec)
    assert painted(frames, spec)
    way = frames.transition(spec, 0.0, replace(spec, amplitude=0.5), 0.0)
    assert way.after.amplitude == 0.5
    assert made == [{"reduced": True, "executor": at_once}]


def test_once_made_it_is_told_and_closed(
    frames: DeferredFrameSource, spec: SceneSpec, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = []
    monkeypatch.setattr(source.FrameSource, "set_reduced", lambda _, to: told.append(to))
    monkeypatch.setattr(source.FrameSource, "close", lambda _: told.append("closed"))
    frames.prepare(spec)
    frames.set_reduced(True)
    frames.close()
    assert told == [True, "closed"]
