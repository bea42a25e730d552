"""The editor as it is used: by mouse alone, by keyboard alone, and what it says."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mobility_timer.routine import Side
from mobility_timer.timeline import length_ms, minutes_seconds
from mobility_timer.ui.editor.own import opening
from mobility_timer.ui.editor.steps.block_row import BlockRow, RestRow
from mobility_timer.words import editor as words
from tests.ui.conftest import NotedPages

FIRST = ["ankle-matrix", "calf-stretch", "hip-cars", "hip-switches", "open-books"]


def ids(page: Any) -> Any:
    return [drill.id for drill in page.model.routine.drills]


def press(qtbot: Any, widget: Any) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def drag(row: Any, to: Any, list_: Any) -> None:
    """Press on the row's ground, move beneath another and let go."""
    start = QPoint(60, 20)
    QTest.mousePress(row, Qt.MouseButton.LeftButton, pos=start)
    for y in (30, 60):
        QTest.mouseMove(row, start + QPoint(0, y))
    end = row.mapFrom(list_, to)
    QTest.mouseMove(row, end)
    QTest.mouseRelease(row, Qt.MouseButton.LeftButton, pos=end)


def test_it_shows_the_routine_with_its_exact_length_and_its_remarks(page: Any) -> None:
    assert ids(page) == FIRST
    assert page.panel.length.text() == minutes_seconds(length_ms(page.model.routine))
    assert "These two are done on the floor" in page.panel.notes.text()


def test_a_rest_too_short_for_what_is_said_is_remarked_while_editing(
    page: Any, qtbot: QtBot
) -> None:
    row = page.list.rows[1]
    row.open(True)
    QApplication.processEvents()
    press(qtbot, row.details.sets.more)
    assert "does not fit" not in page.panel.notes.text()
    row.details.rest.type("1")
    qtbot.keyClick(row.details.rest.field, Qt.Key.Key_Return)
    assert "does not fit into the 1 s before the set" in page.panel.notes.text()


def test_each_step_of_the_dose_shows_in_the_length_at_once(page: Any, qtbot: QtBot) -> None:
    row = page.list.rows[0]
    before = page.panel.length.text()
    press(qtbot, row.dose.more)
    assert page.model.routine.drills[0].dose.amount == 9
    assert page.panel.length.text() != before


