"""What is said of the lines of a pasted prescription, and the comments in its draft."""

from collections.abc import Sequence

NO_NAME = "No drill is named."
NO_DOSE = "No reps or seconds are given."
NOT_SAID = "  # not said"
A_HOLD = "A hold in seconds"
WORKING_SIDE = "the side that works"


def not_understood(words: Sequence[str]) -> str:
    return f"Not understood: {', '.join(f'“{word}”' for word in words)}."


def counted(drill: str) -> str:
    return f"{drill} is counted in reps here, not held."


def held(drill: str) -> str:
    return f"{drill} is held here, not counted in reps."


def no_sides(drill: str) -> str:
    return f"{drill} has no sides here."


def no_hold_in_reps(drill: str) -> str:
    return f"{drill} has a tempo of its own here, without this hold."


def out_of_bounds(what: str, least: int, most: int) -> str:
    return f"{what} can be {least} to {most}."


def times_a_day(times: int) -> str:
    return f"{times} times a day" if times > 1 else "Daily"


def times_a_week(low: int, high: int) -> str:
    return f"{low} times a week" if low == high else f"{low} to {high} times a week"
