from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility_timer import files
from mobility_timer.drawing.coaches import build_of
from mobility_timer.drawing.frames.sampling import coarse_to_fine, pace, sampling
from mobility_timer.drawing.scene.scene import Scene
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.figure.body.mesh import body_of
from mobility_timer.figure.motion.model import Motion, motion_phase
from mobility_timer.library.motion.reader import read_motion
from mobility_timer.routine.model import Side
from mobility_timer.settings import CoachFigure

HOLDS = (
    "hip-flexor-stretch",
    "kneeling-lunge",
    "knee-to-chest",
    "quad-stretch",
    "single-leg-balance",
    "thigh-across",
)


def spec_of(motion: Motion, **changes: Any) -> SceneSpec:
    return replace(SceneSpec(motion, Side.RIGHT, None, 1.0, 96, 96, 1.0, "light", 3.7), **changes)


@given(st.integers(0, 300))
def test_coarse_to_fine_visits_every_number_once(count: int) -> None:
    assert sorted(coarse_to_fine(count)) == list(range(count))


@given(st.integers(9, 300), st.integers(3, 299))
def test_whatever_part_is_done_is_evenly_spread(count: int, done: int) -> None:
    visited = sorted(coarse_to_fine(count)[: min(done, count)])
    gaps = np.diff([*visited, count])
    assert gaps.max() <= 2 * max(1, np.median(gaps)) + 1


@pytest.mark.parametrize("seconds", [1.0, 3.7, 12.0])
def test_at_least_24_pictures_for_each_second(circles: Motion, seconds: float) -> None:
    made = sampling(spec_of(circles, variant="forward", seconds=seconds))
    assert len(set(made.same)) >= 24 * seconds


def test_a_pause_needs_no_pictures_of_its_own(calf: Motion) -> None:
    made = sampling(spec_of(calf))
    start, end = (motion_phase(calf, "pause", share) for share in (0.0, 1.0))
    paused = [i for i, phase in enumerate(made.phases) if start <= phase <= end]
    assert len(paused) > 5
    assert len({made.same[i] for i in paused}) == 1


@pytest.mark.parametrize("name", ["calf", "matrix"])
def test_what_stands_for_another_phase_is_less_than_a_step_away(
    name: str, request: pytest.FixtureRequest
) -> None:
    motion = request.getfixturevalue(name)
    spec = spec_of(motion, seconds=1.6, variant=next(iter(motion.variants), None))
    made, scene = sampling(spec), Scene(spec)
    places = np.array([scene.pose(phase).origins for phase in made.phases])
    steps = np.linalg.norm(np.diff(places, axis=0, append=places[:1]), axis=2)
    others = [i for i, first in enumerate(made.same) if first != i]
    assert others
    for i in others:
        away = np.linalg.norm(places[i] - places[made.same[i]], axis=1)
        assert away.max() <= max(steps[made.same[i]].max(), steps[made.same[i] - 1].max()) + 1e-6


def test_the_way_back_shows_the_pictures_of_the_way_out(matrix: Motion) -> None:
    made = sampling(spec_of(matrix, variant="straight", seconds=2.0))
    assert len(set(made.same)) <= 0.55 * len(made.phases)


def test_a_circle_has_no_way_back(circles: Motion) -> None:
    made = sampling(spec_of(circles, variant="forward", seconds=4.6))
    assert len(set(made.same)) >= 0.97 * len(made.phases)


@pytest.mark.parametrize("lower", [0.8, 1.5, 6.0])
def test_the_slowest_movement_has_pictures_enough(calf: Motion, lower: float) -> None:
    tempo = {"lift": 1.2, "pause": 1.0, "lower": lower}
    made = sampling(spec_of(calf, seconds=pace(calf, None, tempo)))
    for name, seconds in (("lift", 1.2), ("lower", lower)):
        start, end = calf.phases[name]
        shown = {i for i, at in zip(made.same, made.phases, strict=True) if start < at < end}
        assert len(shown) > 24 * seconds - 1  # so many are sure to lie between two ends


def test_a_long_pause_needs_no_more_pictures(calf: Motion) -> None:
    short, long = (
        pace(calf, None, {"lift": 1.2, "pause": pause, "lower": 1.5}) for pause in (1.0, 30.0)
    )
    assert short == long


def test_where_nothing_is_named_a_repetition_is_its_time(circles: Motion) -> None:
    assert pace(circles, "forward", {"round": 4.0}) == 4.0
    assert pace(circles, None, {}) == 0.0


def test_a_hold_has_a_way_in_and_a_breath(hold: Motion) -> None:
    made = sampling(spec_of(hold, seconds=1.5))
    assert made.phases[0] == 0.0
    assert made.phases[-1] == 2.0
    breaths = sum(phase > 1.0 for phase in made.phases)
    assert breaths >= 4
    assert max(np.diff(made.phases)) <= max(1 / breaths, 0.05) + 1e-9


@pytest.mark.parametrize("coach", CoachFigure)
@pytest.mark.parametrize("name", HOLDS)
def test_a_breath_goes_on_by_half_a_pixel_at_most(name: str, coach: CoachFigure) -> None:
    path = files.assets() / "motions" / f"{name}.yaml"
    motion = read_motion(path.read_text(encoding="utf-8"), path.name)
    spec = spec_of(motion, variant=None, width=600, height=620, coach=coach)
    made, scene, body = sampling(spec), Scene(spec), body_of(build_of(coach))
    breaths = sum(at > 1.0 for at in made.phases)
    ends = (scene.projection.project(body.vertices(scene.pose(at)))[:, :2] for at in (1.0, 2.0))
    way = np.linalg.norm(np.subtract(*ends), axis=1).max()
    assert way > 1.0
    assert way / breaths <= 0.5
