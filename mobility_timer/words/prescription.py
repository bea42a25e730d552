"""What is said of the lines of a pasted prescription, and the comments in its draft."""

from collections.abc import Sequence

NO_NAME = "No drill is named."
NO_DOSE = "No reps or seconds are given."
NOT_SAID = "  # not said"
REPS = "Reps"
SETS = "Sets"
METRES = "A distance in metres"
A_REST = "A rest in seconds"
A_PHASE = "A part of a rep in seconds"
TWO_TEMPI = "Two tempos are said."
NO_REPS_TO_TIME = "Seconds up or down are said, but no reps."
ODD = "Left and right take turns, so the reps are an even number."
LONG_NAME = "The name is too long."
TWO_SIDES = "One side and both sides are said."
A_HOLD = "A hold in seconds"
WAYS = {"one-way": "One way", "other-way": "The other way"}
WORKING_SIDE = "the side that works"


STOP_IF_IT_HURTS = "Stop if it hurts"


def pain_limit(level: int, *, under: bool) -> str:
    """The pain that may be there, from 0 to 10."""
    return f"Keep the pain under {level} of 10" if under else f"Stop above {level} of 10"


def not_understood(words: Sequence[str]) -> str:
    return f"Not understood: {', '.join(f'“{word}”' for word in words)}."


def counted(drill: str) -> str:
    return f"{drill} is counted in reps here, not held."


def held(drill: str) -> str:
    return f"{drill} is held here, not counted in reps."


def no_sides(drill: str) -> str:
    return f"{drill} has no sides here."


def counts_otherwise(drill: str) -> str:
    return f"{drill} counts something else here."


def own_tempo(drill: str) -> str:
    return f"{drill} has a tempo of its own here."


def no_ways(drill: str) -> str:
    return f"{drill} goes one way here."


def out_of_bounds(what: str, least: int, most: int) -> str:
    return f"{what} can be {least} to {most}."


def so_often(times: tuple[int, int], what: str) -> str:
    """How often a day or a week, from the least to the most."""
    low, high = times
    if low == high == 1:
        return "Daily" if what == "day" else "Once a week"
    if low == high == 2:
        return f"Twice a {what}"
    return f"{low} times a {what}" if low == high else f"{low} to {high} times a {what}"


def rest(low: int, high: int) -> str:
    return f"{low} to {high} s of rest"
