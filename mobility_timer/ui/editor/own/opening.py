"""Sessions of the editor: on a routine of one's own, on a copy, on a new one."""

from __future__ import annotations

from mobility_timer import editing
from mobility_timer.editing import EditSession
from mobility_timer.library import Library
from mobility_timer.routine import Adjusted, Origin, Routine
from mobility_timer.ui.shell.context import Context
from mobility_timer.words import editing as names
from mobility_timer.words import editor as words


def new_session(context: Context) -> EditSession:
    """An empty routine."""
    path = context.user_files().new_path(names.MY_ROUTINE, taken=_taken(context.library))
    return editing.begun(context.library.read_text, path, names.MY_ROUTINE)


def edit_session(context: Context, routine: Routine) -> EditSession:
    """The routine itself where it is the user's, else a copy of it. Raises FileFaults, OSError."""
    if not is_own(context.library, routine):
        return copy_session(context, routine)
    path = context.library.paths[f"routine {routine.id}"]
    return editing.opened(context.library.read_text, path, editing.text_on_disk(path) or "")


def copy_session(
    context: Context, routine: Routine, adjusted: Adjusted | None = None
) -> EditSession:
    """A new routine that begins as another one, or as that one was adjusted.

    Raises FileFaults and OSError.
    """
    library = context.library
    text = editing.text_on_disk(library.paths[f"routine {routine.id}"]) or ""
    name = words.copy_of(routine.name)
    path = context.user_files().new_path(name, taken=_taken(library))
    session = editing.begun_from(library.read_text, path, text, name)
    if adjusted is None:
        return session
    draft = editing.with_adjustments(session.draft, routine, adjusted, library.drills)
    return session.changed(draft)


def is_own(library: Library, routine: Routine) -> bool:
    """Whether it lies in a file of the user's that can be edited."""
    return routine.origin is Origin.USER and f"routine {routine.id}" in library.paths


def _taken(library: Library) -> frozenset[str]:
    return frozenset(library.routines)
