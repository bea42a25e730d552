from __future__ import annotations

from dataclasses import replace

import pytest

from mobility_timer import files
from mobility_timer.library.reading.opening import open_library
from mobility_timer.routine.model import Drill, Occasion, Phase, Position, Routine, Side, Sides
from mobility_timer.routine.remarks import check_routine, held_seconds
from tests.sample_drills import drills

DRILLS = drills()
CIRCLES, SWITCHES, STILL, STRETCH = (
    DRILLS[id] for id in ("circles", "switches", "still", "one-sided-hold")
)
THINGS = ("a band", "a ball", "a chair", "a step", "a wall")


def routine(*drills: Drill, rounds: int = 1, before: bool = False) -> Routine:
    occasions = (Occasion.BEFORE_RUN,) if before else (Occasion.REST_DAY,)
    return Routine("mine", "Mine", drills, occasions=occasions, rounds=rounds)


def remarks(*drills: Drill, rounds: int = 1, before: bool = False) -> list[str]:
    return [str(remark) for remark in check_routine(routine(*drills, rounds=rounds, before=before))]


def test_a_sound_routine_has_no_remarks() -> None:
    assert remarks(CIRCLES, SWITCHES, STILL, STRETCH) == []


def test_the_floor_is_remarked_before_a_run_only() -> None:
    assert remarks(CIRCLES, SWITCHES) == []
    assert remarks(CIRCLES, SWITCHES, before=True) == [
        "This one is done on the floor: Knee switches. Before a run you may prefer Standing only."
    ]


@pytest.mark.parametrize(
    ("seconds", "rounds", "sets", "told"),
    [(59, 1, 1, False), (60, 1, 1, True), (30, 2, 1, True), (30, 1, 2, True), (29, 2, 1, False)],
)
def test_holds_of_one_muscle_and_side_are_summed(
    seconds: int, rounds: int, sets: int, told: bool
) -> None:
    drills = [STRETCH.with_amount(seconds)] * sets
    said = remarks(*drills, rounds=rounds, before=True)
    assert any("holds one muscle" in line for line in said) is told
    assert not any("holds one muscle" in line for line in remarks(*drills, rounds=rounds))


def test_a_hold_of_one_side_names_the_side() -> None:
    left = replace(STRETCH.with_amount(60), order=(Side.LEFT,))
    said = remarks(left, before=True)
    assert said[0] == (
        "Before a run, this holds one muscle for 60 s on the left: calf. "
        "Held for 60 s or more, it may be weaker for a while."
    )


def test_a_movement_for_a_time_is_no_hold() -> None:
    moving = replace(STRETCH.with_amount(60), tempo=(Phase("roll", 2000),))
    assert held_seconds(routine(moving)) == {}
    assert held_seconds(routine(STRETCH.with_amount(60), rounds=2)) == {
        ("calf", Side.LEFT): 120,
        ("calf", Side.RIGHT): 120,
    }


def test_a_hold_without_sides_counts_for_both() -> None:
    both = replace(STRETCH, sides=Sides.BOTH, rounds=2)
    assert held_seconds(routine(both)) == {("calf", Side.LEFT): 60, ("calf", Side.RIGHT): 60}


def test_uneven_sides_are_remarked_once_with_the_place() -> None:
    left = replace(CIRCLES, order=(Side.LEFT,), variants=CIRCLES.variants[:1])
    (remark,) = check_routine(routine(STILL, left, left))
    assert (remark.text, remark.drill) == ("Standing circles: left side only, 10 reps.", 1)


def test_two_entries_may_share_the_sides() -> None:
    left, right = (replace(STRETCH, order=(side,)) for side in Side)
    assert remarks(left, STILL, right) == []


def test_a_dose_outside_its_range_is_remarked() -> None:
    assert remarks(CIRCLES.with_amount(12)) == ["Standing circles: 12 reps, 3 to 10 recommended."]
    assert remarks(STILL.with_amount(70)) == ["Standing still: 70 s, 20 to 60 recommended."]


def test_a_dose_without_a_range_is_never_outside() -> None:
    fixed = replace(CIRCLES, dose=replace(CIRCLES.dose, low=5, high=5))
    assert remarks(fixed.with_amount(50)) == []


