from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility_timer.drawing.frames.packed import Frame
from mobility_timer.drawing.frames.sequence import Reel

phases = st.floats(0, 1)


def frame(number):
    return Frame(((number, 0, 1, 1),), bytes(4), (number / 100, 0.0, 0.0))


def filled(shot, indices):
    reel = Reel(shot)
    for index in indices:
        reel.add(index, frame(index))
    return reel


def number(picture):
    return picture.tiles[0][0]


@pytest.fixture(scope="module")
def whole(shot):
    reel = Reel(shot)
    return filled(shot, reel.wanted)


@given(phase=phases)
def test_the_picture_of_a_full_reel_is_the_nearest(whole, phase):
    def distance(index):
        gap = abs(whole.phases[index] - phase) % 1.0
        return min(gap, 1.0 - gap)

    best = min(distance(i) for i in range(len(whole.phases)))
    assert distance(whole.index(phase)) == pytest.approx(best, abs=1e-9)
    assert number(whole.nearest(phase)) == whole.plan.same[whole.index(phase)]


def test_with_one_picture_that_one_is_shown(shot):
    reel = filled(shot, [3])
    assert {number(reel.nearest(i / 10)) for i in range(10)} == {3}
    assert Reel(shot).nearest(0.5) is None


def test_a_hold_does_not_go_round(shot, hold):
    reel = Reel(replace(shot, motion=hold, turn=None))
    assert reel.phases[reel.index(5.0)] == 2.0
    assert reel.phases[reel.index(0.0)] == 0.0
    assert reel.phases[reel.index(1.0)] == 1.0


def test_first_the_start_then_halfway(shot):
    reel = Reel(shot)
    assert reel.wanted[0] == 0
    assert reel.phases[reel.wanted[1]] == pytest.approx(0.5, abs=0.05)
    assert len(reel.wanted) == len(set(reel.plan.same))


def test_the_path_is_known_when_the_pictures_are(shot, whole):
    assert len(filled(shot, [0, 1]).places) == 0
    assert whole.detail == 2
    assert len(whole.places) == len(whole.phases) + 1
    assert (whole.places[0] == whole.places[-1]).all()


def test_between_two_key_poses(shot):
    reel = Reel(shot, reduced=True)
    for index in range(4):
        reel.add(index, frame(index))
    before, after, share = reel.around(0.39)
    assert (number(before), number(after)) == (1, 2)
    assert share == pytest.approx(0.5)
    before, after, share = reel.around(0.89)
    assert (number(before), number(after)) == (3, 0)
    assert share == pytest.approx(0.5)


def test_reduced_and_full_films_are_kept_apart(shot):
    assert Reel(shot, reduced=True).key != Reel(shot).key
