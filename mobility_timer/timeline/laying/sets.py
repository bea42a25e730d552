"""Each set laid down by itself; sets that are alike are laid once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from mobility_timer.routine import Routine
from mobility_timer.timeline.laying.gaps import brings_of, lay_gap, warnings_of
from mobility_timer.timeline.laying.tape import Due, Plan, Tape
from mobility_timer.timeline.laying.work import lay_work
from mobility_timer.timeline.lines.coaching import MOST_TIMES, as_heard
from mobility_timer.timeline.lines.speaking import PAUSE_MS, speaking_ms
from mobility_timer.timeline.model import Kind, Segment


@dataclass(frozen=True, eq=False)
class LaidSet:
    """A set with its gap, in ms from the end of the set before; its lines are still to be chosen.

    The set-up is from `opens` on, the work from `start` to `end`. `amount` is its dose, `coached`
    how often each form cue comes in it, as it is heard.
    """

    plan: Plan
    amount: int
    opens: int
    start: int
    end: int
    length: int
    segments: tuple[Segment, ...]
    cues: tuple[Due, ...]
    gates: tuple[int, ...]
    stops: tuple[int, ...]
    coached: tuple[tuple[str, int], ...]

    @cached_property
    def reps(self) -> int:
        return 0 if self.plan.drill.is_hold else self.amount

    @cached_property
    def reach(self) -> int:
        """The latest that any of its lines may end, whichever phrasing is said, with a pause."""
        return max(cue.at + _longest_ms(cue) for cue in self.cues)

    def with_more(self, *cues: Due, end_ms: int = 0) -> LaidSet:
        """The same with more cues, and with the end of the routine where that lasts `end_ms`."""
        segments = self.segments
        if end_ms:
            segments += (Segment(self.length, self.length + end_ms, Kind.END, 0),)
        return replace(
            self, length=self.length + end_ms, segments=segments, cues=(*self.cues, *cues)
        )


def lay_sets(routine: Routine, plans: Sequence[Plan], lead_in_ms: int) -> Iterator[LaidSet]:
    """Each set with its gap, the very same one wherever the same comes after the same.

    Whether it is the same also depends on which form cues of the drill came least so far, and
    which came so often that they are said no more.
    Plans of drills that are alike have the very same drill.
    """
    known: dict[object, LaidSet] = {}
    coached: dict[str, int] = {}
    heard: dict[int, tuple[str, ...]] = {}
    before = None
    for plan in plans:
        drill = plan.drill
        form_cues = heard.get(id(drill))
        if form_cues is None:
            form_cues = heard[id(drill)] = tuple(map(as_heard, drill.coaching[1:]))
        counts = [coached.get(line, 0) for line in form_cues]
        key = _key(routine, before, plan), *_coming(counts)
        laid_set = known.get(key)
        if laid_set is None:
            tape = Tape(routine, coached=Counter(dict(zip(form_cues, counts, strict=True))))
            known[key] = laid_set = _lay(tape, before, plan, lead_in_ms)
        for line, times in laid_set.coached:
            coached[line] = coached.get(line, 0) + times
        yield laid_set
        before = plan


def _key(routine: Routine, before: Plan | None, plan: Plan) -> object:
    """What the gap and the work of a set depend on, beside the routine as a whole."""
    if before is None:
        return None
    if plan.number:
        return id(plan.drill), plan.number, plan.again
    rounds = (before.round, before.block_round, plan.round, plan.block_round)
    told = brings_of(routine, plan), warnings_of(routine, plan)
    return id(plan.drill), id(before.drill), before.place == plan.place, rounds, told


def _coming(counts: Sequence[int]) -> tuple[int, ...]:
    """The form cues in the order in which they come, and how many of them are still said: no more
    matters where each comes once a set."""
    order = sorted(range(len(counts)), key=counts.__getitem__)
    return *order, sum([count < MOST_TIMES for count in counts])


def _lay(tape: Tape, before: Plan | None, plan: Plan, lead_in_ms: int) -> LaidSet:
    said = tape.coached.copy()
    if before is None:
        tape.add(lead_in_ms, Kind.LEAD_IN, side=plan.first_side)
    opens = lay_gap(tape, before, plan)
    start = tape.at
    lay_work(tape, plan)
    return LaidSet(
        plan=plan,
        amount=plan.amount,
        opens=opens,
        start=start,
        end=tape.at,
        length=tape.at,
        segments=tuple(tape.segments),
        cues=tuple(tape.cues),
        gates=tuple(tape.gates),
        stops=tuple(tape.stops),
        coached=tuple((tape.coached - said).items()),
    )


def _longest_ms(cue: Due) -> int:
    phrasings = cue.meaning.phrasings
    return max(map(speaking_ms, phrasings)) + PAUSE_MS if phrasings else 0
