"""The editor: a routine of one's own, its drills, the catalogue and what is asked on the way."""

from __future__ import annotations

from collections.abc import Sequence

from mobility_timer.words.language.lists import listed
from mobility_timer.words.language.numbers import counted

TITLE = "Your routine"
SAVE = "Save"
SAVE_KEY = "Ctrl S"
SAVED = "Saved."
LEAVE = "Leave without saving"
GO_ON = "Go on editing"
ASK_TO_SAVE = "Save your changes?"
UNDO = "Undo"
REDO = "Redo"
DUPLICATE_ROUTINE = "Duplicate"
VERSIONS = "Earlier versions"
DELETE_ROUTINE = "Delete"
NAME = "Name"
SUMMARY = "What it is for, in a line"
REST_BETWEEN = "Rest between rounds"
GET_READY = "Get ready"
NOTHING_YET = "No drills yet. Add the first one."
ADD_DRILL = "Add a drill"
PASTE = "Paste a prescription"
ADD_REST = "Add a rest"
OWN_DRILL = "New drill of your own"
ROW_KEYS = (
    "Left and Right change the dose, Alt with Up and Down moves it, Space shows more, "
    "Delete removes it"
)
MOVE = "Drag to move; Alt with Up and Down does too"

SETS = "Sets"
EACH_SET = "Each set"
REST = "Rest after a set"
SIDES = "Sides"
LEFT = "Left"
RIGHT = "Right"
TEMPO = "Tempo"
PHASES = "Phases"
VARIANTS = "Ways"
LOT = "One of these"
DRAW_ALSO = "Or another drill, drawn at random"
ONE_MORE_TO_DRAW = "One more to draw from"
LOT_EXPLAINED = "Each day one of them is drawn."
PLAY_FROM_HERE = "Play from here"
DUPLICATE = "Duplicate"
INTO_BLOCK = "Group"
WITH_THE_ONE_ABOVE = "Group it with the one above (Ctrl G)"
REMOVE = "Remove"
EDIT_DRILL = "Edit the drill"
DELETE_DRILL = "Delete the drill"
MORE = "More"
PACES = {"slower": "slower", "as-written": "as written", "brisk": "brisk", None: "custom"}
SIDE_ORDERS = {
    ("each", ("left", "right")): "left, then right",
    ("each", ("right", "left")): "right, then left",
    ("each", ("left",)): "left only",
    ("each", ("right",)): "right only",
    ("alternate", ("left", "right")): "taking turns, left first",
    ("alternate", ("right", "left")): "taking turns, right first",
}
BLOCK = "Block"
BLOCK_NAME = "Name of the block"
BLOCK_ROUNDS = "Rounds of the block"
BLOCK_REST = "Rest between its rounds"
ROUNDS_CAPTION = "rounds"
REST_CAPTION = "rest between"
TAKE_APART = "Ungroup"
A_REST = "Rest"
OFF = "none"

CATALOGUE = "Add drills"
SEARCH = "Name, body part, CARs, 90/90"
DONE = "Done"
ADDED = "added"
ALL = "All"
NOTHING_FOUND = "No drills match. You can write your own."
CARD_KEYS = "Enter adds it"
BODY_PARTS = {
    "ankles": "Ankles",
    "calves": "Calves",
    "feet": "Feet",
    "hips": "Hips",
    "thighs": "Thighs",
    "upper back": "Upper back",
}

CHANGED_ON_DISK = "The file was changed outside. You have changes of your own here."
TAKE_THEIRS = "Show what the file says now"
KEEP_MINE = "Keep mine and write over it"
GONE_FROM_DISK = "The file is no longer there. What you have here can be saved again."
YOURS_ARE_KEPT = "Your changes are kept as an earlier version. Press here to bring them back."
NOT_WITHOUT_DRILLS = "There are no drills in it yet, so it can't be saved. Leave anyway?"
READ_AGAIN = "The file was changed outside, and is shown as it is now."
UNREADABLE_NOW = "The file was changed outside and can't be read now. You still see it as it was."


def copy_of(name: str) -> str:
    return f"{name}, mine"


def draft_left(name: str) -> str:
    return f"What you changed in {name} is not saved yet. Press here to go on with your draft."


def draft_set_aside(name: str, why: str, *, has_file: bool) -> str:
    where = "among its earlier versions" if has_file else "on Home, under Deleted"
    return f"Your draft of {name} can no longer be opened: {why}. It is kept {where}."


def cannot_be_saved(fault: str) -> str:
    return f"{fault.rstrip('.')}. It can't be saved like this. Leave anyway?"


def still_in_use(drill: str, routines: Sequence[str]) -> str:
    return f"{drill} is in {listed(list(routines))}. Remove it there first."


def edit(drill: str) -> str:
    return f"Edit {drill}"


def deleted(name: str) -> str:
    return f"{name} is deleted. Press here to bring it back."


def add(drill: str) -> str:
    return f"Add {drill}"


def added_so_far(number: int) -> str:
    return f"{counted(number, 'drill')} added" if number else ""


def seconds(ms: int) -> str:
    return f"{ms / 1000:g} s" if ms else OFF


def of(control: str, step: str) -> str:
    """What tells a control from the same one of another step, for a screen reader."""
    return f"{control}: {step}"


def phase(name: str) -> str:
    return f"Seconds of {name}"


def block_head(name: str, rounds: int) -> str:
    return f"{name}, {counted(rounds, 'round')}"


def lot(names: Sequence[str]) -> str:
    return f"One of: {', '.join(names)}"


def drawn_each_day(drill: str) -> str:
    """Of a lot of which this drill is shown."""
    return f"Drawn each day. Here: {drill}"


def draw_no_more(drill: str) -> str:
    return f"No longer draw {drill}"


def draw_first(drill: str) -> str:
    return f"Move {drill} up"


def earlier(way: str) -> str:
    return f"Do {way} earlier"


def by_side(left: int, right: int) -> str:
    return f"left {left}, right {right}"


def sets(number: int) -> str:
    return counted(number, "set")


def added_times(times: int) -> str:
    return f"added {times} times"


def not_a_number(text: str) -> str:
    return f"\u201c{text}\u201d is not a single whole number. Type one, such as 10."


def not_a_time(text: str) -> str:
    return f"\u201c{text}\u201d is not a single time. Type seconds, such as 30, or 1:30."
