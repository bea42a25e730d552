from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF
from sample_routines import CIRCLES, MIXED

from mobility_timer import files
from mobility_timer.drawing.scene.transition import Passage
from mobility_timer.library.motion_reader import read_motion
from mobility_timer.routine.model import Side
from mobility_timer.ui.player.figure_presenter import PATIENCE, Director
from mobility_timer.ui.player.figure_view import Stage
from mobility_timer.ui.player.page import PlayerPage


class NotedFilms:
    """Notes what is to be filmed and painted; draws nothing until `there`."""

    def __init__(self):
        self.prepared = []
        self.painted = []
        self.there = True

    def set_reduced(self, reduced):
        self.reduced = reduced

    def prepare(self, shot):
        self.prepared.append(shot)

    def transition(self, before, phase_before, after, phase_after):
        return Passage(before, phase_before, after, phase_after)

    def paint(self, _painter, _rect, shot, phase, *, paused=False):
        self.painted.append((shot, phase, paused))
        return self.there


@pytest.fixture
def films():
    return NotedFilms()


@pytest.fixture
def asked():
    return []


@pytest.fixture
def filmed(context, films, asked):
    motions = {}
    for drill, name in (("circles", "hip-cars"), ("switches", "hip-switches")):
        path = files.assets() / "motions" / f"{name}.yaml"
        motions[drill] = read_motion(path.read_text(encoding="utf-8"), path.name)

    def motion_of(drill):
        asked.append(drill.id)
        return motions.get(drill.id)

    return replace(context, films=films, motion_of=motion_of)


@pytest.fixture
def scene(filmed, qtbot):
    """A stage, its director, and a player that stands anywhere."""
    stage = Stage(filmed.films, None)
    qtbot.addWidget(stage)
    stage.set_place(QRectF(0, 0, 480, 480), 1.0)
    player = filmed.open_player(MIXED)
    player.play()
    return stage, Director(filmed, stage), player


def test_the_figure_works_the_side_that_is_announced(scene, films):
    stage, director, player = scene
    work = player.timeline.sets[2]
    director.show(player.seek(work.start + 600))
    stage.grab()
    shot, phase, paused = films.painted[-1]
    assert shot.side is work.side is Side.RIGHT
    assert (shot.width, shot.height, shot.theme) == (480, 480, "light")
    assert 0 < phase < 0.5
    assert not paused


def test_a_pause_is_a_pause_of_the_figure(scene, films):
    stage, director, player = scene
    player.seek(player.timeline.sets[0].start + 600)
    director.show(player.pause())
    stage.grab()
    assert films.painted[-1][2] is True


def test_this_set_and_the_way_to_the_next_are_filmed_ahead(scene, films):
    _stage, director, player = scene
    first, second = player.timeline.sets[:2]
    director.show(player.seek(first.start))
    turns = {shot.turn for shot in films.prepared if not isinstance(shot, Passage)}
    assert {first.turn.id, second.turn.id} <= turns
    ways = [shot for shot in films.prepared if isinstance(shot, Passage)]
    assert [(way.before.turn, way.after.turn) for way in ways][:1] == [("forward", "reverse")]
    count = len(films.prepared)
    director.show(player.seek(first.start + 100))
    assert len(films.prepared) == count


def test_a_drill_without_motion_shows_its_steps(scene):
    stage, director, player = scene
    work = next(w for w in player.timeline.sets if player.timeline.drill_of(w).id == "books")
    director.show(player.seek(work.start))
    assert stage._act is None
    assert stage._steps.title == "Open books"


def test_steps_stand_in_for_a_figure_that_does_not_come(scene, films, clock):
    stage, director, player = scene
    films.there = False
    director.show(player.seek(player.timeline.sets[0].start))
    empty = stage.grab().toImage()
    clock.move(PATIENCE + 1)
    director.show(player.look())
    assert stage.grab().toImage() != empty
    films.there = True
    director.show(player.look())
    assert stage.grab().toImage() == empty


def test_the_disk_is_asked_once_for_a_motion(scene, asked):
    _stage, director, player = scene
    for ms in range(0, 3_000, 100):
        director.show(player.seek(player.timeline.sets[0].start + ms))
    assert asked.count(CIRCLES.id) == 1


def test_another_size_is_filmed_at_once(filmed, films, pages, qtbot):
    player = filmed.open_player(MIXED)
    page = PlayerPage(filmed, pages, player)
    qtbot.addWidget(page)
    page.show()
    player.play()
    player.seek(player.timeline.sets[0].start)
    page.resize(1280, 800)
    widths = {shot.width for shot in films.prepared if not isinstance(shot, Passage)}
    assert page.stage.width() in widths
    player.close()