def test_a_number_is_clicked_and_typed(page: Any, qtbot: QtBot) -> None:
    row = page.list.rows[1]
    middle = QPoint(row.dose.width() // 2, row.dose.height() // 2)
    qtbot.mouseClick(row.dose, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.keyClicks(row.dose.field, "14")
    qtbot.keyClick(row.dose.field, Qt.Key.Key_Return)
    assert page.model.routine.drills[1].dose.amount == 14
    assert row.dose.field.isHidden()


def test_a_held_button_runs_and_one_undo_takes_it_all_back(page: Any, qtbot: QtBot) -> None:
    row = page.list.rows[0]
    assert row.dose.more.autoRepeat()
    for _ in range(4):
        press(qtbot, row.dose.more)
    qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.model.routine.drills[0].dose.amount == 8
    qtbot.keyClick(page, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert page.model.routine.drills[0].dose.amount == 12


def test_a_row_is_dragged_to_another_place(page: Any) -> None:
    rows = page.list.rows
    below = rows[2].geometry().center() + QPoint(0, 20)
    drag(rows[0], below, page.list)
    assert ids(page) == ["calf-stretch", "hip-cars", "ankle-matrix", "hip-switches", "open-books"]
    assert page.list.rows[2].number == rows[0].number


def test_the_line_of_where_a_row_goes_is_hidden_by_no_row(page: Any) -> None:
    rows = page.list.rows
    for place in range(len(rows) + 1):
        y = rows[place].y() if place < len(rows) else page.list.height()
        page.list._follow(page.list.mapToGlobal(QPoint(50, y)))
        line = page.list._line_y
        assert 0 < line < page.list.height()
        assert not any(row.geometry().contains(50, line) for row in rows)


def test_a_row_is_moved_by_keyboard_and_keeps_the_focus(page: Any, qtbot: QtBot) -> None:
    row = page.list.rows[0]
    qtbot.keyClick(row, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert ids(page)[:2] == ["calf-stretch", "ankle-matrix"]
    assert row.hasFocus()
    qtbot.keyClick(row, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert ids(page) == FIRST


def test_by_keyboard_alone_a_drill_is_found_added_dosed_and_saved(
    page: Any, qtbot: QtBot, user: Any
) -> None:
    qtbot.keyClick(page.list.rows[0], Qt.Key.Key_A)
    search = page.catalogue.search
    assert search.hasFocus()
    qtbot.keyClicks(search, "CARs")
    assert page.catalogue.shown[0].id == "hip-cars"
    qtbot.keyClick(search, Qt.Key.Key_Down)
    card = next(card for card in page.catalogue.cards if card.hasFocus())
    qtbot.keyClick(card, Qt.Key.Key_Return)
    assert page.close_open()
    assert ids(page)[:2] == ["ankle-matrix", "hip-cars"]
    row = page.list.rows[1]
    assert row.hasFocus()
    qtbot.keyClick(row, Qt.Key.Key_Right)
    assert page.model.routine.drills[1].dose.amount == 9
    qtbot.keyClick(row, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    saved = user.folder / "ankles-and-hips-mine.yaml"
    assert "  - drill: hip-cars\n    reps: 9\n" in saved.read_text()


def test_a_new_step_takes_over_the_dose_before_it(page: Any, qtbot: QtBot) -> None:
    press(qtbot, page.list.rows[1].dose.more)
    page.list.rows[1].setFocus()
    page.open_catalogue()
    card = next(card for card in page.catalogue.cards if card.drill.id == "calf-raises")
    press(qtbot, card)
    assert page.model.routine.drills[2].dose.amount == 11


def test_sets_rests_sides_and_tempo_are_set_in_the_opened_row(page: Any, qtbot: QtBot) -> None:
    row = page.list.rows[1]
    press(qtbot, row.more)
    QApplication.processEvents()
    details = row.details
    press(qtbot, details.sets.more)
    press(qtbot, details.rest.more)
    press(qtbot, details.right.more)
    details.pace.picked.emit("slower")
    drill = page.model.routine.drills[1]
    assert (drill.rounds, drill.rest_ms) == (2, 5_000)
    assert (drill.amount_of(0, Side.LEFT), drill.amount_of(0, Side.RIGHT)) == (10, 11)
    assert details.pace.value == "slower"
    details.sides.picked.emit(("each", ("right",)))
    assert page.model.routine.drills[1].order == (Side.RIGHT,)


def test_the_doses_of_the_sets_are_typed(page: Any, qtbot: QtBot) -> None:
    row = page.list.rows[1]
    press(qtbot, row.more)
    QApplication.processEvents()
    press(qtbot, row.details.sets.more)
    row.details.each_set.setFocus()
    row.details.each_set.selectAll()
    qtbot.keyClicks(row.details.each_set, "12, 10, 8")
    qtbot.keyClick(row.details.each_set, Qt.Key.Key_Return)
    drill = page.model.routine.drills[1]
    assert [drill.amount_of(at, None) for at in range(3)] == [12, 10, 8]
    assert row.dose.field.isHidden()
    row.dose.type()
    assert row.dose.field.text() == "12, 10, 8"
    row.dose.field.setText("8, 6, 4, 2")
    qtbot.keyClick(row.dose.field, Qt.Key.Key_Return)
    drill = page.model.routine.drills[1]
    assert [drill.amount_of(at, None) for at in range(4)] == [8, 6, 4, 2]
    assert row.accessibleName() == f"{drill.name}, 2\N{EN DASH}8 reps"


def test_a_way_is_left_out_but_never_the_last_one(page: Any, qtbot: QtBot) -> None:
    row = page.list.rows[2]
    row.open(True)
    QApplication.processEvents()
    for chip in row.details.ways.chips.values():
        press(qtbot, chip)
    assert len(page.model.routine.drills[2].variants) == 1


def test_a_phase_is_typed_in_seconds(page: Any, qtbot: QtBot) -> None:
    row = page.list.rows[0]
    row.open(True)
    QApplication.processEvents()
    name, stepper = next(iter(row.details.phases.items()))
    stepper.type("2.5")
    qtbot.keyClick(stepper.field, Qt.Key.Key_Return)
    phase = next(p for p in page.model.routine.drills[0].tempo if p.name == name)
    assert phase.ms == 2_500


def test_the_focus_of_group_does_not_come_to_remove(page: Any) -> None:
    row = page.list.rows[1]
    row.click()
    row.details.group.setFocus()
    row.details.group.click()
    assert isinstance(page.list.rows[0], BlockRow)
    assert not row.details.remove.hasFocus()
    assert page.window().focusWidget() in page.list.rows


def test_two_drills_become_a_block_that_is_dragged_into_and_taken_apart(
    page: Any, qtbot: QtBot
) -> None:
    qtbot.keyClick(page.list.rows[1], Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    head = page.list.rows[0]
    assert isinstance(head, BlockRow)
    press(qtbot, head.rounds.more)
    assert page.model.routine.drills[0].block.rounds == 3
    rows = page.list.rows
    drag(rows[3], rows[2].geometry().center() - QPoint(0, 5), page.list)
    assert [drill.block is not None for drill in page.model.routine.drills] == [True] * 3 + [
        False
    ] * 2
    press(qtbot, head.apart)
    assert all(drill.block is None for drill in page.model.routine.drills)


def test_a_rest_is_added_after_the_row_in_focus_and_stepped(page: Any, qtbot: QtBot) -> None:
    page.list.rows[0].setFocus()
    page.add_rest.click()
    rest = page.list.rows[1]
    assert isinstance(rest, RestRow)
    press(qtbot, rest.rest.more)
    assert page.model.routine.drills[0].rest_after_ms == 35_000
    press(qtbot, rest.remove)
    assert page.model.routine.drills[0].rest_after_ms is None


def test_name_summary_occasions_rounds_and_get_ready_are_the_routines(
    page: Any, qtbot: QtBot
) -> None:
    page.name.setFocus()
    page.name.selectAll()
    qtbot.keyClicks(page.name, "Knees")
    qtbot.keyClick(page.name, Qt.Key.Key_Return)
    for chip in page.panel.occasions.values():
        press(qtbot, chip)
    press(qtbot, page.panel.rounds.more)
    press(qtbot, page.panel.rest.more)
    press(qtbot, page.panel.ready.more)
    press(qtbot, page.panel.wait)
    routine = page.model.routine
    assert routine.name == "Knees"
    assert [occasion.value for occasion in routine.occasions] == [
        "after a run", "short of time", "sitting long", "any time"
    ]  # fmt: skip
    assert (routine.rounds, routine.rest_ms, routine.get_ready_ms) == (2, 5_000, 5_000)
    assert routine.wait_for_me


def test_a_routine_without_drills_yet_can_be_set_all_the_same(
    open_editor: Any, editor_context: Any, qtbot: QtBot
) -> None:
    page = open_editor(opening.new_session(editor_context))
    panel = page.panel
    assert not panel.ready.less.isEnabled()
    for _ in range(2):
        press(qtbot, panel.ready.more)
    press(qtbot, panel.wait)
    assert page.model.routine is None
    assert page.model.get_ready_ms == 6_000
    assert panel.ready.less.isEnabled()
    assert panel.wait.isChecked()


def test_a_drill_is_taken_out_done_twice_and_brought_back(page: Any, qtbot: QtBot) -> None:
    qtbot.keyClick(page.list.rows[0], Qt.Key.Key_Delete)
    assert ids(page) == FIRST[1:]
    qtbot.keyClick(page.list.rows[0], Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert ids(page)[:2] == ["calf-stretch", "calf-stretch"]
    press(qtbot, page.undo)
    press(qtbot, page.undo)
    assert ids(page) == FIRST


def test_what_cannot_be_is_said_and_changes_nothing(page: Any, said: Any) -> None:
    page.change(lambda model: model.with_text("summary", "x" * 161))
    assert "at most 160 characters" in said()[-1]
    assert not page.undo.isEnabled()


def test_it_plays_from_the_row(page: Any, pages: NotedPages, qtbot: QtBot) -> None:
    row = page.list.rows[2]
    row.open(True)
    QApplication.processEvents()
    press(qtbot, row.details.play)
    name, routine, start = pages.asked[-1]
    assert (name, routine.id) == ("play", "ankles-and-hips-mine")
    assert start.position == page.model.starts_ms(row.number) > 0


def test_an_empty_one_asks_for_a_drill_and_cannot_be_saved(
    open_editor: Any, editor_context: Any, qtbot: QtBot, user: Any
) -> None:
    page = open_editor(opening.new_session(editor_context))
    assert not page.panel.save.isEnabled()
    assert page.add.hasFocus()
    qtbot.keyClick(page.add, Qt.Key.Key_Return)
    press(qtbot, page.catalogue.cards[0])
    press(qtbot, page.catalogue.done)
    press(qtbot, page.panel.save)
    assert [path.name for path in user.folder.iterdir()] == ["my-routine.yaml"]


def test_leaving_with_changes_asks_and_saves(
    page: Any, pages: NotedPages, qtbot: QtBot, user: Any
) -> None:
    assert page.back()
    assert page.asking.question.text() == words.ASK_TO_SAVE
    assert page.asking.answers[0].hasFocus()
    press(qtbot, page.asking.answers[0])
    assert pages.asked[-1][0] == "show_saved"
    assert (user.folder / "ankles-and-hips-mine.yaml").is_file()


def test_leaving_without_saving_leaves_no_file_and_no_draft(
    page: Any, pages: NotedPages, qtbot: QtBot, user: Any
) -> None:
    page.file.keep_draft()
    page.back()
    press(qtbot, page.asking.answers[1])
    assert pages.asked[-1] == ("back",)
    assert not page.back()
    page.closing()
    assert not user.folder.exists()
    assert user.drafts.left() == ()


def test_the_list_scrolls_along_where_a_row_is_dragged_to_an_edge(page: Any, qtbot: QtBot) -> None:
    for _ in range(6):
        qtbot.keyClick(page.list.rows[0], Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    bar = page.scroller.verticalScrollBar()
    page._go(-1)
    bar.setValue(0)
    viewport = page.scroller.viewport()
    page.list.rows[0].dragged.emit(viewport.mapToGlobal(QPoint(50, viewport.height() - 1)))
    assert bar.value() > 0
