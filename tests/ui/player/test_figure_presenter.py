from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF
from sample_routines import CIRCLES, MIXED

from mobility_timer import files
from mobility_timer.drawing.scene.transition import Transition
from mobility_timer.library.motion.reader import read_motion
from mobility_timer.routine.model import Side
from mobility_timer.ui.player.figure_presenter import PATIENCE, FigurePresenter
from mobility_timer.ui.player.figure_view import FigureView


class NotedFilms:
    """Notes what is to be filmed and painted; draws nothing until `there`."""

    def __init__(self):
        self.prepared = []
        self.painted = []
        self.there = True

    def set_reduced(self, reduced):
        self.reduced = reduced

    def prepare(self, spec):
        self.prepared.append(spec)

    def transition(self, before, phase_before, after, phase_after):
        return Transition(before, phase_before, after, phase_after)

    def paint(self, _painter, _rect, spec, phase, *, paused=False):
        self.painted.append((spec, phase, paused))
        return self.there


@pytest.fixture
def frames():
    return NotedFilms()


@pytest.fixture
def asked():
    return []


@pytest.fixture
def filmed(context, frames, asked):
    motions = {}
    for drill, name in (("circles", "hip-cars"), ("switches", "hip-switches")):
        path = files.assets() / "motions" / f"{name}.yaml"
        motions[drill] = read_motion(path.read_text(encoding="utf-8"), path.name)

    def motion_of(drill):
        asked.append(drill.id)
        return motions.get(drill.id)

    return replace(context, frames=frames, motion_of=motion_of)


@pytest.fixture
def scene(filmed, open_player, qtbot):
    """A stage, its director, and a player that stands anywhere."""
    figure_view = FigureView(filmed.frames, None)
    qtbot.addWidget(figure_view)
    figure_view.set_place(QRectF(0, 0, 480, 480), 1.0)
    player = open_player(MIXED)
    player.play()
    return figure_view, FigurePresenter(filmed, figure_view), player


def test_the_figure_works_the_side_that_is_announced(scene, frames):
    figure_view, presenter, player = scene
    work = player.timeline.sets[2]
    presenter.show(player.seek(work.start + 600))
    figure_view.grab()
    spec, phase, paused = frames.painted[-1]
    assert spec.side is work.side is Side.RIGHT
    assert (spec.width, spec.height, spec.theme) == (480, 480, "light")
    assert 0 < phase < 0.5
    assert not paused


def test_a_pause_is_a_pause_of_the_figure(scene, frames):
    figure_view, presenter, player = scene
    player.seek(player.timeline.sets[0].start + 600)
    presenter.show(player.pause())
    figure_view.grab()
    assert frames.painted[-1][2] is True


def test_this_set_and_the_way_to_the_next_are_filmed_ahead(scene, frames):
    _backdrop, presenter, player = scene
    first, second = player.timeline.sets[:2]
    presenter.show(player.seek(first.start))
    variants = {spec.variant for spec in frames.prepared if not isinstance(spec, Transition)}
    assert {first.variant.id, second.variant.id} <= variants
    ways = [spec for spec in frames.prepared if isinstance(spec, Transition)]
    assert [(way.before.variant, way.after.variant) for way in ways][:1] == [("forward", "reverse")]
    count = len(frames.prepared)
    presenter.show(player.seek(first.start + 100))
    assert len(frames.prepared) == count


def test_a_drill_without_motion_shows_its_steps(scene):
    figure_view, presenter, player = scene
    work = next(w for w in player.timeline.sets if player.timeline.drill_of(w).id == "books")
    presenter.show(player.seek(work.start))
    assert figure_view._figure is None
    assert figure_view._steps.title == "Open books"


def test_steps_stand_in_for_a_figure_that_does_not_come(scene, frames, clock):
    figure_view, presenter, player = scene
    frames.there = False
    presenter.show(player.seek(player.timeline.sets[0].start))
    empty = figure_view.grab().toImage()
    clock.move(PATIENCE + 1)
    presenter.show(player.look())
    assert figure_view.grab().toImage() != empty
    frames.there = True
    presenter.show(player.look())
    assert figure_view.grab().toImage() == empty


def test_the_disk_is_asked_once_for_a_motion(scene, asked):
    _backdrop, presenter, player = scene
    for ms in range(0, 3_000, 100):
        presenter.show(player.seek(player.timeline.sets[0].start + ms))
    assert asked.count(CIRCLES.id) == 1


def test_another_size_is_filmed_at_once(filmed, frames, open_page):
    player, page = open_page(MIXED, filmed)
    page.show()
    player.play()
    player.seek(player.timeline.sets[0].start)
    page.resize(1280, 800)
    widths = {spec.width for spec in frames.prepared if not isinstance(spec, Transition)}
    assert page.figure_view.width() in widths
