"""What is said of routines that are given away and taken in."""

from __future__ import annotations

from collections.abc import Sequence

from mobility_timer.words.language.lists import listed

DAMAGED = "it is damaged or not a .mobility file"
TOO_MUCH = "its contents are too large together"
NO_ROUTINE = "there is no routine in it"
NO_EXPORT = "it is not an export of a program known here"
EXERCISE = "Exercise"
WARM_UP = "Warm-up"
COOL_DOWN = "Cool-down"
NAMES_NOT_IN_IT = "The names of the exercises are not in the file; they are numbered instead."
EACH_SIDE = " each side"


def refused(file: str, why: str) -> str:
    return f"{file} was not taken: {why}."


def cannot_be_opened(path: object, why: str) -> str:
    return f"{path}: {why or 'cannot be opened'}"


def too_many(number: int, most: int) -> str:
    return f"{number} files are in it, and at most {most} may be"


def too_large(name: str) -> str:
    return f"{name} is too large"


def is_a_link(name: str) -> str:
    return f"{name} is a link"


def does_not_belong(name: str) -> str:
    shown = name if len(name) <= 60 else name[:59] + "…"
    return f"{shown!a} does not belong in it"


def is_there_twice(name: str) -> str:
    return f"{name} is in it twice"


def cannot_be_read(name: str) -> str:
    return f"{name} cannot be read"


def is_no_text(name: str) -> str:
    return f"{name} is not text"


def does_not_fit(name: str, seconds: int) -> str:
    return f"{name} lasts {seconds} s; a drill lasts 5 s to 30 minutes."


def fewer_rounds(name: str, rounds: int, most: int) -> str:
    return f"{name} is done {most} times instead of {rounds}."


def done_once(name: str) -> str:
    return f"{name} has too many exercises to be repeated; they are done once."


def the_first(taken: int, of: int) -> str:
    return f"The first {taken} of {of} exercises."


def exercise(number: object) -> str:
    return f"Exercise {number}"


def rounds(number: int) -> str:
    return f"All of it {number} times."


def needs(things: Sequence[str]) -> str:
    return f"You need: {listed(list(things))}."


def unit(counts: str, *, held: bool) -> str:
    return "s" if held else {"metres": "m"}.get(counts, counts)


def by_side(left: str, right: str, unit: str) -> str:
    return f"left {left}, right {right} {unit}"


def only(side: str) -> str:
    return f", {side} only"


def rest(seconds: float) -> str:
    return f", {seconds:g} s rest"
