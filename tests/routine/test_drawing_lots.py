"""One drill of a list, drawn for a day."""

from __future__ import annotations

from dataclasses import replace

from mobility_timer.routine.drawing_lots import drawn
from mobility_timer.routine.model import Block, Routine
from tests.sample_routines import BOOKS, CIRCLES, HOLD

LIST = replace(CIRCLES, drawn_from=(CIRCLES, BOOKS, HOLD), block=Block(2, 3), rest_after_ms=9)
ONE = Routine("r", "R", (LIST,))


def ids(routine: Routine) -> list[str]:
    return [drill.id for drill in routine.drills]


def test_a_routine_without_lists_stays_itself() -> None:
    plain = Routine("r", "R", (CIRCLES, BOOKS))
    assert drawn(plain, "a") is plain


def test_a_seed_draws_the_same_drill_again() -> None:
    assert drawn(ONE, "2026-11-26") == drawn(ONE, "2026-11-26")
    assert drawn(drawn(ONE, "x"), "y") == drawn(ONE, "y")


def test_every_drill_is_drawn_at_some_time() -> None:
    seen = {ids(drawn(ONE, str(seed)))[0] for seed in range(40)}
    assert seen == {CIRCLES.id, BOOKS.id, HOLD.id}


def test_what_is_drawn_stands_where_the_list_stood() -> None:
    found = drawn(ONE, "a").drills[0]
    assert (found.block, found.rest_after_ms) == (Block(2, 3), 9)


def test_no_drill_comes_twice_while_there_are_others() -> None:
    routine = replace(ONE, drills=(BOOKS, LIST, LIST))
    for seed in range(20):
        assert len(set(ids(drawn(routine, str(seed))))) == 3
    four = replace(ONE, drills=(LIST, LIST, LIST, LIST))
    assert set(ids(drawn(four, "a"))) == {CIRCLES.id, BOOKS.id, HOLD.id}
