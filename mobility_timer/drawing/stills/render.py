"""Whole pictures at once, for thumbnails, sheets and the command line."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QImage, QPainter

from mobility_timer.drawing.scene.room.backdrop import (
    NOWHERE,
    as_image,
    blank,
    paint_backdrop,
    still_of,
)
from mobility_timer.drawing.scene.room.between import ease
from mobility_timer.drawing.scene.room.furniture import Sprite
from mobility_timer.drawing.scene.room.passing import paint_passing
from mobility_timer.drawing.scene.scene import Scene
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.drawing.scene.transition import (
    Transition,
    TransitionScene,
    ground_of,
    paint_room,
)


@lru_cache(maxsize=4)
def scene_of(spec: SceneSpec) -> Scene:
    return Scene(spec)


def still(
    scene: Scene, sprite: Sprite, *, clear: bool = False, arc: bool = True, phase: float = 0.0
) -> QImage:
    """A scene with its figure; `clear` leaves out the background and the inset. `phase` is where
    the ground is that passes under it."""
    image = blank(scene, None if clear else scene.palette.background)
    painter = QPainter(image)
    paint_backdrop(painter, scene, scene.places if arc else NOWHERE, inset=not clear)
    paint_passing(painter, scene.spec, phase)
    painter.drawImage(sprite.left, sprite.top, as_image(sprite))
    painter.end()
    image.setDevicePixelRatio(scene.spec.dpr)
    return image


def render(spec: SceneSpec, phase: float, *, clear: bool = False, arc: bool = True) -> QImage:
    """The picture of a scene at a phase 0..1; of a hold, 1 + b is the hold with the chest filled
    to b."""
    scene = scene_of(spec)
    sprite = scene.figure(phase, close_up=not clear)[0]
    return still(scene, sprite, clear=clear, arc=arc, phase=phase)


def transition_still(transition: Transition, share: float) -> QImage:
    """The picture on the way from one scene to the next, share 0..1."""
    before, after = scene_of(transition.before), scene_of(transition.after)
    scenes = {transition.before: before, transition.after: after}
    image = blank(after, after.palette.background)
    painter = QPainter(image)
    ground = ground_of(transition, share)
    paint_room(painter, transition, share, ground, lambda spec: still_of(scenes[spec]))
    way = TransitionScene(transition, before, after)
    painter.drawImage(0, 0, _figure_between(way, share, transition, after))
    painter.end()
    image.setDevicePixelRatio(after.spec.dpr)
    return image


def _figure_between(
    way: TransitionScene, share: float, transition: Transition, after: Scene
) -> QImage:
    """The figure on the way; where it fades, one picture dissolves into the other."""
    layers = [(1.0, share)]
    if transition.fades:
        layers = [(1.0 - ease(share), 0.0), (ease(share), 1.0)]
    image = blank(after, None)
    painter = QPainter(image)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Plus)
    for opacity, at in layers:
        sprite = way.figure(at)
        painter.setOpacity(opacity)
        painter.drawImage(sprite.left, sprite.top, as_image(sprite))
    painter.end()
    return image
