"""What is said of a motion, and where a drill and its motion do not agree."""

from __future__ import annotations

from collections.abc import Sequence

from mobility_timer.words.language.lists import listed

HAND_ON_WALL = "a hand on the wall"
WALL_AMONG_PROPS = "a wall among the props"
CHANNEL_GROUP = "channel group"
KEY_WITHOUT_PHASE = "a key without its phase"
A_PHASE = "at: 0 to 1"
ONE_OF_THEM = "one of them"
NEVER_TOUCHES = "a contact that is never made"
RANGES = "ranges of the phase"

A_MOTION = "the name of a motion's file without .yaml"
LEAVE_LINE_OUT = "leaving the line out, the steps are then shown"
LEAVE_OUT = "leaving it out"
A_HOLD = "a hold"
AMONG_NEEDS = "it among the needs"
AMONG_PROPS = "it among the props"
WHAT_IT_NEEDS = "what it needs"
WHAT_IT_SHOWS = "what it shows"

SIDES = {
    "each": "one side that works and no alternation",
    "alternate": "sides that alternate",
    "both": "no side",
}
"""What the motion needs, by the sides of the drill."""


def channel_of(group: str) -> str:
    return f"channel of {group}"


def two_keys(channel: str, phase: float) -> str:
    return f"{channel} has two keys at {phase:g}"


def the_motion(name: str) -> str:
    return f"the motion {name}"


def the_drill(name: str) -> str:
    return f"the drill {name}"


def no_motion(name: str) -> str:
    return f"no motion {name}"


def as_in(expected: str, other: str) -> str:
    return f"{expected}, as in {other}"


def so_it_moves(motion: str) -> str:
    return f"a tempo, as {motion} moves"


def so_it_is_held(motion: str) -> str:
    return f"a dose in seconds and no tempo, as {motion} is held"


def held_as(drill: str) -> str:
    return f"one that is held, as {drill} is"


def moving_as(drill: str) -> str:
    return f"none, as {drill} moves"


def shows(motion: str, things: Sequence[str]) -> str:
    return f"{motion} shows {listed([f'a {thing}' for thing in things])}"


def shows_no(motion: str, things: str) -> str:
    return f"{motion} shows no {things}"


def needs_no(drill: str, thing: str) -> str:
    return f"{drill} needs no {thing}"


def needs_a(drill: str, things: str) -> str:
    return f"{drill} needs a {things}"


def has_no(other: str, kind: str, name: str) -> str:
    return f"{other} has no {kind} {name}"


def none_of(kind: str) -> str:
    return f"no {kind}s"


def is_missing(kind: str, name: str, other: str) -> str:
    return f"the {kind} {name} of {other} is missing"


def fault_in(file: str, line: int, fault: str) -> str:
    """A fault of a motion's file, in one line."""
    return f"{file}, line {line}, {fault}"
