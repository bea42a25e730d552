"""Whatever is let go of, and whenever, it is asked for, drawn and shown again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from mobility_timer.drawing.frames.renderer import Renderer
from mobility_timer.drawing.frames.scheduler import FrameScheduler
from mobility_timer.drawing.frames.source import FrameSource
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.routine.model import Side
from tests.drawing.frames.conftest import painted

POINTS = ("sequence", "ask", "show", "stand_in", "_forget_stale", "_pump", "_draw", "_add", "_trim")
"""Before and after each call of these all sequences are let go of, at one call after the other."""


@pytest.fixture
def drawn_once(monkeypatch: pytest.MonkeyPatch, spec: SceneSpec) -> None:
    """One picture stands for all, so that many runs take no time."""
    frame = Renderer().frame(spec, 0.0)
    monkeypatch.setattr(Renderer, "frame", lambda *_: frame)


@contextmanager
def evicting(patch: pytest.MonkeyPatch, at: int) -> Iterator[list[int]]:
    """All sequences go at the point number `at`; yields how many points were passed."""
    passed = [0]

    def pass_by(scheduler: FrameScheduler) -> None:
        if passed[0] == at:
            scheduler._sequences.clear()
        passed[0] += 1

    def wrapped(method: Callable[..., Any]) -> Callable[..., Any]:
        def call(self: FrameScheduler, *given: Any, **named: Any) -> Any:
            pass_by(self)
            found = method(self, *given, **named)
            pass_by(self)
            return found

        return call

    with patch.context() as patched:
        for name in POINTS:
            patched.setattr(FrameScheduler, name, wrapped(getattr(FrameScheduler, name)))
        yield passed


def play(frames: FrameSource, spec: SceneSpec) -> None:
    """What a player asks for: one drill, the way to the next, and back after a jump."""
    other = replace(spec, side=Side.LEFT)
    frames.prepare(spec)
    painted(frames, spec, 0.3)
    way = frames.transition(spec, 0.0, other, 0.0)
    frames.prepare(other)
    frames.prepare(way)
    painted(frames, way, 0.5)
    painted(frames, other, 0.2)
    frames.prepare(spec)
    for subject in (spec, way, other, spec):
        assert painted(frames, subject, 0.6) is not None


@pytest.mark.usefixtures("drawn_once")
def test_eviction_at_any_point_stops_nothing(
    make: Callable[..., FrameSource], spec: SceneSpec, monkeypatch: pytest.MonkeyPatch
) -> None:
    with evicting(monkeypatch, -1) as passed:
        play(make(), spec)
    assert passed[0] > 100
    for at in range(0, passed[0], 3):
        with evicting(monkeypatch, at):
            play(make(), spec)


@pytest.mark.usefixtures("drawn_once")
@pytest.mark.parametrize("most", [1, 2])
def test_room_for_hardly_any_sequence_stops_nothing(
    make: Callable[..., FrameSource], spec: SceneSpec, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr("mobility_timer.drawing.frames.scheduler._MOST_SEQUENCES", most)
    play(make(), spec)
