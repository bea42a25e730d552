from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from mobility_timer.drawing.frames import scheduler as darkroom
from mobility_timer.drawing.frames.sampling import phases
from mobility_timer.drawing.frames.source import Films
from mobility_timer.drawing.frames.worker_pool import Workshop
from mobility_timer.drawing.palette import PALETTES
from mobility_timer.drawing.stills.render import render
from mobility_timer.routine.model import Side

WAIT = 60.0
SIZE = 96


@pytest.fixture
def make(tmp_path, workshop):
    made = []

    def films(**options):
        options = {"cache": tmp_path / "films", "workshop": workshop} | options
        made.append(Films(options.pop("cache"), **options))
        return made[-1]

    yield films
    for each in made:
        each.close()


def pixels(image):
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)
    return rows[..., :3].astype(int)


def canvas():
    image = QImage(SIZE + 20, SIZE + 10, QImage.Format.Format_RGB32)
    image.fill(0x102030)
    return image


def painted(films, shot, phase, **options):
    image = canvas()
    painter = QPainter(image)
    there = films.paint(painter, QRect(20, 10, SIZE, SIZE), shot, phase, **options)
    painter.end()
    return pixels(image)[10:, 20:] if there else None


def differs(a, b):
    return (np.abs(a - b).max(axis=2) > 12).mean()


def test_before_the_first_picture_nothing_is_painted(make, shot, workshop):
    films = make()
    workshop.error = RuntimeError("no")
    image = canvas()
    painter = QPainter(image)
    assert not films.paint(painter, QRect(0, 0, 96, 96), shot, 0.0)
    painter.end()
    assert (pixels(image) == (0x30, 0x20, 0x10)).all()
    assert films.picture(shot, 0.0) is None


def test_what_is_painted_is_what_is_rendered(make, shot):
    at = phases(shot)[7]
    films = make()
    films.prepare(shot)
    assert films.finish(WAIT)
    assert films.ready(shot) == 1.0
    for phase in (0.0, at):
        assert differs(painted(films, shot, phase), pixels(render(shot, phase))) < 0.01
    assert differs(painted(films, shot, 0.0), painted(films, shot, at)) > 0.03
    assert differs(painted(films, shot, 0.0), pixels(films.picture(shot, 0.0))) == 0.0


def test_playing_changes_nothing_outside_the_box(make, shot):
    films = make()
    films.prepare(shot)
    films.finish(WAIT)
    box = films.box(shot)
    still = np.ones((96, 96), bool)
    still[box.top() : box.bottom() + 1, box.left() : box.right() + 1] = False
    assert still.any()
    first = painted(films, shot, 0.0)
    for phase in (0.2, 0.5, 0.8):
        assert (painted(films, shot, phase)[still] == first[still]).all()


def test_paused_is_paler(make, shot):
    films = make()
    films.prepare(shot)
    films.finish(WAIT)
    playing, paused = painted(films, shot, 0.3), painted(films, shot, 0.3, paused=True)
    background = playing[0, 0]
    assert np.abs(paused - background).mean() < 0.7 * np.abs(playing - background).mean()


