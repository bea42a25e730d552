"""Compiles a routine to a timeline: drill, set, side, variant, rep, phase, and the gaps between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from mobility_timer.routine import Routine
from mobility_timer.timeline.cues import Finishes, Warns, Welcomes
from mobility_timer.timeline.laying.gaps import gap_before
from mobility_timer.timeline.laying.plans import plans_of
from mobility_timer.timeline.laying.sets import LaidSet, lay_sets
from mobility_timer.timeline.laying.tape import Due, Plan
from mobility_timer.timeline.lines.speaking import PAUSE_MS, speaking_ms
from mobility_timer.timeline.model import WorkSet
from mobility_timer.timeline.sections import joined
from mobility_timer.timeline.timeline import Timeline

END_MS = 4_000
LONGEST_WELCOME_MINUTES = 77
FIRST_LINE_WITHIN_MS = 1_000
"""So much later the first line may begin: a voice that has not spoken yet has to be started."""


def compile_routine(routine: Routine) -> Timeline:
    """The timeline of a routine that has at least one drill."""
    plans = plans_of(routine)
    laid = list(lay_sets(routine, plans, _lead_in_ms(routine)))
    sets = tuple(_work_sets(plans, laid))
    minutes = _minutes(sets[-1].end)
    opening = [Due(0, Welcomes(routine, minutes))]
    if routine.pain:
        opening.append(Due(_welcome_ms(routine), Warns(routine.pain)))
    laid[0] = laid[0].with_more(*opening)
    finishes = _finishes(routine, minutes)
    last = laid[-1]
    laid[-1] = last.with_more(Due(last.length, finishes), end_ms=_end_ms(finishes))
    return Timeline(routine, sets, joined(laid))


def length_ms(routine: Routine) -> int:
    """The length of the timeline, from the gaps and the doses alone."""
    plans = plans_of(routine)
    gaps = (gap_before(routine, *pair) for pair in zip([None, *plans], plans, strict=False))
    at = _lead_in_ms(routine) + sum(gap.whole_ms for gap in gaps)
    at += sum(plan.work_ms for plan in plans)
    return at + _end_ms(_finishes(routine, _minutes(at)))


def with_finish(timeline: Timeline, whole: int, work_ms: int | None) -> Timeline:
    """The timeline with what is said at its end: `whole` drills were done as a whole by then.

    `work_ms` was played until the end begins; None where nothing was done.
    """
    section = timeline.sections[-1]
    last = section.cues[-1]
    drills = len(timeline.routine.drills)
    finish = Finishes(0 if work_ms is None else _minutes(work_ms), drills, whole)
    if finish == last.meaning:
        return timeline
    room_ms = section.length - last.at
    line = next((words for words in finish.phrasings if speaking_ms(words) <= room_ms), "")
    ending = replace(section, cues=(*section.cues[:-1], last._replace(meaning=finish, line=line)))
    return replace(timeline, sections=(*timeline.sections[:-1], ending))


def _work_sets(plans: Sequence[Plan], laid: Sequence[LaidSet]) -> Iterator[WorkSet]:
    begins = accumulate((laid_set.length for laid_set in laid), initial=0)
    for index, (plan, laid_set, begin) in enumerate(zip(plans, laid, begins, strict=False)):
        yield WorkSet(
            index,
            plan.round,
            plan.block_round,
            plan.place,
            plan.repeat,
            plan.side,
            plan.variant,
            laid_set.amount,
            laid_set.reps,
            begin + laid_set.opens,
            begin + laid_set.start,
            begin + laid_set.end,
        )


def _minutes(at: int) -> int:
    """What is said of the length of a routine whose last set ends at `at`."""
    return max(1, round((at + END_MS) / 60_000))


def _finishes(routine: Routine, minutes: int) -> Finishes:
    return Finishes(minutes, len(routine.drills), len(routine.drills))


def _end_ms(finishes: Finishes) -> int:
    return max(END_MS, max(map(speaking_ms, finishes.phrasings)) + 500)


def _lead_in_ms(routine: Routine) -> int:
    warning = speaking_ms(Warns(routine.pain).phrasings[0]) + PAUSE_MS if routine.pain else 0
    return max(routine.get_ready_ms, _welcome_ms(routine) + warning)


def _welcome_ms(routine: Routine) -> int:
    longest = speaking_ms(Welcomes(routine, LONGEST_WELCOME_MINUTES).phrasings[0])
    return longest + PAUSE_MS + FIRST_LINE_WITHIN_MS
