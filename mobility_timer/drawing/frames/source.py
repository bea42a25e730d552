"""Pictures of the scenes that are and will be shown: made ahead, painted in a moment."""

from __future__ import annotations

from collections import OrderedDict
from concurrent.futures import Executor
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from mobility_timer.drawing.frames.packed import PackedFrame
from mobility_timer.drawing.frames.scheduler import MEMORY_BYTES, FrameScheduler
from mobility_timer.drawing.frames.sequence import FrameSequence
from mobility_timer.drawing.palette import PALETTES
from mobility_timer.drawing.scene.room.backdrop import NOWHERE, blank, paint_backdrop
from mobility_timer.drawing.scene.scene import Scene
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.drawing.scene.transition import Transition, paint_room

_BACKDROPS_KEPT: Final = 4
_PAUSED_VEIL_OPACITY: Final = 0.45
_POSE_FADE_SHARE: Final = 0.30
"""The share of the way between two key poses that their cross-fade takes."""


_NATIVE: Final = QImage.Format.Format_ARGB32_Premultiplied


class _Arrivals(QObject):
    """Carries the news of an arrival from any thread to the window's."""

    arrived = Signal()


class FrameSource:
    """Used on the window's thread; its pictures are drawn by `executor`, one job at a time, or
    else by a thread of its own. With `reduced`, motion is shown as still key poses that fade
    into each other.
    """

    def __init__(
        self,
        *,
        reduced: bool = False,
        memory_bytes: int = MEMORY_BYTES,
        executor: Executor | None = None,
    ) -> None:
        self._reduced = reduced
        self._arrivals = _Arrivals()
        self._scheduler = FrameScheduler(memory_bytes, executor, self._arrivals.arrived.emit)
        self._backdrops: OrderedDict[tuple[SceneSpec, bool], tuple[int, QImage]] = OrderedDict()

    def set_reduced(self, reduced: bool) -> None:
        """Show still key poses from now on, or motion again."""
        if reduced != self._reduced:
            self._reduced = reduced
            self._scheduler.forget()

    def repaint_on_arrival(self, widget: QWidget) -> None:
        """Have `widget` repainted, for as long as it exists, when a picture of what was painted
        last has arrived."""
        self._arrivals.arrived.connect(widget.update, Qt.ConnectionType.QueuedConnection)

    def prepare(self, spec: SceneSpec | Transition) -> None:
        """Have the pictures made, after those of what is shown and what was prepared before."""
        self._scheduler.ask(_subject(spec), reduced=self._reduced)

    def transition(
        self, before: SceneSpec, phase_before: float, after: SceneSpec, phase_after: float
    ) -> Transition:
        """The way from one position to the next, to be prepared and painted as a scene is, with
        its share 0..1 for a phase."""
        return Transition(before.bucketed(), phase_before, after.bucketed(), phase_after)

    def ready(self, spec: SceneSpec | Transition) -> float:
        """The share 0..1 of the pictures that is there."""
        sequence = self._sequence(spec)
        with self._scheduler.lock:
            return sequence.share

    def pictures(self, spec: SceneSpec | Transition) -> int:
        """How many different pictures are there."""
        sequence = self._sequence(spec)
        with self._scheduler.lock:
            return len(sequence.pictures)

    def fault(self, spec: SceneSpec | Transition) -> str | None:
        """Why a scene cannot be drawn, if it cannot."""
        return self._sequence(spec).fault

    def box(self, spec: SceneSpec | Transition) -> QRect:
        """What differs between the pictures that are there, in logical pixels from the picture's
        corner: the part that needs painting at each frame of a playing scene."""
        sequence = self._sequence(spec)
        with self._scheduler.lock:
            found = sequence.box
        return _logical(found, _after(sequence.subject).dpr)

    def change(self, spec: SceneSpec | Transition, before: float, after: float) -> QRect:
        """What differs between the pictures at two phases, in logical pixels from their corner;
        empty where one picture stands for both."""
        sequence = self._sequence(spec)
        whole = _after(sequence.subject)
        if self._reduced or isinstance(sequence.subject, Transition):
            return QRect(0, 0, whole.width, whole.height) if before != after else QRect()
        with self._scheduler.lock:
            first, second = sequence.nearest(before), sequence.nearest(after)
        if first is second:
            return QRect()
        frames = [frame for frame in (first, second) if frame is not None]
        return _logical(QRect(*frames[0].box).united(QRect(*frames[-1].box)), whole.dpr)

    def picture(self, spec: SceneSpec, phase: float) -> QImage | None:
        """The whole picture whose phase is nearest, as a new image."""
        image = QImage(*spec.pixels, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        there = self.paint(painter, QRect(0, 0, *spec.pixels), spec, phase)
        painter.end()
        image.setDevicePixelRatio(spec.dpr)
        return image if there else None

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
        """Paint a scene at a phase, or a transition at a share, into `rect`.

        `arc` is whether the path of the traced joint is painted. Quickest where `rect` has the
        scene's size. Returns False, with nothing painted, while
        there is no picture.
        """
        sequence = self._scheduler.show(_subject(spec), reduced=self._reduced)
        layers = self._layers(sequence, phase)
        if not layers:
            return False
        after = _after(sequence.subject)
        width, height = after.pixels
        dpr = painter.device().devicePixelRatio()
        fits = (round(rect.width() * dpr), round(rect.height() * dpr)) == (width, height)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not fits)
        painter.translate(rect.topLeft())
        if fits:
            painter.scale(1 / dpr, 1 / dpr)
        else:
            painter.scale(rect.width() / width, rect.height() / height)
        if isinstance(sequence.subject, Transition):
            paint_room(painter, sequence.subject, phase, lambda it: self._backdrop(it, arc=False))
        else:
            painter.drawImage(0, 0, self._backdrop(after, arc=arc))
        for opacity, layer in layers:
            painter.setOpacity(opacity)
            for left, top, image in _tiles(layer):
                painter.drawImage(left, top, image)
        if paused:
            painter.setOpacity(_PAUSED_VEIL_OPACITY)
            painter.fillRect(0, 0, width, height, QColor(PALETTES[after.theme].background))
        painter.restore()
        return True

    @property
    def bytes(self) -> int:
        """What the pictures in memory take."""
        return self._scheduler.bytes

    def finish(self, seconds: float | None = None) -> bool:
        """Wait until all pictures that were asked for are there, at most so long; whether they
        are. Not for a window that wants to stay awake."""
        return self._scheduler.finish(seconds)

    def close(self) -> None:
        """Stop drawing."""
        self._scheduler.close()

    def _sequence(self, spec: SceneSpec | Transition) -> FrameSequence:
        return self._scheduler.sequence(_subject(spec), reduced=self._reduced)

    def _layers(self, sequence: FrameSequence, phase: float) -> list[tuple[float, PackedFrame]]:
        """The pictures to paint, one over the other, with their opacities."""
        with self._scheduler.lock:
            fades = isinstance(sequence.subject, Transition) and sequence.subject.fades
            if not self._reduced and not fades:
                found = sequence.nearest(phase)
                return [(1.0, found)] if found else []
            first, second, share = sequence.around(phase)
        fade = min(1.0, max(0.0, (share - 0.5) / _POSE_FADE_SHARE + 0.5))
        layers = [(1.0 if fade < 1.0 else 0.0, first), (fade, second)]
        return [(opacity, each) for opacity, each in layers if each is not None and opacity > 0.0]

    def _backdrop(self, spec: SceneSpec, *, arc: bool) -> QImage:
        """The still part of a scene, with the arc, where it is wanted, as soon as it is known."""
        sequence = self._scheduler.sequence(spec, reduced=self._reduced)
        with self._scheduler.lock:
            detail = sequence.detail if arc else 0
        held = self._backdrops.get((spec, arc))
        if held is None or held[0] != detail:
            with self._scheduler.lock:
                places = sequence.places if arc else NOWHERE
            self._backdrops[spec, arc] = held = (detail, _still(spec, places))
            while len(self._backdrops) > _BACKDROPS_KEPT:
                self._backdrops.popitem(last=False)
        return held[1]


