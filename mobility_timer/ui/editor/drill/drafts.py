"""Where the page of a drill begins: a new one, or one of the user's own."""

from __future__ import annotations

from mobility_timer.routine import Drill, Position
from mobility_timer.ui.editor.drill.model import DrillDraft, opened_drill, read_keys
from mobility_timer.ui.shell.context import Context
from mobility_timer.words import drill_page as words


def new_drill(context: Context) -> DrillDraft:
    """A drill that stands, counted, with two phases: what most begin as."""
    user = context.user_files()
    path = user.new_path(words.MY_DRILL, taken=frozenset(context.library.drills), of="drills")
    keys = {
        "name": words.MY_DRILL,
        "position": Position.STANDING.value,
        "dose": {"reps": str(words.FIRST["reps"])},
        "tempo": {"lift": "1", "lower": "1"},
    }
    return DrillDraft(context.library, path, keys)


def edited_drill(context: Context, drill: Drill) -> DrillDraft | None:
    """A drill of the user's own, where it has a file of its own. Raises NotRead."""
    path = context.library.paths.get(f"drill {drill.id}")
    if path is None:
        return None
    text, _ = read_keys(path)
    return opened_drill(context.library, path, text)
