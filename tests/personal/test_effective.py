from __future__ import annotations

from dataclasses import replace

import pytest

from mobility_timer.personal.effective import effective, effective_routine, waits
from mobility_timer.routine.adjustments import Adjustments, keys_of
from mobility_timer.routine.model import Routine
from mobility_timer.settings import PhaseCues, Settings
from mobility_timer.timeline.compiler import length_ms
from tests.sample_routines import MIXED

DRILLS = {drill.id: drill for drill in MIXED.drills}
USUAL, WAITING = Settings(), Settings(wait_for_me=True)


def done(
    changes: Adjustments = Adjustments(),  # noqa: B008
    settings: Settings = USUAL,
    routine: Routine = MIXED,
) -> Routine:
    return effective_routine(routine, changes, settings, DRILLS)


def test_where_nothing_was_chosen_it_is_the_routine_as_written() -> None:
    assert done() is MIXED


def test_adjustments_and_settings_both_count() -> None:
    routine = done(Adjustments(rounds=2).with_left_out("books"), WAITING)
    assert [drill.id for drill in routine.drills] == ["circles", "switches", "quad"]
    assert (routine.rounds, routine.wait_for_me) == (2, True)


@pytest.mark.parametrize("written", [False, True])
@pytest.mark.parametrize("always", [False, True])
@pytest.mark.parametrize("chosen", [None, False, True])
def test_it_waits_as_chosen_for_the_routine_else_as_written_or_always_wanted(
    written: bool, always: bool, chosen: bool | None
) -> None:
    routine = replace(MIXED, wait_for_me=written)
    changes, settings = Adjustments(wait_for_me=chosen), Settings(wait_for_me=always)
    expected = (written or always) if chosen is None else chosen
    assert waits(routine, changes, settings) is expected
    assert done(changes, settings, routine).wait_for_me is expected


def test_the_time_to_get_ready_is_as_chosen() -> None:
    assert done(settings=Settings(get_ready_s=30)) == replace(MIXED, get_ready_ms=30_000)


def test_the_parts_of_a_rep_are_told_as_chosen_which_changes_no_length() -> None:
    told = [done(settings=Settings(phases=phases)) for phases in PhaseCues]
    assert [routine.phase_cues for routine in told] == list(PhaseCues)
    assert len({length_ms(routine) for routine in told}) == 1


def test_keys_name_the_drills_that_are_left() -> None:
    changes = Adjustments().with_left_out("switches")
    assert effective(MIXED, changes, USUAL, DRILLS).keys == ("circles", "books", "quad")
    assert effective(MIXED, Adjustments(), USUAL, DRILLS).keys == keys_of(MIXED)


def test_nothing_to_do_is_shown_but_never_played() -> None:
    changes = Adjustments()
    for key in keys_of(MIXED):
        changes = changes.with_left_out(key)
    assert effective(MIXED, changes, USUAL, DRILLS).routine.drills == ()
    assert done(changes, WAITING) == replace(MIXED, wait_for_me=True)


def test_a_routine_may_ask_for_more_time_to_get_ready_than_the_settings() -> None:
    routine = replace(MIXED, get_ready_ms=20_000)
    chosen = Settings(get_ready_s=10)
    assert effective(routine, Adjustments(), chosen, {}).routine.get_ready_ms == 20_000
    assert effective(MIXED, Adjustments(), chosen, {}).routine.get_ready_ms == 10_000


def test_a_drill_of_a_list_is_drawn_for_the_day_of_the_changes() -> None:
    listed = replace(MIXED.drills[0], drawn_from=MIXED.drills)
    routine = replace(MIXED, drills=(listed,))
    days = [f"2026-11-{day:02d}" for day in range(1, 29)]
    ids = [
        effective_routine(routine, Adjustments(lot=day), Settings(), DRILLS).drills[0].id
        for day in days
    ]
    assert set(ids) == {drill.id for drill in MIXED.drills}
    again = effective_routine(routine, Adjustments(lot=days[3]), Settings(), DRILLS)
    assert again.drills[0].id == ids[3]
    written = effective_routine(routine, Adjustments(), Settings(), DRILLS)
    assert written.drills == (listed,)
