"""A figure view, its presenter, and frames that come when they are told to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, cast

import pytest
from PySide6.QtCore import QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mobility_timer import files
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.drawing.scene.transition import Transition
from mobility_timer.figure.motion.model import Motion
from mobility_timer.library.motion.reader import read_motion
from mobility_timer.playback.player import Player
from mobility_timer.routine.model import Drill
from mobility_timer.ui.player.figure.presenter import FigurePresenter
from mobility_timer.ui.player.figure.view import FigureView
from mobility_timer.ui.shell.context import Context
from mobility_timer.ui.shell.nulls import NullFrames
from tests.sample_routines import MIXED

FIGURES = {"circles": "hip-cars", "switches": "hip-switches", "quad": "quad-stretch"}


class Arrivals(QObject):
    arrived = Signal()


class NotedFrames(NullFrames):
    """Notes what is to be prepared and painted; paints a rectangle, but only while `there`."""

    def __init__(self) -> None:
        self.prepared: list[Any] = []
        self.painted: list[Any] = []
        self.stood_in: list[Any] = []
        self.there = True
        self.faults: dict[Any, Any] = {}
        self.error: Exception | None = None
        self.moves: list[Any] | None = None
        """The phases that were moved to, where what is painted can be moved."""
        self._arrivals = Arrivals()

    def fault(self, spec: SceneSpec | Transition) -> str | None:
        return self.faults.get(spec)

    def repaint_on_arrival(self, widget: QWidget) -> None:
        self._arrivals.arrived.connect(widget.update)

    def arrive(self) -> None:
        self.there = True
        self._arrivals.arrived.emit()

    def set_reduced(self, reduced: Any) -> None:
        self.reduced = reduced

    def prepare(self, spec: SceneSpec | Transition) -> None:
        self.prepared.append(spec)

    def change(self, _spec: Any, before: Any, after: Any) -> Any:
        return QRect() if before == after else QRect(3, 4, 50, 60)

    def paint(
        self,
        painter: QPainter,
        rect: QRect,
        spec: SceneSpec | Transition,
        phase: float,
        *,
        paused: bool = False,
        arc: bool = True,  # noqa: ARG002
    ) -> bool:
        self.painted.append((spec, phase, paused))
        if self.error is not None:
            raise self.error
        if self.there:
            painter.fillRect(rect, Qt.GlobalColor.red)
        return self.there

    def move(self, phase: float) -> Any:
        if self.moves is None:
            return None
        self.moves.append(phase)
        return QRect(3, 4, 50, 60)

    def look_ahead(self, phases: Iterable[float]) -> list[tuple[Callable[[], bool], QRect]]:
        if self.moves is None:
            return []
        return [(partial(self._bring, self.moves, each), QRect(3, 4, 50, 60)) for each in phases]

    def _bring(self, asked: list[float], phase: float) -> bool:
        if self.moves is not asked:
            return False
        self.moves.append(phase)
        return True

    def paint_moved(self, painter: QPainter, dpr: float) -> bool:  # noqa: ARG002
        if self.error is not None:
            raise self.error
        painter.fillRect(0, 0, 90, 90, Qt.GlobalColor.green)
        return True

    def paint_last(
        self, painter: QPainter, rect: QRect, spec: SceneSpec | Transition, *, paused: bool = False
    ) -> bool:
        self.stood_in.append((spec, paused))
        painter.fillRect(rect, Qt.GlobalColor.blue)
        return True


@pytest.fixture
def frames() -> NotedFrames:
    return NotedFrames()


@pytest.fixture
def asked() -> list[Any]:
    return []


@pytest.fixture
def with_figures(context: Context, frames: NotedFrames, asked: list[Any]) -> Context:
    motions = {}
    for drill, name in FIGURES.items():
        path = files.assets() / "motions" / f"{name}.yaml"
        motions[drill] = read_motion(path.read_text(encoding="utf-8"), path.name)

    def motion_of(drill: Drill) -> Motion | None:
        asked.append(drill.id)
        return motions.get(drill.id)

    def motion_trouble(drill: Drill) -> str:
        return "books.yaml, line 3, keys: expected poses" if drill.id == "books" else ""

    return context._replace(
        frames=cast(Any, frames), motion_of=motion_of, motion_trouble=motion_trouble
    )


@pytest.fixture
def said() -> list[Any]:
    return []


@pytest.fixture
def scene(
    with_figures: Context, open_player: Callable[..., Player], qtbot: QtBot, said: list[Any]
) -> tuple[FigureView, FigurePresenter, Player]:
    """A figure view, its presenter, and a player that stands anywhere."""
    figure_view = FigureView(with_figures.frames.made(), None)
    qtbot.addWidget(figure_view)
    figure_view.set_place(QRectF(0, 0, 480, 480), 1.0)
    player = open_player(MIXED)
    player.play()
    return figure_view, FigurePresenter(with_figures, figure_view, said.append), player


def is_painted(figure_view: FigureView) -> bool:
    return figure_view.grab().toImage().pixelColor(5, 5) == Qt.GlobalColor.red
