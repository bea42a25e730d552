"""Drills of one's own from within the editor: begun, edited, and known to it afterwards."""

from __future__ import annotations

from collections.abc import Callable

from mobility_timer.editing import KeptDraft, UnsavedDraft
from mobility_timer.library import Library
from mobility_timer.routine import Drill
from mobility_timer.ui.editor.drill.drafts import edited_drill, new_drill
from mobility_timer.ui.editor.drill.model import NotRead, recovered_drill
from mobility_timer.ui.editor.drill.page import DrillPage
from mobility_timer.ui.shell.context import Context
from mobility_timer.ui.shell.pages import Pages

Saved = Callable[[Drill, Library], object]


def write_drill(context: Context, pages: Pages, saved: Saved) -> None:
    """A new one; `saved` is told of it."""
    pages.show_own_page(DrillPage(context, pages, new_drill(context), saved))


def edit_drill(
    context: Context,
    pages: Pages,
    drill: Drill,
    saved: Saved,
    in_use: frozenset[str] = frozenset(),
) -> None:
    """One that has a file of the user's; `in_use` are ids that a routine being edited has."""
    try:
        draft = edited_drill(context, drill)
    except NotRead as error:
        pages.say(str(error))
        return
    if draft is not None:
        pages.show_own_page(DrillPage(context, pages, draft, saved, in_use))


def take_up_drill(context: Context, pages: Pages, kept: KeptDraft, left: UnsavedDraft) -> None:
    """One that was being written when the program ended."""
    draft = recovered_drill(context.library, left)
    pages.show_own_page(DrillPage(context, pages, draft, lambda _drill, _library: None, kept=kept))
