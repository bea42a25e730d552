"""The page after a session."""

from __future__ import annotations

from mobility_timer.words.language.numbers import counted

DONE = "Done"
STOPPED = "Stopped early"
NOTHING_DONE = "Nothing this time"
AGAIN = "Again"
GO_ON = "Resume"
DRILLS = "Drills"
HELD = "held"
IT_HURT = "It hurt"
HURT_KEY = "H"
KEEP_KEY = "K"
KEEP = "Keep it"
KEPT = "Kept for next time."
NOT_SAVED = "That could not be saved. It holds until you close the program."
COUNTS = "What you did counts."
NOT_RECORDED = "What you did could not be recorded."

NOTHING_FAREWELL = "It is here when you want it."
STOPPED_FAREWELL = "Resume where you stopped, or leave it here."
BEFORE_RUN_FAREWELL = "Start your run easy and let the pace come."
AFTER_RUN_FAREWELL = "Run done, wind-down done. Have something to drink."
SITTING_FAREWELL = "Up again in an hour or so."
PLAIN_FAREWELL = "That was the whole routine."


def hurt_where(drill: str) -> str:
    return f"Did {drill} hurt?"


def hurt_noted(*, recorded: bool) -> str:
    noted = (
        "Noted. It will be easier next time."
        if recorded
        else "That could not be recorded, so next time it will be no easier."
    )
    return f"{noted} If the pain persists, see a physiotherapist or a doctor."


def next_time(drills: list[tuple[str, str]]) -> str:
    """Whether to do as much next time: each amount with its drill."""
    if len(drills) == 1:
        return f"{drills[0][1]}: {drills[0][0]} next time too?"
    said = ", ".join(f"{drill} {amount}" for amount, drill in drills)
    return f"Next time too? {said}"


def did(drill: str, done: bool, part: str = "") -> str:
    if done:
        return f"{drill}, done"
    return f"{drill}, {part}" if part else drill


def part(done: int, asked: int, side: str, *, held: bool) -> str:
    """How much of it was done: "6 of 12, left"."""
    amount = f"{done} of {asked}" + (" s" if held else "")
    return f"{amount}, {side}" if side else amount


def only(side: str) -> str:
    return f"{side} only"


def done_of(number: int, of: int) -> str:
    return f"{number} of {of}" if number < of else str(of)


def drills(number: int) -> str:
    return "drill" if number == 1 else "drills"


def reps(number: int) -> str:
    return "rep" if number == 1 else "reps"


def minutes(number: int) -> str:
    return "minute" if number == 1 else "minutes"


def tempo(seconds: float) -> str:
    return f"{seconds:.1f} s a rep"


def amount(number: int, counts: str = "reps", *, held: bool) -> str:
    return f"{number} s" if held else counted(number, counts.removesuffix("s"))
