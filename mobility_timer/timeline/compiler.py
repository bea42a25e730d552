"""Compiles a routine to a timeline: drill, set, side, variant, rep, phase, and the gaps between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from mobility_timer.routine import Drill, Routine
from mobility_timer.timeline.cues import Finishes, Warns, Welcomes
from mobility_timer.timeline.gaps import gap_before, lay_gap
from mobility_timer.timeline.lines.overlaps import with_lines
from mobility_timer.timeline.lines.speaking import PAUSE_MS, speaking_ms
from mobility_timer.timeline.model import Kind, SetUpStep, Timeline
from mobility_timer.timeline.steps import steps_of
from mobility_timer.timeline.tape import Plan, Tape
from mobility_timer.timeline.work import lay_work

END_MS = 4_000
LONGEST_WELCOME_MINUTES = 77
FIRST_LINE_WITHIN_MS = 1_000
"""So much later the first line may begin: a voice that has not spoken yet has to be started."""


def compile_routine(routine: Routine) -> Timeline:
    """The timeline of a routine that has at least one drill."""
    tape = _lay(routine)
    timeline = Timeline(
        routine=routine,
        segments=tuple(tape.segments),
        sets=tuple(tape.sets),
        cues=with_lines(tape.cues, tape.at),
        gates=tuple(tape.gates),
        stops=tuple(tape.stops),
    )
    return replace(timeline, steps=tuple(_steps(timeline)))


def _steps(timeline: Timeline) -> Iterator[SetUpStep]:
    for work in timeline.sets:
        cues = timeline.cues_between(*timeline.gap_before(work))
        yield from steps_of(cues, work, timeline.drill_of(work))


def length_ms(routine: Routine) -> int:
    """The length of the timeline, from the gaps and the doses alone."""
    plans = list(_plans(routine))
    gaps = (gap_before(routine, *pair) for pair in zip([None, *plans], plans, strict=False))
    at = _lead_in_ms(routine) + sum(gap.whole_ms for gap in gaps)
    at += sum(plan.work_ms for plan in plans)
    return at + _end_ms(_finishes(routine, _minutes(at)))


def with_finish(timeline: Timeline, whole: int, work_ms: int | None) -> Timeline:
    """The timeline with what is said at its end: `whole` drills were done as a whole by then.

    `work_ms` was played until the end begins; None where nothing was done.
    """
    last, drills = timeline.cues[-1], len(timeline.routine.drills)
    finish = Finishes(0 if work_ms is None else _minutes(work_ms), drills, whole)
    if finish == last.meaning:
        return timeline
    room_ms = timeline.length - last.at
    line = next((words for words in finish.phrasings if speaking_ms(words) <= room_ms), "")
    return replace(timeline, cues=(*timeline.cues[:-1], replace(last, meaning=finish, line=line)))


def _lay(routine: Routine) -> Tape:
    tape = Tape(routine)
    plans = list(_plans(routine))
    tape.add(_lead_in_ms(routine), Kind.LEAD_IN, set=0, side=plans[0].first_side)
    for index, plan in enumerate(plans):
        lay_gap(tape, plans[index - 1] if index else None, plan, index)
        lay_work(tape, plan, index)
    minutes = _minutes(tape.at)
    tape.cue(0, Welcomes(routine, minutes))
    if routine.pain:
        tape.cue(_welcome_ms(routine), Warns(routine.pain))
    finishes = _finishes(routine, minutes)
    tape.cue(tape.at, finishes)
    tape.add(_end_ms(finishes), Kind.END, set=len(plans) - 1)
    return tape


def _minutes(at: int) -> int:
    """What is said of the length of a routine whose last set ends at `at`."""
    return max(1, round((at + END_MS) / 60_000))


def _finishes(routine: Routine, minutes: int) -> Finishes:
    return Finishes(minutes, len(routine.drills), len(routine.drills))


def _end_ms(finishes: Finishes) -> int:
    return max(END_MS, max(map(speaking_ms, finishes.phrasings)) + 500)


def _plans(routine: Routine) -> Iterator[Plan]:
    placed = list(enumerate(routine.drills))
    runs = [(block, list(run)) for block, run in groupby(placed, key=lambda it: it[1].block)]
    for number in range(routine.rounds):
        for block, run in runs:
            for block_round in range(block.rounds if block else 1):
                for place, drill in run:
                    yield from _sets(drill, place, number, block_round)


def _sets(drill: Drill, place: int, number: int, block_round: int) -> Iterator[Plan]:
    for repeat in range(drill.rounds):
        for side in drill.worked_sides:
            for variant in drill.variants or (None,):
                yield Plan(number, block_round, place, drill, repeat, side, variant)


def _lead_in_ms(routine: Routine) -> int:
    warning = speaking_ms(Warns(routine.pain).phrasings[0]) + PAUSE_MS if routine.pain else 0
    return max(routine.get_ready_ms, _welcome_ms(routine) + warning)


def _welcome_ms(routine: Routine) -> int:
    longest = speaking_ms(Welcomes(routine, LONGEST_WELCOME_MINUTES).phrasings[0])
    return longest + PAUSE_MS + FIRST_LINE_WITHIN_MS
