"""Draws the frames of scenes and transitions, and keeps the scenes drawn last."""

from __future__ import annotations

import ctypes
from collections import OrderedDict
from contextlib import suppress
from typing import Final

from mobility_timer import files
from mobility_timer.drawing.frames.packed import PackedFrame
from mobility_timer.drawing.raster.kernel.machine import machine
from mobility_timer.drawing.scene.kept_poses import KeptPoses
from mobility_timer.drawing.scene.scene import Scene
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.drawing.scene.transition import Transition, TransitionScene

_SCENES_KEPT: Final = 6
_LIBC: Final = "libc.so.6"


class Renderer:
    """Used by one thread at a time."""

    def __init__(self) -> None:
        self._poses = KeptPoses(files.cache("poses"))
        self._scenes: OrderedDict[SceneSpec, Scene] = OrderedDict()
        self._transition: tuple[Transition, TransitionScene] | None = None

    def settle(self, subject: SceneSpec | Transition) -> bool:
        """Find one more part of what is needed before the first picture can be drawn or painted;
        whether all was known. A way takes seconds, and what is shown must not wait for one that is
        drawn ahead."""
        return (
            isinstance(subject, SceneSpec)
            or subject.fades
            or subject.route.settle(self._poses.know_passage)
        )

    def frame(self, subject: SceneSpec | Transition, phase: float) -> PackedFrame:
        """The figure at a phase of a scene or at a share of a transition."""
        if isinstance(subject, SceneSpec):
            return self._scene(subject).frame(phase)
        if self._transition is None or self._transition[0] != subject:
            before, after = self._scene(subject.before), self._scene(subject.after)
            self._transition = subject, TransitionScene(subject, before, after)
        return self._transition[1].frame(phase)

    def rest(self) -> None:
        """Nothing is to be drawn for a while: keep what was found, and give back the memory that
        only drawing needs."""
        self._poses.keep()
        if machine.cache_info().currsize:
            machine().rest()
        give_back_memory()

    def _scene(self, spec: SceneSpec) -> Scene:
        scene = self._scenes.pop(spec, None) or Scene(spec)
        self._scenes[spec] = scene
        if not scene.is_known:
            self._poses.know_scene(scene)
        while len(self._scenes) > _SCENES_KEPT:
            self._scenes.popitem(last=False)
        return scene


def give_back_memory() -> None:
    """Let the system have what was freed: what a thread frees in between stays with the process
    else, a tenth of what the window takes. Only glibc knows how."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(_LIBC).malloc_trim(0)
