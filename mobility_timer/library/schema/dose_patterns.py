"""Patterns for doses in one text, within bounds, as `typed` reads them."""

from __future__ import annotations

from typing import Final

from mobility_timer.library.schema.time_patterns import (
    between,
    hundredths_of,
    times_within,
    whole_seconds_of,
)
from mobility_timer.library.schema.times import MINUTES, SECONDS
from mobility_timer.routine import (
    FEWEST_METRES,
    LONGEST_HOLD_S,
    MOST_METRES,
    MOST_REPS,
    MOST_ROUNDS,
    SHORTEST_HOLD_S,
)

_CROSS: Final = "\u00d7"
TO: Final = "(?:-|\u2013|to)"
_SETS: Final = rf"(?:(?:{between(1, MOST_ROUNDS)})[ ]?(?:x|{_CROSS}|\*|sets?[ ]of)[ ]?)?"
_SIDE: Final = r"(?:side|leg|arm)"
_EACH: Final = rf"(?:,?[ ](?:each(?:[ ]{_SIDE})?|per[ ]{_SIDE}|a[ ]side))?"
_COUNT: Final = rf"(?:{between(1, MOST_REPS)})"
_COUNTS: Final = rf"{_COUNT}(?:[ ]?{TO}[ ]?{_COUNT})?"
_REPS: Final = rf"{_COUNTS}(?:[ ]?(?:reps?|times))?"
_STEPS: Final = rf"{_COUNTS}(?:[ ]?steps?)"
_METRES: Final = rf"(?:{between(FEWEST_METRES, MOST_METRES)})"
_IN_METRES: Final = rf"{_METRES}[ ]?(?:m|metres?|meters?)"
_PLAIN, _, _CLOCK, _IN_SECONDS, _IN_MINUTES, *_OTHERS = times_within(
    SHORTEST_HOLD_S, LONGEST_HOLD_S, whole=True
)
_TIMES: Final = "|".join((_CLOCK, _IN_SECONDS, _IN_MINUTES, *_OTHERS))
_SECOND: Final = rf"(?:{whole_seconds_of(SHORTEST_HOLD_S, LONGEST_HOLD_S)})"
_MINUTE: Final = rf"(?:{hundredths_of(SHORTEST_HOLD_S, LONGEST_HOLD_S)})"
_SPAN_OF_TIME: Final = (
    rf"(?:{_CLOCK})[ ]?{TO}[ ]?(?:(?:{_CLOCK})|{_SECOND})"
    rf"|{_SECOND}[ ]?{TO}[ ]?{_SECOND}[ ]?{SECONDS}|{_MINUTE}[ ]?{TO}[ ]?{_MINUTE}[ ]?{MINUTES}"
)
_PLAIN_SPAN: Final = rf"{_SECOND}(?:[ ]?{TO}[ ]?(?:{_SECOND}|{_CLOCK}))?"
_MOST: Final = (
    r"(?:max|amrap|as[ ]many(?:[ ]reps)?[ ]as[ ](?:you[ ]can|possible)|until[ ]you[ ]stop)"
)
_LONGEST: Final = r"(?:hold[ ])?as[ ]long[ ]as[ ](?:you[ ]can|possible)"
_ALL_TIMES: Final = "|".join(times_within(SHORTEST_HOLD_S, LONGEST_HOLD_S, whole=True))
_IN_A_TIME: Final = rf"{_MOST}(?:(?:[ ]reps)?[ ]in[ ](?:{_ALL_TIMES}))?"
_HELD: Final = rf"(?:{_TIMES}|{_SPAN_OF_TIME}){_EACH}"
_OF_KEY: Final = {
    "": (rf"(?:{_REPS}|{_STEPS}|{_IN_METRES}){_EACH}|{_HELD}|{_IN_A_TIME}|{_LONGEST}"),
    "reps": rf"(?:{_REPS}){_EACH}|{_IN_A_TIME}",
    "hold": rf"(?:{_PLAIN_SPAN}){_EACH}|{_HELD}|{_MOST}|{_LONGEST}",
    "steps": rf"(?:{_REPS}|{_STEPS}){_EACH}|{_MOST}",
    "distance": rf"(?:{_METRES}|{_IN_METRES}){_EACH}",
}


def dose_of(key: str) -> str:
    """A dose under its key; under an empty one a dose of any kind."""
    return rf"{_SETS}(?:{_OF_KEY[key]})"


def span_of(key: str) -> str:
    """From the least to the most, of a kind of dose; of an empty one of any kind."""
    counts = rf"{_COUNT}[ ]?{TO}[ ]?{_COUNT}"
    times = rf"{_SECOND}[ ]?{TO}[ ]?(?:{_SECOND}|{_CLOCK})|{_SPAN_OF_TIME}"
    return {"hold": times, "": f"{counts}|{times}"}.get(key, counts)
