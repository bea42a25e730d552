"""What the figure shows, whatever comes late or fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import pytest
from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mobility_timer.drawing.frames.sampling import breath_pictures
from mobility_timer.drawing.scene.transition import Transition
from mobility_timer.playback import State
from mobility_timer.playback.player import Player
from mobility_timer.playback.update import Update
from mobility_timer.routine.model import Side
from mobility_timer.settings import ReducedMotion
from mobility_timer.ui.player.figure import view as view_module
from mobility_timer.ui.player.figure.presenter import FigurePresenter
from mobility_timer.ui.player.figure.view import STEPS_AFTER_MS, FigureView
from mobility_timer.ui.player.page import PlayerPage
from mobility_timer.ui.shell.context import Context
from tests.sample_routines import CIRCLES, HOLD, MIXED, HandClock
from tests.ui.player.figure.conftest import NotedFrames, is_painted


def test_the_figure_works_the_side_that_is_announced(
    scene: tuple[FigureView, FigurePresenter, Player], frames: NotedFrames
) -> None:
    figure_view, presenter, player = scene
    work = player.timeline.sets[2]
    presenter.show(player.seek(work.start + 600))
    figure_view.grab()
    spec, phase, paused = frames.painted[-1]
    assert spec.side is work.side is Side.RIGHT
    assert (spec.width, spec.height, spec.theme) == (480, 480, "light")
    assert 0 < phase < 0.5
    assert not paused


def test_a_pause_is_a_pause_of_the_figure(
    scene: tuple[FigureView, FigurePresenter, Player], frames: NotedFrames
) -> None:
    figure_view, presenter, player = scene
    player.seek(player.timeline.sets[0].start + 600)
    presenter.show(player.pause())
    figure_view.grab()
    assert frames.painted[-1][2] is True


def test_this_set_and_the_way_to_the_next_are_prepared(
    scene: tuple[FigureView, FigurePresenter, Player], frames: NotedFrames
) -> None:
    _view, presenter, player = scene
    first, second = player.timeline.sets[:2]
    presenter.show(player.seek(first.start))
    variants = {spec.variant for spec in frames.prepared if not isinstance(spec, Transition)}
    assert {first.variant.id, second.variant.id} <= variants
    ways = [spec for spec in frames.prepared if isinstance(spec, Transition)]
    assert [(way.before.variant, way.after.variant) for way in ways][:1] == [("forward", "reverse")]
    count = len(frames.prepared)
    presenter.show(player.seek(first.start + 100))
    assert len(frames.prepared) == count


def test_the_nearest_is_prepared_first(
    scene: tuple[FigureView, FigurePresenter, Player], frames: NotedFrames
) -> None:
    _view, presenter, player = scene
    presenter.show(player.seek(player.timeline.sets[0].start))
    first, way, second = frames.prepared[:3]
    assert (way.before, way.after) == (first, second)


def test_nothing_is_prepared_beyond_where_the_second_way_leads_to(
    scene: tuple[FigureView, FigurePresenter, Player], frames: NotedFrames
) -> None:
    _view, presenter, player = scene
    presenter.show(player.seek(player.timeline.sets[0].start))
    *_, way, last = frames.prepared
    assert way.after == last
    assert sum(isinstance(each, Transition) for each in frames.prepared) == 2


def test_it_moves_at_work_and_stands_in_a_pause_of_it(
    scene: tuple[FigureView, FigurePresenter, Player],
) -> None:
    """Where the figure stands still, fewer pictures are looked for."""
    _view, presenter, player = scene
    work = player.timeline.sets[0]
    presenter.show(player.seek(work.start))
    presenter.show_frame(work.start)
    assert all(presenter.show_frame(work.start + ms) for ms in range(40, 400, 40))
    at = work.start + 400
    presenter.show_frame(at)
    assert not presenter.show_frame(at)


def test_where_it_stands_the_view_is_told_nothing(
    scene: tuple[FigureView, FigurePresenter, Player], monkeypatch: pytest.MonkeyPatch
) -> None:
    figure_view, presenter, player = scene
    update = player.seek(0)
    presenter.show(update)
    told: list[Any] = []
    monkeypatch.setattr(figure_view, "show_figure", lambda *given: told.append(given))
    assert not any(presenter.show_frame(ms) for ms in range(0, 300, 40))
    assert told == []


def test_only_breathing_is_not_moving(scene: tuple[FigureView, FigurePresenter, Player]) -> None:
    figure_view, presenter, player = scene
    work = next(w for w in player.timeline.sets if player.timeline.drill_of(w) is HOLD)
    presenter.show(player.seek(work.start + 3_000))
    phases = set()
    for ms in range(3_000, 7_500, 40):
        assert not presenter.show_frame(work.start + ms)
        assert figure_view._figure is not None
        phases.add(figure_view._figure.phase)
    assert len(phases) == breath_pictures(figure_view._figure.spec) + 1


def test_with_less_motion_no_way_is_travelled(
    scene: tuple[FigureView, FigurePresenter, Player], frames: NotedFrames, with_figures: Context
) -> None:
    _view, presenter, player = scene
    with_figures.settings.change(reduced_motion=ReducedMotion.ON)
    presenter.show(player.seek(player.timeline.sets[0].start))
    ways = [spec for spec in frames.prepared if isinstance(spec, Transition)]
    assert {way.shown_s for way in ways} == {0.0}


def test_a_drill_without_motion_shows_its_steps(
    scene: tuple[FigureView, FigurePresenter, Player],
) -> None:
    figure_view, presenter, player = scene
    work = next(w for w in player.timeline.sets if player.timeline.drill_of(w).id == "books")
    presenter.show(player.seek(work.start))
    assert figure_view._figure is None
    assert figure_view._steps.title == "Open books"


def test_a_motion_that_cannot_be_used_is_told_once(
    scene: tuple[FigureView, FigurePresenter, Player], said: list[Any]
) -> None:
    _view, presenter, player = scene
    work = next(w for w in player.timeline.sets if player.timeline.drill_of(w).id == "books")
    for ms in (0, 100, 200):
        presenter.show(player.seek(work.start + ms))
    presenter.show(player.seek(0))
    presenter.show(player.seek(work.start))
    assert said == [
        "Open books is shown without its figure: books.yaml, line 3, keys: expected poses"
    ]


def test_a_figure_that_cannot_be_drawn_is_told_once_for_each_drill(
    scene: tuple[FigureView, FigurePresenter, Player], frames: NotedFrames, said: list[Any]
) -> None:
    figure_view, presenter, player = scene
    frames.there = False
    for name in ("circles", "switches"):
        of = player.timeline.drill_of
        work = next(w for w in player.timeline.sets if of(w).id == name)
        presenter.show(player.seek(work.start))
        frames.faults[figure_view._figure.spec] = "ValueError: a knee too far"
        figure_view.grab()
        assert figure_view._steps_timer.isActive()
        figure_view._steps_timer.stop()
        figure_view._steps_timer.timeout.emit()
        figure_view._show_steps_instead()
    names = [line.partition(" is shown")[0] for line in said]
    assert len(names) == len(set(names)) == 2
    assert all(line.endswith("without its figure: ValueError: a knee too far") for line in said)


def test_a_figure_that_cannot_be_painted_once_comes_back_with_the_next_scene(
    scene: tuple[FigureView, FigurePresenter, Player],
    frames: NotedFrames,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    figure_view, presenter, player = scene
    told: list[Exception] = []
    monkeypatch.setattr(view_module, "report", told.append)
    first, second = player.timeline.sets[:2]
    frames.error = MemoryError("none left")
    presenter.show(player.seek(first.start))
    steps = figure_view.grab().toImage()
    figure_view.grab()
    assert len(told) == 1
    frames.error = None
    assert figure_view.grab().toImage() == steps
    presenter.show(player.seek(second.start))
    assert is_painted(figure_view)
    assert len(told) == 1


def test_steps_stand_in_for_a_figure_that_is_long_in_coming(
    scene: tuple[FigureView, FigurePresenter, Player], frames: NotedFrames
) -> None:
    figure_view, presenter, player = scene
    frames.there = False
    presenter.show(player.seek(player.timeline.sets[0].start))
    empty = figure_view.grab().toImage()
    assert figure_view._steps_timer.isActive()
    assert figure_view._steps_timer.interval() == STEPS_AFTER_MS
    figure_view._steps_timer.timeout.emit()
    assert figure_view.grab().toImage() != empty
    frames.there = True
    presenter.show(player.look())
    assert is_painted(figure_view)
    assert not figure_view._steps_timer.isActive()


def test_after_a_jump_what_was_seen_stands_in_until_the_picture_or_the_steps_come(
    scene: tuple[FigureView, FigurePresenter, Player], frames: NotedFrames
) -> None:
    figure_view, presenter, player = scene
    player.pause()
    frames.there = False
    presenter.show(player.seek(player.timeline.sets[0].start))
    figure_view.grab()
    assert frames.stood_in == [], "at first nothing was seen"
    frames.there = True
    assert is_painted(figure_view)
    frames.there = False
    presenter.show(player.seek(player.timeline.sets[1].start))
    assert figure_view.grab().toImage().pixelColor(5, 5) == Qt.GlobalColor.blue
    assert frames.stood_in[-1][1]
    assert figure_view._steps_timer.isActive()
    figure_view._steps_timer.timeout.emit()
    assert figure_view.grab().toImage().pixelColor(5, 5) != Qt.GlobalColor.blue
    frames.there = True
    assert is_painted(figure_view)


def brought_to(state: State, player: Player, clock: HandClock) -> Update:
    """The update of a session that is in `state`, with a figure to show."""
    work = player.timeline.sets[1]
    player.set_waiting(state is State.WAITING)
    gate = player.timeline.gates[1]
    player.seek(gate - 500 if state is State.WAITING else work.start + 600)
    if state is State.WAITING:
        clock.move(1_000)
        player.tick()
    elif state is State.PAUSED:
        player.pause()
    elif state is State.DONE:
        player.stop()
    return player.tell_again()


@pytest.mark.parametrize("state", [State.PLAYING, State.PAUSED, State.WAITING, State.DONE])
def test_a_figure_that_arrives_is_painted_in_every_state(
    scene: tuple[FigureView, FigurePresenter, Player],
    frames: NotedFrames,
    clock: HandClock,
    qtbot: QtBot,
    state: State,
) -> None:
    figure_view, presenter, player = scene
    figure_view.show()
    frames.there = False
    update = brought_to(state, player, clock)
    assert update.state is state
    presenter.show(update)
    assert not is_painted(figure_view)
    QApplication.processEvents()
    figure_view._steps_timer.stop()
    frames.painted.clear()
    frames.arrive()
    qtbot.waitUntil(lambda: bool(frames.painted), timeout=2_000)
    assert is_painted(figure_view)


def jumps(_figure_view: FigureView, presenter: FigurePresenter, player: Player) -> None:
    player.seek(player.timeline.sets[2].start + 300)
    presenter.show(player.tell_again())


def is_resized(figure_view: FigureView, _presenter: FigurePresenter, _player: Player) -> None:
    figure_view.set_place(QRectF(0, 0, 300, 420), 1.5)
    figure_view.resize(300, 420)


@pytest.mark.parametrize("state", [State.PLAYING, State.PAUSED, State.WAITING, State.DONE])
@pytest.mark.parametrize("deed", [jumps, is_resized])
def test_after_a_jump_or_a_resize_the_figure_comes_back_in_every_state(
    scene: tuple[FigureView, FigurePresenter, Player],
    frames: NotedFrames,
    clock: HandClock,
    qtbot: QtBot,
    state: State,
    deed: Callable[[FigureView, FigurePresenter, Player], None],
) -> None:
    """Its picture there has yet to be drawn: nothing but its arrival repaints."""
    figure_view, presenter, player = scene
    figure_view.show()
    presenter.show(brought_to(state, player, clock))
    assert is_painted(figure_view)
    frames.there = False
    deed(figure_view, presenter, player)
    assert not is_painted(figure_view)
    QApplication.processEvents()
    figure_view._steps_timer.stop()
    frames.painted.clear()
    frames.arrive()
    qtbot.waitUntil(lambda: bool(frames.painted), timeout=2_000)
    assert is_painted(figure_view)


def test_before_the_start_a_figure_that_arrives_is_painted(
    with_figures: Context, frames: NotedFrames, open_player: Callable[..., Player], qtbot: QtBot
) -> None:
    figure_view = FigureView(cast(Any, frames), None)
    qtbot.addWidget(figure_view)
    figure_view.set_place(QRectF(0, 0, 480, 480), 1.0)
    figure_view.show()
    frames.there = False
    player = open_player(MIXED)
    update = player.look()
    assert update.state is State.READY
    FigurePresenter(with_figures, figure_view, print).show(update)
    assert not is_painted(figure_view)
    QApplication.processEvents()
    figure_view._steps_timer.stop()
    frames.painted.clear()
    frames.arrive()
    qtbot.waitUntil(lambda: bool(frames.painted), timeout=2_000)
    player.close()


def test_a_view_that_is_gone_is_not_repainted(frames: NotedFrames) -> None:
    figure_view = FigureView(cast(Any, frames), None)
    figure_view.deleteLater()
    QApplication.sendPostedEvents(figure_view, QEvent.Type.DeferredDelete)
    frames.arrive()


def test_the_disk_is_asked_once_for_a_motion(
    scene: tuple[FigureView, FigurePresenter, Player], asked: list[Any]
) -> None:
    _view, presenter, player = scene
    for ms in range(0, 3_000, 100):
        presenter.show(player.seek(player.timeline.sets[0].start + ms))
    assert asked.count(CIRCLES.id) == 1


def test_another_size_is_prepared_at_once(
    with_figures: Context, frames: NotedFrames, open_page: Callable[..., tuple[Player, PlayerPage]]
) -> None:
    player, page = open_page(MIXED, with_figures)
    page.show()
    player.play()
    player.seek(player.timeline.sets[0].start)
    page.resize(1280, 800)
    widths = {spec.width for spec in frames.prepared if not isinstance(spec, Transition)}
    assert page.figure_view.width() in widths
