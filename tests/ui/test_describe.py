from __future__ import annotations

from dataclasses import replace

import pytest

from mobility_timer.routine.model import Drill, Occasion, Side, Variant
from mobility_timer.ui import describe
from tests.sample_routines import BOOKS, CIRCLES, HOLD, MIXED, SWITCHES


def test_the_floor_stands_for_the_mat_and_comes_last() -> None:
    assert describe.needs(MIXED) == "wall, floor"


def test_facts_tell_rounds_only_where_there_are_some() -> None:
    assert describe.facts(MIXED) == "4 drills · wall, floor"
    assert describe.facts(replace(MIXED, rounds=2)) == "4 drills · 2 rounds · wall, floor"
    assert describe.facts(replace(MIXED, drills=(HOLD,))) == "1 drill · standing, nothing needed"


def test_the_summary_counts_every_rep_of_every_set() -> None:
    routine = replace(MIXED, drills=(CIRCLES, SWITCHES, HOLD), rounds=2)
    assert describe.summary(routine) == "3 drills, 48 reps · wall, floor"


def test_occasions_make_a_sentence() -> None:
    occasions = (Occasion.BEFORE_RUN, Occasion.REST_DAY)
    said = describe.occasions(replace(MIXED, occasions=occasions))
    assert said == "Before a run, or on a rest day."
    assert describe.occasions(MIXED) == ""


ANGLES = tuple(Variant(at, f"Toes {at}", f"toes {at}") for at in ("straight ahead", "out", "in"))


@pytest.mark.parametrize(
    ("drill", "said"),
    [
        (
            replace(CIRCLES, variants=ANGLES),
            "Each side, left first · toes straight ahead, out, in · wall",
        ),
        (CIRCLES, "Each side, left first · forward circle, reverse the circle · wall"),
        (SWITCHES, "Alternating sides · sitting, on the floor"),
        (HOLD, "Each side, right first"),
        (replace(BOOKS, order=(Side.LEFT,)), "Left only · side-lying, on the floor"),
    ],
)
def test_how_a_drill_is_done(drill: Drill, said: str) -> None:
    assert describe.how(drill) == said


def test_how_often_comes_first_and_the_line_is_one_sentence() -> None:
    once = replace(BOOKS, order=(Side.RIGHT,))
    assert describe.told(once) == "Right only · side-lying, on the floor"
    assert describe.told(replace(once, rounds=3)) == (
        "3 sets · right only · side-lying, on the floor"
    )


def test_a_band_has_to_be_owned_but_a_wall_has_not() -> None:
    assert describe.is_at_hand(("wall", "Chair", "mat"))
    assert not describe.is_at_hand(("wall", "band"))
