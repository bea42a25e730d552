"""Form cues: which one comes next, and where there is room for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from mobility_timer.timeline.laying.tape import Plan, Tape
from mobility_timer.timeline.lines.speaking import PAUSE_MS, speaking_ms
from mobility_timer.timeline.work_cues import Coaches

COACHED_AFTER_MS = 200
"""From the end of a count to a form cue."""
MOST_TIMES = 3
"""So often a form cue is said in a routine; where it comes once more there is silence."""


@lru_cache(maxsize=1024)
def as_heard(line: str) -> str:
    """A line as the ear knows it: two that differ only in capitals and marks are the same."""
    return " ".join(re.findall(r"[^\W_]+", line.casefold()))


def least_said(tape: Tape, plan: Plan) -> list[str]:
    """The form cues of a drill, those first that were said least so far, by whichever drill.

    The first one is said at the set-up.
    """
    drill = plan.drill
    return sorted(drill.coaching[1:], key=lambda line: tape.coached[as_heard(line)])


def coach(tape: Tape, at: int, line: str) -> None:
    heard = as_heard(line)
    if tape.coached[heard] < MOST_TIMES:
        tape.cue(at, Coaches(line))
    tape.coached[heard] += 1


def coach_in_rep(tape: Tape, plan: Plan, told: Sequence[tuple[int, int]], said: set[str]) -> None:
    """One form cue in the longest silence of the rep that was laid last, if one fits into it.

    `told` is from when to when something is said in the rep, `said` what was heard in the set.
    """
    at, room = longest_silence(told, tape.at)
    for line in least_said(tape, plan):
        if as_heard(line) not in said and speaking_ms(line) <= room:
            coach(tape, at, line)
            said.add(as_heard(line))
            return


def longest_silence(told: Sequence[tuple[int, int]], end: int) -> tuple[int, int]:
    """Where a form cue may begin in a rep that ends at `end`, and how long it may be, in ms."""
    silences = [
        (at + COACHED_AFTER_MS, later - at - COACHED_AFTER_MS - PAUSE_MS)
        for at, later in _between(told, end)
    ]
    return max(silences, key=lambda silence: silence[1])


def _between(told: Sequence[tuple[int, int]], end: int) -> Iterator[tuple[int, int]]:
    ends = [said for _, said in told]
    begins = [*(begin for begin, _ in told[1:]), end]
    yield from zip(ends, begins, strict=True)
