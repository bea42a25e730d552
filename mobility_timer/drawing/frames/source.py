"""Pictures of the scenes that are and will be shown: made ahead, painted in a moment."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from functools import partial
from typing import Final, TypeAlias

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from mobility_timer.drawing.frames.framebuffer import Framebuffer
from mobility_timer.drawing.frames.packed import PackedFrame, around
from mobility_timer.drawing.frames.painting import Painting, Surfaces, after_of
from mobility_timer.drawing.frames.scheduler import MEMORY_BYTES, FrameScheduler
from mobility_timer.drawing.frames.sequence import FrameSequence
from mobility_timer.drawing.scene.room.backdrop import still_of, with_arc
from mobility_timer.drawing.scene.scene import scene_of
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.drawing.scene.transition import Transition

_BACKDROPS_KEPT: Final = 2
"""Where a way begins and ends."""
_HALF_WAY: Final = 0.5
_FADE_SHARE: Final = 0.30
_STILL_FADE_SHARE: Final = 0.80
"""The share of the way between two positions that their cross-fade takes, and the slower one where
motion is reduced."""

Move: TypeAlias = tuple[Callable[[], bool], QRect]
"""What brings another picture, and answers whether that is still asked for; and what is to be
painted again then."""

Lay: TypeAlias = Callable[[PackedFrame], QImage]


class _Arrivals(QObject):
    """Carries the news of an arrival from any thread to the window's."""

    arrived = Signal()