@pytest.mark.parametrize(
    ("line", "needs", "missing"),
    [
        ("Both hands on the wall.", (), ["a wall"]),
        ("Both hands on the wall.", ("wall or chair",), []),
        ("Stand beside a wall or a sturdy chair.", ("wall",), []),
        ("Stand beside a wall or a sturdy chair.", (), ["a chair", "a wall"]),
        ("Sit on a chair, the band round the foot.", ("chair",), ["a band"]),
        ("Roll the sole over the ball.", (), ["a ball"]),
        ("Push off the ball of the foot.", (), []),
        ("Step the left foot back.", (), []),
        ("Stand on a step.", (), ["a step"]),
        ("Lie down.", (), []),
    ],
)
def test_what_a_drill_uses_is_among_its_needs(
    line: str, needs: tuple[str, ...], missing: list[str]
) -> None:
    drill = replace(STILL, stance=line, needs=needs)
    said = " ".join(remarks(drill))
    assert [
        thing for thing in ("a band", "a ball", "a chair", "a step", "a wall") if thing in said
    ] == missing


@pytest.mark.parametrize(
    ("position", "needs", "told"),
    [
        (Position.LYING, (), True),
        (Position.LYING, ("chair",), True),
        (Position.KNEELING, ("soft mat",), False),
        (Position.SITTING, (), True),
        (Position.SITTING, ("chair",), False),
        (Position.STANDING, (), False),
    ],
)
def test_the_mat_is_named_where_a_drill_goes_to_the_floor(
    position: Position, needs: tuple[str, ...], told: bool
) -> None:
    said = remarks(replace(STILL, position=position, needs=needs))
    assert any("uses a mat" in line for line in said) is told


def test_the_bundled_routines_have_only_the_remark_that_one_goes_to_the_floor() -> None:
    library = open_library(files.routines(), None)
    said = {
        id: [str(remark) for remark in check_routine(routine)]
        for id, routine in library.routines.items()
    }
    floor = (
        "These two are done on the floor: Hip switches and Side-lying open books. Before a run "
        "you may prefer Standing only."
    )
    assert said.pop("ankles-and-hips") == [floor]
    assert {id: lines for id, lines in said.items() if lines} == {}


@pytest.mark.parametrize("side", Side)
def test_more_on_either_side_is_told(side: Side) -> None:
    more = replace(STRETCH, order=(side,))
    [remark] = check_routine(Routine("r", "R", (STRETCH, more)))
    assert f"{2 * STRETCH.dose.amount} s {side.value}" in remark.text


def test_a_phase_that_a_hold_is_over_before_is_told() -> None:
    tempo = (Phase("relax", 30_000), Phase("push", 5_000))
    held = replace(STRETCH, tempo=tempo)
    told = "Long stretch: “push” never comes: the 30 s are over first."
    assert told in remarks(held.with_amount(30))
    assert told not in remarks(held.with_amount(31))


def test_a_thing_with_its_article_is_the_same_thing() -> None:
    mat, again = replace(CIRCLES, needs=("a mat", "Mat")), replace(STILL, needs=("mat", "a chair"))
    both = routine(mat, again)
    assert both.needs == ("a mat", "a chair")
    assert (both.needs_first(0), both.needs_first(1)) == (("a mat",), ("a chair",))


def test_a_rest_that_never_comes_is_told() -> None:
    rested = replace(CIRCLES, rest_ms=10_000, rest_after_ms=30_000)
    told = (
        "Standing circles: its rest of 10 s never comes, as an entry with a rest of 30 s follows."
    )
    assert remarks(rested, STILL) == [told]
    assert remarks(replace(rested, rounds=2), STILL) == []
    last = replace(STILL, rest_after_ms=30_000)
    assert remarks(CIRCLES, last) == [
        "The rest of 30 s at the end never comes, as nothing follows it."
    ]
    assert remarks(CIRCLES, last, rounds=2) == []
    longer = replace(routine(CIRCLES, last, rounds=2), rest_ms=60_000)
    assert [str(remark) for remark in check_routine(longer)] == [
        "The rest of 30 s at the end never comes, as the rest between the rounds is 60 s."
    ]
