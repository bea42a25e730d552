"""The page that shows what a file holds before it is added, and the menu entries that give away."""

from __future__ import annotations

from collections.abc import Sequence

from mobility_timer.words.language.lists import listed
from mobility_timer.words.language.numbers import counted

TITLE = "What is in it"
ADD = "Add to mine"
WHAT_IS_HERE = "What is here already"
KEEP_BOTH, REPLACE = "both", "replace"
EITHER = ((KEEP_BOTH, "Keep both, under another name"), (REPLACE, "Replace mine"))
SAVE_AS_FILE = "Save as a file"
COPY_AS_TEXT = "Copy as text"
COPIED = "Copied."
FILES = "Mobility Timer routine (*.mobility)"


def also_holds(drills: Sequence[str], motions: int, pictures: int) -> str:
    parts = []
    if motions:
        parts.append(counted(motions, "movement"))
    if pictures:
        parts.append(counted(pictures, "picture"))
    if drills:
        parts.append(f"{counted(len(drills), 'drill')} of its own: {listed([*drills])}")
    return f"With {listed(parts)}." if parts else ""


def cannot_be_added(faults: Sequence[str]) -> str:
    return f"It can't be added: {in_one_line(faults)}"


def in_one_line(faults: Sequence[str]) -> str:
    """The first fault and how many there are, for one who was sent the file and has not written
    it."""
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    return f"{faults[0]}{more}"


def does_not_fit(lines: Sequence[str]) -> str:
    return "\n".join(["What does not fit is left out:", *lines])


def are_here(names: Sequence[str]) -> str:
    files = listed([name.rpartition("/")[2] for name in names])
    return f"Already here, with other contents: {files}."


def lacks(lines: Sequence[str]) -> str:
    return "\n".join(["What will not look as intended:", *lines])


def added(names: Sequence[str]) -> str:
    return f"{listed(list(names))} {'is' if len(names) == 1 else 'are'} yours now."


def saved_as(path: object) -> str:
    return f"Saved as {path}."


def saved_without(path: object, lacking: Sequence[str]) -> str:
    more = f" (and {len(lacking) - 1} more)" if len(lacking) > 1 else ""
    return f"Saved as {path}, but {lacking[0]}{more}."
