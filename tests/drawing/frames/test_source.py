from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from threading import current_thread, main_thread
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from mobility_timer.drawing.frames.framebuffer import Framebuffer
from mobility_timer.drawing.frames.packed import PackedFrame
from mobility_timer.drawing.frames.renderer import Renderer
from mobility_timer.drawing.frames.sampling import phases
from mobility_timer.drawing.frames.source import FrameSource
from mobility_timer.drawing.palette import PALETTES
from mobility_timer.drawing.raster.kernel.machine import machine
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.drawing.stills.render import render, transition_still
from mobility_timer.figure.motion.model import Motion
from mobility_timer.routine.model import Side
from tests.drawing.conftest import motion_named
from tests.drawing.frames.conftest import SIZE, canvas, painted, pixels

WAIT = 60.0


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The subject and phase of each picture that was drawn, or `drawn.error` where it fails."""

    class Drawn(list[Any]):
        error = None

    found, frame = Drawn(), Renderer.frame

    def noted(self: Any, subject: SceneSpec, phase: float) -> PackedFrame:
        found.append((subject, phase))
        if found.error is not None:
            raise found.error
        return frame(self, subject, phase)

    monkeypatch.setattr(Renderer, "frame", noted)
    return found


def differs(a: NDArray[Any], b: NDArray[Any]) -> float:
    return (np.abs(a - b).max(axis=2) > 12).mean()


def test_before_the_first_picture_nothing_is_painted(
    make: Callable[..., FrameSource], spec: SceneSpec, drawn: Any
) -> None:
    frames = make()
    drawn.error = RuntimeError("no")
    image = canvas()
    painter = QPainter(image)
    assert not frames.paint(painter, QRect(0, 0, 96, 96), spec, 0.0)
    painter.end()
    assert (pixels(image) == (0x30, 0x20, 0x10)).all()
    assert frames.picture(spec, 0.0) is None


def test_what_is_painted_is_what_is_rendered(
    make: Callable[..., FrameSource], spec: SceneSpec
) -> None:
    at = phases(spec)[7]
    frames = make()
    frames.prepare(spec)
    assert frames.finish(WAIT)
    assert frames.ready(spec) == 1.0
    for phase in (0.0, at):
        assert differs(painted(frames, spec, phase), pixels(render(spec, phase))) < 0.01
    assert differs(painted(frames, spec, 0.0), painted(frames, spec, at)) > 0.03
    assert differs(painted(frames, spec, 0.0), pixels(frames.picture(spec, 0.0))) == 0.0


def test_playing_changes_nothing_outside_the_box(
    make: Callable[..., FrameSource], spec: SceneSpec
) -> None:
    frames = make()
    frames.prepare(spec)
    frames.finish(WAIT)
    box = frames.box(spec)
    still = np.ones((96, 96), bool)
    still[box.top() : box.bottom() + 1, box.left() : box.right() + 1] = False
    assert still.any()
    first = painted(frames, spec, 0.0)
    for phase in (0.2, 0.5, 0.8):
        assert (painted(frames, spec, phase)[still] == first[still]).all()


def test_only_what_changes_from_one_picture_to_the_next_is_named(
    make: Callable[..., FrameSource], spec: SceneSpec
) -> None:
    frames = make()
    frames.prepare(spec)
    frames.finish(WAIT)
    change = frames.change(spec, 0.0, 0.3)
    still = np.ones((96, 96), bool)
    still[change.top() : change.bottom() + 1, change.left() : change.right() + 1] = False
    assert still.any()
    before, after = painted(frames, spec, 0.0), painted(frames, spec, 0.3)
    assert (before[still] == after[still]).all()
    assert frames.change(spec, 0.31, 0.312).isEmpty()
    way = frames.transition(spec, 0.0, replace(spec, side=Side.LEFT), 0.0)
    assert frames.change(way, 0.2, 0.3) == QRect(0, 0, SIZE, SIZE)


def test_paused_is_paler(make: Callable[..., FrameSource], spec: SceneSpec) -> None:
    frames = make()
    frames.prepare(spec)
    frames.finish(WAIT)
    playing, paused = painted(frames, spec, 0.3), painted(frames, spec, 0.3, paused=True)
    background = playing[0, 0]
    assert np.abs(paused - background).mean() < 0.7 * np.abs(playing - background).mean()


def test_another_size_than_asked_for_is_scaled(
    make: Callable[..., FrameSource], spec: SceneSpec
) -> None:
    frames = make()
    frames.prepare(spec)
    frames.finish(WAIT)
    image = QImage(48, 48, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    assert frames.paint(painter, QRect(0, 0, 48, 48), spec, 0.0)
    painter.end()
    expected = painted(frames, spec, 0.0).reshape(48, 2, 48, 2, 3).mean(axis=(1, 3))
    assert differs(pixels(image), expected) < 0.12


def test_a_motion_that_cannot_be_drawn_says_why_once(
    make: Callable[..., FrameSource], spec: SceneSpec, drawn: Any
) -> None:
    frames = make()
    drawn.error = ValueError("a knee too far")
    frames.prepare(spec)
    frames.finish(WAIT)
    assert frames.fault(spec) == "ValueError: a knee too far"
    assert len(drawn) == 1
    assert painted(frames, spec, 0.0) is None


def test_a_motion_that_could_not_be_drawn_once_is_tried_again_when_it_is_asked_for_again(
    make: Callable[..., FrameSource], spec: SceneSpec, drawn: Any
) -> None:
    frames = make()
    drawn.error = MemoryError("none left")
    frames.prepare(spec)
    assert painted(frames, spec, 0.0) is None
    drawn.error = None
    frames.prepare(spec)
    assert frames.fault(spec) is None
    assert painted(frames, spec, 0.0) is not None


def test_without_the_kernel_there_is_no_figure_and_nothing_else_fails(
    make: Callable[..., FrameSource], spec: SceneSpec, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "wasmtime", None)
    machine.cache_clear()
    frames = make()
    frames.prepare(spec)
    assert frames.finish(WAIT)
    assert "wasmtime" in frames.fault(spec)
    assert painted(frames, spec, 0.0) is None
    monkeypatch.undo()
    assert machine() is not None


def test_memory_is_bounded_and_what_is_shown_stays(
    make: Callable[..., FrameSource], spec: SceneSpec
) -> None:
    frames = make(memory_bytes=200_000)
    frames.prepare(spec)
    frames.finish(WAIT)
    before = painted(frames, spec, 0.4)
    others = [replace(spec, amplitude=share / 8) for share in range(1, 6)]
    for other in others:
        frames.prepare(other)
    frames.finish(WAIT)
    assert frames.bytes <= 200_000
    assert frames.ready(spec) == 1.0
    assert (painted(frames, spec, 0.4) == before).all()
    assert frames.ready(others[0]) >= frames.ready(others[-1])


def test_what_is_not_shown_leaves_half_of_the_memory_free(
    make: Callable[..., FrameSource], spec: SceneSpec
) -> None:
    frames = make(memory_bytes=200_000)
    for share in range(1, 6):
        frames.prepare(replace(spec, amplitude=share / 8))
    frames.finish(WAIT)
    assert 50_000 < frames.bytes <= 100_000


def test_a_sequence_too_large_for_the_memory_is_coarser_but_even(
    make: Callable[..., FrameSource], spec: SceneSpec
) -> None:
    frames = make(memory_bytes=30_000)
    painted(frames, spec, 0.0)
    frames.finish(WAIT)
    assert 0.0 < frames.ready(spec) < 1.0
    assert differs(painted(frames, spec, 0.0), painted(frames, spec, 0.5)) > 0.03


def test_amplitudes_share_sequences(
    make: Callable[..., FrameSource], spec: SceneSpec, drawn: Any
) -> None:
    frames = make()
    frames.prepare(replace(spec, amplitude=0.51))
    frames.finish(WAIT)
    drawn.clear()
    frames.prepare(replace(spec, amplitude=0.49))
    frames.finish(WAIT)
    assert drawn == []


def test_with_reduced_motion_the_figure_still_moves_through_its_rep(
    make: Callable[..., FrameSource], spec: SceneSpec
) -> None:
    frames = make(reduced=True)
    frames.prepare(spec)
    frames.finish(WAIT)
    moved = [painted(frames, spec, phase) for phase in (0.0, 0.1, 0.2)]
    assert differs(moved[0], moved[1]) > 0.0
    assert differs(moved[1], moved[2]) > 0.0


def test_with_reduced_motion_a_hold_does_not_breathe(
    make: Callable[..., FrameSource], spec: SceneSpec, hold: Motion
) -> None:
    held = replace(spec, motion=hold, variant=None)
    frames = make()
    frames.prepare(held)
    frames.finish(WAIT)
    breathes = differs(painted(frames, held, 1.0), painted(frames, held, 2.0))
    assert breathes > 0.0
    frames.set_reduced(True)
    assert differs(painted(frames, held, 1.0), painted(frames, held, 2.0)) == 0.0
    assert frames.change(held, 1.0, 2.0).isEmpty()


def test_with_reduced_motion_one_position_fades_into_the_next(
    make: Callable[..., FrameSource], spec: SceneSpec, matrix: Motion
) -> None:
    after = replace(spec, motion=matrix, variant="straight", side=Side.LEFT)
    frames = make(reduced=True)
    way = frames.transition(spec, 0.3, after, 0.0)
    for each in (spec, after, way):
        frames.prepare(each)
    assert frames.finish(WAIT)
    assert frames.pictures(way) == 2
    first, last = painted(frames, spec, 0.3), painted(frames, after, 0.0)
    for share, near, far in ((0.0, first, last), (1.0, last, first)):
        shown = painted(frames, way, share)
        assert differs(shown, near) < 0.1 * differs(shown, far)
    middle = painted(frames, way, 0.5)
    assert differs(middle, first) == pytest.approx(differs(middle, last), rel=0.15)
    nearly, there = painted(frames, way, 0.88), painted(frames, way, 0.92)
    assert differs(nearly, there) < 0.02  # the first has gone by then
    assert frames.transition(spec, 0.3, after, 0.0).route.way is not None


def test_the_ground_passes_and_with_reduced_motion_it_stands_still(
    make: Callable[..., FrameSource], spec: SceneSpec
) -> None:
    walk = replace(spec, motion=motion_named("short-walk"), side=None)
    frames = make()
    corners = [painted(frames, walk, phase) for phase in (0.0, 0.2)]
    before, after = (each[-12:, :12] for each in corners if each is not None)
    assert differs(before, after) > 0.0
    whole = QRect(0, 0, walk.width, walk.height)
    assert (frames.change(walk, 0.0, 0.2), frames.box(walk)) == (whole, whole)
    assert frames.change(walk, 0.2, 0.2).isEmpty()
    frames.set_reduced(True)
    corners = [painted(frames, walk, phase) for phase in (0.0, 0.2)]
    before, after = (each[-12:, :12] for each in corners if each is not None)
    assert differs(before, after) == 0.0
    assert frames.box(walk).width() < walk.width


def test_motion_can_be_reduced_later(make: Callable[..., FrameSource], spec: SceneSpec) -> None:
    frames = make()
    assert not frames.transition(spec, 0.3, spec, 0.0).still
    frames.set_reduced(True)
    assert frames.transition(spec, 0.3, spec, 0.0).still


def test_a_transition_leads_from_one_position_to_the_other(
    make: Callable[..., FrameSource], spec: SceneSpec, matrix: Motion
) -> None:
    after = replace(spec, motion=matrix, variant="straight", side=Side.LEFT)
    frames = make()
    transition = frames.transition(spec, 0.3, after, 0.0)
    for each in (spec, after, transition):
        frames.prepare(each)
    assert frames.finish(WAIT)
    assert differs(painted(frames, transition, 1.0), painted(frames, after, 0.0)) < 0.01
    halfway = painted(frames, transition, 0.5)
    assert differs(halfway, painted(frames, transition, 1.0)) > 0.03
    assert differs(halfway, painted(frames, transition, 0.0)) > 0.03


def test_a_way_is_painted_in_one_piece_and_looks_as_its_picture(
    make: Callable[..., FrameSource],
    spec: SceneSpec,
    calf: Motion,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    frames, at_once = make(), []
    way = frames.transition(spec, 0.3, replace(spec, motion=calf, variant=None), 0.0)
    frames.prepare(way)
    assert frames.finish(WAIT)
    own = Framebuffer.on_its_ground
    monkeypatch.setattr(Framebuffer, "on_its_ground", lambda *it: at_once.append(it) or own(*it))
    shares = way.shares[:: len(way.shares) // 5]
    for share in shares:
        assert differs(painted(frames, way, share), pixels(transition_still(way, share))) < 0.01
    assert len(at_once) == len(shares)


def test_a_thread_of_its_own_draws_the_same_pictures(
    make: Callable[..., FrameSource], spec: SceneSpec, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads, frame = set(), Renderer.frame

    def noted(*arguments: Any) -> PackedFrame:
        threads.add(current_thread())
        return frame(*arguments)

    monkeypatch.setattr(Renderer, "frame", noted)
    at = phases(spec)[7]
    frames = make(executor=None)
    frames.prepare(spec)
    assert frames.finish(WAIT)
    assert differs(painted(frames, spec, at), pixels(render(spec, at))) < 0.01
    assert len(threads) == 1
    assert main_thread() not in threads


def test_what_is_shown_is_drawn_before_what_comes(
    make: Callable[..., FrameSource], spec: SceneSpec, drawn: Any
) -> None:
    jobs = []

    class Later:
        def submit(self, job: Callable[..., Any]) -> None:
            jobs.append(job)

    frames = make(executor=Later())
    other = replace(spec, side=Side.LEFT)
    frames.prepare(other)
    assert painted(frames, spec, 0.5) is None
    assert len(jobs) == 1
    while jobs:
        jobs.pop()()
    subjects = [subject.side for subject, _ in drawn]
    assert subjects == sorted(subjects, key=lambda side: side is not spec.side)
    assert set(subjects) == {Side.LEFT, Side.RIGHT}


def test_once_closed_it_draws_no_more(
    make: Callable[..., FrameSource], spec: SceneSpec, drawn: Any
) -> None:
    frames = make(executor=None)
    frames.prepare(spec)
    frames.close()
    count = len(drawn)
    frames.prepare(replace(spec, side=Side.LEFT))
    assert painted(frames, replace(spec, side=Side.LEFT), 0.0) is None
    assert len(drawn) == count


def test_on_the_way_there_is_a_floor_under_the_figure(
    make: Callable[..., FrameSource], spec: SceneSpec, matrix: Motion
) -> None:
    frames = make()
    transition = frames.transition(spec, 0.3, replace(spec, motion=matrix, variant="straight"), 0.0)
    frames.prepare(transition)
    assert frames.finish(WAIT)
    colour: Any = QColor(PALETTES["light"].background).getRgb()
    background = np.array(colour[2::-1])
    start, middle, end = [painted(frames, transition, share) for share in (0.0, 0.5, 1.0)]
    lower_edge = [(picture[-3] != background).any() for picture in (start, middle, end)]
    assert lower_edge == [True, True, True]
