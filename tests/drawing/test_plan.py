from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility_timer.drawing.plan import coarse_to_fine, key_plan, plan
from mobility_timer.drawing.scene import Scene
from mobility_timer.drawing.shot import Shot
from mobility_timer.figure.motion import motion_phase
from mobility_timer.routine.model import Side


def shot_of(motion, **changes):
    return replace(Shot(motion, Side.RIGHT, None, 1.0, 96, 96, 1.0, "light", 3.7), **changes)


@given(st.integers(0, 300))
def test_coarse_to_fine_visits_every_number_once(count):
    assert sorted(coarse_to_fine(count)) == list(range(count))


@given(st.integers(9, 300), st.integers(3, 299))
def test_whatever_part_is_done_is_evenly_spread(count, done):
    visited = sorted(coarse_to_fine(count)[: min(done, count)])
    gaps = np.diff([*visited, count])
    assert gaps.max() <= 2 * max(1, np.median(gaps)) + 1


@pytest.mark.parametrize("seconds", [1.0, 3.7, 12.0])
def test_at_least_24_pictures_for_each_second(circles, seconds):
    made = plan(shot_of(circles, turn="forward", seconds=seconds))
    assert len(set(made.same)) >= 24 * seconds


def test_a_pause_needs_no_pictures_of_its_own(calf):
    made = plan(shot_of(calf))
    start, end = (motion_phase(calf, "pause", share) for share in (0.0, 1.0))
    paused = [i for i, phase in enumerate(made.phases) if start <= phase <= end]
    assert len(paused) > 5
    assert len({made.same[i] for i in paused}) == 1


def test_what_the_plan_calls_the_same_looks_the_same(calf):
    shot = shot_of(calf, seconds=0.8)
    made, scene = plan(shot), Scene(shot)
    others = [i for i, first in enumerate(made.same) if first != i]
    assert others
    for i in others:
        here, there = (scene.pose(made.phases[j]) for j in (i, made.same[i]))
        np.testing.assert_allclose(here.origins, there.origins, atol=1e-6)


def test_a_hold_has_a_way_in_and_a_breath(hold):
    made = plan(shot_of(hold, seconds=1.5))
    assert made.phases[0] == 0.0
    assert made.phases[-1] == 2.0
    assert sum(phase > 1.0 for phase in made.phases) == 24
    assert max(np.diff(made.phases)) < 0.05


def test_key_poses_are_where_the_named_phases_meet(circles, calf, hold):
    assert key_plan(shot_of(circles, turn="forward")).phases == (0.0, 0.26, 0.52, 0.78)
    assert key_plan(shot_of(calf)).phases == tuple(
        sorted({span[0] for span in calf.phases.values()})
    )
    assert key_plan(shot_of(hold)).phases == (0.0, 1.0)
