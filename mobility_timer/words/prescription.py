"""What is said of the lines of a pasted prescription."""

from collections.abc import Sequence

NO_NAME = "No drill is named."
NO_DOSE = "No reps or seconds are given."


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
