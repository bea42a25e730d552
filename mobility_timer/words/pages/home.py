"""Home: what it asks, its cards, filters and list, and the panel of a file with faults."""

from __future__ import annotations

from mobility_timer.words.language.numbers import counted

ASKS = "What are you up to?"
HINT = "Press Enter, step back, follow along."
CHANGED = "changed"
CHANGED_TODAY = "changed today"
GO_ON = "Resume"
NOT_THIS = "Leave it for today"
SELF_CHECK = "Self-check"
SETTINGS = "Settings"
CARD_KEYS = "Enter starts, P shows the drills"

ALL_ROUTINES = "All routines"
SEARCH = "Search"
SEARCH_THE_ROUTINES = "Search the routines"
ANY_LENGTH = "Any length"
ALL = "All"
HIPS = "Hips"
ANKLES = "Ankles"
STANDING_ONLY = "Standing only"
NO_EQUIPMENT = "No equipment"
YOURS = "Yours"
DELETED = "Deleted"
SHOW_ALL = "Show all"
READING = "Reading your routines …"
NEW = "New routine"
MAKE_FIRST = "Make your first routine"
NONE_OF_YOUR_OWN = "You haven't made a routine yet."
NOTHING_FOUND = "No routines match."

WHAT_IS_WRONG = "What is wrong with the file"
READ_AGAIN = "Read again"
OPEN_THE_FILE = "Open the file"
COPY = "Copy"


def start(routine: str) -> str:
    return f"Start {routine}"


def go_on_at(routine: str, place: str) -> str:
    return f"{routine}: resume at {place}"


def place(drill: str, side: str, rep: int, of: int, *, held: bool) -> str:
    """Where a session stands: "hip circles, left, 4 of 10"; from the start of a set without."""
    parts = [drill[:1].lower() + drill[1:], side]
    if rep:
        parts.append(f"{rep} of {of}" + (" s" if held else ""))
    return ", ".join(part for part in parts if part)


def at_most(minutes: int) -> str:
    return f"At most {minutes} min"


def cannot_be_used(faults: int) -> str:
    return f"Can't be read · {counted(faults, 'problem')}"


def figure_may_not_fit(faults: int) -> str:
    return f"Figure may not fit · {counted(faults, 'problem')}"


def at_line(line: int, column: int, message: str) -> str:
    return f"Line {line}, column {column}: {message}"


def faults(number: int, *, still_used: bool) -> str:
    rest = "Everything else works without this file."
    if still_used:
        rest = "The drill works, but its figure may show something else."
    return f"{counted(number, 'problem')}. {rest}"
