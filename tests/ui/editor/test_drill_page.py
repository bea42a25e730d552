"""A drill of one's own: written in the window, seen and heard as it will be, saved as a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mobility_timer.ui.editor.drill.drafts import edited_drill, new_drill
from mobility_timer.ui.editor.drill.model import opened_drill
from mobility_timer.ui.editor.drill.opening import edit_drill
from mobility_timer.ui.editor.drill.page import DrillPage
from mobility_timer.ui.player.figure.own_pictures import OwnPictures, frames
from mobility_timer.words import drill_page as words
from mobility_timer.words import editor as editor_words
from tests.sample_pictures import png
from tests.ui.conftest import NotedPages


@pytest.fixture
def open_drill(editor_context: Any, pages: NotedPages, qtbot: QtBot) -> Any:
    def open_drill(draft: Any = None) -> Any:
        page = DrillPage(
            editor_context, pages, draft or new_drill(editor_context), lambda *it: saved.append(it)
        )
        holder = QWidget()
        qtbot.addWidget(holder)
        kept.append(holder)
        holder.resize(1280, 800)
        page.setParent(holder)
        page.resize(1280, 800)
        holder.show()
        return page

    kept: list[Any] = []
    saved: list[Any] = []
    opener: Any = open_drill
    opener.saved = saved
    return opener


@pytest.fixture
def page(open_drill: Any) -> Any:
    return open_drill()


def typed(qtbot: Any, field: Any, text: Any) -> None:
    field.setFocus()
    field.setText(text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


@pytest.mark.parametrize(("text", "ms"), [("10 min", 300_000), ("0.1", 200)])
def test_a_phase_stays_within_what_a_file_may_say(page: Any, text: str, ms: int) -> None:
    page.phases.rows[0].seconds.typed.emit(text)
    assert page.draft.drill.tempo[0].ms == ms


def test_it_begins_as_something_that_can_be_saved(page: Any) -> None:
    assert page.draft.fault == ""
    assert page.panel.save.isEnabled()
    assert "First: my drill." in page.panel.said.text()


def test_name_words_position_and_dose_are_said_as_they_will_be(page: Any, qtbot: QtBot) -> None:
    typed(qtbot, page.name, "Knee drive")
    typed(qtbot, page.spoken, "knee drives")
    page.position.picked.emit("kneeling")
    qtbot.mouseClick(page.amount.more, Qt.MouseButton.LeftButton)
    drill = page.draft.drill
    assert (drill.name, drill.spoken, drill.dose.amount) == ("Knee drive", "knee drives", 9)
    assert drill.position.value == "kneeling"
    assert "First: knee drives, kneeling" in page.panel.said.text()


def test_what_check_says_of_it_stands_beside_it(page: Any, qtbot: QtBot) -> None:
    assert not page.panel.remarks.isVisible()
    page.position.picked.emit("lying")
    assert page.panel.remarks.isVisible()
    assert "uses a mat, which is not listed" in page.panel.remarks.text()
    typed(qtbot, page.needs, "mat")
    assert not page.panel.remarks.isVisible()


def test_phases_are_named_timed_and_breathed(page: Any, qtbot: QtBot) -> None:
    rows = page.phases.rows
    typed(qtbot, rows[2].name, "hold")
    rows[2].seconds.typed.emit("3")
    rows[1].breath._pick(1)
    tempo = page.draft.drill.tempo
    assert [(phase.name, phase.ms) for phase in tempo] == [
        ("lift", 1000), ("lower", 1000), ("hold", 3000)
    ]  # fmt: skip
    assert tempo[1].breath.value == "out"


def test_a_side_has_a_word_on_which_limb_is_meant(page: Any, qtbot: QtBot) -> None:
    page.sides.picked.emit("each")
    assert page.draft.fault == ""
    assert page.panel.save.isEnabled()
    assert page.side_means.text() == "the side that works"
    typed(qtbot, page.side_means, "the leg that moves")
    assert page.draft.drill.side_means == "the leg that moves"
    page.undo.click()
    assert page.side_means.text() == "the side that works"
    page.sides.picked.emit("both")
    assert "side_means" not in page.draft.keys


def test_steps_cues_and_needs_are_lines(page: Any, qtbot: QtBot) -> None:
    typed(qtbot, page.steps.fields[0], "Face the wall")
    typed(qtbot, page.steps.fields[1], "Lift one knee")
    typed(qtbot, page.cues.fields[0], "Tall and slow")
    typed(qtbot, page.needs, "wall, mat")
    drill = page.draft.drill
    assert drill.setup == ("Face the wall", "Lift one knee")
    assert (drill.cues, drill.needs) == (("Tall and slow",), ("wall", "mat"))


def test_a_hold_needs_no_phases(page: Any) -> None:
    page.unit.picked.emit("hold")
    page.phases.changed.emit([])
    assert page.draft.drill.is_hold
    assert page.draft.drill.tempo == ()


def test_a_borrowed_figure_brings_what_has_to_agree_with_it(
    page: Any, bundled: Any, editor_context: Any
) -> None:
    page.moves_like.picked.emit("hip-cars")
    drill, other = page.draft.drill, bundled.drills["hip-cars"]
    assert (drill.motion, drill.sides, drill.tempo) == (other.motion, other.sides, other.tempo)
    assert editor_context.library.motion_of(drill) is not None
    page.moves_like.picked.emit(None)
    assert page.draft.drill.motion is None


def test_everything_can_be_undone_and_done_again(page: Any, qtbot: QtBot) -> None:
    typed(qtbot, page.name, "Other")
    page.unit.picked.emit("hold")
    qtbot.mouseClick(page.undo, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.undo, Qt.MouseButton.LeftButton)
    assert page.draft.drill.name == "My drill"
    qtbot.mouseClick(page.redo, Qt.MouseButton.LeftButton)
    assert page.name.text() == "Other"


def test_saved_it_is_a_file_and_known_to_the_catalogue(
    page: Any, open_drill: Any, user: Any, qtbot: QtBot, pages: NotedPages
) -> None:
    typed(qtbot, page.name, "Knee drive")
    qtbot.mouseClick(page.panel.save, Qt.MouseButton.LeftButton)
    text = (user.folder / "drills" / "knee-drive.yaml").read_text()
    assert text.startswith("name: Knee drive\nposition: standing\ndose: {reps: 8}\n")
    ((drill, library),) = open_drill.saved
    assert library.drills["knee-drive"] == drill
    assert ("back",) in pages.asked


def test_edited_its_file_keeps_its_comments(
    open_drill: Any, editor_context: Any, user: Any, qtbot: QtBot
) -> None:
    path = user.folder / "drills" / "mine.yaml"
    text = "# mine\nname: Mine\nposition: lying  # here\nneeds: [mat]\ndose: {hold: 30}\n"
    user.write(path, text, None)
    drill = editor_context.library.read_drill_text(text, path)
    context = editor_context._replace(library=editor_context.library.with_drill(drill, path))
    page = open_drill(edited_drill(context, drill))
    assert not page.panel.save.isEnabled()
    qtbot.mouseClick(page.amount.more, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.undo, Qt.MouseButton.LeftButton)
    assert not page.panel.save.isEnabled()
    qtbot.mouseClick(page.redo, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.panel.save, Qt.MouseButton.LeftButton)
    assert path.read_text() == text.replace("30", "35")


def test_it_is_heard_and_seen_alone(page: Any, pages: NotedPages, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.panel.hear, Qt.MouseButton.LeftButton)
    name, routine, start = pages.asked[-1]
    assert (name, [drill.name for drill in routine.drills]) == ("play", ["My drill"])
    assert start.is_tried


def picture(path: Any, colour: Any) -> Any:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    image.save(str(path))
    return path


def test_own_pictures_lie_beside_the_drill(page: Any, tmp_path: Path, user: Any) -> None:
    page.take_pictures(
        [picture(tmp_path / "one.png", "red"), picture(tmp_path / "two.png", "blue")]
    )
    assert page.draft.drill.pictures == ("my-drill-1.png", "my-drill-2.png")
    assert (user.folder / "drills" / "pictures" / "my-drill-2.png").is_file()


def test_a_picture_that_cannot_be_taken_is_told_and_the_others_are(
    page: Any, tmp_path: Path, user: Any, said: Any
) -> None:
    (tmp_path / "large.png").write_bytes(bytes(4 * 1024 * 1024 + 1))
    (tmp_path / "folder.png").mkdir()
    wrong = [tmp_path / "large.png", tmp_path / "folder.png", tmp_path / "gone.png"]
    page.take_pictures([*wrong, picture(tmp_path / "one.png", "red")])
    assert said()[0] == words.too_large("large.png")
    assert ["folder.png" in said()[1], "gone.png" in said()[2], len(said())] == [True, True, 3]
    assert page.draft.keys["pictures"] == ["my-drill-1.png"]
    held = [path.name for path in (user.folder / "drills" / "pictures").iterdir()]
    assert held == ["my-drill-1.png"]


def test_a_broken_picture_is_told_and_none_is_written_over(
    open_drill: Any, tmp_path: Path, user: Any, said: Any
) -> None:
    (tmp_path / "cut.png").write_bytes(png(4, 3)[:-8])
    first, second = open_drill(), open_drill()
    first.take_pictures([tmp_path / "cut.png", picture(tmp_path / "one.png", "red")])
    assert said() == ["cut.png was not taken: it is broken, or ends too early."]
    second.take_pictures([picture(tmp_path / "two.png", "blue")])
    assert first.draft.drill.pictures == ("my-drill-1.png",)
    assert second.draft.drill.pictures == ("my-drill-2.png",)
    held = user.folder / "drills" / "pictures"
    assert (held / "my-drill-1.png").read_bytes() == (tmp_path / "one.png").read_bytes()
    assert (held / "my-drill-2.png").read_bytes() == (tmp_path / "two.png").read_bytes()


@pytest.mark.parametrize("content", [None, b"name: [\n", b"- a list\n"])
def test_a_file_that_cannot_be_read_is_told_and_changes_nothing(
    content: bytes | None, page: Any, editor_context: Any, user: Any, pages: NotedPages, said: Any
) -> None:
    path = user.folder / "drills" / "mine.yaml"
    text = "name: Mine\nposition: lying\ndose: {hold: 30}\n"
    user.write(path, text, None)
    drill = editor_context.library.read_drill_text(text, path)
    drill = replace(drill, motion="mine")
    library = editor_context.library.with_drill(drill, path)
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    before = page.draft
    page._context = editor_context._replace(library=library)
    page.moves_like.picked.emit("mine")
    assert page.draft == before
    edit_drill(editor_context._replace(library=library), pages, drill, lambda *_: None)
    assert said() == [words.cannot_be_read(path, "")] * 2
    assert "show_own_page" not in [name for name, *_ in pages.asked]


def test_a_file_that_is_no_utf_8_is_edited_as_far_as_it_can_be_read(
    open_drill: Any, editor_context: Any, user: Any
) -> None:
    path = user.folder / "drills" / "mine.yaml"
    text = "name: Mine\nposition: lying\ndose: {hold: 30}\n"
    user.write(path, text, None)
    drill = editor_context.library.read_drill_text(text, path)
    path.write_bytes(b"# caf\xe9\n" + text.encode())
    context = editor_context._replace(library=editor_context.library.with_drill(drill, path))
    page = open_drill(edited_drill(context, drill))
    assert page.name.text() == "Mine"


def test_each_phase_has_its_picture(page: Any, tmp_path: Path) -> None:
    from mobility_timer.timeline import compile_routine

    paths = (picture(tmp_path / "one.png", "red"), picture(tmp_path / "two.png", "blue"))
    page._set("pictures", ["one.png", "two.png"])
    shown = OwnPictures(lambda _drill: paths)
    timeline = compile_routine(page.draft.alone)
    begins = timeline.sets[0].start
    seen = [
        QColor(shown.at(timeline.moment_at(begins + ms)).pixel(5, 5)).name()
        for ms in (100, 900, 1100, 1900, 2100)
    ]
    assert seen == ["#ff0000", "#ff0000", "#0000ff", "#0000ff", "#ff0000"]


def test_what_is_no_picture_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "no.png").write_bytes(b"MZ")
    assert frames(tmp_path / "no.png") == []


def test_a_typed_dose_keeps_its_form_and_its_sets(editor_context: Any, user: Any) -> None:
    text = "name: Plank\nposition: lying\ndose: 3x30 s  # easy\n"
    path = user.folder / "drills" / "plank.yaml"
    draft = opened_drill(editor_context.library, path, text)
    assert (draft.unit, draft.written()) == ("hold", text)
    more = draft.with_dose("hold", 45)
    assert more.written() == text.replace("30", "45")
    assert more.drill is not None
    assert (more.drill.dose.amount, more.drill.rounds) == (45, 3)


def test_leaving_a_drill_that_cannot_be_saved_asks(page: Any, qtbot: QtBot) -> None:
    typed(qtbot, page.name, "Plank")
    page.phases.rows[0].name.setFocus()
    page._change(page.draft.with_key("tempo", None))
    assert page.draft.drill is None
    assert page.back()
    assert page.asking.answers[0].text() == editor_words.GO_ON
    assert page.draft.fault in page.asking.question.text()


def test_a_drill_that_can_be_saved_again_is_asked_nothing_more(page: Any) -> None:
    page.amount.typed.emit("12")
    page._change(page.draft.with_key("tempo", None))
    assert page.amount._number.text() == "12"
    assert page.back()
    page._change(page.draft.with_phases([("lift", "2", ""), ("lower", "2", "")]))
    assert not page.asking.isVisible()
    assert (page.draft.drill.dose.amount, page.panel.save.isEnabled()) == (12, True)


def test_a_drill_that_was_changed_outside_is_asked_about(
    open_drill: Any, editor_context: Any, user: Any, qtbot: QtBot
) -> None:
    text = "name: Plank\nposition: lying\ndose: {hold: 30}\n"
    path = user.folder / "drills" / "plank.yaml"
    user.write(path, text, None)
    page = open_drill(opened_drill(editor_context.library, path, text))
    qtbot.mouseClick(page.amount.more, Qt.MouseButton.LeftButton)
    path.write_text(text.replace("Plank", "Side plank"))
    page._save()
    assert page.asking.question.text() == editor_words.CHANGED_ON_DISK
    qtbot.mouseClick(page.asking.answers[2], Qt.MouseButton.LeftButton)
    assert page.draft.name == "Side plank"
    assert "hold: 35" in user.versions.of(path)[1].text


def test_a_draft_is_kept_while_one_writes(page: Any, qtbot: QtBot, user: Any) -> None:
    typed(qtbot, page.name, "Plank")
    page.closing()
    ((_, left),) = user.drafts.left()
    assert left.name == "Plank"


def test_a_dose_that_is_no_number_is_refused_and_changes_nothing(
    page: Any, qtbot: QtBot, said: Any
) -> None:
    before = page.draft
    page.amount.type("a few")
    qtbot.keyClick(page.amount.field, Qt.Key.Key_Return)
    assert page.draft == before
    assert "a few" in said()[0]
    page.amount.type("12")
    qtbot.keyClick(page.amount.field, Qt.Key.Key_Return)
    assert page.draft.drill.dose.amount == 12
