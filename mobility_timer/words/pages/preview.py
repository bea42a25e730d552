"""The preview of a routine: its drills, what can be changed, and the notes beside them."""

from __future__ import annotations

from mobility_timer.words.language.lists import one_of
from mobility_timer.words.language.numbers import counted, short

TITLE = "Preview"
EDIT = "Edit"
MAKE_IT_MINE = "Make it mine"
SAVE_AS_MINE = "Save as my routine"
MORE = "More"
BACK_TO_THE_ORIGINAL = "Reset to original"
NOTHING_LEFT = "No drills are left. Put one back to start."
FIT = "Fit into the minutes I have"
MINUTES = "Minutes I have"
ROUNDS = "Rounds"
COUNT = "Count"
COUNTS = {"spoken": "spoken", "ticked": "ticked", "silent": "silent"}

HOW_IT_IS_DONE = "How it is done"
HIDE_HOW = "Hide how it is done"
DOSE = "Dose"
PUT_BACK = "Put back"
LEFT_OUT = "Left out"
ROW_KEYS = "Left and Right change the dose, Space shows how it is done, Delete leaves it out"
REPS = "reps"
SECONDS = "seconds"
SECONDS_SHORT = "s"
COUNTED = {"reps": REPS, "steps": "steps", "metres": "metres"}
MAX = "max"

SET_UP = "Set up"
SIDE = "Side"
FEEL = "Feel"
WATCH = "Watch"
PAIN = "Pain"
NOTES = "Notes"
TEMPO = "Tempo"
SECONDS_A_REP = "Seconds a rep"
SETS = "Sets"
WHICH_SIDE_FIRST = "Which side first"
LEFT_FIRST = "left first"
RIGHT_FIRST = "right first"
SWAP = "Swap"
LEAVE_OUT = "Leave out"


FOR_TODAY = "For today"
KEPT_CHANGES = "Kept"
KEEP = "Keep it like this"
STANDING = "standing only"
FLOOR_TOO = "the floor too"
WAITS = "waits for you"
GOES_ON = "goes on by itself"
AS_WRITTEN = "As written"
TAKE_MINE = "Take mine"
TAKE_THE_FILE = "Take the file"


def of(control: str, drill: str) -> str:
    """What tells a control from the same one of another drill, for a screen reader."""
    return f"{control}: {drill}"


def minutes(number: int) -> str:
    return f"{short(number)} minutes"


def without(drill: str) -> str:
    return f"without {drill}"


def with_again(drill: str) -> str:
    return f"with {drill}"


def rounds(number: int) -> str:
    return counted(number, "round")


def undo(change: str) -> str:
    return f"Undo: {change}"


def instead(drill: str, chosen: str, written: str) -> str:
    named = " ".join(part for part in (drill, chosen) if part)
    return f"{named} (was {written})"


def tempo(seconds: float) -> str:
    return f"{seconds:.1f} s a rep"


def sets(number: int) -> str:
    return counted(number, "set")


def fitted(number: int, left_out: list[str]) -> str:
    """The minutes that it was made to fit, and what that left out."""
    return ", ".join([minutes(number), *map(without, left_out)])


def stepped_back(drills: list[tuple[str, str, str]]) -> str:
    """Each drill with what was chosen and what the file now says."""
    said = ", ".join(f"{name} {written} (you had chosen {mine})" for name, mine, written in drills)
    return f"The file has changed since then and is used instead: {said}."


def about(summary: str, occasions: str) -> str:
    """What a routine is for and when, in whole sentences."""
    ends = not summary or summary[-1] in ".!?…:"
    return " ".join(part for part in (summary if ends else f"{summary}.", occasions) if part)


def hurt_lately(drill: str, times: int) -> str:
    if times < 2:
        return f"{drill} hurt last time, so there is less of it for now."
    return (
        f"{drill} hurt {times} times in a row, so it is left out. If the pain persists, see a "
        "physiotherapist or a doctor."
    )


def so_often(per_week: tuple[int, int], per_day: tuple[int, int]) -> str:
    """How often it is to be done, from the least to the most; 0 is not said."""
    said = [_times(per_day, "day"), _times(per_week, "week")]
    text = ", ".join(part for part in said if part)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _times(times: tuple[int, int], what: str) -> str:
    low, high = times
    if not high:
        return ""
    if low == high == 1:
        return f"once a {what}"
    many = short(low) if low == high else f"{short(low)} to {short(high)}"
    return f"{many} times a {what}"


def drawn_today(drill: str, others: list[str]) -> str:
    return f"Drawn for today: {drill}. Another day it may be {one_of(others)}."


def have(minutes: int) -> str:
    return f"I have {short(minutes)} minutes"


def not_as_short(length: str) -> str:
    return f"The shortest this can be is {length}."


def voice_prepared(lines: int, of: int) -> str:
    return f"Preparing the voice: {lines} of {of} lines"


def to_the_floor(drills: int) -> str:
    many = "drill is" if drills == 1 else "drills are"
    return f"{short(drills).capitalize()} {many} done on the floor."


def standing_only(length: str, swapped: int, left_out: int) -> str:
    """What that does to the drills on the floor, and how long it takes then."""
    does = f"swaps {_drills(swapped)}" if swapped else f"leaves out {_drills(left_out)}"
    more = f" and leaves {short(left_out)} out" if swapped and left_out else ""
    return f"Standing only {does}{more}: {length}."


def _drills(number: int) -> str:
    return f"{short(number)} drill{'' if number == 1 else 's'}"


def put_back(drill: str) -> str:
    return f"Put {drill} back"


def leave_out(drill: str) -> str:
    return f"Leave {drill} out"


def as_written(drill: str) -> str:
    return f"{drill} as written"


def swap(drill: str) -> str:
    return f"Swap {drill} for another"


def row(drill: str, dose: str, length: str | None) -> str:
    return f"{drill}, {dose}, {LEFT_OUT.lower() if length is None else length}"


def fewer(drill: str, unit: str) -> str:
    return f"{drill}: fewer {unit}"


def more(drill: str, unit: str) -> str:
    return f"{drill}: more {unit}"


def rep_length(seconds: float) -> str:
    return f"{seconds:.1f} s"


def amount(number: int | str, unit: str, *, ends: str, shared: bool) -> str:
    """A dose in words; `unit` is what it counts, `ends` what ends a set. The number may be a list
    of those of the sets."""
    said = counted(int(number), unit.removesuffix("s")) if _is_one(number) else f"{number} {unit}"
    said += " left and right together" if shared else ""
    if unit == "metres" or ends == "dose":
        return said
    return f"as many as you can in {said}" if ends == "time" else f"until you stop, up to {said}"


def _is_one(number: int | str) -> bool:
    return isinstance(number, int) or number.isdigit()


def span(low: int, high: int) -> str:
    return f"{low}\N{EN DASH}{high}"


def at_most(number: int, *, held: bool) -> str:
    return f"to {number} s" if held else f"to {number}"
