"""What an author should know of a compiled routine: lines that nobody will hear, or too often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from mobility_timer.routine import Counts, Drill, Origin, Routine
from mobility_timer.timeline.laying.gaps import gap_before
from mobility_timer.timeline.laying.plans import plans_of
from mobility_timer.timeline.laying.sets import lay_sets
from mobility_timer.timeline.laying.tape import Plan, Tape
from mobility_timer.timeline.laying.work import lay_rep
from mobility_timer.timeline.lines.coaching import MOST_TIMES, as_heard, longest_silence
from mobility_timer.timeline.lines.counting import ticked_from
from mobility_timer.timeline.lines.speaking import speaking_ms
from mobility_timer.timeline.timeline import Timeline
from mobility_timer.words import score, spoken


@dataclass(frozen=True)
class LineRemark:
    """A line of a drill, and what is wrong with it."""

    drill: Drill
    line: str
    reason: str
    is_fault: bool = False

    def __str__(self) -> str:
        return score.about(self.drill.name, self.line, self.reason)


def check_lines(timeline: Timeline) -> tuple[LineRemark, ...]:
    """Lines that the written time leaves no room for, reps too quick to be counted aloud, and, as
    faults, form cues of a drill of one's own that would be said four times or more.

    Each is told once for its drill.
    """
    found = list(_cut_short(timeline))
    for drill in dict.fromkeys(timeline.routine.drills):
        if not drill.is_hold and drill.dose.counts is not Counts.METRES:
            found += _too_long(timeline.routine, drill)
    found += _too_often(timeline.routine)
    return tuple(dict.fromkeys(found))


def _cut_short(timeline: Timeline) -> Iterator[LineRemark]:
    """What is to be said before a set, and finds no room in the rest or the gap as written."""
    plans = plans_of(timeline.routine)
    for work, before, plan in zip(timeline.sets, [None, *plans], plans, strict=False):
        opens = timeline.sets[work.index - 1].end if work.index else 0
        cues = timeline.cues_between(opens, work.start)
        said = {cue.meaning.phrasings: cue.line for cue in cues}
        for meaning in gap_before(timeline.routine, before, plan).meanings:
            full, line = meaning.phrasings[0], said.get(meaning.phrasings, "")
            if line != full:
                reason = score.cut_short(line, speaking_ms(full), work.start - work.opens)
                yield LineRemark(plan.drill, full, reason)


def _too_long(routine: Routine, drill: Drill) -> list[LineRemark]:
    room = _room_ms(routine, drill)
    found = [
        LineRemark(drill, text, score.never_said(speaking_ms(text), room))
        for text in drill.coaching[1:]
        if speaking_ms(text) > room
    ]
    first = ticked_from(drill.rep_ms)
    repeats = range(drill.rounds)
    if first <= max(drill.amount_of(n, side) for n in repeats for side in drill.worked_sides):
        found.append(LineRemark(drill, spoken.count(first), score.TOO_QUICK_TO_COUNT))
    return found


def _room_ms(routine: Routine, drill: Drill) -> int:
    """How long a form cue of the drill may be: the longest silence of its seventh rep."""
    tape = Tape(routine)
    variant = drill.variants[0] if drill.variants else None
    plan = Plan(0, 0, 0, drill.with_amount(20), 0, 0, drill.worked_sides[0], variant)
    told = lay_rep(tape, plan, rep=6)
    return longest_silence(told, tape.at)[1]


def _too_often(routine: Routine) -> Iterator[LineRemark]:
    """Of the whole session: it is the same line, whichever of the drills says it, and however it is
    written: capitals and marks are not heard.

    A bundled drill just says it no more: who wrote the routine cannot write more lines for it.
    """
    times: Counter[str] = Counter()
    written: dict[str, tuple[Drill, str]] = {}
    for laid_set in lay_sets(routine, plans_of(routine), 0):
        drill = laid_set.plan.drill
        times.update(dict(laid_set.coached))
        if drill.origin is Origin.USER:
            written.update((as_heard(line), (drill, line)) for line in drill.coaching[1:])
    for heard, (drill, line) in written.items():
        if times[heard] > MOST_TIMES:
            reason = score.said_too_often(times[heard], MOST_TIMES)
            yield LineRemark(drill, line, reason, is_fault=True)
