from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility_timer import files
from mobility_timer.drawing.figure_state import Viewport, figure_at, upcoming
from mobility_timer.drawing.scene.scene import Scene
from mobility_timer.figure.motion.model import Growth
from mobility_timer.library.motion.reader import read_motion
from mobility_timer.library.reading.opening import open_library
from mobility_timer.routine.dose import Dose, Unit
from mobility_timer.routine.model import Routine, Side, Sides
from mobility_timer.timeline.compiler import compile_routine
from mobility_timer.timeline.model import WorkSet
from mobility_timer.timeline.timeline import Timeline
from tests.sample_routines import CIRCLES, MIXED

FRAME = Viewport(640, 640, 1.0, "light")


@pytest.fixture(scope="module")
def motion_of() -> Callable[..., Any]:
    names = {"circles": "hip-cars", "switches": "hip-switches", "books": "open-books"}
    motions = {}
    for drill, name in names.items():
        path = files.assets() / "motions" / f"{name}.yaml"
        motions[drill] = read_motion(path.read_text(encoding="utf-8"), path.name)
    motions["quad"] = replace(motions["circles"], hold=True)
    return lambda drill: motions.get(drill.id)


@pytest.fixture(scope="module")
def timeline() -> Timeline:
    return compile_routine(MIXED)


def first(timeline: Timeline, drill: str, **wanted: Any) -> WorkSet:
    return next(
        work
        for work in timeline.sets
        if timeline.drill_of(work).id == drill
        and all(getattr(work, name) == value for name, value in wanted.items())
    )


@given(at=st.integers(0, 400_000))
def test_any_time_has_an_act(timeline: Timeline, motion_of: Callable[..., Any], at: int) -> None:
    figure = figure_at(timeline, at, motion_of, FRAME)
    assert 0 <= figure.phase <= 2
    assert 0 <= figure.share <= 1


def test_the_figure_works_the_side_and_variant_of_the_set(
    timeline: Timeline, motion_of: Callable[..., Any]
) -> None:
    work = first(timeline, "circles", side=Side.RIGHT, variant=CIRCLES.variants[1])
    figure = figure_at(timeline, work.start + 10, motion_of, FRAME)
    assert (figure.spec.side, figure.spec.variant) == (Side.RIGHT, "reverse")


def test_a_pause_of_the_tempo_is_a_pause_of_the_figure(
    timeline: Timeline, motion_of: Callable[..., Any]
) -> None:
    start = first(timeline, "switches").start
    phases = [figure_at(timeline, start + ms, motion_of, FRAME).phase for ms in (999, 1_250, 1_499)]
    assert 0.39 < phases[0] < phases[1] < phases[2] < 0.61


def test_alternating_reps_change_the_side(
    timeline: Timeline, motion_of: Callable[..., Any]
) -> None:
    start = first(timeline, "switches").start
    sides = [
        figure_at(timeline, start + 2_500 * rep, motion_of, FRAME).spec.side for rep in range(4)
    ]
    assert sides == [Side.LEFT, Side.RIGHT] * 2


def test_a_hold_is_entered_before_it_begins_and_breathes(
    timeline: Timeline, motion_of: Callable[..., Any]
) -> None:
    start = first(timeline, "quad").start
    before = [
        figure_at(timeline, start - ms, motion_of, FRAME).phase
        for ms in (*range(6_000, 0, -100), 1)
    ]
    assert before[-1] > 0.99
    assert any(0.0 < phase < 1.0 for phase in before)
    assert figure_at(timeline, start, motion_of, FRAME).phase == 1.0
    later = [
        figure_at(timeline, start + ms, motion_of, FRAME).phase for ms in range(2_000, 9_000, 50)
    ]
    assert all(1.0 <= phase <= 2.0 for phase in later)
    assert max(later) > 1.9
    assert min(later) < 1.1


def test_in_a_gap_the_figure_moves_to_the_next_position(
    timeline: Timeline, motion_of: Callable[..., Any]
) -> None:
    floor = first(timeline, "switches")
    on_the_way = figure_at(timeline, floor.opens + 1_000, motion_of, FRAME)
    assert on_the_way.before[0].motion.id == "hip-cars"
    assert on_the_way.spec.motion.id == "hip-switches"
    assert 0 < on_the_way.share < 1
    assert on_the_way.share < figure_at(timeline, floor.opens + 3_000, motion_of, FRAME).share
    there = figure_at(timeline, floor.start - 100, motion_of, FRAME)
    assert (there.before, there.phase) == (None, 0.0)


