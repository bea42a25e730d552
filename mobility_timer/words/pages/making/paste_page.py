"""The page that takes a prescription as it was handed out."""

from __future__ import annotations

from mobility_timer.words.language.numbers import counted

TITLE = "Paste a prescription"
NAME = "My prescription"
EXAMPLE = """\
Calf raises 3x12 each side
Hip flexor stretch 2 x 30 s, daily
Plank: 3 sets of 45 seconds"""
EXPLAINED = (
    "One drill a line, with its reps or seconds. What is understood appears here, and what is not "
    "is named."
)
MAKE = "Make it a routine"
ASK_TO_LEAVE = "What you typed is not a routine yet."
LEAVE = "Leave it"
IN_A_DRAFT = "your prescription"
MAKE_KEY = ""


TAKEN, LEFT_OUT = "\u2713", "\u2717"


def becomes(drill: str, *, is_own: bool, apart: str = "") -> str:
    """The drill that a line becomes; `apart` is why it is not the one of the catalogue."""
    whose = "a new drill of your own" if is_own else "from the catalogue"
    return f"{drill}, {whose}: {apart}" if apart else f"{drill}, {whose}"


def left_out(lines: int) -> str:
    one, several = "It is kept in the file as a comment.", "They are kept in the file as comments."
    stands = one if lines == 1 else several
    return f"{counted(lines, 'line')} left out. {stands}"
