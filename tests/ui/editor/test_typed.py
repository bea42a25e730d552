"""What is typed into the numbers of the editor is understood as a file would be, or refused."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot


def enter(qtbot: QtBot, stepper: Any, text: str) -> None:
    stepper.type(text)
    qtbot.keyClick(stepper.field, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("12", [12]),
        ("3x10", [10, 10, 10]),
        ("2 x 12 each side", [12, 12]),
        ("10 each", [10]),
        ("6, 4, 2", [6, 4, 2]),
        ("6 4", [6, 4]),
        ("10-12", [10]),
    ],
)
def test_a_dose_is_typed_as_a_file_may_write_it(
    page: Any, qtbot: QtBot, said: Any, text: str, amounts: list[int]
) -> None:
    enter(qtbot, page.list.rows[1].dose, text)
    drill = page.model.routine.drills[1]
    assert [drill.amount_of(at, None) for at in range(drill.rounds)] == amounts
    assert not said()
    page.undo.click()
    assert page.model.routine.drills[1].dose.amount == 10


@pytest.mark.parametrize("text", ["10.5", "1:30", "30 s", "ten", "3x", "-5"])
def test_a_dose_that_has_no_one_meaning_is_refused_in_one_line(
    page: Any, qtbot: QtBot, said: Any, text: str
) -> None:
    before = page.model.routine
    enter(qtbot, page.list.rows[1].dose, text)
    assert page.model.routine == before
    assert len(said()) == 1


def test_no_time_and_no_number_are_refused_and_change_nothing(
    page: Any, qtbot: QtBot, said: Any
) -> None:
    row, panel = page.list.rows[0], page.panel
    row.open(True)
    enter(qtbot, panel.rest, "45")
    enter(qtbot, panel.ready, "8")
    before = page.model.routine
    assert (before.rest_ms, before.get_ready_ms) == (45_000, 8_000)
    steppers = (panel.rest, panel.ready, panel.rounds, row.details.sets, row.details.rest)
    for stepper in steppers:
        enter(qtbot, stepper, "a few")
    assert page.model.routine == before
    assert len(said()) == len(steppers)


def test_a_range_is_not_laid_over_sides_that_differ(page: Any, qtbot: QtBot, said: Any) -> None:
    row = page.list.rows[1]
    row.open(True)
    enter(qtbot, row.details.right, "6")
    before = page.model.routine
    enter(qtbot, row.dose, "7\u201310")
    assert page.model.routine == before
    assert "Left and right differ" in said()[0]


def test_a_refusal_goes_with_the_next_change_and_with_the_page(
    page: Any, pages: Any, qtbot: QtBot, said: Any
) -> None:
    enter(qtbot, page.list.rows[1].dose, "ten")
    enter(qtbot, page.list.rows[1].dose, "9")
    enter(qtbot, page.list.rows[1].dose, "ten more")
    page.list.rows[1].details.play.click()
    first, second = said()
    asked = [given for given in pages.asked if given[0] in ("say", "take_back", "play")]
    assert asked[:4] == [
        ("say", first),
        ("take_back", first),
        ("say", second),
        ("take_back", second),
    ]
    assert asked[4][0] == "play"


def test_the_field_covers_the_number_and_no_more(page: Any, qtbot: QtBot) -> None:
    row = page.list.rows[1]
    row.open(True)
    for stepper in (row.dose, row.details.sets, page.panel.rounds):
        stepper.type()
        assert stepper.rect().contains(stepper.field.geometry())
        qtbot.keyClick(stepper.field, Qt.Key.Key_Escape)


def test_a_second_set_moves_nothing_sideways(page: Any, qtbot: QtBot) -> None:
    row = page.list.rows[1]
    row.open(True)
    QApplication.processEvents()
    before = row.details.sets.more.mapTo(page, QPoint())
    for _ in range(2):
        qtbot.mouseClick(row.details.sets.more, Qt.MouseButton.LeftButton)
        QApplication.processEvents()
    assert page.model.routine.drills[1].rounds == 3
    assert row.details.sets.more.mapTo(page, QPoint()) == before
