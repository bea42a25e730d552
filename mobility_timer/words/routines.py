"""What is said of a routine and of a drill in a few words."""

from __future__ import annotations

from collections.abc import Sequence

from mobility_timer.words.language.numbers import counted

WHEN = {
    "before a run": "before a run",
    "after a run": "after a run",
    "rest day": "on a rest day",
    "short of time": "when time is short",
    "sitting long": "after sitting for long",
    "any time": "at any time",
}
"""By the name of the occasion."""
OCCASIONS = {
    "before a run": "Before a run",
    "after a run": "After a run",
    "rest day": "Rest day",
    "short of time": "Short of time",
    "sitting long": "Sitting long",
    "any time": "Any time",
}
"""What stands on a card, by the same."""

POSITIONS = {
    "standing": "standing",
    "kneeling": "kneeling",
    "sitting": "sitting",
    "lying": "lying on your back",
    "prone": "lying face down",
    "side-lying": "lying on your side",
}
"""What may be chosen, by the name of the position."""

AT_HAND = frozenset({"wall", "chair", "wall or chair", "mat", "floor", "step", "stairs"})
"""Any home has these: a routine that needs nothing else needs no equipment."""

FLOOR = "floor"
NOTHING_NEEDED = "standing, nothing needed"
IN_TURN = "alternating sides"


def rounds(number: int) -> str:
    return f"{number} rounds"


def any_of(occasions: Sequence[str]) -> str:
    """A sentence: "Before a run, or on a rest day."."""
    *others, last = occasions
    said = f"{', '.join(others)}, or {last}" if others else last
    return f"{said[0].upper()}{said[1:]}."


def position(position: str) -> str:
    """How one is, in a word or two."""
    return "face down" if position == "prone" else position


def on_the_floor(position_of_drill: str) -> str:
    return f"{position(position_of_drill)}, on the floor"


def first_side(side: str, *, only: bool) -> str:
    return f"{side} only" if only else f"each side, {side} first"


def rounds_instead(now: int, before: int) -> str:
    return f"{counted(now, 'round')} (was {before})"


def left_out(drills: Sequence[str]) -> str:
    return f"Left out: {', '.join(drills)}"


def dose_instead(drill: str, now: int, before: int, *, is_hold: bool) -> str:
    dose = f"{now} s" if is_hold else counted(now, "rep")
    return f"{drill}: {dose} (was {before})"
