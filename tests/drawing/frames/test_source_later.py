"""What the source of frames does when asked again."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import replace
from itertools import pairwise
from typing import Any, ClassVar

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mobility_timer.drawing.frames import scheduler, source
from mobility_timer.drawing.frames.renderer import Renderer
from mobility_timer.drawing.frames.source import FrameSource
from mobility_timer.drawing.raster.kernel.machine import machine
from mobility_timer.drawing.scene.room import backdrop
from mobility_timer.drawing.scene.route import forget_ways
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.drawing.scene.transition import Transition
from mobility_timer.figure.passage import passage
from mobility_timer.routine.model import Side
from tests.drawing.frames.conftest import SIZE, painted, pixels

WAIT = 60.0


def test_a_sequence_that_was_just_asked_for_stays(
    make: Callable[..., FrameSource], spec: SceneSpec, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scheduler, "_MOST_SEQUENCES", 3)
    frames = make()
    painted(frames, spec, 0.0)
    for share in range(1, 9):
        other = replace(spec, amplitude=share / 8)
        frames.prepare(other)
        assert frames.finish(WAIT)
        assert frames.ready(other) == frames.ready(spec) == 1.0


def test_when_all_is_drawn_the_memory_for_drawing_is_given_back(
    make: Callable[..., FrameSource], spec: SceneSpec, monkeypatch: pytest.MonkeyPatch
) -> None:
    rests: list[bool] = []
    frames = make()
    monkeypatch.setattr(Renderer, "rest", lambda _renderer: rests.append(True))
    painted(frames, spec, 0.0)
    frames.prepare(replace(spec, amplitude=0.5))
    assert frames.finish(WAIT)
    assert 1 <= len(rests) <= 2
    machine().rest()
    painted(frames, replace(spec, amplitude=0.25), 0.0)
    assert frames.finish(WAIT)
    assert painted(frames, replace(spec, amplitude=0.25), 0.0) is not None


def test_a_sequence_that_was_evicted_is_asked_for_and_shown_again(
    make: Callable[..., FrameSource], spec: SceneSpec, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scheduler, "_MOST_SEQUENCES", 2)
    frames = make()
    specs = [replace(spec, amplitude=share / 8) for share in range(1, 7)]
    transition = frames.transition(specs[0], 0.0, specs[5], 0.0)
    asked: tuple[SceneSpec | Transition, ...] = (*specs, transition)
    for each in (*asked, *reversed(specs), transition):
        frames.prepare(each)
        assert frames.finish(WAIT)
        assert painted(frames, each, 0.5) is not None


def test_a_widget_is_repainted_when_a_picture_of_what_it_shows_arrives(
    make: Callable[..., FrameSource], spec: SceneSpec, qtbot: QtBot
) -> None:
    frames = make(executor=None)

    class View(QWidget):
        painted: ClassVar[list[bool]] = []

        def paintEvent(self, _event: QPaintEvent) -> None:
            painter = QPainter(self)
            self.painted.append(frames.paint(painter, self.rect(), spec, 0.3))
            painter.end()

    view = View()
    qtbot.addWidget(view)
    frames.repaint_on_arrival(view)
    view.resize(SIZE, SIZE)
    view.show()
    qtbot.waitUntil(lambda: True in view.painted, timeout=int(WAIT * 1000))


def test_pictures_of_what_is_not_shown_repaint_nothing(
    make: Callable[..., FrameSource], spec: SceneSpec
) -> None:
    told = []
    frames = make(executor=None)
    frames._arrivals.arrived.connect(lambda: told.append(True), Qt.ConnectionType.DirectConnection)
    frames.prepare(spec)
    assert frames.finish(WAIT)
    assert told == []
    painted(frames, replace(spec, side=Side.LEFT), 0.0)
    assert frames.finish(WAIT)
    assert told


def test_the_last_picture_stands_in_for_one_of_another_size_or_pace(
    make: Callable[..., FrameSource], spec: SceneSpec
) -> None:
    frames = make()
    assert painted(frames, spec, 0.3) is not None
    frames.close()
    larger = replace(spec, width=2 * SIZE, height=SIZE, seconds=spec.seconds + 1)
    assert painted(frames, larger, 0.3) is not None
    assert painted(frames, replace(spec, amplitude=0.25), 0.9) is not None
    assert frames.pictures(larger) == 0


def painted_at(frames: FrameSource, spec: SceneSpec, width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    assert frames.paint(painter, image.rect(), spec, 0.3)
    painter.end()
    return image


def test_what_stands_in_is_scaled_as_one_picture_without_the_edges_of_its_tiles(
    make: Callable[..., FrameSource], spec: SceneSpec
) -> None:
    frames = make()
    small = painted_at(frames, spec, SIZE, SIZE)
    frames.close()
    side = round(1.17 * SIZE)
    scaled = QImage(side, side, QImage.Format.Format_RGB32)
    painter = QPainter(scaled)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(scaled.rect(), small)
    painter.end()
    shown = painted_at(frames, replace(spec, width=side, height=side), side, side)
    assert np.abs(pixels(shown) - pixels(scaled)).max() <= 2


def test_a_picture_of_an_odd_size_is_not_scaled(
    make: Callable[..., FrameSource], spec: SceneSpec
) -> None:
    frames, odd = make(), SIZE - 1
    even = painted_at(frames, spec, SIZE, SIZE)
    shown = painted_at(frames, replace(spec, width=odd, height=odd), odd, odd)
    assert np.array_equal(pixels(shown), pixels(even)[:odd, :odd])


def test_nothing_stands_in_for_another_movement_or_theme(
    make: Callable[..., FrameSource], spec: SceneSpec
) -> None:
    frames = make()
    assert painted(frames, spec, 0.3) is not None
    frames.close()
    other = replace(spec, side=Side.LEFT)
    transition = frames.transition(other, 0.0, spec, 0.0)
    for subject in (other, transition, replace(spec, theme="dark")):
        assert painted(frames, subject, 0.3) is None


def test_the_way_to_the_next_drill_stands_in_for_itself_at_another_size(
    make: Callable[..., FrameSource], spec: SceneSpec
) -> None:
    frames = make()
    larger, other = replace(spec, width=2 * SIZE), replace(spec, amplitude=0.25)
    assert painted(frames, frames.transition(spec, 0.0, other, 0.5), 0.3) is not None
    frames.close()
    way = frames.transition(larger, 0.0, replace(other, width=2 * SIZE), 0.5)
    assert painted(frames, way, 0.3) is not None


def test_until_there_is_a_picture_what_was_seen_last_can_stand_in(
    make: Callable[..., FrameSource], spec: SceneSpec
) -> None:
    frames = make()
    image = QImage(SIZE, SIZE, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    other = replace(spec, side=Side.LEFT, width=2 * SIZE)
    assert not frames.paint_last(painter, image.rect(), other)
    seen = painted(frames, spec, 0.3, arc=False)
    frames.close()
    assert painted(frames, other, 0.3) is None
    assert frames.paint_last(painter, image.rect(), other)
    assert not frames.paint_last(painter, image.rect(), replace(other, theme="dark"))
    painter.end()
    assert np.array_equal(pixels(image), seen)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[tuple[SceneSpec | Transition, float]]:
    """What is drawn, in that order."""
    noted: list[tuple[SceneSpec | Transition, float]] = []
    frame = Renderer.frame

    def draw(self: Renderer, subject: SceneSpec | Transition, phase: float) -> Any:
        noted.append((subject, phase))
        return frame(self, subject, phase)

    monkeypatch.setattr(Renderer, "frame", draw)
    return noted


def test_from_drill_to_drill_each_room_is_painted_once(
    make: Callable[..., FrameSource], spec: SceneSpec, monkeypatch: pytest.MonkeyPatch
) -> None:
    rooms: list[Any] = []
    arcs: list[Any] = []
    still_of, with_arc = backdrop.still_of, backdrop.with_arc
    monkeypatch.setattr(source, "still_of", lambda it: rooms.append(it) or still_of(it))
    monkeypatch.setattr(source, "with_arc", lambda *it: arcs.append(it) or with_arc(*it))
    frames = make(reduced=True)
    drills = [spec, replace(spec, side=Side.LEFT), replace(spec, amplitude=0.5), spec]
    for before, after in pairwise(drills):
        way = frames.transition(before, 0.0, after, 0.0)
        for share in (0.2, 0.5, 0.8):
            assert painted(frames, way, share) is not None
        painted(frames, after, 0.0)
    assert len(rooms) == len(drills)
    assert len(arcs) == len(drills) - 1


class OneByOne(Executor):
    """Does one of the jobs that were submitted when it is told to."""

    def __init__(self) -> None:
        self.jobs: list[Callable[[], Any]] = []

    def submit(self, job: Callable[..., Any], /, *_: Any, **__: Any) -> Future[Any]:
        self.jobs.append(job)
        return Future()

    def work(self) -> None:
        self.jobs.pop(0)()


def test_what_is_to_be_seen_now_is_drawn_before_what_is_between(
    make: Callable[..., FrameSource],
    spec: SceneSpec,
    drawn: list[tuple[SceneSpec | Transition, float]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(scheduler, "_PICTURES_A_JOB", 1)
    hand = OneByOne()
    frames = make(executor=hand)
    painted(frames, spec, 0.6)
    hand.work()
    painted(frames, spec, 0.3, paused=True)
    hand.work()
    painted(frames, spec, 0.9)
    hand.work()
    assert [phase for _, phase in drawn] == pytest.approx([0.6, 0.3, 0.0], abs=0.04)


def test_a_way_that_is_yet_to_be_drawn_is_seen_at_its_nearer_end(
    make: Callable[..., FrameSource],
    spec: SceneSpec,
    drawn: list[tuple[SceneSpec | Transition, float]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A jump into a gap: the position it leads from is drawn at once, then the way."""
    forget_ways()
    monkeypatch.setattr(scheduler, "_PICTURES_A_JOB", 1)
    hand = OneByOne()
    frames = make(executor=hand)
    told = []
    frames._arrivals.arrived.connect(lambda: told.append(True), Qt.ConnectionType.DirectConnection)
    other = replace(spec, side=Side.LEFT)
    way = frames.transition(spec, 0.25, other, 0.0)
    assert painted(frames, way, 0.4, paused=True) is None
    hand.work()
    assert drawn == [(spec, pytest.approx(0.25, abs=0.04))]
    assert told
    assert np.array_equal(painted(frames, way, 0.4), painted(frames, spec, 0.25))
    painted(frames, way, 0.4, paused=True)
    for _ in range(4):
        hand.work()
    assert drawn[1] == (way, pytest.approx(0.4, abs=0.04))


