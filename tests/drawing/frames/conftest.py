"""Sources of frames that draw at once, and what they paint."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from mobility_timer.drawing.frames.source import FrameSource
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.drawing.scene.transition import Transition
from tests.drawing.conftest import AtOnce

SIZE = 96


@pytest.fixture
def make(at_once: AtOnce) -> Iterator[Callable[..., FrameSource]]:
    made = []

    def frames(**options: Any) -> FrameSource:
        made.append(FrameSource(**{"executor": at_once} | options))
        return made[-1]

    yield frames
    for each in made:
        each.close()


def pixels(image: QImage) -> NDArray[Any]:
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)
    return rows[..., :3].astype(int)


def canvas() -> QImage:
    image = QImage(SIZE + 20, SIZE + 10, QImage.Format.Format_RGB32)
    image.fill(0x102030)
    return image


def painted(
    frames: FrameSource, spec: SceneSpec | Transition, phase: float, **options: Any
) -> NDArray[Any] | None:
    image = canvas()
    painter = QPainter(image)
    there = frames.paint(painter, QRect(20, 10, SIZE, SIZE), spec, phase, **options)
    painter.end()
    return pixels(image)[10:, 20:] if there else None
