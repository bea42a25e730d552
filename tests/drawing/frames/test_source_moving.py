"""A scene that plays: brought from picture to picture without being painted anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from mobility_timer.drawing.frames.sampling import phases
from mobility_timer.drawing.frames.source import FrameSource
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.figure.motion.model import Motion
from mobility_timer.routine.model import Side
from tests.drawing.conftest import motion_named
from tests.drawing.frames.conftest import SIZE, pixels

WHOLE = QRect(0, 0, SIZE, SIZE)
PHASES = (0.0, 0.1, 0.14, 0.5, 0.8, 0.2)


def window(dpr: float = 1.0) -> QImage:
    image = QImage(round(SIZE * dpr), round(SIZE * dpr), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(dpr)
    image.fill(0x102030)
    return image


def paint(
    frames: FrameSource, on: QImage, spec: Any, phase: float, rect: QRect = WHOLE, **options: Any
) -> QImage:
    painter = QPainter(on)
    assert frames.paint(painter, rect, spec, phase, **options)
    painter.end()
    return on


def move(frames: FrameSource, on: QImage, phase: float) -> QRect | None:
    """Move on, and paint what has to be painted again, as a widget does."""
    change = frames.move(phase)
    if change is not None:
        painter = QPainter(on)
        painter.setClipRect(change)
        assert frames.paint_moved(painter, on.devicePixelRatio())
        painter.end()
    return change


@pytest.fixture
def whole(make: Callable[..., FrameSource], spec: SceneSpec) -> FrameSource:
    """All pictures of the scene are there."""
    frames = make()
    frames.prepare(spec)
    frames.finish()
    return frames


def test_what_is_moved_to_looks_as_if_it_was_painted(whole: FrameSource, spec: SceneSpec) -> None:
    moved = paint(whole, window(), spec, 0.9)
    for phase in PHASES:
        change = move(whole, moved, phase)
        assert change is not None
        assert change.width() < SIZE
        painted = paint(whole, window(), spec, phase)
        np.testing.assert_array_equal(pixels(moved), pixels(painted))


@pytest.mark.parametrize("dpr", [1.5, 2.0])
def test_so_it_does_where_pixels_are_small(
    make: Callable[..., FrameSource], spec: SceneSpec, dpr: float
) -> None:
    frames, fine = make(), replace(spec, dpr=dpr)
    frames.prepare(fine)
    frames.finish()
    moved = paint(frames, window(dpr), fine, 0.9)
    for phase in PHASES:
        assert move(frames, moved, phase) is not None
        painted = paint(frames, window(dpr), fine, phase)
        np.testing.assert_array_equal(pixels(moved), pixels(painted))


def test_where_one_picture_stands_for_both_nothing_is_painted_again(
    whole: FrameSource, spec: SceneSpec
) -> None:
    at = [each for phase in phases(spec) for each in (phase, phase + 1e-4)]
    kinds = [whole._sequence(spec).nearest(phase) for phase in at]
    same = [one is other for one, other in pairwise(kinds)]
    paint(whole, window(), spec, at[0])
    changes = [whole.move(phase) for phase in at[1:]]
    assert [change is not None and change.isEmpty() for change in changes] == same
    assert {True, False} == set(same)


def test_another_painting_in_between_does_not_show(whole: FrameSource, spec: SceneSpec) -> None:
    moved = paint(whole, window(), spec, 0.9)
    move(whole, moved, 0.1)
    whole._buffer((SIZE, SIZE)).alone(next(iter(whole._sequence(spec).pictures.values())))
    assert move(whole, moved, 0.5) is not None
    painted = paint(whole, window(), spec, 0.5)
    np.testing.assert_array_equal(pixels(moved), pixels(painted))


def test_pictures_found_ahead_look_as_if_they_were_painted(
    whole: FrameSource, spec: SceneSpec
) -> None:
    painted = {phase: paint(whole, window(), spec, phase) for phase in PHASES}
    moved = paint(whole, window(), spec, 0.9)
    found = whole.look_ahead(PHASES)
    assert len(found) == len(PHASES)
    for phase, (bring, change) in zip(PHASES, found, strict=True):
        assert bring()
        painter = QPainter(moved)
        painter.setClipRect(change)
        assert whole.paint_moved(painter, 1.0)
        painter.end()
        np.testing.assert_array_equal(pixels(moved), pixels(painted[phase]))


def test_once_something_else_was_painted_none_is_brought(
    whole: FrameSource, spec: SceneSpec
) -> None:
    paint(whole, window(), spec, 0.9)
    ((bring, _change),) = whole.look_ahead((0.1,))
    assert bring()
    other = replace(spec, theme="dark")
    whole.prepare(other)
    whole.finish()
    paint(whole, window(), other, 0.9)
    assert not bring()
    paint(whole, window(), other, 0.9, paused=True)
    assert not bring()
    assert whole.look_ahead((0.1,)) == []


def test_before_it_is_painted_there_is_nothing_to_move(whole: FrameSource) -> None:
    assert whole.move(0.3) is None
    painter = QPainter(image := window())
    assert not whole.paint_moved(painter, 1.0)
    painter.end()
    assert (pixels(image) == pixels(window())).all()


@pytest.mark.parametrize(
    ("rect", "options"),
    [
        (WHOLE, {"paused": True}),
        (QRect(0, 0, SIZE // 2, SIZE // 2), {}),
        (QRect(4, 0, SIZE, SIZE), {}),
    ],
    ids=["paused", "scaled", "elsewhere"],
)
def test_what_is_paused_or_not_as_it_was_drawn_is_painted_anew(
    whole: FrameSource, spec: SceneSpec, rect: QRect, options: Any
) -> None:
    paint(whole, window(), spec, 0.0)
    assert whole.move(0.1) is not None
    paint(whole, window(), spec, 0.1, rect, **options)
    assert whole.move(0.2) is None


def test_what_is_not_whole_yet_is_painted_anew(
    make: Callable[..., FrameSource], spec: SceneSpec
) -> None:
    class Later:
        def submit(self, job: Callable[..., Any]) -> None:
            jobs.append(job)

    jobs: list[Callable[..., Any]] = []
    frames = make(executor=Later())
    frames.prepare(spec)
    jobs.pop()()
    paint(frames, window(), spec, 0.0)
    assert frames.move(0.5) is None
    while jobs:
        jobs.pop()()
    paint(frames, window(), spec, 0.0)
    assert frames.move(0.5) is not None


def test_passing_ground_is_painted_anew(whole: FrameSource, spec: SceneSpec) -> None:
    walk = replace(spec, motion=motion_named("short-walk"), side=None)
    whole.prepare(walk)
    whole.finish()
    paint(whole, window(), walk, 0.4)
    assert whole.move(0.5) is None


def test_on_a_way_what_is_moved_to_looks_as_if_it_was_painted(
    whole: FrameSource, spec: SceneSpec
) -> None:
    way = whole.transition(spec, 0.0, replace(spec, side=Side.LEFT), 0.0)
    whole.prepare(way)
    whole.finish()
    moved = paint(whole, window(), way, 0.3)
    for share in (0.35, 0.36, 0.5, 0.4):
        assert move(whole, moved, share) == WHOLE
        painted = paint(whole, window(), way, share)
        np.testing.assert_array_equal(pixels(moved), pixels(painted))
    assert move(whole, moved, 0.4) == QRect()


def test_from_a_way_nothing_is_moved_on_into_a_scene(whole: FrameSource, spec: SceneSpec) -> None:
    way = whole.transition(spec, 0.0, replace(spec, side=Side.LEFT), 0.0)
    whole.prepare(way)
    whole.finish()
    paint(whole, window(), way, 0.5)
    moved = paint(whole, window(), spec, 0.9)
    assert move(whole, moved, 0.1) != WHOLE
    np.testing.assert_array_equal(pixels(moved), pixels(paint(whole, window(), spec, 0.1)))


steps = st.lists(st.tuples(st.integers(0, 2), st.floats(0.0, 1.0), st.booleans()), max_size=12)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps)
def test_whatever_was_shown_before_it_looks_as_if_it_was_painted(
    whole: FrameSource,
    make: Callable[..., FrameSource],
    spec: SceneSpec,
    calf: Motion,
    steps: list[tuple[int, float, bool]],
) -> None:
    carded = replace(spec, motion=calf, variant=None)
    subjects = spec, carded, whole.transition(spec, 0.0, carded, 0.0)
    for each in subjects:
        whole.prepare(each)
    whole.finish()
    shown, last = window(), None
    for index, phase, paused in steps:
        subject = subjects[index]
        change = move(whole, shown, phase) if subject is last and not paused else None
        if change is None:
            paint(whole, shown, subject, phase, paused=paused)
        last = None if paused else subject
        alone = make()
        alone._scheduler = whole._scheduler
        expected = paint(alone, window(), subject, phase, paused=paused)
        np.testing.assert_array_equal(pixels(shown), pixels(expected))


def test_where_motion_is_reduced_meanwhile_it_is_painted_anew(
    whole: FrameSource, spec: SceneSpec
) -> None:
    paint(whole, window(), spec, 0.0)
    whole.set_reduced(True)
    assert whole.move(0.1) is None


def test_on_a_screen_with_other_pixels_it_is_painted_anew(
    whole: FrameSource, spec: SceneSpec
) -> None:
    paint(whole, window(), spec, 0.0)
    whole.move(0.1)
    painter = QPainter(image := window(2.0))
    assert not whole.paint_moved(painter, 2.0)
    painter.end()
    assert (pixels(image) == pixels(window(2.0))).all()