class FrameSource:
    """Used on the window's thread; its pictures are drawn by `executor`, one job at a time, or
    else by a thread of its own. With `reduced`, the figure moves in its drills only: it does not
    breathe in a hold, the ground does not pass under it, and from one position to the next one
    picture fades into the other.
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
        self._surfaces = Surfaces(self._backdrop, self._buffer)
        self._kept_surfaces = Surfaces(self._kept_backdrop, self._buffer)
        self._framebuffer: Framebuffer | None = None
        self._last: Painting | None = None
        self._moving: FrameSequence | None = None
        """Of what was painted last, where from now on only its frames change, and on a way what
        they are seen on."""
        self._at_end: tuple[SceneSpec | Transition, float] | None = None
        """The way whose end stood in for it, and from which share on."""
        self._lay: Lay | None = None
        """What lays its frames on that."""
        self._dpr = 1.0

    def set_reduced(self, reduced: bool) -> None:
        """Show less motion from now on, or all of it again."""
        self._moving = self._lay = None
        self._reduced = reduced

    def repaint_on_arrival(self, widget: QWidget) -> None:
        """Have `widget` repainted, for as long as it exists, when a picture of what was painted
        last has arrived."""
        self._arrivals.arrived.connect(widget.update, Qt.ConnectionType.QueuedConnection)

    def prepare(self, spec: SceneSpec | Transition) -> None:
        """Have the pictures made, after those of what is shown and what was prepared before."""
        self._scheduler.ask(_subject(spec))

    def transition(
        self,
        before: SceneSpec,
        phase_before: float,
        after: SceneSpec,
        phase_after: float,
        shown_s: float | None = None,
    ) -> Transition:
        """The way from one position to the next, to be prepared and painted as a scene is, with
        its share 0..1 for a phase. It is shown for `shown_s` seconds, 0 where it only fades; None
        is its own length."""
        still = self._reduced or shown_s == 0.0
        return Transition(
            before.bucketed(), phase_before, after.bucketed(), phase_after, still, shown_s or None
        )

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
        whole = after_of(sequence.subject)
        if whole is sequence.subject and self._all_moves(whole):
            return QRect(0, 0, whole.width, whole.height)
        with self._scheduler.lock:
            found = sequence.box
        return _logical(found.x(), found.y(), found.width(), found.height(), whole.dpr)

    def change(self, spec: SceneSpec | Transition, before: float, after: float) -> QRect:
        """What differs between the pictures at two phases, in logical pixels from their corner;
        empty where one picture stands for both."""
        sequence = self._sequence(spec)
        whole = after_of(sequence.subject)
        if self._all_moves(sequence.subject):
            still = self._gone(sequence, before) == self._gone(sequence, after)
            return QRect() if still else QRect(0, 0, whole.width, whole.height)
        with self._scheduler.lock:
            first, second = (
                sequence.nearest(self._moved(sequence.subject, phase)) for phase in (before, after)
            )
        if first is second:
            return QRect()
        frames = [frame for frame in (first, second) if frame is not None]
        return _logical(*around(frames[0].box, frames[-1].box), whole.dpr)

    def move(self, phase: float) -> QRect | None:
        """Bring the scene or the way that was painted last, and plays, to another phase or share:
        what has to be painted again, in logical pixels from the picture's corner, by `paint_moved`.
        None where all of it has to be painted by `paint`."""
        for bring, change in self.look_ahead((phase,)):
            bring()
            return change
        return None

    def look_ahead(self, phases: Iterable[float]) -> list[Move]:
        """How `move` would bring it to phases or shares, one after the other, up to the first at
        which all of it has to be painted. It can be brought there while nothing else is painted."""
        sequence, last = self._moving, self._last
        found: list[Move] = []
        if sequence is None or last is None:
            return found
        for phase in phases:
            painting, change = self._after(last, sequence, phase)
            if change is None:
                break
            found.append((partial(self._bring, sequence, painting), change))
            last = painting
        return found

    def _after(
        self, last: Painting, sequence: FrameSequence, phase: float
    ) -> tuple[Painting, QRect | None]:
        """The painting that follows, and what of it differs where only its frame is laid anew."""
        frame = sequence.nearest(self._moved(sequence.subject, phase))
        before = last.layers[0][1]
        if frame is None or frame is before:
            return last, QRect()
        now = Painting(sequence.subject, phase, ((1.0, frame),))
        if not isinstance(now.subject, Transition):
            return now, _logical(*around(before.box, frame.box), self._dpr)
        return now, QRect(0, 0, now.after.width, now.after.height) if now.is_plain else None

    def _bring(self, sequence: FrameSequence, painting: Painting) -> bool:
        if self._moving is not sequence:
            return False
        self._last = painting
        return True

    def paint_moved(self, painter: QPainter, dpr: float) -> bool:
        """Paint what `move` brought where the scene was painted. Returns False, with nothing
        painted, where pixels have another size now."""
        last, lay = self._last, self._lay
        if last is None or lay is None or dpr != self._dpr:
            return False
        if dpr != 1.0:
            painter.scale(1 / dpr, 1 / dpr)
        painter.drawImage(0, 0, lay(last.layers[0][1]))
        return True

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
        scene's size. Where its picture is yet to come, the last one stands in if it shows the
        same movement, and for a transition the position that it leads from or to, whichever is
        nearer; the figure does not leave the end again. Returns False, with nothing painted, while
        there is none.
        """
        self._moving = self._lay = None
        subject = _subject(spec)
        sequence = self._scheduler.show(subject, self._moved(subject, phase), stands=paused)
        layers = self._layers(sequence, phase)
        last = None if layers or sequence.fault else self._last
        if last is not None and not last.stands_in_for(sequence.subject):
            last = None
        stays, self._at_end = self._stays_at_end(subject, phase, paused=paused), None
        if isinstance(spec, Transition) and (stays or (not layers and last is None)):
            share = phase
            sequence, phase, layers = self._nearer_end(spec, share)
            if layers and share >= _HALF_WAY:
                self._at_end = subject, share
        if not layers and last is None:
            return False
        painter.save()
        try:
            if layers:
                self._last = now = Painting(
                    sequence.subject, phase, layers, self._gone(sequence, phase)
                )
                now.fill(painter, rect, self._surfaces, arc=arc, paused=paused)
                if not paused:
                    self._let_move(now, sequence, painter.device().devicePixelRatio(), rect, arc)
            elif last is not None:
                last.stand_in(painter, rect, self._kept_surfaces, arc=arc, paused=paused)
        finally:
            painter.restore()
        return True

    def paint_last(
        self, painter: QPainter, rect: QRect, spec: SceneSpec | Transition, *, paused: bool = False
    ) -> bool:
        """Paint what was painted last, whatever it shows, as large as it goes into `rect`: until
        there is a picture of `spec`. Returns False, with nothing painted, where that would be in
        another theme or there is none."""
        last = self._last
        if last is None or last.after.theme != after_of(spec).theme:
            return False
        painter.save()
        try:
            last.stand_in(painter, rect, self._kept_surfaces, arc=False, paused=paused)
        finally:
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
        return self._scheduler.sequence(_subject(spec))

    def _stays_at_end(self, subject: SceneSpec | Transition, share: float, *, paused: bool) -> bool:
        """Whether the end of a way was seen before the way: what came meanwhile of it would lead
        back."""
        if self._at_end is None or paused:
            return False
        way, since = self._at_end
        return subject == way and share >= since

    def _nearer_end(
        self, way: Transition, share: float
    ) -> tuple[FrameSequence, float, tuple[tuple[float, PackedFrame], ...]]:
        """Where a way leads from or to: the scene, the phase in it and the pictures there."""
        leaves = share < _HALF_WAY
        spec, phase = (way.before, way.phase_before) if leaves else (way.after, way.phase_after)
        sequence = self._scheduler.stand_in(spec.bucketed(), phase)
        return sequence, phase, self._layers(sequence, phase)

    def _layers(
        self, sequence: FrameSequence, phase: float
    ) -> tuple[tuple[float, PackedFrame], ...]:
        """The pictures to paint, one over the other, with their opacities."""
        with self._scheduler.lock:
            subject = sequence.subject
            if not isinstance(subject, Transition) or not subject.fades:
                found = sequence.nearest(self._moved(sequence.subject, phase))
                return ((1.0, found),) if found else ()
            first, second, share = sequence.around(phase)
        takes = _STILL_FADE_SHARE if subject.still else _FADE_SHARE
        fade = min(1.0, max(0.0, (share - 0.5) / takes + 0.5))
        layers = [(1.0 - fade, first), (fade, second)]
        return tuple((it, each) for it, each in layers if each is not None and it > 0.0)

    def _all_moves(self, subject: SceneSpec | Transition) -> bool:
        """Whether more than the figure moves: the camera, or the ground under it."""
        if isinstance(subject, Transition):
            return True
        return subject.motion.travels > 0.0 and not self._reduced

    def _gone(self, sequence: FrameSequence, phase: float) -> float:
        """Up to which phase the ground has passed: with the figure, picture for picture."""
        if isinstance(sequence.subject, Transition):
            return phase
        return sequence.phases[sequence.index(phase)] if not self._reduced else 0.0

    def _moved(self, subject: SceneSpec | Transition, phase: float) -> float:
        """The phase that is shown: with less motion a hold is without the breath."""
        holds = isinstance(subject, SceneSpec) and subject.motion.hold
        return min(phase, 1.0) if self._reduced and holds else phase

    def _let_move(
        self, now: Painting, sequence: FrameSequence, dpr: float, rect: QRect, arc: bool
    ) -> None:
        """Have `move` go on from what was painted, where all frames are there and nothing but them
        and their ground will change."""
        scene = now.subject
        changes_more = now.passes or (isinstance(scene, Transition) and not now.is_plain)
        if changes_more or not rect.topLeft().isNull():
            return
        with self._scheduler.lock:
            is_whole = not sequence.has_work()
        if is_whole and now.fits(rect, dpr):
            self._moving, self._dpr = sequence, dpr
            buffer = self._buffer(now.after.pixels)
            self._lay = buffer.on_its_ground
            if isinstance(scene, SceneSpec):
                self._lay = partial(buffer.over, self._backdrop(scene, arc=arc))

    def _buffer(self, size: tuple[int, int]) -> Framebuffer:
        if self._framebuffer is None or self._framebuffer.size != size:
            self._framebuffer = None
            self._framebuffer = Framebuffer(*size)
        return self._framebuffer

    def _backdrop(self, spec: SceneSpec, *, arc: bool) -> QImage:
        """The still part of a scene, with the arc, where it is wanted, as soon as it is known."""
        sequence = self._scheduler.sequence(spec)
        with self._scheduler.lock:
            detail = sequence.detail if arc else 0
        held = self._backdrops.get((spec, arc))
        if held is None or held[0] != detail:
            image = self._backdrop(spec, arc=False) if arc else still_of(scene_of(spec))
            if detail:
                with self._scheduler.lock:
                    places = sequence.places
                image = with_arc(image, scene_of(spec), places)
            self._backdrops[spec, arc] = held = (detail, image)
        self._backdrops.move_to_end((spec, arc))
        while len(self._backdrops) > _BACKDROPS_KEPT:
            self._backdrops.popitem(last=False)
        return held[1]

    def _kept_backdrop(self, spec: SceneSpec, *, arc: bool) -> QImage:
        """As it was painted; nothing is found anew for what goes in a moment."""
        held = self._backdrops.get((spec, arc))
        return held[1] if held is not None else still_of(scene_of(spec))


def _logical(left: int, top: int, width: int, height: int, dpr: float) -> QRect:
    """Logical pixels that hold a box of device pixels."""
    return QRect(int(left / dpr), int(top / dpr), int(width / dpr) + 2, int(height / dpr) + 2)


def _subject(spec: SceneSpec | Transition) -> SceneSpec | Transition:
    """What a frame sequence is found by: scenes of nearly one amplitude share theirs."""
    return spec.bucketed() if isinstance(spec, SceneSpec) else spec
