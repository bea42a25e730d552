"""What a person should know of a routine before doing it."""

from mobility_timer.words.language.lists import listed
from mobility_timer.words.language.numbers import short


def goes_to_the_floor(drills: list[str]) -> str:
    many = "This one is" if len(drills) == 1 else f"These {short(len(drills))} are"
    return f"{many} done on the floor: {listed(drills)}. Before a run you may prefer Standing only."


def held_long(muscle: str, seconds: int, side: str | None, limit_s: int) -> str:
    """A muscle is held for long; `side` where it is one side only."""
    where = f" on the {side}" if side else ""
    return (
        f"Before a run, this holds one muscle for {seconds} s{where}: {muscle}. "
        f"Held for {limit_s} s or more, it may be weaker for a while."
    )


def uneven(drill: str, left: int, right: int, unit: str) -> str:
    if not (left and right):
        side = "left" if left else "right"
        return f"{drill}: {side} side only, {left or right} {unit}."
    return f"{drill}: {left} {unit} left but {right} {unit} right."


def never_reached(drill: str, phase: str, lasts_s: int) -> str:
    return f"{drill}: “{phase}” never comes: the {lasts_s} s are over first."


def outside_range(drill: str, amount: int, unit: str, low: int, high: int) -> str:
    return f"{drill}: {amount} {unit}, {low} to {high} recommended."


def not_listed(drill: str, things: list[str]) -> str:
    uses = listed([f"a {thing}" for thing in things])
    return f"{drill}: uses {uses}, which is not listed in its needs."


def other_rest(drill: str, written_s: float, entry_s: float) -> str:
    return (
        f"{drill}: its rest of {written_s:g} s never comes, as an entry with a rest of"
        f" {entry_s:g} s follows."
    )


def rest_at_the_end(seconds: float) -> str:
    return f"The rest of {seconds:g} s at the end never comes, as nothing follows it."


def longer_rest(entry_s: float, rounds_s: float) -> str:
    return (
        f"The rest of {entry_s:g} s at the end never comes, as the rest between the rounds is"
        f" {rounds_s:g} s."
    )


def unit(is_hold: bool) -> str:
    return "s" if is_hold else "reps"
