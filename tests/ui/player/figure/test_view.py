from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage

from mobility_timer.drawing import MOVE_AFTER_MS
from mobility_timer.playback.player import Player
from mobility_timer.ui.player.figure import view as view_module
from mobility_timer.ui.player.figure.presenter import FigurePresenter
from mobility_timer.ui.player.figure.view import FigureView, Steps
from tests.ui.player.figure.conftest import NotedFrames

Scene = tuple[FigureView, FigurePresenter, Player]


@pytest.fixture
def playing(scene: Scene, frames: NotedFrames) -> Scene:
    """A set at work, painted once; from now on its pictures can be moved to."""
    view, presenter, player = scene
    presenter.show(player.seek(player.timeline.sets[0].start))
    seen(view)
    frames.moves = []
    frames.painted.clear()
    return scene


def seen(view: FigureView) -> QImage:
    return view.grab().toImage()


def show(scene: Scene, ms: int) -> None:
    _, presenter, player = scene
    presenter.show(player.seek(player.timeline.sets[0].start + ms))


def test_a_scene_that_plays_is_moved_and_not_painted_anew(
    playing: Scene, frames: NotedFrames
) -> None:
    for ms in (200, 300, 400):
        show(playing, ms)
        assert seen(playing[0]).pixelColor(5, 5) == Qt.GlobalColor.green
    assert frames.moves is not None
    assert len(frames.moves) == len(set(frames.moves)) == 3
    assert frames.painted == []


def test_along_a_way_it_is_moved_by_its_share(playing: Scene, frames: NotedFrames) -> None:
    view, presenter, player = playing
    player.seek(player.timeline.sets[0].end)
    gap = player.timeline.sets[0].end + MOVE_AFTER_MS
    frames.moves = None
    shares = []
    for ms in (200, 300, 400):
        presenter.show(player.seek(gap + ms))
        seen(view)
        assert view.figure is not None
        assert view.figure.before is not None
        shares.append(view.figure.share)
        frames.moves = [] if frames.moves is None else frames.moves
    assert frames.moves == shares[1:]
    assert len(frames.painted) == 1
    presenter.show(player.seek(player.timeline.sets[1].start + 200))
    seen(view)
    assert len(frames.painted) == 2


def test_steps_behind_the_figure_paint_nothing_anew(playing: Scene, frames: NotedFrames) -> None:
    """They change with each phase of a rep."""
    view, _presenter, _ = playing
    show(playing, 200)
    assert view.figure is not None
    later = view.figure._replace(phase=0.3)
    for figure in (view.figure, later):
        view.show_figure(figure, False, Steps("Other", ("down", "up"), 1))
        assert seen(view).pixelColor(5, 5) == Qt.GlobalColor.green
    assert frames.painted == []


def test_another_place_is_painted_anew(playing: Scene, frames: NotedFrames) -> None:
    show(playing, 200)
    playing[0].set_place(QRectF(0, 0, 300, 300), 1.0)
    assert seen(playing[0]).pixelColor(5, 5) == Qt.GlobalColor.red
    assert len(frames.painted) == 1


def test_a_pause_is_painted_anew(playing: Scene, frames: NotedFrames) -> None:
    _, presenter, player = playing
    show(playing, 200)
    player.pause()
    presenter.show(player.look())
    assert seen(playing[0]).pixelColor(5, 5) == Qt.GlobalColor.red
    assert [paused for _, _, paused in frames.painted] == [True]


def test_a_picture_that_cannot_be_moved_to_leaves_the_steps(
    playing: Scene, frames: NotedFrames, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Any] = []
    monkeypatch.setattr(view_module, "report", told.append)
    frames.error = MemoryError("none left")
    show(playing, 200)
    steps = seen(playing[0])
    assert steps.pixelColor(5, 5) not in (Qt.GlobalColor.green, Qt.GlobalColor.red)
    show(playing, 300)
    assert seen(playing[0]) == steps
    assert len(told) == 1
