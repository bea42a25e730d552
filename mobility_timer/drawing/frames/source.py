"""Films of the shots that are and will be shown: asked for ahead, painted in a moment."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from mobility_timer.drawing.frames.scheduler import MEMORY, Darkroom
from mobility_timer.drawing.frames.sequence import Picture, Reel
from mobility_timer.drawing.frames.worker_pool import Workshop
from mobility_timer.drawing.palette import PALETTES
from mobility_timer.drawing.scene.backdrop import blank, paint_stage
from mobility_timer.drawing.scene.scene import Scene
from mobility_timer.drawing.scene.spec import Shot
from mobility_timer.drawing.scene.transition import Passage

_STAGES: Final = 4
_PAUSED: Final = 0.45
_STAGE_FADE: Final = 0.4
"""The share of a passage in which a stage fades: on neither floor the figure seems to float."""
_FADE: Final = 0.30
"""The share of the way between two key poses that their cross-fade takes."""


class Films:
    """Lives on the window's thread; its pictures are made elsewhere.

    `cache` is the folder for films on disk, or None. With `reduced`, motion is shown as still key
    poses that fade into each other.
    """

    def __init__(
        self,
        cache: Path | None,
        *,
        reduced: bool = False,
        memory: int = MEMORY,
        workshop: Workshop | None = None,
    ) -> None:
        self._reduced = reduced
        self._darkroom = Darkroom(cache, memory, workshop)
        self._stages: OrderedDict[Shot, tuple[int, QImage]] = OrderedDict()

    def set_reduced(self, reduced: bool) -> None:
        """Show still key poses from now on, or motion again."""
        if reduced != self._reduced:
            self._reduced = reduced
            self._darkroom.forget()

    def prepare(self, shot: Shot | Passage) -> None:
        """Have the pictures made, after those of what is shown and what was prepared before."""
        self._darkroom.ask(_subject(shot), reduced=self._reduced)

    def transition(
        self, before: Shot, phase_before: float, after: Shot, phase_after: float
    ) -> Passage:
        """The way from one position to the next, to be prepared and painted as a shot is, with
        its share 0..1 for a phase."""
        return Passage(before.bucketed(), phase_before, after.bucketed(), phase_after)

    def ready(self, shot: Shot | Passage) -> float:
        """The share 0..1 of the pictures that is there."""
        reel = self._reel(shot)
        with self._darkroom.lock:
            return reel.share

    def pictures(self, shot: Shot | Passage) -> int:
        """How many different pictures are there."""
        reel = self._reel(shot)
        with self._darkroom.lock:
            return len(reel.pictures)

    def fault(self, shot: Shot | Passage) -> str | None:
        """Why a shot cannot be drawn, if it cannot."""
        return self._reel(shot).fault

    def box(self, shot: Shot | Passage) -> QRect:
        """What differs between the pictures that are there, in logical pixels from the picture's
        corner: the part that needs painting at each frame of a playing shot."""
        reel = self._reel(shot)
        with self._darkroom.lock:
            found = reel.box
        dpr = _after(reel.subject).dpr
        left, top = int(found.left() / dpr), int(found.top() / dpr)
        return QRect(left, top, int(found.width() / dpr) + 2, int(found.height() / dpr) + 2)

    def picture(self, shot: Shot, phase: float) -> QImage | None:
        """The whole picture whose phase is nearest, as a new image."""
        image = QImage(*shot.pixels, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        there = self.paint(painter, QRect(0, 0, *shot.pixels), shot, phase)
        painter.end()
        image.setDevicePixelRatio(shot.dpr)
        return image if there else None

    def paint(
        self,
        painter: QPainter,
        rect: QRect,
        shot: Shot | Passage,
        phase: float,
        *,
        paused: bool = False,
    ) -> bool:
        """Paint a shot at a phase, or a passage at a share, into `rect`.

        Quickest where `rect` has the shot's size. Returns False, with nothing painted, while
        there is no picture.
        """
        reel = self._darkroom.show(_subject(shot), reduced=self._reduced)
        layers = self._layers(reel, phase)
        if not layers:
            return False
        after = _after(reel.subject)
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
        if isinstance(reel.subject, Passage):
            painter.fillRect(0, 0, width, height, QColor(PALETTES[after.theme].background))
            painter.setOpacity(max(0.0, 1.0 - phase / _STAGE_FADE))
            painter.drawImage(0, 0, self._stage(reel.subject.before))
            painter.setOpacity(max(0.0, 1.0 - (1.0 - phase) / _STAGE_FADE))
        painter.drawImage(0, 0, self._stage(after))
        for opacity, layer in layers:
            painter.setOpacity(opacity)
            layer.paint(painter)
        if paused:
            painter.setOpacity(_PAUSED)
            painter.fillRect(0, 0, width, height, QColor(PALETTES[after.theme].background))
        painter.restore()
        return True

    @property
    def bytes(self) -> int:
        """What the pictures in memory take."""
        return self._darkroom.bytes

    def finish(self, seconds: float | None = None) -> bool:
        """Wait until all pictures that were asked for are there, at most so long; whether they
        are. Not for a window that wants to stay awake."""
        return self._darkroom.finish(seconds)

    def close(self) -> None:
        """Stop making pictures; a film that is complete is still written."""
        self._darkroom.close()

    def _reel(self, shot: Shot | Passage) -> Reel:
        return self._darkroom.reel(_subject(shot), reduced=self._reduced)

    def _layers(self, reel: Reel, phase: float) -> list[tuple[float, Picture]]:
        """The pictures to paint, one over the other, with their opacities."""
        with self._darkroom.lock:
            if not self._reduced:
                found = reel.nearest(phase)
                return [(1.0, found)] if found else []
            first, second, share = reel.around(phase)
        fade = min(1.0, max(0.0, (share - 0.5) / _FADE + 0.5))
        layers = [(1.0 if fade < 1.0 else 0.0, first), (fade, second)]
        return [(opacity, each) for opacity, each in layers if each is not None and opacity > 0.0]

    def _stage(self, shot: Shot) -> QImage:
        """The still part of a shot, with the arc as soon as it is known."""
        reel = self._darkroom.reel(shot, reduced=self._reduced)
        with self._darkroom.lock:
            detail = reel.detail
        held = self._stages.get(shot)
        if held is None or held[0] != detail:
            with self._darkroom.lock:
                places = reel.places
            self._stages[shot] = held = (detail, _still(shot, places))
            while len(self._stages) > _STAGES:
                self._stages.popitem(last=False)
        return held[1]


def _subject(shot: Shot | Passage) -> Shot | Passage:
    """What a reel is found by: shots of nearly one amplitude share theirs."""
    return shot.bucketed() if isinstance(shot, Shot) else shot


def _after(subject: Shot | Passage) -> Shot:
    return subject if isinstance(subject, Shot) else subject.after


def _still(shot: Shot, places: NDArray[np.float64]) -> QImage:
    scene = Scene(shot)
    image = blank(scene, scene.palette.background)
    painter = QPainter(image)
    paint_stage(painter, scene, places)
    painter.end()
    return image.convertToFormat(QImage.Format.Format_RGB32)
