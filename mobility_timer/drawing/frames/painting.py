"""Paints frames over the room they belong to, at the size they were drawn for or another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Protocol

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from mobility_timer.drawing.frames.framebuffer import Framebuffer, holds_ground
from mobility_timer.drawing.frames.packed import PackedFrame
from mobility_timer.drawing.palette import PALETTES
from mobility_timer.drawing.scene.room.passing import paint_passing
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.drawing.scene.transition import Transition, is_plain, paint_room

_PAUSED_VEIL_OPACITY: Final = 0.45
_NATIVE: Final = QImage.Format.Format_ARGB32_Premultiplied


class Backdrop(Protocol):
    """Finds the still part of a scene, with the arc where it is wanted."""

    def __call__(self, spec: SceneSpec, /, *, arc: bool) -> QImage: ...


@dataclass(frozen=True)
class Surfaces:
    """What paintings are made on: the backdrops of scenes, and where frames of a size in device
    pixels are unpacked."""

    backdrop: Backdrop
    buffer: Callable[[tuple[int, int]], Framebuffer]


@dataclass(frozen=True)
class Painting:
    """A scene at a phase or a transition at a share, by frames with their opacities; `gone` is the
    phase up to which the ground has passed."""

    subject: SceneSpec | Transition
    phase: float
    layers: tuple[tuple[float, PackedFrame], ...]
    gone: float = 0.0

    @property
    def after(self) -> SceneSpec:
        return after_of(self.subject)

    def stands_in_for(self, subject: SceneSpec | Transition) -> bool:
        """Whether it shows the same movement, from the same side: at another size or pace."""
        if isinstance(subject, SceneSpec):
            return isinstance(self.subject, SceneSpec) and _like(self.subject, subject) == subject
        if isinstance(self.subject, SceneSpec):
            return False
        ends = _like(self.subject.before, subject.before), _like(self.subject.after, subject.after)
        return ends == (subject.before, subject.after)

    def fits(self, rect: QRect, dpr: float) -> bool:
        """Whether the frames were drawn for that size: they are even, so that a row or a column
        may lie outside."""
        width, height = self.after.pixels
        return {width - round(rect.width() * dpr), height - round(rect.height() * dpr)} <= {0, 1}

    def fill(
        self, painter: QPainter, rect: QRect, surfaces: Surfaces, *, arc: bool, paused: bool
    ) -> None:
        """Fill `rect`, quickest where the frames were drawn for that size."""
        dpr = painter.device().devicePixelRatio()
        if self.fits(rect, dpr):
            painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
            painter.translate(rect.topLeft())
            painter.scale(1 / dpr, 1 / dpr)
            self._paint(painter, surfaces, arc=arc, paused=paused)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(rect, self._whole(surfaces, arc=arc, paused=paused))

    def stand_in(
        self, painter: QPainter, rect: QRect, surfaces: Surfaces, *, arc: bool, paused: bool
    ) -> None:
        """As large as it goes into `rect`, and undistorted, on the theme's ground."""
        width, height = self.after.pixels
        share = min(rect.width() / width, rect.height() / height)
        place = QRectF(0.0, 0.0, width * share, height * share)
        place.moveCenter(QRectF(rect).center())
        painter.fillRect(rect, QColor(PALETTES[self.after.theme].background))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, self._whole(surfaces, arc=arc, paused=paused))

    def _whole(self, surfaces: Surfaces, *, arc: bool, paused: bool) -> QImage:
        """All of it in one picture of its own."""
        image = QImage(*self.after.pixels, _NATIVE)
        painter = QPainter(image)
        self._paint(painter, surfaces, arc=arc, paused=paused)
        painter.end()
        return image

    def _paint(self, painter: QPainter, surfaces: Surfaces, *, arc: bool, paused: bool) -> None:
        """In device pixels from the picture's corner."""
        buffer = surfaces.buffer(self.after.pixels)
        first = self.layers[0][1]
        if self.is_plain:
            painter.drawImage(0, 0, buffer.on_its_ground(first))
        elif isinstance(self.subject, Transition):
            self._paint_way(painter, self.subject, first.ground, surfaces)
        elif self.passes:
            painter.drawImage(0, 0, surfaces.backdrop(self.subject, arc=arc))
            paint_passing(painter, self.subject, self.gone)
            self._paint_layers(painter, buffer)
        else:
            painter.drawImage(0, 0, buffer.over(surfaces.backdrop(self.subject, arc=arc), first))
        if paused:
            painter.setOpacity(_PAUSED_VEIL_OPACITY)
            ground = QRect(0, 0, *self.after.pixels)
            painter.fillRect(ground, QColor(PALETTES[self.after.theme].background))

    def _paint_way(
        self, painter: QPainter, way: Transition, ground: bytes | None, surfaces: Surfaces
    ) -> None:
        def backdrop(spec: SceneSpec) -> QImage:
            return surfaces.backdrop(spec, arc=False)

        paint_room(painter, way, self.phase, ground, backdrop)
        self._paint_layers(painter, surfaces.buffer(self.after.pixels))

    @property
    def is_plain(self) -> bool:
        """Whether it is a way's, and one frame on its ground is all of it."""
        if not isinstance(self.subject, Transition) or len(self.layers) > 1:
            return False
        return holds_ground(self.layers[0][1]) and is_plain(self.subject)

    @property
    def passes(self) -> bool:
        """Whether the ground passes under the figure."""
        return isinstance(self.subject, SceneSpec) and self.subject.motion.travels > 0.0

    def _paint_layers(self, painter: QPainter, buffer: Framebuffer) -> None:
        """The figure; of two layers the sum, as one dissolves into the other: painted one over
        the other, the first would stand there until the second is whole."""
        if len(self.layers) == 1:
            _paint_layer(painter, buffer, *self.layers[0])
            return
        image = QImage(*self.after.pixels, _NATIVE)
        image.fill(Qt.GlobalColor.transparent)
        sum_of = QPainter(image)
        sum_of.setCompositionMode(QPainter.CompositionMode.CompositionMode_Plus)
        for opacity, layer in self.layers:
            _paint_layer(sum_of, buffer, opacity, layer)
        sum_of.end()
        painter.setOpacity(1.0)
        painter.drawImage(0, 0, image)


def _paint_layer(
    painter: QPainter, buffer: Framebuffer, opacity: float, layer: PackedFrame
) -> None:
    painter.setOpacity(opacity)
    left, top, width, height = layer.box
    painter.drawImage(left, top, buffer.alone(layer), left, top, width, height)


def after_of(subject: SceneSpec | Transition) -> SceneSpec:
    """The scene itself, or the one that a transition leads to."""
    return subject if isinstance(subject, SceneSpec) else subject.after


def _like(spec: SceneSpec, other: SceneSpec) -> SceneSpec:
    """With the size and the pace of the other."""
    return replace(
        spec,
        width=other.width,
        height=other.height,
        dpr=other.dpr,
        seconds=other.seconds,
        amplitude=other.amplitude,
    )
