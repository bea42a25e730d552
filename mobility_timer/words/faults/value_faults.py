"""What is said of single values: texts, numbers, times, doses, and of the keys they stand at."""

from __future__ import annotations

from collections.abc import Sequence

from mobility_timer.words.language.lists import one_of
from mobility_timer.words.language.numbers import in_words

THE_FILE = "the file"
NOTHING = "nothing"
ONE_OF_TWO = "one of the two"
BOTH_DOSES = "both reps and hold"
BOTH_COUNTS = "both sets and rounds"
KEYS_SHOWN = {
    "cue": "cue: Slow and smooth",
    "dose": "dose: {reps: 10, range: [5, 15]}",
    "drill": "drill: calf-stretch",
    "drills": "drills: [calf-stretch, hip-cars]",
    "hold": "hold: 30",
    "id": "id: forward",
    "name": "name: Calf stretch",
    "position": "position: standing",
    "reps": "reps: 10",
    "says": "says: reverse the circle",
    "seconds": "seconds: 1.5",
}
"""A line to write, by its key."""
_SETS = "sets: {}"
KEYS_MEANT = {
    "reps": ("dose: {{reps: {}}}",),
    "repetitions": ("reps: {}", "dose: {{reps: {}}}"),
    "repeats": (_SETS, "rounds: {}"),
    "repeat": (_SETS, "rounds: {}"),
    "times": (_SETS, "rounds: {}"),
    "series": (_SETS, "rounds: {}"),
    "hold": ("dose: {{hold: {}}}",),
    "steps": ("dose: {{steps: {}}}",),
    "distance": ("dose: {{distance: {}}}",),
    "duration": ("hold: {}", "dose: {{hold: {}}}"),
    "time": ("hold: {}", "dose: {{hold: {}}}"),
    "seconds": ("hold: {}", "dose: {{hold: {}}}"),
    "side": ("order: [{}]",),
    "equipment": ("needs: [{}]",),
    "pause": ("rest: {}",),
    "break": ("rest: {}",),
    "exercises": ("drills: {}",),
    "title": ("name: {}",),
    "description": ("summary: {}", "watch: {}"),
    "instructions": ("setup: [{}]",),
    "frequency": ("per_day: 1 or per_week: 3", "notes: [{}]"),
    "how_often": ("per_day: 1 or per_week: 3", "notes: [{}]"),
}
"""What to write instead of a key that people expect; the first whose key is known."""

A_TEXT = "a text"
FEWER_WORDS = "fewer words"
HYPHENATED = "small letters, digits and hyphens"
LEFT_AND_RIGHT = "left and right"
EACH_ENTRY_ONCE = "each entry once"
LOWER_FIRST = "the lower end first"
DECIMAL_COMMA = "a decimal comma"
DECIMAL_POINT = "a decimal point"
A_TIME = "30 or 0:30"

DOSES = "3x10, 10-12 or 3x30 s"
SOMETHING = "Drill"
"""A name for a dose that has none."""
A_DOSE = "reps or seconds, with sets before them"
PHASES = "phases with seconds"
SIDES_BESIDE_IT = "sides: each and side_means beside it, and here the number alone"
SETS_TWICE = "sets twice"
BESIDE_OR_IN_DOSE = "beside the dose or in it"
NUMBER_OF_OPEN_SETS = "a number of sets, as you stop when you like"
AS_MANY_LEFT_AS_RIGHT = "as many sets left as right"
ONE_OR_TWO_NUMBERS = "one number, or the least and the most"
TWO_NUMBERS = "the least and the most"
MAX_BESIDE_IT = "reps: max beside it, for as many as you can"
AMOUNT_BESIDE_IT = "reps or hold beside it"
REPS_OR_HOLD = "reps or hold"
NO_RANGE = "no range, as it has a time"
NUMBER_ALONE = (
    "the number alone, of one side where the drill does one after the other, of both together"
    " where they take turns"
)
ONE_NUMBER_OF_SETS = "a number of sets, as the dose differs by side"


def entry(place: int) -> str:
    return f"entry {place}"


def entries(least: int | None, most: int | None) -> str:
    expected = f"at least {least}" if least is not None else f"at most {most}"
    return f"{expected} {'entry' if (least or most) == 1 else 'entries'}"


def missing_in(key: str, where: Sequence[str]) -> str:
    place = f" in {', '.join(where)}" if where else ""
    return f"{key} is missing{place}"


def any_value(key: str) -> str:
    return f"{key}: …"


def unknown_key(key: str, near: str) -> str:
    return f"unknown key {key}, did you mean {near}?" if near else f"unknown key {key}"


def in_digits(text: str) -> str:
    """A number up to a hundred that is written in words; empty for another text."""
    said = text.lower().replace("-", " ")
    return next(
        (str(number) for number in range(101) if in_words(number).replace("-", " ") == said), ""
    )


def line_meant(key: str, value: str, known: Sequence[str]) -> tuple[str, str]:
    """The key that another one stands for, and the line with it; empty where that is not plain."""
    for form in KEYS_MEANT.get(key.lower(), ()):
        now = form.partition(":")[0]
        if now in known:
            return now, form.format(value.strip("[]") if "[" in form else value)
    return "", ""


def both(one: str, other: str) -> str:
    return f"both {one} and {other}"


def a_range_of(key: str) -> str:
    return f"a range of {key}"


def twice(name: str) -> str:
    return f"{name} twice"


def once_in(key: str) -> str:
    return f"once, in {key} or beside it"


def only_sets(number: int) -> str:
    return f"sets: {number}"


def reps_or_sets(number: int) -> str:
    return f"{number} or sets: {number}"


def of_each_side(amount: object) -> str:
    return f"{amount} each side"


def sides_or_rest(number: int) -> str:
    """Two equal numbers that may be the two sides, or work and rest."""
    return f"{number} each side or {number} s and beside the dose rest: {number}"


def either(span: str, by_side: str) -> str:
    return f"{span} or {by_side}"


def each_way(amount: str) -> str:
    """A dose for each of two ways, which are written beside it."""
    ways = "{id: one-way, name: One way, says: one way}"
    other = "{id: other-way, name: Other way, says: other way}"
    return f"{amount} and beside the dose variants: [{ways}, {other}]"


def without(given: str, key: str) -> str:
    return f"{given} without {key}"


def at_most_characters(most: int) -> str:
    return f"at most {most} characters"


def characters(count: int) -> str:
    return f"{count} characters"


def only_in_braces(holes: Sequence[str]) -> str:
    return f"only {one_of(holes)} in braces"


def one_word(longest: int) -> str:
    return f"one word of at most {longest} letters"


def seconds(low: float, high: float) -> str:
    if high < 120:
        return f"{low:g} to {high:g} seconds"
    return f"{low:g} seconds to {high / 60:g} minutes"


def whole_seconds(low: float, high: float) -> str:
    return f"whole seconds, {seconds(low, high)}"


def as_a_time(expected: str) -> str:
    return f"{expected}, as seconds or as minutes:seconds"


def sets(most: int) -> str:
    return f"1 to {most} sets"


def as_many_sets(count: int) -> str:
    return f"{count}, as the dose lists {count} sets"
