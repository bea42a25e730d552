"""In which order pictures are made, and which are let go of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest

from mobility_timer.drawing.frames import scheduler
from mobility_timer.drawing.frames.renderer import Renderer
from mobility_timer.drawing.frames.scheduler import FrameScheduler
from mobility_timer.drawing.scene.spec import SceneSpec
from tests.drawing.conftest import AtOnce


class Never(Executor):
    """Draws nothing."""

    def submit(self, *_given: Any, **_named: Any) -> Future[Any]:
        return Future()


class Later(Executor):
    """Notes the jobs."""

    def __init__(self, jobs: list[Callable[[], Any]]) -> None:
        self._jobs = jobs

    def submit(self, job: Callable[..., Any], /, *given: Any, **_: Any) -> Future[Any]:
        self._jobs.append(lambda: job(*given))
        return Future()


@pytest.fixture
def drills(spec: SceneSpec) -> list[SceneSpec]:
    return [replace(spec, amplitude=share / 8) for share in range(1, 9)]


@pytest.fixture
def idle() -> Iterator[FrameScheduler]:
    frames = FrameScheduler(executor=Never())
    yield frames
    frames.close()


def order(frames: FrameScheduler) -> list[Any]:
    return [sequence.subject for sequence in frames._order()]


def test_what_was_prepared_comes_in_that_order_though_something_new_is_shown(
    idle: FrameScheduler, drills: list[SceneSpec]
) -> None:
    first, second, third, shown = drills[:4]
    for each in (first, second, third):
        idle.ask(each)
    idle.show(shown, 0.0)
    assert order(idle) == [shown, first, second, third]


def test_what_is_over_is_needed_less_than_what_comes(
    idle: FrameScheduler, drills: list[SceneSpec]
) -> None:
    over, shown, second, third = drills[:4]
    for each in (over, shown):
        idle.ask(each)
    idle.show(over, 0.0)
    idle.show(shown, 0.0)
    for each in (second, third):
        idle.ask(each)
    assert order(idle) == [shown, second, third, over]
    idle.show(second, 0.0)
    assert order(idle) == [second, third, shown, over]


def test_what_is_asked_for_again_and_again_is_not_kept_for_ever(
    idle: FrameScheduler, drills: list[SceneSpec]
) -> None:
    for seconds in range(100, 140):
        idle.ask(replace(drills[0], seconds=seconds))
    assert len(idle._coming) == scheduler._MOST_SEQUENCES


@pytest.mark.parametrize("look", [{"width": 100}, {"dpr": 2.0}, {"theme": "dark"}])
def test_what_was_asked_for_in_another_look_is_no_longer_drawn(
    drills: list[SceneSpec], look: dict[str, Any]
) -> None:
    later: list[Callable[[], Any]] = []
    frames = FrameScheduler(executor=Later(later))
    old = frames.ask(drills[0])
    new = frames.ask(replace(drills[0], **look))
    for job in later:
        job()
    assert new.pictures
    assert not old.pictures


def test_what_nobody_asks_for_is_not_drawn(drills: list[SceneSpec], at_once: AtOnce) -> None:
    frames = FrameScheduler(executor=at_once)
    over = frames.sequence(drills[0])
    shown = frames.show(drills[1], 0.0)
    assert shown.share == 1.0
    assert not over.pictures
    frames.ask(drills[0])
    assert over.share == 1.0


def test_small_pictures_of_what_comes_take_less_than_half_of_the_memory(
    drills: list[SceneSpec], at_once: AtOnce, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = Renderer().frame(drills[0], 0.0)
    monkeypatch.setattr(Renderer, "frame", lambda *_: frame)
    width, height = drills[0].pixels
    monkeypatch.setattr(scheduler, "_AHEAD_PIXEL_BYTES", 30 * frame.bytes / (width * height))
    frames = FrameScheduler(80 * frame.bytes, at_once)
    for each in drills:
        frames.ask(each)
    assert frames.finish(10.0)
    assert 20 * frame.bytes < frames.bytes <= 30 * frame.bytes
    frames.close()


def test_what_fails_when_nothing_is_left_to_draw_ends_no_drawing(
    drills: list[SceneSpec], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_renderer: Renderer) -> None:
        raise MemoryError

    monkeypatch.setattr(Renderer, "rest", fails)
    later: list[Callable[[], Any]] = []
    frames = FrameScheduler(executor=Later(later))
    for each in drills[:2]:
        asked = frames.ask(each)
        while asked.share != 1.0:
            with suppress(MemoryError):
                later.pop()()
