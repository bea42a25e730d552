"""The pictures after the one that is shown, which are shown without a look at the clock."""

from __future__ import annotations

from mobility_timer.drawing.figure_state import MOVE_AFTER_MS
from mobility_timer.playback.player import Player
from mobility_timer.ui.player.figure.presenter import FigurePresenter
from mobility_timer.ui.player.figure.view import FigureView
from tests.ui.player.figure.conftest import NotedFrames

Scene = tuple[FigureView, FigurePresenter, Player]


def at_work(scene: Scene, ms: int) -> int:
    """Show a set at work, so long after it began, as a picture that may be moved on from."""
    view, presenter, player = scene
    start = player.timeline.sets[0].start
    for at in (start, start + ms // 2, start + ms):
        presenter.show(player.seek(at))
        view.grab()
    return start + ms


def test_pictures_are_shown_without_a_look(scene: Scene, frames: NotedFrames) -> None:
    view, presenter, _player = scene
    frames.moves = []
    at = at_work(scene, 600)
    frames.moves.clear()
    shows = presenter.look_ahead([at + 42, at + 84, at + 126])
    assert frames.moves == []
    phases = []
    for show in shows:
        show()
        assert view.figure is not None
        phases.append(view.figure.at)
    assert frames.moves == phases == sorted(set(phases))
    assert len(phases) == 3
    assert not presenter.show_frame(at + 126)
    assert presenter.show_frame(at + 168)


def test_none_is_found_from_where_it_stands(scene: Scene) -> None:
    _view, presenter, _player = scene
    at = at_work(scene, 600)
    assert not presenter.look_ahead([at, at + 42])
    assert not presenter.look_ahead([])


def test_before_a_scene_was_painted_only_the_next_picture_is_found(
    scene: Scene, frames: NotedFrames
) -> None:
    """What can be moved on from is known only then."""
    view, presenter, player = scene
    frames.moves = []
    start = player.timeline.sets[0].start
    presenter.show(player.seek(start))
    (show,) = presenter.look_ahead([start + 42, start + 84])
    show()
    assert view.figure is not None
    view.grab()
    assert frames.painted[-1][1] == view.figure.phase > 0.0


def test_where_a_way_begins_only_the_next_picture_is_found(
    scene: Scene, frames: NotedFrames
) -> None:
    """On the way the camera moves, too: it has to be painted."""
    _view, presenter, player = scene
    frames.moves = []
    at_work(scene, 600)
    end = player.timeline.sets[0].end
    presenter.show(player.seek(end + MOVE_AFTER_MS - 1))
    moved = len(frames.moves)
    assert len(presenter.look_ahead([end + MOVE_AFTER_MS + 42 * k for k in (1, 2, 3)])) == 1
    assert len(frames.moves) == moved


def test_what_cannot_be_moved_on_any_more_is_painted_anew(
    scene: Scene, frames: NotedFrames
) -> None:
    view, presenter, _player = scene
    frames.moves = []
    at = at_work(scene, 600)
    first, second = presenter.look_ahead([at + 42, at + 84])
    first()
    frames.moves = None
    frames.painted.clear()
    second()
    view.grab()
    assert view.figure is not None
    assert [phase for _, phase, _ in frames.painted] == [view.figure.phase]
