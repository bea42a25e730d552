"""What the player shows."""

from __future__ import annotations

from mobility_timer.words import routines
from mobility_timer.words.language.numbers import counted

SEGMENTS = {
    "lead-in": "Get ready",
    "set-up": "Get ready",
    "change": "Switch",
    "next set": "Get ready",
    "hold": "Hold",
    "rest": "Rest",
    "end": "Done",
}
"""The word of each kind of segment; a rep shows its phases instead."""
PLACES = {
    "standing": "Stand",
    "kneeling": "Kneel",
    "sitting": "Sit on the floor",
    "seated": "Sit down",
    "lying": "Lie on your back",
    "prone": "Lie face down",
    "side-lying": "Lie on your side",
}
"""Where a drill is done, by its position."""
AT_PLACES = {
    ("standing", "wall"): "Stand at the wall",
    ("standing", "wall or chair"): "Stand at a wall or chair",
    ("standing", "chair"): "Stand at the chair",
    ("standing", "step"): "Stand on the step",
    ("kneeling", "wall"): "Kneel at the wall",
    ("kneeling", "mat"): "Kneel on the mat",
    ("sitting", "mat"): "Sit on the mat",
    ("seated", "chair"): "Sit on the chair",
}
"""The same with what the drill needs first."""
SIDES = {"left": "Left", "right": "Right"}

GET_READY = "Get ready"
READY_WHEN = "Space when ready"
YOUR_TURN = "Your turn"
PAUSED = "Paused"
INTERRUPTED = {
    "asleep": "Your computer was asleep, so this is paused where you were.",
    "busy": "Your computer was too busy to keep up, so this is paused where you were.",
}
SPACE_TO_GO_ON = "Press Space to resume"
BREATHE_EASILY = "Breathe easily"
DONE = "Done"
NEXT = "Next"
THE_END = "Last set"
REST_NEXT = "Rest"
SECONDS = "seconds"
REPS = "reps"
METRES = "metres"
COUNTED = {"reps": REPS, "steps": "steps", "metres": METRES}
MAX = "max"
AS_MANY = "As many as you can"
AS_LONG = "As long as you can"
SPACE_WHEN_YOU_STOP = "Space when you stop"
SPACE_WHEN_THERE = "Space when you get there"

PLAY = "Play"
PAUSE = "Pause"
PREVIOUS_SET = "Previous set"
NEXT_SET = "Next set"
LESS_OF_THIS_DRILL = "Less of this drill"
MORE_OF_THIS_DRILL = "More of this drill"
SOUND_ON = "Sound on"
SOUND_OFF = "Sound off"
LEAVE_FULL_SCREEN = "Leave full screen"

UNDO = "Undo"
UNDO_KEY = "U"
SKIPPED_ON = "Skipped ahead"
SKIPPED_BACK = "Jumped back"
HURTS = "Noted: it hurts"
HURTS_NOT_NOTED = "Couldn't note the pain"
WAITS_KEY = "W"
WAITS = "Waits for you"
WAITS_NO_MORE = "Goes on by itself"
SOUND_KEY = "M"
VOICE_ON = "Voice on"
VOICE_OFF = "Voice off, tones on"
VOICE_KEY = "V"


def no_figure(drill: str, why: str) -> str:
    return f"{drill} is shown without its figure: {why}"


def dose_now(amount: int, before: int) -> str:
    return f"{amount} (was {before})"


def tempo_now(seconds: float) -> str:
    return f"{seconds:.1f} s a rep"


def side_out(side: str) -> str:
    return f"{side} side skipped"


def taken_back_with(line: str, key: str) -> str:
    return f"{line}. Press {key} to undo."


def drill_and_position(drill: str, position: str) -> str:
    return f"{drill}, {routines.position(position)}"


def for_seconds(number: int) -> str:
    return f"{number} seconds"


def hold(length: str) -> str:
    return f"Hold {length}"


def counted_dose(number: int, counts: str, *, in_turn: bool) -> str:
    noun = "step" if counts == "steps" else "rep"
    return counted(number, noun) + (", alternating" if in_turn else "")


def controls_dose(number: int, counts: str) -> str:
    if counts == "metres":
        return f"{number} m"
    return counted(number, "step" if counts == "steps" else "rep")


def metres(number: int) -> str:
    return counted(number, "metre")


def as_many_in(seconds: int) -> str:
    return f"As many in {seconds} s"


def of(number: int) -> str:
    return f"of {number}"


def of_seconds(number: int) -> str:
    return f"of {number} s"


def lasting(ms: int) -> str:
    return f"{ms / 1000:g} s"


def seconds(number: int) -> str:
    """The word under a number of seconds."""
    return "second" if number == 1 else SECONDS


def round_of(number: int, of: int) -> str:
    return f"Round {number} of {of}"


def set_of(number: int, of: int) -> str:
    return f"Set {number} of {of}"


def drill_of(number: int, of: int) -> str:
    return f"Drill {number} of {of}"


def place_of(drill: str, number: int, of: int) -> str:
    return f"{drill}, {number} of {of}"


def left_of(total: str) -> str:
    return f" left of {total}"


def short_seconds(number: int) -> str:
    return f"{number} s"


KEYS_SHEET = "All keys. Any key closes them"


def either_key(keys: tuple[str, ...], does: str) -> str:
    return f"{' or '.join(keys)}: {does}"


def listed(*parts: str) -> str:
    """What there is of the parts, for a screen reader."""
    return ", ".join(filter(None, parts))


def figure_of(drill: str) -> str:
    return f"Figure: {drill}"


def number_of(drill: str, number: str, of: str) -> str:
    return f"{drill}, {number} {of}".rstrip()


def where_am_i(drill: str, at: str, left: str, comes: str) -> str:
    """Where the session is, said on asking: "Hip circles, left, 3 of 5. 6:20 left. ..."."""
    then = f" Next drill: {comes}." if comes else ""
    return f"{drill}, {at}. {left} left.{then}"