@lru_cache(maxsize=2)
def _tiles(frame: PackedFrame) -> tuple[tuple[int, int, QImage], ...]:
    """The corners and pictures of a frame's tiles. Kept, as a figure that holds is painted more
    than once."""
    data, at, found = frame.pixels(), 0, []
    for left, top, width, height in frame.tiles:
        part = data[at : at + width * height]
        image = QImage(part.data, width, height, 4 * width, _NATIVE)
        found.append((left, top, image))
        at += width * height
    return tuple(found)


def _logical(box: QRect, dpr: float) -> QRect:
    """Logical pixels that hold a box of device pixels."""
    left, top = int(box.left() / dpr), int(box.top() / dpr)
    return QRect(left, top, int(box.width() / dpr) + 2, int(box.height() / dpr) + 2)


def _subject(spec: SceneSpec | Transition) -> SceneSpec | Transition:
    """What a frame sequence is found by: scenes of nearly one amplitude share theirs."""
    return spec.bucketed() if isinstance(spec, SceneSpec) else spec


def _after(subject: SceneSpec | Transition) -> SceneSpec:
    return subject if isinstance(subject, SceneSpec) else subject.after


def _still(spec: SceneSpec, places: NDArray[np.float64]) -> QImage:
    scene = Scene(spec)
    image = blank(scene, scene.palette.background)
    painter = QPainter(image)
    paint_backdrop(painter, scene, places)
    painter.end()
    return image.convertToFormat(QImage.Format.Format_RGB32)
