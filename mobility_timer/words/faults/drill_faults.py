"""What is said of a drill, of a routine, and of what a routine changes in a drill."""

from __future__ import annotations

A_PICTURE = "the name of a PNG, GIF or WebP file, without a folder"
A_MOTION = "the name of a motion, without a folder"
SIDES_BESIDE_IT = "sides: each or sides: alternate beside it"
EACH_BESIDE_IT = "sides: each beside it"
WHICH_LIMB = "which limb the announced side is"
A_LIMB = "side_means: the leg that moves"
PHASES_IN_SECONDS = "the phases of one rep, in seconds"
HOW_LONG_A_SIDE = "how long each side is held, as the sides alternate"
OWN_ID = "an id of its own for each variant"
PHASES_ONCE = "the phases of the tempo, each once"
BOTH_SIDES = "left and right, as the sides alternate"
AN_EVEN_NUMBER = "an even number, as left and right take turns"

TOO_LONG = "the routine is too long"
AT_MOST_HOURS = "at most 4 hours"
NO_LANGUAGE = "not a language"
A_LANGUAGE = "a tag such as en, de or pt-br"
REST_ENDS_BLOCK = "a rest at the end of a block"
REST_BESIDE_DRILLS = "rest beside drills, for the time between its rounds"
A_REST = "a rest"
A_DRILL_BEFORE = "a drill before it, in the same block"

BLOCK_IN_BLOCK = "a block in a block"
WRITTEN_OUT_IN_OUTER = "the drills of the inner one written out, once for each of its rounds"

A_DRILL = "a drill's id: the name of its file without .yaml"
NO_TEMPO = "no tempo, as the drill has none"
NO_VARIANTS = "none, as the drill has no variants"
HOLD_AS_HELD = "hold, as the drill is a hold"
REPS_AS_COUNTED = "reps, as the drill is counted"
STEPS_AS_COUNTED = "steps, as the drill counts its steps"
DISTANCE_AS_WAY = "distance, as the drill is a way"
SECONDS_IN_TURN = "seconds, as the sides alternate"
ONE_NUMBER = "one number, as the sides do not follow each other"
EACH_OR_BOTH = "each or both, as the drill is a hold"
BOTH_AS_NO_LIMB = "both, as the drill does not say which limb a side is"
A_SIDED_DRILL = "a drill that has sides"
SIDES_MEANT = {
    "both sides": "each",
    "each side": "each",
    "per side": "each",
    "both legs": "each",
    "each leg": "each",
    "left and right": "each",
    "one": "each",
    "one side": "each",
    "left": "each, and below it order: [left]",
    "right": "each, and below it order: [right]",
    "left only": "each, and below it order: [left]",
    "right only": "each, and below it order: [right]",
    "in turn": "alternate",
    "none": "both",
    "no": "both",
}
"""What people write for how a drill goes with its sides."""


def hours(number: float) -> str:
    return f"{number:.1f} hours"


def at_most_reps(most: int) -> str:
    return f"at most {most} reps"


def reps(number: int) -> str:
    return f"{number} reps"


def drill_has_faults(drill: str, file: str) -> str:
    return f"the drill {drill} has faults in {file}"


def no_drill(drill: str) -> str:
    return f"no drill {drill}"


def or_more_seconds(least: int) -> str:
    return f"{least} seconds or more"


def a_side(seconds: float) -> str:
    return f"{seconds:g} s a side"


def of_seconds(seconds: int) -> str:
    return f"{seconds} s"


def turns_that_fill(hold_s: int) -> str:
    return f"turns that fill the hold of {hold_s} s evenly, left and right"


def hold_that_turns_fill(turn_s: float) -> str:
    return f"a hold that turns of {turn_s:g} s a side fill evenly"


BROKEN_PICTURE = "is broken, or ends too early"
ANOTHER_PICTURE = "a picture that can be shown"
A_PICTURE_BESIDE = "a file in the folder pictures beside the drill"


def no_picture(kind: str) -> str:
    return f"is not a {'WebP' if kind == 'webp' else kind.upper()} picture"


def too_many_pixels(width: int, height: int, frames: int) -> str:
    every = f", {frames} times" if frames > 1 else ""
    return f"is too large: {width} x {height} pixels{every}"


def too_large_picture(most_mib: int) -> str:
    return f"is too large: a picture can be at most {most_mib} MB"


def unreadable_picture(why: str) -> str:
    return f"can't be read{f' ({why})' if why else ''}"


def no_picture_there(name: str) -> str:
    return f"there is no picture {name}"
