from __future__ import annotations

from typing import Any

import pytest

from mobility_timer.drawing.frames import source
from mobility_timer.drawing.frames.deferred import DeferredFrameSource
from tests.drawing.conftest import AtOnce


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The frame sources that were made."""
    made, init = [], source.FrameSource.__init__

    def noted(self: Any, **named: Any) -> None:
        made.append(named)
        init(self, **named)

    monkeypatch.setattr(source.FrameSource, "__init__", noted)
    return made


@pytest.fixture
def frames(at_once: AtOnce) -> DeferredFrameSource:
    return DeferredFrameSource(reduced=False, executor=at_once)


def test_nothing_is_made_before_it_is_needed(frames: DeferredFrameSource, made: list[Any]) -> None:
    frames.set_reduced(True)
    frames.close()
    assert made == []


def test_one_source_is_made_with_what_was_chosen_meanwhile(
    frames: DeferredFrameSource, made: list[Any], at_once: AtOnce
) -> None:
    frames.set_reduced(True)
    assert frames.made() is frames.made()
    assert made == [{"reduced": True, "executor": at_once}]


def test_once_made_it_is_told_and_closed(
    frames: DeferredFrameSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = []
    monkeypatch.setattr(source.FrameSource, "set_reduced", lambda _, to: told.append(to))
    monkeypatch.setattr(source.FrameSource, "close", lambda _: told.append("closed"))
    frames.made()
    frames.set_reduced(True)
    frames.close()
    assert told == [True, "closed"]