def test_a_drill_that_grows_grows_over_its_set(motion_of: Callable[..., Any]) -> None:
    growing = replace(motion_of(CIRCLES), grows=Growth(start=0.5, neutral=0.0))
    drill = replace(CIRCLES, grows=True, dose=Dose(Unit.REPS, 10, 5, 12))
    timeline = compile_routine(Routine("g", "G", (drill,)))
    start = timeline.sets[0].start
    amplitudes = [
        figure_at(timeline, start + 4_000 * rep, lambda _: growing, FRAME).spec.amplitude
        for rep in range(10)
    ]
    assert amplitudes[0] == 0.5
    assert amplitudes == sorted(amplitudes)
    assert amplitudes[-1] == 1.0


def test_what_comes_is_asked_for_in_order(
    timeline: Timeline, motion_of: Callable[..., Any]
) -> None:
    specs = upcoming(timeline, 0, motion_of, FRAME)
    motions = list(dict.fromkeys(spec.motion.id for spec in specs))
    assert motions == ["hip-cars", "hip-switches"]
    assert specs[0].side is Side.LEFT
    assert specs[0].variant == "forward"


def test_both_sides_of_an_alternating_drill_are_asked_for(
    timeline: Timeline, motion_of: Callable[..., Any]
) -> None:
    start = first(timeline, "switches").start
    assert {spec.side for spec in upcoming(timeline, start, motion_of, FRAME)} >= set(Side)


def test_a_drill_without_a_motion_has_no_act(timeline: Timeline) -> None:
    assert figure_at(timeline, 0, lambda _: None, FRAME) is None
    assert upcoming(timeline, 0, lambda _: None, FRAME) == []


def test_between_two_sets_of_a_hold_the_figure_comes_out_of_it(
    motion_of: Callable[..., Any],
) -> None:
    hold = next(drill for drill in MIXED.drills if drill.id == "quad")
    timeline = compile_routine(Routine("h", "H", (replace(hold, sides=Sides.BOTH, rounds=2),)))
    figure = figure_at(timeline, timeline.sets[0].end + 600, motion_of, FRAME)
    assert figure.before == (figure.spec, 1.0)


def test_a_drill_that_grew_is_left_as_large_as_it_became(motion_of: Callable[..., Any]) -> None:
    growing = replace(motion_of(CIRCLES), grows=Growth(start=0.3, neutral=0.0))
    drill = replace(CIRCLES, grows=True, variants=(), rounds=2, dose=Dose(Unit.REPS, 5, 5, 5))
    timeline = compile_routine(Routine("g", "G", (drill,)))
    figure = figure_at(timeline, timeline.sets[0].end + 600, lambda _: growing, FRAME)
    assert figure.before is not None
    assert figure.before[0].amplitude == 1.0


def test_a_figure_that_faces_the_runner_is_seen_as_in_a_mirror(
    timeline: Timeline, motion_of: Callable[..., Any]
) -> None:
    start = first(timeline, "switches").start
    mirror = figure_at(timeline, start + 900, motion_of, FRAME).spec
    person = figure_at(timeline, start + 900, motion_of, replace(FRAME, mirrors=False)).spec
    assert (mirror.side, mirror.acts) == (Side.LEFT, Side.RIGHT)
    assert (person.side, person.acts) == (Side.LEFT, Side.LEFT)
    circles = first(timeline, "circles", side=Side.LEFT).start
    assert figure_at(timeline, circles, motion_of, FRAME).spec.acts is Side.LEFT


def test_what_is_called_left_goes_to_the_left_of_the_picture(
    timeline: Timeline, motion_of: Callable[..., Any]
) -> None:
    start = first(timeline, "switches").start
    figure = figure_at(timeline, start + 1_200, motion_of, FRAME)
    scene = Scene(figure.spec)
    knees = [scene.pose(phase).joint("knee_left") for phase in (0.0, figure.phase)]
    seen = scene.projection.project(np.array(knees))
    assert seen[1, 0] < seen[0, 0]


def test_the_first_drill_is_gone_to_as_it_is_said_where_to_be() -> None:
    """Not only when the movement is told: until then the figure stood with its hands down."""
    library = open_library(files.routines(), None)
    timeline = compile_routine(library.routines["ankles-and-hips"])
    told = timeline.steps_between(*timeline.gap_before(timeline.sets[0]))[0].at
    waiting = figure_at(timeline, told - 50, library.motion_of, FRAME)
    assert waiting is not None
    assert waiting.share == 0
    going = figure_at(timeline, told + 500, library.motion_of, FRAME)
    assert going is not None
    assert going.before is not None
    assert going.share > 0
