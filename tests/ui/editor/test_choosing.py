"""In the window: a drill drawn from several, and the ways of a drill, chosen and reordered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mobility_timer import editing
from mobility_timer.ui.editor.steps.row import StepRow
from tests.ui.editor import conftest
from tests.ui.editor.conftest import ids

LOT = """\
name: Mine
drills:
  - calf-stretch
  - one_of:
      - hip-cars
      - drill: open-books
        reps: 8
"""


@pytest.fixture
def lot_page(open_editor: Any, bundled: Any, tmp_path: Path) -> Any:
    return open_editor(editing.opened(bundled.read_text, tmp_path / "mine.yaml", LOT))


def press(qtbot: QtBot, widget: Any) -> None:
    """Press it where it is once all is laid out."""
    for _ in range(3):  # what opens is laid out, brought into sight, and laid out there
        QApplication.processEvents()
    conftest.press(qtbot, widget)


def rows(page: Any) -> list[StepRow]:
    return [row for row in page.list.rows if isinstance(row, StepRow)]


def lot_ids(page: Any, place: int) -> list[str]:
    return [drill.id for drill in page.model.routine.drills[place].drawn_from]


def written(page: Any) -> str:
    return str(page.model.session.written())


def test_a_lot_shows_all_its_drills_and_changes_the_one_that_is_picked(
    lot_page: Any, qtbot: QtBot
) -> None:
    row = rows(lot_page)[1]
    assert row.accessibleName().startswith("One of: Standing hip circles, Side-lying open books")
    press(qtbot, row.more)
    first, second = row.details.lot.chips.values()
    assert (first.isChecked(), second.isChecked()) == (True, False)
    press(qtbot, second)
    assert (first.isChecked(), second.isChecked()) == (False, True)
    press(qtbot, row.dose.more)
    assert second.isChecked()
    assert written(lot_page) == LOT.replace("reps: 8", "reps: 9")
    press(qtbot, lot_page.undo)
    assert written(lot_page) == LOT


def test_a_drill_is_added_to_draw_from_and_left_out_again(page: Any, qtbot: QtBot) -> None:
    before = ids(page)
    row = rows(page)[0]
    press(qtbot, row.more)
    assert row.details.lot.isHidden()
    press(qtbot, row.details.draw_also)
    page.catalogue.search.setText("knee to wall")
    qtbot.keyClick(page.catalogue.search, Qt.Key.Key_Return)
    page.close_open()
    assert ids(page) == before
    assert lot_ids(page, 0) == [before[0], "knee-to-wall"]
    row = rows(page)[0]
    row.open(True)
    press(qtbot, row.details.lot.one_more)
    page.catalogue.cards[0].click()
    page.close_open()
    assert len(lot_ids(page, 0)) == 3
    for _ in range(2):
        press(qtbot, list(rows(page)[0].details.lot.removes.values())[-1])
        QApplication.processEvents()
    assert page.model.routine.drills[0].drawn_from == ()
    assert ids(page) == before


def test_another_drill_is_put_first(lot_page: Any, qtbot: QtBot) -> None:
    row = rows(lot_page)[1]
    row.open(True)
    ups = list(row.details.lot.ups.values())
    assert [up.isVisible() for up in ups] == [False, True]
    press(qtbot, ups[1])
    assert lot_ids(lot_page, 1) == ["open-books", "hip-cars"]


def test_keys_change_the_drill_that_is_shown(lot_page: Any, qtbot: QtBot) -> None:
    row = rows(lot_page)[1]
    row.setFocus()
    for key, is_open in ((Qt.Key.Key_Space, True), (Qt.Key.Key_Return, False)):
        qtbot.keyClick(row, key)
        assert row.is_open is is_open
    qtbot.keyClick(row, Qt.Key.Key_Right)
    qtbot.keyClick(row, Qt.Key.Key_Left)
    qtbot.keyClick(row, Qt.Key.Key_Left)
    assert lot_page.model.routine.drills[1].drawn_from[0].dose.amount == 9


def test_ways_are_left_out_chosen_and_reordered(page: Any, qtbot: QtBot) -> None:
    def done() -> list[str]:
        return [way.id for way in page.model.routine.drills[0].variants]

    row = rows(page)[0]
    press(qtbot, row.more)
    ways = row.details.ways
    assert done() == ["straight", "left", "right"]
    press(qtbot, ways.earlier["right"])
    assert done() == ["straight", "right", "left"]
    press(qtbot, ways.earlier["right"])
    assert done() == ["right", "straight", "left"]
    press(qtbot, ways.chips["straight"])
    assert done() == ["right", "left"]
    assert "variants: [right, left]" in written(page)
    press(qtbot, ways.chips["left"])
    press(qtbot, ways.chips["right"])
    assert done() == ["right"]
    assert ways.chips["right"].isChecked()
    press(qtbot, ways.chips["straight"])
    assert done() == ["right", "straight"]
    assert not ways.earlier["right"].isVisible()
