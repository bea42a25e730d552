"""The picture after the next one, which is shown without a look at the clock."""

from __future__ import annotations

from mobility_timer.playback.player import Player
from mobility_timer.ui.player.figure.presenter import FigurePresenter
from mobility_timer.ui.player.figure.view import FigureView
from tests.ui.player.figure.conftest import NotedFrames


def at_work(scene: tuple[FigureView, FigurePresenter, Player], ms: int) -> int:
    """Show a set at work, so long after it began, as a picture that may be moved on from."""
    view, presenter, player = scene
    start = player.timeline.sets[0].start
    for at in (start, start + ms):
        presenter.show(player.seek(at))
        view.grab()
    return start + ms


def test_the_next_picture_is_shown_without_a_look(
    scene: tuple[FigureView, FigurePresenter, Player], frames: NotedFrames
) -> None:
    _view, presenter, _player = scene
    frames.moves = []
    at = at_work(scene, 600)
    count = len(frames.moves)
    assert presenter.look_ahead(at + 42)
    assert len(frames.moves) == count
    presenter.show_next()
    assert len(frames.moves) == count + 1
    assert not presenter.show_frame(at + 42)
    assert presenter.show_frame(at + 84)


def test_there_is_no_next_picture_of_what_stands(
    scene: tuple[FigureView, FigurePresenter, Player],
) -> None:
    _view, presenter, _player = scene
    at = at_work(scene, 600)
    assert not presenter.look_ahead(at)


def test_what_was_found_ahead_is_shown_once_and_not_after_another_look(
    scene: tuple[FigureView, FigurePresenter, Player], frames: NotedFrames
) -> None:
    _view, presenter, player = scene
    frames.moves = []
    at = at_work(scene, 600)
    assert presenter.look_ahead(at + 42)
    presenter.show(player.pause())
    count = len(frames.moves)
    presenter.show_next()
    assert len(frames.moves) == count