def test_another_size_than_asked_for_is_scaled(make, shot):
    films = make()
    films.prepare(shot)
    films.finish(WAIT)
    image = QImage(48, 48, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    assert films.paint(painter, QRect(0, 0, 48, 48), shot, 0.0)
    painter.end()
    expected = painted(films, shot, 0.0).reshape(48, 2, 48, 2, 3).mean(axis=(1, 3))
    assert differs(pixels(image), expected) < 0.12


def test_films_come_back_from_the_disk(make, shot, workshop):
    first = make()
    first.prepare(shot)
    first.finish(WAIT)
    expected = painted(first, shot, 0.4)
    first.close()
    workshop.jobs.clear()
    second = make()
    second.prepare(shot)
    second.finish(WAIT)
    assert workshop.jobs == []
    assert (painted(second, shot, 0.4) == expected).all()


def test_a_damaged_film_is_made_again(make, shot, tmp_path, workshop):
    first = make()
    first.prepare(shot)
    first.finish(WAIT)
    expected = painted(first, shot, 0.4)
    first.close()
    (path,) = (tmp_path / "films").iterdir()
    data = bytearray(path.read_bytes())
    data[-2000:] = bytes(2000)
    path.write_bytes(bytes(data))
    workshop.jobs.clear()
    second = make()
    second.prepare(shot)
    second.finish(WAIT)
    assert workshop.jobs
    assert (painted(second, shot, 0.4) == expected).all()


def test_without_a_disk_it_goes_on(make, shot):
    films = make(cache=None)
    films.prepare(shot)
    films.finish(WAIT)
    assert painted(films, shot, 0.0) is not None


def test_a_motion_that_cannot_be_drawn_says_why_once(make, shot, workshop):
    films = make()
    workshop.error = ValueError("a knee too far")
    films.prepare(shot)
    films.finish(WAIT)
    assert films.fault(shot) == "ValueError: a knee too far"
    assert len(workshop.jobs) == 1
    assert painted(films, shot, 0.0) is None


def test_when_the_processes_die_it_goes_on_without(make, shot, workshop):
    films = make()
    workshop.error = BrokenProcessPool("gone")
    films.prepare(shot)
    assert films.finish(WAIT)
    assert films.ready(shot) == 1.0


def test_memory_is_bounded_and_what_is_shown_stays(make, shot):
    films = make(memory=400_000)
    films.prepare(shot)
    films.finish(WAIT)
    before = painted(films, shot, 0.4)
    others = [replace(shot, amplitude=share / 8) for share in range(1, 6)]
    for other in others:
        films.prepare(other)
    films.finish(WAIT)
    assert films.bytes <= 400_000
    assert films.ready(shot) == 1.0
    assert (painted(films, shot, 0.4) == before).all()
    assert films.ready(others[0]) >= films.ready(others[-1])


def test_a_film_too_large_for_the_memory_is_coarser_but_even(make, shot):
    films = make(memory=60_000)
    painted(films, shot, 0.0)
    films.finish(WAIT)
    assert 0.0 < films.ready(shot) < 1.0
    assert differs(painted(films, shot, 0.0), painted(films, shot, 0.5)) > 0.03


def test_amplitudes_share_films(make, shot, workshop):
    films = make()
    films.prepare(replace(shot, amplitude=0.51))
    films.finish(WAIT)
    workshop.jobs.clear()
    films.prepare(replace(shot, amplitude=0.49))
    films.finish(WAIT)
    assert workshop.jobs == []


def test_reduced_motion_fades_between_still_poses(make, shot):
    films = make(reduced=True)
    films.prepare(shot)
    films.finish(WAIT)
    stills = [painted(films, shot, phase) for phase in (0.0, 0.05, 0.08)]
    assert (stills[0] == stills[1]).all()
    assert (stills[0] == stills[2]).all()
    middle, after = painted(films, shot, 0.13), painted(films, shot, 0.25)
    assert differs(stills[0], after) > 0.03
    assert differs(stills[0], middle) > 0.0
    assert differs(after, middle) > 0.0


def test_motion_can_be_reduced_later(make, shot):
    films = make()
    films.prepare(shot)
    films.finish(WAIT)
    films.set_reduced(True)
    films.prepare(shot)
    films.finish(WAIT)
    first, later = (painted(films, shot, phase) for phase in (0.0, 0.08))
    assert (first == later).all()


def test_a_passage_leads_from_one_position_to_the_other(make, shot, matrix):
    after = replace(shot, motion=matrix, turn="straight", side=Side.LEFT)
    films = make()
    passage = films.transition(shot, 0.3, after, 0.0)
    for each in (shot, after, passage):
        films.prepare(each)
    assert films.finish(WAIT)
    assert differs(painted(films, passage, 1.0), painted(films, after, 0.0)) < 0.01
    halfway = painted(films, passage, 0.5)
    assert differs(halfway, painted(films, passage, 1.0)) > 0.03
    assert differs(halfway, painted(films, passage, 0.0)) > 0.03


def test_processes_make_the_same_pictures(make, shot):
    at = phases(shot)[7]
    films = make(workshop=Workshop(1), cache=None)
    films.prepare(shot)
    assert films.finish(WAIT)
    assert differs(painted(films, shot, at), pixels(render(shot, at))) < 0.01


def test_between_two_stages_there_is_none(make, shot, matrix):
    films = make()
    passage = films.transition(shot, 0.3, replace(shot, motion=matrix, turn="straight"), 0.0)
    films.prepare(passage)
    assert films.finish(WAIT)
    background = np.array(QColor(PALETTES["light"].background).getRgb()[2::-1])
    start, middle, end = (painted(films, passage, share) for share in (0.0, 0.5, 1.0))
    lower_edge = [(picture[-3] != background).any() for picture in (start, middle, end)]
    assert lower_edge == [True, False, True]


def test_a_film_that_was_just_asked_for_stays(make, shot, monkeypatch):
    monkeypatch.setattr(darkroom, "_REELS", 3)
    films = make()
    painted(films, shot, 0.0)
    for share in range(1, 9):
        other = replace(shot, amplitude=share / 8)
        films.prepare(other)
        assert films.finish(WAIT)
        assert films.ready(other) == films.ready(shot) == 1.0


def test_a_film_that_was_evicted_is_asked_for_and_shown_again(make, shot, monkeypatch):
    monkeypatch.setattr(darkroom, "_REELS", 2)
    films = make()
    shots = [replace(shot, amplitude=share / 8) for share in range(1, 7)]
    passage = films.transition(shots[0], 0.0, shots[5], 0.0)
    for each in (*shots, passage, *reversed(shots), passage):
        films.prepare(each)
        assert films.finish(WAIT)
        assert painted(films, each, 0.5) is not None
