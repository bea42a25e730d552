"""Lots of drills of which one is drawn: made, added to, reordered, taken apart, in their file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from mobility_timer.editing import doses
from mobility_timer.editing.adjusted import with_adjustments
from mobility_timer.editing.commands import duplicate, shift
from mobility_timer.editing.lots import draw_also, draw_first, draw_no_more
from mobility_timer.editing.session import EditSession, opened
from mobility_timer.library.library import Library
from mobility_timer.routine.adjustments import Adjustments, adjust, keys_of
from mobility_timer.routine.model import Drill

TEXT = """\
name: Mine
drills:
  - calf-stretch
  # one of them
  - one_of:
      - hip-cars  # standing
      - drill: open-books  # on the floor
        reps: 8
  - hip-switches
"""
Opened = Callable[[str], EditSession]


@pytest.fixture
def open_text(bundled: Library, tmp_path: Path) -> Opened:
    return lambda text: opened(bundled.read_text, tmp_path / "mine.yaml", text)


def lots(session: EditSession) -> list[list[str | None]]:
    return [[one.drill for one in step.lot] for step in session.draft.steps() if step.lot]


def number(session: EditSession, place: int) -> int:
    """The number of one of the drills of the lot."""
    return next(step for step in session.draft.steps() if step.lot).lot[place].number


def test_a_lot_is_opened_and_says_what_it_said(open_text: Opened) -> None:
    session = open_text(TEXT)
    assert lots(session) == [["hip-cars", "open-books"]]
    assert session.written() == TEXT
    assert len(session.draft.drill_steps()) == len(session.routine.drills) == 3


def test_a_dose_in_a_lot_is_changed_and_nothing_else(open_text: Opened) -> None:
    session = open_text(TEXT)
    step = session.draft.step(number(session, 1))
    drill = session.routine.drills[1].drawn_from[1]
    new = session.changed(session.draft.with_step(doses.with_amount(step, drill, 9)))
    assert new.written() == TEXT.replace("reps: 8", "reps: 9")
    assert new.routine.drills[1].drawn_from[1].dose.amount == 9


def test_one_more_is_drawn_from_and_what_stood_there_keeps_its_comment(open_text: Opened) -> None:
    session = open_text(TEXT)
    new = session.changed(draw_also(session.draft, number(session, 0), {"drill": "calf-raises"}))
    assert lots(new) == [["hip-cars", "open-books", "calf-raises"]]
    assert new.written() == TEXT.replace(
        "        reps: 8\n", "        reps: 8\n      - calf-raises\n"
    )


def test_a_drill_alone_becomes_a_lot_and_is_alone_again(open_text: Opened) -> None:
    session = open_text(TEXT)
    first = session.draft.drill_steps()[0].number
    new = session.changed(draw_also(session.draft, first, {"drill": "calf-raises"}))
    assert lots(new)[0] == ["calf-stretch", "calf-raises"]
    assert "  - one_of:\n      - calf-stretch\n      - calf-raises\n" in new.written()
    added = next(step for step in new.draft.steps() if step.lot).lot[1].number
    assert new.changed(draw_no_more(new.draft, added)).written() == TEXT


def test_the_last_drill_of_a_lot_stands_alone_with_its_comment(open_text: Opened) -> None:
    session = open_text(TEXT)
    new = session.changed(draw_no_more(session.draft, number(session, 0)))
    assert lots(new) == []
    assert [drill.id for drill in new.routine.drills] == [
        "calf-stretch",
        "open-books",
        "hip-switches",
    ]
    assert "- drill: open-books  # on the floor\n    reps: 8\n" in new.written()


def test_another_stands_first_and_stands_for_the_lot(open_text: Opened) -> None:
    session = open_text(TEXT)
    new = session.changed(draw_first(session.draft, number(session, 1)))
    assert new.routine.drills[1].id == "open-books"
    assert new.written().index("open-books  # on the floor") < new.written().index("# standing")


def test_a_lot_moves_and_is_doubled_as_a_whole(open_text: Opened) -> None:
    session = open_text(TEXT)
    lot = next(step for step in session.draft.steps() if step.lot).number
    up = session.changed(shift(session.draft, lot, -1))
    assert up.routine.drills[0].id == "hip-cars"
    twice = session.changed(duplicate(session.draft, lot))
    assert lots(twice) == 2 * [["hip-cars", "open-books"]]
    every = [one.number for step in twice.draft.steps() for one in (step, *step.lot)]
    assert len(set(every)) == len(every)
    assert max(every) < twice.draft.next_number


def test_lots_in_brackets_are_changed_too(open_text: Opened) -> None:
    session = open_text("# mine\nname: Mine\ndrills:\n  - one_of: [hip-cars, open-books]  # two\n")
    new = session.changed(draw_no_more(session.draft, number(session, 0)))
    assert new.written() == "# mine\nname: Mine\ndrills:\n  # two\n  - open-books\n"


def test_what_was_adjusted_is_written_into_the_drill_that_was_drawn(
    open_text: Opened, bundled: Library
) -> None:
    session = open_text(TEXT)
    lot = session.routine.drills[1]
    today = replace(
        session.routine,
        drills=(session.routine.drills[0], _of_today(lot, 1), session.routine.drills[2]),
    )
    key = list(keys_of(today))[1]
    adjusted = adjust(today, Adjustments().with_amount(key, 9), bundled.drills)
    draft = with_adjustments(session.draft, today, adjusted, bundled.drills)
    assert session.changed(draft).written() == TEXT.replace("reps: 8", "reps: 9")


def _of_today(lot: Drill, place: int) -> Drill:
    return replace(lot.drawn_from[place], drawn_from=lot.drawn_from)
