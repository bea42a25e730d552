"""Times and counts that a file writes with a unit are read by the editor as the reader does."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mobility_timer import editing
from mobility_timer.ui.editor.drill.lines import PhaseList
from mobility_timer.ui.editor.steps.block_row import BlockRow, RestRow
from mobility_timer.ui.editor.steps.typed import typed_ms
from mobility_timer.words import editor as words

ROUTINE = """\
name: With units
rounds: 2x
rest: 1 min
drills:
  - hip-cars
  - rest: 1 min
  - rounds: 3x
    rest: 2 min
    drills: [calf-stretch, hip-switches]
"""


@pytest.fixture
def page(open_editor: Any, editor_context: Any, user: Any) -> Any:
    path = user.folder / "with-units.yaml"
    return open_editor(editing.opened(editor_context.library.read_text, path, ROUTINE))


def press(qtbot: QtBot, widget: Any) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def row(page: Any, kind: type) -> Any:
    return next(row for row in page.list.rows if isinstance(row, kind))


def test_they_are_shown_as_they_are_read(page: Any) -> None:
    rest, block = row(page, RestRow), row(page, BlockRow)
    assert rest.rest._number.text() == words.seconds(60_000)
    assert block.rest._number.text() == words.seconds(120_000)
    assert block.rounds._number.text() == "3"
    assert page.panel.rounds._number.text() == "2"
    assert page.panel.rest._number.text() == words.seconds(60_000)


def test_a_press_goes_on_from_what_they_say(page: Any, qtbot: QtBot) -> None:
    rest, block = row(page, RestRow), row(page, BlockRow)
    for stepper in (rest.rest, block.rounds, block.rest, page.panel.rounds, page.panel.rest):
        press(qtbot, stepper.more)
    routine = page.model.routine
    assert routine.drills[0].rest_after_ms == 65_000
    assert [(d.block.rounds, d.block.rest_ms) for d in routine.drills[1:]] == [(4, 125_000)] * 2
    assert (routine.rounds, routine.rest_ms) == (3, 65_000)


def test_a_phase_keeps_its_time_where_another_thing_is_changed(qtbot: QtBot) -> None:
    phases = PhaseList()
    told: list[list[tuple[str, str, str]]] = []
    qtbot.addWidget(phases)
    phases.show_phases({"lift": "1 min", "hold": {"seconds": "0:05"}, "lower": "1,5"})
    phases.changed.connect(told.append)
    phases.rows[2].breath._pick(1)
    assert [(name, seconds) for name, seconds, _ in told[0]] == [
        ("lift", "60"), ("hold", "5"), ("lower", "1.5")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "ms"),
    [("2 min", 120_000), (" 1:30 ", 90_000), ("90", 90_000), ("1,5", 1_500), ("0", 0),
     ("45 s", 45_000), ("about 20", 20_000), ("none", None), ("2 or 3", None)],
)  # fmt: skip
def test_a_time_is_typed_as_a_file_may_write_it(text: str, ms: int | None) -> None:
    assert typed_ms(text) == ms
