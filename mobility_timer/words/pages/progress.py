"""How you come along: the week on Home and the page of the last twelve weeks."""

from __future__ import annotations

from mobility_timer.words.language.numbers import counted, short

TITLE = "Progress"
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
TWELVE_WEEKS = "Minutes in each of the last twelve weeks"
LEFT_AND_RIGHT = "Reps, left and right"
LEFT = "Left"
RIGHT = "Right"
MOST = "Done most"
NEVER = "Not done yet"
NOTHING = "Your first session will show up here."
BODY_PARTS = "Body parts, by sets"
MEASURE = "Measure"
NOT_MEASURED = "How far do your ankles bend? Measure knee to wall, and see how it comes along."
YOURS = "Your numbers"
SAVE_CSV = "Save as CSV"
SAVE_JSON = "Save as JSON"
READ_BACK = "Import"
DELETE = "Delete all"
REALLY_DELETE = "Delete all for good"


USUAL_GOAL_SESSIONS = 3


def goal(sessions: int) -> str:
    """So many sessions a week: "Three or four" unless another number was chosen."""
    if sessions == USUAL_GOAL_SESSIONS:
        return "Three or four"
    return short(sessions).capitalize()


def keeps_moving(wanted: int) -> str:
    """What is enough for a week."""
    noun = "session" if wanted == 1 else "sessions"
    verb = "keeps" if wanted == 1 else "keep"
    return f"{goal(wanted)} {noun} a week {verb} you moving."


def sessions_this_week(number: int, wanted: int) -> str:
    """What was done this week, beside what was meant to be; nothing is missed."""
    if not number:
        return keeps_moving(wanted)
    said = "One session" if number == 1 else f"{short(number).capitalize()} sessions"
    if number >= wanted:
        return f"{said} this week. That keeps you moving."
    return f"{said} this week. {goal(wanted)} keep you moving."


def week(minutes: int, sessions: int) -> str:
    return f"{counted(minutes, 'minute')}, {counted(sessions, 'session')}"


def day(name: str, done: bool) -> str:
    return f"{name}, done" if done else name


def minutes(number: int) -> str:
    return counted(number, "minute")


def number(amount: int) -> str:
    return f"{amount:,}"


def sets(number: int) -> str:
    return f"{number:,} {'set' if number == 1 else 'sets'}"


def lies_in(path: object) -> str:
    return f"All of it is kept in {path} and nowhere else."


def read_back(number: int) -> str:
    return f"{counted(number, 'session')} added."


def not_read(why: str) -> str:
    return f"This file is not a record of sessions: {why}"
