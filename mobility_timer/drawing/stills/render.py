"""Whole pictures at once, for thumbnails, sheets and the command line."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QImage, QPainter

from mobility_timer.drawing.scene.backdrop import as_image, blank, paint_backdrop
from mobility_timer.drawing.scene.furniture import Sprite
from mobility_timer.drawing.scene.scene import Scene
from mobility_timer.drawing.scene.spec import SceneSpec


@lru_cache(maxsize=4)
def scene_of(spec: SceneSpec) -> Scene:
    return Scene(spec)


def still(scene: Scene, sprite: Sprite, *, clear: bool = False) -> QImage:
    """A scene with its figure; `clear` leaves out the background and the inset."""
    image = blank(scene, None if clear else scene.palette.background)
    painter = QPainter(image)
    paint_backdrop(painter, scene, scene.places, inset=not clear)
    painter.drawImage(sprite.left, sprite.top, as_image(sprite))
    painter.end()
    image.setDevicePixelRatio(scene.spec.dpr)
    return image


def render(spec: SceneSpec, phase: float, *, clear: bool = False) -> QImage:
    """The picture of a scene at a phase 0..1; of a hold, 1 + b is the hold with the chest filled
    to b."""
    scene = scene_of(spec)
    return still(scene, scene.figure(phase)[0], clear=clear)
