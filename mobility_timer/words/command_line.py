"""The command line: its help, its errors, and what self-test, sheet and picture say."""

from __future__ import annotations

from collections.abc import Sequence

from mobility_timer.words.language.lists import listed

DESCRIPTION = "A guided follow-along timer for runners' mobility drills."
COMMANDS = "commands"
OPEN = "open the window on a routine, to look at it first"
PLAY = "start a routine at once"
LIST = "list all routines with their lengths"
SCORE = "show a routine as text: what happens when"
CHECK = "look for mistakes in routine, drill and motion files"
IMPORT = "add routines from .mobility files and other programs' exports to yours"
IMPORT_FILE = "a .mobility file, a YAML file, or an export in JSON"
REPLACE_MINE = "replace what is here already under the same name, instead of keeping both"
SHARE = "save a routine with its drills and pictures as one .mobility file"
SHARE_OUTPUT = "the file to write; whoever gets it opens it, drops it on the window or imports it"
SHARE_YOUR_OWN = "this routine has no file that could be shared; see `mobility-timer list`"
KEEPS_BOTH = "Both are kept."
NEW = "write a routine with comments, to start from"
NEW_NAME = "its name, or the file to write"
WATCH = "look again each time a file is saved, until Ctrl-C"
SHEET = "draw a drill's motion as a picture, with its checks"
PICTURE = "draw the player at one moment, as a picture"
DATA = "show where your files are and how large they are"
SELF_TEST = "try every part and say what was found"

ROUTINE = "its id, its name or a routine file"
NO_WINDOW = "cues as text and sound only"
SPEED = "times as fast (default 1)"
DRILL = "a drill's id or a motion file"
PAGE = "another page, or the player's figure alone"
AT = "a time such as 1:35 or 1:35.4, or a range such as 1:35..1:40 for a strip of stills"
EVERY = "seconds between stills (default 0.2)"
SIZE = "of the page, the figure being a part of it (default 1280x800)"
COACH = "which coach is shown (default maya)"
REMOVE = "remove them all, after asking"

SPEED_EXPECTED = "a number from 0.1 to 100"
TIME_EXPECTED = "minutes:seconds as in 1:35 or 1:35.4, or a range as in 1:35.0..1:40.0"
RANGE_EXPECTED = "a range that ends after it begins, as in 1:35.0..1:40.0"
STEP_EXPECTED = "seconds from 0.02 to 600"
SIZE_EXPECTED = "a width and a height from 320 to 8000 as in 1280x800"
ON_THE_FLOOR = "on the floor"
THE_WINDOW = "The window"
DRAWING = "Drawing a picture"

FIRST_MINUTE = "first minute"
PART_OK, PART_MISSING, PART_WRONG, PART_BROKEN = "ok", "missing", "wrong", "BROKEN"
TRIED_LINE = "Switch legs."
OTHER_CUES = "the cues heard are not those of the timeline"
NO_VOICE = "no voice answered"
NO_LOUDSPEAKER = "the loudspeaker does not answer"
LOUDSPEAKER = "a device is there"


def expected(what: str, found: str) -> str:
    """What an option takes, and what was written instead."""
    return f"expected {what}, found {found!r}"


def time_in(routine: str, length: str) -> str:
    return f"a time up to {length}, the length of {routine}"


def no_such_folder(folder: object) -> str:
    return f"there is no folder {folder}"


def too_many_stills(most: int, found: int) -> str:
    return f"expected at most {most} stills, found {found}: raise --every"


def no_drill(wanted: str, near: str | None) -> str:
    return f"no drill “{wanted}”" + (f", did you mean {near}?" if near else "")


def no_motion(drill: str) -> str:
    return f"the drill {drill} has no motion"


def tried(part: str, result: str, said: str) -> str:
    """A line of the self-test."""
    return f"{part:<13} {result:<7}  {said}"


def library(routines: int, drills: int) -> str:
    return f"{routines} routines of {drills} drills"


def cues_heard(count: int, speed: float) -> str:
    return f"{count} cues at {speed:g} times the speed"


def motions(count: int) -> str:
    return f"{count} motions"


def blank(colours: int) -> str:
    return f"the player page is blank: {colours} colours"


def unreadable_pictures(endings: Sequence[str]) -> str:
    return f"pictures that end in {listed(endings)} cannot be read"


def drawn(qt: str, width: int, height: int) -> str:
    return f"Qt {qt}, drawn at {width}x{height}"


def spoken(line: str, seconds: float, speaker: str) -> str:
    return f"“{line}” takes {seconds:.2f} s, said by {speaker}"


ASK_TO_REMOVE = "Remove all of it? This cannot be undone. Type yes to remove: "
NOTHING_REMOVED = "Nothing was removed."
REMOVED = "Removed."
NOT_ALL_REMOVED = "Not all could be removed."


def nothing_kept(why: str) -> str:
    return f"Nothing can be kept there: {why}."


def can_be_kept(folders: int) -> str:
    return f"all {folders} can be written to"


def good_drill(path: object) -> str:
    return f"{path}: a drill without mistakes"


def good_routine(path: object, length: str) -> str:
    return f"{path}: a routine of {length} without mistakes"


def is_there(path: object) -> str:
    return f"{path} already exists and was left as it is: choose another name"


def no_file_name(name: str) -> str:
    return f"no file can be called {name!r}: try a name with a letter in it"


def written(path: object) -> str:
    return f"Wrote {path}. To check it as you edit: mobility-timer check --watch {path}"


def looked_at(clock: str) -> str:
    return f"-- {clock}"


def fault(path: object, remark: object) -> str:
    return f"{path}: {remark}"


def copy_removed(path: object) -> str:
    return f"Removed {path}, which held the same; it is kept under Deleted."


def note(path: object, remark: object) -> str:
    return f"{path}: note: {remark}"


def good_settings(path: object) -> str:
    return f"{path}: settings without mistakes"


def good_motion(path: object, checks: int) -> str:
    return f"{path}: a motion without mistakes, {checks} checks pass"


def failing_check(path: object, name: str, limit: str, found: str, try_: str) -> str:
    return f"{path}: {name}: expected {limit}, found {found}, try: {try_}"


def see_it(path: object) -> str:
    return f"{path}: see it with: mobility-timer sheet {path} -o sheet.png"


def added_as(path: object) -> str:
    return f"Added {path}"