def test_who_was_seen_at_the_end_of_a_way_does_not_go_back_into_it(
    make: Callable[..., FrameSource], spec: SceneSpec, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slow computer: half of the way is over before it is drawn."""
    forget_ways()
    monkeypatch.setattr(scheduler, "_PICTURES_A_JOB", 1)
    hand = OneByOne()
    frames = make(executor=hand)
    other = replace(spec, side=Side.LEFT)
    way = frames.transition(spec, 0.25, other, 0.0)
    painted(frames, way, 0.6)
    hand.work()

    def seen(share: float, **options: Any) -> SceneSpec | Transition:
        painted(frames, way, share, **options)
        assert frames._last is not None
        return frames._last.subject

    assert seen(0.65) == other.bucketed()
    while hand.jobs:
        hand.work()
    assert {seen(share) for share in (0.7, 0.9, 0.95)} == {other.bucketed()}
    assert seen(0.95, paused=True) == way
    assert seen(0.7) == way


def test_a_way_has_no_picture_before_its_pace_is_known(
    make: Callable[..., FrameSource], spec: SceneSpec, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is found where pictures are drawn, a passage at a time: the window would stand still."""
    forget_ways()
    monkeypatch.setattr(scheduler, "_PICTURES_A_JOB", 1)
    hand = OneByOne()
    frames = make(executor=hand)
    way = frames.transition(spec, 0.0, replace(spec, side=Side.LEFT), 0.0)
    frames.prepare(way)
    authored = way.route.way
    assert authored is not None
    for known in range(len(authored.passages) + 1):
        known_now = [each.passage.is_known for each in authored.passages]
        assert sum(known_now) == known
        assert frames.pictures(way) == 0
        hand.work()
    assert frames.pictures(way) == 1
    monkeypatch.setattr(passage, "pacing_for", None)
    assert painted(frames, way, 0.5) is not None
