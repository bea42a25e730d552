"""Which reps are counted aloud where they are too quick for every number."""

from __future__ import annotations

from functools import lru_cache

from mobility_timer.routine import MOST_REPS
from mobility_timer.timeline.lines.speaking import PAUSE_MS, speaking_ms
from mobility_timer.words import spoken

_THEN_EVERY_REPS = 10


def is_counted_aloud(number: int, rep_ms: int) -> bool:
    """Whether the number is said: all as long as they fit into a rep, then only the tens."""
    return number < ticked_from(rep_ms) or number % _THEN_EVERY_REPS == 0


@lru_cache(maxsize=256)
def ticked_from(rep_ms: int) -> int:
    """The first number that takes longer than a rep of so many ms; one more than the most reps
    where all fit."""
    numbers = range(2, MOST_REPS + 1)
    return next(
        (n for n in numbers if _takes_ms(n) > rep_ms and n % _THEN_EVERY_REPS), MOST_REPS + 1
    )


def _takes_ms(number: int) -> int:
    return speaking_ms(spoken.count(number)) + PAUSE_MS
