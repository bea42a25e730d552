"""A draft that is always sound: its commands, undo and redo, and the text that it makes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mobility_timer.editing import doses
from mobility_timer.editing.commands import (
    add,
    duplicate,
    group,
    move,
    remove,
    set_block,
    shift,
    ungroup,
)
from mobility_timer.editing.draft import RoutineDraft, draft_of
from mobility_timer.editing.kept_drafts import UnsavedDraft
from mobility_timer.editing.lots import draw_also, draw_first, draw_no_more
from mobility_timer.editing.session import (
    EditSession,
    Refused,
    begun,
    begun_from,
    opened,
    recovered,
)
from mobility_timer.library.library import Library
from mobility_timer.routine.model import Drill, Side, Sides


def names(session: EditSession) -> list[str]:
    return [drill.id for drill in session.routine.drills]


def numbers(session: EditSession) -> list[int]:
    return [step.number for step in session.draft.drill_steps()]


def drill_of(session: EditSession, number: int) -> Drill:
    lot = session.draft.lot_of(number)
    if lot is not None and lot.number != number:
        place = [one.number for one in lot.lot].index(number)
        return drill_of(session, lot.number).drawn_from[place]
    return session.routine.drills[numbers(session).index(number)]


def change(
    session: EditSession, number: int, change: Callable[..., Any], *given: Any
) -> EditSession:
    step = session.draft.step(number)
    return session.changed(session.draft.with_step(change(step, drill_of(session, number), *given)))


def test_opened_it_says_what_it_said(session: EditSession) -> None:
    assert names(session) == ["calf-stretch", "hip-cars", "hip-switches", "open-books"]
    assert session.written() == session.text
    assert not session.is_changed


def test_a_dose_is_changed_and_nothing_else(session: EditSession) -> None:
    new = change(session, numbers(session)[0], doses.with_amount, 45)
    assert drill_of(new, numbers(new)[0]).dose.amount == 45
    assert new.written() == session.text.replace(
        "- calf-stretch  # easy", "- drill: calf-stretch  # easy\n    reps: 45"
    )
    assert new.is_changed
    assert not new.undo().is_changed


def test_undo_and_redo_go_through_every_state(session: EditSession) -> None:
    first = numbers(session)[0]
    states = [session]
    for amount in (45, 50, 55):
        states.append(change(states[-1], first, doses.with_amount, amount))
    here = states[-1]
    for before in reversed(states[:-1]):
        here = here.undo()
        assert (here.draft, here.routine) == (before.draft, before.routine)
    assert here.undo() is here
    for after in states[1:]:
        here = here.redo()
        assert (here.draft, here.routine) == (after.draft, after.routine)
    assert here.redo() is here


def test_steps_of_one_hold_of_a_button_are_undone_together(session: EditSession) -> None:
    step = session.draft.step(numbers(session)[0])
    new = session
    for amount in (35, 40, 45):
        drill = drill_of(new, step.number)
        draft = new.draft.with_step(doses.with_amount(step, drill, amount))
        new = new.changed(draft, "dose 0")
    assert new.undo().draft == session.draft


def test_a_change_that_cannot_be_is_refused_in_the_readers_words(session: EditSession) -> None:
    with pytest.raises(Refused, match="at most 60 characters"):
        session.changed(session.draft.with_key("name", "x" * 61))


def test_a_drill_moves_through_a_block_and_out_of_it(session: EditSession) -> None:
    cars = numbers(session)[1]
    orders, here = [], session
    for _ in range(5):
        here = here.changed(shift(here.draft, cars, 1))
        block = here.draft.block_of(cars)
        orders.append((names(here).index("hip-cars"), block is not None))
    # past the rest, into the block, through it, out of it, and there it stays
    assert orders == [(1, False), (1, True), (2, True), (3, True), (3, False)]


def test_what_moves_up_again_is_as_before(session: EditSession) -> None:
    number = numbers(session)[0]
    down = session.changed(shift(session.draft, number, 1))
    assert shift(down.draft, number, -1) == session.draft
    assert shift(session.draft, number, -1) == session.draft


def test_a_block_moves_as_a_whole_and_is_taken_apart(session: EditSession) -> None:
    block = session.draft.block_of(numbers(session)[2])
    up = session.changed(shift(session.draft, block.number, -1))
    assert names(up)[1:3] == ["hip-cars", "hip-switches"]
    loose = session.changed(ungroup(session.draft, block.number))
    assert [drill.block for drill in loose.routine.drills] == [None] * 4


def test_two_drills_become_a_block_with_rounds(session: EditSession) -> None:
    new = session.changed(group(session.draft, numbers(session)[1]))
    block = new.draft.block_of(numbers(new)[0])
    new = new.changed(set_block(new.draft, block.number, "rounds", "3"))
    assert [drill.block and drill.block.rounds for drill in new.routine.drills] == [3, 3, 2, 2]


def test_what_is_dragged_lands_before_what_it_was_dropped_on(session: EditSession) -> None:
    first, *_, last = numbers(session)
    assert names(session.changed(move(session.draft, last, first)))[0] == "open-books"
    block = session.draft.block_of(last).number
    inside = session.changed(move(session.draft, first, last, block))
    assert names(inside) == ["hip-cars", "hip-switches", "calf-stretch", "open-books"]
    assert names(session.changed(move(session.draft, first, None)))[-1] == "calf-stretch"


def test_without_its_drill_a_rest_goes_too(session: EditSession) -> None:
    new = session
    for number in numbers(session)[:2]:
        new = new.changed(remove(new.draft, number))
    assert not any(step.is_rest for step in new.draft.steps())


def test_without_drills_it_is_no_routine_yet(session: EditSession) -> None:
    new = session
    for number in numbers(session):
        new = new.changed(remove(new.draft, number))
    assert new.routine is None
    assert new.undo().routine is not None


def test_a_new_step_takes_over_the_dose_before_it(bundled: Library) -> None:
    raises, swings = bundled.drills["calf-raises"], bundled.drills["leg-swings-front"]
    done = raises.with_amount(7)
    assert doses.taking_over(swings, done) == {"drill": "leg-swings-front", "reps": "7"}
    hold = bundled.drills["quad-stretch"]
    assert doses.taking_over(hold, done) == {"drill": "quad-stretch"}


def test_sets_sides_and_tempo_are_said_where_they_differ(
    session: EditSession, bundled: Library
) -> None:
    number = numbers(session)[1]
    own = bundled.drills["hip-cars"]
    new = change(session, number, doses.with_sets, 3, own)
    new = change(new, number, lambda step, drill: doses.with_side_amounts(step, drill, 6, 9))
    new = change(new, number, lambda step, _: doses.with_order(step, (Side.RIGHT, Side.LEFT), own))
    new = change(new, number, doses.with_pace, "slower", own)
    drill = drill_of(new, number)
    assert (drill.rounds, *(drill.amount_of(0, side) for side in Side)) == (3, 6, 9)
    assert drill.order == (Side.RIGHT, Side.LEFT)
    assert drill.rep_ms == 1.5 * own.rep_ms
    assert doses.pace_of(drill, own) == "slower"
    back = change(new, number, doses.with_pace, "as-written", own)
    assert "tempo" not in back.draft.step(number).keys


def test_each_set_has_its_dose(session: EditSession) -> None:
    number = numbers(session)[1]
    new = change(session, number, doses.with_set_amounts, (6, 4, 2))
    drill = drill_of(new, number)
    assert [drill.amount_of(at, Side.LEFT) for at in range(drill.rounds)] == [6, 4, 2]
    more = drill_of(change(new, number, doses.with_amount, 7), number)
    assert [more.amount_of(at, Side.LEFT) for at in range(3)] == [7, 5, 3]


def test_one_begins_empty_or_as_another(bundled: Library, tmp_path: Path) -> None:
    new = begun(bundled.read_text, tmp_path / "new.yaml", "New")
    assert new.routine is None
    new = new.changed(add(new.draft, {"drill": "calf-stretch"}))
    assert new.written() == "name: New\ndrills:\n  - calf-stretch\n"
    text = bundled.paths["routine rest-day"].read_text()
    mine = begun_from(bundled.read_text, tmp_path / "mine.yaml", text, "My rest day")
    assert mine.routine.name == "My rest day"
    assert mine.is_new
    assert mine.is_changed


def test_a_draft_that_was_left_goes_on(session: EditSession) -> None:
    text = session.changed(session.draft.with_key("name", "Other")).written()
    found = recovered(session.read, UnsavedDraft(session.path, text, session.on_disk))
    assert found.routine.name == "Other"
    assert found.is_changed
    assert found.written() == text


PLACES = st.integers(0, 30)
COMMANDS = st.lists(st.tuples(st.integers(0, 15), PLACES, PLACES), max_size=8)


def _apply(
    session: EditSession, library: Library, command: int, one: int, two: int
) -> RoutineDraft:
    draft, drills = session.draft, sorted(library.drills.values(), key=lambda drill: drill.id)
    every = [step.number for step in draft.steps()]
    number = every[one % len(every)] if every else 0
    if command == 0 or not every:
        return add(draft, doses.taking_over(drills[one % len(drills)], None), number)
    blocks = [part for part in draft.parts if part.number not in every]
    simple = {
        1: lambda: remove(draft, number),
        2: lambda: duplicate(draft, number),
        3: lambda: shift(draft, number, 1 if two % 2 else -1),
        4: lambda: group(draft, number),
        5: lambda: ungroup(draft, blocks[0].number) if blocks else draft,
        6: lambda: add(draft, {"rest": str(5 + two)}, number),
        7: lambda: draft.with_key("rounds", str(1 + two % 3)),
    }
    if command in simple:
        return simple[command]()
    lots = [step for step in draft.steps() if step.lot]
    if command in (12, 13) and lots:
        number = lots[one % len(lots)].lot[two % 2].number
        return (draw_no_more if command == 12 else draw_first)(draft, number)
    step = draft.step(number)
    if step.lot:
        step = step.lot[two % len(step.lot)]
        number = step.number
    if command == 14 and not step.is_rest:
        return draw_also(draft, number, {"drill": drills[two % len(drills)].id})
    if command == 15 and (own := library.drills.get(step.drill)) and own.variants:
        ids = [way.id for way in own.variants]
        ids = ids[two % len(ids) :] + ids[: one % len(ids)]
        return draft.with_step(doses.with_variants(step, list(dict.fromkeys(ids)), own))
    if step.is_rest:
        return draft
    drill = drill_of(session, number)
    own = library.drills.get(step.drill)
    if command == 8:
        return draft.with_step(doses.with_amount(step, drill, two + 1))
    if command == 9:
        return draft.with_step(doses.with_sets(step, drill, 1 + two % 4, own))
    if command == 10 and drill.sides is Sides.EACH:
        return draft.with_step(doses.with_side_amounts(step, drill, one + 5, two + 5))
    if command == 11 and drill.tempo and own:
        return draft.with_step(doses.with_pace(step, drill, list(doses.PACES)[two % 3], own))
    return draft


def _start(bundled: Library) -> EditSession:
    """A bundled routine with sides, variants and holds, under a file name of its own."""
    text = bundled.paths["routine ankles-and-hips"].read_text(encoding="utf-8")
    return opened(bundled.read_text, Path("mine.yaml"), text)


def _round_trip(
    session: EditSession, bundled: Library, commands: list[tuple[int, int, int]]
) -> None:
    for command in commands:
        try:
            session = session.changed(_apply(session, bundled, *command))
        except Refused:
            continue
        if session.routine is None:
            continue
        text = session.written()
        again = opened(bundled.read_text, session.path, text)
        assert again.routine == session.routine
        assert again.written() == text
        assert draft_of(text).keys == session.draft.keys
    back = session
    while back.done:
        back = back.undo()
    assert back.written() == session.text


@settings(max_examples=40)
@given(commands=COMMANDS)
def test_what_is_edited_saved_and_read_again_is_the_same(
    bundled: Library, commands: list[tuple[int, int, int]]
) -> None:
    _round_trip(_start(bundled), bundled, commands)


@pytest.mark.slow
@settings(max_examples=1000)
@given(commands=COMMANDS)
def test_a_thousand_routines_come_back_from_their_files_unchanged(
    bundled: Library, commands: Any
) -> None:
    _round_trip(_start(bundled), bundled, commands)
