"""What an author should know of a compiled routine: lines that nobody will hear."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mobility_timer.routine import Counts, Drill
from mobility_timer.timeline.cues import CountsDown, Rests, Welcomes
from mobility_timer.timeline.model import Timeline
from mobility_timer.timeline.speaking import PAUSE_MS, speaking_ms
from mobility_timer.timeline.work import is_long
from mobility_timer.words import score, spoken


@dataclass(frozen=True)
class Unheard:
    """A line of a drill that finds no room, and why."""

    drill: Drill
    line: str
    reason: str

    def __str__(self) -> str:
        return score.about(self.drill.name, self.line, self.reason)


def unheard(timeline: Timeline) -> tuple[Unheard, ...]:
    """Lines that the written time leaves no room for, and reps too quick to be counted aloud.

    Each is told once for its drill.
    """
    found = list(_cut_short(timeline))
    for drill in dict.fromkeys(timeline.routine.drills):
        if not drill.is_hold and drill.dose.counts is not Counts.METRES:
            found += _too_long(drill)
    return tuple(dict.fromkeys(found))


def _cut_short(timeline: Timeline) -> Iterator[Unheard]:
    """What is to be said before a set, and finds no room in the rest or the gap as written."""
    for work in timeline.sets:
        opens = timeline.sets[work.index - 1].end if work.index else 0
        for cue in timeline.cues_between(opens, work.start):
            full = next(iter(cue.meaning.phrasings), "")
            if cue.line != full and not isinstance(cue.meaning, CountsDown | Rests | Welcomes):
                gap = work.start - work.opens
                reason = score.cut_short(cue.line, speaking_ms(full), gap)
                yield Unheard(timeline.drill_of(work), full, reason)


def _too_long(drill: Drill) -> list[Unheard]:
    count = spoken.LONGEST_COUNT
    longest = max(drill.tempo, key=lambda phase: phase.ms)
    room = drill.rep_ms - speaking_ms(count) - 2 * PAUSE_MS
    if is_long(longest):
        room = longest.ms - speaking_ms(longest.name) - 2 * PAUSE_MS
    found = [
        Unheard(drill, text, score.never_said(speaking_ms(text), room))
        for text in drill.coaching[1:]
        if speaking_ms(text) > room
    ]
    if drill.rep_ms < speaking_ms(count) + PAUSE_MS:
        found.append(Unheard(drill, count, score.TOO_QUICK_TO_COUNT))
    return found
