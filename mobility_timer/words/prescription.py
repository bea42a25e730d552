"""What is said of the lines of a pasted prescription, and the comments in its draft."""

from collections.abc import Mapping, Sequence
from typing import Any

from mobility_timer.words import routines
from mobility_timer.words.language.lists import listed
from mobility_timer.words.language.numbers import counted as counted_noun

NO_NAME = "No drill is named."
NO_DOSE = "No reps or seconds are given."
NOT_SAID = "  # not said"
REPS = "Reps"
SETS = "Sets"
METRES = "A distance in metres"
A_REST = "A rest in seconds"
A_PHASE = "A part of a rep in seconds"
TWO_TEMPI = "Two tempos are given."
NO_REPS_TO_TIME = "Seconds up or down are given, but no reps."
ODD = "Left and right take turns, so the reps are an even number."
LONG_NAME = "The name is too long."
TIMES_A_DAY = "Times a day"
TIMES_A_WEEK = "Times a week"
HELD_TWICE = "A hold within a rep is given, but no reps."
SAY_EACH_SIDE = "Say how much of each side is done in turn, such as 10 s each side, alternating."
NOT_IN_TURN = "This cannot be done in turn, left and right."
EVERY_OTHER_DAY = "every other day"
TOGETHER = "Both sides at once"
TWO_SIDES = "One side and both sides are given."
A_HOLD = "A hold in seconds"
WAYS = {"one-way": "One way", "other-way": "The other way"}
_IN_ORDER = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth")


def ways(number: int) -> tuple[str, ...]:
    """The ways of a drill that goes three ways or more."""
    return tuple(f"{nth} way" for nth in _IN_ORDER[:number])


WORKING_SIDE = "the side that works"


STOP_IF_IT_HURTS = "Stop if it hurts"


def pain_limit(level: int, *, under: bool) -> str:
    """The pain that may be there, from 0 to 10."""
    return f"Keep the pain under {level} of 10" if under else f"Stop above {level} of 10"


def not_understood(words: Sequence[str]) -> str:
    return f"Not understood: {', '.join(f'“{word}”' for word in words)}."


NAME_THE_COLUMNS = "Name the columns in a row above: Drill | Sets | Reps | Rest."


def kept(words: Sequence[str]) -> str:
    """Words that change no dose."""
    return f"Not understood, kept as a note: {', '.join(f'“{word}”' for word in words)}"


EACH_SIDE = "each side"
EACH_SIDE_IN_TURN = "each side, alternating"
IN_TURN = "alternating sides"
EACH_SIDE_HERE = "each side, as this drill is done"
IN_TURN_HERE = "alternating sides, as this drill is done"
EACH_WAY = "each way"
AS_MANY_AS_YOU_CAN = "as many as you can"
AS_LONG_AS_YOU_CAN = "as long as you can"
REST_AS_LONG = "rest as long as the work"
BETWEEN_REPS = "rest between reps"
TOO_MANY_SETS = "sets of each side, and of both"
TABATA = "Tabata, without its rest"
PYRAMID = "a pyramid, without its reps"
TOTAL = "total"
"""Of both sides or of each it may be meant."""
EACH = "each"
"""Of several things that are named it may mean each of them."""


def reps_or_seconds(said: Mapping[str, Any]) -> str:
    """The number that may be reps or seconds."""
    sets = f"{said['sets']} x " if said.get("sets") else ""
    low, high = said.get("reps") or (0, 0)
    number = f"{sets}{low}" if low == high else f"{sets}{low}-{high}"
    return f"{number}, reps or seconds?"


def sets_or_reps_first(first: int, second: int) -> str:
    """Two numbers of which either may be the sets."""
    return f"{first} x {second}: {first} sets of {second}, or {second} sets of {first}?"


def sets_of_or_from_to(low: int, high: int) -> str:
    """Two numbers that may be sets and reps, or a range."""
    return f"{low}-{high}: {low} sets of {high}, or {low} to {high} reps?"


def hold_or_rest(seconds: int) -> str:
    """A time behind sets and reps, too long to be held in each rep."""
    return f"{seconds} s: each held so long, or rest?"


def sides_or_rest(number: int) -> str:
    """Two equal numbers that may be the two sides, or work and rest."""
    return f"{number}/{number}: {number} each side, or {number} s on and {number} s off?"


def span_or_sides(first: int, second: int) -> str:
    """Two numbers that may be a range, or the two sides."""
    low, high = sorted((first, second))
    return f"{first}/{second}: {low}-{high}, or {first} left and {second} right?"


def sets_or_times_a_day(often: tuple[int, int]) -> str:
    return f"{often[0]} daily: {often[0]} sets, or {often[0]} times a day?"


def reps_sets_or_days(often: tuple[int, int]) -> str:
    return f"{times(often)}: reps, sets, or days a week?"


def times(often: tuple[int, int]) -> str:
    if often == (1, 1):
        return "once"
    return f"{often[0]} times" if often[0] == often[1] else f"{often[0]}-{often[1]} times"


