"""Routines as a whole: begun, copied, deleted and brought back; a draft taken up again."""

from __future__ import annotations

import os
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from mobility_timer.editing.kept_drafts import UnsavedDraft
from mobility_timer.routine import Adjustments, Origin, adjust
from mobility_timer.ui.editor.own import opening
from mobility_timer.ui.editor.own.own_routines import OwnRoutines
from mobility_timer.words import editor as words
from tests.ui.conftest import NotedPages

TEXT = "# mine\nname: Mine\ndrills:\n  - calf-stretch  # easy\n"


@pytest.fixture
def own(editor_context: Any, pages: NotedPages) -> Any:
    return OwnRoutines(editor_context, pages)


@pytest.fixture
def mine(editor_context: Any, user: Any, pages: NotedPages) -> Any:
    """A routine of the user's own, and what can be done with it."""
    path = user.folder / "mine.yaml"
    user.write(path, TEXT, None)
    routine = editor_context.library.read_text(TEXT, path)
    library = editor_context.library.with_routine(routine, path)

    return routine, OwnRoutines(editor_context._replace(library=library), pages)


def session(pages: Any) -> Any:
    name, session = pages.asked[-1]
    assert name == "show_editor"
    return session


def test_a_new_one_is_empty(own: Any, pages: NotedPages) -> None:
    own.begin()
    assert session(pages).routine is None


def test_a_bundled_one_is_edited_as_a_copy(own: Any, pages: NotedPages, bundled: Any) -> None:
    own.edit(bundled.routines["rest-day"])
    opened = session(pages)
    assert opened.is_new
    assert opened.routine.origin is Origin.USER
    assert opened.routine.name == f"{bundled.routines['rest-day'].name}, mine"


def test_ones_own_is_edited_itself(mine: Any, pages: NotedPages) -> None:
    routine, own = mine
    own.edit(routine)
    assert session(pages).written() == TEXT
    assert not session(pages).is_new


def test_what_was_adjusted_is_written_into_the_copy(
    own: Any, pages: NotedPages, bundled: Any
) -> None:
    routine = bundled.routines["ankles-and-hips"]
    changes = (
        Adjustments(rounds=2)
        .with_amount("calf-stretch", 12)
        .with_left_out("hip-switches")
        .with_swap("open-books", "windscreen-wipers")
        .with_rounds("hip-cars", 2)
        .with_tempo("ankle-matrix", {"through": 1_500})
    )
    adjusted = adjust(routine, changes, bundled.drills)
    own.copy(routine, adjusted)
    copied = session(pages).routine
    assert [d.id for d in copied.drills] == [d.id for d in adjusted.routine.drills]
    assert [d.dose for d in copied.drills] == [d.dose for d in adjusted.routine.drills]
    assert [d.tempo for d in copied.drills] == [d.tempo for d in adjusted.routine.drills]
    assert [d.rounds for d in copied.drills] == [d.rounds for d in adjusted.routine.drills]
    assert copied.rounds == 2


def test_what_is_deleted_comes_back_with_a_press(mine: Any, user: Any, pages: NotedPages) -> None:
    routine, own = mine
    own.delete(routine)
    assert not (user.folder / "mine.yaml").exists()
    name, line, bring_back = pages.asked[-1]
    assert name == "say"
    assert line.startswith("Mine is deleted.")
    bring_back()
    assert (user.folder / "mine.yaml").read_text() == TEXT


def leave(user: Any, draft: UnsavedDraft) -> None:
    kept = user.drafts.begin()
    kept.keep(draft)
    kept.let_go()


def test_a_draft_left_by_a_crash_is_offered_and_taken_up(
    own: Any, user: Any, pages: NotedPages
) -> None:
    leave(user, UnsavedDraft(user.folder / "mine.yaml", TEXT, None, "Mine"))
    own.offer_drafts()
    _, line, take_up = pages.asked[-1]
    assert line == words.draft_left("Mine")
    take_up()
    name, opened, kept = pages.asked[-1]
    assert name == "show_editor"
    assert opened.written() == TEXT
    assert opened.is_changed
    assert user.drafts.left() == ()
    kept.let_go()


def test_a_draft_without_a_drill_yet_is_taken_up_too(
    own: Any, user: Any, pages: NotedPages, editor_context: Any
) -> None:
    empty = opening.new_session(editor_context)
    named = empty.changed(empty.draft.with_key("name", "Knees"))
    leave(user, UnsavedDraft(named.path, named.written(), None, named.name))
    own.offer_drafts()
    pages.asked[-1][2]()
    _, opened, kept = pages.asked[-1]
    assert (opened.name, opened.routine, opened.is_changed) == ("Knees", None, True)
    kept.let_go()


@pytest.mark.parametrize("has_file", [True, False])
def test_a_draft_whose_drill_is_gone_is_kept_as_a_version(
    own: Any, user: Any, pages: NotedPages, has_file: bool
) -> None:
    path = user.folder / "mine.yaml"
    if has_file:
        user.write(path, TEXT, None)
    gone = "name: Mine\ndrills:\n  - my-own-drill-of-yore\n"
    leave(user, UnsavedDraft(path, gone, TEXT if has_file else None, "Mine"))
    own.offer_drafts()
    pages.asked[-1][2]()
    name, line = pages.asked[-1][:2]
    assert name == "say"
    assert 'no drill "my-own-drill-of-yore"' in line
    assert ("earlier versions" if has_file else "Deleted") in line
    assert list(user.drafts.folder.iterdir()) == []
    assert gone in [version.text for version in user.versions.of(path)]
    assert user.versions.has_deleted() is not has_file


def test_each_draft_is_offered_the_last_one_on_top(own: Any, user: Any, pages: NotedPages) -> None:
    for at, name in enumerate(("One", "Two")):
        leave(user, UnsavedDraft(user.folder / "mine.yaml", TEXT, None, name))
        for path in user.drafts.folder.glob("*.json"):
            if f'"{name}"' in path.read_text():
                os.utime(path, (at, at))
    own.offer_drafts()
    assert [line for _, line, _ in pages.asked] == [words.draft_left(n) for n in ("One", "Two")]


def test_a_drill_left_by_a_crash_opens_its_page(own: Any, user: Any, pages: NotedPages) -> None:
    text = "name: Pinky press\nposition: standing\n"
    path = user.folder / "drills" / "pinky-press.yaml"
    leave(user, UnsavedDraft(path, text, None, "Pinky press"))
    own.offer_drafts()
    pages.asked[-1][2]()
    name, page = pages.asked[-1]
    assert name == "show_own_page"
    assert page.draft.written() == text
    assert page.draft.is_changed
    page.closing()
    page.deleteLater()


def test_without_a_draft_nothing_is_offered(own: Any, pages: NotedPages) -> None:
    own.offer_drafts()
    assert pages.asked == []


def test_only_ones_own_can_be_deleted(mine: Any, own: Any, bundled: Any, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QWidget

    routine, of_mine = mine
    owner = QWidget()
    qtbot.addWidget(owner)

    def names(menu: Any) -> Any:
        return [action.text() for action in menu.actions()]

    assert "Delete" in names(of_mine.menu(owner, routine, 1.0))
    assert "Delete" not in names(own.menu(owner, bundled.routines["rest-day"], 1.0))
