"""A frame source that is made when it is first needed: Home's first look does without."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Executor
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from mobility_timer.drawing.frames.source import FrameSource, Move
    from mobility_timer.drawing.scene.spec import SceneSpec
    from mobility_timer.drawing.scene.transition import Transition


class DeferredFrameSource:
    """Does what a FrameSource does, and imports nothing that draws before that is asked for."""

    def __init__(self, *, reduced: bool, executor: Executor) -> None:
        self._reduced = reduced
        self._executor = executor
        self._source: FrameSource | None = None

    def set_reduced(self, reduced: bool) -> None:
        self._reduced = reduced
        if self._source is not None:
            self._source.set_reduced(reduced)

    def repaint_on_arrival(self, widget: QWidget) -> None:
        self._made().repaint_on_arrival(widget)

    def prepare(self, spec: SceneSpec | Transition) -> None:
        self._made().prepare(spec)

    def transition(
        self,
        before: SceneSpec,
        phase_before: float,
        after: SceneSpec,
        phase_after: float,
        shown_s: float | None = None,
    ) -> Transition:
        return self._made().transition(before, phase_before, after, phase_after, shown_s)

    def fault(self, spec: SceneSpec | Transition) -> str | None:
        return self._made().fault(spec)

    def change(self, spec: SceneSpec | Transition, before: float, after: float) -> QRect:
        return self._made().change(spec, before, after)

    def move(self, phase: float) -> QRect | None:
        return self._made().move(phase)

    def look_ahead(self, phases: Iterable[float]) -> list[Move]:
        return self._made().look_ahead(phases)

    def paint_moved(self, painter: QPainter, dpr: float) -> bool:
        return self._made().paint_moved(painter, dpr)

    def paint(
        self,
        painter: QPainter,
        rect: QRect,
        spec: SceneSpec | Transition,
        phase: float,
        *,
        paused: bool = False,
        arc: bool = True,
    ) -> bool:
        return self._made().paint(painter, rect, spec, phase, paused=paused, arc=arc)

    def paint_last(
        self, painter: QPainter, rect: QRect, spec: SceneSpec | Transition, *, paused: bool = False
    ) -> bool:
        return self._made().paint_last(painter, rect, spec, paused=paused)

    def close(self) -> None:
        if self._source is not None:
            self._source.close()

    def _made(self) -> FrameSource:
        if self._source is None:
            from mobility_timer.drawing.frames.source import FrameSource

            self._source = FrameSource(reduced=self._reduced, executor=self._executor)
        return self._source