def seconds(range: tuple[int, int]) -> str:
    return f"{range[0]} s" if range[0] == range[1] else f"{range[0]} to {range[1]} s"


def from_to(range: tuple[int, int], noun: str) -> str:
    low, high = range
    return counted_noun(low, noun) if low == high else f"{low} to {counted_noun(high, noun)}"


def sets_of(sets: int, amount: str) -> str:
    return f"{counted_noun(sets, 'set')} of {amount}"


def sets_by_sets(reps: Sequence[int]) -> str:
    return f"{counted_noun(len(reps), 'set')} of {listed([str(one) for one in reps])} reps"


def reps_by_side(left: int, right: int) -> str:
    return f"{left} reps left, {right} right"


def hold_by_side(left: int, right: int) -> str:
    return f"{left} s left, {right} s right"


def metres(number: int) -> str:
    return f"{number} m"


def as_many_in(seconds: int) -> str:
    return f"{AS_MANY_AS_YOU_CAN} in {seconds} s"


def only(side: str) -> str:
    return f"{side} side only"


def each_held(seconds: float, at: str) -> str:
    """`at` is the end of a rep, empty where it is not said."""
    return f"each held {seconds} s {HELD_AT[at]}" if at else f"each held {seconds} s"


POSITIONS = routines.POSITIONS
ONE_AT_A_TIME = "one at a time"
NO_SIDES = "without sides"


def on_a(thing: str) -> str:
    return f"on a {thing}"


def a_step(seconds: float) -> str:
    return f"{seconds} s a step"


def a_breath(inwards: float, outwards: float) -> str:
    return f"{inwards} s in and {outwards} s out"


def guessed(parts: Sequence[str]) -> str:
    """What is not said in a line, and was taken as usual."""
    return f"Not given, so guessed: {', '.join(parts)}"


HELD_AT = {"top": "at the top", "bottom": "at the bottom", "end": "at the end of the range"}


def part_by_part(phases: Sequence[tuple[str, int]]) -> str:
    """The parts of a rep, each with its seconds."""
    return ", ".join(f"{name} {seconds} s" for name, seconds in phases)


def starting_with(side: str) -> str:
    return f"{EACH_SIDE}, {side} first"


def up_in(seconds: float) -> str:
    return f"{seconds} s up"


def down_in(seconds: float) -> str:
    return f"{seconds} s down"


def up_from_to(range: tuple[int, int]) -> str:
    return f"{seconds(range)} up"


def down_from_to(range: tuple[int, int]) -> str:
    return f"{seconds(range)} down"


def at_tempo(tempo: str) -> str:
    return f"tempo {tempo}"


def resting(range: tuple[int, int]) -> str:
    return f"rest {seconds(range)}"


def resting_before_the_next(range: tuple[int, int]) -> str:
    return f"then rest {seconds(range)}"


def noted(notes: Sequence[str]) -> str:
    return f"noted: {'; '.join(notes)}"


def hold_of(range: tuple[int, int]) -> str:
    return f"Hold {seconds(range)}"


def sets_from(low: int, high: int) -> str:
    return f"{low} to {high} sets"


IN_TURN_BUT_NOT_AS_OFTEN = "done in turn, but not in as many sets"
NOT_WITHOUT_THE_OTHERS = "Left out, as another drill of its rounds is."
ROUNDS = "Rounds"


def in_rounds(rounds: int, rest_s: int) -> str:
    """Done with others, one after the other."""
    often = f"in {counted_noun(rounds, 'round')} with the others"
    return f"{often}, {rest_s} s between rounds" if rest_s else often


def counted(drill: str) -> str:
    return f"{drill} is counted in reps here, not held."


def held(drill: str) -> str:
    return f"{drill} is held here, not counted in reps."


def no_sides(drill: str) -> str:
    return f"{drill} has no sides here."


def counts_otherwise(drill: str) -> str:
    return f"{drill} counts something else here."


def one_side_at_a_time(drill: str) -> str:
    return f"{drill} is done one side at a time here."


def no_turns(drill: str) -> str:
    return f"{drill} is not held in turn here."


def not_as_many(sets: int, amounts: int) -> str:
    return f"{sets} sets are given, and reps for {amounts}."


def with_need(need: str) -> str:
    return f"With {need}"


def in_another_position(drill: str, position: str) -> str:
    return f"{drill} is done {POSITIONS[position]} here."


def own_tempo(drill: str) -> str:
    return f"{drill} has a tempo of its own here."


def in_turn(variants: Sequence[str]) -> str:
    """Ways of doing it, one after the other."""
    return ", then ".join(variant.lower() for variant in variants)


def other_variants(drill: str) -> str:
    return f"{drill} has no such variants here."


def no_ways(drill: str) -> str:
    return f"{drill} goes one way here."


def out_of_bounds(what: str, least: float, most: int) -> str:
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
